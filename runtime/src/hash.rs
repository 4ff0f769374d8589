//! Hashing field values.

use std::sync::OnceLock;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PySet, PyTuple};

/// Collects what a hash is made of. Equal values must feed it equal data.
///
/// The mixing is FxHash's, seeded once per process from Python's own randomised string hash, so that
/// `PYTHONHASHSEED` governs it.
pub struct Hasher(u64);

const SEED_TEXT: &str = "pyo3-classes";

impl Hasher {
    /// A hasher for one object.
    pub(crate) fn new(py: Python<'_>) -> PyResult<Self> {
        static SEED: OnceLock<u64> = OnceLock::new();
        if let Some(seed) = SEED.get() {
            return Ok(Self(*seed));
        }
        let seed = SEED_TEXT.into_pyobject(py)?.hash()?;
        #[expect(clippy::cast_sign_loss, reason = "any bits do")]
        Ok(Self(*SEED.get_or_init(|| seed as u64)))
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
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.word(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.word(u64::from_le_bytes(last));
        self.word(bytes.len() as u64);
    }

    /// Feeds the hash of a Python object by value: a `list`, `dict` or `set` (also in a tuple), which Python refuses
    /// to hash since it can change, is hashed by content, for a frozen class hands out copies only.
    ///
    /// # Errors
    ///
    /// What the object's `__hash__` raises.
    pub fn object(&mut self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if value.is_exact_instance_of::<PyList>() || value.is_exact_instance_of::<PyTuple>() {
            let mut len = 0;
            for item in value.try_iter()? {
                self.object(&item?)?;
                len += 1;
            }
            self.word(len);
        } else if let Ok(dict) = value.cast_exact::<PyDict>() {
            let mut sum = 0_u64;
            for (key, item) in dict.iter() {
                let mut member = Self::member();
                member.object(&key)?;
                member.object(&item)?;
                sum = sum.wrapping_add(member.finish_word());
            }
            self.word(sum);
        } else if let Ok(set) = value.cast_exact::<PySet>() {
            let mut sum = 0_u64;
            for item in set.iter() {
                let mut member = Self::member();
                member.object(&item)?;
                sum = sum.wrapping_add(member.finish_word());
            }
            self.word(sum);
        } else {
            #[expect(clippy::cast_sign_loss, reason = "any bits do")]
            self.word(value.hash()? as u64);
        }
        Ok(())
    }

    pub(crate) fn finish_word(self) -> u64 {
        self.0 ^ (self.0 >> 32)
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
