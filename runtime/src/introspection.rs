//! What `maturin --generate-stubs` reads.
//!
//! PyO3 leaves descriptions of classes and functions in the library, as JSON in statics with agreed
//! names, but only for what its own macros make. The derive adds those of what it makes itself. They
//! are written at compile time: by the same function twice, once to count and once to fill.

mod builder;
mod expr;
mod parameters;
mod shadow;
pub(crate) mod unnamed;
mod wire;
mod written;

pub use pyo3::impl_::introspection::{PyReturnType, SerializedIntrospectionFragment};
pub use pyo3::inspect::PyStaticExpr;

use pyo3::inspect::PyClassNameStaticExpr;
use pyo3::{FromPyObject, PyTypeInfo};

use crate::enumeration::Parameters;
use crate::field_type::FieldTable;
use crate::hint::{Node, TypeHint};
pub use builder::{BuilderPart, BuilderStub, NestedBuilder, SetterStub, item_of, nested};
use written::written;

/// A data class, as far as its stub is concerned.
pub struct ClassStub {
    /// What PyO3 knows it as.
    pub id: &'static str,
    /// Python classes may extend it, so a copy may be of another class.
    pub subclass: bool,
    /// `<` and its kin.
    pub order: bool,
    /// Its own fields.
    pub fields: &'static [FieldStub],
    /// The data class that it extends.
    pub base: Option<&'static ClassStub>,
    /// The class that it extends, data class or not.
    pub extends: TypeHint,
}

impl ClassStub {
    /// A class of which nothing is known.
    pub const EMPTY: Self = Self {
        id: "",
        subclass: false,
        order: false,
        fields: &[],
        base: None,
        extends: TypeHint::builtin("object"),
    };

    /// The class whose objects `<` takes: the first that has it, lest a method of a base class take
    /// more than that of the class.
    const fn ordered(&self) -> &Self {
        let mut class = self;
        let mut base = self.base;
        while let Some(next) = base {
            if next.order {
                class = next;
            }
            base = next.base;
        }
        class
    }

    /// Whether a container of Python's own that has no hash is among what it extends.
    const fn extends_unhashable(&self) -> bool {
        if let Some(base) = self.base {
            return base.extends_unhashable();
        }
        let Node::Class {
            stub: PyStaticExpr::Name { id: name } | PyStaticExpr::Attribute { attr: name, .. },
            ..
        } = &self.extends.0
        else {
            return false;
        };
        matches!(name.as_bytes(), b"dict" | b"list" | b"set" | b"bytearray")
    }
}

/// A field.
pub struct FieldStub {
    /// The attribute.
    pub name: &'static str,
    /// The constructor's parameter.
    pub parameter: &'static str,
    /// The doc comment.
    pub doc: &'static str,
    /// What it gives.
    pub hint: TypeHint,
    /// What it gives is a live view.
    pub view: bool,
    /// What it takes.
    pub takes: TypeHint,
    /// A parameter of the constructor.
    pub init: bool,
    /// A keyword-only one.
    pub kw_only: bool,
    /// It may be left out.
    pub optional: bool,
    /// Whether the parameter's name can be written in Python.
    pub writable: bool,
    /// A builder does without it: there is a default, or a value that stands for none.
    pub dispensable: bool,
}

/// One piece of a stub file.
pub struct Chunk<'a> {
    /// The class it belongs to.
    pub class: &'a ClassStub,
    /// What it is.
    pub item: Item<'a>,
}

/// What a piece is.
pub enum Item<'a> {
    /// Something the user has written, which PyO3 describes.
    Nothing,
    /// The class itself, inside another.
    Nested {
        /// The other class.
        parent: &'a str,
        /// Its name.
        name: &'a str,
        /// Its doc comment.
        doc: &'a str,
        /// What it extends.
        base: TypeHint,
    },
    /// A class of another kind: an enum.
    Class {
        /// Its name.
        name: &'a str,
        /// Its doc comment.
        doc: &'a str,
        /// What it extends.
        base: TypeHint,
    },
    /// A member of an enum.
    Member {
        /// Its name.
        name: &'a str,
        /// Its doc comment.
        doc: &'a str,
        /// Its value.
        value: Value<'a>,
    },
    /// A method.
    Method {
        /// Its name.
        name: &'a str,
        /// Its doc comment.
        doc: &'a str,
        /// The names of what it takes.
        parameters: Parameters,
        /// Their types.
        takes: &'a [TypeHint],
        /// What it returns.
        returns: TypeHint,
    },
    /// Reads a field.
    Getter(&'a FieldStub),
    /// Sets a field.
    Setter(&'a FieldStub),
    /// `__new__`.
    New,
    /// `__init__`.
    Init,
    /// `__repr__`.
    Repr,
    /// `__eq__` or `__ne__`.
    Equal(&'a str),
    /// `__lt__` and its kin.
    Compare(&'a str),
    /// `__hash__`.
    Hash,
    /// `__copy__`.
    Copy,
    /// `__deepcopy__`.
    Deepcopy,
    /// `__replace__`.
    Replace,
    /// `__reduce_ex__`.
    Reduce,
    /// `__pyo3_classes__`.
    Info,
    /// `__match_args__`.
    MatchArgs,
    /// `to_dict`, `from_json` and their kin.
    Wire(&'a str),
    /// One of these, of an enum of which some variants are texts.
    WireOrText(&'a str),
    /// Another attribute of the class, and its type.
    ClassVar(&'a str, TypeHint),
    /// What has to do with the builder of the class.
    Builder(&'a BuilderStub, BuilderPart<'a>),
}

/// The value of a member.
pub enum Value<'a> {
    /// Known to Rust alone.
    Unknown,
    /// An integer.
    Int(i128),
    /// A text.
    Text(&'a str),
}

/// The type of a field.
pub const fn hint_of(table: &FieldTable) -> TypeHint {
    table.hint
}

/// Whether the type has a value that stands for none.
pub const fn has_absent(table: &FieldTable) -> bool {
    table.absent.is_some()
}

/// What a `convert` function takes.
pub const fn taken_by<I: FromPyObject<'static, 'static>, R>(_: fn(I) -> R) -> TypeHint {
    TypeHint::stub(I::INPUT_TYPE)
}

/// A class as a type.
pub const fn class_of<T: PyTypeInfo>() -> TypeHint {
    TypeHint::stub(T::TYPE_HINT)
}

/// A class by its id, as PyO3 names it.
pub const fn class_expr(name: &'static PyStaticExpr, id: &'static str) -> PyStaticExpr {
    PyStaticExpr::PyClass(PyClassNameStaticExpr::new(name, id))
}

/// Bytes being written, or only counted if there is room for none.
pub struct Writer<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

/// The length of a piece.
pub const fn length(chunk: &Chunk<'_>) -> usize {
    written::<0>(chunk).length
}

/// The piece as PyO3 keeps it.
#[expect(clippy::cast_possible_truncation, reason = "no doc comment has 4 GiB")]
pub const fn fragment<const N: usize>(chunk: &Chunk<'_>) -> SerializedIntrospectionFragment<N> {
    SerializedIntrospectionFragment { length: N as u32, fragment: written::<N>(chunk).bytes }
}

/// What stands where the user has written no property of this name.
pub struct NotWritten(#[expect(dead_code, reason = "its size tells it from a function")] u8);

impl NotWritten {
    /// The one there is.
    pub const HERE: Self = Self(0);
}

/// Whether a property is left to the derive: functions have no size.
pub const fn is_free<T>(found: &T) -> bool {
    size_of_val(found) > 0
}

/// One piece, in a static of this name.
#[doc(hidden)]
#[macro_export]
macro_rules! __pyo3_classes_chunk {
    ($name:ident, $chunk:expr) => {
        const _: () = {
            const __PYO3_CLASSES_CHUNK: $crate::__private::stubs::Chunk<'static> = $chunk;
            const __PYO3_CLASSES_LENGTH: $crate::__private::core::primitive::usize =
                $crate::__private::stubs::length(&__PYO3_CLASSES_CHUNK);
            #[used]
            #[unsafe(no_mangle)]
            static $name: $crate::__private::stubs::SerializedIntrospectionFragment<
                __PYO3_CLASSES_LENGTH,
            > = $crate::__private::stubs::fragment(&__PYO3_CLASSES_CHUNK);
        };
    };
}
pub use crate::__pyo3_classes_chunk as chunk;
