use pyderive::*;
use pyo3::prelude::*;

// Twelve derives, as the class written by hand has twelve methods.
#[derive(
    PyNew,
    PyRichCmp,
    PyRepr,
    PyStr,
    PyMatchArgs,
    PyDataclassFields,
    PyLen,
    PyNamedTupleAsdict,
    PyNamedTupleMake,
    PyNamedTupleReplace,
    PyNamedTupleFields,
    PyNamedTupleFieldDefaults,
)]
#[pyclass(get_all, set_all)]
#[derive(Clone, PartialEq, PartialOrd)]
pub struct Order {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}
