//! `#[field(view)]`: objects through which Python changes a collection inside an instance.
//!
//! Behind a view there is one table per field type ([`ViewTable`]) with the frequent operations, each
//! on one item: those change the Rust value in place. Everything else makes a plain `list`, `dict` or
//! `set` of the field, lets Python change that, and sets the whole field to it. The first way gives up
//! (`None`) wherever it could differ from the second, which is therefore also the one that raises.

mod iterators;
mod list;
mod list_table;
mod map;
mod map_table;
mod place;
mod set;
mod set_operators;
mod set_table;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use pyo3::PyClass;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::data_class::Attribute;
use crate::field_type::FieldType;
use list::ListView;
use map::MapView;
use place::Place;
use set::SetView;

/// The operations on one item of a field, by what the field is in Python.
#[derive(Clone, Copy)]
pub enum ViewTable {
    /// A `list`.
    List(&'static dyn list_table::ListTable),
    /// A `dict`.
    Map(&'static dyn map_table::MapTable),
    /// A `set`.
    Set(&'static dyn set_table::SetTable),
}

/// A field type that can have a view.
#[diagnostic::on_unimplemented(
    message = "`view` does not apply to `{Self}`",
    label = "this field's type has no view",
    note = "it applies to `Vec`, `HashMap`, `BTreeMap`, `HashSet` and `BTreeSet` of field types",
    note = "anything else that is to be changed in place needs a Python object: `Py<Line>`, `Py<PyList>`"
)]
pub trait Viewable: FieldType {
    /// Its operations.
    #[doc(hidden)]
    const VIEW: ViewTable;
}

#[diagnostic::do_not_recommend]
impl<T: FieldType> Viewable for Vec<T> {
    const VIEW: ViewTable = {
        assert!(
            !T::SEQUENCE_IS_BYTES,
            "`view` does not apply to `Vec<u8>`, which is `bytes` in Python and cannot change"
        );
        ViewTable::List(&list_table::Items::<T>(PhantomData))
    };
}

macro_rules! viewable {
    ($($type:ty, [$($parameters:tt)*], $kind:ident, $table:path;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($parameters)*> Viewable for $type {
            const VIEW: ViewTable = ViewTable::$kind(&$table(PhantomData::<fn(Self)>));
        }
    )* };
}

viewable! {
    HashMap<K, V, S>, [K: FieldType + Eq + Hash, V: FieldType, S: BuildHasher + Default + 'static], Map, map_table::Entries;
    BTreeMap<K, V>, [K: FieldType + Ord, V: FieldType], Map, map_table::Entries;
    HashSet<T, S>, [T: FieldType + Eq + Hash, S: BuildHasher + Default + 'static], Set, set_table::Members;
    BTreeSet<T>, [T: FieldType + Ord], Set, set_table::Members;
}

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

/// The object, or what a view shows as a plain `list`, `dict` or `set`: Python's own types know what
/// to do with those.
pub(crate) fn plain<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let place = if let Ok(view) = object.cast::<ListView>() {
        view.get().place()
    } else if let Ok(view) = object.cast::<MapView>() {
        view.get().place()
    } else if let Ok(view) = object.cast::<SetView>() {
        view.get().place()
    } else {
        return Ok(object.clone());
    };
    place.copy(object.py())
}
