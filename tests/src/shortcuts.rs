//! What the runtime's shortcuts past PyO3 must not trip over: hooks that fail, layouts of every kind,
//! instances made before their class is complete.

use std::cmp::Ordering;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::sync::{Arc, LazyLock, Mutex};

use pyo3::Borrowed;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3_classes::{ConvertError, FieldType, Hasher, Mode, PyDataClass, TypeHint};

/// Every shortcut is open.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Swift {
    x: i64,
    #[field(default = 0.5)]
    y: f64,
    #[field(default)]
    name: String,
    #[field(kw_only, default = 7)]
    z: i64,
}

#[pymethods]
impl Swift {
    /// Calls Python while the instance is borrowed to be changed.
    fn change_while(&mut self, call: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        self.x += 1;
        let result = call.call0();
        self.x += 1;
        result.map(Bound::unbind)
    }

    /// Calls Python while the instance is borrowed to be read.
    fn read_while(&self, call: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        call.call0().map(Bound::unbind)
    }
}

/// As above for a class that cannot change, and has no `__init__`.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct FrozenSwift {
    x: i64,
    #[field(default = 0.5)]
    y: f64,
    #[field(default)]
    name: String,
}

/// Of the same layout as `Swift`.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct SwiftTwin {
    x: i64,
    y: f64,
    name: String,
    z: i64,
}

#[pymethods]
impl SwiftTwin {
    fn change_while(&mut self, call: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        call.call0().map(Bound::unbind)
    }
}

/// Weak references, and nothing that could be part of a cycle.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", weakref, subclass)]
pub(crate) struct Referable {
    x: i64,
    #[field(default)]
    name: String,
}

/// As above.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen, weakref)]
pub(crate) struct FrozenReferable {
    x: i64,
}

/// PyO3 keeps the memory of its instances.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", freelist = 2)]
pub(crate) struct Kept {
    x: i64,
    #[field(default)]
    name: String,
}

/// Only the thread that made an instance may use it.
#[derive(PyDataClass, Clone)]
#[dataclass(order, hash = true)]
#[pyclass(module = "pyo3_classes_fixture", unsendable, subclass)]
pub(crate) struct Tethered {
    x: i64,
    #[field(default)]
    name: String,
}

/// As above, and nothing can change.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", unsendable, frozen)]
pub(crate) struct FrozenTethered {
    x: i64,
    #[field(default)]
    name: String,
}

/// Extends one that is bound to its thread.
#[derive(PyDataClass, Clone)]
#[dataclass(order, hash = true)]
#[pyclass(module = "pyo3_classes_fixture", unsendable, extends = Tethered)]
pub(crate) struct TetheredChild {
    #[field(default = 1.5)]
    y: f64,
}

/// Makes instances of itself while the class is being made.
#[derive(PyDataClass, Clone)]
#[dataclass(order, hash = true)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Early {
    x: i64,
    #[field(default)]
    name: String,
}

#[pymethods]
impl Early {
    #[classattr]
    #[pyo3(name = "ORIGIN")]
    fn origin() -> Self {
        Self { x: 0, name: "origin".to_owned() }
    }

    #[classattr]
    #[pyo3(name = "CALLED")]
    fn called(py: Python<'_>) -> PyResult<Py<PyAny>> {
        py.get_type::<Self>().call1((1, "called")).map(Bound::unbind)
    }
}

/// As above.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct FrozenEarly {
    x: i64,
    #[field(default)]
    name: String,
}

#[pymethods]
impl FrozenEarly {
    #[classattr]
    #[pyo3(name = "ORIGIN")]
    fn origin() -> Self {
        Self { x: 0, name: "origin".to_owned() }
    }

    #[classattr]
    #[pyo3(name = "CALLED")]
    fn called(py: Python<'_>) -> PyResult<Py<PyAny>> {
        py.get_type::<Self>().call1((1, "called")).map(Bound::unbind)
    }
}

/// A number whose operations panic if it is negative, as their own each: -1 `==`, -2 `<`, -3 `hash`,
/// -4 `repr`, -5 `clone`, -6 the conversion to Python, -7 that to Rust.
struct Touchy(i64);

impl Touchy {
    fn or_panic(&self, value: i64) -> i64 {
        assert!(self.0 != value, "touchy {value}");
        self.0
    }
}

impl Clone for Touchy {
    fn clone(&self) -> Self {
        Self(self.or_panic(-5))
    }
}

impl FieldType for Touchy {
    const HINT: TypeHint = TypeHint::builtin("int");
    const EQ: Option<fn(&Self, &Self) -> bool> = Some(|a, b| a.or_panic(-1) == b.or_panic(-1));
    const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> =
        Some(|a, b| Some(a.or_panic(-2).cmp(&b.or_panic(-2))));
    const HASH: Option<fn(&Self, &mut Hasher)> =
        Some(|value, hasher| hasher.word(value.or_panic(-3).cast_unsigned()));
    const REPR: Option<fn(&Self, &mut String)> =
        Some(|value, out| out.push_str(&value.or_panic(-4).to_string()));

    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        let value = Self(i64::from_py(value, mode)?);
        value.or_panic(-7);
        Ok(value)
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.or_panic(-6).to_py(py)
    }
    fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
        Ok(self.clone())
    }
}

static SHARED: LazyLock<Arc<str>> = LazyLock::new(|| Arc::from("shared"));

/// How many values have the shared text: one that is lost is one too many.
#[pyfunction]
pub(crate) fn shared_texts() -> usize {
    Arc::strong_count(&SHARED)
}

/// Holds it.
#[derive(PyDataClass, Clone)]
#[dataclass(order, hash = true)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Fragile {
    #[field(default = SHARED.clone(), kw_only)]
    text: Arc<str>,
    value: Touchy,
}

/// As above.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct FrozenFragile {
    #[field(default = SHARED.clone(), kw_only)]
    text: Arc<str>,
    value: Touchy,
}

/// Its `clone` panics for 14, and its `drop` for 13 and for 1013, which is out of range.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Loud {
    #[field(lt = 1000)]
    x: i64,
    #[field(default = SHARED.clone())]
    text: Arc<str>,
}

impl Clone for Loud {
    fn clone(&self) -> Self {
        assert!(self.x != 14, "loud clone");
        Self { x: self.x, text: self.text.clone() }
    }
}

impl Drop for Loud {
    fn drop(&mut self) {
        assert!(self.x % 1000 != 13, "loud drop");
    }
}

/// Extends it: both values are dropped.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", extends = Loud)]
pub(crate) struct LoudChild {
    #[field(default = SHARED.clone())]
    more: Arc<str>,
}

static NEXT: AtomicI64 = AtomicI64::new(0);
static LIMIT: AtomicI64 = AtomicI64::new(100);

fn next_number() -> i64 {
    let number = NEXT.fetch_add(1, Relaxed);
    assert!(number >= 0, "no number");
    number
}

fn limit() -> i64 {
    let limit = LIMIT.load(Relaxed);
    assert!(limit >= 0, "no limit");
    limit
}

/// The next number that is given out; a negative one panics.
#[pyfunction]
pub(crate) fn set_next_number(number: i64) {
    NEXT.store(number, Relaxed);
}

/// The limit; a negative one panics.
#[pyfunction]
pub(crate) fn set_limit(limit: i64) {
    LIMIT.store(limit, Relaxed);
}

/// Expressions of the user's in the midst of the constructor, beside something that can be lost.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Numbered {
    #[field(default = SHARED.clone())]
    text: Arc<str>,
    #[field(default = next_number(), lt = limit())]
    number: i64,
    #[field(default = 0.5)]
    price: f64,
    #[field(default, each(lt = limit()))]
    many: Vec<i64>,
}

/// Alignment beyond that of a pointer, and bytes that belong to no field.
#[derive(PyDataClass, Clone)]
#[dataclass(order, hash = true)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Wide {
    flag: bool,
    big: u128,
    small: u8,
}

/// Bytes that belong to no field.
#[derive(PyDataClass, Clone)]
#[dataclass(order, hash = true)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Padded {
    a: u8,
    b: u64,
    c: bool,
    d: i32,
}

/// As above, copied as bytes, since it is no `Clone`.
#[derive(PyDataClass)]
#[dataclass(order, hash = true)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct PaddedBytes {
    a: u8,
    b: u64,
    c: bool,
    d: i32,
}

/// The first of three levels, each with values of another size and alignment.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Lowest {
    a: u8,
}

/// The second.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", subclass, extends = Lowest)]
pub(crate) struct Middle {
    b: u128,
    c: String,
}

/// The third.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", subclass, extends = Middle)]
pub(crate) struct Highest {
    d: bool,
    e: i64,
    #[field(default)]
    f: Option<String>,
}

/// As many fields as the quickest way takes, and one more.
macro_rules! many {
    ($name:ident: $($field:ident)*) => {
        #[derive(PyDataClass, Clone)]
        #[dataclass(order)]
        #[pyclass(module = "pyo3_classes_fixture", frozen)]
        pub(crate) struct $name {
            $(#[field(default = 1)] $field: i64,)*
        }
    };
}

many!(Fields32: f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12 f13 f14 f15 f16 f17 f18 f19 f20 f21 f22
    f23 f24 f25 f26 f27 f28 f29 f30 f31);
many!(Fields33: f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12 f13 f14 f15 f16 f17 f18 f19 f20 f21 f22
    f23 f24 f25 f26 f27 f28 f29 f30 f31 f32);

/// Visits for the collector what only the user knows of.
#[derive(PyDataClass)]
#[dataclass(traverse = false)]
#[pyclass(module = "pyo3_classes_fixture", weakref)]
pub(crate) struct OwnTraverse {
    x: i64,
    #[field(skip, default)]
    link: Mutex<Option<Py<PyAny>>>,
}

#[pymethods]
impl OwnTraverse {
    fn link(&self, object: Py<PyAny>) {
        *self.link.lock().unwrap() = Some(object);
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.link.try_lock().map_or(Ok(()), |link| visit.call(&*link))
    }

    fn __clear__(&self) {
        let link = self.link.lock().unwrap().take();
        drop(link);
    }
}

/// An object that PyO3 converts, and of which the runtime knows nothing.
#[derive(FromPyObject, IntoPyObject)]
#[pyo3(transparent)]
struct Opaque(Py<PyAny>);

impl Clone for Opaque {
    fn clone(&self) -> Self {
        Self(Python::attach(|py| self.0.clone_ref(py)))
    }
}

/// As `OwnTraverse`, for a field that Python sees.
#[derive(PyDataClass)]
#[dataclass(traverse = false)]
#[pyclass(module = "pyo3_classes_fixture", frozen, weakref)]
pub(crate) struct OwnTraverseOfField {
    link: Opaque,
}

#[pymethods]
impl OwnTraverseOfField {
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.link.0)
    }
}

/// An instance that PyO3 has made, with no call of the class.
#[pyfunction]
pub(crate) fn made_by_pyo3(x: i64) -> SwiftTwin {
    SwiftTwin { x, y: 1.5, name: "pyo3".to_owned(), z: -x }
}
