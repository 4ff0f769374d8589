//! Methods of the user's own in place of generated ones, and beside them.

use ::core::clone::Clone as _;
use ::core::cmp::Ord as _;
use ::pyo3::basic::CompareOp;
use ::pyo3::types::PyDict;
use ::pyo3::{Bound, Py, PyAny, PyTraverseError, PyVisit, Python};
use ::pyo3_classes::PyDataClass;

/// Everything is the user's.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[dataclass(
    init = false,
    repr = false,
    eq = false,
    match_args = false,
    copy = false,
    pickle = false,
    traverse = false
)]
#[::pyo3::pyclass(from_py_object)]
pub struct Own {
    /// A number.
    id: u64,
}

#[::pyo3::pymethods]
impl Own {
    /// The constructor.
    #[new]
    const fn new(id: u64) -> Self {
        Self { id }
    }
    /// What Python's prompt shows.
    #[allow(clippy::missing_const_for_fn, clippy::allow_attributes, reason = "Python calls it")]
    fn __repr__(&self) -> ::std::string::String {
        ::std::format!("Own({})", self.id)
    }
    /// All comparisons.
    fn __richcmp__(&self, other: &Self, op: CompareOp) -> bool {
        op.matches(self.id.cmp(&other.id))
    }
    /// The hash.
    const fn __hash__(&self) -> u64 {
        self.id
    }
    /// The positions in `match`.
    #[classattr]
    const fn __match_args__() -> (&'static str,) {
        ("id",)
    }
    /// A copy.
    fn __copy__(&self) -> Self {
        self.clone()
    }
    /// A deep copy.
    fn __deepcopy__(&self, _memo: &Bound<'_, PyDict>) -> Self {
        self.clone()
    }
    /// How to pickle it.
    fn __reduce__(this: &Bound<'_, Self>) -> (Py<PyAny>, (u64,)) {
        use ::pyo3::types::PyAnyMethods as _;
        let class = this.as_any().get_type().into_any().unbind();
        (class, (this.borrow().id,))
    }
}

/// The garbage collector's methods are the user's.
#[derive(::core::fmt::Debug, PyDataClass)]
#[dataclass(traverse = false)]
#[::pyo3::pyclass]
pub struct Collected {
    /// An object.
    #[field(default)]
    object: ::core::option::Option<Py<PyAny>>,
}

#[::pyo3::pymethods]
impl Collected {
    /// Shows what it holds.
    fn __traverse__(&self, visit: PyVisit<'_>) -> ::core::result::Result<(), PyTraverseError> {
        visit.call(&self.object)
    }
    /// Lets go of it.
    fn __clear__(&mut self) {
        self.object = ::core::option::Option::None;
    }
}

/// Methods beside the generated ones.
#[derive(::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass]
pub struct Beside {
    /// A number.
    id: u64,
    /// Another.
    #[field(default)]
    other: u64,
}

#[::pyo3::pymethods]
impl Beside {
    /// A mutable class has no hash unless the user gives it one.
    const fn __hash__(&self) -> u64 {
        self.id
    }
    /// A getter in place of the generated one.
    #[getter]
    const fn id(&self) -> u64 {
        self.id
    }
    /// A method that is called like a field of another class.
    #[staticmethod]
    const fn value(_py: Python<'_>) -> u64 {
        1
    }
    /// An operator.
    const fn __add__(&self, number: u64) -> u64 {
        self.id + number + self.other
    }
}
