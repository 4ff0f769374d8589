//! One class for each type of field, each with a single field `value`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::OsString;
use std::net::IpAddr;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyInt, PyList};
use pyo3_classes::{PyDataClass, PyStr};

use crate::records::Order;

type Ids = Vec<u64>;

/// A number, seen from Python.
#[derive(FromPyObject, IntoPyObject, Clone)]
#[pyo3(transparent)]
struct Meters(f64);

/// A `dict`, seen from Python.
#[derive(FromPyObject, IntoPyObject, Clone)]
#[pyo3(from_item_all)]
struct Point {
    x: i64,
    y: i64,
}

/// An `int` or a `str`, seen from Python.
#[derive(FromPyObject, IntoPyObject, Clone)]
enum IntOrText {
    Int(i64),
    Text(String),
}

type Twelve = (u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, String);

macro_rules! fields {
    (
        clone { $($(#[$doc:meta])* $plain:ident: $plain_type:ty,)* }
        python { $($python:ident: $python_type:ty,)* }
    ) => {
        $(
            #[derive(PyDataClass, Clone)]
            #[dataclass(order, hash = true)]
            #[pyclass(module = "pyo3_classes_fixture")]
            pub(crate) struct $plain {
                value: $plain_type,
            }
        )*
        $(
            #[derive(PyDataClass)]
            #[dataclass(order, hash = true)]
            #[pyclass(module = "pyo3_classes_fixture")]
            pub(crate) struct $python {
                value: $python_type,
            }
        )*
    };
}

fields! {
    clone {
        FieldU8: u8,
        FieldU16: u16,
        FieldU32: u32,
        FieldU64: u64,
        FieldU128: u128,
        FieldUsize: usize,
        FieldI8: i8,
        FieldI16: i16,
        FieldI32: i32,
        FieldI64: i64,
        FieldI128: i128,
        FieldIsize: isize,
        FieldNonZeroU8: NonZero<u8>,
        FieldNonZeroI64: NonZero<i64>,
        FieldNonZeroU128: NonZero<u128>,
        FieldF32: f32,
        FieldF64: f64,
        FieldBool: bool,
        FieldChar: char,
        FieldString: String,
        FieldBoxStr: Box<str>,
        FieldArcStr: Arc<str>,
        FieldCowStr: Cow<'static, str>,
        FieldBytes: Vec<u8>,
        FieldVecI64: Vec<i64>,
        FieldVecF64: Vec<f64>,
        FieldVecString: Vec<String>,
        FieldVecVec: Vec<Vec<i64>>,
        FieldVecOption: Vec<Option<f64>>,
        FieldVecPath: Vec<PathBuf>,
        FieldArray: [i64; 3],
        FieldByteArray: [u8; 4],
        FieldTuple0: (),
        FieldTuple1: (i64,),
        FieldTuple2: (i64, String),
        FieldTuple12: Twelve,
        FieldOption: Option<i64>,
        FieldOptionVec: Option<Vec<String>>,
        FieldBox: Box<i64>,
        FieldHashMap: HashMap<String, i64>,
        FieldBTreeMap: BTreeMap<i64, Vec<f64>>,
        FieldMapOfOption: BTreeMap<String, Option<f64>>,
        FieldHashSet: HashSet<i64>,
        FieldBTreeSet: BTreeSet<String>,
        FieldPath: PathBuf,
        FieldOsString: OsString,
        FieldDuration: Duration,
        FieldSystemTime: SystemTime,
        FieldIpAddr: IpAddr,
        FieldIds: Ids,
        FieldMeters: Meters,
        FieldPoint: Point,
        FieldIntOrText: IntOrText,
        FieldOrder: Order,
        FieldVecOrder: Vec<Order>,
    }
    python {
        FieldAny: Py<PyAny>,
        FieldOptionAny: Option<Py<PyAny>>,
        FieldVecAny: Vec<Py<PyAny>>,
        FieldMapAny: BTreeMap<String, Py<PyAny>>,
        FieldTupleAny: (Py<PyAny>, i64),
        FieldPyStr: PyStr,
        FieldOptionPyStr: Option<PyStr>,
        FieldVecPyStr: Vec<PyStr>,
        FieldMapPyStr: BTreeMap<PyStr, PyStr>,
        FieldSetPyStr: HashSet<PyStr>,
        FieldPyList: Py<PyList>,
        FieldPyDict: Option<Py<PyDict>>,
        FieldPyInt: Py<PyInt>,
        FieldPyOrder: Py<Order>,
        FieldVecPyOrder: Vec<Py<Order>>,
    }
}
