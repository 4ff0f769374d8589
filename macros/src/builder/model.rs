//! What the attributes mean: checked, and without a type of darling's.

use darling::Result;
use proc_macro2::{Span, TokenStream};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{DeriveInput, ExprPath, Ident, LitStr, Path, Type, Visibility};

use super::attrs::{Attrs, ContainerAttrs, FieldAttrs, Into};
use super::check;
use crate::common::keyed::{Keyed, Switch};
use crate::common::pyclass::{PyClassOptions, runtime_path};
use crate::common::rust_type::argument_of;
use crate::data_class::{self, alone};

/// A builder.
pub(super) struct Model<'a> {
    pub(super) types: Types<'a>,
    /// `#[pyclass(extends = …)]`
    pub(super) extends: Option<Span>,
    /// `#[pyclass(subclass)]`
    pub(super) subclass: bool,
    /// Type checkers are told which fields are set.
    pub(super) typestate: bool,
    pub(super) validate: Option<ExprPath>,
    pub(super) fields: Vec<Field>,
    /// The class is that of a variant.
    pub(super) variant: Option<VariantOf<'a>>,
    /// The class's table, should it be no data class.
    pub(super) alone: Option<TokenStream>,
}

/// The variant whose class is built.
pub(super) struct VariantOf<'a> {
    /// The enum.
    pub(super) ident: &'a Ident,
    pub(super) index: usize,
    /// Where the class is in Python.
    pub(super) path: &'a str,
}

/// The types that a builder consists of.
pub(super) struct Types<'a> {
    /// The class that it builds.
    pub(super) ident: &'a Ident,
    pub(super) vis: &'a Visibility,
    pub(super) krate: Path,
    /// The builder's class: in Rust, and in Python.
    pub(super) class: Ident,
    pub(super) name: String,
    pub(super) module: Option<String>,
    /// What a `validate` function looks at.
    pub(super) draft: Ident,
    /// What documentation calls the class that it builds.
    pub(super) built: String,
}

impl<'a> Types<'a> {
    /// The types as they are called without options of the builder's own.
    pub(super) fn of(input: &'a DeriveInput, pyclass: &PyClassOptions) -> Self {
        let plain = input.ident.unraw();
        Self {
            ident: &input.ident,
            vis: &input.vis,
            krate: runtime_path(&input.attrs, "dataclass"),
            class: format_ident!("{plain}Builder"),
            name: format!("{}Builder", pyclass.name(&input.ident)),
            module: pyclass.text("module"),
            draft: format_ident!("{plain}Draft"),
            built: input.ident.to_string(),
        }
    }
}

/// A field that Python sees.
pub(super) struct Field {
    pub(super) ident: Ident,
    pub(super) ty: Type,
    /// What the builder calls it.
    pub(super) name: String,
    /// `#[pybuilder(name = …)]` says so.
    pub(super) is_renamed: bool,
    /// Where that is written.
    pub(super) named_at: Span,
    /// The setter's name; `None` for a field that only has its default.
    pub(super) setter: Option<String>,
    /// The adder's name, and where it is written.
    pub(super) each: Option<LitStr>,
    /// The nested class.
    pub(super) nested: Option<Type>,
    pub(super) into: Option<Made>,
    pub(super) convert: Option<ExprPath>,
    pub(super) set_once: bool,
}

impl Field {
    /// What the builder calls the field, and the methods that it has for it.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = vec![self.name.clone()];
        if let Some(setter) = &self.setter {
            names.push(format!("maybe_{}", self.name));
            if *setter != self.name {
                names.push(setter.clone());
            }
        }
        names.extend(self.each.iter().map(LitStr::value));
        names
    }
}

/// `into`
pub(super) enum Made {
    /// By a call of the field's Python type.
    Called,
    /// By Rust's `Into`, of this type.
    Of(Box<Type>),
}

/// The class that a nested field is of: `T` of `T`, `Option<T>`, `Box<T>`, `Py<T>`.
fn nested_class(ty: &Type) -> &Type {
    ["Option", "Box", "Py"]
        .into_iter()
        .find_map(|wrapper| argument_of(wrapper, ty))
        .map_or(ty, nested_class)
}

pub(super) fn is_on(option: Option<&Keyed<Switch>>) -> bool {
    option.is_some_and(|option| option.value.0)
}

impl<'a> Model<'a> {
    /// Checks what was written and says what it means, or reports every mistake.
    pub(super) fn new(attrs: Attrs<'a>) -> Result<Self> {
        let Attrs { input, container, pyclass, fields, mut errors } = attrs;
        let ContainerAttrs { name, prefix, validate, typestate, krate } = container;
        check::class(name.as_ref(), &mut errors);
        let prefix = check::prefix(prefix.as_ref(), &mut errors);
        let mut types = Types::of(input, &pyclass);
        if let Some(path) = krate {
            types.krate = path.0;
        }
        if let Some(name) = name {
            types.name = name.value.0.value();
        }
        let mut model = Self {
            types,
            extends: pyclass.get("extends").map(|extends| extends.key.span()),
            subclass: pyclass.has("subclass"),
            typestate: is_on(typestate.as_ref()),
            validate: validate.map(|path| path.value.0),
            fields: Vec::new(),
            variant: None,
            alone: (!alone::is_surely_data_class(input)).then(|| alone::table(input)),
        };
        let seen = data_class::fields_of(input);
        for (index, (field, attrs)) in fields.into_iter().enumerate() {
            let Some(Some(seen)) = seen.get(index) else {
                check::hidden(field, &attrs, &mut errors);
                continue;
            };
            check::skipped(field, seen, &attrs, &mut errors);
            check::combinations(seen, &field.ty, &attrs, &mut errors);
            let FieldAttrs { name, each, nested, into, convert, skip, set_once } = attrs;
            let key =
                name.as_ref().map_or_else(|| seen.parameter.clone(), |name| name.value.0.value());
            let named_at =
                name.as_ref().map_or_else(|| seen.ident.span(), |name| name.value.0.span());
            let setter = if name.is_some() { key.clone() } else { format!("{prefix}{key}") };
            let has_setter = seen.init && !is_on(skip.as_ref());
            model.fields.push(Field {
                ident: seen.ident.clone(),
                ty: field.ty.clone(),
                name: key,
                is_renamed: name.is_some(),
                named_at,
                setter: has_setter.then_some(setter),
                each: each.filter(|_| has_setter).map(|each| each.value.0),
                nested: is_on(nested.as_ref()).then(|| nested_class(&field.ty).clone()),
                into: match into.map(|into| into.value) {
                    None | Some(Into::Switch(false)) => None,
                    Some(Into::Switch(true)) => Some(Made::Called),
                    Some(Into::Of(source)) => Some(Made::Of(source)),
                },
                convert: convert.map(|path| path.value.0),
                set_once: is_on(set_once.as_ref()),
            });
        }
        check::names(&model, &mut errors);
        if model.subclass {
            check::states(typestate.as_ref(), &mut errors);
        }
        errors.finish_with(model)
    }
}
