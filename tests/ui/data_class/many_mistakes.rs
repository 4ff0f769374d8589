//! Every mistake is reported, each once.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(ordr, repr = 3)]
#[pyclass(new = "from_fields")]
struct Order {
    #[field(ge = 5, le = 3)]
    id: u64,
    #[field(min_lenght = 1, pattern = "[a-z")]
    name: String,
    #[field(default = 0, gt = 0)]
    qty: u8,
    price: f64,
    #[field(skip)]
    cache: Option<String>,
    #[field(alias = "first tag", each(ge = 1))]
    #[pyo3(get, set)]
    tags: Vec<String>,
}

fn main() {}
