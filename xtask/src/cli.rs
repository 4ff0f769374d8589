//! The command line: what was asked for, and the help texts.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt as _};

use crate::choice::Request;

/// Shown after a mistake on the command line.
pub const SHORT_USAGE: &str = "\
usage: cargo xtask <test|demo|lint|msrv|stubs> [options]
`cargo xtask --help` says what each does";

const HELP: &str = "\
The chores of this workspace.

usage: cargo xtask <task> [options]

tasks:
  test    all tests: Rust, then Python on each Python found, then the examples
  demo    build examples/data_class and run its demo.py
  lint    rustfmt, clippy and rustdoc, each without a warning
  msrv    hold the crates and their dependencies to rust-version in Cargo.toml
  stubs   write the examples' stub files
  help    `help <task>` says more about one of them

options:
  -h, --help    this text, or that of the task it follows

The default Python is $PYTHON if that is set, or else python3 on PATH.
";

const HELP_TEST: &str = "\
Runs all tests: Rust, then Python on each Python found, then the examples.

usage: cargo xtask test [--quick] [--python <PYTHON>]...

options:
  --quick              only one Python (the default one, or those given), and no abi3 build
  --python <PYTHON>    test with this Python instead of the usual set; may be repeated.
                       A version (3.13, or 3.13t for the free-threaded one), a program on
                       PATH, or a path

In this order:
  1. cargo test --workspace, with the first Python
  2. for each Python: tests/ built with maturin, then pytest tests/python
  3. the same again with the first Python, as an abi3 extension
  4. each folder of examples/ with a pyproject.toml: built with maturin, then its own tests/
  5. stub files, with the first Python: mypy, pyright and stubtest on those of tests/stubs and
     the examples

The usual set is the default Python ($PYTHON if that is set, or else python3 on PATH), and one
each of 3.9, 3.11 and 3.13 if found: as python3.N on PATH, among pyenv's versions, or with the
py launcher on Windows.

The default Python's virtual environment is .venv; the others' are in target/venvs. They are
reused, and made anew when they do not work or belong to another Python.
";

const HELP_DEMO: &str = "\
Builds examples/data_class in release mode into .venv and runs its demo.py.

usage: cargo xtask demo

Ends with the exit status of demo.py. Uses the default Python: $PYTHON if that is set, or else
python3 on PATH.
";

const HELP_LINT: &str = "\
Runs rustfmt (as a check), clippy and rustdoc on the whole workspace; any warning fails.

usage: cargo xtask lint
";

const HELP_MSRV: &str = "\
Holds the crates and their dependencies to rust-version in Cargo.toml.

usage: cargo xtask msrv

  1. with that Rust: cargo check of the published crates, if rustup has that toolchain
  2. with any Rust: no dependency of pyo3-classes (normal or build, with all features) may
     declare a higher rust-version
";

const HELP_STUBS: &str = "\
Writes the stub files (.pyi) of tests/stubs and of each example.

usage: cargo xtask stubs [FOLDER]

Into FOLDER, or else target/stubs: a folder for each module. Builds with the feature
pyo3-classes/stubs, and so compiles PyO3 once more. Uses the default Python: $PYTHON if that is
set, or else python3 on PATH.
";

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub enum Task {
    /// Print this text.
    Help(&'static str),
    /// All tests.
    Test(TestOptions),
    /// The example, built and run.
    Demo,
    /// Formatting, clippy and rustdoc.
    Lint,
    /// The oldest Rust we promise.
    Msrv,
    /// Stub files, into this folder.
    Stubs(Option<PathBuf>),
}

/// The options of `cargo xtask test`.
#[derive(Debug, Default, PartialEq)]
pub struct TestOptions {
    /// Leave out the other Pythons and the abi3 build.
    pub quick: bool,
    /// The Pythons to use in place of the usual set; empty for the usual set.
    pub pythons: Vec<Request>,
}

/// Reads the arguments that follow `cargo xtask`. The error is a sentence for the user.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Task, String> {
    let mut parser = Parser::from_args(args.into_iter().collect::<Vec<_>>());
    let task = match parser.next().map_err(text)? {
        Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Task::Help(HELP)),
        Some(Arg::Value(task)) => task.string().map_err(text)?,
        Some(option) => return Err(text(option.unexpected())),
        None => return Err("which task?".to_owned()),
    };
    match task.as_str() {
        "help" => parse_help(&mut parser),
        "test" => parse_test(&mut parser),
        "demo" => parse_plain(&mut parser, Task::Demo, HELP_DEMO),
        "lint" => parse_plain(&mut parser, Task::Lint, HELP_LINT),
        "msrv" => parse_plain(&mut parser, Task::Msrv, HELP_MSRV),
        "stubs" => parse_stubs(&mut parser),
        _ => Err(format!("there is no task `{task}`")),
    }
}

fn parse_help(parser: &mut Parser) -> Result<Task, String> {
    let mut help = HELP;
    if let Some(arg) = parser.next().map_err(text)? {
        help = match arg {
            Arg::Value(task) => match task.to_str() {
                Some("test") => HELP_TEST,
                Some("demo") => HELP_DEMO,
                Some("lint") => HELP_LINT,
                Some("msrv") => HELP_MSRV,
                Some("stubs") => HELP_STUBS,
                _ => return Err(format!("there is no task `{}`", task.display())),
            },
            other => return Err(text(other.unexpected())),
        };
    }
    parse_plain(parser, Task::Help(help), HELP)
}

fn parse_test(parser: &mut Parser) -> Result<Task, String> {
    let mut options = TestOptions::default();
    while let Some(arg) = parser.next().map_err(text)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help(HELP_TEST)),
            Arg::Long("quick") => options.quick = true,
            Arg::Long("python") => {
                let value = parser.value().map_err(text)?.string().map_err(text)?;
                options.pythons.push(Request::parse(&value)?);
            }
            other => return Err(text(other.unexpected())),
        }
    }
    Ok(Task::Test(options))
}

fn parse_stubs(parser: &mut Parser) -> Result<Task, String> {
    match parser.next().map_err(text)? {
        None => Ok(Task::Stubs(None)),
        Some(Arg::Value(folder)) => {
            let folder = PathBuf::from(folder);
            parse_plain(parser, Task::Stubs(Some(folder)), HELP_STUBS)
        }
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Task::Help(HELP_STUBS)),
        Some(other) => Err(text(other.unexpected())),
    }
}

/// For a task that has no options but `--help`.
fn parse_plain(parser: &mut Parser, task: Task, help: &'static str) -> Result<Task, String> {
    match parser.next().map_err(text)? {
        None => Ok(task),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Task::Help(help)),
        Some(other) => Err(text(other.unexpected())),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err(text)`")]
fn text(error: lexopt::Error) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Task, String> {
        super::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn tasks_without_options() {
        assert_eq!(parse("demo"), Ok(Task::Demo));
        assert_eq!(parse("lint"), Ok(Task::Lint));
        assert_eq!(parse("msrv"), Ok(Task::Msrv));
        assert_eq!(parse("stubs"), Ok(Task::Stubs(None)));
        assert_eq!(parse("stubs out"), Ok(Task::Stubs(Some("out".into()))));
    }

    #[test]
    fn options_of_test() {
        assert_eq!(parse("test"), Ok(Task::Test(TestOptions::default())));
        let Ok(Task::Test(options)) = parse("test --python 3.13 --quick --python=./py") else {
            panic!("not read as `test`");
        };
        assert!(options.quick);
        let expected = ["3.13", "./py"].map(|python| Request::parse(python).unwrap());
        assert_eq!(options.pythons, expected);
    }

    #[test]
    fn help_for_each_task() {
        assert_eq!(parse("--help"), Ok(Task::Help(HELP)));
        assert_eq!(parse("help"), Ok(Task::Help(HELP)));
        assert_eq!(parse("help test"), Ok(Task::Help(HELP_TEST)));
        assert_eq!(parse("test --quick -h"), Ok(Task::Help(HELP_TEST)));
        assert_eq!(parse("msrv --help"), Ok(Task::Help(HELP_MSRV)));
        assert_eq!(parse("stubs --help"), Ok(Task::Help(HELP_STUBS)));
        assert_eq!(parse("help stubs"), Ok(Task::Help(HELP_STUBS)));
    }

    #[test]
    fn mistakes() {
        for line in [
            "",
            "tset",
            "--quick",
            "help tset",
            "help test lint",
            "test --fast",
            "test 3.13",
            "test --python",
            "test --python 3.8",
            "lint --quick",
            "demo demo.py",
            "stubs a b",
        ] {
            assert!(parse(line).is_err(), "`{line}` was accepted");
        }
    }
}
