//! Classes with builders.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use pyo3::prelude::*;
use pyo3::types::PyList;
use pyo3_classes::{PyBuilder, PyDataClass};

use crate::skipped::Counted;

/// A server to connect to.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Server {
    /// Where it is.
    #[field(min_length = 1)]
    host: String,
    #[field(ge = 1, le = 65535)]
    port: u32,
    #[field(default)]
    tags: Vec<String>,
    #[field(default = 30.0, gt = 0.0)]
    timeout: f64,
}

/// The options of builders, each on a field of its own.
#[derive(PyDataClass, PyBuilder, Clone, Debug, PartialEq)]
#[pybuilder(name = "LoginMaker", prefix = "with_", validate = Login::has_a_way_in)]
#[dataclass(post_init = Login::complete, validate = Login::fits)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub struct Login {
    #[field(min_length = 2)]
    #[pybuilder(set_once)]
    user: String,
    #[field(secret, default, max_length = 8)]
    password: String,
    #[field(default)]
    key: Option<Vec<u8>>,
    #[field(alias = "mail", default)]
    email: Option<String>,
    #[field(default = 3, ge = 0)]
    #[pybuilder(name = "level", convert = level_of)]
    rank: i64,
    #[field(default = "made by a builder")]
    #[pybuilder(skip)]
    origin: String,
    #[field(init = false, default)]
    label: String,
    #[field(skip, default)]
    cache: Option<String>,
}

fn level_of(text: String) -> Result<i64, String> {
    match text.as_str() {
        "user" => Ok(1),
        "admin" => Ok(9),
        "broken" => Ok(-1),
        _ => Err(format!("there is no level {text}")),
    }
}

impl Login {
    fn has_a_way_in(draft: &LoginDraft) -> Result<(), String> {
        let user = draft.user().map_or("", String::as_str);
        match (draft.password(), draft.key()) {
            (None, None) => Err(format!("'{user}' has neither password nor key")),
            _ => Ok(()),
        }
    }

    fn complete(&mut self) {
        self.label = format!("{}#{}", self.user, self.rank);
        self.cache = Some(self.label.to_uppercase());
    }

    fn fits(&self) -> Result<(), String> {
        if self.user == self.password { Err("the password is the user".to_owned()) } else { Ok(()) }
    }
}

/// What a field that Python does not see has.
#[pyfunction]
pub fn cache_of(login: &Login) -> Option<&str> {
    login.cache.as_deref()
}

/// Defaults that break the rules.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(module = "pyo3_classes_fixture")]
pub struct Misconfigured {
    name: String,
    #[field(default = words(0), min_length = 1)]
    words: Vec<String>,
    #[field(default = low(), ge = 10)]
    limit: i64,
}

fn words(count: usize) -> Vec<String> {
    vec![String::new(); count]
}

fn low() -> i64 {
    1
}

/// Python objects.
#[derive(PyDataClass, PyBuilder)]
#[pyclass(module = "pyo3_classes_fixture", subclass, weakref)]
pub struct Crate {
    any: Py<PyAny>,
    #[field(default)]
    other: Option<Py<PyAny>>,
    #[field(default)]
    list: Option<Py<PyList>>,
    #[field(default)]
    many: Vec<Py<PyAny>>,
    #[field(default)]
    named: BTreeMap<String, Py<PyAny>>,
}

/// Many fields, of many sizes and alignments.
#[derive(PyDataClass, PyBuilder, Clone, Debug, PartialEq)]
#[pyclass(module = "pyo3_classes_fixture")]
pub struct Broad {
    flag: bool,
    tiny: u8,
    letter: char,
    small: i16,
    #[field(ge = -1_000_000, le = 1_000_000)]
    medium: i32,
    large: i64,
    unsigned: u64,
    huge: u128,
    signed_huge: i128,
    single: f32,
    double: f64,
    text: String,
    bytes: Vec<u8>,
    numbers: Vec<i64>,
    matrix: [f64; 32],
    squares: [[u16; 8]; 8],
    pair: (i32, String),
    map: BTreeMap<String, i64>,
    set: BTreeSet<i32>,
    maybe: Option<i64>,
    optional_text: Option<String>,
    nothing: (),
    duration: Duration,
    path: PathBuf,
    boxed: Box<str>,
    #[field(default = 7)]
    last: u8,
}

/// Values that are counted: one that a setter has room for, and one that it has not.
#[derive(PyDataClass, PyBuilder, Clone)]
#[dataclass(validate = Self::has_room)]
#[pyclass(module = "pyo3_classes_fixture")]
pub struct Fleet {
    flagship: Counted,
    ships: [Counted; 16],
    #[field(default = 20, ge = 16)]
    berths: i64,
    #[field(skip, default)]
    dock: Counted,
}

impl Fleet {
    fn has_room(&self) -> Result<(), String> {
        if self.berths == 16 { Err("no berth for the flagship".to_owned()) } else { Ok(()) }
    }
}
