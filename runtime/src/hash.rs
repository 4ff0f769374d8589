//! Hashing field values.

use std::sync::OnceLock;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFrozenSet, PyList, PySet, PyTuple};

use crate::recursion::Recursion;

/// Collects what a hash is made of. Equal values must feed it equal data.
///
/// The mixing is FxHash's, seeded once per process from Python's own randomised string hash, so that
/// `PYTHONHASHSEED` governs it.
pub struct Hasher(u64);

static SEED: OnceLock<u64> = OnceLock::new();
const SEED_TEXT: &str = "pyo3-classes";

impl Hasher {
    /// A hasher for one object.
    pub(crate) fn new(py: Python<'_>) -> PyResult<Self> {
        if let Some(hasher) = Self::seeded() {
            return Ok(hasher);
        }
        let seed = SEED_TEXT.into_pyobject(py)?.hash()?;
        #[expect(clippy::cast_sign_loss, reason = "any bits do")]
        Ok(Self(*SEED.get_or_init(|| seed as u64)))
    }

    /// A hasher for one object, once the seed is there.
    #[inline]
    pub(crate) fn seeded() -> Option<Self> {
        SEED.get().map(|seed| Self(*seed))
    }

    /// A hasher for one member of a collection without order.
    pub(crate) fn member() -> Self {
        Self(0)
    }

    /// Feeds one word.
    #[inline]
    pub fn word(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    /// Feeds bytes, and how many they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        // First, so that no two values of several fields feed the same: `["a"], []`, `[], ["a"]`.
        self.word(bytes.len() as u64);
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.word(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.word(u64::from_le_bytes(last));
    }

    /// Feeds the hash of a Python object by value: a `list`, `dict` or `set` (also in a tuple), which
    /// Python refuses to hash since it can change, is hashed by content, for a frozen class hands out
    /// copies only.
    ///
    /// # Errors
    ///
    /// What the object's `__hash__` raises; `RecursionError` for a list inside itself.
    pub fn object(&mut self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if value.is_exact_instance_of::<PyList>() || hashes_as_tuple(value)? {
            let _deeper = Recursion::enter("while hashing")?;
            self.word(value.len()? as u64);
            for item in value.try_iter()? {
                self.object(&item?)?;
            }
        } else if let Ok(dict) = value.cast_exact::<PyDict>() {
            let _deeper = Recursion::enter("while hashing")?;
            let mut sum = 0_u64;
            // Through a list of the items: hashing one may run code that changes the dict.
            for entry in dict.items() {
                let mut member = Self::member();
                member.object(&entry)?;
                sum = sum.wrapping_add(member.finish_word());
            }
            self.word(sum);
        } else if let Ok(set) = value.cast_exact::<PySet>() {
            // As the frozen one that it is equal to.
            let frozen = value.py().get_type::<PyFrozenSet>().call1((set,))?;
            self.native(&frozen)?;
        } else {
            self.native(value)?;
        }
        Ok(())
    }

    #[expect(clippy::cast_sign_loss, reason = "any bits do")]
    fn native(&mut self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        self.word(value.hash()? as u64);
        Ok(())
    }

    /// Multiplied once more: a Python dict goes by the low bits, which those of a float such as 1.0
    /// do not reach.
    pub(crate) fn finish_word(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ (mixed >> 32)
    }

    /// The hash as Python wants it: never -1, which means an error.
    #[expect(clippy::cast_possible_wrap, clippy::cast_possible_truncation, reason = "any bits do")]
    pub(crate) fn finish(self) -> isize {
        match self.finish_word() as isize {
            -1 => -2,
            hash => hash,
        }
    }
}

/// A tuple, or one of a subclass with the same hash (such as a named tuple), which is equal to it.
fn hashes_as_tuple(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    if value.is_exact_instance_of::<PyTuple>() {
        return Ok(true);
    }
    if !value.is_instance_of::<PyTuple>() {
        return Ok(false);
    }
    let name = intern!(value.py(), "__hash__");
    let tuple = value.py().get_type::<PyTuple>();
    Ok(value.get_type().getattr(name)?.is(tuple.getattr(name)?))
}
