//! What stub files say of `ValidationError`.

use super::ValidationError;
use crate::enumeration::Parameters;
use crate::hint::TypeHint;
use crate::introspection::{Chunk, ClassStub, FieldStub, Item, chunk};

const TEXT: TypeHint = TypeHint::builtin("str");
const PROBLEM: TypeHint = TypeHint::generic("dict", &[TEXT, TypeHint::ANY]);
const PROBLEMS: TypeHint = TypeHint::generic("list", &[PROBLEM]);
const OWNER: TypeHint = TypeHint::union(&[TypeHint::generic("type", &[TypeHint::ANY]), TEXT]);

const NOTHING: Parameters = Parameters { names: &[], by_keyword: true };

const CLASS: ClassStub = ClassStub {
    id: ValidationError::_PYO3_INTROSPECTION_ID,
    subclass: true,
    fields: &[parameter("owner", OWNER), parameter("errors", PROBLEMS)],
    ..ClassStub::EMPTY
};

const fn parameter(name: &'static str, hint: TypeHint) -> FieldStub {
    FieldStub {
        name,
        parameter: name,
        doc: "",
        hint,
        view: false,
        takes: hint,
        init: true,
        kw_only: false,
        optional: false,
        writable: true,
    }
}

macro_rules! chunks {
    ($($name:ident: $item:expr;)*) => {
        $( chunk!($name, Chunk { class: &CLASS, item: $item }); )*
    };
}

chunks! {
    PYO3_INTROSPECTION_1_pyo3_classes_ValidationError: Item::Class {
        name: "ValidationError",
        doc: "One or more values that broke a rule of the class they were meant for.",
        base: TypeHint::builtin("ValueError"),
    };
    PYO3_INTROSPECTION_1_pyo3_classes_ValidationError_init: Item::Init;
    PYO3_INTROSPECTION_1_pyo3_classes_ValidationError_title: Item::Getter(&FieldStub {
        doc: "The name of the class whose fields were wrong.",
        ..parameter("title", TEXT)
    });
    PYO3_INTROSPECTION_1_pyo3_classes_ValidationError_count: Item::Method {
        name: "error_count",
        doc: "How many values were wrong.",
        parameters: NOTHING,
        takes: &[],
        returns: TypeHint::builtin("int"),
    };
    PYO3_INTROSPECTION_1_pyo3_classes_ValidationError_errors: Item::Method {
        name: "errors",
        doc: "The problems, a dict each: ``type``, ``loc``, ``msg``, ``input`` and ``ctx``.",
        parameters: NOTHING,
        takes: &[],
        returns: PROBLEMS,
    };
}
