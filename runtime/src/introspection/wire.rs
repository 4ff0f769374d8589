//! The methods for the wire. Their names say what they take and give.

use super::{ClassStub, Writer};
use crate::hint::TypeHint;

const ANY_DICT: TypeHint = TypeHint::generic("dict", &[TypeHint::builtin("str"), TypeHint::ANY]);
const ANY_DICT_OR_TEXT: TypeHint = TypeHint::union(&[ANY_DICT, STR]);
const ANY_TUPLE: TypeHint = TypeHint::generic("tuple", &[TypeHint::ANY, TypeHint::ELLIPSIS]);
const BYTES: TypeHint = TypeHint::builtin("bytes");
const LIST: TypeHint = TypeHint::builtin("list");
const STR: TypeHint = TypeHint::builtin("str");
const BINARY: [TypeHint; 3] =
    [BYTES, TypeHint::builtin("bytearray"), TypeHint::builtin("memoryview")];
const DATA: TypeHint = TypeHint::union(&BINARY);
const DATA_OR_TEXT: TypeHint =
    TypeHint::union(&[BINARY[0], BINARY[1], BINARY[2], TypeHint::builtin("str")]);
const INDENT: TypeHint =
    TypeHint::union(&[TypeHint::builtin("int"), TypeHint::builtin("str"), TypeHint::NONE]);

impl ClassStub {
    /// The hint, or `Any` where a field has the name of what is in it.
    const fn shown<'a>(&self, hint: &'a TypeHint) -> &'a TypeHint {
        if self.hides(hint) { &TypeHint::ANY } else { hint }
    }
}

impl<const N: usize> Writer<N> {
    /// `to_dict`, `from_json_list` and their kin. Where not only dicts stand for instances, texts do too.
    pub(super) const fn wire(&mut self, class: &ClassStub, name: &str, or_text: bool) {
        let is_list = ends_with(name, "_list");
        let is_json = starts_with(name, "to_json") && !starts_with(name, "to_json_schema");
        let is_arrow = ends_with(name, "_arrow");
        if class.base.is_some() && (is_list || is_arrow) {
            // That of the base class speaks of lists of `Self`, and one list is no other.
            self.raw(super::written::NOTHING);
            return;
        }
        self.method(class.id, name);
        match name.as_bytes() {
            b"to_dict" if or_text => self.of_instance(class, &ANY_DICT_OR_TEXT),
            b"to_dict" => self.of_instance(class, &ANY_DICT),
            b"to_tuple" => self.of_instance(class, &ANY_TUPLE),
            b"from_dict" => {
                self.of_class();
                self.raw(r#",{"name":"mapping","annotation":"#);
                if or_text {
                    self.raw(r#"{"type":"binop","left":"#);
                }
                self.raw(r#"{"type":"subscript","value":"#);
                self.hint(&TypeHint::named("typing", "Mapping"));
                self.raw(r#","slice":{"type":"tuple","elts":["#);
                self.hint(class.shown(&STR));
                self.raw(",");
                self.hint(&TypeHint::ANY);
                self.raw("]}}");
                if or_text {
                    self.raw(r#","op":"bitor","right":"#);
                    self.hint(class.shown(&STR));
                    self.raw("}");
                }
                self.raw("}]}");
                self.class_method();
                self.returns_own(class);
            }
            b"json_schema" => {
                self.of_class();
                self.raw("]}");
                self.class_method();
                self.returns(class.shown(&ANY_DICT));
            }
            b"__get_pydantic_core_schema__" | b"__get_pydantic_json_schema__" => {
                self.of_class();
                let core = starts_with(name, "__get_pydantic_core");
                self.parameter(if core { "source" } else { "core_schema" }, &TypeHint::ANY);
                self.parameter("handler", &TypeHint::ANY);
                self.raw("]}");
                self.class_method();
                self.returns(&TypeHint::ANY);
            }
            _ if starts_with(name, "from_") => {
                self.of_class();
                let takes = if is_arrow {
                    &TypeHint::ANY
                } else if starts_with(name, "from_msgpack") {
                    &DATA
                } else {
                    &DATA_OR_TEXT
                };
                self.parameter("data", class.shown(takes));
                self.raw("]}");
                self.class_method();
                if is_list || is_arrow {
                    self.raw(r#","returns":"#);
                    if class.hides(&LIST) {
                        self.hint(&TypeHint::ANY);
                    } else {
                        self.several(class, &LIST);
                    }
                } else {
                    self.returns_own(class);
                }
            }
            _ if is_list || is_arrow => {
                self.of_class();
                self.raw(r#",{"name":"objects","annotation":"#);
                self.several(class, &TypeHint::named("typing", "Iterable"));
                self.raw("}]");
                if is_json {
                    self.indent(class);
                }
                self.raw("}");
                self.class_method();
                self.returns(if is_arrow { &TypeHint::ANY } else { class.shown(&BYTES) });
            }
            _ => {
                self.raw(r#""posonlyargs":[{"name":"self"}]"#);
                if is_json {
                    self.indent(class);
                }
                self.raw("}");
                self.returns(class.shown(&BYTES));
            }
        }
    }

    const fn of_instance(&mut self, class: &ClassStub, returns: &TypeHint) {
        self.raw(r#""posonlyargs":[{"name":"self"}]}"#);
        self.returns(class.shown(returns));
    }

    /// `list[Own]` or `Iterable[Own]`.
    const fn several(&mut self, class: &ClassStub, origin: &TypeHint) {
        self.raw(r#"{"type":"subscript","value":"#);
        self.hint(origin);
        self.raw(r#","slice":"#);
        self.own(class);
        self.raw("}");
    }

    /// Up to what follows the first argument.
    const fn of_class(&mut self) {
        self.raw(r#""posonlyargs":[{"name":"cls"}"#);
    }

    const fn class_method(&mut self) {
        self.raw(r#","decorators":["#);
        self.name("classmethod");
        self.raw("]");
    }

    const fn indent(&mut self, class: &ClassStub) {
        self.raw(r#","args":[{"name":"indent","annotation":"#);
        self.hint(class.shown(&INDENT));
        self.raw(r#","default":"#);
        self.ellipsis();
        self.raw("}]");
    }
}

const fn starts_with(name: &str, start: &str) -> bool {
    let (name, start) = (name.as_bytes(), start.as_bytes());
    has_at(name, start, 0)
}

const fn ends_with(name: &str, end: &str) -> bool {
    let (name, end) = (name.as_bytes(), end.as_bytes());
    name.len() >= end.len() && has_at(name, end, name.len() - end.len())
}

const fn has_at(name: &[u8], part: &[u8], at: usize) -> bool {
    let mut index = 0;
    while index < part.len() {
        if at + index >= name.len() || name[at + index] != part[index] {
            return false;
        }
        index += 1;
    }
    true
}
