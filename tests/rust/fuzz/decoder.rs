//! The decoders, and what must hold of each input.

use std::fs;
use std::io::{Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::memory;
use super::words::{JSON, MSGPACK, TOML, YAML};

/// A method that reads bytes, and the one that writes what it has read.
pub struct Decoder {
    pub name: &'static str,
    read: &'static str,
    write: &'static str,
    corpus: &'static str,
    /// What means something in the format.
    pub words: &'static [&'static [u8]],
}

macro_rules! decoders {
    ($($name:literal: $read:literal, $write:literal, $corpus:literal, $words:expr;)*) => {
        pub const DECODERS: &[Decoder] = &[$(Decoder {
            name: $name,
            read: $read,
            write: $write,
            corpus: $corpus,
            words: $words,
        }),*];
    };
}

decoders! {
    "json": "from_json", "to_json", "json", JSON;
    "json_list": "from_json_list", "to_json_list", "json", JSON;
    "msgpack": "from_msgpack", "to_msgpack", "msgpack", MSGPACK;
    "msgpack_list": "from_msgpack_list", "to_msgpack_list", "msgpack", MSGPACK;
    "toml": "from_toml", "to_toml", "toml", TOML;
    "yaml": "from_yaml", "to_yaml", "yaml", YAML;
    "yaml_list": "from_yaml_list", "to_yaml_list", "yaml", YAML;
    "dict": "from_dict", "to_dict", "json", JSON;
    "arrow": "from_arrow", "to_arrow", "json", JSON;
}

/// What an input did. Those that do what others did are not kept.
#[derive(PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Each class that took it.
    Accepted(Vec<bool>),
    /// The types of the problems and where they are.
    Rejected(String),
}

/// The class whose instances equal what they were written from: no float in it may be NaN.
const NODE: &str = "FormatsNode";

/// Enums are here by each of the ways to tell their variants.
const READ_AS: [&str; 8] = [
    "FormatsKinds",
    "FormatsChild",
    NODE,
    "RulesMoments",
    "RulesMaps",
    "RulesEvent",
    "RulesShape",
    "RulesCommand",
];

/// Those that tables of Arrow are read as.
const WITH_COLUMNS: [&str; 3] = ["FormatsLine", "ArrowRecord", "RulesColumns"];

/// The classes that everything is read as.
pub struct Classes<'py> {
    read_as: Vec<Bound<'py, PyAny>>,
    with_columns: Vec<Bound<'py, PyAny>>,
    node: Bound<'py, PyAny>,
    validation_error: Bound<'py, PyAny>,
    loads: Bound<'py, PyAny>,
}

/// Starts Python with the fixture in it. One test at a time: who waits for the interpreter is not slow.
pub fn with_classes(run: impl FnOnce(Classes<'_>)) {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    Python::attach(|py| {
        let classes = Classes::new(py).unwrap_or_else(|error| panic!("{error}"));
        run(classes);
    });
}

impl<'py> Classes<'py> {
    fn new(py: Python<'py>) -> PyResult<Self> {
        let fixture = pyo3::wrap_pymodule!(pyo3_classes_fixture::pyo3_classes_fixture)(py);
        let fixture = fixture.bind(py);
        let classes = |names: &[&str]| {
            names.iter().map(|name| fixture.getattr(name)).collect::<PyResult<Vec<_>>>()
        };
        Ok(Self {
            read_as: classes(&READ_AS)?,
            with_columns: classes(&WITH_COLUMNS)?,
            node: fixture.getattr(NODE)?,
            validation_error: fixture.getattr("ValidationError")?,
            loads: py.import("json")?.getattr("loads")?,
        })
    }
}

impl Classes<'_> {
    /// With the first of them alone, where inputs are long.
    pub fn few(mut self) -> Self {
        self.read_as.truncate(3);
        self
    }
}

impl Decoder {
    /// What the repository keeps.
    pub fn corpus(&self) -> Vec<Vec<u8>> {
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("rust/fuzz/corpus").join(self.corpus);
        let files =
            fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut paths: Vec<_> =
            files.map(|file| file.expect("a corpus is readable").path()).collect();
        // One order on all machines: the seed says the rest.
        paths.sort();
        paths.iter().map(|path| fs::read(path).expect("a corpus is readable")).collect()
    }

    /// Reads an input as each of the classes. Panics if something is not as it must be; the input is then in
    /// `target/fuzz`.
    pub fn run(&self, classes: &Classes<'_>, input: &[u8]) -> Outcome {
        LAST.with_borrow_mut(|last| last.write(self.name, input));
        let checked = catch_unwind(AssertUnwindSafe(|| self.check(classes, input)));
        checked.unwrap_or_else(|panic| {
            eprintln!(
                "{} failed on the {} bytes in {}",
                self.read,
                input.len(),
                last(self.name).display()
            );
            resume_unwind(panic)
        })
    }

    fn check(&self, classes: &Classes<'_>, input: &[u8]) -> Outcome {
        let mut accepted = Vec::new();
        let mut problems = String::new();
        for class in self.classes(classes) {
            let start = Instant::now();
            let (read, bytes) = memory::peak_of(|| self.read(classes, class, input));
            let took = start.elapsed();
            assert!(took < most_time(input), "{took:?} for {} bytes", input.len());
            assert!(bytes < most_bytes(input), "{bytes} bytes for {}", input.len());
            let bytes = memory::peak_of_process().unwrap_or(0);
            assert!(bytes < MOST_OF_PROCESS, "{bytes} bytes of the process");
            match read {
                Ok(read) => {
                    accepted.push(true);
                    self.write_again(classes, class, &read);
                }
                Err(error) => {
                    accepted.push(false);
                    problems.push_str(&problems_of(classes, class.py(), &error));
                }
            }
        }
        if problems.is_empty() { Outcome::Accepted(accepted) } else { Outcome::Rejected(problems) }
    }

    fn is_arrow(&self) -> bool {
        self.read == "from_arrow"
    }

    fn classes<'a, 'py>(&self, classes: &'a Classes<'py>) -> &'a [Bound<'py, PyAny>] {
        if self.is_arrow() { &classes.with_columns } else { &classes.read_as }
    }

    fn read<'py>(
        &self,
        classes: &Classes<'py>,
        class: &Bound<'py, PyAny>,
        input: &[u8],
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut data = PyBytes::new(class.py(), input).into_any();
        if self.read == "from_dict" {
            // What Python itself does not read is nothing for us.
            data = classes
                .loads
                .call1((data,))
                .unwrap_or_else(|_| class.py().None().into_bound(class.py()));
        }
        if self.is_arrow() {
            // A table of whichever class can make one, for each to read.
            let table = classes.with_columns.iter().find_map(|class| {
                let instances = class.call_method1("from_json_list", (&data,)).ok()?;
                class.call_method1(self.write, (instances,)).ok()
            });
            match table {
                Some(table) => data = table,
                // What is no list of instances makes no table.
                None => return class.call_method1("from_json_list", (data,)),
            }
        }
        class.call_method1(self.read, (data,))
    }

    /// What has been read can be written, and that can be read.
    fn write_again<'py>(
        &self,
        classes: &Classes<'py>,
        class: &Bound<'py, PyAny>,
        read: &Bound<'py, PyAny>,
    ) {
        let py = class.py();
        let written = if self.write.ends_with("_list") || self.is_arrow() {
            class.call_method1(self.write, (read,))
        } else {
            read.call_method0(self.write)
        };
        let written = match written {
            Ok(written) => written,
            // TOML has not every value.
            Err(error) => {
                let is_right = self.name == "toml" && error.is_instance_of::<PyValueError>(py);
                assert!(is_right, "{}: {error}", self.write);
                return;
            }
        };
        match class.call_method1(self.read, (written,)) {
            Ok(again) => {
                // A float may be NaN, which equals nothing.
                let is_same = again.eq(read).unwrap_or(false) || !class.is(&classes.node);
                assert!(is_same, "{read:?} became {again:?}");
            }
            Err(error) => panic!("{} does not read what {} wrote: {error}", self.read, self.write),
        }
    }
}

/// Types and places of an exception's problems.
fn problems_of(classes: &Classes<'_>, py: Python<'_>, error: &PyErr) -> String {
    let value = error.value(py);
    assert!(error.is_instance_of::<PyValueError>(py), "{error}");
    assert!(!value.str().expect("an error has a text").is_empty().unwrap_or(true), "{error}");
    if !value.is_instance(&classes.validation_error).unwrap_or(false) {
        return value.get_type().to_string();
    }
    let problems = value.call_method0(intern!(py, "errors")).expect("problems can be listed");
    let mut shown = String::new();
    for problem in problems.try_iter().expect("they are a list").take(20) {
        let problem = problem.expect("the list is whole");
        for key in ["type", "loc"] {
            let part = problem.get_item(key).expect("a problem has type and place");
            shown.push_str(
                &part.repr().map_or_else(|error| error.to_string(), |part| part.to_string()),
            );
        }
    }
    shown
}

/// Python's objects count here as well.
const MOST_OF_PROCESS: usize = 1 << 30;

/// Seconds, for what takes milliseconds: others use the machine too.
fn most_time(input: &[u8]) -> Duration {
    Duration::from_secs(5) + Duration::from_micros(3 * input.len() as u64)
}

/// A promised length makes no room; what is there makes some.
fn most_bytes(input: &[u8]) -> usize {
    (4 << 20) + 400 * input.len()
}

thread_local! {
    static LAST: std::cell::RefCell<Last> = const { std::cell::RefCell::new(Last(None)) };
}

/// The last input, in a file: what aborts leaves nothing else.
struct Last(Option<(&'static str, fs::File)>);

fn last(decoder: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-last-{decoder}"))
}

impl Last {
    fn write(&mut self, decoder: &'static str, input: &[u8]) {
        if self.0.as_ref().is_none_or(|(of, _)| *of != decoder) {
            self.0 = fs::File::create(last(decoder)).ok().map(|file| (decoder, file));
        }
        if let Some((_, file)) = &mut self.0 {
            let written = file.rewind().and_then(|()| file.write_all(input));
            written.and_then(|()| file.set_len(input.len() as u64)).expect("target is writable");
        }
    }
}
