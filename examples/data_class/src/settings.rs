//! What `nearest.py` goes by: a class with a builder, since its values come from many places.

use std::fmt::Display;
use std::str::FromStr;

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

/// Which airports to look for.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(validate = within_reach)]
#[pyclass(frozen, module = "airports")]
pub struct Settings {
    /// Degrees north of the equator.
    #[field(ge = -90.0, le = 90.0)]
    #[pybuilder(convert = degrees)]
    latitude: f64,
    /// Degrees east of Greenwich.
    #[field(ge = -180.0, le = 180.0)]
    #[pybuilder(convert = degrees)]
    longitude: f64,
    /// How many at most.
    #[field(default = 5, ge = 1, le = 100)]
    #[pybuilder(convert = count)]
    count: u32,
    /// None that is farther away, in kilometres.
    #[field(default, gt = 0.0)]
    #[pybuilder(convert = kilometres)]
    within_km: Option<f64>,
    /// In these states alone, as two letters each; all if there is none.
    #[field(default, each(pattern = "^[A-Z]{2}$"))]
    #[pybuilder(convert = states)]
    states: Vec<String>,
}

/// The environment and the command line have texts only. The constructor does not take them for
/// numbers; the builder does.
#[derive(FromPyObject)]
enum OrText<T> {
    Value(T),
    Text(String),
}

impl<T: FromStr<Err: Display>> OrText<T> {
    fn value(self) -> Result<T, String> {
        match self {
            Self::Value(value) => Ok(value),
            Self::Text(text) => text.trim().parse().map_err(|error| format!("{error}")),
        }
    }
}

fn degrees(value: OrText<f64>) -> Result<f64, String> {
    value.value()
}

fn kilometres(value: OrText<f64>) -> Result<Option<f64>, String> {
    value.value().map(Some)
}

fn count(value: OrText<u32>) -> Result<u32, String> {
    value.value()
}

/// A list, or a text such as `NY,NJ`.
fn states(value: OrText<Vec<String>>) -> Result<Vec<String>, String> {
    Ok(match value {
        OrText::Value(states) => states,
        OrText::Text(text) => text.split(',').map(|state| state.trim().to_owned()).collect(),
    })
}

/// A rule that concerns more than one value, and sees which of them have been set at all.
fn within_reach(draft: &SettingsDraft) -> Result<(), &'static str> {
    match (draft.within_km(), draft.states()) {
        (Some(Some(_)), Some(states)) if !states.is_empty() => {
            Err("within_km and states exclude each other")
        }
        _ => Ok(()),
    }
}
