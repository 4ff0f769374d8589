//! `post_init` and `validate` of a class.

use std::sync::atomic::{AtomicUsize, Ordering};

use pyo3::exceptions::PyLookupError;
use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

static COMPLETED: AtomicUsize = AtomicUsize::new(0);

/// `post_init` computes a field.
#[derive(PyDataClass, Clone)]
#[dataclass(post_init = Self::complete)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Square {
    side: f64,
    #[field(init = false, default, le = 100)]
    area: f64,
}

impl Square {
    fn complete(&mut self) {
        COMPLETED.fetch_add(1, Ordering::Relaxed);
        self.area = self.side * self.side;
    }
}

/// How often `Square`'s `post_init` has run.
#[pyfunction]
pub(crate) fn completed_squares() -> usize {
    COMPLETED.load(Ordering::Relaxed)
}

/// `post_init` may fail, with a text or with an exception.
#[derive(PyDataClass, Clone)]
#[dataclass(post_init = refuse)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Refused {
    how: String,
}

fn refuse(refused: &mut Refused) -> PyResult<()> {
    match refused.how.as_str() {
        "value" => Err(pyo3::exceptions::PyValueError::new_err("refused")),
        "lookup" => Err(PyLookupError::new_err("refused")),
        "panic" => panic!("refused"),
        _ => Ok(()),
    }
}

/// `validate` looks at the instance as a whole.
#[derive(PyDataClass, Clone)]
#[dataclass(validate = Interval::check)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Interval {
    low: i64,
    high: i64,
    #[field(default)]
    tags: Vec<String>,
}

impl Interval {
    fn check(&self) -> Result<(), String> {
        assert!(self.low != 13, "thirteen");
        if self.low <= self.high { Ok(()) } else { Err("low must not exceed high".to_owned()) }
    }
}

/// `validate` of an instance that holds a Python object and a secret.
#[derive(PyDataClass)]
#[dataclass(validate = accept)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Guarded {
    value: Py<PyAny>,
    #[field(default = "hush", secret)]
    password: String,
}

fn accept(guarded: &Guarded) -> PyResult<()> {
    Python::attach(|py| {
        if guarded.value.bind(py).is_truthy()? {
            return Ok(());
        }
        Err(match guarded.password.as_str() {
            "lookup" => PyLookupError::new_err("nothing there"),
            _ => pyo3::exceptions::PyValueError::new_err("must be true"),
        })
    })
}
