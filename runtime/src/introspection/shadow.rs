//! Fields that are named as a type: in the body of the class, what follows the field means the field.

use pyo3::inspect::PyStaticExpr;

use super::{ClassStub, FieldStub};
use crate::hint::{Node, TypeHint};

/// Where a name in a type comes from.
#[derive(Clone, Copy)]
pub(super) enum From {
    /// It is there without an import.
    Builtins,
    /// A line at the beginning of the stub file imports it, by another name if that is taken.
    Import,
}

impl ClassStub {
    /// Whether a field is named as a builtin that stands in this type.
    pub(super) const fn hides(&self, hint: &TypeHint) -> bool {
        let mut index = 0;
        while index < self.fields.len() {
            if uses(hint, self.fields[index].name, From::Builtins) {
                return true;
            }
            index += 1;
        }
        false
    }

    /// Whether a field is named as a builtin in the type of a field of the other class.
    pub(super) const fn hides_of(&self, other: &Self) -> bool {
        let mut index = 0;
        while index < other.fields.len() {
            if self.hides(&other.fields[index].takes) {
                return true;
            }
            index += 1;
        }
        false
    }

    /// Whether a field has this name.
    pub(super) const fn has_field(&self, name: &str) -> bool {
        let mut index = 0;
        while index < self.fields.len() {
            if same(self.fields[index].name, name) {
                return true;
            }
            index += 1;
        }
        false
    }

    /// Whether the field is named as an import that stands in the type of a field.
    pub(super) const fn is_import(&self, field: &FieldStub) -> bool {
        let mut index = 0;
        while index < self.fields.len() {
            let FieldStub { hint, takes, .. } = &self.fields[index];
            if uses(hint, field.name, From::Import) || uses(takes, field.name, From::Import) {
                return true;
            }
            index += 1;
        }
        false
    }
}

pub(super) const fn uses_builtin(hint: &TypeHint, name: &str) -> bool {
    uses(hint, name, From::Builtins)
}

const fn uses(hint: &TypeHint, name: &str, from: From) -> bool {
    match &hint.0 {
        Node::Any | Node::None | Node::Ellipsis => false,
        Node::Builtin(builtin) => matches!(from, From::Builtins) && same(builtin, name),
        Node::Named { name: import, .. } => matches!(from, From::Import) && same(import, name),
        Node::Class { stub, .. } => expression_uses(stub, name, from),
        Node::Generic { origin, args } => {
            matches!(from, From::Builtins) && same(origin, name) || any_uses(args, name, from)
        }
        Node::Union(members) => any_uses(members, name, from),
    }
}

const fn any_uses(hints: &[TypeHint], name: &str, from: From) -> bool {
    match hints {
        [] => false,
        [first, others @ ..] => uses(first, name, from) || any_uses(others, name, from),
    }
}

const fn expression_uses(expr: &PyStaticExpr, name: &str, from: From) -> bool {
    match expr {
        PyStaticExpr::Name { id } => matches!(from, From::Builtins) && same(id, name),
        PyStaticExpr::Attribute { value: PyStaticExpr::Name { id }, attr } => {
            let is_from = match from {
                From::Builtins => same(id, "builtins"),
                From::Import => !same(id, "builtins"),
            };
            is_from && same(attr, name)
        }
        PyStaticExpr::Attribute { value, .. } => expression_uses(value, name, from),
        PyStaticExpr::BinOp { left, right, .. }
        | PyStaticExpr::Subscript { value: left, slice: right } => {
            expression_uses(left, name, from) || expression_uses(right, name, from)
        }
        PyStaticExpr::Tuple { elts } | PyStaticExpr::List { elts } => {
            let mut index = 0;
            while index < elts.len() {
                if expression_uses(&elts[index], name, from) {
                    return true;
                }
                index += 1;
            }
            false
        }
        _ => false,
    }
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}
