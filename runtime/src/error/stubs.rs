//! What stub files say of the exceptions that all extensions share.

use super::{BuilderError, ValidationError};
use crate::enumeration::Parameters;
use crate::hint::TypeHint;
use crate::introspection::{Chunk, ClassStub, FieldStub, Item, chunk};

const TEXT: TypeHint = TypeHint::builtin("str");
const PROBLEM: TypeHint = TypeHint::generic("dict", &[TEXT, TypeHint::ANY]);
const PROBLEMS: TypeHint = TypeHint::generic("list", &[PROBLEM]);
const OWNER: TypeHint = TypeHint::union(&[TypeHint::generic("type", &[TypeHint::ANY]), TEXT]);
const NAMES: TypeHint = TypeHint::generic("tuple", &[TEXT, TypeHint::ELLIPSIS]);

const NOTHING: Parameters = Parameters { names: &[], by_keyword: true };

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
        dispensable: false,
    }
}

const fn property(name: &'static str, hint: TypeHint, doc: &'static str) -> FieldStub {
    FieldStub { doc, ..parameter(name, hint) }
}

const fn method(name: &'static str, returns: TypeHint, doc: &'static str) -> Item<'static> {
    Item::Method { name, doc, parameters: NOTHING, takes: &[], returns }
}

macro_rules! exceptions {
    ($(
        $(#[doc = $doc:literal])*
        $class:ident = $name:literal ($($parameter:literal: $takes:expr),*) {
            $($piece:ident: $item:expr;)*
        }
        $piece_of_class:ident $piece_of_init:ident
    )*) => { $( const _: () = {
        const CLASS: ClassStub = ClassStub {
            id: $class::_PYO3_INTROSPECTION_ID,
            subclass: true,
            fields: &[$(parameter($parameter, $takes)),*],
            ..ClassStub::EMPTY
        };
        chunk!($piece_of_class, Chunk { class: &CLASS, item: Item::Class {
            name: $name,
            doc: concat!($($doc),*).trim_ascii_start(),
            base: TypeHint::builtin("ValueError"),
        } });
        chunk!($piece_of_init, Chunk { class: &CLASS, item: Item::Init });
        $( chunk!($piece, Chunk { class: &CLASS, item: $item }); )*
    }; )* };
}

exceptions! {
    /// One or more values that broke a rule of the class they were meant for.
    ValidationError = "ValidationError" ("owner": OWNER, "errors": PROBLEMS) {
        PYO3_INTROSPECTION_1_pyo3_classes_ValidationError_title: Item::Getter(
            &property("title", TEXT, "The name of the class whose fields were wrong.")
        );
        PYO3_INTROSPECTION_1_pyo3_classes_ValidationError_count: method(
            "error_count",
            TypeHint::builtin("int"),
            "How many values were wrong.",
        );
        PYO3_INTROSPECTION_1_pyo3_classes_ValidationError_errors: method(
            "errors",
            PROBLEMS,
            "The problems, a dict each: ``type``, ``loc``, ``msg``, ``input`` and ``ctx``.",
        );
    }
    PYO3_INTROSPECTION_1_pyo3_classes_ValidationError
    PYO3_INTROSPECTION_1_pyo3_classes_ValidationError_init

    /// What a builder lacks, and all that is wrong with what it has.
    BuilderError = "BuilderError" ("owner": OWNER, "missing": NAMES, "errors": PROBLEMS) {
        PYO3_INTROSPECTION_1_pyo3_classes_BuilderError_title: Item::Getter(
            &property("title", TEXT, "The name of the class that was to be built.")
        );
        PYO3_INTROSPECTION_1_pyo3_classes_BuilderError_missing: Item::Getter(
            &property("missing", NAMES, "The names of the fields that have no value and no default.")
        );
        PYO3_INTROSPECTION_1_pyo3_classes_BuilderError_errors: Item::Getter(&property(
            "errors",
            TypeHint::generic("dict", &[TEXT, TEXT]),
            "What is wrong with the values, by path; ``\"\"`` is the object as a whole.",
        ));
        PYO3_INTROSPECTION_1_pyo3_classes_BuilderError_details: method(
            "details",
            PROBLEMS,
            "The problems, a dict each: ``type``, ``loc``, ``msg``, ``input`` and ``ctx``.",
        );
    }
    PYO3_INTROSPECTION_1_pyo3_classes_BuilderError
    PYO3_INTROSPECTION_1_pyo3_classes_BuilderError_init
}
