//! The options of `#[pyclass]` and `#[pyo3]` that stand beside a derive, read so that nothing has to
//! be said twice.

use darling::Error;
use heck::{
    ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
};
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Meta, Path, Token};

/// One `key` or `key = value` of an attribute of PyO3's.
pub(crate) struct PyO3Option {
    pub(crate) key: Ident,
    value: TokenStream,
}

impl Parse for PyO3Option {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.call(Ident::parse_any)?;
        let mut value = TokenStream::new();
        // Some options take a type (`extends = Base<T>`) or arguments: PyO3 checks them, not we.
        while !input.is_empty() && !input.peek(Token![,]) {
            value.extend([input.parse::<TokenTree>()?]);
        }
        Ok(Self { key, value })
    }
}

impl PyO3Option {
    /// The text of `key = "text"`.
    fn text(&self) -> Option<LitStr> {
        let mut tokens = self.value.clone().into_iter();
        tokens.next()?;
        syn::parse2(tokens.collect()).ok()
    }
}

/// The options of all attributes of one of these names. What does not parse is PyO3's to report.
fn options(attrs: &[Attribute], names: &[&str]) -> Vec<PyO3Option> {
    let mut all = Vec::new();
    for attr in attrs.iter().filter(|attr| names.iter().any(|name| is_pyo3(attr, name))) {
        if let Meta::List(list) = &attr.meta
            && let Ok(options) =
                list.parse_args_with(Punctuated::<PyO3Option, Token![,]>::parse_terminated)
        {
            all.extend(options);
        }
    }
    all
}

/// `#[name]` or `#[pyo3::name]`.
fn is_pyo3(attr: &Attribute, name: &str) -> bool {
    attr.path().segments.last().is_some_and(|segment| segment.ident == name)
}

/// The options of a class.
pub(crate) struct PyClassOptions {
    options: Vec<PyO3Option>,
}

impl PyClassOptions {
    /// The options of the type's `#[pyclass]`; `None` if it has none, or has it above the derive,
    /// where it is gone by the time the derive runs.
    pub(crate) fn find(attrs: &[Attribute]) -> Option<Self> {
        attrs
            .iter()
            .any(|attr| is_pyo3(attr, "pyclass"))
            .then(|| Self { options: options(attrs, &["pyclass", "pyo3"]) })
    }

    /// The options of an enum with data, which stand in `#[dataclass]`.
    pub(crate) fn of_enum(attrs: &[Attribute]) -> Self {
        Self { options: options(attrs, &["dataclass"]) }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&PyO3Option> {
        self.options.iter().find(|option| option.key == key)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The class's name in Python.
    pub(crate) fn name(&self, ident: &Ident) -> String {
        self.get("name")
            .and_then(PyO3Option::text)
            .map_or_else(|| ident.unraw().to_string(), |name| name.value())
    }

    /// The text of an option.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.text().map(|text| text.value())
    }

    /// The rule that renames fields, if it is one that PyO3 knows.
    pub(crate) fn rename_all(&self) -> Option<RenameRule> {
        RenameRule::from_name(&self.get("rename_all")?.text()?.value())
    }
}

/// The options of a field.
pub(crate) struct PyO3Field {
    options: Vec<PyO3Option>,
}

impl PyO3Field {
    pub(crate) fn of(attrs: &[Attribute]) -> Self {
        Self { options: options(attrs, &["pyo3"]) }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&PyO3Option> {
        self.options.iter().find(|option| option.key == key)
    }

    /// Whether PyO3 is sure to report these options. There is then no class, and whatever uses it
    /// would be reported as well.
    pub(crate) fn is_rejected_by_pyo3(&self, get_all: bool, set_all: bool) -> bool {
        let (get, set) = (self.get("get").is_some(), self.get("set").is_some());
        let useless_name = self.get("name").is_some() && !(get || set || get_all || set_all);
        let name = self.get("name").and_then(PyO3Option::text);
        let no_name = name.is_some_and(|name| name.parse_with(Ident::parse_any).is_err());
        useless_name || no_name || (get && get_all) || (set && set_all)
    }

    /// The attribute's name in Python: as given, else by the class's rule.
    pub(crate) fn name(&self, ident: &Ident, rule: Option<RenameRule>) -> String {
        let rust = ident.unraw().to_string();
        match (self.get("name").and_then(PyO3Option::text), rule) {
            (Some(name), _) => name.value(),
            (None, Some(rule)) => rule.apply(&rust),
            (None, None) => rust,
        }
    }
}

/// PyO3's `rename_all`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RenameRule {
    Camel,
    Kebab,
    Lower,
    Pascal,
    ScreamingKebab,
    ScreamingSnake,
    Snake,
    Upper,
}

impl RenameRule {
    /// The names of the rules.
    pub(crate) const NAMES: [&str; 8] = [
        "lowercase",
        "UPPERCASE",
        "PascalCase",
        "camelCase",
        "snake_case",
        "SCREAMING_SNAKE_CASE",
        "kebab-case",
        "SCREAMING-KEBAB-CASE",
    ];

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "camelCase" => Self::Camel,
            "kebab-case" => Self::Kebab,
            "lowercase" => Self::Lower,
            "PascalCase" => Self::Pascal,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            "SCREAMING_SNAKE_CASE" => Self::ScreamingSnake,
            "snake_case" => Self::Snake,
            "UPPERCASE" => Self::Upper,
            _ => return None,
        })
    }

    /// The name of a variant, letter by letter as serde changes it: `HTTPOnly` is `h_t_t_p_only`.
    pub(crate) fn apply_to_variant(self, name: &str) -> String {
        let snake = |separator: char| {
            let mut snake = String::new();
            for (index, letter) in name.char_indices() {
                if index > 0 && letter.is_uppercase() {
                    snake.push(separator);
                }
                snake.push(letter.to_ascii_lowercase());
            }
            snake
        };
        match self {
            Self::Pascal => name.to_owned(),
            Self::Lower => name.to_ascii_lowercase(),
            Self::Upper => name.to_ascii_uppercase(),
            Self::Camel => {
                let mut letters = name.chars();
                let first = letters.next().map(|first| first.to_ascii_lowercase());
                first.into_iter().chain(letters).collect()
            }
            Self::Snake => snake('_'),
            Self::ScreamingSnake => snake('_').to_ascii_uppercase(),
            Self::Kebab => snake('-'),
            Self::ScreamingKebab => snake('-').to_ascii_uppercase(),
        }
    }

    pub(crate) fn apply(self, name: &str) -> String {
        match self {
            Self::Camel => name.to_lower_camel_case(),
            Self::Kebab => name.to_kebab_case(),
            Self::Lower => name.to_lowercase(),
            Self::Pascal => name.to_pascal_case(),
            Self::ScreamingKebab => name.to_shouty_kebab_case(),
            Self::ScreamingSnake => name.to_shouty_snake_case(),
            Self::Snake => name.to_snake_case(),
            Self::Upper => name.to_uppercase(),
        }
    }
}

/// Where the runtime is, by the `crate` option of a derive's own attribute: for the stub, which is
/// written when that attribute may not parse as a whole.
pub(crate) fn runtime_path(attrs: &[Attribute], attribute: &str) -> Path {
    options(attrs, &[attribute])
        .into_iter()
        .filter(|option| option.key == "crate")
        .find_map(|option| match option.text() {
            Some(text) => text.parse().ok(),
            None => syn::parse2(option.value.into_iter().skip(1).collect()).ok(),
        })
        .unwrap_or_else(|| syn::parse_quote!(::pyo3_classes))
}

/// The error for a derive that does not see a `#[pyclass]`.
pub(crate) fn missing(derive: &str, ident: &Ident) -> Error {
    Error::custom(format!(
        "`{derive}` reads the options of `#[pyclass]`, which must stand below it:\n\n    \
         #[derive({derive})]\n    #[pyclass]\n    struct {ident} {{ ... }}\n"
    ))
    .with_span(ident)
}
