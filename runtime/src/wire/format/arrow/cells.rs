//! The cells of arrays of Arrow, as serde reads them.

use std::fmt::Debug;
use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal128Type, Decimal256Type, DecimalType,
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray, temporal_conversions as temporal};
use arrow_schema::{DataType, Field, TimeUnit};
use serde::Deserializer;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use crate::wire::content::ContentError;

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
    /// What is written as a text: dates, times and decimals; `None` where that is out of range.
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
        Self { nulls, kind: kind(array, wanted) }
    }
}

fn kind<'a>(array: &'a ArrayRef, wanted: Option<&DataType>) -> Kind<'a> {
    macro_rules! numbers {
        ($kind:ident, $type:ty) => {{
            let array = array.as_primitive::<$type>();
            Kind::$kind(Box::new(|row| array.value(row).into()))
        }};
    }
    macro_rules! values {
        ($kind:ident, $array:expr) => {{
            let array = $array;
            Kind::$kind(Box::new(|row| array.value(row)))
        }};
    }
    match array.data_type() {
        DataType::Null => Kind::Null,
        DataType::Boolean => values!(Bool, array.as_boolean()),
        DataType::Int8 => numbers!(Signed, Int8Type),
        DataType::Int16 => numbers!(Signed, Int16Type),
        DataType::Int32 => numbers!(Signed, Int32Type),
        DataType::Int64 => numbers!(Signed, Int64Type),
        DataType::UInt8 => numbers!(Unsigned, UInt8Type),
        DataType::UInt16 => numbers!(Unsigned, UInt16Type),
        DataType::UInt32 => numbers!(Unsigned, UInt32Type),
        DataType::UInt64 => numbers!(Unsigned, UInt64Type),
        DataType::Float16 => numbers!(Float, Float16Type),
        DataType::Float32 => numbers!(Float, Float32Type),
        DataType::Float64 => numbers!(Float, Float64Type),
        DataType::Utf8 => values!(Text, array.as_string::<i32>()),
        DataType::LargeUtf8 => values!(Text, array.as_string::<i64>()),
        DataType::Utf8View => values!(Text, array.as_string_view()),
        DataType::Binary => values!(Bytes, array.as_binary::<i32>()),
        DataType::LargeBinary => values!(Bytes, array.as_binary::<i64>()),
        DataType::BinaryView => values!(Bytes, array.as_binary_view()),
        DataType::FixedSizeBinary(_) => values!(Bytes, array.as_fixed_size_binary()),
        DataType::Date32 | DataType::Date64 | DataType::Time32(_) | DataType::Time64(_) => {
            date_or_time(array)
        }
        DataType::Timestamp(unit, zone) => moment(array, *unit, zone.is_some()),
        DataType::Decimal128(precision, scale) => {
            decimal(array.as_primitive::<Decimal128Type>(), *precision, *scale)
        }
        DataType::Decimal256(precision, scale) => {
            decimal(array.as_primitive::<Decimal256Type>(), *precision, *scale)
        }
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            if dictionary.values().is_empty() {
                return Kind::Null;
            }
            let values = Cells::new(dictionary.values(), wanted);
            Kind::Dictionary(dictionary.normalized_keys(), Box::new(values))
        }
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            let offsets = list.value_offsets();
            #[allow(clippy::cast_sign_loss, reason = "offsets count up from 0")]
            let range = |row: usize| offsets[row] as usize..offsets[row + 1] as usize;
            lists(Box::new(range), list.values(), wanted)
        }
        DataType::LargeList(_) => {
            let list = array.as_list::<i64>();
            let offsets = list.value_offsets();
            #[allow(
                clippy::cast_sign_loss,
                clippy::cast_possible_truncation,
                reason = "offsets count up from 0, into what is in memory"
            )]
            let range = |row: usize| offsets[row] as usize..offsets[row + 1] as usize;
            lists(Box::new(range), list.values(), wanted)
        }
        DataType::FixedSizeList(_, len) => {
            let list = array.as_fixed_size_list();
            let len = usize::try_from(*len).unwrap_or_default();
            lists(Box::new(move |row| row * len..(row + 1) * len), list.values(), wanted)
        }
        DataType::Map(..) => {
            let map = array.as_map();
            let offsets = map.value_offsets();
            #[allow(clippy::cast_sign_loss, reason = "offsets count up from 0")]
            let range = |row: usize| offsets[row] as usize..offsets[row + 1] as usize;
            entries(Box::new(range), map.keys(), map.values(), wanted)
        }
        DataType::Struct(_) => columns(array, wanted),
        other => Kind::Other(other),
    }
}

fn columns<'a>(array: &'a ArrayRef, wanted: Option<&DataType>) -> Kind<'a> {
    let array = array.as_struct();
    let wanted: &[_] = match wanted {
        Some(DataType::Struct(fields)) => fields,
        _ => &[],
    };
    let is_tuple = !wanted.is_empty()
        && wanted.iter().enumerate().all(|(index, field)| field.name().parse() == Ok(index));
    let wanted_of = |name: &str| {
        let field = wanted.iter().find(|field| field.name() == name);
        field.map(|field| field.data_type())
    };
    let columns = array.fields().iter().zip(array.columns()).map(|(field, column)| {
        let name: &'a str = field.name();
        (name, Cells::new(column, wanted_of(name)))
    });
    if is_tuple {
        Kind::Tuple(columns.map(|(_, cells)| cells).collect())
    } else {
        Kind::Struct(columns.collect())
    }
}

/// Lists; those of pairs are maps where a map is wanted, since polars has none.
fn lists<'a>(
    range: Box<dyn Fn(usize) -> Range<usize> + 'a>,
    items: &'a ArrayRef,
    wanted: Option<&DataType>,
) -> Kind<'a> {
    if matches!(wanted, Some(DataType::Map(..)))
        && let Some(pairs) = items.as_struct_opt()
        && let [keys, values] = pairs.columns()
    {
        return entries(range, keys, values, wanted);
    }
    let wanted = match wanted {
        Some(
            DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _),
        ) => Some(item.data_type()),
        _ => None,
    };
    Kind::List(range, Box::new(Cells::new(items, wanted)))
}

fn entries<'a>(
    range: Box<dyn Fn(usize) -> Range<usize> + 'a>,
    keys: &'a ArrayRef,
    values: &'a ArrayRef,
    wanted: Option<&DataType>,
) -> Kind<'a> {
    let wanted = match wanted {
        Some(DataType::Map(entries, _)) => match entries.data_type() {
            DataType::Struct(fields) => fields.iter().collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    let wanted = |index: usize| wanted.get(index).map(|field: &&_| Field::data_type(field));
    let (keys, values) = (Cells::new(keys, wanted(0)), Cells::new(values, wanted(1)));
    Kind::Map(range, Box::new(keys), Box::new(values))
}

fn written<'a, T: ArrowPrimitiveType>(
    array: &'a ArrayRef,
    write: impl Fn(T::Native) -> Option<String> + 'a,
) -> Kind<'a> {
    let array = array.as_primitive::<T>();
    Kind::Written(Box::new(move |row| write(array.value(row))))
}

/// The form of ISO 8601, which is chrono's own.
fn iso(value: impl Debug) -> String {
    format!("{value:?}")
}

fn date_or_time(array: &ArrayRef) -> Kind<'_> {
    match array.data_type() {
        DataType::Date32 => written::<Date32Type>(array, |days| {
            temporal::date32_to_datetime(days).map(|moment| iso(moment.date()))
        }),
        DataType::Date64 => written::<Date64Type>(array, |milliseconds| {
            temporal::date64_to_datetime(milliseconds).map(|moment| iso(moment.date()))
        }),
        DataType::Time32(TimeUnit::Second) => {
            written::<Time32SecondType>(array, |time| temporal::time32s_to_time(time).map(iso))
        }
        DataType::Time32(_) => written::<Time32MillisecondType>(array, |time| {
            temporal::time32ms_to_time(time).map(iso)
        }),
        DataType::Time64(TimeUnit::Nanosecond) => {
            written::<Time64NanosecondType>(array, |time| temporal::time64ns_to_time(time).map(iso))
        }
        _ => written::<Time64MicrosecondType>(array, |time| {
            temporal::time64us_to_time(time).map(iso)
        }),
    }
}

/// With a time zone it is in UTC, whatever the zone.
fn moment(array: &ArrayRef, unit: TimeUnit, has_zone: bool) -> Kind<'_> {
    let zone = if has_zone { "Z" } else { "" };
    macro_rules! moments {
        ($type:ty, $convert:path) => {
            written::<$type>(array, move |since| {
                $convert(since).map(|moment| format!("{moment:?}{zone}"))
            })
        };
    }
    match unit {
        TimeUnit::Second => moments!(TimestampSecondType, temporal::timestamp_s_to_datetime),
        TimeUnit::Millisecond => {
            moments!(TimestampMillisecondType, temporal::timestamp_ms_to_datetime)
        }
        TimeUnit::Microsecond => {
            moments!(TimestampMicrosecondType, temporal::timestamp_us_to_datetime)
        }
        TimeUnit::Nanosecond => {
            moments!(TimestampNanosecondType, temporal::timestamp_ns_to_datetime)
        }
    }
}

fn decimal<T: DecimalType>(array: &PrimitiveArray<T>, precision: u8, scale: i8) -> Kind<'_> {
    Kind::Written(Box::new(move |row| Some(T::format_decimal(array.value(row), precision, scale))))
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

struct Items<'c, 'a> {
    items: &'c Cells<'a>,
    rows: Range<usize>,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = ContentError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ContentError> {
        self.rows.next().map(|row| seed.deserialize(Cell::new(self.items, row))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rows.len())
    }
}

struct Entries<'c, 'a> {
    keys: &'c Cells<'a>,
    values: &'c Cells<'a>,
    rows: Range<usize>,
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = ContentError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ContentError> {
        if self.rows.is_empty() {
            return Ok(None);
        }
        seed.deserialize(Cell::new(self.keys, self.rows.start)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, ContentError> {
        match self.rows.next() {
            Some(row) => seed.deserialize(Cell::new(self.values, row)),
            None => Err(ContentError::custom("a value was asked for after the last")),
        }
    }
}

/// The cells of a row, by the names of their columns.
struct Columns<'c, 'a> {
    columns: &'c [(&'a str, Cells<'a>)],
    row: usize,
}

impl<'de> MapAccess<'de> for Columns<'_, '_> {
    type Error = ContentError;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ContentError> {
        let Some((name, _)) = self.columns.first() else { return Ok(None) };
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, ContentError> {
        match self.columns.split_first() {
            Some(((_, cells), others)) => {
                self.columns = others;
                seed.deserialize(Cell::new(cells, self.row))
            }
            None => Err(ContentError::custom("a value was asked for after the last")),
        }
    }
}

/// The cells of a row.
struct Row<'c, 'a> {
    columns: &'c [Cells<'a>],
    row: usize,
}

impl<'de> SeqAccess<'de> for Row<'_, '_> {
    type Error = ContentError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ContentError> {
        let Some((cells, others)) = self.columns.split_first() else { return Ok(None) };
        self.columns = others;
        seed.deserialize(Cell::new(cells, self.row)).map(Some)
    }
}
