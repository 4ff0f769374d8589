//! A union has no fields that Python could see.

use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
union Word {
    bits: u32,
    float: f32,
}

fn main() {}
