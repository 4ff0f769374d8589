//! Python type hints as constant data.
//!
//! A field type names its hint in a `const` ([`FieldType::HINT`](crate::FieldType::HINT)), so that
//! one source feeds `__annotations__`, `inspect.signature` and error texts.

use std::fmt;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple, PyType};
use pyo3::{PyTypeInfo, types::PyAnyMethods};

/// The Python type of a field, as a tree of constants.
///
/// ```
/// use pyo3_classes::TypeHint;
///
/// const NAMES: TypeHint = TypeHint::generic("list", &[TypeHint::builtin("str")]);
/// assert_eq!(NAMES.to_string(), "list[str]");
/// ```
#[derive(Clone, Copy)]
pub struct TypeHint(pub(crate) Node);

#[derive(Clone, Copy)]
pub(crate) enum Node {
    Any,
    None,
    Ellipsis,
    Builtin(&'static str),
    Named {
        module: &'static str,
        name: &'static str,
    },
    Class {
        object: for<'py> fn(Python<'py>) -> PyResult<Bound<'py, PyType>>,
        /// The class in a stub file.
        #[cfg(feature = "stubs")]
        stub: pyo3::inspect::PyStaticExpr,
    },
    Generic {
        origin: &'static str,
        args: &'static [TypeHint],
    },
    Union(&'static [TypeHint]),
}

impl TypeHint {
    /// `typing.Any`.
    pub const ANY: Self = Self(Node::Any);
    /// `None`.
    pub const NONE: Self = Self(Node::None);
    /// `...`, as in `tuple[int, ...]`.
    pub const ELLIPSIS: Self = Self(Node::Ellipsis);

    /// A class of the `builtins` module, such as `int`.
    pub const fn builtin(name: &'static str) -> Self {
        Self(Node::Builtin(name))
    }

    /// A class of another module, such as `decimal.Decimal`. The module is imported only when the
    /// hint is resolved.
    pub const fn named(module: &'static str, name: &'static str) -> Self {
        Self(Node::Named { module, name })
    }

    /// A class that PyO3 knows: a `#[pyclass]` or a native type. `PyAny` stands for `typing.Any`.
    pub const fn class<T: PyTypeInfo>() -> Self {
        Self(Node::Class {
            object: |py| Ok(T::type_object(py)),
            #[cfg(feature = "stubs")]
            stub: T::TYPE_HINT,
        })
    }

    /// The class that a function gives.
    pub(crate) const fn by_function(
        object: for<'py> fn(Python<'py>) -> PyResult<Bound<'py, PyType>>,
        #[cfg(feature = "stubs")] stub: pyo3::inspect::PyStaticExpr,
    ) -> Self {
        Self(Node::Class {
            object,
            #[cfg(feature = "stubs")]
            stub,
        })
    }

    /// An expression of PyO3's, for stub files alone.
    #[cfg(feature = "stubs")]
    pub(crate) const fn stub(stub: pyo3::inspect::PyStaticExpr) -> Self {
        Self(Node::Class { object: |py| Ok(py.get_type::<PyAny>()), stub })
    }

    /// A builtin generic with arguments, such as `list[str]` ([PEP 585]).
    ///
    /// [PEP 585]: https://peps.python.org/pep-0585/
    pub const fn generic(origin: &'static str, args: &'static [TypeHint]) -> Self {
        Self(Node::Generic { origin, args })
    }

    /// A union, such as `str | None` ([PEP 604]; `typing.Union` on Python 3.9).
    ///
    /// [PEP 604]: https://peps.python.org/pep-0604/
    pub const fn union(members: &'static [TypeHint]) -> Self {
        Self(Node::Union(members))
    }

    /// The Python object of this hint. Imports the modules it names.
    ///
    /// # Errors
    ///
    /// Whatever importing a module or building the generic raises.
    pub fn resolve<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self.0 {
            Node::Any => typing(py)?.getattr(intern!(py, "Any")),
            Node::None => Ok(py.None().into_bound(py)),
            Node::Ellipsis => Ok(py.Ellipsis().into_bound(py)),
            Node::Builtin(name) => py.import(intern!(py, "builtins"))?.getattr(name),
            Node::Named { module, name } => py.import(module)?.getattr(name),
            Node::Class { object: type_object, .. } => {
                let class = type_object(py)?;
                if is_any(&class) { Self::ANY.resolve(py) } else { Ok(class.into_any()) }
            }
            Node::Generic { origin, args } => {
                let origin = py.import(intern!(py, "builtins"))?.getattr(origin)?;
                origin.get_item(resolve_all(py, args)?)
            }
            Node::Union(members) => {
                let members = resolve_all(py, members)?;
                if py.version_info() >= (3, 10) {
                    let mut members = members.iter();
                    let first = members.next().unwrap_or_else(|| py.None().into_bound(py));
                    members.try_fold(first, |union, member| union.bitor(member))
                } else {
                    typing(py)?.getattr(intern!(py, "Union"))?.get_item(members)
                }
            }
        }
    }

    /// What `__annotations__` holds: the resolved hint where every module it needs is loaded, else
    /// an expression that `typing.get_type_hints` evaluates, importing the module only then.
    pub(crate) fn annotation<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let modules = py.import(intern!(py, "sys"))?.getattr(intern!(py, "modules"))?;
        // A class of this extension may not be reachable by name from its module: an expression
        // cannot name it.
        if self.names_class() || self.is_loaded(&modules.cast_into()?)? {
            self.resolve(py)
        } else {
            let mut expression = String::new();
            self.write(&mut expression, Style::Expression(py.version_info() >= (3, 10)))
                .map_err(|fmt::Error| PyErr::new::<pyo3::exceptions::PyMemoryError, _>(()))?;
            Ok(PyString::new(py, &expression).into_any())
        }
    }

    fn names_class(&self) -> bool {
        match self.0 {
            Node::Class { .. } => true,
            Node::Generic { args, .. } | Node::Union(args) => args.iter().any(Self::names_class),
            _ => false,
        }
    }

    fn is_loaded(&self, modules: &Bound<'_, PyDict>) -> PyResult<bool> {
        match self.0 {
            Node::Any => modules.contains("typing"),
            Node::None | Node::Ellipsis | Node::Builtin(_) | Node::Class { .. } => Ok(true),
            Node::Named { module, .. } => modules.contains(module),
            Node::Generic { args, .. } => all_loaded(args, modules),
            Node::Union(members) => Ok(all_loaded(members, modules)?
                && (modules.py().version_info() >= (3, 10) || modules.contains("typing")?)),
        }
    }

    fn write(&self, out: &mut dyn fmt::Write, style: Style) -> fmt::Result {
        match self.0 {
            Node::Any => style.write_name(out, "typing", "Any"),
            Node::None => out.write_str("None"),
            Node::Ellipsis => out.write_str("..."),
            Node::Builtin(name) => out.write_str(name),
            Node::Class { object: type_object, .. } => {
                let name = Python::try_attach(|py| {
                    let class = type_object(py).ok()?;
                    if is_any(&class) {
                        Some("Any".to_owned())
                    } else {
                        class.qualname().ok().map(|name| name.to_string())
                    }
                });
                out.write_str(name.flatten().as_deref().unwrap_or("object"))
            }
            Node::Named { module, name } => style.write_name(out, module, name),
            Node::Generic { origin, args } => {
                out.write_str(origin)?;
                out.write_str("[")?;
                if args.is_empty() {
                    out.write_str("()")?;
                }
                write_joined(out, args, ", ", style)?;
                out.write_str("]")
            }
            Node::Union(members) => {
                if let Style::Expression(false) = style {
                    style.write_name(out, "typing", "Union")?;
                    out.write_str("[")?;
                    write_joined(out, members, ", ", style)?;
                    out.write_str("]")
                } else {
                    write_joined(out, members, " | ", style)
                }
            }
        }
    }
}

/// The hint as a person would write it: `list[str] | None`.
impl fmt::Display for TypeHint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, Style::Readable)
    }
}

impl fmt::Debug for TypeHint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TypeHint({self})")
    }
}

#[derive(Clone, Copy)]
enum Style {
    Readable,
    /// Evaluates without any name in scope but the builtins; the flag says whether `|` is known.
    Expression(bool),
}

impl Style {
    fn write_name(self, out: &mut dyn fmt::Write, module: &str, name: &str) -> fmt::Result {
        match self {
            Style::Readable if module == "typing" => out.write_str(name),
            Style::Readable => write!(out, "{module}.{name}"),
            // `__import__("a.b")` returns `a`: ask for the leaf with a non-empty fromlist.
            Style::Expression(_) => write!(out, "__import__({module:?}, fromlist=['_']).{name}"),
        }
    }
}

fn write_joined(
    out: &mut dyn fmt::Write,
    hints: &[TypeHint],
    separator: &str,
    style: Style,
) -> fmt::Result {
    for (index, hint) in hints.iter().enumerate() {
        if index > 0 {
            out.write_str(separator)?;
        }
        hint.write(out, style)?;
    }
    Ok(())
}

fn resolve_all<'py>(py: Python<'py>, hints: &[TypeHint]) -> PyResult<Bound<'py, PyTuple>> {
    let resolved: Vec<_> = hints.iter().map(|hint| hint.resolve(py)).collect::<PyResult<_>>()?;
    PyTuple::new(py, resolved)
}

fn all_loaded(hints: &[TypeHint], modules: &Bound<'_, PyDict>) -> PyResult<bool> {
    for hint in hints {
        if !hint.is_loaded(modules)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_any(class: &Bound<'_, PyType>) -> bool {
    class.is(class.py().get_type::<PyAny>())
}

fn typing(py: Python<'_>) -> PyResult<Bound<'_, PyModule>> {
    py.import(intern!(py, "typing"))
}
