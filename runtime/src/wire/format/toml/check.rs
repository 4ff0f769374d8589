//! What TOML cannot say, which the crate would leave out or tell without saying where.

use std::fmt::{self, Display};

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// What is wrong, and where: `lines.3.qty`.
#[derive(Debug)]
pub(super) struct Problem {
    what: String,
    path: Vec<String>,
    /// It is `None`, which a field may be.
    is_none: bool,
}

impl Problem {
    fn under(mut self, step: impl Display) -> Self {
        self.path.push(step.to_string());
        self
    }
}

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.path.iter().rev().enumerate() {
            write!(f, "{}{step}", if index == 0 { "" } else { "." })?;
        }
        write!(f, "{}{}", if self.path.is_empty() { "" } else { ": " }, self.what)
    }
}

impl std::error::Error for Problem {}

impl Error for Problem {
    fn custom<T: Display>(message: T) -> Self {
        Self { what: message.to_string(), path: Vec::new(), is_none: false }
    }
}

/// Walks through a value and writes nothing.
pub(super) struct Check;

/// The items of a list, or the entries of a map.
pub(super) struct Inside {
    index: usize,
    key: String,
}

impl Inside {
    const START: Self = Self { index: 0, key: String::new() };

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Problem> {
        let index = self.index;
        self.index += 1;
        value.serialize(Check).map_err(|problem| problem.under(index))
    }
}

fn field<T: Serialize + ?Sized>(name: &'static str, value: &T) -> Result<(), Problem> {
    match value.serialize(Check) {
        Err(problem) if problem.is_none && problem.path.is_empty() => Ok(()),
        checked => checked.map_err(|problem| problem.under(name)),
    }
}

fn int(value: impl TryInto<i64> + Display + Copy) -> Result<(), Problem> {
    match value.try_into() {
        Ok(_) => Ok(()),
        Err(_) => Err(Problem::custom(format_args!("TOML has no integer {value}: it has 64 bits"))),
    }
}

fn none() -> Result<(), Problem> {
    let what = "TOML has no None but in a field, which is left out".to_owned();
    Err(Problem { what, path: Vec::new(), is_none: true })
}

macro_rules! fine {
    ($($method:ident: $type:ty),* $(,)?) => { $(
        fn $method(self, _: $type) -> Result<(), Problem> {
            Ok(())
        }
    )* };
}

macro_rules! ints {
    ($($method:ident: $type:ty),* $(,)?) => { $(
        fn $method(self, value: $type) -> Result<(), Problem> {
            int(value)
        }
    )* };
}

impl Serializer for Check {
    type Ok = ();
    type Error = Problem;
    type SerializeSeq = Inside;
    type SerializeTuple = Inside;
    type SerializeTupleStruct = Inside;
    type SerializeTupleVariant = Inside;
    type SerializeMap = Inside;
    type SerializeStruct = Inside;
    type SerializeStructVariant = Inside;

    fine! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32,
        serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_str: &str,
        serialize_bytes: &[u8], serialize_unit_struct: &'static str,
    }
    ints! { serialize_u64: u64, serialize_i128: i128, serialize_u128: u128 }

    fn serialize_none(self) -> Result<(), Problem> {
        none()
    }
    fn serialize_unit(self) -> Result<(), Problem> {
        none()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Problem> {
        value.serialize(self)
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
    ) -> Result<(), Problem> {
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Problem> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Problem> {
        value.serialize(self).map_err(|problem| problem.under(variant))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Inside, Problem> {
        Ok(Inside::START)
    }
    fn serialize_tuple(self, _: usize) -> Result<Inside, Problem> {
        Ok(Inside::START)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Inside, Problem> {
        Ok(Inside::START)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Inside, Problem> {
        Ok(Inside::START)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Inside, Problem> {
        Ok(Inside::START)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Inside, Problem> {
        Ok(Inside::START)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Inside, Problem> {
        Ok(Inside::START)
    }
}

macro_rules! items {
    ($($trait:ident: $method:ident),* $(,)?) => { $(
        impl $trait for Inside {
            type Ok = ();
            type Error = Problem;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Problem> {
                self.item(value)
            }
            fn end(self) -> Result<(), Problem> {
                Ok(())
            }
        }
    )* };
}

items! {
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field,
}

macro_rules! fields {
    ($($trait:ident),*) => { $(
        impl $trait for Inside {
            type Ok = ();
            type Error = Problem;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Problem> {
                field(name, value)
            }
            fn end(self) -> Result<(), Problem> {
                Ok(())
            }
        }
    )* };
}

fields!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Inside {
    type Ok = ();
    type Error = Problem;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Problem> {
        // For the path alone: keys that TOML has not are told by the crate.
        self.key = ::toml::Value::try_from(key).map_or_else(
            |_| "?".to_owned(),
            |key| match key {
                ::toml::Value::String(key) => key,
                key => key.to_string(),
            },
        );
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Problem> {
        value.serialize(Check).map_err(|problem| problem.under(&self.key))
    }
    fn end(self) -> Result<(), Problem> {
        Ok(())
    }
}
