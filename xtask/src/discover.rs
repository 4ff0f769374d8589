//! Finding Pythons on this machine.

use std::cmp::Reverse;
use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use crate::choice::Request;
use crate::python::{Interpreter, OLDEST_MINOR, Version};
use crate::run::{Failure, Result, Run};

/// No Python 3 newer than this is looked for by version.
const NEWEST_MINOR: u32 = 20;

const ADVICE: &str = "Install one (Debian, Ubuntu: apt install python3 python3-venv python3-dev), \
    or set PYTHON to the one to use.";

/// The Python to use where one is enough: `PYTHON` if that is set, or else `python3` on PATH, or
/// else whatever there is that is new enough.
pub fn default_python() -> Result<Interpreter> {
    if let Some(python) = std::env::var("PYTHON").ok().filter(|text| !text.is_empty()) {
        return Request::parse(&python)
            .map_err(Failure::new)
            .and_then(|request| find(&request))
            .map_err(|failure| Failure::new(format!("PYTHON is set, but {failure}")));
    }
    let mut rejected = Vec::new();
    for candidate in unversioned_on_path().into_iter().chain(versioned()) {
        match Interpreter::probe(&candidate) {
            Ok(python) => return Ok(python),
            Err(failure) => rejected.push(format!("- {failure}")),
        }
    }
    let message = format!("no Python 3.{OLDEST_MINOR} or later found");
    Err(Failure::new(message).advise(&rejected.join("\n")).advise(ADVICE))
}

/// The Python that was asked for.
pub fn find(request: &Request) -> Result<Interpreter> {
    match request {
        Request::Version(version) => find_version(*version),
        Request::Program(program) => Interpreter::probe(&find_program(program)?),
    }
}

fn find_version(version: Version) -> Result<Interpreter> {
    let usable = |path: PathBuf| {
        let python = Interpreter::probe(&path).ok()?;
        (python.version == version).then_some(python)
    };
    candidates(version)
        .into_iter()
        .chain(unversioned_on_path())
        .chain(listed_by_launcher())
        .find_map(usable)
        .ok_or_else(|| {
            Failure::new(format!(
                "Python {version} was not found: looked for python{version} on PATH and among \
                 pyenv's versions"
            ))
        })
}

fn find_program(program: &Path) -> Result<PathBuf> {
    let is_path = program.to_string_lossy().contains(['/', MAIN_SEPARATOR]);
    let found = if is_path {
        // Commands run in the root of the workspace, which need not be where the user is.
        std::path::absolute(program).ok().filter(|path| path.is_file())
    } else {
        on_path(&program.to_string_lossy()).into_iter().next()
    };
    let at = if is_path { "" } else { " on PATH" };
    found.ok_or_else(|| Failure::new(format!("there is no `{}`{at}", program.display())))
}

/// Every Python that is found by its version, the newest version first.
fn versioned() -> impl Iterator<Item = PathBuf> {
    (OLDEST_MINOR..=NEWEST_MINOR)
        .rev()
        .flat_map(|minor| candidates(Version::new(minor)))
        .chain(listed_by_launcher())
}

/// Where Python `version` may be. Not each runs: pyenv's shims are on PATH for every version that
/// it has, but work only for those that are switched on.
fn candidates(version: Version) -> Vec<PathBuf> {
    let name = format!("python{version}");
    let pyenv = std::env::var_os("PYENV_ROOT")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".pyenv")));
    let mut candidates = on_path(&name);
    if let Some(root) = pyenv {
        candidates.extend(in_pyenv(&root, &name));
    }
    candidates
}

fn unversioned_on_path() -> Vec<PathBuf> {
    [on_path("python3"), on_path("python")].concat()
}

fn on_path(name: &str) -> Vec<PathBuf> {
    let mut name = name.to_owned();
    if !name.ends_with(EXE_SUFFIX) {
        name += EXE_SUFFIX;
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    existing(std::env::split_paths(&path).map(|dir| dir.join(&name)))
}

/// The program `name` in each version that pyenv has installed, the newest first.
fn in_pyenv(root: &Path, name: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(root.join("versions")) else {
        return Vec::new();
    };
    let mut versions: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    versions.sort_by_key(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Reverse(numbers(&name))
    });
    existing(versions.iter().map(|dir| dir.join("bin").join(name)))
}

/// Those of `paths` that are files.
fn existing(paths: impl Iterator<Item = PathBuf>) -> Vec<PathBuf> {
    paths.filter(|path| path.is_file()).collect()
}

/// The numbers in the name of a version, so that 3.13.10 is newer than 3.13.9.
fn numbers(name: &str) -> Vec<u32> {
    name.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// The Pythons that the `py` launcher knows of; it is there on Windows only.
fn listed_by_launcher() -> Vec<PathBuf> {
    if cfg!(not(windows)) {
        return Vec::new();
    }
    let list = Run::new(Path::new("py")).args(["-0p"]).read();
    parse_launcher_list(&list.unwrap_or_default())
}

/// Reads what `py -0p` prints: ` -V:3.13 *        C:\Python313\python.exe`, with the star at the
/// default.
fn parse_launcher_list(list: &str) -> Vec<PathBuf> {
    list.lines()
        .filter_map(|line| {
            let (tag, path) = line.trim().split_once(char::is_whitespace)?;
            let path = path.trim_start();
            let path = path.strip_prefix('*').unwrap_or(path).trim_start();
            (tag.starts_with('-') && !path.is_empty()).then(|| path.into())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pyenv_versions_newest_first() {
        let mut names = ["3.13.9", "3.13.10", "2.7.18", "3.9.18", "pypy3.10-7.3.12"];
        names.sort_by_key(|name| Reverse(numbers(name)));
        let expected = ["3.13.10", "3.13.9", "3.10-7.3.12", "3.9.18", "2.7.18"];
        assert_eq!(names.map(|name| name.trim_start_matches("pypy")), expected);
    }

    #[test]
    fn pyenv_without_versions_is_empty() {
        assert!(in_pyenv(Path::new("no-such-folder"), "python3.9").is_empty());
    }

    #[test]
    fn launcher_list() {
        let list = concat!(
            "Installed Pythons found by py Launcher for Windows\r\n",
            " -V:3.13 *        C:\\Program Files\\Python313\\python.exe\r\n",
            " -3.9-64          C:\\Python39\\python.exe\r\n",
            "\r\n",
        );
        let expected = ["C:\\Program Files\\Python313\\python.exe", "C:\\Python39\\python.exe"];
        assert_eq!(parse_launcher_list(list), expected.map(PathBuf::from));
    }
}
