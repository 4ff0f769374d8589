//! [`Column`]: what a field type is in Arrow.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, TimeUnit};
use serde::de::DeserializeOwned;
use serde_arrow::schema::{SchemaLike, TracingOptions};
use serde_arrow::utils::Item;

use super::text::TextColumn;
use super::variants::Union;
use crate::data_class::ClassTable;

/// The type of a column, or of what is inside one.
pub struct Column {
    data_type: DataType,
    nullable: bool,
}

/// Why there is none.
pub struct NoColumn {
    /// The keys that lead there, the innermost first.
    path: Vec<String>,
    message: String,
}

/// The classes that the columns in the making are inside of: Arrow's types are finite.
#[derive(Default)]
pub struct Columns {
    classes: Vec<*const ClassTable>,
}

impl Column {
    /// A column without nulls.
    pub(crate) fn new(data_type: DataType) -> Self {
        Self { data_type, nullable: false }
    }

    /// Of texts: those of a length over 2 GiB fit as well.
    pub(crate) fn text() -> Self {
        Self::new(DataType::LargeUtf8)
    }

    /// Of what is a text on the wire: Arrow has types for some, in microseconds as Python has them.
    pub(crate) fn of_text(text: TextColumn) -> Self {
        let unit = TimeUnit::Microsecond;
        Self::new(match text {
            TextColumn::Text => return Self::text(),
            TextColumn::Date => DataType::Date32,
            TextColumn::Time => DataType::Time64(unit),
            TextColumn::Local => DataType::Timestamp(unit, None),
            TextColumn::Utc => DataType::Timestamp(unit, Some("UTC".into())),
            TextColumn::Duration => DataType::Duration(unit),
        })
    }

    /// Of lists.
    pub(crate) fn list(self) -> Self {
        Self::new(DataType::LargeList(Arc::new(self.into_field("item"))))
    }

    /// Of maps.
    pub(crate) fn map(key: Self, value: Self) -> Result<Self, NoColumn> {
        if key.nullable {
            return Err(NoColumn::new("keys of a map cannot be None in Arrow"));
        }
        let entries = Fields::from(vec![key.into_field("key"), value.into_field("value")]);
        let entries = Field::new("entries", DataType::Struct(entries), false);
        Ok(Self::new(DataType::Map(Arc::new(entries), false)))
    }

    /// Of tuples: structs whose fields are numbered.
    pub(crate) fn tuple<const N: usize>(items: [Self; N]) -> Self {
        let items = items.into_iter().enumerate();
        let fields: Fields =
            items.map(|(index, item)| item.into_field(&index.to_string())).collect();
        Self::new(DataType::Struct(fields))
    }

    /// With nulls.
    pub(crate) fn optional(self) -> Self {
        Self { nullable: true, ..self }
    }

    /// Of a type that only serde knows, from what it asks for when it reads.
    pub(crate) fn by_serde<T: DeserializeOwned>() -> Result<Self, NoColumn> {
        let options = TracingOptions::default().enums_without_data_as_strings(true);
        let fields = Vec::<Field>::from_type::<Item<T>>(options).map_err(|error| {
            NoColumn::new(&format!("the type is not one of Arrow's: {}", error.message()))
        })?;
        match fields.into_iter().next() {
            Some(field) => {
                Ok(Self { nullable: field.is_nullable(), data_type: field.data_type().clone() })
            }
            None => Err(NoColumn::new("the type is not one of Arrow's")),
        }
    }

    pub(crate) fn into_field(self, name: &str) -> Field {
        Field::new(name, self.data_type, self.nullable)
    }
}

impl NoColumn {
    /// That of an enum with data: polars has no unions.
    pub fn union<E: Union>() -> Self {
        Self::new(&format!(
            "{} is an enum with data, and a column has one type: keep what it has in fields of their own \
             or as a text of JSON, or leave the field out (`#[field(wire = false, default)]`)",
            (E::union_table().base)().name
        ))
    }

    pub(crate) fn new(message: &str) -> Self {
        Self { path: Vec::new(), message: message.to_owned() }
    }

    /// The same, one key further out.
    pub(crate) fn inside(mut self, key: &str) -> Self {
        self.path.push(key.to_owned());
        self
    }
}

impl std::fmt::Display for NoColumn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.path.is_empty() {
            let path: Vec<_> = self.path.iter().rev().map(String::as_str).collect();
            write!(f, "field `{}`: ", path.join("."))?;
        }
        f.write_str(&self.message)
    }
}

impl Columns {
    /// The columns of a class, which `make` makes.
    pub(crate) fn of_class<R>(
        &mut self,
        table: &'static ClassTable,
        make: impl FnOnce(&mut Self) -> Result<R, NoColumn>,
    ) -> Result<R, NoColumn> {
        let class: *const ClassTable = table;
        if self.classes.contains(&class) {
            return Err(NoColumn::new(&format!(
                "{} contains itself, and types in Arrow are finite",
                table.name
            )));
        }
        self.classes.push(class);
        let made = make(self);
        self.classes.pop();
        made
    }
}
