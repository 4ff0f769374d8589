//! `cargo xtask fuzz`: mutated inputs for what reads JSON and its kin.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::choice;
use crate::cli::FuzzOptions;
use crate::run::Result;
use crate::tasks::test;

/// Runs the task.
pub fn run(options: &FuzzOptions) -> Result<()> {
    let selection = choice::select(options.python.clone().as_slice(), true)?;
    let python = &selection.chosen[0];
    println!("Using {python}");
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let seed = options.seed.unwrap_or_else(|| now.map_or(0, |now| now.as_secs()));
    let arguments = ["test", "-p", "pyo3-classes-tests", "--test", "fuzz", "--", "--nocapture"];
    test::cargo_with(python, test::venv_dir(&selection, python), &arguments)?
        .env("PYO3_CLASSES_FUZZ_SECONDS", (options.minutes * 60).to_string())
        .env("PYO3_CLASSES_FUZZ_SEED", seed.to_string())
        .run()
}
