//! Where things are in the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::run::{Failure, Result};

/// The Python packages that the tests and the demo need.
pub const TEST_REQUIREMENTS: &str = "tests/requirements.txt";

/// The libraries that some of the Python tests try the classes with.
pub const ECOSYSTEM_REQUIREMENTS: &str = "tests/requirements-ecosystem.txt";

/// The root of the workspace: every command runs there, and paths are given relative to it.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        // `cargo run` says where the package is now; it was somewhere else when it was compiled if
        // the repository has been moved since.
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        package.parent().map_or(package.clone(), Path::to_path_buf)
    });
    &ROOT
}

/// Cargo's target directory.
pub fn target() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// `path` as a user in the root of the workspace would write it.
pub fn shown(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(root()).unwrap_or(path).display()
}

/// The Python project that the tests import.
pub fn fixture() -> PathBuf {
    root().join("tests")
}

/// The folders in `examples/` that are Python projects, by name.
pub fn examples() -> Result<Vec<PathBuf>> {
    let dir = root().join("examples");
    let unreadable = |error| Failure::new(format!("cannot read {}: {error}", dir.display()));
    let mut examples = Vec::new();
    for entry in fs::read_dir(&dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.join("pyproject.toml").is_file() {
            examples.push(path);
        }
    }
    examples.sort();
    Ok(examples)
}
