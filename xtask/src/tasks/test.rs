//! `cargo xtask test`: the Rust tests, the Python tests on each Python, and the examples.

use std::path::{Path, PathBuf};

use crate::choice::{self, Selection};
use crate::cli::TestOptions;
use crate::python::{Interpreter, Version};
use crate::report::{Done, Report};
use crate::run::{Result, Run};
use crate::tasks::stubs;
use crate::venv::Venv;
use crate::{extension, layout};

/// Runs the task.
pub fn run(options: &TestOptions) -> Result<()> {
    let selection = choice::select(&options.pythons, options.quick)?;
    say(&selection);
    let examples = layout::examples()?;
    let first = &selection.chosen[0];
    let venv_dir = |python: &Interpreter| venv_dir(&selection, python);

    let full = !options.quick;
    let steps = 2 + selection.chosen.len() + 2 * usize::from(full) + examples.len();
    let mut report = Report::new(steps);
    report.step(&format!("Rust, with Python {}", first.version), || {
        rust_tests(first, venv_dir(first))
    });
    for python in &selection.chosen {
        report.step(&format!("Python {}", python.version), || {
            if python.same_as(&selection.default) {
                install_ecosystem(python, venv_dir(python))?;
            }
            python_tests(python, venv_dir(python), &[])
        });
    }
    if full {
        report.step(&format!("Python {} without shortcuts", first.version), || {
            tests_without_shortcuts(first, venv_dir(first))
        });
        // Not in `.venv`: what is left there is to be the usual build.
        let dir = Venv::dir_named(&format!("{}-abi3", first.version));
        report.step(&format!("Python {} as abi3", first.version), || {
            if first.version.free_threaded {
                return Ok(Done::Skipped("a free-threaded Python has no abi3".to_owned()));
            }
            python_tests(first, dir, &["--features", "abi3-py39"])
        });
    }
    for example in &examples {
        report.step(&layout::shown(example).to_string(), || {
            example_tests(first, venv_dir(first), example)
        });
    }
    report.step("stub files", || stubs::check(first));
    let outcome = report.finish();
    say_missing(&selection);
    outcome
}

fn say(selection: &Selection) {
    println!("Testing with:");
    for python in &selection.chosen {
        println!("  {python}");
    }
    say_missing(selection);
}

/// Said before the tests and after them, lest a green table pass for more than it is.
fn say_missing(selection: &Selection) {
    for version in &selection.missing {
        println!("Python {version} is not on this machine, and so not tested.");
    }
}

/// All Rust tests.
fn rust_tests(python: &Interpreter, venv_dir: PathBuf) -> Result<Done> {
    cargo_with(python, venv_dir, &["test", "--workspace"])?.run()?;
    Ok(Done::Passed)
}

/// Cargo for tests that embed Python, which must find its library: that need not be in a place where
/// the loader looks by itself.
pub fn cargo_with(python: &Interpreter, venv_dir: PathBuf, arguments: &[&str]) -> Result<Run> {
    python.require_library()?;
    // An embedded Python finds its standard library by way of the `python3` on PATH. That has to
    // be the same Python: hence the active environment.
    let venv = Venv::ensure(venv_dir, python)?;
    let mut cargo =
        venv.activate(Run::cargo().args(arguments)).env("PYO3_PYTHON", &python.executable);
    if let Some((variable, dir)) = python.library_path() {
        cargo = cargo.prepend_path(variable, dir);
    }
    Ok(cargo)
}

fn python_tests(python: &Interpreter, venv_dir: PathBuf, options: &[&str]) -> Result<Done> {
    let venv = test_venv(python, venv_dir)?;
    let tests = layout::fixture();
    extension::build(&venv, &tests, options)?;
    extension::pytest(&venv, &tests.join("python"))?;
    Ok(Done::Passed)
}

/// The libraries that the classes are tried with. Without them pytest skips those tests, as it does with
/// the other Pythons: they take long to install, and have no wheels for a Python that is very old or
/// free-threaded.
fn install_ecosystem(python: &Interpreter, venv_dir: PathBuf) -> Result<()> {
    if python.version < Version::new(11) || python.version.free_threaded {
        println!("Python {} is not tested with the libraries of the ecosystem.", python.version);
        return Ok(());
    }
    test_venv(python, venv_dir)?.install(&layout::root().join(layout::ECOSYSTEM_REQUIREMENTS))
}

/// With what has been built already: the extension finds the variable when it is imported.
fn tests_without_shortcuts(python: &Interpreter, venv_dir: PathBuf) -> Result<Done> {
    let venv = test_venv(python, venv_dir)?;
    let tests = layout::root().join("tests/python");
    venv.run(["-m", "pytest"]).args([tests]).env("PYO3_CLASSES_SAFE", "1").run()?;
    Ok(Done::Passed)
}

fn example_tests(python: &Interpreter, venv_dir: PathBuf, example: &Path) -> Result<Done> {
    let venv = test_venv(python, venv_dir)?;
    let requirements = example.join("requirements.txt");
    if requirements.is_file() {
        venv.install(&requirements)?;
    }
    extension::build(&venv, example, &[])?;
    let tests = example.join("tests");
    if !tests.is_dir() {
        return Ok(Done::Skipped("built, but has no tests/ to run".to_owned()));
    }
    extension::pytest(&venv, &tests)?;
    Ok(Done::Passed)
}

/// Where the virtual environment is that `python` is tested in.
pub fn venv_dir(selection: &Selection, python: &Interpreter) -> PathBuf {
    if python.same_as(&selection.default) {
        Venv::default_dir()
    } else {
        Venv::dir_named(&python.version.to_string())
    }
}

/// A virtual environment with what the tests need.
pub fn test_venv(python: &Interpreter, dir: PathBuf) -> Result<Venv> {
    let venv = Venv::ensure(dir, python)?;
    venv.install(&layout::root().join(layout::TEST_REQUIREMENTS))?;
    Ok(venv)
}
