//! `cargo xtask lint`: formatting, clippy and the API documentation, each without a warning.

use crate::discover;
use crate::report::{Done, Report};
use crate::run::{Result, Run};

/// Runs the task.
pub fn run() -> Result<()> {
    // Clippy and rustdoc build PyO3, which needs a Python; left to itself, it might settle on
    // another one than the tests use and be built once more for each change.
    let python = discover::default_python()?;
    let cargo = |args: &[&str]| Run::cargo().args(args);
    let built = |args: &[&str]| cargo(args).env("PYO3_PYTHON", &python.executable);

    let mut report = Report::new(3);
    report.step("rustfmt", || {
        cargo(&["fmt", "--all", "--check"]).run()?;
        Ok(Done::Passed)
    });
    report.step("clippy", || {
        built(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]).run()?;
        Ok(Done::Passed)
    });
    report.step("rustdoc", || {
        built(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings").run()?;
        Ok(Done::Passed)
    });
    report.finish()
}
