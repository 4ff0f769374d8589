//! Tuples, of up to twelve items as in PyO3.

use std::cmp::Ordering;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};
use pyo3::{Borrowed, PyTraverseError, PyVisit};

use super::{FieldType, Mode, Native};
use crate::error::{ConvertError, Step};
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::wire::{Form, Reader, Schemas};

impl FieldType for () {
    const HINT: TypeHint = TypeHint::generic("tuple", &[]);
    const EQ: Option<fn(&Self, &Self) -> bool> = Some(|(), ()| true);
    const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> =
        Some(|(), ()| Some(Ordering::Equal));
    const HASH: Option<fn(&Self, &mut Hasher)> = Some(|(), hasher| hasher.word(0));
    const REPR: Option<fn(&Self, &mut String)> = Some(|(), out| out.push_str("()"));

    fn from_py(value: Borrowed<'_, '_, PyAny>, _mode: Mode) -> Result<Self, ConvertError> {
        items(value, 0, Self::HINT).map(|_| ())
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyTuple::empty(py).into_any())
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        reader.tuple::<0>(value, Self::HINT).map(|_| ())
    }
    fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
        Ok(())
    }
    fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
        if form == Form::Wire {
            return Ok(PyList::empty(py).into_any());
        }
        self.to_py(py)
    }
    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        schemas.tuple(&[])
    }
}

/// The tuple, if it has the right length.
fn items<'a, 'py>(
    value: Borrowed<'a, 'py, PyAny>,
    len: usize,
    hint: TypeHint,
) -> Result<Borrowed<'a, 'py, PyTuple>, ConvertError> {
    let tuple = value.cast::<PyTuple>().map_err(|_| ConvertError::wrong_type(hint, &value))?;
    if tuple.len() != len {
        return Err(ConvertError::wrong_length(hint, tuple.len()));
    }
    Ok(tuple)
}

macro_rules! tuple {
    ($len:literal: $($item:ident $index:tt),+) => {
        impl<$($item: FieldType),+> FieldType for ($($item,)+) {
            const HINT: TypeHint = TypeHint::generic("tuple", const { &[$($item::HINT),+] });
            const HOLDS_PYTHON: bool = $($item::HOLDS_PYTHON)||+;
            const EQ: Option<fn(&Self, &Self) -> bool> = match ($($item::EQ,)+) {
                ($(Some(tuple!(@any $item)),)+) => {
                    Some(|a, b| $($item::EQ.is_some_and(|eq| eq(&a.$index, &b.$index)))&&+)
                }
                _ => None,
            };
            const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> =
                match ($($item::EQ, $item::ORDER,)+) {
                    ($(Some(tuple!(@any $item)), Some(tuple!(@any $item)),)+) => Some(|a, b| {
                        $(if !$item::EQ?(&a.$index, &b.$index) {
                            return $item::ORDER?(&a.$index, &b.$index);
                        })+
                        Some(Ordering::Equal)
                    }),
                    _ => None,
                };
            const HASH: Option<fn(&Self, &mut Hasher)> = match ($($item::HASH,)+) {
                ($(Some(tuple!(@any $item)),)+) => Some(|value, hasher| {
                    $(if let Some(hash) = $item::HASH {
                        hash(&value.$index, hasher);
                    })+
                }),
                _ => None,
            };
            const REPR: Option<fn(&Self, &mut String)> = match ($($item::REPR,)+) {
                ($(Some(tuple!(@any $item)),)+) => Some(|value, out| {
                    out.push('(');
                    $(
                        if $index > 0 {
                            out.push_str(", ");
                        }
                        if let Some(repr) = $item::REPR {
                            repr(&value.$index, out);
                        }
                    )+
                    out.push_str(if $len == 1 { ",)" } else { ")" });
                }),
                _ => None,
            };

            fn native() -> Native {
                Native::ALL$(.and($item::native()))+
            }
            fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
                let tuple = items(value, $len, Self::HINT)?;
                let item = |index| {
                    tuple.get_borrowed_item(index).map_err(|error| ConvertError::raised(&value, error))
                };
                Ok(($(
                    $item::from_py(item($index)?, mode)
                        .map_err(|error| error.inside(Step::Index($index)))?,
                )+))
            }
            fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(PyTuple::new(py, [$(self.$index.to_py(py)?),+])?.into_any())
            }
            fn copied(&self, py: Python<'_>) -> PyResult<Self> {
                Ok(($(self.$index.copied(py)?,)+))
            }
            fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
                $(self.$index.traverse(visit)?;)+
                Ok(())
            }
            fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
                let items = [$(self.$index.to_plain(py, form)?),+];
                if form == Form::Wire {
                    return Ok(PyList::new(py, items)?.into_any());
                }
                Ok(PyTuple::new(py, items)?.into_any())
            }
            fn is_same(&self, other: &Self) -> bool {
                $(self.$index.is_same(&other.$index))&&+
            }
            fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
                let items = [$($item::schema(schemas)?),+];
                schemas.tuple(&items)
            }
            fn from_plain<'py>(
                value: Borrowed<'_, 'py, PyAny>,
                reader: &mut Reader<'py>,
            ) -> Option<Self> {
                let items = reader.tuple::<$len>(value, Self::HINT)?;
                let read = ($(reader.item(&items, $index, $item::from_plain),)+);
                Some(($(read.$index?,)+))
            }
        }
    };
    (@any $item:ident) => { _ };
}

tuple!(1: A 0);
tuple!(2: A 0, B 1);
tuple!(3: A 0, B 1, C 2);
tuple!(4: A 0, B 1, C 2, D 3);
tuple!(5: A 0, B 1, C 2, D 3, E 4);
tuple!(6: A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(7: A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuple!(9: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuple!(10: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuple!(11: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuple!(12: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
