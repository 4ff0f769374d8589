//! Derive macros that turn Rust structs into first-class Python classes, on top of PyO3.
//!
//! - [`PyDataClass`](derive@PyDataClass) makes a data class: constructor, fields with constraints,
//!   `repr`, comparison, hash, copies, pickle, type hints.
//! - [`PyBuilder`](derive@PyBuilder) gives it a builder, which takes values one by one and tells all that is
//!   missing and wrong at once.
//!
//! ```
//! use pyo3::prelude::*;
//! use pyo3_classes::PyDataClass;
//!
//! #[derive(PyDataClass, Clone)]
//! #[pyclass(module = "shapes")]
//! struct Point {
//!     x: f64,
//!     #[field(default)]
//!     y: f64,
//! }
//!
//! Python::attach(|py| {
//!     let point = py.get_type::<Point>().call1((1.5,))?;
//!     assert_eq!(point.repr()?.to_string(), "Point(x=1.5, y=0.0)");
//!     Ok::<_, PyErr>(())
//! })
//! # .unwrap();
//! ```
//!
//! # Shortcuts
//!
//! What programs do by the million goes past PyO3 where a measure on the first instance of a class shows
//! that to be sound: calls of the class, getters and setters, comparison, `hash`, `repr`, copies. On
//! CPython with the GIL only, and not under the stable ABI. With `PYO3_CLASSES_SAFE=1` in the environment
//! all goes PyO3's own way, which gives the same results: for finding out whether a shortcut is at fault.
//!
//! # Cargo features
//!
//! - `arrow`: `#[dataclass(arrow)]`, tables for polars, pyarrow and others, with `serde_arrow`.
//! - `pattern`: `#[field(pattern = "…")]`, with the `regex` crate.
//! - `json`, `msgpack`, `toml`, `yaml`: the options of these names, `#[dataclass(json)]`, which give a class
//!   `to_json`, `from_json` and so on.
//! - `stubs`: what `maturin build --generate-stubs` reads, for type checkers and editors.

#[cfg(all(doctest, feature = "json"))]
#[doc = include_str!("../../README.md")]
struct Readme;

mod argument_errors;
mod builder;
pub mod constraint;
mod data_class;
mod enumeration;
mod error;
mod field_type;
mod hash;
mod hint;
#[cfg(feature = "stubs")]
#[doc(hidden)]
pub mod introspection;
mod pyo3_internals;
mod recursion;
mod suggest;
mod text;
mod view;
#[doc(hidden)]
pub mod wire;

#[doc(hidden)]
pub mod __private;

pub use builder::{Buildable, Builder};
pub use data_class::DataClass;
pub use enumeration::{EnumClass, add_enum};
#[doc(hidden)]
pub use error::Report;
pub use error::{BuilderError, ConvertError, Step, ValidationError};
pub use field_type::{Convertible, FieldType, Mode, PyStr};
pub use hash::Hasher;
pub use hint::TypeHint;
#[doc = include_str!("builder/derive.md")]
pub use pyo3_classes_macros::PyBuilder;
#[doc = include_str!("data_class/derive.md")]
pub use pyo3_classes_macros::PyDataClass;
