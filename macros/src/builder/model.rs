//! What the attributes mean: checked, and without a type of darling's.

use darling::Result;
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{ExprPath, Ident, Path, Type, Visibility};

use super::attrs::{Attrs, ContainerAttrs, FieldAttrs};
use super::check;
use crate::common::keyed::{Keyed, Switch};
use crate::common::pyclass::runtime_path;
use crate::data_class;

/// A builder.
pub(super) struct Model<'a> {
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
    /// `#[pyclass(extends = …)]`
    pub(super) extends: bool,
    pub(super) validate: Option<ExprPath>,
    pub(super) fields: Vec<Field>,
}

/// A field that Python sees.
pub(super) struct Field {
    pub(super) ident: Ident,
    pub(super) ty: Type,
    /// What the builder calls it.
    pub(super) name: String,
    /// The setter's name; `None` for a field that only has its default.
    pub(super) setter: Option<String>,
    pub(super) convert: Option<ExprPath>,
    pub(super) set_once: bool,
}

fn is_on(option: Option<&Keyed<Switch>>) -> bool {
    option.is_some_and(|option| option.value.0)
}

impl<'a> Model<'a> {
    /// Checks what was written and says what it means, or reports every mistake.
    pub(super) fn new(attrs: Attrs<'a>) -> Result<Self> {
        let Attrs { input, container, pyclass, fields, mut errors } = attrs;
        let ContainerAttrs { name, prefix, validate, typestate: _, krate } = container;
        let ident = &input.ident;
        let plain = ident.unraw();
        let prefix = prefix.map(|prefix| prefix.value.0.value()).unwrap_or_default();
        let mut model = Self {
            ident,
            vis: &input.vis,
            krate: krate.map_or_else(|| runtime_path(&input.attrs, "dataclass"), |path| path.0),
            class: format_ident!("{plain}Builder"),
            name: name.map_or_else(
                || format!("{}Builder", pyclass.name(ident)),
                |name| name.value.0.value(),
            ),
            module: pyclass.text("module"),
            draft: format_ident!("{plain}Draft"),
            extends: pyclass.has("extends"),
            validate: validate.map(|path| path.value.0),
            fields: Vec::new(),
        };
        let seen = data_class::fields_of(input);
        for (index, (field, attrs)) in fields.into_iter().enumerate() {
            let Some(Some(seen)) = seen.get(index) else {
                check::hidden(field, &attrs, &mut errors);
                continue;
            };
            let FieldAttrs { name, convert, skip, set_once, .. } = attrs;
            let key =
                name.as_ref().map_or_else(|| seen.parameter.clone(), |name| name.value.0.value());
            let setter = if name.is_some() { key.clone() } else { format!("{prefix}{key}") };
            let has_setter = seen.init && !is_on(skip.as_ref());
            model.fields.push(Field {
                ident: seen.ident.clone(),
                ty: field.ty.clone(),
                name: key,
                setter: has_setter.then_some(setter),
                convert: convert.map(|path| path.value.0),
                set_once: is_on(set_once.as_ref()),
            });
        }
        check::names(&model, &mut errors);
        errors.finish_with(model)
    }
}
