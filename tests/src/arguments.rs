//! Constructors of every shape, for the errors of a wrong call.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

macro_rules! constructors {
    ($($(#[$option:meta])* $name:ident { $($(#[$field:meta])* $parameter:ident,)* })*) => {
        $(
            #[derive(PyDataClass, Clone)]
            $(#[$option])*
            #[pyclass(module = "pyo3_classes_fixture")]
            pub(crate) struct $name {
                $($(#[$field])* $parameter: i64,)*
            }
        )*
    };
}

constructors! {
    TakesNone {}
    TakesOne { first, }
    TakesFour { first, second, third, fourth, }
    TakesOptional { first, #[field(default = 2)] second, #[field(default = 3)] third, }
    TakesOneOptional { #[field(default = 1)] first, }
    TakesKeywords {
        first,
        #[field(kw_only)] second,
        #[field(default = 2)] third,
        #[field(kw_only, default = 3)] fourth,
        #[field(kw_only)] fifth,
    }
    #[dataclass(kw_only)]
    TakesOnlyKeywords { first, second, third, }
    TakesNames { quantity, price, customer, }
    TakesAlias { #[field(alias = "type")] kind, #[field(default = 1, alias = "from")] source, }
    TakesSome { first, #[field(init = false, default = 7)] second, third, }
}
