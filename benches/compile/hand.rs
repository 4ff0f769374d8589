use std::cmp::Ordering;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use pyo3::basic::CompareOp;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;

type State = (u64, String, f64, i32, Vec<String>, bool);

#[pyclass(get_all, set_all)]
#[derive(Clone, PartialEq, PartialOrd)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Order {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}

#[pymethods]
impl Order {
    #[new]
    fn new(id: u64, name: String, price: f64, qty: i32, tags: Vec<String>, active: bool) -> Self {
        Self { id, name, price, qty, tags, active }
    }

    fn __repr__(&self) -> String {
        format!(
            "Order(id={}, name={:?}, price={:?}, qty={}, tags={:?}, active={})",
            self.id, self.name, self.price, self.qty, self.tags, self.active
        )
    }

    fn __richcmp__(&self, other: &Self, op: CompareOp) -> bool {
        op.matches(self.partial_cmp(other).unwrap_or(Ordering::Less))
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.id.hash(&mut hasher);
        self.name.hash(&mut hasher);
        self.price.to_bits().hash(&mut hasher);
        self.qty.hash(&mut hasher);
        self.tags.hash(&mut hasher);
        self.active.hash(&mut hasher);
        hasher.finish()
    }

    fn __copy__(&self) -> Self {
        self.clone()
    }

    fn __deepcopy__(&self, _memo: &Bound<'_, PyAny>) -> Self {
        self.clone()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, State)> {
        let this = slf.borrow();
        let state =
            (this.id, this.name.clone(), this.price, this.qty, this.tags.clone(), this.active);
        Ok((slf.get_type().into_any(), state))
    }

    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        dict.set_item("id", self.id)?;
        dict.set_item("name", &self.name)?;
        dict.set_item("price", self.price)?;
        dict.set_item("qty", self.qty)?;
        dict.set_item("tags", &self.tags)?;
        dict.set_item("active", self.active)?;
        Ok(dict)
    }

    #[staticmethod]
    fn from_dict(dict: &Bound<'_, PyDict>) -> PyResult<Self> {
        let get =
            |key: &str| dict.get_item(key)?.ok_or_else(|| PyKeyError::new_err(key.to_owned()));
        Ok(Self {
            id: get("id")?.extract()?,
            name: get("name")?.extract()?,
            price: get("price")?.extract()?,
            qty: get("qty")?.extract()?,
            tags: get("tags")?.extract()?,
            active: get("active")?.extract()?,
        })
    }

    #[pyo3(signature = (*, id=None, name=None, price=None, qty=None, tags=None, active=None))]
    fn __replace__(
        &self,
        id: Option<u64>,
        name: Option<String>,
        price: Option<f64>,
        qty: Option<i32>,
        tags: Option<Vec<String>>,
        active: Option<bool>,
    ) -> Self {
        Self {
            id: id.unwrap_or(self.id),
            name: name.unwrap_or_else(|| self.name.clone()),
            price: price.unwrap_or(self.price),
            qty: qty.unwrap_or(self.qty),
            tags: tags.unwrap_or_else(|| self.tags.clone()),
            active: active.unwrap_or(self.active),
        }
    }

    #[classattr]
    fn __match_args__()
    -> (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str) {
        ("id", "name", "price", "qty", "tags", "active")
    }

    fn validate(&self) -> PyResult<()> {
        if self.qty < 0 {
            return Err(PyValueError::new_err("qty"));
        }
        Ok(())
    }
}

#[cfg(feature = "wire")]
#[pymethods]
impl Order {
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyBytes>> {
        let json = serde_json::to_vec(self).map_err(|e| PyValueError::new_err(e.to_string()))?;
        Ok(pyo3::types::PyBytes::new(py, &json))
    }

    #[staticmethod]
    fn from_json(data: &[u8]) -> PyResult<Self> {
        serde_json::from_slice(data).map_err(|e| PyValueError::new_err(e.to_string()))
    }

    #[staticmethod]
    fn to_json_list<'py>(
        py: Python<'py>,
        objects: Vec<PyRef<'py, Self>>,
    ) -> PyResult<Bound<'py, pyo3::types::PyBytes>> {
        let objects: Vec<&Self> = objects.iter().map(|object| &**object).collect();
        let json = serde_json::to_vec(&objects).map_err(|e| PyValueError::new_err(e.to_string()))?;
        Ok(pyo3::types::PyBytes::new(py, &json))
    }

    #[staticmethod]
    fn from_json_list(data: &[u8]) -> PyResult<Vec<Self>> {
        serde_json::from_slice(data).map_err(|e| PyValueError::new_err(e.to_string()))
    }
}
