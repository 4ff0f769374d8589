//! Writing the pieces.

use super::{Chunk, ClassStub, Item, Writer};
use crate::enumeration::Parameters;
use crate::hint::TypeHint;

pub(super) const SELF: &str = r#""posonlyargs":[{"name":"self"}"#;
/// An attribute of no class.
pub(super) const NOTHING: &str = r#"{"type":"attribute","name":"_""#;
pub(super) const OBJECT: TypeHint = TypeHint::builtin("object");
pub(super) const BOOL: TypeHint = TypeHint::builtin("bool");
pub(super) const ANYTHING: TypeHint =
    TypeHint::generic("tuple", &[TypeHint::ANY, TypeHint::ELLIPSIS]);
pub(super) const MEMO: TypeHint =
    TypeHint::generic("dict", &[TypeHint::builtin("int"), TypeHint::ANY]);
const PROTOCOL: TypeHint = TypeHint::named("typing", "SupportsIndex");

#[expect(clippy::too_many_lines, reason = "an arm for each piece")]
pub(super) const fn written<const N: usize>(chunk: &Chunk<'_>) -> Writer<N> {
    let Chunk { class, item } = chunk;
    let mut w = Writer { bytes: [0; N], length: 0 };
    match item {
        Item::Nothing => w.raw(NOTHING),
        Item::Nested { parent, name, doc, base } => {
            w.class(class.id, name, doc);
            w.raw(r#","parent":"#);
            w.text(parent);
            w.raw(r#","bases":["#);
            w.hint(base);
            w.raw(r#"],"decorators":[{"type":"attribute","value":{"type":"name","id":"typing"},"attr":"final"}]"#);
        }
        Item::Class { name, doc, base } => {
            w.class(class.id, name, doc);
            w.raw(r#","bases":["#);
            w.hint(base);
            w.raw("]");
        }
        Item::Member { name, doc, value } => {
            w.attribute(class.id, name);
            w.raw(r#","value":"#);
            w.value(value);
            w.doc(doc);
        }
        Item::Method { name, doc, parameters, takes, returns } => {
            w.method(class.id, name);
            w.raw(SELF);
            w.taken(parameters, takes);
            w.raw("]}");
            w.returns(returns);
            w.doc(doc);
        }
        Item::Getter(field) => {
            w.method(class.id, field.name);
            w.raw(SELF);
            w.raw(r#"]},"decorators":["#);
            if class.has_field("property") {
                // Its other name.
                w.named("types", "DynamicClassAttribute");
            } else {
                w.name("property");
            }
            w.raw(r#"],"returns":"#);
            if class.hides(&field.hint) {
                w.hint(&TypeHint::ANY);
            } else if field.view {
                w.view(&field.hint);
            } else {
                w.hint(&field.hint);
            }
            w.doc(field.doc);
        }
        Item::Setter(field) => {
            w.method(class.id, field.name);
            w.raw(SELF);
            let takes = if class.hides(&field.takes) { &TypeHint::ANY } else { &field.takes };
            w.parameter("value", takes);
            w.raw(r#"]},"decorators":[{"type":"attribute","value":{"type":"attribute","value":"#);
            w.id(class.id);
            w.raw(r#","attr":"#);
            w.text(field.name);
            w.raw(r#"},"attr":"setter"}]"#);
            w.returns(&TypeHint::NONE);
        }
        Item::New => {
            w.method(class.id, "__new__");
            w.raw(r#""posonlyargs":[{"name":"cls"}]"#);
            w.constructor(class);
            w.raw("}");
            w.returns_own(class);
        }
        Item::Init => {
            w.method(class.id, "__init__");
            w.raw(SELF);
            w.raw("]");
            w.constructor(class);
            w.raw("}");
            w.returns(&TypeHint::NONE);
        }
        Item::Repr => w.plain(class.id, "__repr__", &TypeHint::builtin("str")),
        // A method in place of the `None` of the base class would be a mistake to type checkers.
        Item::Hash if class.extends_unhashable() => {
            w.class_var(class.id, "__hash__");
            w.hint(&TypeHint::ANY);
            w.raw("}");
        }
        Item::Hash => w.plain(class.id, "__hash__", &TypeHint::builtin("int")),
        Item::Equal(name) => w.taking(class.id, name, "other", &OBJECT, &BOOL),
        Item::Compare(name) => {
            w.method(class.id, name);
            w.raw(SELF);
            w.raw(r#",{"name":"other","annotation":"#);
            w.id(class.ordered().id);
            w.raw("}]}");
            w.returns(&BOOL);
        }
        Item::Copy => {
            w.method(class.id, "__copy__");
            w.raw(SELF);
            w.raw("]}");
            w.returns_own(class);
        }
        Item::Deepcopy => {
            w.method(class.id, "__deepcopy__");
            w.raw(SELF);
            w.parameter("memo", &MEMO);
            w.raw("]}");
            w.returns_own(class);
        }
        Item::Replace => {
            w.method(class.id, "__replace__");
            w.raw(SELF);
            w.raw("]");
            w.changes(class);
            w.raw("}");
            w.returns_own(class);
        }
        Item::Reduce => w.taking(class.id, "__reduce_ex__", "protocol", &PROTOCOL, &ANYTHING),
        Item::Wire(name) => w.wire(class, name, false),
        Item::WireOrText(name) => w.wire(class, name, true),
        Item::Builder(builder, part) => w.builder(class, builder, part),
        Item::ClassVar(name, hint) => {
            w.class_var(class.id, name);
            w.hint(hint);
            w.raw("}");
        }
        Item::Info => {
            w.class_var(class.id, "__pyo3_classes__");
            w.info(class);
            w.raw("}");
        }
        Item::MatchArgs => {
            w.attribute(class.id, "__match_args__");
            w.raw(r#","value":{"type":"tuple","elts":["#);
            w.match_args(class);
            w.raw("]}");
        }
    }
    w.raw("}");
    w
}

impl<const N: usize> Writer<N> {
    pub(super) const fn class(&mut self, id: &str, name: &str, doc: &str) {
        self.raw(r#"{"type":"class","id":"#);
        self.text(id);
        self.raw(r#","name":"#);
        self.text(name);
        self.doc(doc);
    }

    /// `Any`, annotated with the names of fields that would hide an import. Nothing reads these; but
    /// now the names are in use, so the stub file imports what they would hide by other names.
    const fn info(&mut self, class: &ClassStub) {
        let mut count = 0;
        let mut index = 0;
        while index < class.fields.len() {
            let field = &class.fields[index];
            if class.is_import(field) {
                if count == 0 {
                    self.raw(r#"{"type":"subscript","value":"#);
                    self.named("typing", "Annotated");
                    self.raw(r#","slice":{"type":"tuple","elts":["#);
                    self.hint(&TypeHint::ANY);
                }
                count += 1;
                self.comma(count);
                self.name(field.name);
            }
            index += 1;
        }
        if count == 0 {
            self.hint(&TypeHint::ANY);
        } else {
            self.raw("]}}");
        }
    }

    const fn attribute(&mut self, parent: &str, name: &str) {
        self.raw(r#"{"type":"attribute","parent":"#);
        self.text(parent);
        self.raw(r#","name":"#);
        self.text(name);
    }

    /// Up to its type.
    const fn class_var(&mut self, parent: &str, name: &str) {
        self.attribute(parent, name);
        self.raw(r#","annotation":{"type":"subscript","value":"#);
        self.hint(&TypeHint::named("typing", "ClassVar"));
        self.raw(r#","slice":"#);
    }

    /// Up to the opening brace of its arguments.
    pub(super) const fn method(&mut self, parent: &str, name: &str) {
        self.raw(r#"{"type":"function","parent":"#);
        self.text(parent);
        self.raw(r#","name":"#);
        self.text(name);
        self.raw(r#","arguments":{"#);
    }

    /// A method that takes nothing.
    pub(super) const fn plain(&mut self, parent: &str, name: &str, returns: &TypeHint) {
        self.method(parent, name);
        self.raw(SELF);
        self.raw("]}");
        self.returns(returns);
    }

    /// A method that takes one value.
    pub(super) const fn taking(
        &mut self,
        parent: &str,
        name: &str,
        parameter: &str,
        takes: &TypeHint,
        returns: &TypeHint,
    ) {
        self.method(parent, name);
        self.raw(SELF);
        self.parameter(parameter, takes);
        self.raw("]}");
        self.returns(returns);
    }

    pub(super) const fn parameter(&mut self, name: &str, takes: &TypeHint) {
        self.raw(r#",{"name":"#);
        self.text(name);
        self.raw(r#","annotation":"#);
        self.hint(takes);
        self.raw("}");
    }

    /// What follows `self`.
    const fn taken(&mut self, parameters: &Parameters, takes: &[TypeHint]) {
        if parameters.by_keyword {
            self.raw(r#"],"args":["#);
        }
        let mut index = 0;
        while index < takes.len() {
            if index > 0 || !parameters.by_keyword {
                self.raw(",");
            }
            self.raw(r#"{"name":"#);
            self.text(parameters.names[index]);
            self.raw(r#","annotation":"#);
            self.hint(&takes[index]);
            self.raw("}");
            index += 1;
        }
    }

    pub(super) const fn returns(&mut self, hint: &TypeHint) {
        self.raw(r#","returns":"#);
        self.hint(hint);
    }

    /// Returns an object of the class that the method was called on.
    pub(super) const fn returns_own(&mut self, class: &ClassStub) {
        self.raw(r#","returns":"#);
        self.own(class);
    }

    /// The class that a method is called on.
    pub(super) const fn own(&mut self, class: &ClassStub) {
        if class.subclass {
            // `typing` has it from Python 3.11 on.
            self.hint(&TypeHint::named("typing_extensions", "Self"));
        } else {
            self.id(class.id);
        }
    }

    pub(super) const fn doc(&mut self, doc: &str) {
        if !doc.is_empty() {
            self.raw(r#","doc":"#);
            self.text(doc);
        }
    }
}
