//! serde's side of enums with data.

mod content;
mod read;
mod write;

use std::marker::PhantomData;

use serde::Serializer;

pub use read::{ReadVariant, read_union};
pub use write::{write_union, write_variant};

use super::{Part, Style, Union};
use crate::wire::depth::Level;

/// Such an enum with one of the options `json`, `msgpack`, `toml` and `yaml`.
pub trait WireUnion: Union {
    /// Writes the variant at an index by [`write_variant`].
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn write_variant<S: Serializer>(
        index: usize,
        parts: &[Part],
        serializer: S,
    ) -> Result<S::Ok, S::Error>;

    /// Makes the variant at an index of the value of its class.
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn read_variant<'de, R: ReadVariant<'de>>(index: usize, from: R) -> Result<Self, R::Error>;
}

/// The methods of the enum `E`.
pub struct UnionOf<E>(PhantomData<E>);

/// A list or an object is a level; the value of a newtype has its own.
fn own_level(style: Style) -> Result<Option<Level>, ()> {
    match style {
        Style::Unit | Style::Newtype => Ok(None),
        Style::Tuple | Style::Struct => Level::enter().map(Some).ok_or(()),
    }
}
