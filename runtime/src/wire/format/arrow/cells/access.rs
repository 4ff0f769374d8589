//! Cells that hold others, as serde goes through them.

use std::ops::Range;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess};

use super::{Cell, Cells};
use crate::wire::content::ContentError;

/// The cells of a list.
pub(super) struct Items<'c, 'a> {
    pub(super) items: &'c Cells<'a>,
    pub(super) rows: Range<usize>,
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

/// Those of a map.
pub(super) struct Entries<'c, 'a> {
    pub(super) keys: &'c Cells<'a>,
    pub(super) values: &'c Cells<'a>,
    pub(super) rows: Range<usize>,
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
pub(super) struct Columns<'c, 'a> {
    pub(super) columns: &'c [(&'a str, Cells<'a>)],
    pub(super) row: usize,
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
pub(super) struct Row<'c, 'a> {
    pub(super) columns: &'c [Cells<'a>],
    pub(super) row: usize,
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
