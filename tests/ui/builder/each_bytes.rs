//! `bytes` take no bytes one by one.
use pyo3::pyclass;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
#[pyclass(frozen)]
struct Packet {
    #[pybuilder(each = "byte")]
    body: Vec<u8>,
}

fn main() {}
