//! `cargo xtask demo`: shows what the crate does, from a bare clone to output in one command.

use crate::layout;
use crate::run::{Failure, Result};
use crate::venv::Venv;
use crate::{discover, extension};

/// Runs the task.
pub fn run() -> Result<()> {
    let project = layout::root().join("examples/data_class");
    let demo = project.join("demo.py");
    if !demo.is_file() {
        return Err(Failure::new(format!("there is no {}", layout::shown(&demo))));
    }
    let python = discover::default_python()?;
    println!("Using {python}");
    let venv = Venv::ensure(Venv::default_dir(), &python)?;
    venv.install(&layout::root().join(layout::TEST_REQUIREMENTS))?;
    let requirements = project.join("requirements.txt");
    if requirements.is_file() {
        venv.install(&requirements)?;
    }
    extension::build(&venv, &project, &["--release"])?;
    venv.run([]).args([demo]).run()
}
