//! The options that PyO3's own `#[pyclass]` has: no repr, no copy, no pickle among them.

use std::fmt;
use std::hash::{Hash, Hasher};

use pyo3::prelude::*;

#[pyclass(module = "pyo3_classes_bench", get_all, set_all, eq, ord, str, new = "from_fields")]
#[derive(PartialEq, PartialOrd)]
struct OptionsR1 {
    x: f64,
    y: f64,
    z: f64,
}

#[pyclass(module = "pyo3_classes_bench", get_all, frozen, eq, ord, hash, str, new = "from_fields")]
#[derive(PartialEq, PartialOrd)]
struct OptionsR1Frozen {
    x: f64,
    y: f64,
    z: f64,
}

impl Hash for OptionsR1Frozen {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.x.to_bits().hash(state);
        self.y.to_bits().hash(state);
        self.z.to_bits().hash(state);
    }
}

#[pyclass(module = "pyo3_classes_bench", get_all, set_all, eq, ord, str, new = "from_fields")]
#[derive(PartialEq, PartialOrd)]
struct OptionsR2 {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}

#[pyclass(module = "pyo3_classes_bench", get_all, frozen, eq, ord, hash, str, new = "from_fields")]
#[derive(PartialEq, PartialOrd)]
struct OptionsR2Frozen {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}

impl Hash for OptionsR2Frozen {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
        self.name.hash(state);
        self.price.to_bits().hash(state);
        self.qty.hash(state);
        self.tags.hash(state);
        self.active.hash(state);
    }
}

macro_rules! display {
    ($name:ident { $($field:ident),* }) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = f.debug_struct(stringify!($name));
                $(text.field(stringify!($field), &self.$field);)*
                text.finish()
            }
        }
    };
}

display!(OptionsR1 { x, y, z });
display!(OptionsR1Frozen { x, y, z });
display!(OptionsR2 { id, name, price, qty, tags, active });
display!(OptionsR2Frozen { id, name, price, qty, tags, active });

/// Adds the classes.
pub(crate) fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<OptionsR1>()?;
    m.add_class::<OptionsR1Frozen>()?;
    m.add_class::<OptionsR2>()?;
    m.add_class::<OptionsR2Frozen>()
}
