//! `cargo xtask bench`: measures the generated classes beside what one would write instead.

use std::path::{Path, PathBuf};

use crate::cli::BenchOptions;
use crate::python::{Interpreter, Version};
use crate::run::{Failure, Result};
use crate::venv::Venv;
use crate::{choice, extension, layout};

/// The peers have slots as the dataclasses of 3.10 have them.
const OLDEST: Version = Version::new(10);

/// What `--quick` measures with.
const QUICK: [&str; 4] = ["--rounds", "40", "--instances", "200000"];

/// The section of compile times, which is measured once and not for each Python.
const COMPILE: &str = "compile";

/// Runs the task.
pub fn run(options: &BenchOptions) -> Result<()> {
    let (mut pythons, missing) = choice::select_to_measure(&options.pythons)?;
    if options.quick {
        pythons.truncate(1);
    }
    for python in &pythons {
        if python.version < OLDEST {
            return Err(Failure::new(format!(
                "{python} is too old to measure on: {OLDEST} needed"
            )));
        }
        println!("Measuring on {python}");
    }
    for version in missing {
        println!("Python {version} is not on this machine, and so not measured on.");
    }

    if options.scale {
        let results = [with_crates(&build(&pythons[0])?, "scale")?];
        return report(&pythons[0], &layout::root().join("benches/SCALE.md"), &results);
    }
    let mut results = Vec::new();
    if has_rows_of_python(options) {
        for python in &pythons {
            results.push(measure(python, options)?);
        }
    }
    if !options.quick && wants_compile_times(options) {
        results.push(with_crates(&venv(&pythons[0])?, COMPILE)?);
    }
    if results.is_empty() {
        return Err(Failure::new("nothing to measure: --quick leaves out the compile times"));
    }
    let path = if is_whole(options) { layout::root().join("benches") } else { folder() }
        .join("RESULTS.md");
    report(&pythons[0], &path, &results)
}

/// Whether everything is measured, and with care: that is the report to keep in the repository.
fn is_whole(options: &BenchOptions) -> bool {
    *options == BenchOptions::default()
}

fn has_rows_of_python(options: &BenchOptions) -> bool {
    options.only.is_empty() || options.only.iter().any(|rows| !rows.starts_with(COMPILE))
}

fn wants_compile_times(options: &BenchOptions) -> bool {
    options.only.is_empty() || options.only.iter().any(|rows| rows.starts_with(COMPILE))
}

/// Measures on one Python; the file with the results.
fn measure(python: &Interpreter, options: &BenchOptions) -> Result<PathBuf> {
    let venv = build(python)?;
    // Apart from those of everything, which a look at a few rows while it runs is not to disturb.
    let part = if is_whole(options) { "whole" } else { "part" };
    let results = folder().join(part).join(format!("results-{}.json", python.version));
    let mut run = venv.run(["-u"]).args([script()]).args(["measure", "--out"]).args([&results]);
    if options.quick {
        run = run.args(QUICK);
    }
    if let Some(rounds) = options.rounds {
        run = run.args(["--rounds", &rounds.to_string()]);
    }
    for rows in &options.only {
        run = run.args(["--only", rows]);
    }
    run.run()?;
    Ok(results)
}

/// Measures what takes crates to be written and compiled; the file with the results.
fn with_crates(venv: &Venv, what: &str) -> Result<PathBuf> {
    let results = folder().join(format!("results-{what}.json"));
    let crates = folder().join(what);
    venv.run(["-u"])
        .args([script()])
        .args([what, "--out"])
        .args([&results])
        .args(["--crates"])
        .args([&crates])
        .run()?;
    Ok(results)
}

/// Prints the goals and writes the report.
fn report(python: &Interpreter, path: &Path, results: &[PathBuf]) -> Result<()> {
    let venv = venv(python)?;
    venv.run([]).args([script()]).args(["report", "--out"]).args([path]).args(results).run()?;
    println!("\nThe report is in {}", layout::shown(path));
    Ok(())
}

/// The extension, in the Python's own environment.
pub fn build(python: &Interpreter) -> Result<Venv> {
    let venv = venv(python)?;
    extension::develop(&venv, &layout::root().join("benches/ext"), &["--release"])
        // Of its own: the next Python does not undo what was built for this one.
        .env("CARGO_TARGET_DIR", folder().join(python.version.to_string()))
        .run()?;
    Ok(venv)
}

fn venv(python: &Interpreter) -> Result<Venv> {
    let venv = Venv::ensure(Venv::dir_named(&format!("{}-bench", python.version)), python)?;
    venv.install(&layout::root().join("benches/requirements.txt"))?;
    Ok(venv)
}

fn script() -> PathBuf {
    layout::root().join("benches/python/bench.py")
}

fn folder() -> PathBuf {
    layout::target().join("bench")
}
