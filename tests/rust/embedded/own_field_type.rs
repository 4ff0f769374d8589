//! Field types that the user brings: by PyO3's conversions, or by `FieldType`.

use std::cmp::Ordering;

use pyo3::Borrowed;
use pyo3::prelude::*;
use pyo3_classes::constraint::Comparable;
use pyo3_classes::{ConvertError, FieldType, Hasher, Mode, PyDataClass, TypeHint, ValidationError};

use super::shown;

/// An amount of money, an `int` of cents in Python.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cents(i64);

impl FieldType for Cents {
    const HINT: TypeHint = TypeHint::builtin("int");
    const EQ: Option<fn(&Self, &Self) -> bool> = Some(|a, b| a == b);
    const HASH: Option<fn(&Self, &mut Hasher)> = match i64::HASH {
        Some(_) => Some(|value, hasher| {
            if let Some(hash) = i64::HASH {
                hash(&value.0, hasher);
            }
        }),
        None => None,
    };

    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        i64::from_py(value, mode).map(Cents)
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.to_py(py)
    }
    fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
        Ok(*self)
    }
}

impl Comparable for Cents {
    type Limit = i64;

    fn compare(&self, limit: &i64) -> Option<Ordering> {
        Some(self.0.cmp(limit))
    }
}

/// A type with PyO3's conversions and nothing else.
#[derive(Clone, FromPyObject, IntoPyObject)]
struct Name {
    first: String,
    last: String,
}

#[derive(PyDataClass)]
#[pyclass(frozen)]
struct Bill {
    #[field(ge = 1)]
    total: Cents,
    #[field(default, each(le = 100))]
    parts: Vec<Cents>,
    #[field(default)]
    tip: Option<Cents>,
}

#[derive(PyDataClass)]
#[pyclass]
struct Person {
    name: (Name,),
}

#[test]
fn a_field_type_of_the_users_own() {
    Python::attach(|py| {
        let class = py.get_type::<Bill>();
        let bill = |text: &str| shown(py, text, &[("Bill", class.as_any())]);
        assert_eq!(bill("Bill(5)"), "Bill(total=5, parts=[], tip=None)");
        assert_eq!(bill("Bill(5, [1, 2], 3)"), "Bill(total=5, parts=[1, 2], tip=3)");
        assert_eq!(bill("Bill(5) == Bill(5), Bill(5) == Bill(6)"), "(True, False)");
        assert_eq!(bill("hash(Bill(5)) == hash(Bill(5))"), "True");
        assert_eq!(bill("__import__('typing').get_type_hints(Bill)['total']"), "<class 'int'>");
        assert!(bill("Bill('5')").contains("Bill.total"), "{}", bill("Bill('5')"));
    });
}

#[test]
fn constraints_on_a_type_of_the_users_own() {
    Python::attach(|py| {
        let error = py.get_type::<Bill>().call1((0, vec![1, 101])).expect_err("breaks two rules");
        assert!(error.is_instance_of::<ValidationError>(py), "{error}");
        let text = error.value(py).to_string();
        assert!(text.contains("greater than or equal to 1"), "{text}");
        assert!(text.contains("less than or equal to 100"), "{text}");
    });
}

#[test]
fn a_type_that_pyo3_converts() {
    Python::attach(|py| {
        let class = py.get_type::<Person>();
        let person = |text: &str| shown(py, text, &[("Person", class.as_any())]);
        let name = "__import__('types').SimpleNamespace(first='Ada', last='L')";
        assert_eq!(
            person(&format!("Person(({name},))")),
            "Person(name=({'first': 'Ada', 'last': 'L'},))"
        );
    });
}
