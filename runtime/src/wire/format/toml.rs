//! [TOML], by the crate `toml`. It has no null, so a field that is `None` is left out.
//!
//! [TOML]: https://toml.io

mod check;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue, Deserializer, Error};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use serde::Serialize;
use serde::de::DeserializeSeed;

use super::text::{int, place};
use super::{Fault, Format};
use crate::wire::depth::{Level, TOO_DEEP};
use check::Check;

struct Toml;

methods! {
    Toml;
    to_toml_method = c"to_toml",
        c"to_toml($self, /)\n--\n\nReturn the fields as TOML, in UTF-8. A field that is None is left out.";
    from_toml_method = c"from_toml",
        c"from_toml($type, data, /)\n--\n\nMake an instance of TOML: bytes, bytearray, memoryview or str.\n\nRaises ValidationError with all that is wrong.";
}

impl Format for Toml {
    const NAME: &'static str = "toml";
    const INVALID: &'static str = "toml_invalid";

    fn write<V: Serialize>(value: &V, _: Option<&str>, _: usize) -> Result<Vec<u8>, String> {
        value.serialize(Check).map_err(|problem| problem.to_string())?;
        ::toml::to_string(value).map(String::into_bytes).map_err(|error| error.to_string())
    }

    fn read<'de, S: DeserializeSeed<'de>>(data: &'de [u8], seed: S) -> Result<S::Value, Fault> {
        let text = text(data)?;
        let deserializer = Deserializer::parse(text).map_err(|error| malformed(text, &error))?;
        seed.deserialize(deserializer).map_err(|_| Fault::Data)
    }

    fn content<'py>(py: Python<'py>, data: &[u8]) -> PyResult<Result<Bound<'py, PyAny>, Fault>> {
        let table = text(data).and_then(|text| {
            DeTable::parse(text).map_err(|error| malformed(text, &error)).map(|table| (text, table))
        });
        let (text, table) = match table {
            Ok(table) => table,
            Err(fault) => return Ok(Err(fault)),
        };
        let span = table.span();
        let trouble = match to_python(py, &Spanned::new(span, DeValue::Table(table.into_inner()))) {
            Ok(content) => return Ok(Ok(content)),
            Err(trouble) => trouble,
        };
        match trouble {
            Trouble::Python(error) => Err(error),
            Trouble::Toml(message, offset) => {
                let (line, column) = place(text, offset);
                Ok(Err(Fault::Malformed(format!("{message} at line {line} column {column}"))))
            }
        }
    }
}

fn text(data: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(data).map_err(|_| Fault::Malformed("it is not in UTF-8".to_owned()))
}

fn malformed(text: &str, error: &Error) -> Fault {
    let (line, column) = place(text, error.span().map_or(0, |span| span.start));
    Fault::Malformed(format!("{} at line {line} column {column}", error.message()))
}

/// What ends the reading: something at an offset, or an exception.
enum Trouble {
    Toml(String, usize),
    Python(PyErr),
}

impl std::convert::From<PyErr> for Trouble {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

/// Dates and times become their texts, which stand for them in the other formats.
fn to_python<'py>(
    py: Python<'py>,
    value: &Spanned<DeValue<'_>>,
) -> Result<Bound<'py, PyAny>, Trouble> {
    let trouble = |message: String| Trouble::Toml(message, value.span().start);
    let level = || Level::enter().ok_or_else(|| trouble(TOO_DEEP.to_owned()));
    let made = match value.get_ref() {
        DeValue::String(text) => text.as_ref().into_bound_py_any(py)?,
        DeValue::Integer(number) => int(py, number.as_str(), number.radix())?.map_err(trouble)?,
        DeValue::Float(number) => match number.as_str().parse::<f64>() {
            Ok(float) if float.is_infinite() && !number.as_str().ends_with("inf") => {
                return Err(trouble("a number is too large for a float".to_owned()));
            }
            Ok(float) => float.into_bound_py_any(py)?,
            Err(error) => return Err(trouble(error.to_string())),
        },
        DeValue::Boolean(bool) => bool.into_bound_py_any(py)?,
        DeValue::Datetime(time) => time.to_string().into_bound_py_any(py)?,
        DeValue::Array(items) => {
            let (_level, list) = (level()?, PyList::empty(py));
            for item in items {
                list.append(to_python(py, item)?)?;
            }
            list.into_any()
        }
        DeValue::Table(entries) => {
            let (_level, dict) = (level()?, PyDict::new(py));
            for (key, value) in entries {
                dict.set_item(key.get_ref(), to_python(py, value)?)?;
            }
            dict.into_any()
        }
    };
    Ok(made)
}
