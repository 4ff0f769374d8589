//! The help texts of the command line.

/// Shown after a mistake on the command line.
pub const SHORT_USAGE: &str = "\
usage: cargo xtask <task> [options]
`cargo xtask --help` says what each does";

pub const HELP: &str = "\
The chores of this workspace.

usage: cargo xtask <task> [options]

tasks:
  test       all tests: Rust, then Python on each Python found, then the examples
  demo       build examples/data_class and run its demo.py
  lint       rustfmt, clippy and rustdoc, each without a warning
  msrv       hold the crates and their dependencies to rust-version in Cargo.toml
  stubs      write the examples' stub files
  asan       the Python tests with the address sanitizer
  memcheck   some of the Python tests in valgrind's memcheck: leaks too
  fuzz       mutated inputs for what reads JSON, MessagePack, TOML and YAML
  bench      measure the classes beside hand-written PyO3 and the Python peers
  callgrind  count instructions with valgrind and compare them with those that are kept
  help       `help <task>` says more about one of them

options:
  -h, --help    this text, or that of the task it follows

The default Python is $PYTHON if that is set, or else python3 on PATH.
";

pub const HELP_TEST: &str = "\
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

pub const HELP_DEMO: &str = "\
Builds examples/data_class in release mode into .venv and runs its demo.py.

usage: cargo xtask demo

Ends with the exit status of demo.py. Uses the default Python: $PYTHON if that is set, or else
python3 on PATH.
";

pub const HELP_LINT: &str = "\
Runs rustfmt (as a check), clippy and rustdoc on the whole workspace; any warning fails.

usage: cargo xtask lint
";

pub const HELP_MSRV: &str = "\
Holds the crates and their dependencies to rust-version in Cargo.toml.

usage: cargo xtask msrv

  1. with that Rust: cargo check of the published crates, if rustup has that toolchain
  2. with any Rust: no dependency of pyo3-classes (normal or build, with all features) may
     declare a higher rust-version
";

pub const HELP_STUBS: &str = "\
Writes the stub files (.pyi) of tests/stubs and of each example.

usage: cargo xtask stubs [FOLDER]

Into FOLDER, or else target/stubs: a folder for each module. Builds with the feature
pyo3-classes/stubs, and so compiles PyO3 once more. Uses the default Python: $PYTHON if that is
set, or else python3 on PATH.
";

pub const HELP_BENCH: &str = "\
Measures the generated classes beside hand-written PyO3 and the Python peers.

usage: cargo xtask bench [--quick] [--python <PYTHON>]... [--only <ROWS>]... [--rounds <N>]
       cargo xtask bench --scale [--python <PYTHON>]

options:
  --quick              one Python, fewer rounds and instances, and no compile times
  --python <PYTHON>    measure on this Python instead of 3.11 and 3.13; may be repeated.
                       A version, a program on PATH, or a path; 3.10 or later
  --only <ROWS>        only the rows whose name begins so; may be repeated. A section (r1,
                       r1-frozen, r2, r2-frozen, r2-text, r2-checked, r20, nested, enum, memory,
                       compile), or a row of one: r1/construct, r2-frozen/hash
  --rounds <N>         how many rounds of measurements; 100 if not given, 40 with --quick
  --scale              instead: up to ten million records, and a module with a thousand classes;
                       takes some ten minutes and 8 GB of memory

Builds benches/ext with each Python, in release mode with fat LTO, into target/bench/<version>
and target/venvs/<version>-bench, and runs benches/python. Prints what was reached of the goals
and writes the whole report, with a chart for each Python: to benches/RESULTS.md without options,
to benches/SCALE.md with --scale, and else to target/bench/RESULTS.md.
";

pub const HELP_CALLGRIND: &str = "\
Counts the instructions of each operation with valgrind's callgrind.

usage: cargo xtask callgrind [--update | --if-comparable] [--python <PYTHON>]

options:
  --update             keep the counts, instead of comparing with those that are kept
  --if-comparable      pass, and say why, where there is no valgrind or another Python, compiler
                       or C library than the counts were kept with; CI does this
  --python <PYTHON>    with this Python instead of 3.11

Builds benches/ext as `cargo xtask bench` does. The counts are kept in
benches/callgrind-<version>.json; one that is more than 3 % higher fails. They hardly depend on
what else the machine does, but on the exact Python, the compiler and the C library, which are
kept with them: where these are others, keep your own before a change, and compare after.
";

pub const HELP_ASAN: &str = "\
Runs the Python tests with the address sanitizer. Linux on x86-64 or ARM64.

usage: cargo xtask asan [--python <PYTHON>]

Compiles tests/ with -Zsanitizer=address into target/asan, and runs pytest tests/python with
Python's own allocator off, so that the sanitizer sees each object. Needs gcc's libasan (Debian,
Ubuntu: apt install gcc). Uses the default Python unless another one is given. Leaks are not looked
for: `cargo xtask memcheck` does.
";

pub const HELP_MEMCHECK: &str = "\
Runs some of the Python tests in valgrind's memcheck, and fails at what it finds.

usage: cargo xtask memcheck [--python <PYTHON>]

Builds tests/ as `cargo xtask test` does, and runs the files of tests/python that
tests/memcheck/memcheck.py names, with Python's own allocator off. What fails:

  - an invalid read, write or free, wherever it happens
  - an uninitialised value that is used in the extension or in what it calls
  - a block that nothing refers to any more, allocated by the extension or by what it called

tests/memcheck/python.supp has what is let pass. Needs valgrind (Debian, Ubuntu: apt install
valgrind), and some ten minutes. Uses the default Python unless another one is given.
";

pub const HELP_FUZZ: &str = "\
Gives mutated inputs to what reads JSON, MessagePack, TOML, YAML and dicts.

usage: cargo xtask fuzz [--minutes <N>] [--seed <N>] [--python <PYTHON>]

options:
  --minutes <N>        for how long, over all of them (default: 10)
  --seed <N>           make the same inputs again; the seed of a run is printed at its start

tests/rust/fuzz says what must hold. An input for which it does not is in target/tmp, named
fuzz-last-... after the decoder: put it into tests/rust/fuzz/corpus once what it found is mended.
Uses the default Python unless another one is given.
";
