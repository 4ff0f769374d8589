//! Reaching and making the Rust values inside an instance, with their types erased.
//!
//! An instance of a class that `extends` another data class holds one Rust value per class: its
//! *layers*, the base class's first.

use std::marker::PhantomData;
use std::mem::MaybeUninit;

#[cfg(direct)]
use pyo3::ffi;
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
    /// Calls while the instances, which may be one, are borrowed; `None`, with no exception set, if
    /// somebody is changing one at this moment. What is called must not run Python code.
    #[cfg(direct)]
    pub(crate) lend:
        unsafe fn(*mut ffi::PyObject, *mut ffi::PyObject, &mut dyn FnMut()) -> Option<()>,
    /// Makes the Python value of the field at the offset.
    #[cfg(direct)]
    pub(crate) get: unsafe fn(*mut ffi::PyObject, usize, Getter) -> Option<*mut ffi::PyObject>,
    /// Exchanges the field at the offset with the value. `None` for a frozen class.
    #[cfg(direct)]
    pub(crate) exchange:
        Option<unsafe fn(*mut ffi::PyObject, usize, Exchange, *mut u8) -> Option<()>>,
    /// Drops a value.
    pub(crate) drop: unsafe fn(*mut u8),
    /// For the type's slot.
    #[cfg(direct)]
    pub(crate) dealloc: Option<ffi::destructor>,
    /// A value must be dropped.
    #[cfg(direct)]
    pub(crate) needs_drop: bool,
    /// Of a value, in bytes.
    pub(crate) size: usize,
    /// Of a value, in bytes.
    pub(crate) align: usize,
    /// Any thread may use an instance, and shortcuts may be taken.
    #[cfg(direct)]
    pub(crate) sendable: bool,
    /// Where a value lies in an instance, in bytes from the object, as PyO3 says.
    #[cfg(direct)]
    pub(crate) contents: Option<usize>,
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
        Self {
            #[cfg(direct)]
            dealloc: Some(dealloc::<T>),
            #[cfg(direct)]
            sendable: pyo3_internals::is_sendable::<T>(),
            ..Self::alone::<T::Layers>()
        }
    }

    /// For a class that is no data class, and so has no shortcuts. Nobody writes to its values.
    pub const fn alone<L: Layers>() -> Self {
        Self {
            read: read_erased::<L::Class>,
            write: None,
            #[cfg(direct)]
            lend: lend::<L::Class>,
            #[cfg(direct)]
            get: get::<L::Class>,
            #[cfg(direct)]
            exchange: None,
            drop: drop_value::<L::Class>,
            #[cfg(direct)]
            dealloc: None,
            #[cfg(direct)]
            needs_drop: std::mem::needs_drop::<L::Class>(),
            size: size_of::<L::Class>(),
            align: align_of::<L::Class>(),
            #[cfg(direct)]
            sendable: false,
            #[cfg(direct)]
            contents: pyo3_internals::contents_offset::<L::Class>(),
            new: new_instance::<L>,
        }
    }

    /// For a class that can change.
    pub const fn mutable<T: Layered + PyClass<Frozen = False>>() -> Self {
        Self {
            write: Some(write::<T>),
            #[cfg(direct)]
            exchange: Some(exchange::<T>),
            ..Self::frozen::<T>()
        }
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
unsafe fn read_erased<T: PyClass>(object: &Bound<'_, PyAny>, reader: Reader<'_>) -> PyResult<()> {
    // SAFETY: the caller's promise.
    unsafe { read::<T, ()>(object, reader) }
}

/// Calls with the value of the class `T` in an instance.
///
/// # Safety
///
/// `object` is an instance of `T`.
#[inline]
pub(crate) unsafe fn read<T: PyClass, R>(
    object: &Bound<'_, PyAny>,
    read: impl FnOnce(*const u8) -> R,
) -> PyResult<R> {
    // SAFETY: the caller's promise.
    let object = unsafe { object.cast_unchecked::<T>() };
    with_critical_section(object.as_any(), || {
        let value = patiently(object.py(), || object.try_borrow())?;
        Ok(read((&raw const *value).cast()))
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

/// Makes the Python value of a field.
#[cfg(direct)]
pub(crate) type Getter = unsafe fn(*const u8) -> *mut ffi::PyObject;
/// Exchanges two values of a field's type.
#[cfg(direct)]
pub(crate) type Exchange = unsafe fn(*mut u8, *mut u8);

/// # Safety
///
/// `object` is an instance of `T`, and the interpreter attached.
#[cfg(direct)]
unsafe fn as_class<T>(object: &*mut ffi::PyObject) -> &Bound<'_, T> {
    // SAFETY: the caller's promise.
    unsafe { Bound::ref_from_ptr(Python::assume_attached(), object).cast_unchecked::<T>() }
}

/// # Safety
///
/// As for [`as_class`], of both.
#[cfg(direct)]
unsafe fn lend<T: PyClass>(
    object: *mut ffi::PyObject,
    other: *mut ffi::PyObject,
    f: &mut dyn FnMut(),
) -> Option<()> {
    // SAFETY: the caller's promise.
    let (one, two) = unsafe { (as_class::<T>(&object), as_class::<T>(&other)) };
    let _one = one.try_borrow().ok()?;
    let _two = if object == other { None } else { Some(two.try_borrow().ok()?) };
    f();
    Some(())
}

/// # Safety
///
/// As for [`as_class`]; the getter is that of the field at the offset in `T`.
#[cfg(direct)]
unsafe fn get<T: PyClass>(
    object: *mut ffi::PyObject,
    offset: usize,
    getter: Getter,
) -> Option<*mut ffi::PyObject> {
    // SAFETY: the caller's promise.
    unsafe {
        let value = as_class::<T>(&object).try_borrow().ok()?;
        Some(getter((&raw const *value).cast::<u8>().add(offset)))
    }
}

/// # Safety
///
/// As for [`as_class`]; `new` points to a value of the type that the field at the offset in `T` has, for
/// which `exchange` is.
#[cfg(direct)]
unsafe fn exchange<T: PyClass<Frozen = False>>(
    object: *mut ffi::PyObject,
    offset: usize,
    exchange: Exchange,
    new: *mut u8,
) -> Option<()> {
    // SAFETY: the caller's promise.
    unsafe {
        let mut value = as_class::<T>(&object).try_borrow_mut().ok()?;
        exchange((&raw mut *value).cast::<u8>().add(offset), new);
        Some(())
    }
}

/// The dealloc of a class whose instances have nothing to free but Rust data.
///
/// # Safety
///
/// The interpreter calls it as `tp_dealloc` of `T`.
#[cfg(direct)]
unsafe extern "C" fn dealloc<T: DataClass>(object: *mut ffi::PyObject) {
    // SAFETY: the caller's promise.
    unsafe { super::direct::dealloc::free(T::table(), object) };
}

/// # Safety
///
/// `value` points to a `T` that is not used afterwards.
unsafe fn drop_value<T>(value: *mut u8) {
    // SAFETY: the caller's promise.
    unsafe { value.cast::<T>().drop_in_place() };
}

/// # Safety
///
/// `class` is the class object of the layers or a subclass.
unsafe fn new_instance<'py, L: Layers>(
    class: &Bound<'py, PyType>,
    fill: Filler<'_>,
    finish: Finisher<'_>,
) -> PyResult<Bound<'py, PyAny>> {
    let (mut values, _) = L::fill(fill)?;
    let mut pointers = Vec::new();
    L::pointers(&mut values, &mut pointers);
    if let Err(error) = finish(&pointers) {
        // First, and not on the way out, where an error would be lost if a `Drop` panics.
        drop(values);
        return Err(error);
    }
    // SAFETY: the caller's promise.
    unsafe { pyo3_internals::new_object(L::initializer(values), class) }
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
