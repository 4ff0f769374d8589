//! [MessagePack], by `rmp-serde`: instances are maps, bytes are bytes.
//!
//! [MessagePack]: https://msgpack.org

use std::io::Cursor;

use pyo3::prelude::*;
use rmp_serde::decode::Error;
use serde::de::{DeserializeSeed, IgnoredAny};
use serde::{Deserialize, Serialize};

use super::buffer::Buffer;
use super::{Fault, Format};
use crate::wire::content;
use crate::wire::depth::{self, TOO_DEEP};

struct Msgpack;

methods! {
    Msgpack;
    to_msgpack_method = c"to_msgpack",
        c"to_msgpack($self, /)\n--\n\nReturn the fields as MessagePack.";
    from_msgpack_method = c"from_msgpack",
        c"from_msgpack($type, data, /)\n--\n\nMake an instance of MessagePack: bytes, bytearray or memoryview.\n\nRaises ValidationError with all that is wrong.";
    to_msgpack_list_method = c"to_msgpack_list",
        c"to_msgpack_list($type, objects, /)\n--\n\nReturn instances as a MessagePack array.";
    from_msgpack_list_method = c"from_msgpack_list",
        c"from_msgpack_list($type, data, /)\n--\n\nMake a list of instances of a MessagePack array.\n\nRaises ValidationError with all that is wrong.";
}

/// One more than ours, which tells it better.
const DEPTH: usize = depth::LIMIT as usize + 2;

impl Format for Msgpack {
    const NAME: &'static str = "msgpack";
    const INVALID: &'static str = "msgpack_invalid";
    const IS_TEXT: bool = false;

    fn write<V: Serialize>(value: &V, _: Option<&str>, capacity: usize) -> Result<Vec<u8>, String> {
        let mut bytes = Buffer::with_capacity(capacity);
        let mut serializer = rmp_serde::Serializer::new(&mut bytes).with_struct_map();
        value.serialize(&mut serializer).map_err(|error| error.to_string())?;
        Ok(bytes.into_bytes())
    }

    /// The other way tells malformed bytes from wrong values, and where.
    fn read<'de, S: DeserializeSeed<'de>>(data: &'de [u8], seed: S) -> Result<S::Value, Fault> {
        let mut deserializer = rmp_serde::Deserializer::from_read_ref(data);
        deserializer.set_max_depth(DEPTH);
        let value = seed.deserialize(&mut deserializer).map_err(|_| Fault::Data)?;
        match IgnoredAny::deserialize(&mut deserializer) {
            Err(Error::InvalidMarkerRead(_)) => Ok(value),
            _ => Err(Fault::Data),
        }
    }

    fn content<'py>(py: Python<'py>, data: &[u8]) -> PyResult<Result<Bound<'py, PyAny>, Fault>> {
        let mut deserializer = rmp_serde::Deserializer::new(Cursor::new(data));
        deserializer.set_max_depth(DEPTH);
        let value = content::to_python(py, &mut deserializer);
        let position = deserializer.position();
        let message = match value {
            Ok(value) if position == data.len() as u64 => return Ok(Ok(value)),
            Ok(_) => "there is more after the value".to_owned(),
            Err(Error::InvalidMarkerRead(_) | Error::InvalidDataRead(_)) => {
                "the data ends too early".to_owned()
            }
            Err(Error::TypeMismatch(marker)) => format!("{marker:?} starts no value"),
            Err(Error::DepthLimitExceeded) => TOO_DEEP.to_owned(),
            Err(error) => error.to_string(),
        };
        Ok(Err(Fault::Malformed(format!("{message} at byte {position}"))))
    }
}
