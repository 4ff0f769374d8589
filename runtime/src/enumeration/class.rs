//! Making the class.

use std::sync::OnceLock;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyTuple, PyType};

use super::methods::EnumMethod;
use super::wire::WireValue;
use crate::error::public_name;

/// One enum. The derive makes a `static` of it.
pub struct EnumTable {
    /// The class's name in Python.
    pub name: &'static str,
    /// The module that exports it, if that is known.
    pub module: Option<&'static str>,
    /// The doc comment.
    pub doc: &'static str,
    /// The base class.
    pub kind: EnumKind,
    /// The members, as declared.
    pub members: &'static [MemberRow],
    /// Rust methods on the members.
    pub methods: &'static [EnumMethod],
    /// Values and names convert too, beside members (`lax`).
    pub lax: bool,
    /// The class, once it is made.
    pub made: Made,
}

/// One member.
pub struct MemberRow {
    /// Its name.
    pub name: &'static str,
    /// Its value; `None` for what `enum.auto()` gives.
    pub value: Option<for<'py> fn(Python<'py>) -> PyResult<Bound<'py, PyAny>>>,
    /// The doc comment.
    pub doc: &'static str,
}

/// The base class of an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumKind {
    /// `enum.Enum`
    Enum,
    /// `enum.IntEnum`
    IntEnum,
    /// `enum.StrEnum`; before Python 3.11 `str` mixed into `Enum`
    StrEnum,
    /// `enum.Flag`
    Flag,
    /// `enum.IntFlag`
    IntFlag,
}

/// The class and its members, made on first use and kept for ever.
pub struct Made {
    class: PyOnceLock<Class>,
    /// What stands for the members on the wire, by position.
    pub(super) wires: OnceLock<Vec<WireValue>>,
}

struct Class {
    object: Py<PyType>,
    /// By position; an alias has the member that it stands for.
    members: Vec<Py<PyAny>>,
    /// By position, the position of the member that an alias stands for, else its own.
    canonical: Vec<usize>,
}

impl Made {
    /// Not made yet, for a static table.
    pub const fn not_yet() -> Self {
        Self { class: PyOnceLock::new(), wires: OnceLock::new() }
    }
}

impl EnumTable {
    fn made(&self, py: Python<'_>) -> PyResult<&Class> {
        self.made.class.get_or_try_init(py, || self.make(py))
    }

    /// The class.
    pub(crate) fn class<'py>(&self, py: Python<'py>) -> PyResult<&Bound<'py, PyType>> {
        Ok(self.made(py)?.object.bind(py))
    }

    /// The member at a position.
    pub(super) fn member<'py>(
        &self,
        py: Python<'py>,
        index: usize,
    ) -> PyResult<&Bound<'py, PyAny>> {
        Ok(self.made(py)?.members[index].bind(py))
    }

    /// The position of a member, if the object is one.
    pub(super) fn position(&self, object: &Bound<'_, PyAny>) -> PyResult<Option<usize>> {
        Ok(self.made(object.py())?.members.iter().position(|member| member.is(object)))
    }

    /// The position that a member is told by: two names of one value are one member.
    pub(super) fn canonical(&self, index: usize) -> usize {
        Python::try_attach(|py| self.made(py).ok().map(|made| made.canonical[index]))
            .flatten()
            .unwrap_or(index)
    }

    fn make(&self, py: Python<'_>) -> PyResult<Class> {
        let base = self.kind.base(py)?;
        let options = PyDict::new(py);
        options.set_item(intern!(py, "module"), self.module.unwrap_or("builtins"))?;
        options.set_item(intern!(py, "qualname"), self.name)?;
        let class = base.call((self.name, self.names_and_values(py)?), Some(&options))?;
        let class = class.cast_into::<PyType>()?;
        if !self.doc.is_empty() {
            class.setattr(intern!(py, "__doc__"), self.doc)?;
        }
        let by_name = class.getattr(intern!(py, "__members__"))?;
        let members = self
            .members
            .iter()
            .map(|row| {
                let member = by_name.get_item(row.name)?;
                if !row.doc.is_empty() {
                    member.setattr(intern!(py, "__doc__"), row.doc)?;
                }
                Ok(member.unbind())
            })
            .collect::<PyResult<Vec<_>>>()?;
        for method in self.methods {
            method.install(&class)?;
        }
        let canonical = members
            .iter()
            .enumerate()
            .map(|(index, member)| {
                members.iter().position(|first| first.is(member)).unwrap_or(index)
            })
            .collect();
        let wires = members.iter().map(|member| WireValue::of(member.bind(py)));
        // Made twice only if two threads begin at once, with the same outcome.
        let _ = self.made.wires.set(wires.collect::<PyResult<_>>()?);
        Ok(Class { object: class.unbind(), members, canonical })
    }

    /// The second argument of the functional API.
    fn names_and_values<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let pairs = PyList::empty(py);
        let auto = py.import(intern!(py, "enum"))?.getattr(intern!(py, "auto"))?;
        for row in self.members {
            let value = match row.value {
                Some(make) => make(py)?,
                // Before Python 3.11 there is no StrEnum whose `auto()` is the lower-case name.
                None if self.kind == EnumKind::StrEnum => {
                    row.name.to_lowercase().into_pyobject(py)?.into_any()
                }
                None => auto.call0()?,
            };
            pairs.append(PyTuple::new(py, [row.name.into_pyobject(py)?.into_any(), value])?)?;
        }
        Ok(pairs)
    }

    /// Exports the class; one without a module of its own becomes one of this module's.
    pub(crate) fn add_to(&self, module: &Bound<'_, PyModule>) -> PyResult<()> {
        let py = module.py();
        let class = self.class(py)?;
        if class.getattr(intern!(py, "__module__"))?.eq("builtins")? {
            let name = module.name()?.to_string();
            class.setattr(intern!(py, "__module__"), public_name(&name))?;
        }
        module.add(self.name, class)
    }
}

impl EnumKind {
    fn base(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        let module = py.import(intern!(py, "enum"))?;
        match self {
            Self::Enum => module.getattr(intern!(py, "Enum")),
            Self::IntEnum => module.getattr(intern!(py, "IntEnum")),
            Self::Flag => module.getattr(intern!(py, "Flag")),
            Self::IntFlag => module.getattr(intern!(py, "IntFlag")),
            Self::StrEnum => match module.getattr_opt(intern!(py, "StrEnum"))? {
                Some(class) => Ok(class),
                None => str_enum(py, &module),
            },
        }
    }
}

/// `class StrEnum(str, Enum)`, whose members print as their values.
fn str_enum<'py>(py: Python<'py>, module: &Bound<'py, PyModule>) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let class = CLASS.get_or_try_init(py, || {
        let globals = PyDict::new(py);
        globals.set_item("Enum", module.getattr("Enum")?)?;
        globals.set_item(intern!(py, "__name__"), "enum")?;
        py.run(
            c"class StrEnum(str, Enum):
    '''Enum where members are also (and must be) strings.'''

    __str__ = str.__str__
    __format__ = str.__format__
",
            Some(&globals),
            None,
        )?;
        Ok::<_, PyErr>(globals.as_any().get_item("StrEnum")?.unbind())
    })?;
    Ok(class.bind(py).clone())
}
