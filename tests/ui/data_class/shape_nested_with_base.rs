use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
#[pyclass(subclass)]
struct Line {
    qty: u64,
}

#[derive(PyDataClass, Clone)]
#[pyclass(extends = Line)]
struct Discount {
    #[field(le = 100)]
    percent: u8,
}

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    discounts: Vec<Discount>,
}

fn main() {}
