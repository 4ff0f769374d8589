//! What the user wrote on the enum and its variants.

use darling::error::Accumulator;
use darling::{Error, FromAttributes};
use syn::{Data, DeriveInput, Variant};

use super::methods::Methods;
use crate::common::keyed::{CratePath, Keyed, RawExpr, Switch, Text};
use crate::common::pyclass::PyClassOptions;
use crate::common::read::options_of;

const OPTIONS: [&str; 6] = ["enum", "module", "name", "methods", "lax", "crate"];

/// `#[dataclass(…)]` on an enum.
#[derive(Debug, Default, FromAttributes)]
#[darling(attributes(dataclass), default)]
pub(super) struct ContainerAttrs {
    #[darling(rename = "enum")]
    pub(super) kind: Option<Keyed<Text>>,
    pub(super) module: Option<Keyed<Text>>,
    pub(super) name: Option<Keyed<Text>>,
    pub(super) methods: Option<Keyed<Methods>>,
    pub(super) lax: Option<Keyed<Switch>>,
    #[darling(rename = "crate")]
    pub(super) krate: Option<CratePath>,
}

/// `#[field(…)]` on a variant.
#[derive(Debug, Default, FromAttributes)]
#[darling(attributes(field), default)]
pub(super) struct VariantAttrs {
    pub(super) value: Option<Keyed<RawExpr>>,
}

pub(super) struct Attrs<'a> {
    pub(super) input: &'a DeriveInput,
    pub(super) container: ContainerAttrs,
    pub(super) variants: Vec<(&'a Variant, VariantAttrs)>,
    pub(super) errors: Accumulator,
}

impl<'a> Attrs<'a> {
    pub(super) fn read(input: &'a DeriveInput) -> Self {
        let mut errors = Error::accumulator();
        let container = options_of("dataclass", &OPTIONS, &input.attrs, &mut errors);
        if PyClassOptions::find(&input.attrs).is_some() {
            errors.push(
                Error::custom(
                    "an enum without data becomes a class of Python's `enum` module, which `#[pyclass]` cannot make: remove `#[pyclass]`, and write its `module` as `#[dataclass(module = \"...\")]`",
                )
                .with_span(&input.ident),
            );
        }
        if let Some(parameter) = input.generics.params.first() {
            errors.push(
                Error::custom("a Python class cannot have parameters: remove them from the enum")
                    .with_span(parameter),
            );
        }
        let mut variants = Vec::new();
        if let Data::Enum(data) = &input.data {
            for variant in &data.variants {
                let attrs = options_of("field", &["value"], &variant.attrs, &mut errors);
                variants.push((variant, attrs));
            }
        }
        Self { input, container, variants, errors }
    }
}
