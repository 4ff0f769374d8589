//! An enum that passes from Rust to Python and back: a derived one, PyO3's own, and a stdlib enum
//! that is found by hand.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
#[dataclass(module = "pyo3_classes_bench")]
enum OursSide {
    Buy = 1,
    Sell,
    Short,
    Cover,
}

#[pyclass(module = "pyo3_classes_bench", eq, eq_int, hash, frozen, from_py_object)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum OptionsSide {
    Buy = 1,
    Sell,
    Short,
    Cover,
}

/// Stands for a stdlib enum that Python code defines: `peers.Side`.
#[derive(Clone, Copy)]
enum HandSide {
    Buy = 1,
    Sell,
    Short,
    Cover,
}

static HAND_SIDE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

impl<'py> IntoPyObject<'py> for HandSide {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let class = HAND_SIDE
            .get_or_try_init(py, || PyResult::Ok(py.import("peers")?.getattr("Side")?.unbind()))?;
        class.bind(py).call1((self as u8,))
    }
}

impl<'py> FromPyObject<'_, 'py> for HandSide {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.getattr(pyo3::intern!(object.py(), "value"))?.extract::<u8>()? {
            1 => Ok(Self::Buy),
            2 => Ok(Self::Sell),
            3 => Ok(Self::Short),
            4 => Ok(Self::Cover),
            other => Err(PyValueError::new_err(format!("no side has the value {other}"))),
        }
    }
}

macro_rules! conversions {
    ($type:ident, $to_python:ident, $from_python:ident, $both:ident) => {
        /// A member, from Rust.
        #[pyfunction]
        fn $to_python() -> $type {
            $type::Short
        }

        /// A member, to Rust.
        #[pyfunction]
        fn $from_python(side: $type) -> bool {
            matches!(side, $type::Short)
        }

        /// A member, to Rust and back.
        #[pyfunction]
        fn $both(side: $type) -> $type {
            match side {
                $type::Buy => $type::Sell,
                $type::Sell => $type::Buy,
                $type::Short => $type::Cover,
                $type::Cover => $type::Short,
            }
        }
    };
}

conversions!(OursSide, ours_side_to_python, ours_side_from_python, ours_side_both);
conversions!(OptionsSide, options_side_to_python, options_side_from_python, options_side_both);
conversions!(HandSide, hand_side_to_python, hand_side_from_python, hand_side_both);

/// Adds the enums and the functions.
pub(crate) fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {
    pyo3_classes::add_enum::<OursSide>(m)?;
    m.add_class::<OptionsSide>()?;
    m.add_function(wrap_pyfunction!(ours_side_to_python, m)?)?;
    m.add_function(wrap_pyfunction!(ours_side_from_python, m)?)?;
    m.add_function(wrap_pyfunction!(ours_side_both, m)?)?;
    m.add_function(wrap_pyfunction!(options_side_to_python, m)?)?;
    m.add_function(wrap_pyfunction!(options_side_from_python, m)?)?;
    m.add_function(wrap_pyfunction!(options_side_both, m)?)?;
    m.add_function(wrap_pyfunction!(hand_side_to_python, m)?)?;
    m.add_function(wrap_pyfunction!(hand_side_from_python, m)?)?;
    m.add_function(wrap_pyfunction!(hand_side_both, m)?)
}
