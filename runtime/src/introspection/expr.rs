//! Writing texts and types.

use pyo3::inspect::{PyStaticExpr, serialize_for_introspection, serialized_len_for_introspection};

use super::{Value, Writer};
use crate::hint::{Node, TypeHint};

impl<const N: usize> Writer<N> {
    const fn byte(&mut self, byte: u8) {
        if N > 0 {
            self.bytes[self.length] = byte;
        }
        self.length += 1;
    }

    /// The text as it is.
    pub(super) const fn raw(&mut self, text: &str) {
        let mut index = 0;
        while index < text.len() {
            self.byte(text.as_bytes()[index]);
            index += 1;
        }
    }

    /// The text in quotes.
    pub(super) const fn text(&mut self, text: &str) {
        self.byte(b'"');
        let mut index = 0;
        while index < text.len() {
            match text.as_bytes()[index] {
                byte @ (b'"' | b'\\') => {
                    self.byte(b'\\');
                    self.byte(byte);
                }
                byte @ 0..0x20 => {
                    self.raw(if byte < 0x10 { r"\u000" } else { r"\u001" });
                    self.byte(b"0123456789abcdef"[(byte % 0x10) as usize]);
                }
                byte => self.byte(byte),
            }
            index += 1;
        }
        self.byte(b'"');
    }

    /// A class by its id.
    pub(super) const fn id(&mut self, id: &str) {
        self.raw(r#"{"type":"id","id":"#);
        self.text(id);
        self.byte(b'}');
    }

    /// An expression of PyO3's.
    pub(super) const fn pyo3(&mut self, expr: &PyStaticExpr) {
        if N > 0 {
            let (_, rest) = self.bytes.split_at_mut(self.length);
            serialize_for_introspection(expr, rest);
        }
        self.length += serialized_len_for_introspection(expr);
    }

    pub(super) const fn hint(&mut self, hint: &TypeHint) {
        match &hint.0 {
            Node::Any => self.named("typing", "Any"),
            Node::None => self.raw(r#"{"type":"constant","kind":"none"}"#),
            Node::Ellipsis => self.ellipsis(),
            Node::Builtin(name) => self.name(name),
            Node::Named { module, name } => self.named(module, name),
            Node::Class { stub, .. } => self.class_expr(stub),
            Node::Generic { origin, args } => {
                self.raw(r#"{"type":"subscript","value":"#);
                self.name(origin);
                self.arguments(args);
            }
            Node::Union(members) => self.union(members),
        }
    }

    /// A class that PyO3 knows. Of a generic one it does not say what it holds, as strict checkers ask.
    const fn class_expr(&mut self, expr: &PyStaticExpr) {
        const ANY: TypeHint = TypeHint::ANY;
        let (PyStaticExpr::Name { id: name } | PyStaticExpr::Attribute { attr: name, .. }) = expr
        else {
            self.pyo3(expr);
            return;
        };
        let args: &[TypeHint] = match name.as_bytes() {
            b"list" | b"set" | b"frozenset" | b"type" | b"Sequence" | b"Iterator" | b"ref" => {
                &[ANY]
            }
            b"dict" | b"frozendict" | b"Mapping" | b"MappingProxyType" => &[ANY, ANY],
            b"tuple" => &[ANY, TypeHint::ELLIPSIS],
            _ => {
                self.pyo3(expr);
                return;
            }
        };
        self.raw(r#"{"type":"subscript","value":"#);
        self.pyo3(expr);
        self.arguments(args);
    }

    /// The type of a live view of a collection: what `collections.abc` calls it.
    pub(super) const fn view(&mut self, of: &TypeHint) {
        let Node::Generic { origin, args } = &of.0 else {
            self.hint(of);
            return;
        };
        self.raw(r#"{"type":"subscript","value":"#);
        let name = match origin.as_bytes() {
            b"dict" => "MutableMapping",
            b"set" => "MutableSet",
            _ => "MutableSequence",
        };
        self.named("collections.abc", name);
        self.arguments(args);
    }

    /// What stands in brackets.
    const fn arguments(&mut self, args: &[TypeHint]) {
        self.raw(r#","slice":"#);
        if let [arg] = args {
            self.hint(arg);
        } else {
            self.raw(r#"{"type":"tuple","elts":["#);
            let mut index = 0;
            while index < args.len() {
                self.comma(index);
                self.hint(&args[index]);
                index += 1;
            }
            self.raw("]}");
        }
        self.byte(b'}');
    }

    const fn union(&mut self, members: &[TypeHint]) {
        match members {
            [] => self.hint(&TypeHint::ANY),
            [member] => self.hint(member),
            [first, others @ ..] => {
                self.raw(r#"{"type":"binop","left":"#);
                self.hint(first);
                self.raw(r#","op":"bitor","right":"#);
                self.union(others);
                self.byte(b'}');
            }
        }
    }

    pub(super) const fn name(&mut self, name: &str) {
        self.raw(r#"{"type":"name","id":"#);
        self.text(name);
        self.byte(b'}');
    }

    pub(super) const fn named(&mut self, module: &str, name: &str) {
        self.raw(r#"{"type":"attribute","value":"#);
        self.name(module);
        self.raw(r#","attr":"#);
        self.text(name);
        self.byte(b'}');
    }

    pub(super) const fn ellipsis(&mut self) {
        self.raw(r#"{"type":"constant","kind":"ellipsis"}"#);
    }

    /// A text as a Python expression.
    pub(super) const fn literal(&mut self, text: &str) {
        self.raw(r#"{"type":"constant","kind":"str","value":"#);
        self.text(text);
        self.byte(b'}');
    }

    pub(super) const fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::Unknown => self.ellipsis(),
            Value::Text(text) => self.literal(text),
            Value::Int(value) => {
                self.raw(r#"{"type":"constant","kind":"int","value":""#);
                if *value < 0 {
                    self.byte(b'-');
                }
                self.digits(value.unsigned_abs());
                self.raw("\"}");
            }
        }
    }

    const fn digits(&mut self, number: u128) {
        if number >= 10 {
            self.digits(number / 10);
        }
        self.byte(b"0123456789"[(number % 10) as usize]);
    }

    /// Before all items but the first.
    pub(super) const fn comma(&mut self, index: usize) {
        if index > 0 {
            self.byte(b',');
        }
    }
}
