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
        struct Server {
            host: String,
        }
    }
}

#[test]
fn options() {
    snapshot! {
        #[pybuilder(name = "Maker", prefix = "with_", validate = Self::check, crate = "shop::classes")]
        #[pyclass(name = "Host", module = "shop", frozen)]
        pub(crate) struct Server {
            #[pybuilder(set_once)]
            host: String,
            #[field(alias = "to")]
            #[pybuilder(convert = Self::port_of)]
            port: Option<Self>,
            #[pybuilder(name = "label")]
            tags: Vec<String>,
            #[field(default)]
            #[pybuilder(skip)]
            origin: String,
            #[field(init = false, default)]
            sum: u64,
            #[field(skip, default)]
            cache: u64,
        }
    }
}

#[test]
fn extends() {
    snapshot! {
        #[pyclass(extends = Base)]
        struct Server {
            host: String,
        }
    }
}

#[test]
fn tuple_struct() {
    snapshot! {
        #[pyclass]
        struct Pair(i64, #[pybuilder(name = "second")] String);
    }
}

/// The types stay, so that what names them is no second mistake.
#[test]
fn after_a_mistake() {
    snapshot! {
        #[pybuilder(prefx = "with_")]
        #[pyclass(module = "shop")]
        pub struct Server {
            host: String,
            #[field(skip, default)]
            cache: u64,
        }
    }
}
