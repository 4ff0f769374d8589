//! Classes whose builders take parts of values: items one by one, nested objects, other types.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use hashbrown::{HashMap as BrownMap, HashSet as BrownSet};
use indexmap::{IndexMap, IndexSet};
use pyo3::types::PyList;
use pyo3::{Py, PyAny, pyclass};
use pyo3_classes::{PyBuilder, PyDataClass};
use smallvec::SmallVec;

/// Each kind of collection.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Gathered {
    #[field(default)]
    #[pybuilder(each = "item")]
    items: Vec<i64>,
    #[field(default)]
    #[pybuilder(each = "member")]
    members: HashSet<String>,
    #[field(default)]
    #[pybuilder(each = "sorted_member")]
    sorted_members: BTreeSet<i64>,
    #[field(default)]
    #[pybuilder(each = "label")]
    labels: HashMap<String, i64>,
    #[field(default)]
    #[pybuilder(each = "sorted_label")]
    sorted_labels: BTreeMap<i64, String>,
    #[field(default)]
    #[pybuilder(each = "chance")]
    perhaps: Option<Vec<i64>>,
    #[field(default)]
    #[pybuilder(each = "entry")]
    entries: Option<HashMap<String, Vec<i64>>>,
    #[field(default)]
    #[pybuilder(each = "small")]
    smalls: SmallVec<[i64; 2]>,
    #[field(default)]
    #[pybuilder(each = "ranked")]
    ranking: IndexMap<String, i64>,
    #[field(default)]
    #[pybuilder(each = "seen")]
    seen_in_order: IndexSet<String>,
    #[field(default)]
    #[pybuilder(each = "brown")]
    browns: BrownMap<String, i64>,
    #[field(default)]
    #[pybuilder(each = "brown_item")]
    brown_items: BrownSet<i64>,
}

/// Collections with rules.
#[derive(PyDataClass, PyBuilder)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Ruled {
    #[field(min_length = 1, max_length = 3, each(ge = 0, le = 9))]
    #[pybuilder(each = "digit")]
    digits: Vec<i64>,
    #[field(default, max_length = 2, key(min_length = 1), value(gt = 0))]
    #[pybuilder(each = "price")]
    prices: HashMap<String, i64>,
    #[field(default, max_length = 2)]
    #[pybuilder(each = "tag")]
    tags: Option<HashSet<String>>,
    #[field(default, secret, each(min_length = 3))]
    #[pybuilder(each = "token")]
    tokens: Vec<String>,
    #[field(default, validate = ascending)]
    #[pybuilder(each = "step")]
    steps: Vec<i64>,
    #[field(default = vec![7])]
    #[pybuilder(each = "number", name = "given")]
    numbers: Vec<i64>,
    #[field(default)]
    #[pybuilder(each = "object")]
    objects: Vec<Py<PyAny>>,
}

fn ascending(steps: &[i64]) -> Result<(), String> {
    if steps.is_sorted() { Ok(()) } else { Err("must ascend".to_owned()) }
}

/// What is nested.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Tls {
    #[field(min_length = 1)]
    cert: String,
    #[field(default = 443, ge = 1, le = 65535)]
    port: u32,
    #[field(default)]
    #[pybuilder(nested)]
    ca: Option<Box<Authority>>,
}

/// What is nested in that.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Authority {
    name: String,
    #[field(default = 1, ge = 1)]
    level: u8,
}

/// A class with others inside.
#[derive(PyDataClass, PyBuilder)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Site {
    host: String,
    #[pybuilder(nested)]
    tls: Option<Tls>,
    #[pybuilder(nested, name = "authority")]
    plain: Authority,
    #[field(default)]
    #[pybuilder(nested)]
    shared: Option<Py<Tls>>,
    #[field(default, secret)]
    #[pybuilder(nested)]
    hidden: Option<Authority>,
}

/// An amount, which is made of a number.
#[derive(PyDataClass, Clone, PartialEq)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
#[dataclass(dict)]
pub struct Money {
    #[field(ge = 0)]
    cents: i64,
    #[field(default = "EUR")]
    currency: String,
}

impl From<i64> for Money {
    fn from(cents: i64) -> Self {
        Self { cents, currency: "USD".to_owned() }
    }
}

/// A place, without dicts of its own.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Spot {
    x: i64,
    #[field(default)]
    y: i64,
}

/// Fields that are made of other things.
#[derive(PyDataClass, PyBuilder)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Lenient {
    #[field(default, ge = 0)]
    #[pybuilder(into)]
    count: u8,
    #[field(default)]
    #[pybuilder(into)]
    ratio: f64,
    #[field(default)]
    #[pybuilder(into)]
    text: String,
    #[field(default)]
    #[pybuilder(into)]
    path: PathBuf,
    #[field(default)]
    #[pybuilder(into)]
    bytes: Vec<u8>,
    #[field(default)]
    #[pybuilder(into, each = "item")]
    items: Vec<i64>,
    #[field(default)]
    #[pybuilder(into)]
    table: HashMap<String, i64>,
    #[field(default)]
    #[pybuilder(into)]
    maybe: Option<i64>,
    #[field(default)]
    #[pybuilder(into)]
    money: Option<Money>,
    #[field(default)]
    #[pybuilder(into)]
    spot: Option<Spot>,
    #[field(default, secret)]
    #[pybuilder(into)]
    pin: i64,
    #[field(default)]
    #[pybuilder(into = i64)]
    price: Option<Money>,
    #[field(default = Money::from(0))]
    #[pybuilder(into = i64)]
    fee: Money,
    #[field(default)]
    #[pybuilder(into)]
    list: Option<Py<PyList>>,
    #[field(default)]
    #[pybuilder(into = Vec::<i64>)]
    widened: Option<Widened>,
}

/// Made of a list in Rust.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Widened {
    all: Vec<i64>,
}

impl From<Vec<i64>> for Widened {
    fn from(all: Vec<i64>) -> Self {
        Self { all }
    }
}
