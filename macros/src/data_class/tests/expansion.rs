//! Snapshots: `INSTA_UPDATE=always cargo test -p pyo3-classes-macros` writes them anew.

use quote::quote;

use super::expanded;

/// The expansion of a struct, under the test's name.
macro_rules! snapshot {
    ($($input:tt)*) => {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(expanded(quote!($($input)*)));
        });
    };
}

#[test]
fn smallest() {
    snapshot! {
        #[pyclass]
        struct Order {
            id: u64,
        }
    }
}

#[test]
fn constraints() {
    snapshot! {
        #[pyclass]
        struct Order {
            /// Order number.
            #[field(ge = 1, lt = LAST, multiple_of = 2)]
            id: u64,
            #[field(gt = 0)]
            price: f64,
            #[field(max_length = 3, each(min_length = 1, validate = Self::is_tag))]
            tags: Vec<String>,
            #[field(key(max_length = 4), value(ge = 0.5))]
            weights: HashMap<String, f64>,
        }
    }
}

#[cfg(feature = "pattern")]
#[test]
fn pattern() {
    snapshot! {
        #[pyclass]
        struct Order {
            #[field(pattern = "^[a-z]+$")]
            name: String,
        }
    }
}

#[test]
fn frozen_with_defaults() {
    snapshot! {
        #[dataclass(order, kw_only)]
        #[pyclass(frozen, name = "Rechnung", rename_all = "camelCase")]
        struct Invoice {
            #[field(default = "tea", repr = false, secret)]
            line_text: String,
            #[field(default = Some(1), compare = false)]
            line_count: Option<f64>,
            #[field(default, alias = "tag_list", init = true)]
            line_tags: Vec<String>,
            #[field(default = next_number(), init = false)]
            number: u32,
        }
    }
}

#[test]
fn hooks() {
    snapshot! {
        #[dataclass(post_init = Self::complete, validate = check)]
        #[pyclass]
        struct Order {
            #[field(validate = <Self as Check>::id)]
            id: u64,
        }
    }
}

#[test]
fn stdlib() {
    snapshot! {
        #[dataclass(stdlib, kw_only, hash = true)]
        #[pyclass]
        struct Order {
            id: u64,
        }
    }
}

#[test]
fn skipped_and_python_fields() {
    snapshot! {
        #[pyclass]
        struct Node {
            next: Option<Py<Node>>,
            #[field(skip, default)]
            cache: Cache,
            #[field(skip, default = Self::START)]
            hits: u64,
        }
    }
}

#[test]
fn everything_off() {
    snapshot! {
        #[dataclass(
            init = false,
            repr = false,
            eq = false,
            match_args = false,
            copy = false,
            pickle = false,
            traverse = false,
            crate = "facade::classes"
        )]
        #[pyclass]
        struct Bare {
            object: Py<PyAny>,
        }
    }
}

#[test]
fn after_mistakes() {
    snapshot! {
        #[dataclass(ordr, crate = "facade::classes")]
        #[pyclass]
        struct Order {
            #[field(ge = 5, le = 3)]
            id: u64,
        }
    }
}

#[test]
fn after_a_mistake_in_a_generic_type() {
    snapshot! {
        #[pyclass]
        struct Page<T> {
            items: Vec<T>,
        }
    }
}

#[test]
fn enum_without_data() {
    snapshot! {
        /// A colour.
        #[dataclass(enum = "IntEnum", module = "paint", methods(label), lax)]
        enum Color {
            /// Warm.
            Red = 1,
            #[field(value = GREEN)]
            Green,
        }
    }
}

#[test]
fn enum_with_data() {
    snapshot! {
        /// A shape.
        #[dataclass(module = "paint", order, methods(area))]
        pub enum Shape {
            /// Round.
            Circle {
                #[field(gt = 0.0)]
                radius: f64,
            },
            Rect(f64, f64),
            Empty,
        }
    }
}

#[test]
fn enum_after_mistakes() {
    snapshot! {
        #[dataclass(modul = "paint")]
        enum Color {
            Red,
        }
    }
}

#[test]
fn tuple_struct() {
    snapshot! {
        #[pyclass(frozen)]
        struct Meters(#[field(ge = 0)] f64);
    }
}

#[test]
fn extends() {
    snapshot! {
        #[pyclass(extends = Base)]
        struct Order {
            #[field(alias = "number")]
            id: u64,
        }
    }
}

#[test]
fn seen_as_and_convert() {
    snapshot! {
        #[dataclass(version = 2, migrate = lift)]
        #[pyclass]
        struct Timed {
            #[field(convert = upper)]
            name: String,
            #[field(as = u64, ge = 1, validate = Self::is_short, default = Nanos(5))]
            at: Nanos,
        }
    }
}
