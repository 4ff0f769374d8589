use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(kw_only, post_init = Nothing::fill_in)]
#[pyclass]
struct Nothing;

fn main() {}
