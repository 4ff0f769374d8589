//! What the cells of an array are.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal128Type, Decimal256Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, Field};

use super::written::{date_or_time, decimal, duration, moment};
use super::{Cells, Kind};

/// Those of an array; `wanted` is what the class would write.
pub(super) fn kind<'a>(array: &'a ArrayRef, wanted: Option<&DataType>) -> Kind<'a> {
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
        DataType::Duration(unit) => duration(array, *unit),
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
