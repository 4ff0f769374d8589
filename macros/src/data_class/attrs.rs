//! What the user wrote: the attributes of the struct and of its fields, with their spans.

use darling::error::Accumulator;
use darling::{Error, FromAttributes, FromMeta, Result};
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Ident, Member, Type};

use super::describe::{Examples, Metadata};
use super::{SeenField, seen_as};
use crate::common::keyed::{CratePath, FunctionPath, Keyed, RawExpr, Switch, Text};
use crate::common::pyclass::{self, PyClassOptions, PyO3Field};
use crate::common::read::options_of;

/// `#[dataclass(…)]`.
#[derive(Debug, Default, FromAttributes)]
#[darling(attributes(dataclass), default)]
pub(super) struct ContainerAttrs {
    pub(super) init: Option<Keyed<Switch>>,
    pub(super) repr: Option<Keyed<Switch>>,
    pub(super) eq: Option<Keyed<Switch>>,
    pub(super) order: Option<Keyed<Switch>>,
    pub(super) hash: Option<Keyed<Switch>>,
    pub(super) match_args: Option<Keyed<Switch>>,
    pub(super) copy: Option<Keyed<Switch>>,
    pub(super) pickle: Option<Keyed<Switch>>,
    pub(super) traverse: Option<Keyed<Switch>>,
    pub(super) kw_only: Option<Keyed<Switch>>,
    pub(super) strict: Option<Keyed<Switch>>,
    pub(super) stdlib: Option<Keyed<Switch>>,
    pub(super) post_init: Option<Keyed<FunctionPath>>,
    pub(super) validate: Option<Keyed<FunctionPath>>,
    pub(super) version: Option<Keyed<RawExpr>>,
    pub(super) migrate: Option<Keyed<FunctionPath>>,
    pub(super) dict: Option<Keyed<Switch>>,
    pub(super) json: Option<Keyed<Switch>>,
    pub(super) msgpack: Option<Keyed<Switch>>,
    pub(super) toml: Option<Keyed<Switch>>,
    pub(super) yaml: Option<Keyed<Switch>>,
    pub(super) arrow: Option<Keyed<Switch>>,
    pub(super) schema: Option<Keyed<Switch>>,
    pub(super) pydantic: Option<Keyed<Switch>>,
    pub(super) serde: Option<Keyed<Switch>>,
    pub(super) rename_all: Option<Keyed<Text>>,
    pub(super) deny_unknown_fields: Option<Keyed<Switch>>,
    pub(super) omit_defaults: Option<Keyed<Switch>>,
    pub(super) tag: Option<Keyed<Text>>,
    pub(super) content: Option<Keyed<Text>>,
    /// The derive's own word for the classes of an enum with data, which have the methods of the enum.
    pub(super) variant: Option<Keyed<Switch>>,
    /// As above, for a class that is perhaps no data class.
    pub(super) alone: Option<Keyed<Switch>>,
    #[darling(rename = "crate")]
    pub(super) krate: Option<CratePath>,
}

/// `#[field(…)]`.
#[derive(Debug, Default, FromAttributes)]
#[darling(attributes(field), default)]
pub(super) struct FieldAttrs {
    pub(super) default: Option<Keyed<DefaultAttr>>,
    pub(super) init: Option<Keyed<Switch>>,
    pub(super) kw_only: Option<Keyed<Switch>>,
    pub(super) repr: Option<Keyed<Switch>>,
    pub(super) compare: Option<Keyed<Switch>>,
    pub(super) hash: Option<Keyed<Switch>>,
    pub(super) frozen: Option<Keyed<Switch>>,
    pub(super) skip: Option<Keyed<Switch>>,
    pub(super) secret: Option<Keyed<Switch>>,
    pub(super) view: Option<Keyed<Switch>>,
    pub(super) wire: Option<Keyed<Switch>>,
    pub(super) alias: Option<Keyed<Text>>,
    pub(super) convert: Option<Keyed<FunctionPath>>,
    pub(super) title: Option<Keyed<Text>>,
    pub(super) metadata: Option<Keyed<Metadata>>,
    pub(super) examples: Option<Keyed<Examples>>,
    pub(super) ge: Option<Keyed<RawExpr>>,
    pub(super) gt: Option<Keyed<RawExpr>>,
    pub(super) le: Option<Keyed<RawExpr>>,
    pub(super) lt: Option<Keyed<RawExpr>>,
    pub(super) multiple_of: Option<Keyed<RawExpr>>,
    pub(super) min_length: Option<Keyed<RawExpr>>,
    pub(super) max_length: Option<Keyed<RawExpr>>,
    pub(super) pattern: Option<Keyed<Text>>,
    pub(super) each: Option<Keyed<Rules>>,
    pub(super) key: Option<Keyed<Rules>>,
    pub(super) value: Option<Keyed<Rules>>,
    pub(super) validate: Option<Keyed<FunctionPath>>,
}

impl ContainerAttrs {
    pub(super) const OPTIONS: [&str; 31] = [
        "init",
        "repr",
        "eq",
        "order",
        "hash",
        "match_args",
        "copy",
        "pickle",
        "traverse",
        "kw_only",
        "strict",
        "stdlib",
        "post_init",
        "validate",
        "version",
        "migrate",
        "dict",
        "json",
        "msgpack",
        "toml",
        "yaml",
        "arrow",
        "schema",
        "pydantic",
        "serde",
        "rename_all",
        "deny_unknown_fields",
        "omit_defaults",
        "tag",
        "content",
        "crate",
    ];
}

impl FieldAttrs {
    pub(super) const OPTIONS: [&str; 29] = [
        "default",
        "init",
        "kw_only",
        "repr",
        "compare",
        "hash",
        "frozen",
        "skip",
        "secret",
        "view",
        "wire",
        "alias",
        "as",
        "convert",
        "title",
        "metadata",
        "examples",
        "ge",
        "gt",
        "le",
        "lt",
        "multiple_of",
        "min_length",
        "max_length",
        "pattern",
        "each",
        "key",
        "value",
        "validate",
    ];
}

/// The constraints of a field, or of the items of one.
#[derive(Debug, Default, Clone, FromMeta)]
#[darling(default)]
pub(super) struct ConstraintAttrs {
    pub(super) ge: Option<Keyed<RawExpr>>,
    pub(super) gt: Option<Keyed<RawExpr>>,
    pub(super) le: Option<Keyed<RawExpr>>,
    pub(super) lt: Option<Keyed<RawExpr>>,
    pub(super) multiple_of: Option<Keyed<RawExpr>>,
    pub(super) min_length: Option<Keyed<RawExpr>>,
    pub(super) max_length: Option<Keyed<RawExpr>>,
    pub(super) pattern: Option<Keyed<Text>>,
    pub(super) each: Option<Box<Keyed<Rules>>>,
    pub(super) key: Option<Box<Keyed<Rules>>>,
    pub(super) value: Option<Box<Keyed<Rules>>>,
    pub(super) validate: Option<Keyed<FunctionPath>>,
}

/// `each(ge = 1)`: constraints in parentheses.
#[derive(Debug, Clone)]
pub(super) struct Rules(pub(super) ConstraintAttrs);

impl FromMeta for Rules {
    fn from_meta(item: &syn::Meta) -> Result<Self> {
        if let syn::Meta::List(_) = item {
            return ConstraintAttrs::from_meta(item).map(Self);
        }
        let key = item.path().get_ident().map(ToString::to_string).unwrap_or_default();
        Err(Error::custom(format!("`{key}` holds rules: write `{key}(ge = 1)` or another rule")))
    }
}

impl FieldAttrs {
    /// The options of a field, without what is wrong with them.
    pub(super) fn of(field: &syn::Field) -> Self {
        let mut errors = Error::accumulator();
        let (plain, _) = seen_as::split(&field.attrs, &mut errors);
        let attrs = options_of("field", &Self::OPTIONS, &plain, &mut errors);
        // The derive of the variant's class tells of them.
        let _ = errors.finish();
        attrs
    }

    /// The constraints among the options.
    pub(super) fn constraints(&mut self) -> ConstraintAttrs {
        ConstraintAttrs {
            ge: self.ge.take(),
            gt: self.gt.take(),
            le: self.le.take(),
            lt: self.lt.take(),
            multiple_of: self.multiple_of.take(),
            min_length: self.min_length.take(),
            max_length: self.max_length.take(),
            pattern: self.pattern.take(),
            each: self.each.take().map(Box::new),
            key: self.key.take().map(Box::new),
            value: self.value.take().map(Box::new),
            validate: self.validate.take(),
        }
    }
}

/// `default` or `default = expression`.
#[derive(Debug, Clone)]
pub(super) enum DefaultAttr {
    /// `Default::default()`.
    Trait,
    Expr(syn::Expr),
}

impl FromMeta for DefaultAttr {
    fn from_meta(item: &syn::Meta) -> Result<Self> {
        match item {
            syn::Meta::Path(_) => Ok(Self::Trait),
            syn::Meta::NameValue(_) => RawExpr::from_meta(item).map(|expr| Self::Expr(expr.0)),
            syn::Meta::List(_) => {
                Err(Error::custom("write `default` for `Default::default()`, or `default = ...`"))
            }
        }
    }
}

/// All of the input that the derive looks at.
pub(super) struct Attrs<'a> {
    pub(super) input: &'a DeriveInput,
    pub(super) container: ContainerAttrs,
    pub(super) pyclass: PyClassOptions,
    pub(super) fields: Vec<WrittenField<'a>>,
    /// Mistakes found so far, to be reported with those that the model finds.
    pub(super) errors: Accumulator,
}

impl<'a> Attrs<'a> {
    /// Reads the attributes. Fails at once only where nothing more can be said.
    pub(super) fn read(input: &'a DeriveInput) -> Result<Self> {
        let mut errors = Error::accumulator();
        let container =
            options_of("dataclass", &ContainerAttrs::OPTIONS, &input.attrs, &mut errors);
        let fields = match fields_of(input) {
            Ok(fields) => fields
                .enumerate()
                .map(|(index, field)| WrittenField::read(index, field, &mut errors))
                .collect(),
            Err(error) => {
                errors.push(error);
                return Err(finished(errors));
            }
        };
        if let Some(parameter) = input.generics.params.first() {
            errors.push(generic(input, parameter));
            return Err(finished(errors));
        }
        let Some(pyclass) = PyClassOptions::find(&input.attrs) else {
            errors.push(pyclass::missing("PyDataClass", &input.ident));
            return Err(finished(errors));
        };
        Ok(Self { input, container, pyclass, fields, errors })
    }
}

impl Attrs<'_> {
    /// The fields as other derives see them, which leave it to this one to report mistakes.
    pub(super) fn seen_fields(input: &DeriveInput) -> Vec<Option<SeenField>> {
        let mut errors = Error::accumulator();
        let rule = PyClassOptions::find(&input.attrs).and_then(|pyclass| pyclass.rename_all());
        let fields = fields_of(input).into_iter().flatten().enumerate();
        let seen = fields
            .map(|(index, field)| {
                let field = WrittenField::read(index, field, &mut errors);
                let skipped = field.attrs.skip.is_some_and(|skip| skip.value.0);
                (!skipped).then(|| SeenField {
                    parameter: match field.attrs.alias {
                        Some(alias) => alias.value.0.value(),
                        None => PyO3Field::of(&field.field.attrs).name(&field.name, rule),
                    },
                    init: field.attrs.init.is_none_or(|init| init.value.0),
                    default: field.attrs.default.is_some(),
                    seen_as: field.seen_as.is_some(),
                    ident: field.name,
                })
            })
            .collect();
        let _ = errors.finish();
        seen
    }
}

/// The errors of an accumulator that holds some.
fn finished(errors: Accumulator) -> Error {
    errors.finish().expect_err("an error was pushed")
}

fn fields_of(input: &DeriveInput) -> Result<impl Iterator<Item = &syn::Field>> {
    let wanted = |what: &str, span: &dyn Spanned| {
        Error::custom(format!(
            "`PyDataClass` makes classes of structs and of enums, and this is {what}: \
             write `struct {} {{ name: Type, ... }}`",
            input.ident,
        ))
        .with_span(&span.span())
    };
    match &input.data {
        Data::Struct(data) => Ok(data.fields.iter()),
        Data::Enum(_) => {
            Err(Error::custom("an enum in Python has members: write variants")
                .with_span(&input.ident))
        }
        Data::Union(data) => Err(wanted("a union", &data.union_token)),
    }
}

/// A field and its attributes.
pub(super) struct WrittenField<'a> {
    /// Its name; in a tuple struct `_0`, `_1` and so on.
    pub(super) name: Ident,
    /// How Rust reaches it.
    pub(super) member: Member,
    pub(super) field: &'a syn::Field,
    pub(super) attrs: FieldAttrs,
    /// `as = Type`.
    pub(super) seen_as: Option<Keyed<Type>>,
}

impl<'a> WrittenField<'a> {
    fn read(index: usize, field: &'a syn::Field, errors: &mut Accumulator) -> Self {
        let (name, member) = match &field.ident {
            Some(ident) => (ident.clone(), Member::Named(ident.clone())),
            None => (
                Ident::new(&format!("_{index}"), field.ty.span()),
                Member::Unnamed(syn::Index::from(index)),
            ),
        };
        let (plain, seen_as) = seen_as::split(&field.attrs, errors);
        let attrs = options_of("field", &FieldAttrs::OPTIONS, &plain, errors);
        Self { name, member, field, attrs, seen_as }
    }
}

/// Python has one class, with one layout, for what would be many types in Rust.
fn generic(input: &DeriveInput, parameter: &syn::GenericParam) -> Error {
    let name = &input.ident;
    let (what, example) = match parameter {
        syn::GenericParam::Lifetime(_) => ("a lifetime", "<'static>"),
        syn::GenericParam::Const(_) => ("a generic parameter", "<3>"),
        syn::GenericParam::Type(_) => ("a generic parameter", "<i64>"),
    };
    Error::custom(format!(
        "a Python class cannot have {what}: take `#[derive(PyDataClass)]` and `#[pyclass]` off `{name}`, and make a class of one instance of it:\n\n    \
         #[derive(PyDataClass)]\n    #[pyclass]\n    struct My{name} {{ inner: {name}{example} }}\n",
    ))
    .with_span(parameter)
}
