//! `each` needs a collection; an alias hides from the macro what it is.
use pyo3::pyclass;
use pyo3_classes::{PyBuilder, PyDataClass};

type Name = String;

#[derive(PyDataClass, PyBuilder)]
#[pyclass(frozen)]
struct Server {
    #[pybuilder(each = "letter")]
    name: Name,
}

fn main() {}
