//! A builder: a derived one, and one that is written by hand with PyO3.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
#[pyclass(module = "pyo3_classes_bench", frozen)]
struct OursOrder {
    name: String,
    qty: u32,
    price: f64,
}

#[pyclass(module = "pyo3_classes_bench", frozen, get_all)]
struct HandOrder {
    name: String,
    qty: u32,
    price: f64,
}

#[pymethods]
impl HandOrder {
    #[staticmethod]
    fn builder() -> HandOrderBuilder {
        HandOrderBuilder::default()
    }
}

#[pyclass(module = "pyo3_classes_bench")]
#[derive(Default)]
struct HandOrderBuilder {
    name: Option<String>,
    qty: Option<u32>,
    price: Option<f64>,
}

#[pymethods]
impl HandOrderBuilder {
    fn name(mut slf: PyRefMut<'_, Self>, value: String) -> PyRefMut<'_, Self> {
        slf.name = Some(value);
        slf
    }

    fn qty(mut slf: PyRefMut<'_, Self>, value: u32) -> PyRefMut<'_, Self> {
        slf.qty = Some(value);
        slf
    }

    fn price(mut slf: PyRefMut<'_, Self>, value: f64) -> PyRefMut<'_, Self> {
        slf.price = Some(value);
        slf
    }

    fn build(&self) -> PyResult<HandOrder> {
        let (Some(name), Some(qty), Some(price)) = (&self.name, self.qty, self.price) else {
            return Err(PyValueError::new_err("a field is missing"));
        };
        Ok(HandOrder { name: name.clone(), qty, price })
    }
}

/// Methods that do nothing with their one argument: what PyO3 itself takes for a call.
#[pyclass(module = "pyo3_classes_bench", frozen)]
struct Empty;

#[pymethods]
#[allow(clippy::unused_self, reason = "it is a method that is measured")]
impl Empty {
    #[new]
    fn new() -> Self {
        Self
    }

    fn any(&self, _value: &Bound<'_, PyAny>) {}

    fn name(&self, _value: String) {}

    fn qty(&self, _value: u32) {}

    fn price(&self, _value: f64) {}
}

/// Adds the classes.
pub(crate) fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<OursOrder>()?;
    m.add_class::<HandOrder>()?;
    m.add_class::<HandOrderBuilder>()?;
    m.add_class::<Empty>()
}
