//! Pickling: an instance is taken apart into its class, its version and its named field values, and
//! put together again by the class's own `__pyo3_classes__`, which checks them.

use pyo3::Borrowed;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString, PyTuple, PyType};

use super::construct::{Purpose, Source, check_makes, from_sources};
#[cfg(direct)]
use super::direct;
use super::state;
use super::table::ClassTable;
use crate::error::Report;

/// The `PicklingError` for what no module has.
pub(crate) fn homeless(py: Python<'_>, name: &str) -> PyErr {
    let text = format!(
        "cannot pickle '{name}': no module is known to import it from; write \
         #[pyclass(module = \"...\")] on the Rust struct"
    );
    let error = py
        .import(intern!(py, "pickle"))
        .and_then(|pickle| pickle.getattr(intern!(py, "PicklingError")))
        .and_then(|class| class.call1((text,)));
    error.map_or_else(|error| error, PyErr::from_value)
}

/// `__reduce_ex__`: how to make the instance again from a header and its values. The header is one text
/// per class, `version:names`, such as `1:id,name,price`: pickles are many and small, and two more
/// objects in each would double the time.
///
/// - From protocol 4 on, `(copyreg.__newobj_ex__, (class, values, {"": (header,)}))`, which a pickle
///   writes and reads in one step: `class.__new__(class, *values, **{"": (header,)})`. No call of the
///   class means that by accident, since no parameter has an empty name and no wire format such a tuple.
/// - Otherwise, and for a subclass or a class that somebody has given another `__new__`, `(restore, (header, *values))`, with
///   the class before the header if it is a subclass; the restore function knows its own.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn reduce<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
    protocol: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = object.py();
    let class = (table.type_object)(py);
    if !table.cache.can_pickle(py, table)? {
        return Err(homeless(py, table.name));
    }
    let restore = table.cache.info(py, table)?;
    let own = object.get_type();
    let is_own = own.is(&class);
    // SAFETY: the caller's promise.
    let values = table.attributes().iter().map(|field| unsafe { field.get(object) });
    let in_one_step = is_own
        && table.options.init
        && table.cache.has_own_new(&class)
        && protocol.extract::<i64>()? >= 4;
    let (function, arguments) = if in_one_step {
        let values = PyTuple::new(py, values.collect::<PyResult<Vec<_>>>()?)?;
        let keywords = table.cache.pickle_header(py, table)?.keywords.bind(py);
        let arguments = (own, values, keywords).into_pyobject(py)?;
        (new_from_keywords(py)?, arguments.into_any())
    } else {
        let class = (!is_own).then(|| Ok(own.into_any()));
        let header = Ok(table.cache.pickle_header(py, table)?.text.bind(py).clone().into_any());
        let parts = class.into_iter().chain([header]).chain(values);
        let parts = PyTuple::new(py, parts.collect::<PyResult<Vec<_>>>()?)?;
        (restore.as_any(), parts.into_any())
    };
    let state = state::of(table, object)?;
    let entries = state::set_entries(object)?;
    if entries.is_some() || (state.is_some() && state::is_frozen_exception(table, object)?) {
        let set_state = restore.getattr(intern!(py, "set_state"))?;
        let none = py.None();
        return (function, arguments, (state, entries), &none, &none, set_state)
            .into_pyobject(py)
            .map(Bound::into_any);
    }
    match object.cast::<PyDict>() {
        Ok(dict) if !dict.is_empty() => {
            let entries = dict.items().try_iter()?;
            let none = py.None();
            Ok((function, arguments, state, none, entries).into_pyobject(py)?.into_any())
        }
        _ => match state {
            Some(state) => Ok((function, arguments, state).into_pyobject(py)?.into_any()),
            None => Ok((function, arguments).into_pyobject(py)?.into_any()),
        },
    }
}

/// `copyreg.__newobj_ex__`
fn new_from_keywords(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static FUNCTION: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    FUNCTION.import(py, "copyreg", "__newobj_ex__")
}

/// The keyword that says that positional arguments are the values of a pickle, which no parameter can
/// have.
const KEYWORD: &str = "";

/// The header of a class's pickles: one object per class, so that a pickle of many instances holds it
/// once.
pub(super) struct Header {
    /// `1:id,name,price`
    text: Py<PyString>,
    /// `{"": ("1:id,name,price",)}`
    keywords: Py<PyDict>,
}

impl Header {
    /// What a pickle says of the values in it: the version (`1.2` where the class extends another: those
    /// of all layers) and the names of the fields.
    pub(super) fn of(py: Python<'_>, table: &'static ClassTable) -> PyResult<Self> {
        let names = table.attributes().iter().map(|field| field.name());
        let names: Vec<_> = names.collect();
        let text = PyString::new(py, &format!("{}:{}", versions_text(table), names.join(",")));
        let keywords = PyDict::new(py);
        keywords.set_item(KEYWORD, (&text,))?;
        Ok(Self { text: text.unbind(), keywords: keywords.unbind() })
    }
}

/// The header in keywords that are those of a pickle.
fn header_of<'py>(keywords: &Bound<'py, PyDict>) -> PyResult<Option<Bound<'py, PyString>>> {
    if keywords.len() != 1 {
        return Ok(None);
    }
    let Some(value) = keywords.get_item(intern!(keywords.py(), ""))? else { return Ok(None) };
    let Ok(tuple) = value.cast_into_exact::<PyTuple>() else { return Ok(None) };
    let header = (tuple.len() == 1).then(|| tuple.get_item(0)).transpose()?;
    Ok(header.and_then(|header| header.cast_into_exact().ok()))
}

/// What `__new__` makes of arguments that are a pickle's; `None` if they are not.
pub(super) fn restore_new<'py>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let Some(header) = kwargs.map_or(Ok(None), header_of)? else { return Ok(None) };
    restore_values(table, class, &header, args, 0).map(Some)
}

/// What the restore function makes of its arguments.
pub(super) fn restore<'py>(
    table: &'static ClassTable,
    parts: &Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    let class = parts.get_item(0).ok().and_then(|first| first.cast_into::<PyType>().ok());
    let start = usize::from(class.is_some());
    let class = class.unwrap_or_else(|| (table.type_object)(parts.py()));
    let header = parts.get_item(start).ok().and_then(|header| header.cast_into::<PyString>().ok());
    let Some(header) = header else {
        return Err(broken(table, "it does not start with a version and the names of fields"));
    };
    restore_values(table, &class, &header, parts, start + 1)
}

/// Makes the instance again from the values from `start` on. Each is converted and checked: a pickle may
/// come from elsewhere, or from before a rule was added.
fn restore_values<'py>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    header: &Bound<'py, PyString>,
    values: &Bound<'py, PyTuple>,
    start: usize,
) -> PyResult<Bound<'py, PyAny>> {
    let py = class.py();
    let own = (table.type_object)(py);
    if !class.is(&own) {
        if !class.is_subclass(&own)? {
            return Err(PyTypeError::new_err(format!(
                "'{}' is not a '{}'",
                class.qualname()?,
                table.name,
            )));
        }
        check_makes(table, class)?;
    }
    let values = || values.iter_borrowed().skip(start);
    let as_now = header.as_any().eq(table.cache.pickle_header(py, table)?.text.bind(py))?
        && values().len() == table.attributes().len();
    #[cfg(direct)]
    if as_now && let Some(instance) = direct::parameters::restore(table, class, values()) {
        return Ok(instance);
    }
    let sources = if as_now {
        values().map(|value| Source::Given(value.to_owned())).collect()
    } else {
        by_header(table, &header.to_cow()?, values().map(Borrowed::to_owned).collect(), py)?
    };
    // SAFETY: the class is the table's or a subclass.
    unsafe { from_sources(table, class, &sources, Purpose::Restore) }
}

/// The values of a pickle of other times.
fn by_header<'py>(
    table: &'static ClassTable,
    header: &str,
    values: Vec<Bound<'py, PyAny>>,
    py: Python<'py>,
) -> PyResult<Vec<Source<'py>>> {
    let no_header = || broken(table, "it does not start with a version and the names of fields");
    let (versions, names) = header.split_once(':').ok_or_else(no_header)?;
    let versions = versions_of(versions).ok_or_else(no_header)?;
    let names: Vec<_> = names.split(',').filter(|name| !name.is_empty()).collect();
    if names.len() != values.len() {
        let (names, values) = (names.len(), values.len());
        return Err(broken(table, format!("it has {names} names for {values} values")));
    }
    let state = PyDict::new(py);
    for (name, value) in names.iter().zip(values) {
        state.set_item(name, value)?;
    }
    if !versions.iter().copied().eq(table.layers().iter().map(|layer| layer.version)) {
        migrate(table, &versions, &state)?;
    }
    by_name(table, &state)
}

/// The versions of all layers: `2`, or `1.2` where the class extends another.
pub(crate) fn versions_text(table: &'static ClassTable) -> String {
    let versions: Vec<_> = table.layers().iter().map(|layer| layer.version.to_string()).collect();
    versions.join(".")
}

/// The versions that [`versions_text`] tells.
pub(crate) fn versions_of(text: &str) -> Option<Vec<u32>> {
    text.split('.').map(|version| version.parse().ok()).collect()
}

/// Lifts the state of older layers, the base class's first.
pub(crate) fn migrate(
    table: &'static ClassTable,
    versions: &[u32],
    state: &Bound<'_, PyDict>,
) -> PyResult<()> {
    if versions.len() != table.layers().len() {
        return Err(broken(table, "its class had other base classes"));
    }
    for (layer, &version) in table.layers().iter().zip(versions) {
        if version == layer.version {
            continue;
        }
        let now = layer.version;
        if version > now {
            return Err(broken(
                table,
                format!(
                    "it is of version {version} of '{}', and this is version {now}",
                    layer.name
                ),
            ));
        }
        let Some(migrate) = layer.migrate else {
            return Err(broken(
                table,
                format!(
                    "it is of version {version} of '{}', this is version {now}, and there is no \
                     `migrate` function to lift it",
                    layer.name,
                ),
            ));
        };
        let mut report = Report::new(state.py());
        migrate.call(version, state, &mut report);
        report.finish(table.type_object)?;
    }
    Ok(())
}

/// The values by name; a field that was added since has its default.
fn by_name<'py>(
    table: &'static ClassTable,
    state: &Bound<'py, PyDict>,
) -> PyResult<Vec<Source<'py>>> {
    let mut found = 0;
    let mut sources = Vec::with_capacity(table.attributes().len());
    for field in table.attributes() {
        sources.push(match state.get_item(field.name())? {
            Some(value) => {
                found += 1;
                Source::Given(value)
            }
            None if field.default.is_some() => Source::Default,
            None => return Err(broken(table, format!("it has no field '{}'", field.name()))),
        });
    }
    if found < state.len() {
        for name in state.keys() {
            if table.attribute(&name.str()?.to_string_lossy()).is_none() {
                return Err(broken(table, format!("the class has no field '{name}'")));
            }
        }
    }
    Ok(sources)
}

fn broken(table: &ClassTable, what: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(format!("cannot unpickle '{}': {what}", table.name))
}
