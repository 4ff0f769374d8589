//! The fields of a class and of those that it extends, as the wire has them.

#[cfg(direct)]
use pyo3::ffi;

use crate::data_class::{Attribute, ClassTable};

use super::table::WireRow;

/// One field.
#[derive(Clone, Copy)]
pub struct WireAttribute {
    pub(crate) attribute: Attribute,
    /// Its key.
    pub(crate) name: Option<&'static str>,
    /// What its class's wire table says; `None` if that class has none.
    pub(crate) row: Option<&'static WireRow>,
    /// Which of the layers has it, and where.
    pub(crate) layer: usize,
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "for serde"))]
    pub(crate) field: usize,
    /// The class leaves it out where it is its default, and Python need not be asked whether it is.
    omits: bool,
}

impl WireAttribute {
    /// Those of a class, the base classes' first.
    pub(crate) fn all(table: &'static ClassTable) -> Vec<Self> {
        let layers = table.layers().iter().enumerate();
        let fields = layers.flat_map(|(layer, owner)| {
            owner.fields.iter().enumerate().map(move |(field, row)| {
                let wire = owner.wire.and_then(|wire| wire.fields.get(field));
                let attribute = Attribute::new(owner, row);
                Self {
                    attribute,
                    name: wire.map_or(Some(row.parameter()), WireRow::name),
                    row: wire,
                    layer,
                    field,
                    omits: owner.wire.is_some_and(|wire| wire.omit_defaults)
                        && attribute.eq().is_some(),
                }
            })
        });
        fields.collect()
    }

    /// Makes the value in a dict where that takes no Python code, and no look at which it is. What holds
    /// Python objects may hold a data class, which becomes a dict.
    #[cfg(direct)]
    pub(crate) fn quick_to_py(&self) -> Option<unsafe fn(*const u8) -> *mut ffi::PyObject> {
        let field = self.attribute.table;
        field.quick_to_py.filter(|_| !self.omits && field.traverse.is_none())
    }

    /// It has a value even where the wire has none.
    pub(crate) fn has_absent(&self) -> bool {
        self.attribute.default.is_some()
            || (self.name.is_some() && self.attribute.table.absent.is_some())
    }

    /// The class leaves it out because it is its default.
    ///
    /// # Safety
    ///
    /// `value` points to a value of the field.
    #[inline]
    pub(crate) unsafe fn is_omitted(&self, value: *const u8) -> bool {
        // SAFETY: the caller's promise.
        self.omits && unsafe { self.is_default(value) }
    }

    /// # Safety
    ///
    /// As for [`is_omitted`](Self::is_omitted).
    unsafe fn is_default(&self, value: *const u8) -> bool {
        let (Some(default), Some(eq)) = (self.attribute.default, self.attribute.eq()) else {
            return false;
        };
        #[cfg(feature = "serde")]
        if super::columnar::is_columnar() {
            return false;
        }
        let mut same = false;
        // SAFETY: both are values of the field's type.
        default.lend(&mut |default| same = unsafe { eq(value, default) });
        same
    }
}
