//! Classes in a `#[pymodule] mod`, which tells `#[pyclass]` the module's name by a separate attribute.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

use super::shown;

/// A shop.
#[pymodule]
mod rust_shop {
    use pyo3::prelude::*;
    use pyo3_classes::PyDataClass;
    #[pymodule_export]
    use pyo3_classes::ValidationError;

    /// One line of an order.
    #[derive(PyDataClass, Clone)]
    #[pyclass(from_py_object)]
    pub(super) struct Order {
        #[field(ge = 1)]
        id: u64,
        #[field(default)]
        tags: Vec<String>,
    }

    /// A module within.
    #[pymodule]
    mod parts {
        use pyo3::prelude::*;
        use pyo3_classes::PyDataClass;

        /// A part.
        #[derive(PyDataClass)]
        #[pyclass(frozen)]
        struct Part {
            name: String,
        }
    }
}

/// The module, imported once.
fn shop(py: Python<'_>) -> Bound<'_, PyAny> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let module = MODULE.get_or_init(py, || {
        let module = pyo3::wrap_pymodule!(rust_shop)(py);
        let sys = py.import("sys").expect("sys");
        let modules =
            sys.getattr("modules").expect("modules").cast_into::<PyDict>().expect("a dict");
        modules.set_item("rust_shop", &module).expect("room for one more");
        let parts = module.bind(py).getattr("parts").expect("the module within");
        modules.set_item("rust_shop.parts", parts).expect("room for one more");
        module
    });
    module.bind(py).clone().into_any()
}

fn in_shop(text: &str) -> String {
    Python::attach(|py| {
        let shop = shop(py);
        let pickle = py.import("pickle").expect("pickle").into_any();
        shown(py, text, &[("shop", &shop), ("pickle", &pickle)])
    })
}

#[test]
fn classes_know_their_module() {
    assert_eq!(in_shop("shop.Order.__module__"), "'rust_shop'");
    assert_eq!(in_shop("shop.parts.Part.__module__"), "'rust_shop.parts'");
    assert_eq!(in_shop("shop.Order"), "<class 'rust_shop.Order'>");
}

#[test]
fn classes_of_a_declarative_module_work() {
    assert_eq!(in_shop("shop.Order(1, ['hot'])"), "Order(id=1, tags=['hot'])");
    assert_eq!(in_shop("shop.parts.Part('a') == shop.parts.Part('a')"), "True");
    assert_eq!(in_shop("shop.Order.__doc__.splitlines()[0]"), "'One line of an order.'");
}

#[test]
fn they_pickle() {
    for protocol in 0..=5 {
        let order = format!("pickle.loads(pickle.dumps(shop.Order(1, ['hot']), {protocol}))");
        assert_eq!(in_shop(&order), "Order(id=1, tags=['hot'])");
        let part = format!("pickle.loads(pickle.dumps(shop.parts.Part('a'), {protocol}))");
        assert_eq!(in_shop(&part), "Part(name='a')");
    }
}

#[test]
fn the_exception_is_exported() {
    assert_eq!(in_shop("issubclass(shop.ValidationError, ValueError)"), "True");
    Python::attach(|py| {
        let shop = shop(py);
        let error = shop.getattr("Order").expect("a class").call1((0,)).expect_err("0 is no id");
        let class = shop.getattr("ValidationError").expect("it is exported");
        assert!(error.value(py).is_instance(&class).expect("a class"));
    });
}
