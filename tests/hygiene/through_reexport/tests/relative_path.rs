//! `crate = "…"` with a path that does not begin at the root, which needs the prelude of crates.

use pyo3::prelude::*;
use reexport::classes::{PyBuilder, PyDataClass};

/// A class.
#[derive(PyDataClass, PyBuilder)]
#[dataclass(crate = "reexport::classes")]
#[pyclass(frozen)]
struct Relative {
    #[field(ge = 1)]
    value: i64,
}

mod classes {
    pub(super) use reexport::classes as here;

    /// Classes by a path that begins where they are.
    pub(super) mod inner {
        use pyo3::prelude::*;

        /// A class.
        #[derive(super::here::PyDataClass, super::here::PyBuilder)]
        #[dataclass(crate = "super::here")]
        #[pyclass]
        pub(crate) struct Relative {
            pub(crate) value: i64,
        }

        /// No data class.
        #[derive(super::here::PyBuilder)]
        #[pybuilder(crate = "super::here")]
        #[pyclass]
        pub(crate) struct Alone {
            pub(crate) value: i64,
        }
    }
}

#[test]
fn compiles() {
    assert_eq!(Relative { value: 1 }.value, 1);
    assert_eq!(classes::inner::Relative { value: 2 }.value, 2);
    assert_eq!(classes::inner::Alone { value: 3 }.value, 3);
}
