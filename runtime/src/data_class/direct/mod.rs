//! Shortcuts past PyO3 and the interpreter, for the operations that a program does by the million.
//!
//! | module | shortcut | what it rests on |
//! |---|---|---|
//! | [`layout`] | a field is read at its address in the instance | the place that PyO3 gives the Rust value is one and the same for all instances of a class |
//! | [`member`] | the interpreter reads an object out of a frozen class by itself | the place is the one that PyO3's own getters use |
//! | [`maker`] | an instance is allocated and filled in place | what PyO3 writes around the Rust value is zero |
//! | [`copy`](mod@copy) | an instance is copied without PyO3's bookkeeping | there is nothing in it but Rust data |
//! | [`dealloc`] | an instance is freed without PyO3's bookkeeping | there is nothing in it but Rust data |
//! | [`vectorcall`] | a call of the class needs no tuple and no dict | nobody has changed the class's `__new__` or `__init__` |
//! | [`parameters`] | an instance is made without PyO3's bookkeeping | each value is of the very type of its field |
//! | [`slots`], [`descriptor`], [`accepted`] | `==`, `<`, `hash`, `repr`, getters and setters without PyO3's bookkeeping | what runs neither panics nor needs it |
//! | [`dict`] | `to_dict` without PyO3's bookkeeping | as above |
//!
//! Nothing of this is taken for granted: layout and surroundings are *measured* on an instance that
//! PyO3 has made, through its public API, before the first shortcut is taken; where the measure is
//! not what the shortcut needs, PyO3's own way is taken, as it is under the stable ABI, on
//! free-threaded Pythons, and with `PYO3_CLASSES_SAFE=1` in the environment when the first class is
//! made.

pub(crate) mod accepted;
pub(super) mod copy;
pub(super) mod dealloc;
pub(super) mod descriptor;
pub(crate) mod dict;
pub(super) mod layout;
pub(super) mod maker;
pub(super) mod member;
pub(crate) mod parameters;
pub(super) mod slots;
pub(super) mod vectorcall;

use std::ptr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

use pyo3::PyResult;

use self::layout::Layout;
use self::maker::Maker;
use self::vectorcall::Installed;

/// What is known of one class.
pub(super) struct Direct {
    layout: Learned<Layout>,
    maker: Learned<Maker>,
    installed: OnceLock<Installed>,
}

impl Direct {
    pub(super) const fn unknown() -> Self {
        Self { layout: Learned::not_yet(), maker: Learned::not_yet(), installed: OnceLock::new() }
    }

    #[inline]
    pub(super) fn layout(&self) -> Option<&'static Layout> {
        self.layout.get()
    }

    #[inline]
    pub(super) fn maker(&self) -> Option<&'static Maker> {
        self.maker.get()
    }
}

/// What is found out once and kept for ever, or found to be nothing. One load tells: a `OnceLock` of an
/// `Option` takes three, which is a tenth of what `==` takes.
struct Learned<T: 'static> {
    asked: AtomicBool,
    found: AtomicPtr<T>,
}

impl<T> Learned<T> {
    const fn not_yet() -> Self {
        Self { asked: AtomicBool::new(false), found: AtomicPtr::new(ptr::null_mut()) }
    }

    #[inline]
    fn get(&self) -> Option<&'static T> {
        // SAFETY: null, or from a box that was leaked.
        unsafe { self.found.load(Ordering::Acquire).as_ref() }
    }

    /// Finds out, unless that has been done; after an error, another time. Two threads may do it at the
    /// same time, and find the same.
    fn learn(&self, find: impl FnOnce() -> PyResult<Option<T>>) {
        if !self.asked.load(Ordering::Acquire)
            && let Ok(found) = find()
        {
            if let Some(found) = found {
                self.found.store(Box::leak(Box::new(found)), Ordering::Release);
            }
            self.asked.store(true, Ordering::Release);
        }
    }
}

/// Whether shortcuts may be taken at all.
pub(super) fn enabled() -> bool {
    static ENABLED: OnceLock<bool> = OnceLock::new();
    *ENABLED.get_or_init(|| std::env::var_os("PYO3_CLASSES_SAFE").is_none_or(|value| value != "1"))
}
