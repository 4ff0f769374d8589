//! The Python module `airports`: a class of airports whose values are checked in Rust.

mod settings;

use pyo3::prelude::*;
use pyo3_classes::{BuilderError, PyDataClass, ValidationError};

use self::settings::{Settings, SettingsBuilder};

/// Mean radius of the Earth in kilometres.
const EARTH_RADIUS: f64 = 6371.0088;

/// An airport, a heliport or a base for seaplanes.
#[derive(PyDataClass)]
#[dataclass(order, validate = Airport::is_where_it_says)]
#[pyclass(frozen, module = "airports")]
pub struct Airport {
    /// Three or four letters and digits. The large airports have a code of the IATA, `JFK`; the
    /// others one of the US aviation authority, `00M`.
    #[field(pattern = "^[0-9A-Z]{3,4}$")]
    iata: String,
    /// What it is called, with one space between words.
    #[field(min_length = 1, max_length = 60, validate = is_single_spaced)]
    name: String,
    /// The city it serves, if known; the state has a field of its own.
    #[field(pattern = "^[^,]+$")]
    city: Option<String>,
    /// Two letters, for airports in the USA.
    #[field(pattern = "^[A-Z]{2}$")]
    state: Option<String>,
    /// `USA`, or another country's name.
    #[field(min_length = 2)]
    country: String,
    /// Degrees north of the equator.
    #[field(ge = -90.0, le = 90.0)]
    latitude: f64,
    /// Degrees east of Greenwich.
    #[field(ge = -180.0, le = 180.0)]
    longitude: f64,
}

/// Methods in Python, written as for any PyO3 class.
#[pymethods]
impl Airport {
    /// Kilometres to another airport, as the crow flies.
    fn distance_km(&self, other: &Self) -> f64 {
        let half_sine = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin();
        let (north, east) =
            (half_sine(self.latitude, other.latitude), half_sine(self.longitude, other.longitude));
        let cosines = self.latitude.to_radians().cos() * other.latitude.to_radians().cos();
        // The haversine formula. Rounding can push the root of opposite points past 1.
        let haversine = north * north + cosines * east * east;
        2.0 * EARTH_RADIUS * haversine.sqrt().min(1.0).asin()
    }

    /// The nearest of some airports, this one left out; None if there is no other.
    fn nearest<'py>(&self, airports: Vec<Bound<'py, Self>>) -> Option<Bound<'py, Self>> {
        let others = airports.into_iter().filter(|other| other.get().iata != self.iata);
        let with_distance = others.map(|other| (self.distance_km(other.get()), other));
        with_distance.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, other)| other)
    }
}

/// Rules that concern more than one field come as an ordinary function.
impl Airport {
    fn is_where_it_says(&self) -> Result<(), &'static str> {
        if self.country == "USA" && (self.city.is_none() || self.state.is_none()) {
            return Err("an airport in the USA needs a city and a state");
        }
        // In real tables, the sign is what gets lost.
        match self.state.as_deref() {
            Some("AS") if self.latitude > 0.0 => Err("American Samoa lies south of the equator"),
            Some("GU") if self.longitude < 0.0 => Err("Guam lies east of Greenwich"),
            Some("CQ") if self.longitude < 0.0 => {
                Err("the Northern Marianas lie east of Greenwich")
            }
            _ => Ok(()),
        }
    }
}

/// So does a rule of one field that no option can express.
fn is_single_spaced(text: &str) -> Result<(), &'static str> {
    if text.split(' ').any(str::is_empty) {
        return Err("must have exactly one space between words, and none around them");
    }
    Ok(())
}

/// Airports whose values are checked when they are made.
#[pymodule]
mod airports {
    #[pymodule_export]
    use super::{Airport, BuilderError, Settings, SettingsBuilder, ValidationError};

    /// Whether this was built with optimisations: without, measuring means nothing.
    #[pymodule_export]
    const OPTIMIZED: bool = !cfg!(debug_assertions);
}
