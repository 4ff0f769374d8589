//! A class is PyO3's to make.

use pyo3_classes::PyBuilder;

#[derive(PyBuilder)]
struct Server {
    host: String,
}

fn main() {}
