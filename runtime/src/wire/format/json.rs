//! JSON ([RFC 8259]), by `serde_json`.
//!
//! Floats are read to the nearest, as Python reads them (`float_roundtrip`): what was written comes back.
//!
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

use pyo3::exceptions::{PyRecursionError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString};
use serde::Serialize;
use serde::de::{DeserializeSeed, IgnoredAny};
use serde_json::de::Read;
use serde_json::error::Category;
use serde_json::ser::PrettyFormatter;
use serde_json::value::RawValue;

use super::buffer::Buffer;
use super::{Fault, Format};
use crate::wire::depth::TOO_DEEP;

struct Json;

methods! {
    Json;
    to_json_method = c"to_json",
        c"to_json($self, /, indent=None)\n--\n\nReturn the fields as JSON, in UTF-8.";
    from_json_method = c"from_json",
        c"from_json($type, data, /)\n--\n\nMake an instance of JSON: bytes, bytearray, memoryview or str.\n\nRaises ValidationError with all that is wrong.";
    to_json_list_method = c"to_json_list",
        c"to_json_list($type, objects, /, indent=None)\n--\n\nReturn instances as a JSON array, in UTF-8.";
    from_json_list_method = c"from_json_list",
        c"from_json_list($type, data, /)\n--\n\nMake a list of instances of a JSON array.\n\nRaises ValidationError with all that is wrong.";
}

impl Format for Json {
    const NAME: &'static str = "json";
    const INVALID: &'static str = "json_invalid";
    const HAS_INDENT: bool = true;

    fn write<V: Serialize>(
        value: &V,
        indent: Option<&str>,
        capacity: usize,
    ) -> Result<Vec<u8>, String> {
        let mut bytes = Buffer::with_capacity(capacity);
        let written = match indent {
            None => serde_json::to_writer(&mut bytes, value),
            Some(indent) => {
                let pretty = PrettyFormatter::with_indent(indent.as_bytes());
                let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, pretty);
                value.serialize(&mut serializer)
            }
        };
        written.map(|()| bytes.into_bytes()).map_err(|error| error.to_string())
    }

    fn read<'de, S: DeserializeSeed<'de>>(data: &'de [u8], seed: S) -> Result<S::Value, Fault> {
        // Texts are in UTF-8 if all is: asked once, it takes a tenth of the time to read.
        match std::str::from_utf8(data) {
            Ok(text) => read(serde_json::Deserializer::from_str(text), data, seed),
            // Which says where.
            Err(_) => read(serde_json::Deserializer::from_slice(data), data, seed),
        }
    }

    fn items(data: &[u8]) -> Option<Vec<&[u8]>> {
        let items: Vec<&RawValue> = serde_json::from_slice(data).ok()?;
        Some(items.into_iter().map(|item| item.get().as_bytes()).collect())
    }

    /// By Python's own `json`, which has integers of any size.
    fn content<'py>(py: Python<'py>, data: &[u8]) -> PyResult<Result<Bound<'py, PyAny>, Fault>> {
        static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let malformed = |message: &str| Ok(Err(Fault::Malformed(message.to_owned())));
        // Where it is not JSON, `serde_json` says so better.
        if let Err(error) = serde_json::from_slice::<IgnoredAny>(data) {
            return malformed(&error.to_string());
        }
        let Ok(text) = std::str::from_utf8(data) else {
            return malformed("it is not in UTF-8");
        };
        let options = PyDict::new(py);
        options.set_item(intern!(py, "parse_constant"), pyo3::wrap_pyfunction!(constant, py)?)?;
        options.set_item(intern!(py, "object_pairs_hook"), pyo3::wrap_pyfunction!(unique, py)?)?;
        let error = match LOADS.import(py, "json", "loads")?.call((text,), Some(&options)) {
            Ok(content) => return Ok(Ok(content)),
            Err(error) => error,
        };
        let value = error.value(py);
        if error.is_instance_of::<PyRecursionError>(py) {
            return malformed(TOO_DEEP);
        }
        if !error.is_instance_of::<PyValueError>(py) {
            return Err(error);
        }
        let place =
            |name| value.getattr_opt(name)?.map(|number| number.extract::<u64>()).transpose();
        match (place("lineno")?, place("colno")?, value.getattr_opt(intern!(py, "msg"))?) {
            (Some(line), Some(column), Some(message)) => {
                malformed(&format!("{message} at line {line} column {column}"))
            }
            _ => malformed(&value.to_string()),
        }
    }
}

fn read<'de, R: Read<'de>, S: DeserializeSeed<'de>>(
    mut deserializer: serde_json::Deserializer<R>,
    data: &[u8],
    seed: S,
) -> Result<S::Value, Fault> {
    let read = seed.deserialize(&mut deserializer).and_then(|value| {
        deserializer.end()?;
        Ok(value)
    });
    read.map_err(|error| match error.classify() {
        Category::Data => Fault::Data,
        // An integer of 128 bits ends before the `.` of `1.0`, which is called malformed then.
        _ if serde_json::from_slice::<IgnoredAny>(data).is_ok() => Fault::Data,
        _ => Fault::Malformed(error.to_string()),
    })
}

/// `NaN` and `Infinity` are no JSON.
#[pyfunction]
fn constant(name: &str) -> PyResult<()> {
    Err(PyValueError::new_err(format!("{name} is no JSON value")))
}

/// The dict of an object whose keys differ.
#[pyfunction]
fn unique<'py>(
    py: Python<'py>,
    pairs: Vec<(Bound<'py, PyString>, Bound<'py, PyAny>)>,
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    let len = pairs.len();
    for (key, value) in pairs {
        dict.set_item(&key, value)?;
        debug_assert!(dict.len() <= len);
    }
    if dict.len() < len {
        return Err(PyValueError::new_err("a key appears twice in an object"));
    }
    Ok(dict)
}
