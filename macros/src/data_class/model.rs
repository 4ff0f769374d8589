//! What the attributes mean: checked, and without a type of darling's.

use darling::error::Accumulator;
use darling::{Error, Result};
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Expr, ExprPath, Ident, LitStr, Member, Path, Type};

use super::attrs::{Attrs, ContainerAttrs, DefaultAttr, WrittenField};
use super::constraint::{Constraint, constraints_of};
use super::wire::{self, Wire};
use super::{check, check_default, check_field, check_view};
use crate::common::docs::doc_of;
use crate::common::keyed::{Keyed, Switch};
use crate::common::literal::is_constant;
use crate::common::pyclass::{PyO3Field, RenameRule};
use crate::common::rust_type::Kind;

/// A data class.
pub(super) struct Model {
    pub(super) ident: Ident,
    /// Its name in Python.
    pub(super) name: String,
    pub(super) krate: Path,
    /// `#[pyclass(frozen)]`.
    pub(super) frozen: bool,
    /// `#[pyclass(subclass)]`.
    pub(super) subclass: bool,
    /// `#[pyclass(dict)]`.
    pub(super) dict: bool,
    /// Where `#[pyclass(extends = …)]` says so.
    pub(super) extends: Option<Span>,
    pub(super) strict: bool,
    pub(super) kw_only: bool,
    /// `dataclasses` takes it for one of its own.
    pub(super) stdlib: bool,
    pub(super) generate: Generate,
    pub(super) post_init: Option<ExprPath>,
    pub(super) validate: Option<ExprPath>,
    /// Of the class's pickles; `None` for the first.
    pub(super) version: Option<Expr>,
    pub(super) migrate: Option<ExprPath>,
    /// What it is on the wire.
    pub(super) wire: Option<Wire>,
    /// A tuple struct of one field prints as `Meters(3.0)`.
    pub(super) newtype: bool,
    pub(super) fields: Vec<Field>,
    pub(super) skipped: Vec<SkippedField>,
    /// PyO3 reports a mistake and makes no class.
    pub(super) rejected_by_pyo3: bool,
}

/// What to generate.
pub(super) struct Generate {
    pub(super) init: bool,
    pub(super) repr: bool,
    pub(super) eq: bool,
    pub(super) order: bool,
    pub(super) hash: bool,
    pub(super) match_args: bool,
    pub(super) copy: bool,
    pub(super) pickle: bool,
    /// `__traverse__` and `__clear__`.
    pub(super) traverse: bool,
}

/// A field that Python sees.
pub(super) struct Field {
    pub(super) ident: Ident,
    pub(super) member: Member,
    pub(super) ty: Type,
    /// Its property is PyO3's, by `#[pyo3(get)]` or `#[pyclass(get_all)]`.
    pub(super) pyo3_property: bool,
    /// `as = …`: the type that Python sees.
    pub(super) seen_as: Option<Type>,
    pub(super) convert: Option<ExprPath>,
    pub(super) description: Description,
    /// The attribute in Python.
    pub(super) name: String,
    /// The constructor's parameter.
    pub(super) parameter: String,
    /// Its key on the wire; `None` if it is not there.
    pub(super) wire: Option<String>,
    pub(super) doc: String,
    pub(super) default: Option<DefaultValue>,
    pub(super) constraints: Vec<Constraint>,
    pub(super) options: FieldOptions,
}

/// What tools tell about a field, beside its doc comment.
pub(super) struct Description {
    pub(super) title: Option<String>,
    pub(super) metadata: Vec<(LitStr, Expr)>,
    pub(super) examples: Vec<Expr>,
}

/// As in `dataclasses.field`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct FieldOptions {
    pub(super) init: bool,
    pub(super) kw_only: bool,
    pub(super) repr: bool,
    pub(super) compare: bool,
    pub(super) hash: bool,
    pub(super) frozen: bool,
    pub(super) secret: bool,
    pub(super) view: bool,
}

/// A field that Python does not see.
pub(super) struct SkippedField {
    pub(super) member: Member,
    pub(super) ty: Type,
    pub(super) default: DefaultValue,
}

/// A field's default.
pub(super) struct DefaultValue {
    /// `None` for `Default::default()`.
    pub(super) expr: Option<Expr>,
    /// Whether each evaluation may give another value.
    pub(super) factory: bool,
}

impl DefaultValue {
    fn of(attr: &DefaultAttr) -> Self {
        match attr {
            DefaultAttr::Trait => Self { expr: None, factory: false },
            DefaultAttr::Expr(expr) => {
                Self { expr: Some(expr.clone()), factory: !is_constant(expr) }
            }
        }
    }
}

/// The value of a switch.
pub(super) fn is_on(option: Option<&Keyed<Switch>>, default: bool) -> bool {
    option.map_or(default, |option| option.value.0)
}

impl Model {
    /// Checks what was written and says what it means, or reports every mistake.
    pub(super) fn new(attrs: Attrs<'_>) -> Result<Self> {
        let Attrs { input, container, pyclass, fields, mut errors } = attrs;
        check::pyclass_options(&pyclass, &container, &mut errors);
        let wire = Wire::of(&container, &mut errors);
        let extends = pyclass.get("extends");
        wire::of_struct(&container, wire.as_ref(), &input.attrs, extends.is_some(), &mut errors);
        let ContainerAttrs {
            init,
            repr,
            eq,
            order,
            hash,
            match_args,
            copy,
            pickle,
            traverse,
            kw_only,
            strict,
            stdlib,
            post_init,
            validate,
            version,
            migrate,
            krate,
            rename_all,
            alone,
            ..
        } = container;
        let frozen = pyclass.has("frozen");
        let eq_on = is_on(eq.as_ref(), true);
        if let Some(order) = order.as_ref().filter(|order| order.value.0 && !eq_on) {
            errors.push(
                Error::custom("`order` needs `eq`: remove `eq = false`, or `order`")
                    .with_span(&order.key),
            );
        }
        check::version(version.as_ref(), migrate.as_ref(), &mut errors);
        let class = ClassContext {
            frozen,
            kw_only: is_on(kw_only.as_ref(), false),
            own_properties: is_on(alone.as_ref(), false),
            get_all: pyclass.has("get_all"),
            set_all: pyclass.has("set_all"),
            rename_all: pyclass.rename_all(),
            wire_rename_all: wire::rename_rule(rename_all.as_ref(), &mut errors),
        };
        let mut model = Self {
            ident: input.ident.clone(),
            name: pyclass.name(&input.ident),
            krate: krate.map_or_else(|| syn::parse_quote!(::pyo3_classes), |path| path.0),
            frozen,
            subclass: pyclass.has("subclass"),
            dict: pyclass.has("dict"),
            extends: extends.map(|extends| extends.key.span()),
            strict: is_on(strict.as_ref(), false),
            kw_only: class.kw_only,
            stdlib: is_on(stdlib.as_ref(), false),
            generate: Generate {
                init: is_on(init.as_ref(), true),
                repr: is_on(repr.as_ref(), true),
                eq: eq_on,
                order: is_on(order.as_ref(), false),
                hash: is_on(hash.as_ref(), frozen && eq_on),
                match_args: is_on(match_args.as_ref(), true),
                copy: is_on(copy.as_ref(), true),
                pickle: is_on(pickle.as_ref(), true),
                traverse: false,
            },
            post_init: post_init.map(|path| path.value.0),
            validate: validate.map(|path| path.value.0),
            version: version.map(|version| version.value.0),
            migrate: migrate.map(|path| path.value.0),
            wire,
            newtype: matches!(&input.data, syn::Data::Struct(data) if matches!(&data.fields, syn::Fields::Unnamed(fields) if fields.unnamed.len() == 1)),
            fields: Vec::new(),
            skipped: Vec::new(),
            rejected_by_pyo3: false,
        };
        for field in fields {
            model.add_field(field, &class, &mut errors);
        }
        model.generate.traverse = is_on(traverse.as_ref(), true)
            && (model.fields.iter().any(|field| {
                !Kind::of(field.seen_as.as_ref().unwrap_or(&field.ty)).is_free_of_python()
            }) || model.skipped.iter().any(|field| Kind::of(&field.ty).holds_python()));
        check::parameters(&model, &mut errors);
        wire::check_fields(&model, &mut errors);
        errors.finish_with(model)
    }

    fn add_field(
        &mut self,
        written: WrittenField<'_>,
        class: &ClassContext,
        errors: &mut Accumulator,
    ) {
        let WrittenField { name: ident, member, field, mut attrs, seen_as } = written;
        let ident = &ident;
        let pyo3 = PyO3Field::of(&field.attrs);
        self.rejected_by_pyo3 |= pyo3.is_rejected_by_pyo3(class.get_all, class.set_all);
        check_field::options(ident, &field.ty, &attrs, seen_as.as_ref(), errors);
        check_view::options(ident, &field.ty, &attrs, seen_as.as_ref(), &pyo3, class, errors);
        if !class.own_properties {
            check::pyo3_options(ident, &pyo3, &attrs, class, errors);
        }
        let default = attrs.default.as_ref().map(|default| DefaultValue::of(&default.value));
        if is_on(attrs.skip.as_ref(), false) {
            // `check` has reported a missing default.
            if let Some(default) = default {
                self.skipped.push(SkippedField { member, ty: field.ty.clone(), default });
            }
            return;
        }
        let name = pyo3.name(ident, class.rename_all);
        if pyo3.get("name").is_none() {
            check_field::attribute_name(ident, &name, errors);
        }
        let seen_as = seen_as.map(|seen_as| seen_as.value);
        // Constraints look at what Python sees, the default at what the field is.
        let kind = Kind::of(seen_as.as_ref().unwrap_or(&field.ty));
        let quoted = format!("`{}`", ident.unraw());
        let constraints = constraints_of(attrs.constraints(), &kind, &quoted, errors);
        if let Some(DefaultAttr::Expr(expr)) = attrs.default.as_ref().map(|default| &default.value)
            && seen_as.is_none()
        {
            check_default::fits(expr, &kind, &quoted, &constraints, errors);
        }
        let compare = is_on(attrs.compare.as_ref(), true);
        let on_the_wire = wire::key(ident, &name, &attrs, class.wire_rename_all, errors);
        self.fields.push(Field {
            ident: ident.clone(),
            member,
            ty: field.ty.clone(),
            pyo3_property: pyo3.get("get").is_some() || class.get_all,
            seen_as,
            convert: attrs.convert.map(|path| path.value.0),
            description: Description {
                title: attrs.title.map(|title| title.value.0.value()),
                metadata: attrs.metadata.map(|metadata| metadata.value.0).unwrap_or_default(),
                examples: attrs.examples.map(|examples| examples.value.0).unwrap_or_default(),
            },
            parameter: attrs
                .alias
                .as_ref()
                .map_or_else(|| name.clone(), |alias| alias.value.0.value()),
            name,
            wire: on_the_wire,
            doc: doc_of(&field.attrs),
            default,
            constraints,
            options: FieldOptions {
                init: is_on(attrs.init.as_ref(), true),
                kw_only: is_on(attrs.kw_only.as_ref(), class.kw_only),
                repr: is_on(attrs.repr.as_ref(), true),
                compare,
                hash: is_on(attrs.hash.as_ref(), compare),
                frozen: is_on(attrs.frozen.as_ref(), false),
                secret: is_on(attrs.secret.as_ref(), false),
                view: is_on(attrs.view.as_ref(), false),
            },
        });
    }
}

/// What the class says about all of its fields.
pub(super) struct ClassContext {
    /// The properties are the user's.
    pub(super) own_properties: bool,
    pub(super) frozen: bool,
    pub(super) kw_only: bool,
    pub(super) get_all: bool,
    pub(super) set_all: bool,
    pub(super) rename_all: Option<RenameRule>,
    /// The rule for keys on the wire.
    pub(super) wire_rename_all: Option<RenameRule>,
}
