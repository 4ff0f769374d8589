//! Valgrind, with which two tasks run Python.

use std::path::Path;

use crate::run::{Failure, Result, Run};

/// Fails with what to install, unless valgrind is on PATH.
pub fn require() -> Result<()> {
    Run::new(Path::new("valgrind")).args(["--version"]).read().map(drop).map_err(|_| {
        Failure::new("there is no valgrind on PATH (Debian, Ubuntu: apt install valgrind)")
    })
}
