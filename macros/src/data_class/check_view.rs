//! Where `view` cannot be.

use darling::Error;
use darling::error::Accumulator;
use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::attrs::FieldAttrs;
use super::model::{ClassContext, is_on};
use crate::common::keyed::Keyed;
use crate::common::pyclass::PyO3Field;
use crate::common::rust_type::Kind;

/// Options of a field with `view`.
pub(super) fn options(
    ident: &Ident,
    ty: &Type,
    attrs: &FieldAttrs,
    seen_as: Option<&Keyed<Type>>,
    pyo3: &PyO3Field,
    class: &ClassContext,
    errors: &mut Accumulator,
) {
    let Some(view) = attrs.view.as_ref().filter(|view| view.value.0) else { return };
    if is_on(attrs.skip.as_ref(), false) {
        // Reported with the other options that mean nothing there.
        return;
    }
    let name = ident.unraw();
    let mut wrong = |text: String| errors.push(Error::custom(text).with_span(&view.key));
    if class.frozen {
        wrong(format!(
            "a view changes `{name}`, and the class is frozen: remove `view`, or `frozen` of `#[pyclass]`"
        ));
    } else if is_on(attrs.frozen.as_ref(), false) {
        wrong(format!("a view changes `{name}`, which is frozen: remove `view`, or `frozen`"));
    }
    if attrs.convert.is_some() {
        wrong(format!(
            "`convert` makes `{name}` of another value, and a view changes it item by item: remove `view`, or `convert`"
        ));
    }
    if seen_as.is_some() {
        wrong(format!(
            "`as` shows `{name}` as what it is not, and a view needs the collection itself: remove `view`, or `as`"
        ));
    }
    if pyo3.get("get").is_some() {
        wrong(format!("PyO3's getter would return a copy of `{name}`: remove `get`, or `view`"));
    } else if class.get_all {
        wrong(format!(
            "`#[pyclass(get_all)]` gives `{name}` a getter that returns a copy: remove `get_all`, for `PyDataClass` generates getters, or `view`"
        ));
    }
    match Kind::of(ty) {
        Kind::Bytes => wrong(format!(
            "`{name}` is `bytes` in Python, which cannot change: remove `view`, or take `Py<PyByteArray>` for the field"
        )),
        Kind::Optional(_) => wrong(format!(
            "there is nothing to view where `{name}` is `None`: remove `view`, or take an empty collection for `None`"
        )),
        Kind::Items(_) | Kind::Map(..) | Kind::Unknown if !is_array(ty) => {}
        _ => wrong(format!(
            "`view` applies to `Vec`, `HashMap`, `BTreeMap`, `HashSet` and `BTreeSet`, and `{name}` is none of them: remove `view`"
        )),
    }
}

fn is_array(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_array(&group.elem),
        Type::Paren(paren) => is_array(&paren.elem),
        other => matches!(other, Type::Array(_)),
    }
}
