//! What the user wrote: `#[pybuilder(…)]` on the struct and on its fields, with spans.

use darling::error::Accumulator;
use darling::{Error, FromAttributes, FromMeta, Result};
use syn::{Data, DeriveInput, Expr, Meta, Type, parse_quote};

use crate::common::keyed::{CratePath, FunctionPath, Keyed, Switch, Text, ungroup};
use crate::common::pyclass::{self, PyClassOptions};
use crate::common::read::options_of;

/// `#[pybuilder(…)]` on the struct.
#[derive(Debug, Default, FromAttributes)]
#[darling(attributes(pybuilder), default)]
pub(super) struct ContainerAttrs {
    pub(super) name: Option<Keyed<Text>>,
    pub(super) prefix: Option<Keyed<Text>>,
    pub(super) validate: Option<Keyed<FunctionPath>>,
    pub(super) typestate: Option<Keyed<Switch>>,
    #[darling(rename = "crate")]
    pub(super) krate: Option<CratePath>,
}

impl ContainerAttrs {
    pub(super) const OPTIONS: [&'static str; 5] =
        ["name", "prefix", "validate", "typestate", "crate"];
}

/// `#[pybuilder(…)]` on a field.
#[derive(Debug, Default, FromAttributes)]
#[darling(attributes(pybuilder), default)]
pub(super) struct FieldAttrs {
    pub(super) name: Option<Keyed<Text>>,
    pub(super) each: Option<Keyed<Text>>,
    pub(super) nested: Option<Keyed<Switch>>,
    pub(super) into: Option<Keyed<Into>>,
    pub(super) convert: Option<Keyed<FunctionPath>>,
    pub(super) skip: Option<Keyed<Switch>>,
    pub(super) set_once: Option<Keyed<Switch>>,
}

impl FieldAttrs {
    pub(super) const OPTIONS: [&'static str; 7] =
        ["name", "each", "nested", "into", "convert", "skip", "set_once"];
}

/// `into`, or `into = Type`.
#[derive(Debug)]
pub(super) enum Into {
    Switch(bool),
    Of(Box<Type>),
}

impl FromMeta for Into {
    fn from_meta(item: &Meta) -> Result<Self> {
        if let Meta::NameValue(name_value) = item
            && let Expr::Path(path) = ungroup(&name_value.value)
        {
            return Ok(Self::Of(parse_quote!(#path)));
        }
        let wanted = "write `into`, or `into = Type` (with `::` before `<`: `into = Vec::<u8>`)";
        match Switch::from_meta(item) {
            Ok(Switch(on)) => Ok(Self::Switch(on)),
            Err(_) => Err(Error::custom(wanted).with_span(item)),
        }
    }
}

/// All of the input that the derive looks at.
pub(super) struct Attrs<'a> {
    pub(super) input: &'a DeriveInput,
    pub(super) container: ContainerAttrs,
    pub(super) pyclass: PyClassOptions,
    pub(super) fields: Vec<(&'a syn::Field, FieldAttrs)>,
    /// Mistakes found so far, to be reported with those that the model finds.
    pub(super) errors: Accumulator,
}

impl<'a> Attrs<'a> {
    /// Reads the attributes. Fails at once only where nothing more can be said.
    pub(super) fn read(input: &'a DeriveInput) -> Result<Self> {
        let mut errors = Error::accumulator();
        let container =
            options_of("pybuilder", &ContainerAttrs::OPTIONS, &input.attrs, &mut errors);
        let Data::Struct(data) = &input.data else {
            errors.push(
                Error::custom("`PyBuilder` makes builders of structs and of enums: write `struct Name { ... }`")
                    .with_span(&input.ident),
            );
            return Err(finished(errors));
        };
        let fields = data
            .fields
            .iter()
            .map(|field| {
                let attrs =
                    options_of("pybuilder", &FieldAttrs::OPTIONS, &field.attrs, &mut errors);
                (field, attrs)
            })
            .collect();
        let Some(pyclass) = PyClassOptions::find(&input.attrs) else {
            errors.push(pyclass::missing("PyBuilder", &input.ident));
            return Err(finished(errors));
        };
        Ok(Self { input, container, pyclass, fields, errors })
    }
}

/// The errors of an accumulator that holds some.
fn finished(errors: Accumulator) -> Error {
    errors.finish().expect_err("an error was pushed")
}
