//! [YAML 1.2] in its core schema, read by `granit-parser`. What is written means the same in YAML 1.1,
//! where `no` and `12:30` are no texts.
//!
//! [YAML 1.2]: https://yaml.org/spec/1.2.2/

mod read;
mod scalar;
mod write;

use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeSeed;

use super::{Fault, Format};

struct Yaml;

methods! {
    Yaml;
    to_yaml_method = c"to_yaml",
        c"to_yaml($self, /)\n--\n\nReturn the fields as YAML, in UTF-8.";
    from_yaml_method = c"from_yaml",
        c"from_yaml($type, data, /)\n--\n\nMake an instance of YAML: bytes, bytearray, memoryview or str.\n\nRaises ValidationError with all that is wrong.";
    to_yaml_list_method = c"to_yaml_list",
        c"to_yaml_list($type, objects, /)\n--\n\nReturn instances as a YAML sequence, in UTF-8.";
    from_yaml_list_method = c"from_yaml_list",
        c"from_yaml_list($type, data, /)\n--\n\nMake a list of instances of a YAML sequence.\n\nRaises ValidationError with all that is wrong.";
}

impl Format for Yaml {
    const NAME: &'static str = "yaml";
    const INVALID: &'static str = "yaml_invalid";

    fn write<V: Serialize>(value: &V, _: Option<&str>, _: usize) -> Result<Vec<u8>, String> {
        write::to_vec(value).map_err(|error| error.to_string())
    }

    /// Always the other way. The type of a YAML value is not always where a deserializer asks for it:
    /// it may be behind an alias, or have come by `<<`.
    fn read<'de, S: DeserializeSeed<'de>>(_: &'de [u8], _: S) -> Result<S::Value, Fault> {
        Err(Fault::Data)
    }

    fn content<'py>(py: Python<'py>, data: &[u8]) -> PyResult<Result<Bound<'py, PyAny>, Fault>> {
        let Ok(text) = std::str::from_utf8(data) else {
            return Ok(Err(Fault::Malformed("it is not in UTF-8".to_owned())));
        };
        read::load(py, text)
    }
}
