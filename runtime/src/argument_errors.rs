//! What a call with wrong arguments raises: CPython's own texts, of `ceval.c`.

use std::fmt::Write as _;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::suggest;

/// `Order() got an unexpected keyword argument 'x'`, with CPython 3.13's suggestion on the versions
/// that make one.
pub(crate) fn unexpected_keyword<'a>(
    function: &str,
    name: &str,
    parameters: impl Iterator<Item = &'a str>,
    py: Python<'_>,
) -> PyErr {
    let mut text = format!("{function}() got an unexpected keyword argument '{name}'");
    if py.version_info() >= (3, 13)
        && let Some(suggestion) = suggest::nearest(name, parameters)
    {
        let _ = write!(text, ". Did you mean '{suggestion}'?");
    }
    PyTypeError::new_err(text)
}

/// `Order() got multiple values for argument 'id'`
pub(crate) fn multiple_values(function: &str, parameter: &str) -> PyErr {
    PyTypeError::new_err(format!("{function}() got multiple values for argument '{parameter}'"))
}

/// `Order() keywords must be strings`
pub(crate) fn keyword_no_string(function: &str) -> PyErr {
    PyTypeError::new_err(format!("{function}() keywords must be strings"))
}

/// `Order() takes from 1 to 2 positional arguments but 3 were given`; `keywords` counts the
/// keyword-only arguments that were given.
pub(crate) fn too_many(
    function: &str,
    (least, most): (usize, usize),
    given: usize,
    keywords: usize,
) -> PyErr {
    let (takes, plural) = if least < most {
        (format!("from {least} to {most}"), true)
    } else {
        (most.to_string(), most != 1)
    };
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
        "{function}() takes {takes} positional argument{} but {given}{keyword_part} {verb} given",
        s(plural),
    ))
}

/// `Order() missing 2 required positional arguments: 'id' and 'name'`
pub(crate) fn missing(function: &str, kind: &str, names: &[&str]) -> PyErr {
    let quoted: Vec<_> = names.iter().map(|name| format!("'{name}'")).collect();
    let list = match quoted.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        [] => String::new(),
    };
    PyTypeError::new_err(format!(
        "{function}() missing {} required {kind} argument{}: {list}",
        names.len(),
        if names.len() == 1 { "" } else { "s" },
    ))
}
