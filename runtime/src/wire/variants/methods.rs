//! The methods of an enum's class, which those of the variants inherit.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyType;
use pyo3::{Borrowed, IntoPyObjectExt};

use super::{Union, plain};
use crate::data_class::items::{entries, only_argument};
use crate::pyo3_internals::{self, Method, raw};
use crate::wire::methods::class_of;
use crate::wire::schema::Named;
use crate::wire::{Form, Reader, Source};

entries! { for Class;
    ToDict: noargs = |py, object| {
        to_plain::<T>(Bound::ref_from_ptr(py, &object), Form::Dict).map(Bound::into_ptr)
    }
    ToTuple: noargs = |py, object| {
        to_plain::<T>(Bound::ref_from_ptr(py, &object), Form::Tuple).map(Bound::into_ptr)
    }
    FromDict: cfunction_with_keywords = |py, class, args, kwargs| {
        let value = only_argument(py, "from_dict", args, kwargs)?;
        let class = class_of(py, class);
        read_all::<T>(&class, value.as_borrowed(), Source::Python).map(Bound::into_ptr)
    }
}

/// What the methods are of.
pub trait Class:
    Union + for<'py> IntoPyObject<'py, Target = PyAny, Output = Bound<'py, PyAny>, Error = PyErr>
{
}
impl<E> Class for E where
    E: Union
        + for<'py> IntoPyObject<'py, Target = PyAny, Output = Bound<'py, PyAny>, Error = PyErr>
{
}

/// What no variant's class has made: an instance of a subclass written in Python.
pub(super) fn no_variant(object: &Bound<'_, PyAny>) -> PyErr {
    PyTypeError::new_err(format!("an instance of {} is no variant", object.get_type()))
}

pub(in super::super) fn to_plain<'py, E: Class>(
    object: &Bound<'py, PyAny>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    let py = object.py();
    E::with_parts_of(object, |index, parts| {
        plain::to_plain(E::union_table(), index, parts, py, form)
    })
    .unwrap_or_else(|| Err(no_variant(object)))
}

/// Of what the class is: one variant, or all.
pub(in super::super) fn of_class<E: Union>(class: &Bound<'_, PyType>) -> Named {
    let union = E::union_table();
    only::<E>(class).map_or(Named::Union(union), |index| Named::Variant(union, index))
}

/// The variant whose class it is; `None` for the enum's.
pub(super) fn only<E: Union>(class: &Bound<'_, PyType>) -> Option<usize> {
    let variants = E::union_table().variants.iter();
    variants.map(|row| (row.table)().type_object).position(|own| own(class.py()).is(class))
}

/// An instance of what was read; `None` if the reader has found problems.
pub(super) fn read<'py, E: Class>(
    class: &Bound<'py, PyType>,
    value: Borrowed<'_, 'py, PyAny>,
    reader: &mut Reader<'py>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let value = plain::from_plain::<E>(value, reader, only::<E>(class));
    value.map(|value| value.into_bound_py_any(class.py())).transpose()
}

/// An instance of what is read, or all that is wrong.
pub(in super::super) fn read_all<'py, E: Class>(
    class: &Bound<'py, PyType>,
    value: Borrowed<'_, 'py, PyAny>,
    source: Source,
) -> PyResult<Bound<'py, PyAny>> {
    let mut reader = Reader::new(class.py(), source);
    let instance = read::<E>(class, value, &mut reader)?;
    instance.ok_or_else(|| reader.rejection((E::union_table().base)()))
}

/// `to_dict`.
pub const fn union_to_dict_method<E: Class>() -> Method {
    pyo3_internals::method_noargs(
        c"to_dict",
        raw::noargs::<ToDict<E>>,
        c"to_dict($self, /)\n--\n\nReturn the tagged form; data classes inside become dicts too.",
    )
}

/// `to_tuple`.
pub const fn union_to_tuple_method<E: Class>() -> Method {
    pyo3_internals::method_noargs(
        c"to_tuple",
        raw::noargs::<ToTuple<E>>,
        c"to_tuple($self, /)\n--\n\nReturn the fields as a tuple; data classes inside become tuples too.",
    )
}

/// `from_dict`.
pub const fn union_from_dict_method<E: Class>() -> Method {
    pyo3_internals::class_method_with_keywords::<FromDict<E>>(
        c"from_dict",
        c"from_dict($type, mapping, /)\n--\n\nMake an instance of a tagged form such as `to_dict` makes.\n\nRaises ValidationError with all that is wrong.",
    )
}

#[cfg(feature = "serde")]
mod serial {
    use pyo3::prelude::*;
    use pyo3::types::PyType;
    use pyo3::{Borrowed, IntoPyObjectExt};
    use serde::de::Error as _;
    use serde::ser::Error as _;
    use serde::{Deserializer, Serializer};

    use super::{Class, no_variant, only, read};
    use crate::data_class::ClassTable;
    use crate::wire::Reader;
    use crate::wire::format;
    use crate::wire::variants::{UnionOf, WireUnion, read_union};

    impl<E: Class + WireUnion> format::Class for UnionOf<E> {
        fn table() -> &'static ClassTable {
            (E::union_table().base)()
        }
        fn check(_: &Bound<'_, PyType>) -> PyResult<()> {
            Ok(())
        }
        unsafe fn write<S: Serializer>(
            object: &Bound<'_, PyAny>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            E::with_parts_of(object, |index, parts| E::write_variant(index, parts, serializer))
                .unwrap_or_else(|| Err(S::Error::custom(no_variant(object))))
        }
        unsafe fn read<'de, 'py, D: Deserializer<'de>>(
            class: &Bound<'py, PyType>,
            deserializer: D,
        ) -> Result<Bound<'py, PyAny>, D::Error> {
            let value: E = read_union(deserializer)?;
            let index = value.with_parts(|index, _| index);
            if only::<E>(class).is_some_and(|only| only != index) {
                return Err(D::Error::custom("another variant"));
            }
            value.into_bound_py_any(class.py()).map_err(D::Error::custom)
        }
        unsafe fn read_content<'py>(
            class: &Bound<'py, PyType>,
            value: Borrowed<'_, 'py, PyAny>,
            reader: &mut Reader<'py>,
        ) -> PyResult<Option<Bound<'py, PyAny>>> {
            read::<E>(class, value, reader)
        }
    }
}
