//! The cells of arrays of Arrow, as serde reads them.

mod access;
mod kind;
mod written;

use std::ops::Range;

use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use serde::Deserializer;
use serde::de::{Error as _, IntoDeserializer, Visitor};

use crate::wire::content::ContentError;
use access::{Columns, Entries, Items, Row};

/// An array, ready to be read cell by cell.
pub(super) struct Cells<'a> {
    /// The array, if some cells are null.
    nulls: Option<&'a ArrayRef>,
    kind: Kind<'a>,
}

/// What the cells are.
enum Kind<'a> {
    Null,
    Bool(Box<dyn Fn(usize) -> bool + 'a>),
    Signed(Box<dyn Fn(usize) -> i64 + 'a>),
    Unsigned(Box<dyn Fn(usize) -> u64 + 'a>),
    Float(Box<dyn Fn(usize) -> f64 + 'a>),
    Text(Box<dyn Fn(usize) -> &'a str + 'a>),
    Bytes(Box<dyn Fn(usize) -> &'a [u8] + 'a>),
    /// What is written as a text: dates, times, durations and decimals; `None` where that is out of range.
    Written(Box<dyn Fn(usize) -> Option<String> + 'a>),
    /// Other cells, by their index there.
    Dictionary(Vec<usize>, Box<Cells<'a>>),
    List(Box<dyn Fn(usize) -> Range<usize> + 'a>, Box<Cells<'a>>),
    Map(Box<dyn Fn(usize) -> Range<usize> + 'a>, Box<Cells<'a>>, Box<Cells<'a>>),
    Struct(Vec<(&'a str, Cells<'a>)>),
    /// A struct whose fields are numbered.
    Tuple(Vec<Cells<'a>>),
    Other(&'a DataType),
}

impl<'a> Cells<'a> {
    /// Those of an array; `wanted` is what the class would write.
    pub(super) fn new(array: &'a ArrayRef, wanted: Option<&DataType>) -> Self {
        let nulls = (array.null_count() > 0).then_some(array);
        Self { nulls, kind: kind::kind(array, wanted) }
    }
}

/// One cell.
#[derive(Clone, Copy)]
pub(super) struct Cell<'c, 'a> {
    cells: &'c Cells<'a>,
    row: usize,
}

impl<'c, 'a> Cell<'c, 'a> {
    /// The row is one of the array's.
    pub(super) fn new(cells: &'c Cells<'a>, row: usize) -> Self {
        Self { cells, row }
    }

    fn is_null(self) -> bool {
        self.cells.nulls.is_some_and(|array| array.is_null(self.row))
    }

    /// What a text or a decimal says, as which integers of 128 bits are written.
    fn parsed<T: std::str::FromStr>(self) -> Option<T> {
        match &self.cells.kind {
            _ if self.is_null() => None,
            Kind::Text(value) => value(self.row).parse().ok(),
            Kind::Written(value) => value(self.row)?.parse().ok(),
            Kind::Dictionary(indices, values) => {
                Cell::new(values, *indices.get(self.row)?).parsed()
            }
            _ => None,
        }
    }
}

impl<'de> Deserializer<'de> for Cell<'_, '_> {
    type Error = ContentError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ContentError> {
        let row = self.row;
        if self.is_null() {
            return visitor.visit_unit();
        }
        match &self.cells.kind {
            Kind::Null => visitor.visit_unit(),
            Kind::Bool(value) => visitor.visit_bool(value(row)),
            Kind::Signed(value) => visitor.visit_i64(value(row)),
            Kind::Unsigned(value) => visitor.visit_u64(value(row)),
            Kind::Float(value) => visitor.visit_f64(value(row)),
            Kind::Text(value) => visitor.visit_str(value(row)),
            Kind::Bytes(value) => visitor.visit_bytes(value(row)),
            Kind::Written(value) => match value(row) {
                Some(text) => visitor.visit_string(text),
                None => Err(ContentError::custom("a date or time is out of range")),
            },
            Kind::Dictionary(indices, values) => match indices.get(row) {
                Some(index) => Cell::new(values, *index).deserialize_any(visitor),
                None => visitor.visit_unit(),
            },
            Kind::List(range, items) => visitor.visit_seq(Items { items, rows: range(row) }),
            Kind::Map(range, keys, values) => {
                visitor.visit_map(Entries { keys, values, rows: range(row) })
            }
            Kind::Struct(columns) => visitor.visit_map(Columns { columns, row }),
            Kind::Tuple(columns) => visitor.visit_seq(Row { columns, row }),
            Kind::Other(data_type) => {
                Err(ContentError::custom(format_args!("columns of {data_type} cannot be read")))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ContentError> {
        match &self.cells.kind {
            Kind::Null => visitor.visit_none(),
            _ if self.is_null() => visitor.visit_none(),
            Kind::Dictionary(indices, values) => match indices.get(self.row) {
                Some(index) => Cell::new(values, *index).deserialize_option(visitor),
                None => visitor.visit_none(),
            },
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ContentError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ContentError> {
        let variant = <String as serde::Deserialize>::deserialize(self)?;
        visitor.visit_enum(variant.into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, ContentError> {
        visitor.visit_unit()
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ContentError> {
        match self.parsed() {
            Some(int) => visitor.visit_i128(int),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ContentError> {
        match self.parsed() {
            Some(int) => visitor.visit_u128(int),
            None => self.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier
    }
}
