//! What a data class is outside Python and Rust: dicts and tuples, and by way of serde JSON and its kin.
//!
//! A class that has one of the options `dict`, `json`, `msgpack`, `toml` and `yaml` has a [`WireTable`]
//! beside its rows. There are two ways in:
//!
//! - **[`Wire`](serial::Wire)**, serde's two methods for each field type: bytes become Rust values with
//!   nothing of Python's in between. The first thing that is wrong ends it.
//! - **[`Reader`]**, which goes through Python values (what `from_dict` is given, or the content of bytes
//!   that the first way did not like) and collects all that is wrong, with paths.
//!
//! What the second way accepts is right even if the first did not: it also knows the rare forms.

mod attribute;
pub(crate) mod base64;
#[cfg(feature = "serde")]
mod class;
pub(crate) mod classes;
#[cfg(feature = "arrow")]
mod column;
#[cfg(feature = "serde")]
mod columnar;
#[cfg(feature = "serde")]
mod content;
#[cfg(feature = "serde")]
pub(crate) mod dates;
pub(crate) mod depth;
#[cfg(feature = "serde")]
mod extension;
pub(crate) mod float;
#[cfg(feature = "serde")]
pub(crate) mod format;
#[cfg(feature = "serde")]
pub(crate) mod instance;
pub(crate) mod methods;
#[cfg(feature = "serde")]
mod own;
pub(crate) mod plain;
mod pydantic;
mod reader;
mod schema;
#[cfg(feature = "serde")]
pub(crate) mod serial;
mod table;
mod text;
mod values;
pub(crate) mod variants;
mod version;

pub use attribute::WireAttribute;
pub(crate) use attribute::WireForm;
#[cfg(feature = "arrow")]
pub use class::column;
#[cfg(feature = "serde")]
pub use class::{BaseFields, Fields, WireBase, WireClass, deserialize, serialize};
#[cfg(feature = "arrow")]
pub use column::{Column, Columns, NoColumn};
pub(crate) use float::float_to_wire;
#[cfg(feature = "arrow")]
pub use format::{from_arrow_method, to_arrow_method};
#[cfg(feature = "json")]
pub use format::{from_json_list_method, from_json_method, to_json_list_method, to_json_method};
#[cfg(feature = "msgpack")]
pub use format::{
    from_msgpack_list_method, from_msgpack_method, to_msgpack_list_method, to_msgpack_method,
};
#[cfg(feature = "toml")]
pub use format::{from_toml_method, to_toml_method};
#[cfg(feature = "yaml")]
pub use format::{from_yaml_list_method, from_yaml_method, to_yaml_list_method, to_yaml_method};
pub use methods::{from_dict_method, to_dict_method, to_tuple_method};
#[cfg(feature = "serde")]
pub use own::{
    Own, OwnSerde, deserialize_own, own_from_content, read_own, serialize_own, write_own,
};
pub use plain::Form;
pub use pydantic::{
    get_pydantic_core_schema_method, get_pydantic_json_schema_method,
    union_get_pydantic_core_schema_method, union_get_pydantic_json_schema_method,
};
pub use reader::{Reader, Source};
pub(crate) use schema::keywords;
pub use schema::{Schemas, json_schema_method, union_json_schema_method};
#[cfg(feature = "serde")]
pub use serde;
#[cfg(feature = "serde")]
pub use serial::{Absent, At, FieldAt, HasWire, IsWire, NotWire, Wire, WireField};
pub use table::{WireRow, WireTable};
pub(crate) use text::of_digits;
#[cfg(feature = "serde")]
pub(crate) use text::{AsText, text_by_display, text_of};
pub use text::{Text, TextColumn};
pub use variants::{
    Filler, Part, Style, Tagging, Union, UnionTable, VariantRow, union_from_dict_method,
    union_from_plain, union_to_dict_method, union_to_plain, union_to_tuple_method,
};
#[cfg(feature = "serde")]
pub use variants::{ReadVariant, UnionOf, WireUnion, read_union, write_union, write_variant};
