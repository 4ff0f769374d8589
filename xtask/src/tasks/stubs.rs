//! `cargo xtask stubs`: writes stub files; and the step of `cargo xtask test` that checks them.

use std::path::{Path, PathBuf};

use crate::python::{Interpreter, Version};
use crate::report::Done;
use crate::run::Result;
use crate::venv::Venv;
use crate::{discover, extension, layout};

/// What lets the derives describe their classes.
const FEATURE: [&str; 2] = ["--features", "pyo3-classes/stubs"];

/// Runs the task.
pub fn run(folder: Option<&Path>) -> Result<()> {
    let python = discover::default_python()?;
    println!("Using {python}");
    let venv = venv(&python)?;
    // Commands run in the root of the workspace, which need not be where the user is.
    let folder = match folder {
        Some(folder) => std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf()),
        None => layout::target().join("stubs"),
    };
    for project in projects()? {
        venv.run(["-m", "maturin", "generate-stubs", "--manifest-path"])
            .args([project.join("Cargo.toml")])
            .args(FEATURE)
            .args(["--out"])
            .args([&folder])
            .env("PYO3_PYTHON", &venv.python)
            .run()?;
    }
    println!("The stub files are in {}", layout::shown(&folder));
    Ok(())
}

/// Builds the modules with their stub files and checks these.
pub fn check(python: &Interpreter) -> Result<Done> {
    if python.version < Version::new(11) {
        let why = "stub files name enum.StrEnum, which is new in Python 3.11";
        return Ok(Done::Skipped(why.to_owned()));
    }
    let venv = venv(python)?;
    for project in projects()? {
        let options = ["--generate-stubs"].into_iter().chain(FEATURE).collect::<Vec<_>>();
        extension::build(&venv, &project, &options)?;
    }
    extension::pytest(&venv, &tests())?;
    Ok(Done::Passed)
}

fn tests() -> PathBuf {
    layout::root().join("tests/stubs")
}

fn projects() -> Result<Vec<PathBuf>> {
    let mut projects = vec![tests(), layout::fixture()];
    projects.extend(layout::examples()?);
    Ok(projects)
}

/// One of its own: what is left in `.venv` is to be the usual build.
fn venv(python: &Interpreter) -> Result<Venv> {
    let dir = Venv::dir_named(&format!("{}-stubs", python.version));
    let venv = Venv::ensure(dir, python)?;
    venv.install(&tests().join("requirements.txt"))?;
    Ok(venv)
}
