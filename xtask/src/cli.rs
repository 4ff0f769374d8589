//! The command line: what was asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt as _};

use crate::choice::Request;
use crate::help::{
    HELP, HELP_ASAN, HELP_BENCH, HELP_CALLGRIND, HELP_DEMO, HELP_FUZZ, HELP_LINT, HELP_MEMCHECK,
    HELP_MSRV, HELP_STUBS, HELP_TEST,
};

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
    /// What is measured, and on which Pythons.
    Bench(BenchOptions),
    /// Instructions, counted and compared.
    Callgrind(CallgrindOptions),
    /// The Python tests with the address sanitizer, on this Python or else the default one.
    Asan(Option<Request>),
    /// Mutated inputs, for how long and of which seed.
    Fuzz(FuzzOptions),
    /// Some of the Python tests in valgrind's memcheck, on this Python or else the default one.
    Memcheck(Option<Request>),
}

/// The options of `cargo xtask test`.
#[derive(Debug, Default, PartialEq)]
pub struct TestOptions {
    /// Leave out the other Pythons and the abi3 build.
    pub quick: bool,
    /// The Pythons to use in place of the usual set; empty for the usual set.
    pub pythons: Vec<Request>,
}

/// The options of `cargo xtask bench`.
#[derive(Debug, Default, PartialEq)]
pub struct BenchOptions {
    /// Measure on one Python, less closely, and without compile times.
    pub quick: bool,
    /// The Pythons to use in place of the usual ones; empty for these.
    pub pythons: Vec<Request>,
    /// What the names of the rows to measure begin with; empty for all rows.
    pub only: Vec<String>,
    /// How many rounds of measurements.
    pub rounds: Option<u32>,
    /// Measure millions of records and a thousand classes, and nothing else.
    pub scale: bool,
}

/// The options of `cargo xtask callgrind`.
#[derive(Debug, Default, PartialEq)]
pub struct CallgrindOptions {
    /// Keep the counts instead of comparing with those that are kept.
    pub update: bool,
    /// Do nothing where counts would say nothing beside those that are kept.
    pub if_comparable: bool,
    /// The Python to use in place of the first of those that are measured on.
    pub python: Option<Request>,
}

/// The options of `cargo xtask fuzz`.
#[derive(Debug, PartialEq)]
pub struct FuzzOptions {
    /// How long, over all decoders.
    pub minutes: u64,
    /// What the mutations follow from; another each time if it is not given.
    pub seed: Option<u64>,
    /// The Python to use in place of the default one.
    pub python: Option<Request>,
}

impl Default for FuzzOptions {
    fn default() -> Self {
        Self { minutes: 10, seed: None, python: None }
    }
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
        "bench" => parse_bench(&mut parser),
        "callgrind" => parse_callgrind(&mut parser),
        "asan" => parse_with_python(&mut parser, Task::Asan, HELP_ASAN),
        "fuzz" => parse_fuzz(&mut parser),
        "memcheck" => parse_with_python(&mut parser, Task::Memcheck, HELP_MEMCHECK),
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
                Some("bench") => HELP_BENCH,
                Some("callgrind") => HELP_CALLGRIND,
                Some("asan") => HELP_ASAN,
                Some("fuzz") => HELP_FUZZ,
                Some("memcheck") => HELP_MEMCHECK,
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
            Arg::Long("python") => options.pythons.push(Request::parse(&value(parser)?)?),
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

fn parse_bench(parser: &mut Parser) -> Result<Task, String> {
    let mut options = BenchOptions::default();
    while let Some(arg) = parser.next().map_err(text)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help(HELP_BENCH)),
            Arg::Long("quick") => options.quick = true,
            Arg::Long("python") => options.pythons.push(Request::parse(&value(parser)?)?),
            Arg::Long("scale") => options.scale = true,
            Arg::Long("only") => options.only.push(value(parser)?),
            Arg::Long("rounds") => {
                let rounds = value(parser)?;
                let parsed = rounds.parse().ok().filter(|&rounds| rounds > 0);
                options.rounds = Some(parsed.ok_or(format!("`{rounds}` is no number of rounds"))?);
            }
            other => return Err(text(other.unexpected())),
        }
    }
    if options.scale && (options.quick || !options.only.is_empty() || options.rounds.is_some()) {
        return Err("--scale measures all of one thing: only --python goes with it".to_owned());
    }
    Ok(Task::Bench(options))
}

fn parse_callgrind(parser: &mut Parser) -> Result<Task, String> {
    let mut options = CallgrindOptions::default();
    while let Some(arg) = parser.next().map_err(text)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help(HELP_CALLGRIND)),
            Arg::Long("update") => options.update = true,
            Arg::Long("if-comparable") => options.if_comparable = true,
            Arg::Long("python") => options.python = Some(Request::parse(&value(parser)?)?),
            other => return Err(text(other.unexpected())),
        }
    }
    if options.update && options.if_comparable {
        return Err("--update keeps the counts, and so compares nothing".to_owned());
    }
    Ok(Task::Callgrind(options))
}

fn parse_fuzz(parser: &mut Parser) -> Result<Task, String> {
    let mut options = FuzzOptions::default();
    while let Some(arg) = parser.next().map_err(text)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help(HELP_FUZZ)),
            Arg::Long("minutes") => {
                let minutes = value(parser)?;
                let parsed = minutes.parse().ok().filter(|&minutes| minutes > 0);
                options.minutes = parsed.ok_or(format!("`{minutes}` is no number of minutes"))?;
            }
            Arg::Long("seed") => {
                let seed = value(parser)?;
                options.seed = Some(seed.parse().map_err(|_| format!("`{seed}` is no seed"))?);
            }
            Arg::Long("python") => options.python = Some(Request::parse(&value(parser)?)?),
            other => return Err(text(other.unexpected())),
        }
    }
    Ok(Task::Fuzz(options))
}

/// For a task that has no options but `--python` and `--help`.
fn parse_with_python(
    parser: &mut Parser,
    task: fn(Option<Request>) -> Task,
    help: &'static str,
) -> Result<Task, String> {
    let mut python = None;
    while let Some(arg) = parser.next().map_err(text)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help(help)),
            Arg::Long("python") => python = Some(Request::parse(&value(parser)?)?),
            other => return Err(text(other.unexpected())),
        }
    }
    Ok(task(python))
}

fn value(parser: &mut Parser) -> Result<String, String> {
    parser.value().map_err(text)?.string().map_err(text)
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
    fn options_of_bench() {
        assert_eq!(parse("bench"), Ok(Task::Bench(BenchOptions::default())));
        let line = "bench --quick --only r1 --only=r2/construct --rounds 10 --python 3.13";
        let expected = BenchOptions {
            quick: true,
            pythons: vec![Request::parse("3.13").unwrap()],
            only: vec!["r1".to_owned(), "r2/construct".to_owned()],
            rounds: Some(10),
            scale: false,
        };
        assert_eq!(parse(line), Ok(Task::Bench(expected)));
        let expected = BenchOptions { scale: true, ..BenchOptions::default() };
        assert_eq!(parse("bench --scale"), Ok(Task::Bench(expected)));
    }

    #[test]
    fn options_of_what_runs_in_tools() {
        let python = Request::parse("3.13").ok();
        let expected = CallgrindOptions { update: true, if_comparable: false, python };
        assert_eq!(parse("callgrind --update --python 3.13"), Ok(Task::Callgrind(expected)));
        assert_eq!(parse("callgrind"), Ok(Task::Callgrind(CallgrindOptions::default())));
        let expected = CallgrindOptions { if_comparable: true, ..CallgrindOptions::default() };
        assert_eq!(parse("callgrind --if-comparable"), Ok(Task::Callgrind(expected)));
        let python = Request::parse("3.13").ok();
        assert_eq!(parse("asan --python 3.13"), Ok(Task::Asan(python.clone())));
        assert_eq!(parse("asan"), Ok(Task::Asan(None)));
        assert_eq!(parse("memcheck --python 3.13"), Ok(Task::Memcheck(python)));
        assert_eq!(parse("memcheck"), Ok(Task::Memcheck(None)));
    }

    #[test]
    fn options_of_fuzz() {
        assert_eq!(parse("fuzz"), Ok(Task::Fuzz(FuzzOptions::default())));
        let python = Request::parse("3.13").ok();
        let expected = FuzzOptions { minutes: 3, seed: Some(7), python };
        let line = "fuzz --minutes 3 --seed=7 --python 3.13";
        assert_eq!(parse(line), Ok(Task::Fuzz(expected)));
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
        assert_eq!(parse("bench --quick --help"), Ok(Task::Help(HELP_BENCH)));
        assert_eq!(parse("help bench"), Ok(Task::Help(HELP_BENCH)));
        assert_eq!(parse("callgrind -h"), Ok(Task::Help(HELP_CALLGRIND)));
        assert_eq!(parse("help asan"), Ok(Task::Help(HELP_ASAN)));
        assert_eq!(parse("asan --help"), Ok(Task::Help(HELP_ASAN)));
        assert_eq!(parse("help memcheck"), Ok(Task::Help(HELP_MEMCHECK)));
        assert_eq!(parse("help fuzz"), Ok(Task::Help(HELP_FUZZ)));
        assert_eq!(parse("fuzz -h"), Ok(Task::Help(HELP_FUZZ)));
        assert_eq!(parse("memcheck -h"), Ok(Task::Help(HELP_MEMCHECK)));
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
            "bench r1",
            "bench --rounds 0",
            "bench --rounds many",
            "bench --only",
            "bench --scale --quick",
            "callgrind r1",
            "callgrind --update --if-comparable",
            "asan --python 3.8",
            "memcheck test_copy.py",
            "fuzz json",
            "fuzz --minutes 0",
            "fuzz --seed x",
        ] {
            assert!(parse(line).is_err(), "`{line}` was accepted");
        }
    }
}
