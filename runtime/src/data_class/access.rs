//! Reaching and making the Rust value inside an instance, with its type erased.

use std::mem::MaybeUninit;

use pyo3::prelude::*;
use pyo3::pyclass::boolean_struct::False;
use pyo3::sync::critical_section::with_critical_section;
use pyo3::types::PyType;
use pyo3::{PyClass, PyClassInitializer};

use crate::pyo3_internals;

/// Called with a pointer to the Rust value of an instance.
pub(crate) type Reader<'a> = &'a mut dyn FnMut(*const u8);
/// Called with a pointer to the Rust value of an instance, to change it.
pub(crate) type Writer<'a> = &'a mut dyn FnMut(*mut u8);
/// Called with room for a Rust value, to initialise all of it or nothing; or with the value, to
/// finish it.
pub(crate) type Filler<'a> = &'a mut dyn FnMut(*mut u8) -> PyResult<()>;

/// The three ways to an instance's Rust value, for one class.
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
    /// Fills a value, finishes it (from then on it is dropped as a whole) and makes the instance.
    pub(crate) new: for<'py> unsafe fn(
        &Bound<'py, PyType>,
        fill: Filler<'_>,
        finish: Filler<'_>,
    ) -> PyResult<Bound<'py, PyAny>>,
}

impl Access {
    /// For a frozen class.
    pub const fn frozen<T: PyClass>() -> Self
    where
        PyClassInitializer<T>: From<T>,
    {
        Self { read: read::<T>, write: None, new: new_instance::<T> }
    }

    /// For a class that can change.
    pub const fn mutable<T: PyClass<Frozen = False>>() -> Self
    where
        PyClassInitializer<T>: From<T>,
    {
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
unsafe fn new_instance<'py, T: PyClass>(
    class: &Bound<'py, PyType>,
    fill: Filler<'_>,
    finish: Filler<'_>,
) -> PyResult<Bound<'py, PyAny>>
where
    PyClassInitializer<T>: From<T>,
{
    let mut value = MaybeUninit::<T>::uninit();
    fill(value.as_mut_ptr().cast())?;
    // SAFETY: `fill` returned `Ok`, so it has initialised every field.
    let mut value = unsafe { value.assume_init() };
    finish((&raw mut value).cast())?;
    // SAFETY: the caller's promise.
    unsafe { pyo3_internals::new_object(value, class) }
}
