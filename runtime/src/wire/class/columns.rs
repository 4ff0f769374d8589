//! The columns of a class in Arrow.

use arrow_schema::{DataType, Field};

use super::WireClass;
use super::fields::append_columns;
use crate::wire::column::{Column, Columns, NoColumn};
use crate::wire::version::{VERSION, Version};

/// The columns of a class in Arrow.
///
/// # Errors
///
/// If a field has none.
pub(in super::super) fn columns<T: WireClass>(
    columns: &mut Columns,
) -> Result<Vec<Field>, NoColumn> {
    let table = T::table();
    columns.of_class(table, |columns| {
        let mut fields = Vec::new();
        if table.tells_version() {
            let version = match table.present_version() {
                Version::One(_) => Column::new(DataType::UInt32),
                Version::Layers(_) => Column::text(),
            };
            fields.push(version.into_field(VERSION));
        }
        append_columns::<T>(table.wire_attributes(), columns, &mut fields)?;
        Ok(fields)
    })
}

/// The column of values of a class, in those of another.
///
/// # Errors
///
/// If a field has none.
pub fn column<T: WireClass>(columns: &mut Columns) -> Result<Column, NoColumn> {
    self::columns::<T>(columns).map(|fields| Column::new(DataType::Struct(fields.into())))
}
