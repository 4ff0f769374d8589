//! What a type's tokens tell. An alias hides all of it: then the traits of the runtime decide.

use syn::{GenericArgument, PathArguments, Type, TypePath};

/// A field's type, as far as its tokens tell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Int {
        min: i128,
        max: u128,
    },
    Float,
    Bool,
    /// `char`, which has neither length nor pattern.
    Char,
    Text,
    /// `Vec<u8>`, which is `bytes`.
    Bytes,
    /// `Vec`, an array or a set of these.
    Items(Box<Kind>),
    Map(Box<Kind>, Box<Kind>),
    Optional(Box<Kind>),
    /// `Py<T>`.
    Python,
    Unknown,
}

impl Kind {
    pub(crate) fn of(ty: &Type) -> Self {
        match ty {
            Type::Group(group) => Self::of(&group.elem),
            Type::Paren(paren) => Self::of(&paren.elem),
            Type::Array(array) => Self::Items(Box::new(Self::of(&array.elem))),
            Type::Path(path) if path.qself.is_none() => Self::of_path(path),
            _ => Self::Unknown,
        }
    }

    fn of_path(path: &TypePath) -> Self {
        let Some(last) = path.path.segments.last() else { return Self::Unknown };
        let arguments: Vec<&Type> = match &last.arguments {
            PathArguments::AngleBracketed(arguments) => arguments
                .args
                .iter()
                .filter_map(|argument| match argument {
                    GenericArgument::Type(ty) => Some(ty),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let inner =
            |index: usize| Box::new(arguments.get(index).map_or(Self::Unknown, |ty| Self::of(ty)));
        let int = |min: i128, max: u128| Self::Int { min, max };
        match last.ident.to_string().as_str() {
            "i8" => int(i8::MIN.into(), i8::MAX as u128),
            "i16" => int(i16::MIN.into(), i16::MAX as u128),
            "i32" => int(i32::MIN.into(), i32::MAX as u128),
            "i64" | "isize" => int(i64::MIN.into(), i64::MAX as u128),
            "i128" => int(i128::MIN, i128::MAX as u128),
            "u8" => int(0, u8::MAX.into()),
            "u16" => int(0, u16::MAX.into()),
            "u32" => int(0, u32::MAX.into()),
            "u64" | "usize" => int(0, u64::MAX.into()),
            "u128" => int(0, u128::MAX),
            "f32" | "f64" => Self::Float,
            "bool" => Self::Bool,
            "char" => Self::Char,
            "String" | "PyStr" => Self::Text,
            "Vec" if matches!(arguments.as_slice(), [Type::Path(item)] if item.path.is_ident("u8")) => {
                Self::Bytes
            }
            "Vec" | "HashSet" | "BTreeSet" if !arguments.is_empty() => Self::Items(inner(0)),
            "HashMap" | "BTreeMap" if arguments.len() > 1 => Self::Map(inner(0), inner(1)),
            "Option" if arguments.len() == 1 => Self::Optional(inner(0)),
            "Box" if arguments.len() == 1 => *inner(0),
            "Py" if arguments.len() == 1 => Self::Python,
            _ => Self::Unknown,
        }
    }

    /// The kind that a constraint looks at: inside `Option`.
    pub(crate) fn required(&self) -> &Self {
        match self {
            Self::Optional(inner) => inner.required(),
            other => other,
        }
    }

    /// Whether a value of the type can own a Python object, for sure.
    pub(crate) fn holds_python(&self) -> bool {
        match self {
            Self::Python => true,
            Self::Items(item) => item.holds_python(),
            Self::Map(key, value) => key.holds_python() || value.holds_python(),
            Self::Optional(inner) => inner.holds_python(),
            _ => false,
        }
    }

    /// Whether no value of the type can own a Python object, for sure.
    pub(crate) fn is_free_of_python(&self) -> bool {
        match self {
            Self::Python | Self::Unknown => false,
            Self::Items(item) => item.is_free_of_python(),
            Self::Map(key, value) => key.is_free_of_python() && value.is_free_of_python(),
            Self::Optional(inner) => inner.is_free_of_python(),
            _ => true,
        }
    }
}

/// The `T` of a `Wrapper<T>`.
pub(crate) fn argument_of<'a>(wrapper: &str, ty: &'a Type) -> Option<&'a Type> {
    let path = match ty {
        Type::Group(group) => return argument_of(wrapper, &group.elem),
        Type::Paren(paren) => return argument_of(wrapper, &paren.elem),
        Type::Path(path) if path.qself.is_none() => path,
        _ => return None,
    };
    let last = path.path.segments.last().filter(|segment| segment.ident == wrapper)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) if arguments.args.len() == 1 => Some(inner),
        _ => None,
    }
}
