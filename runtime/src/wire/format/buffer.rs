//! [`Buffer`]: the bytes that a format writes.

use std::io;

/// Bytes that grow. What formats write is mostly a few bytes long (a key, a number, a comma), for which
/// the way through `Vec` and `memcpy` takes longer than to copy them.
pub(super) struct Buffer(Vec<u8>);

/// Most that is made room for beforehand: what is larger grows by pages that are moved, not copied.
const MOST: usize = 1 << 20;

/// How many bytes are copied at once.
const SHORT: usize = 16;

impl Buffer {
    /// With room for about as much as will be written.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity.clamp(128, MOST)))
    }

    /// What was written.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, len: usize) {
        self.0.reserve(len);
    }
}

impl io::Write for Buffer {
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (old, len) = (self.0.len(), bytes.len());
        if self.0.capacity() - old < len {
            self.grow(len);
        }
        // SAFETY: there is room for so many bytes, and they become ones that are there.
        unsafe {
            let to = self.0.as_mut_ptr().add(old);
            if len <= SHORT {
                copy_short(bytes, to);
            } else {
                to.copy_from_nonoverlapping(bytes.as_ptr(), len);
            }
            self.0.set_len(old + len);
        }
        Ok(())
    }

    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Copies up to [`SHORT`] bytes by their first and their last ones, which overlap.
///
/// # Safety
///
/// There is room for them.
#[inline]
unsafe fn copy_short(bytes: &[u8], to: *mut u8) {
    /// # Safety
    ///
    /// There are at least `N` bytes, and room for them.
    #[inline]
    unsafe fn ends<const N: usize>(bytes: &[u8], to: *mut u8) {
        let (from, last) = (bytes.as_ptr(), bytes.len() - N);
        // SAFETY: the caller's promise.
        unsafe {
            let (head, tail) = (from.cast::<[u8; N]>(), from.add(last).cast::<[u8; N]>());
            to.cast::<[u8; N]>().write(head.read());
            to.add(last).cast::<[u8; N]>().write(tail.read());
        }
    }
    // SAFETY: the caller's promise, and the lengths.
    unsafe {
        match bytes.len() {
            0 => {}
            1 => to.write(bytes[0]),
            2..4 => ends::<2>(bytes, to),
            4..8 => ends::<4>(bytes, to),
            _ => ends::<8>(bytes, to),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Buffer, SHORT};

    #[test]
    fn bytes_of_every_length_are_written_one_after_the_other() {
        let all: Vec<u8> = (0..=255).collect();
        let (mut buffer, mut expected) = (Buffer::with_capacity(0), Vec::new());
        for len in 0..3 * SHORT {
            for start in 0..SHORT {
                buffer.write_all(&all[start..start + len]).unwrap();
                expected.extend_from_slice(&all[start..start + len]);
            }
        }
        assert_eq!(buffer.into_bytes(), expected);
    }
}
