//! Reading the fields of a class.

use pyo3::Borrowed;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use super::super::attribute::WireAttribute;
use super::super::values::Values;
use super::super::version::VERSION;
use super::{Reader, Source};
use crate::data_class::{ClassTable, pickle};
use crate::error::shown;

impl<'py> Reader<'py> {
    /// The field has no value, and no default.
    fn missing(&mut self, name: &str, whole: &Bound<'py, PyAny>) {
        self.report.at_field(name, false, |report| {
            report.push("missing", "is required", |_| Ok(whole.clone()), &[]);
        });
    }

    /// Reads the fields of a class; whether all slots, one per layer, have their values.
    ///
    /// # Safety
    ///
    /// Each slot is room for a value of the layer.
    pub(crate) unsafe fn class(
        &mut self,
        table: &'static ClassTable,
        value: Borrowed<'_, 'py, PyAny>,
        slots: &[*mut u8],
    ) -> bool {
        let source = self.source;
        let expected = || match source {
            Source::Python => format!("must be a dict or {}", table.name),
            Source::Wire => "must be an object".to_owned(),
        };
        let Some(dict) = self.dict(value, "model_type", expected) else { return false };
        let Some(_level) = self.level() else { return false };
        let py = value.py();
        let prepared = Self::migrated(table, &dict)
            .and_then(|migrated| Ok((migrated, table.cache.wire_names(py, table)?)));
        let ((dict, by_attribute), keys) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                self.report.fail(error);
                return false;
            }
        };
        let strict = self.strict;
        // SAFETY: the caller's promise.
        let mut values = unsafe { Values::new(table, slots) };
        let (mut found, mut rejected) = (0, false);
        let attributes = table.wire_attributes().iter().zip(keys);
        for (index, (wire, key)) in attributes.enumerate() {
            let Some(name) = wire.name else { continue };
            let item = if by_attribute {
                dict.get_item(wire.attribute.name())
            } else {
                dict.get_item(&key)
            };
            let value = match item {
                Ok(Some(value)) => value,
                Ok(None) => {
                    if !wire.has_absent() {
                        self.missing(name, dict.as_any());
                        rejected = true;
                    }
                    continue;
                }
                Err(error) => {
                    self.report.fail(error);
                    return false;
                }
            };
            found += 1;
            self.strict = self.source == Source::Wire || wire.attribute.owner.options.mode.strict;
            // SAFETY: the slot is room for a value of the field.
            if unsafe { self.field(wire, key, &value, values.slot(index)) } {
                values.mark(index);
                let before = self.report.count();
                // SAFETY: the field has its value.
                unsafe { wire.attribute.check(values.slot(index), name, &mut self.report) };
                rejected |= self.report.count() > before;
            } else {
                rejected = true;
            }
        }
        self.strict = strict;
        if found < dict.len() && table.wire.is_some_and(|wire| wire.deny_unknown_fields) {
            rejected |= self.unknown(table, &dict, by_attribute);
        }
        if self.report.has_failed() {
            return false;
        }
        !rejected && values.complete_for(self)
    }

    /// # Safety
    ///
    /// The slot is room for a value of the field.
    unsafe fn field(
        &mut self,
        wire: &WireAttribute,
        key: Bound<'py, PyAny>,
        value: &Bound<'py, PyAny>,
        slot: *mut u8,
    ) -> bool {
        let secret = wire.attribute.row.options.secret;
        if !self.report.enter_field(|_| Ok(key), secret) {
            return false;
        }
        // SAFETY: the caller's promise.
        let is_right = unsafe { self.value(wire, value, slot) };
        self.report.leave_field(secret);
        is_right
    }

    /// Reads the value of a field, at the place where the reader is.
    ///
    /// # Safety
    ///
    /// As above.
    pub(super) unsafe fn value(
        &mut self,
        wire: &WireAttribute,
        value: &Bound<'py, PyAny>,
        slot: *mut u8,
    ) -> bool {
        let source = self.source;
        let content = wire.row.and_then(|row| row.content).filter(|_| source == Source::Wire);
        // SAFETY: the caller's promise.
        unsafe {
            match content {
                Some(content) => match content(value.as_borrowed(), slot) {
                    Ok(()) => true,
                    Err(error) => {
                        error.report(value, &mut self.report);
                        false
                    }
                },
                None => (wire.attribute.table.from_plain)(value.as_borrowed(), self, slot),
            }
        }
    }

    /// Tells of the keys that no field has; whether there are any.
    fn unknown(
        &mut self,
        table: &'static ClassTable,
        dict: &Bound<'py, PyDict>,
        by_attribute: bool,
    ) -> bool {
        let mut any = false;
        for (key, value) in dict {
            let known =
                key.cast::<PyString>().ok().and_then(|key| key.to_cow().ok()).is_some_and(|key| {
                    key == VERSION
                        || table.wire_attributes().iter().any(|wire| {
                            wire.name.is_some_and(|name| {
                                key == if by_attribute { wire.attribute.name() } else { name }
                            })
                        })
                });
            if !known {
                any = true;
                let msg = format!("is no field of {}", table.name);
                self.at(
                    |_| Ok(key),
                    |reader| {
                        reader.problem("extra_forbidden", &msg, &value);
                        Some(())
                    },
                );
            }
        }
        any
    }

    /// What an older version wrote as this one would have it, with the attributes for keys.
    fn migrated(
        table: &'static ClassTable,
        dict: &Bound<'py, PyDict>,
    ) -> PyResult<(Bound<'py, PyDict>, bool)> {
        if table.is_of_first_version() {
            return Ok((dict.clone(), false));
        }
        let versions = match dict.get_item(VERSION)? {
            None => vec![1; table.layers().len()],
            Some(version) => pickle::versions_of(&version.str()?.to_cow()?).ok_or_else(|| {
                PyValueError::new_err(format!(
                    "{} is no version of '{}'",
                    shown(&version),
                    table.name,
                ))
            })?,
        };
        if versions.iter().copied().eq(table.layers().iter().map(|layer| layer.version)) {
            return Ok((dict.clone(), false));
        }
        let state = PyDict::new(dict.py());
        for (key, value) in dict {
            let text = key.str()?;
            let text = text.to_cow()?;
            if text == VERSION {
                continue;
            }
            let known = table.wire_attributes().iter().find(|wire| wire.name == Some(&*text));
            match known {
                Some(wire) => state.set_item(wire.attribute.name(), value)?,
                None => state.set_item(key, value)?,
            }
        }
        pickle::migrate(table, &versions, &state)?;
        Ok((state, true))
    }
}
