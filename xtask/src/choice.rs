//! Which of the Pythons on this machine to use.

use std::path::PathBuf;

use crate::discover::{default_python, find};
use crate::python::{Interpreter, OLDEST_MINOR, Version};
use crate::run::Result;

/// Tested beside the default Python: the oldest that we support, a recent one, and one between.
const USUAL: [Version; 3] = [Version::new(9), Version::new(11), Version::new(13)];

/// Those to measure on.
const MEASURED: [Version; 2] = [Version::new(11), Version::new(13)];

/// How a user asks for a Python, with `--python` or with `PYTHON` in the environment.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Any of this version.
    Version(Version),
    /// This program: a path, or a name to look up on PATH.
    Program(PathBuf),
}

impl Request {
    /// Reads a version such as `3.13`, a path, or the name of a program. The error is a sentence
    /// for the user.
    pub fn parse(text: &str) -> std::result::Result<Self, String> {
        if let Ok(version) = text.parse::<Version>() {
            if version.minor < OLDEST_MINOR {
                return Err(format!(
                    "Python {version} is too old: 3.{OLDEST_MINOR} or later is needed"
                ));
            }
            return Ok(Self::Version(version));
        }
        if text.chars().all(|c| c.is_ascii_digit() || c == '.') {
            return Err(format!(
                "`{text}` is no version of Python in the form 3.N (nor a program)"
            ));
        }
        Ok(Self::Program(text.into()))
    }
}

/// The Pythons to use.
#[derive(Debug, PartialEq)]
pub struct Selection {
    /// The one that `.venv` belongs to.
    pub default: Interpreter,
    /// Those to test with; at least one.
    pub chosen: Vec<Interpreter>,
    /// Those that would have been tested if they were here.
    pub missing: Vec<Version>,
}

/// Chooses the Pythons to test with: those requested, or else the usual set, of which `quick`
/// leaves only the default one.
pub fn select(requests: &[Request], quick: bool) -> Result<Selection> {
    if requests.is_empty() {
        let usual: &[Version] = if quick { &[] } else { &USUAL };
        return Ok(usual_set(default_python()?, usual, find_version));
    }
    let chosen = find_all(requests)?;
    Ok(Selection {
        default: default_python().unwrap_or_else(|_| chosen[0].clone()),
        chosen,
        missing: Vec::new(),
    })
}

/// Chooses the Pythons to measure on, and says which would have been chosen if they were here:
/// those requested, or else two usual ones, or else the default one.
pub fn select_to_measure(requests: &[Request]) -> Result<(Vec<Interpreter>, Vec<Version>)> {
    if !requests.is_empty() {
        return Ok((find_all(requests)?, Vec::new()));
    }
    let mut chosen: Vec<_> = MEASURED.iter().filter_map(|&version| find_version(version)).collect();
    let here = |version: &Version| chosen.iter().any(|python| python.version == *version);
    let missing = MEASURED.into_iter().filter(|version| !here(version)).collect();
    if chosen.is_empty() {
        chosen.push(default_python()?);
    }
    Ok((chosen, missing))
}

fn find_version(version: Version) -> Option<Interpreter> {
    find(&Request::Version(version)).ok()
}

/// Each once, in order; at least one if anything was requested.
fn find_all(requests: &[Request]) -> Result<Vec<Interpreter>> {
    let mut chosen: Vec<Interpreter> = Vec::new();
    for request in requests {
        let python = find(request)?;
        if !chosen.iter().any(|other| other.same_as(&python)) {
            chosen.push(python);
        }
    }
    Ok(chosen)
}

fn usual_set(
    default: Interpreter,
    usual: &[Version],
    find: impl Fn(Version) -> Option<Interpreter>,
) -> Selection {
    let mut chosen = vec![default.clone()];
    let mut missing = Vec::new();
    for &version in usual {
        if version != default.version {
            match find(version) {
                Some(python) => chosen.push(python),
                None => missing.push(version),
            }
        }
    }
    Selection { default, chosen, missing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::tests::fake;

    #[test]
    fn requests() {
        assert_eq!(Request::parse("3.13"), Ok(Request::Version(Version::new(13))));
        for program in ["python3.13", "./python", "/usr/bin/python3", "pypy3"] {
            assert_eq!(Request::parse(program), Ok(Request::Program(program.into())));
        }
        for mistake in ["", "3", "3.13.0", "313", "2.7", "3.8"] {
            assert!(Request::parse(mistake).is_err(), "`{mistake}` was accepted");
        }
    }

    #[test]
    fn usual_set_has_each_version_once() {
        let default = fake("3.11", "/usr");
        let find = |version: Version| match version.minor {
            11 => Some(fake("3.11", "/opt/another")),
            13 => Some(fake("3.13", "/opt/13")),
            _ => None,
        };
        let selection = usual_set(default.clone(), &USUAL, find);
        let expected = Selection {
            default: default.clone(),
            chosen: vec![default, fake("3.13", "/opt/13")],
            missing: vec![Version::new(9)],
        };
        assert_eq!(selection, expected);
    }

    #[test]
    fn free_threaded_default_does_not_stand_for_the_usual_one() {
        let default = fake("3.13t", "/opt/13t");
        let find = |version: Version| Some(fake(&version.to_string(), "/opt"));
        let selection = usual_set(default, &USUAL, find);
        let chosen: Vec<_> = selection.chosen.iter().map(|p| p.version.to_string()).collect();
        assert_eq!(chosen, ["3.13t", "3.9", "3.11", "3.13"]);
    }
}
