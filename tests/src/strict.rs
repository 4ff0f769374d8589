//! `strict`: one class for each type of field that takes less then.

use std::collections::BTreeMap;
use std::num::NonZero;

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

macro_rules! strict {
    ($($name:ident: $type:ty,)*) => {
        $(
            #[derive(PyDataClass, Clone)]
            #[dataclass(strict)]
            #[pyclass(module = "pyo3_classes_fixture")]
            pub(crate) struct $name {
                value: $type,
            }
        )*
    };
}

strict! {
    StrictI64: i64,
    StrictU8: u8,
    StrictU128: u128,
    StrictNonZero: NonZero<u32>,
    StrictF64: f64,
    StrictF32: f32,
    StrictBool: bool,
    StrictString: String,
    StrictVec: Vec<i64>,
    StrictOption: Option<f64>,
    StrictMap: BTreeMap<String, i64>,
    StrictTuple: (i64, f64),
}
