//! The exceptions that Python users catch, one class per process whichever extension raises them.

mod convert;
mod report;
#[cfg(feature = "stubs")]
mod stubs;

use pyo3::PyTypeInfo;
use pyo3::exceptions::PyValueError;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};

pub use convert::{ConvertError, Step};
pub(crate) use convert::{Problem, is_finding, shown, type_name};
pub(crate) use report::HIDDEN;
pub use report::Report;

/// `ValidationError`, a `ValueError`: one or more values broke a rule of their class.
///
/// A class of its own per process, shared by every extension that uses this crate, so that one
/// `except ValidationError` serves them all. An extension offers it to its users with one line:
///
/// ```
/// use pyo3::prelude::*;
/// use pyo3_classes::ValidationError;
///
/// #[pymodule]
/// fn shop(m: &Bound<'_, PyModule>) -> PyResult<()> {
///     ValidationError::add_to(m)
/// }
/// ```
///
/// and in a declarative module `#[pymodule_export] use pyo3_classes::ValidationError;`.
///
/// In Python, `errors()` lists the problems as dicts with `type`, `loc`, `msg`, `input` and `ctx`
/// (the names that pydantic uses), `error_count()` counts them, `title` names the class, and
/// `str(error)` is a short readable report. Instances pickle.
#[repr(transparent)]
pub struct ValidationError(PyAny);

/// The exceptions that all extensions share are exported and found alike.
macro_rules! shared_exceptions {
    ($($class:ident, $name:literal, $id:literal;)*) => { $(
        impl $class {
            /// Exports the exception from an extension module, under its name.
            ///
            /// The first module that does so becomes the class's `__module__`, so that tracebacks read
            #[doc = concat!("`shop.", $name, "`.")]
            ///
            /// # Errors
            ///
            /// Only if the module cannot be written to.
            pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
                export(module, &Self::type_object(module.py()), $name)
            }

            /// What `#[pymodule_export]` looks for.
            #[doc(hidden)]
            pub const _PYO3_DEF: Export = Export(Self::add_to);

            /// What the module's stub finds it by.
            #[doc(hidden)]
            pub const _PYO3_INTROSPECTION_ID: &'static str = $id;
        }

        // SAFETY: the pointer is that of a type object, which the static below keeps alive for ever.
        unsafe impl PyTypeInfo for $class {
            #[cfg(feature = "stubs")]
            const TYPE_HINT: pyo3::inspect::PyStaticExpr = crate::introspection::class_expr(
                &pyo3::inspect::PyStaticExpr::Name { id: $name },
                $id,
            );

            fn type_object_raw(py: Python<'_>) -> *mut ffi::PyTypeObject {
                static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
                CLASS.get_or_init(py, || shared_class(py, $name)).as_ptr().cast()
            }
        }
    )* };
}

shared_exceptions! {
    ValidationError, "ValidationError", "pyo3_classes.ValidationError";
    BuilderError, "BuilderError", "pyo3_classes.BuilderError";
}

impl ValidationError {
    /// The exception with the given problems, for the class `owner`.
    fn new_err(owner: &Bound<'_, PyType>, issues: Vec<Bound<'_, PyDict>>) -> PyErr {
        Self::type_object(owner.py())
            .call1((owner, issues))
            .map_or_else(|error| error, PyErr::from_value)
    }
}

/// `BuilderError`, a `ValueError`: what a builder lacks, and all that is wrong with what it has.
///
/// Raised by `build()`, `build_many()`, `update()` and `partial()` of a class with
/// `#[derive(PyBuilder)]`. One class per process, as [`ValidationError`] is, and exported alike:
///
/// ```
/// use pyo3::prelude::*;
///
/// #[pymodule]
/// mod shop {
///     #[pymodule_export]
///     use pyo3_classes::BuilderError;
/// }
/// ```
///
/// In Python, `missing` is a tuple of the names without a value, `errors` a dict from the path of a
/// value to what is wrong with it, `details()` lists the same problems as `ValidationError.errors()`
/// does, and `title` names the class. Instances pickle.
#[repr(transparent)]
pub struct BuilderError(PyAny);

impl BuilderError {
    /// The exception for a builder of the class `owner`. Issues of the type [`MISSING`] are told with what
    /// is missing, by their path.
    pub(crate) fn new_err<'py>(
        owner: &Bound<'py, PyType>,
        missing: Vec<Bound<'py, PyAny>>,
        issues: Vec<Bound<'py, PyDict>>,
    ) -> PyErr {
        let py = owner.py();
        with_missing(py, missing, issues)
            .and_then(|findings| Self::type_object(py).call1((owner, findings.0, findings.1)))
            .map_or_else(|error| error, PyErr::from_value)
    }
}

/// The type of an issue that a nested object lacks a value.
pub(crate) const MISSING: &str = "missing";

/// What is missing, and the issues without those that say so.
fn with_missing<'py>(
    py: Python<'py>,
    mut missing: Vec<Bound<'py, PyAny>>,
    issues: Vec<Bound<'py, PyDict>>,
) -> PyResult<(Bound<'py, PyTuple>, Vec<Bound<'py, PyDict>>)> {
    let mut others = Vec::new();
    for issue in issues {
        if issue
            .get_item(intern!(py, "type"))?
            .is_some_and(|kind| kind.eq(MISSING).unwrap_or(false))
        {
            let loc = issue.get_item(intern!(py, "loc"))?;
            missing.push(shared(py, "_path")?.call1((loc,))?);
        } else {
            others.push(issue);
        }
    }
    Ok((PyTuple::new(py, missing)?, others))
}

fn export(module: &Bound<'_, PyModule>, class: &Bound<'_, PyType>, name: &str) -> PyResult<()> {
    let py = module.py();
    if class.getattr(intern!(py, "__module__"))?.eq(HOME)? {
        let home = module.name()?.to_string();
        class.setattr(intern!(py, "__module__"), public_name(&home))?;
    }
    module.add(name, class)
}

fn shared_class(py: Python<'_>, name: &str) -> Py<PyType> {
    shared(py, name)
        .and_then(|class| Ok(class.cast_into::<PyType>()?))
        // The source is our own and the interpreter is up: only a failing allocator or a foreign
        // module of that name comes here, and the errors stay ValueErrors.
        .unwrap_or_else(|_| PyValueError::type_object(py))
        .unbind()
}

/// How a declarative `#[pymodule]` takes one of our items.
#[doc(hidden)]
pub struct Export(fn(&Bound<'_, PyModule>) -> PyResult<()>);

impl Export {
    #[doc(hidden)]
    pub const fn new(add: fn(&Bound<'_, PyModule>) -> PyResult<()>) -> Self {
        Self(add)
    }

    #[doc(hidden)]
    pub fn add_to_module(&self, module: &Bound<'_, PyModule>) -> PyResult<()> {
        (self.0)(module)
    }
}

/// The module that users import: maturin puts the library `shop` of a pure Rust project into a
/// package of the same name, which re-exports everything of `shop.shop`.
pub(crate) fn public_name(module: &str) -> &str {
    match module.rsplit_once('.') {
        Some((package, name)) if package.rsplit('.').next() == Some(name) => package,
        _ => module,
    }
}

/// `__module__` of the shared classes until an extension exports them.
const HOME: &str = "pyo3_classes";

/// Where extensions find the shared classes; the number changes only if they ever must not share.
const SHARED_MODULE: &str = "_pyo3_classes_shared_1";

/// One of the shared exception classes, by name.
pub(crate) fn shared<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    static MODULE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    MODULE.get_or_try_init(py, || shared_module(py).map(Bound::unbind))?.bind(py).getattr(name)
}

fn shared_module(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let modules = py.import(intern!(py, "sys"))?.getattr(intern!(py, "modules"))?;
    let modules = modules.cast_into::<PyDict>()?;
    if let Some(module) = modules.get_item(SHARED_MODULE)? {
        return Ok(module);
    }
    let module = PyModule::new(py, SHARED_MODULE)?;
    let globals = module.dict();
    globals.set_item(intern!(py, "__name__"), HOME)?;
    py.run(&std::ffi::CString::new(include_str!("exceptions.py"))?, Some(&globals), None)?;
    globals.set_item(intern!(py, "__name__"), SHARED_MODULE)?;
    // Two threads, or two extensions, may have come this far: the first entry wins for all.
    modules.call_method1(intern!(py, "setdefault"), (SHARED_MODULE, module))
}
