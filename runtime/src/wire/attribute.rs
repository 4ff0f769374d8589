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
    /// The class leaves it out where it is its default.
    omits: bool,
}

/// A class on the wire, as far as that is the same for all instances.
pub(crate) struct WireForm {
    /// Its fields, the base classes' first.
    pub(crate) attributes: Vec<WireAttribute>,
    /// Its version is told, too.
    pub(crate) tells_version: bool,
    /// What tells no version is as the class is now.
    pub(crate) is_of_first_version: bool,
    /// More is to be done for an instance than to read its fields: hooks run, or skipped fields get
    /// their defaults.
    pub(crate) has_more: bool,
    /// No field is left out for its value.
    omits_none: bool,
    /// How many members there are, if none is left out.
    len: usize,
}

#[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "for serde"))]
impl WireForm {
    pub(crate) fn of(table: &'static ClassTable) -> Self {
        let attributes = WireAttribute::all(table);
        let tells_version = table.tells_version();
        let fields = attributes.iter().filter(|attribute| attribute.name.is_some());
        Self {
            tells_version,
            is_of_first_version: table.is_of_first_version(),
            has_more: table.layers().iter().any(|layer| {
                layer.post_init.is_some() || layer.validate.is_some() || !layer.skipped.is_empty()
            }),
            omits_none: !attributes.iter().any(|attribute| attribute.omits),
            len: fields.count() + usize::from(tells_version),
            attributes,
        }
    }

    /// How many members are written of a value whose fields are where `field` says.
    ///
    /// # Safety
    ///
    /// They are values of the fields.
    #[inline]
    pub(crate) unsafe fn len(&self, field: impl Fn(&WireAttribute) -> *const u8) -> usize {
        if self.omits_none {
            return self.len;
        }
        let is_omitted = |attribute: &&WireAttribute| {
            // SAFETY: the caller's promise.
            attribute.name.is_some() && unsafe { attribute.is_omitted(field(attribute)) }
        };
        self.len - self.attributes.iter().filter(is_omitted).count()
    }
}

impl WireAttribute {
    /// Those of a class, the base classes' first.
    fn all(table: &'static ClassTable) -> Vec<Self> {
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
                        && attribute.default.is_some(),
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
        let Some(default) = self.attribute.default else { return false };
        // The value may be borrowed: Python is not asked.
        let eq = self.attribute.eq().unwrap_or(self.attribute.table.is_same);
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
