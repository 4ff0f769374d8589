//! What it means.

use darling::error::Accumulator;
use darling::{Error, Result};
use syn::ext::IdentExt;
use syn::{Attribute, Expr, Ident, Path, Variant};

use super::attrs::{Attrs, ContainerAttrs, VariantAttrs};
use super::methods::Method;
use crate::common::docs::doc_of;
use crate::common::keyed::{Keyed, Text};
use crate::common::literal::{Number, text_of};

/// An enum.
pub(super) struct Model {
    pub(super) ident: Ident,
    /// Its name in Python.
    pub(super) name: String,
    pub(super) module: Option<String>,
    pub(super) doc: String,
    pub(super) krate: Path,
    pub(super) kind: Kind,
    pub(super) members: Vec<Member>,
    pub(super) methods: Vec<Method>,
    pub(super) lax: bool,
}

/// One member.
pub(super) struct Member {
    pub(super) ident: Ident,
    pub(super) name: String,
    pub(super) doc: String,
    pub(super) value: Value,
}

/// A member's value.
pub(super) enum Value {
    /// What `enum.auto()` gives.
    Auto,
    /// The variant's discriminant.
    Discriminant,
    /// An expression.
    Expr(Expr),
}

/// The base class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Enum,
    IntEnum,
    StrEnum,
    Flag,
    IntFlag,
}

const KINDS: [(&str, Kind); 5] = [
    ("Enum", Kind::Enum),
    ("IntEnum", Kind::IntEnum),
    ("StrEnum", Kind::StrEnum),
    ("Flag", Kind::Flag),
    ("IntFlag", Kind::IntFlag),
];

impl Kind {
    fn of(option: &Keyed<Text>) -> Result<Self> {
        let text = option.value.0.value();
        KINDS.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind).ok_or_else(|| {
            Error::custom(format!(
                "there is no `{text}` among Python's enum classes: write `Enum`, `IntEnum`, `StrEnum`, `Flag` or `IntFlag`"
            ))
            .with_span(&option.value.0)
        })
    }

    pub(super) fn name(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("Enum", |(name, _)| name)
    }

    /// What is wrong with a value that is written out, if anything.
    fn rejects(self, value: &Expr) -> Option<String> {
        let (text, number) = (text_of(value).is_some(), Number::of(value));
        match self {
            Self::StrEnum if number.is_some() => Some("the value of a member of a `StrEnum` is a text: write `value = \"...\"`, or another `enum`".to_owned()),
            Self::IntEnum | Self::Flag | Self::IntFlag
                if text || matches!(number, Some(Number::Float(_))) =>
            {
                let article = if self == Self::Flag { "a" } else { "an" };
                let kind = self.name();
                Some(format!("the value of a member of {article} `{kind}` is an integer: write one, or `enum = \"Enum\"`"))
            }
            _ => None,
        }
    }
}

impl Model {
    pub(super) fn new(attrs: Attrs<'_>) -> Result<Self> {
        let Attrs { input, container, variants, mut errors } = attrs;
        let ContainerAttrs { kind, module, name, methods, lax, krate } = container;
        let kind = kind.and_then(|kind| errors.handle(Kind::of(&kind))).unwrap_or(Kind::Enum);
        let explicit = variants.iter().any(|(variant, _)| variant.discriminant.is_some());
        if kind != Kind::StrEnum && !explicit {
            automatic_after_text(&variants, &mut errors);
        }
        let members = variants
            .into_iter()
            .map(|(variant, attrs)| {
                if let Some(value) = &attrs.value
                    && let Some(text) = kind.rejects(&value.value.0)
                {
                    errors.push(Error::custom(text).with_span(&value.value.0));
                }
                Member {
                    ident: variant.ident.clone(),
                    name: variant.ident.unraw().to_string(),
                    doc: doc_of(&variant.attrs),
                    value: match attrs.value {
                        Some(value) => Value::Expr(value.value.0),
                        None if explicit && kind != Kind::StrEnum => Value::Discriminant,
                        None => Value::Auto,
                    },
                }
            })
            .collect();
        errors.finish_with(Self {
            ident: input.ident.clone(),
            name: name.map_or_else(|| input.ident.unraw().to_string(), |name| name.value.0.value()),
            module: module.map(|module| module.value.0.value()),
            doc: doc_of(&input.attrs),
            krate: krate.map_or_else(|| syn::parse_quote!(::pyo3_classes), |path| path.0),
            kind,
            members,
            methods: methods.map(|methods| methods.value.0).unwrap_or_default(),
            lax: lax.is_some_and(|lax| lax.value.0),
        })
    }
}

/// `enum.auto()` counts on from the value before, and a text has none after it: Python 3.13 refuses.
fn automatic_after_text(variants: &[(&Variant, VariantAttrs)], errors: &mut Accumulator) {
    let text = |(_, attrs): &&(&Variant, VariantAttrs)| {
        attrs.value.as_ref().is_some_and(|value| text_of(&value.value.0).is_some())
    };
    let Some((first, _)) = variants.iter().find(text) else { return };
    let after = variants.iter().skip_while(|variant| !text(variant));
    // One with options whose value is missing has been reported: the key is misspelt.
    for (variant, _) in after.filter(|(variant, _)| doc_only(&variant.attrs)) {
        errors.push(
            Error::custom(format!(
                "`{}` has a text for a value, and no number follows a text: write `#[field(value = ...)]` for `{}` too",
                first.ident, variant.ident,
            ))
            .with_span(&variant.ident),
        );
    }
}

fn doc_only(attrs: &[Attribute]) -> bool {
    !attrs.iter().any(|attr| attr.path().is_ident("field"))
}
