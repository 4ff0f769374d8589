//! Binding the arguments of a call to the constructor's parameters, with CPython's own rules and
//! error texts (`initialize_locals` in its `ceval.c`).

use std::fmt::Write as _;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};

use super::table::ClassTable;
use crate::suggest;

/// The arguments by field: `None` where the default applies.
pub(crate) type Bindings<'py> = Vec<Option<Bound<'py, PyAny>>>;

/// Binds the arguments of `Class(*args, **kwargs)`.
pub(crate) fn bind<'py>(
    table: &'static ClassTable,
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bindings<'py>> {
    let mut bound: Bindings<'py> = vec![None; table.attributes().len()];
    let mut given = args.iter();
    let positional = || table.parameters().filter(|(_, field)| !field.options.kw_only);
    for ((index, _), value) in positional().zip(&mut given) {
        bound[index] = Some(value);
    }
    if let Some(kwargs) = kwargs {
        bind_keywords(table, kwargs, &mut bound)?;
    }
    if args.len() > positional().count() {
        return Err(too_many(table, args.len(), &bound));
    }
    for (kw_only, kind) in [(false, "positional"), (true, "keyword-only")] {
        let missing: Vec<_> = table
            .parameters()
            .filter(|(index, field)| {
                field.options.kw_only == kw_only
                    && field.default.is_none()
                    && bound[*index].is_none()
            })
            .map(|(_, field)| field.parameter())
            .collect();
        if !missing.is_empty() {
            return Err(missing_arguments(table, kind, &missing));
        }
    }
    Ok(bound)
}

fn bind_keywords<'py>(
    table: &'static ClassTable,
    kwargs: &Bound<'py, PyDict>,
    bound: &mut Bindings<'py>,
) -> PyResult<()> {
    let names = table.cache.parameters(kwargs.py(), table)?;
    for (keyword, value) in kwargs {
        let name = keyword.cast::<PyString>().map_err(|_| {
            PyTypeError::new_err(format!("{}() keywords must be strings", table.name))
        })?;
        // Keywords of a call are interned, as the names are: the second look is for the rest.
        let index = names
            .iter_borrowed()
            .position(|parameter| parameter.is(name))
            .or_else(|| position(table, name));
        let Some(index) = index.filter(|index| table.attributes()[*index].options.init) else {
            return Err(unexpected(table, &name.to_string_lossy(), kwargs.py()));
        };
        if bound[index].replace(value).is_some() {
            return Err(PyTypeError::new_err(format!(
                "{}() got multiple values for argument '{}'",
                table.name,
                table.attributes()[index].parameter(),
            )));
        }
    }
    Ok(())
}

/// The field whose parameter has this name.
pub(crate) fn position(table: &'static ClassTable, name: &Bound<'_, PyString>) -> Option<usize> {
    let name = name.to_cow().ok()?;
    table.attributes().iter().position(|field| field.parameter() == name)
}

/// `Order() got an unexpected keyword argument 'x'`, with CPython 3.13's suggestion on the versions
/// that make one.
pub(crate) fn unexpected(table: &'static ClassTable, name: &str, py: Python<'_>) -> PyErr {
    let mut text = format!("{}() got an unexpected keyword argument '{name}'", table.name);
    if py.version_info() >= (3, 13) {
        let parameters = table.parameters().map(|(_, field)| field.parameter());
        if let Some(suggestion) = suggest::nearest(name, parameters) {
            let _ = write!(text, ". Did you mean '{suggestion}'?");
        }
    }
    PyTypeError::new_err(text)
}

fn too_many(table: &'static ClassTable, given: usize, bound: &Bindings<'_>) -> PyErr {
    let positional: Vec<_> =
        table.parameters().map(|(_, field)| field).filter(|field| !field.options.kw_only).collect();
    let most = positional.len();
    let least = positional.iter().filter(|field| field.default.is_none()).count();
    let (takes, plural) = if least < most {
        (format!("from {least} to {most}"), true)
    } else {
        (most.to_string(), most != 1)
    };
    let keywords = table
        .parameters()
        .filter(|(index, field)| field.options.kw_only && bound[*index].is_some())
        .count();
    let s = |plural| if plural { "s" } else { "" };
    let keyword_part = match keywords {
        0 => String::new(),
        n => format!(
            " positional argument{} (and {n} keyword-only argument{})",
            s(given != 1),
            s(n != 1),
        ),
    };
    let verb = if given == 1 && keywords == 0 { "was" } else { "were" };
    PyTypeError::new_err(format!(
        "{}() takes {takes} positional argument{} but {given}{keyword_part} {verb} given",
        table.name,
        s(plural),
    ))
}

pub(super) fn missing_arguments(table: &'static ClassTable, kind: &str, names: &[&str]) -> PyErr {
    let quoted: Vec<_> = names.iter().map(|name| format!("'{name}'")).collect();
    let list = match quoted.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        [] => String::new(),
    };
    PyTypeError::new_err(format!(
        "{}() missing {} required {kind} argument{}: {list}",
        table.name,
        names.len(),
        if names.len() == 1 { "" } else { "s" },
    ))
}
