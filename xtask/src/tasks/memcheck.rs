//! `cargo xtask memcheck`: some of the Python tests in valgrind's memcheck.

use crate::choice::{self, Request};
use crate::run::Result;
use crate::tasks::test;
use crate::{extension, layout, valgrind};

/// Runs the task.
pub fn run(python: Option<&Request>) -> Result<()> {
    valgrind::require()?;
    let selection = choice::select(python.cloned().as_slice(), true)?;
    let python = &selection.chosen[0];
    println!("Using {python}");
    // What `cargo xtask test` builds too, so that there is little to build after it.
    let venv = test::test_venv(python, test::venv_dir(&selection, python))?;
    let tests = layout::root().join("tests");
    extension::build(&venv, &tests, &[])?;
    venv.run([])
        .args([tests.join("memcheck/memcheck.py")])
        .args([layout::target().join("memcheck.xml")])
        .run()
}
