//! Reading tagged unions.

use pyo3::Borrowed;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use super::super::attribute::WireAttribute;
use super::super::values::Values;
use super::super::variants::{Style, Tagging, UnionTable};
use super::{Reader, Source};
use crate::error::shown;

/// What a variant has, and under which key.
pub(crate) struct Content<'py> {
    key: Option<Bound<'py, PyAny>>,
    value: Option<Bound<'py, PyAny>>,
}

impl<'py> Reader<'py> {
    /// Which variant it is, and what it has. With `only`, no other is taken.
    pub(crate) fn variant(
        &mut self,
        union: &'static UnionTable,
        value: Borrowed<'_, 'py, PyAny>,
        only: Option<usize>,
    ) -> Option<(usize, Content<'py>)> {
        let (name, content) = match union.tagging {
            Tagging::External => self.external(union, value, only)?,
            Tagging::Internal(tag) => {
                let dict = self.object(value)?;
                let name = self.tag(&dict, tag)?;
                let others = self.done(dict.copy())?;
                self.done(others.del_item(tag))?;
                (name, Content { key: None, value: Some(others.into_any()) })
            }
            Tagging::Adjacent { tag, content } => {
                let dict = self.object(value)?;
                let name = self.tag(&dict, tag)?;
                if union.deny_unknown_fields && !self.only_keys(&dict, [tag, content]) {
                    return None;
                }
                let key = PyString::intern(value.py(), content).into_any();
                let value = self.done(dict.get_item(content))?;
                (name, Content { key: Some(key), value })
            }
        };
        let text = name.cast::<PyString>().ok().and_then(|name| name.to_cow().ok());
        match text.and_then(|text| union.position(&text)) {
            Some(index) if only.is_none_or(|only| only == index) => Some((index, content)),
            _ => {
                self.wrong_tag(union, &name, &value, only);
                None
            }
        }
    }

    /// Reads what the variant at the index has; whether its slots have their values.
    ///
    /// # Safety
    ///
    /// The slots are room for the layers of the variant's class.
    pub(crate) unsafe fn content(
        &mut self,
        union: &'static UnionTable,
        index: usize,
        content: &Content<'py>,
        slots: &[*mut u8],
    ) -> bool {
        let entered = match &content.key {
            Some(key) => self.report.enter(|_| Ok(key.clone())),
            None => true,
        };
        // SAFETY: the caller's promise.
        let is_right = entered && unsafe { self.inside(union, index, content, slots) };
        if entered && content.key.is_some() {
            self.report.leave();
        }
        is_right
    }

    /// # Safety
    ///
    /// As above.
    unsafe fn inside(
        &mut self,
        union: &'static UnionTable,
        index: usize,
        content: &Content<'py>,
        slots: &[*mut u8],
    ) -> bool {
        let Some(_level) = self.level() else { return false };
        let Some((_, row)) = union.variant(index) else { return false };
        let table = (row.table)();
        let is_internal = matches!(union.tagging, Tagging::Internal(_));
        let style = row.style();
        let given = content.value.as_ref().filter(|value| style != Style::Unit || !value.is_none());
        let Some(value) = given else {
            // A unit, or a newtype of an `Option`.
            // SAFETY: the caller's promise.
            let values = unsafe { Values::new(table, slots) };
            if matches!(style, Style::Unit | Style::Newtype)
                && row.fields().all(|(_, wire)| wire.has_absent())
            {
                return values.complete_for(self);
            }
            let none = self.report.py().None().into_bound(self.report.py());
            self.problem("missing", "is required", &none);
            return false;
        };
        let fields: Vec<_> = row.fields().collect();
        match style {
            // SAFETY: the caller's promise.
            Style::Struct => unsafe { self.class(table, value.as_borrowed(), slots) },
            // SAFETY: as above.
            Style::Unit if is_internal => unsafe { self.class(table, value.as_borrowed(), slots) },
            Style::Unit => {
                self.problem("none_required", "must be None: the variant has no data", value);
                false
            }
            Style::Newtype => {
                // SAFETY: as above.
                let mut values = unsafe { Values::new(table, slots) };
                let is_right = fields.iter().all(|(index, wire)| {
                    // SAFETY: as above.
                    unsafe { self.part(wire, *index, value, &mut values) }
                });
                is_right && values.complete_for(self)
            }
            Style::Tuple => {
                let (Some(_level), Some(items)) = (self.level(), self.tuple_items(value)) else {
                    return false;
                };
                if items.len() != fields.len() {
                    self.wrong_length(fields.len(), items.len(), value);
                    return false;
                }
                // SAFETY: as above.
                let mut values = unsafe { Values::new(table, slots) };
                let mut is_right = true;
                for (place, ((index, wire), item)) in fields.iter().zip(&items).enumerate() {
                    let read = self.at(
                        |py| Ok(place.into_pyobject(py)?.into_any()),
                        // SAFETY: as above.
                        |reader| {
                            // SAFETY: the slot is room for the field.
                            unsafe { reader.part(wire, *index, item, &mut values) }.then_some(())
                        },
                    );
                    is_right &= read.is_some();
                }
                is_right && values.complete_for(self)
            }
        }
    }

    /// Reads and checks the value of a field, at the place where the reader is.
    ///
    /// # Safety
    ///
    /// The values are those of the class that has the field, at the index.
    unsafe fn part(
        &mut self,
        wire: &WireAttribute,
        index: usize,
        value: &Bound<'py, PyAny>,
        values: &mut Values<'_>,
    ) -> bool {
        let strict = self.strict;
        self.strict = self.source == Source::Wire || wire.attribute.owner.options.mode.strict;
        self.report.hide(wire.attribute.options.secret);
        // SAFETY: the caller's promise.
        let is_right = unsafe { self.value(wire, value, values.slot(index)) };
        let before = self.report.count();
        if is_right {
            values.mark(index);
            // SAFETY: the field has its value.
            unsafe { wire.attribute.check_here(values.slot(index), &mut self.report) };
        }
        self.report.show(wire.attribute.options.secret);
        self.strict = strict;
        is_right && self.report.count() == before
    }

    /// A list; in a program a tuple does as well.
    fn tuple_items(&mut self, value: &Bound<'py, PyAny>) -> Option<Vec<Bound<'py, PyAny>>> {
        use pyo3::types::{PyList, PyTuple};
        let is_tuple = self.source == Source::Python && value.is_instance_of::<PyTuple>();
        if !is_tuple && !value.is_instance_of::<PyList>() {
            self.problem("tuple_type", "must be a list", value);
            return None;
        }
        let items = value.try_iter().and_then(Iterator::collect);
        self.done(items)
    }

    /// `"Point"`, or `{"Circle": ...}`.
    fn external(
        &mut self,
        union: &'static UnionTable,
        value: Borrowed<'_, 'py, PyAny>,
        only: Option<usize>,
    ) -> Option<(Bound<'py, PyAny>, Content<'py>)> {
        if value.is_instance_of::<PyString>() {
            return Some((value.to_owned(), Content { key: None, value: None }));
        }
        if let Some(dict) = value.cast::<PyDict>().ok().filter(|dict| dict.len() == 1)
            && let Some((key, content)) = dict.iter().next()
        {
            return Some((key.clone(), Content { key: Some(key), value: Some(content) }));
        }
        let names = PyString::new(value.py(), &expected(union, only)).into_any();
        self.report.push(
            "union_tag_not_found",
            &format!(
                "must be an object with one of the keys {names}, or the name of one without data"
            ),
            |_| Ok(value.to_owned()),
            &[("expected_tags", names)],
        );
        None
    }

    fn object(&mut self, value: Borrowed<'_, 'py, PyAny>) -> Option<Bound<'py, PyDict>> {
        let expected = match self.source {
            Source::Python => "must be a dict",
            Source::Wire => "must be an object",
        };
        self.dict(value, "model_type", || expected.to_owned())
    }

    /// What the object has under the key of the tag.
    fn tag(&mut self, dict: &Bound<'py, PyDict>, tag: &str) -> Option<Bound<'py, PyAny>> {
        let found = self.done(dict.get_item(tag))?;
        if found.is_none() {
            let discriminator = PyString::new(dict.py(), &format!("'{tag}'")).into_any();
            self.report.push(
                "union_tag_not_found",
                &format!("must have the key '{tag}', which tells the variant"),
                |_| Ok(dict.clone().into_any()),
                &[("discriminator", discriminator)],
            );
        }
        found
    }

    fn wrong_tag(
        &mut self,
        union: &'static UnionTable,
        name: &Bound<'py, PyAny>,
        value: &Bound<'py, PyAny>,
        only: Option<usize>,
    ) {
        let text = |text: &str| PyString::new(value.py(), text).into_any();
        let expected = expected(union, only);
        let mut ctx = vec![("tag", name.clone()), ("expected_tags", text(&expected))];
        if let Tagging::Internal(tag) | Tagging::Adjacent { tag, .. } = union.tagging {
            ctx.insert(0, ("discriminator", text(&format!("'{tag}'"))));
        }
        let msg = format!("the tag {} is none of {expected}", shown(name));
        self.report.push("union_tag_invalid", &msg, |_| Ok(value.clone()), &ctx);
    }

    /// Tells of other keys; whether there are none.
    fn only_keys(&mut self, dict: &Bound<'py, PyDict>, known: [&str; 2]) -> bool {
        let mut none = true;
        for (key, value) in dict {
            if !known.iter().any(|known| key.eq(known).unwrap_or(false)) {
                none = false;
                self.at(
                    |_| Ok(key),
                    |reader| {
                        reader.problem("extra_forbidden", "is no key of a tagged value", &value);
                        Some(())
                    },
                );
            }
        }
        none
    }

    /// The value; an exception stops the reader.
    fn done<T>(&mut self, result: PyResult<T>) -> Option<T> {
        result.map_err(|error| self.report.fail(error)).ok()
    }
}

/// `'a', 'b'`, as pydantic says it.
fn expected(union: &UnionTable, only: Option<usize>) -> String {
    let names = union.names.iter().enumerate();
    let names = names.filter(|(index, _)| only.is_none_or(|only| only == *index));
    let names: Vec<_> = names.map(|(_, name)| format!("'{name}'")).collect();
    names.join(", ")
}
