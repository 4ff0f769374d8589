//! Building extension modules with maturin, and running pytest on them.

use std::path::Path;

use crate::run::{Result, Run};
use crate::venv::Venv;

/// Builds the Python project in the folder `project` into `venv`. `options` go to maturin.
pub fn build(venv: &Venv, project: &Path, options: &[&str]) -> Result<()> {
    develop(venv, project, options).run()
}

/// What `build` runs.
pub fn develop(venv: &Venv, project: &Path, options: &[&str]) -> Run {
    venv.run(["-m", "maturin", "develop", "--manifest-path"])
        .args([project.join("Cargo.toml")])
        .args(options)
        // PyO3 builds for one Python at a time. They all share Cargo's target directory, and
        // PyO3's build script runs again when this changes.
        .env("PYO3_PYTHON", &venv.python)
}

/// Runs the tests in the folder `tests`.
pub fn pytest(venv: &Venv, tests: &Path) -> Result<()> {
    venv.run(["-m", "pytest"]).args([tests]).run()
}
