//! Reaching and making the Rust values inside an instance, with their types erased.
//!
//! An instance of a class that `extends` another data class holds one Rust value per class: its
//! *layers*, the base class's first.

use std::marker::PhantomData;
use std::mem::MaybeUninit;

use pyo3::prelude::*;
use pyo3::pyclass::boolean_struct::False;
use pyo3::sync::critical_section::with_critical_section;
use pyo3::types::PyType;
use pyo3::{PyClass, PyClassInitializer};

use super::DataClass;
use crate::pyo3_internals::{self, PyClassBaseType, PyClassImpl};

/// Called with a pointer to one layer of an instance.
pub(crate) type Reader<'a> = &'a mut dyn FnMut(*const u8);
/// Called with a pointer to one layer of an instance, to change it.
pub(crate) type Writer<'a> = &'a mut dyn FnMut(*mut u8);
/// Called for each layer of a new instance with room for it, to initialise all of it or nothing.
pub(crate) type Filler<'a> = &'a mut dyn FnMut(usize, *mut u8) -> PyResult<()>;
/// Called once with all layers of a new instance.
pub(crate) type Finisher<'a> = &'a mut dyn FnMut(&[*mut u8]) -> PyResult<()>;

/// The ways to the Rust value of a class inside its instances.
///
/// # Safety
///
/// The object handed to `read` and `write` is an instance of the class, the type handed to `new`
/// the class or a subclass.
#[derive(Clone, Copy)]
pub struct Access {
    pub(crate) read: unsafe fn(&Bound<'_, PyAny>, Reader<'_>) -> PyResult<()>,
    /// `None` for a frozen class, whose values nobody may write to.
    pub(crate) write: Option<unsafe fn(&Bound<'_, PyAny>, Writer<'_>) -> PyResult<()>>,
    /// Fills every layer, finishes them (from then on each is dropped as a whole) and makes the
    /// instance.
    pub(crate) new: for<'py> unsafe fn(
        &Bound<'py, PyType>,
        fill: Filler<'_>,
        finish: Finisher<'_>,
    ) -> PyResult<Bound<'py, PyAny>>,
}

impl Access {
    /// For a frozen class.
    pub const fn frozen<T: Layered>() -> Self {
        Self { read: read::<T>, write: None, new: new_instance::<T> }
    }

    /// For a class that can change.
    pub const fn mutable<T: Layered + PyClass<Frozen = False>>() -> Self {
        Self { read: read::<T>, write: Some(write::<T>), new: new_instance::<T> }
    }
}

/// Borrows, and waits a little where another thread has the instance at this moment. Without the GIL
/// a critical section ([PEP 703]) around each borrow lets threads take turns; but with what is made of
/// a value meanwhile the collector may run, finalizers with it, and then other threads after all.
///
/// [PEP 703]: https://peps.python.org/pep-0703/
fn patiently<B, E: Into<PyErr>>(py: Python<'_>, borrow: impl Fn() -> Result<B, E>) -> PyResult<B> {
    const ATTEMPTS: usize = 500;
    /// From then on the thread that has it gets the interpreter for itself.
    const YIELDS: usize = 50;
    for attempt in 0..ATTEMPTS {
        if let Ok(borrowed) = borrow() {
            return Ok(borrowed);
        }
        py.detach(|| match attempt {
            0..YIELDS => std::thread::yield_now(),
            _ => std::thread::sleep(std::time::Duration::from_micros(100)),
        });
    }
    // This very thread has it, further down its stack.
    borrow().map_err(Into::into)
}

/// # Safety
///
/// `object` is an instance of `T`.
unsafe fn read<T: PyClass>(object: &Bound<'_, PyAny>, read: Reader<'_>) -> PyResult<()> {
    // SAFETY: the caller's promise.
    let object = unsafe { object.cast_unchecked::<T>() };
    with_critical_section(object.as_any(), || {
        let value = patiently(object.py(), || object.try_borrow())?;
        read((&raw const *value).cast());
        Ok(())
    })
}

/// # Safety
///
/// `object` is an instance of `T`.
unsafe fn write<T: PyClass<Frozen = False>>(
    object: &Bound<'_, PyAny>,
    write: Writer<'_>,
) -> PyResult<()> {
    // SAFETY: the caller's promise.
    let object = unsafe { object.cast_unchecked::<T>() };
    with_critical_section(object.as_any(), || {
        let mut value = patiently(object.py(), || object.try_borrow_mut())?;
        write((&raw mut *value).cast());
        Ok(())
    })
}

/// # Safety
///
/// `class` is the class object of `T` or a subclass.
unsafe fn new_instance<'py, T: Layered>(
    class: &Bound<'py, PyType>,
    fill: Filler<'_>,
    finish: Finisher<'_>,
) -> PyResult<Bound<'py, PyAny>> {
    let (mut values, _) = T::Layers::fill(fill)?;
    let mut pointers = Vec::new();
    T::Layers::pointers(&mut values, &mut pointers);
    finish(&pointers)?;
    // SAFETY: the caller's promise.
    unsafe { pyo3_internals::new_object(T::Layers::initializer(values), class) }
}

/// A data class that is a Python class.
pub trait Layered: DataClass + PyClass {
    /// The Rust values inside an instance.
    type Layers: Layers<Class = Self>;
}

/// The layers of a class's instances.
pub trait Layers {
    /// The class.
    type Class: PyClass;
    /// Its layers.
    type Values;

    /// Fills the layers from the base class's on; returns how many there are, too.
    ///
    /// # Errors
    ///
    /// That of the filler.
    fn fill(fill: Filler<'_>) -> PyResult<(Self::Values, usize)>;

    /// Adds a pointer to each layer.
    fn pointers(values: &mut Self::Values, pointers: &mut Vec<*mut u8>);

    /// What makes an instance of them.
    fn initializer(values: Self::Values) -> PyClassInitializer<Self::Class>;
}

/// The layers of `T`, which extends `B`; the flag says whether `B` is a data class.
pub struct LayersOf<T, B, const BASE_IS_DATA_CLASS: bool>(PhantomData<(T, B)>);

fn fill_one<T>(index: usize, fill: Filler<'_>) -> PyResult<T> {
    let mut value = MaybeUninit::<T>::uninit();
    fill(index, value.as_mut_ptr().cast())?;
    // SAFETY: `fill` returned `Ok`, so it has initialised every field.
    Ok(unsafe { value.assume_init() })
}

impl<T: RootClass, B> Layers for LayersOf<T, B, false> {
    type Class = T;
    type Values = T;

    fn fill(fill: Filler<'_>) -> PyResult<(T, usize)> {
        Ok((fill_one(0, fill)?, 1))
    }
    fn pointers(value: &mut T, pointers: &mut Vec<*mut u8>) {
        pointers.push((&raw mut *value).cast());
    }
    fn initializer(value: T) -> PyClassInitializer<T> {
        value.into_initializer()
    }
}

impl<T, B> Layers for LayersOf<T, B, true>
where
    T: PyClass + PyClassImpl<BaseType = B>,
    B: Layered + PyClassBaseType<Initializer = PyClassInitializer<B>>,
{
    type Class = T;
    type Values = (<B::Layers as Layers>::Values, T);

    fn fill(fill: Filler<'_>) -> PyResult<(Self::Values, usize)> {
        let (base, index) = B::Layers::fill(fill)?;
        Ok(((base, fill_one(index, fill)?), index + 1))
    }
    fn pointers((base, value): &mut Self::Values, pointers: &mut Vec<*mut u8>) {
        B::Layers::pointers(base, pointers);
        pointers.push((&raw mut *value).cast());
    }
    fn initializer((base, value): Self::Values) -> PyClassInitializer<T> {
        B::Layers::initializer(base).add_subclass(value)
    }
}

/// A class whose base class, if any, is one of Python's own.
#[diagnostic::on_unimplemented(
    message = "the class that `{Self}` extends is no data class",
    label = "its base class needs `#[derive(PyDataClass)]` too",
    note = "the derive must know how to make the base class's part of an instance; Python's own classes (`PyDict`, `PyException`) need nothing"
)]
pub trait RootClass: PyClass {
    /// What makes an instance of it.
    #[doc(hidden)]
    fn into_initializer(self) -> PyClassInitializer<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: PyClass> RootClass for T
where
    PyClassInitializer<T>: From<T>,
{
    fn into_initializer(self) -> PyClassInitializer<T> {
        self.into()
    }
}

/// Whether `T` is a data class.
pub struct IsDataClass<T>(PhantomData<T>);

/// The answer for every type; the inherent constant below wins where it applies.
pub trait NotDataClass {
    /// No data class.
    const VALUE: bool = false;
}
impl<T> NotDataClass for IsDataClass<T> {}

impl<T: DataClass> IsDataClass<T> {
    /// A data class.
    pub const VALUE: bool = true;
}
