//! `#[field(view)]`: objects through which Python changes a collection inside an instance.
//!
//! Behind a view there is one table per field type ([`ViewTable`]) with the frequent operations, each
//! on some items: those change the Rust value in place. Everything else makes a plain `list`, `dict` or
//! `set` of the field, lets Python change that, and sets the whole field to it. The first way gives up
//! (`None`) wherever it could differ from the second, which is therefore also the one that raises.

mod iterators;
pub(crate) mod key_table;
pub(crate) mod keyed;
mod list;
pub(crate) mod list_table;
mod map;
mod place;
mod set;
mod set_operators;

use pyo3::PyClass;
use pyo3::exceptions::PyKeyError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::data_class::Attribute;
use crate::field_type::FieldType;
use list::ListView;
use map::MapView;
use place::Place;
use set::SetView;

/// The operations on items of a field, by what the field is in Python.
#[derive(Clone, Copy)]
pub enum ViewTable {
    /// A `list`.
    List(&'static dyn list_table::ListTable),
    /// A `dict`.
    Map(&'static dyn key_table::KeyTable),
    /// A `set`.
    Set(&'static dyn key_table::KeyTable),
}

/// A field type that can have a view.
#[diagnostic::on_unimplemented(
    message = "`view` does not apply to `{Self}`",
    label = "this field's type has no view",
    note = "it applies to `Vec`, `HashMap`, `BTreeMap`, `HashSet` and `BTreeSet` of field types, and with the cargo features of those names to what `hashbrown`, `indexmap` and `smallvec` have of the kind",
    note = "anything else that is to be changed in place needs a Python object: `Py<Line>`, `Py<PyList>`"
)]
pub trait Viewable: FieldType {
    /// Its operations.
    #[doc(hidden)]
    const VIEW: ViewTable;
}

/// What the three classes have in common: `$plain` is the type that each does as.
macro_rules! shared_methods {
    ($view:ident, $plain:ty, $shape:literal) => {
        #[pymethods]
        impl $view {
            fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
                self.table.len(&self.place, py)
            }

            fn __richcmp__<'py>(
                &self,
                other: &Bound<'py, PyAny>,
                op: pyo3::basic::CompareOp,
            ) -> PyResult<Bound<'py, PyAny>> {
                self.place.compare(other, op)
            }

            fn __repr__(this: &Bound<'_, Self>) -> PyResult<String> {
                this.get().place.repr(this, $shape)
            }

            /// Leaves nothing in it.
            fn clear(&self, py: Python<'_>) -> PyResult<()> {
                self.place.store(&py.get_type::<$plain>().call0()?)
            }

            /// A plain list, dict or set of what is in it.
            fn copy<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.place.copy(py)
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
                self.place.reduce(py)
            }

            fn __traverse__(&self, visit: pyo3::PyVisit<'_>) -> Result<(), pyo3::PyTraverseError> {
                self.place.traverse(&visit)
            }
        }
    };
}

use shared_methods;

impl ViewTable {
    /// A new view onto the field of `owner`, an instance of the class that declares it.
    pub(crate) fn onto<'py>(
        self,
        owner: &Bound<'py, PyAny>,
        field: &'static Attribute,
    ) -> PyResult<Bound<'py, PyAny>> {
        let place = Place::new(owner.clone().unbind(), field);
        match self {
            Self::List(table) => made(owner.py(), ListView::new(place, table)),
            Self::Map(table) => made(owner.py(), MapView::new(place, table)),
            Self::Set(table) => made(owner.py(), SetView::new(place, table)),
        }
    }
}

fn made<T>(py: Python<'_>, view: T) -> PyResult<Bound<'_, PyAny>>
where
    T: PyClass + Into<PyClassInitializer<T>>,
{
    static REGISTERED: PyOnceLock<()> = PyOnceLock::new();
    REGISTERED.get_or_try_init(py, || register(py))?;
    Ok(Bound::new(py, view)?.into_any())
}

/// Tells `collections.abc` of the classes, when the first view is made.
fn register(py: Python<'_>) -> PyResult<()> {
    let abc = py.import(intern!(py, "collections.abc"))?;
    for (name, class) in [
        ("MutableSequence", py.get_type::<ListView>()),
        ("MutableMapping", py.get_type::<MapView>()),
        ("MutableSet", py.get_type::<SetView>()),
    ] {
        abc.getattr(name)?.call_method1(intern!(py, "register"), (class,))?;
    }
    Ok(())
}

/// The error for a key that is not there.
fn missing(key: &Bound<'_, PyAny>) -> PyErr {
    PyKeyError::new_err((key.clone().unbind(),))
}

/// The field that the object shows, if it is a view.
fn place_of<'a>(object: &'a Bound<'_, PyAny>) -> Option<&'a Place> {
    if let Ok(view) = object.cast::<ListView>() {
        Some(view.get().place())
    } else if let Ok(view) = object.cast::<MapView>() {
        Some(view.get().place())
    } else {
        object.cast::<SetView>().ok().map(|view| view.get().place())
    }
}

/// Whether the object is a view onto this very field of the owner, as in `owner.tags += ["x"]`, which
/// sets the field to what `+=` returned.
pub(crate) fn shows(
    object: &Bound<'_, PyAny>,
    owner: &Bound<'_, PyAny>,
    field: &Attribute,
) -> bool {
    field.options.view.is_some() && place_of(object).is_some_and(|place| place.is(owner, field))
}

/// The object, or what a view shows as a plain `list`, `dict` or `set`: Python's own types know what
/// to do with those.
pub(crate) fn plain<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    place_of(object).map_or_else(|| Ok(object.clone()), |place| place.copy(object.py()))
}
