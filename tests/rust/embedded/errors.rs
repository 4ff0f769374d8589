//! `ValidationError` as a type of Rust's.

use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyType;
use pyo3_classes::{PyDataClass, ValidationError};

#[derive(PyDataClass, Debug)]
#[dataclass(validate = Self::check)]
#[pyclass(name = "Order")]
struct RustOrder {
    #[field(ge = 1)]
    id: u8,
    #[field(default = "tea", max_length = 4, validate = no_blanks)]
    name: String,
}

impl RustOrder {
    fn check(&self) -> PyResult<()> {
        if self.id == 99 { Err(PyTypeError::new_err("my own")) } else { Ok(()) }
    }
}

fn no_blanks(name: &str) -> Result<(), NoBlanks> {
    if name.contains(' ') { Err(NoBlanks) } else { Ok(()) }
}

struct NoBlanks;

impl std::fmt::Display for NoBlanks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("must have no blanks")
    }
}

fn class(py: Python<'_>) -> Bound<'_, PyType> {
    py.get_type::<RustOrder>()
}

#[test]
fn rust_recognises_a_validation_error() {
    Python::attach(|py| {
        let error = class(py).call1((0, "Earl Grey")).expect_err("breaks three rules");
        assert!(error.is_instance_of::<ValidationError>(py));
        assert!(error.is_instance_of::<PyValueError>(py));
        let value = error.value(py);
        assert!(value.cast::<ValidationError>().is_ok());
        let count: usize =
            value.call_method0("error_count").expect("a method").extract().expect("an int");
        assert_eq!(count, 3);
        let text = value.to_string();
        for part in
            ["3 validation errors for Order", "id: must be", "name: must", "must have no blanks"]
        {
            assert!(text.contains(part), "{text}");
        }
    });
}

#[test]
fn other_errors_are_none() {
    Python::attach(|py| {
        let error = class(py).call1(("one",)).expect_err("no int");
        assert!(error.is_instance_of::<PyTypeError>(py));
        assert!(!error.is_instance_of::<ValidationError>(py));
        assert!(error.to_string().contains("Order.id"), "{error}");

        let error = class(py).call1((256,)).expect_err("out of range");
        assert!(error.is_instance_of::<PyOverflowError>(py));

        let error = class(py).call1((99,)).expect_err("the hook's own exception");
        assert!(error.is_instance_of::<PyTypeError>(py));
        assert!(error.to_string().contains("my own"), "{error}");
    });
}

/// A function of Rust's may let it pass as any `PyErr`.
#[test]
fn the_question_mark_passes_it_on() {
    fn make(py: Python<'_>) -> PyResult<u8> {
        let order = class(py).call1((0,))?.cast_into::<RustOrder>()?;
        let id = order.borrow().id;
        Ok(id)
    }
    Python::attach(|py| {
        assert!(make(py).expect_err("0 is no id").is_instance_of::<ValidationError>(py));
    });
}

#[test]
fn one_class_for_the_whole_process() {
    Python::attach(|py| {
        let first = py.get_type::<ValidationError>();
        let module = PyModule::new(py, "shop").expect("a module");
        ValidationError::add_to(&module).expect("room for one more");
        assert!(module.getattr("ValidationError").expect("it was added").is(&first));
    });
}
