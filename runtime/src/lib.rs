#![doc = include_str!("../../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod constraint;
mod data_class;
mod error;
mod field_type;
mod hash;
mod hint;
mod pyo3_internals;
mod suggest;
mod text;

#[doc(hidden)]
pub mod __private;

pub use data_class::DataClass;
pub use error::{ConvertError, Report, Step, ValidationError};
pub use field_type::{Convertible, FieldType, Mode};
pub use hash::Hasher;
pub use hint::TypeHint;
pub use pyo3_classes_macros::PyDataClass;
