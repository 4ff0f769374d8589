//! `crate = "…"` with a path that does not begin at the root, which needs the prelude of crates.

use pyo3::prelude::*;
use reexport::classes::PyDataClass;

/// A class.
#[derive(PyDataClass)]
#[dataclass(crate = "reexport::classes")]
#[pyclass(frozen)]
struct Relative {
    #[field(ge = 1)]
    value: i64,
}

#[test]
fn compiles() {
    assert_eq!(Relative { value: 1 }.value, 1);
}
