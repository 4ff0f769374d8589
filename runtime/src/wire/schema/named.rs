//! [`Named`]: what has a schema that others refer to.

use crate::data_class::ClassTable;
use crate::wire::variants::UnionTable;

/// A class with a schema of its own.
#[derive(Clone, Copy)]
pub(in super::super) enum Named {
    /// A data class.
    Class(&'static ClassTable),
    /// That of an enum with data: any of the variants.
    Union(&'static UnionTable),
    /// That of one variant, by its index.
    Variant(&'static UnionTable, usize),
}

impl Named {
    /// The class.
    pub(in super::super) fn table(self) -> &'static ClassTable {
        match self {
            Self::Class(table) => table,
            Self::Union(union) => (union.base)(),
            Self::Variant(union, index) => {
                union.variant(index).map_or_else(union.base, |(_, row)| (row.table)())
            }
        }
    }
}
