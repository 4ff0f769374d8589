//! Parameters made of a class's fields, those of its base classes first.

use super::{ClassStub, FieldStub, Writer};
use crate::hint::TypeHint;

impl<const N: usize> Writer<N> {
    /// What follows the first argument of `__new__`.
    pub(super) const fn constructor(&mut self, class: &ClassStub) {
        if all_writable(class) {
            self.raw(r#","args":["#);
            self.fields(class, &mut 0, Wanted::Positional);
            self.raw(r#"],"kwonlyargs":["#);
            self.fields(class, &mut 0, Wanted::KeywordOnly);
            self.raw("]");
        } else {
            // A parameter named as no identifier can be: only `**` passes it.
            self.raw(r#","vararg":{"name":"args","annotation":"#);
            self.hint(&TypeHint::ANY);
            self.raw(r#"},"kwarg":{"name":"kwargs","annotation":"#);
            self.hint(&TypeHint::ANY);
            self.raw("}");
        }
    }

    /// What follows `self` in `__replace__`.
    pub(super) const fn changes(&mut self, class: &ClassStub) {
        if all_writable(class) {
            self.raw(r#","kwonlyargs":["#);
            self.fields(class, &mut 0, Wanted::Change);
            self.raw("]");
        } else {
            self.raw(r#","kwarg":{"name":"changes","annotation":"#);
            self.hint(&TypeHint::ANY);
            self.raw("}");
        }
    }

    /// The names that `match` binds by position.
    pub(super) const fn match_args(&mut self, class: &ClassStub) {
        self.fields(class, &mut 0, Wanted::MatchArg);
    }

    const fn fields(&mut self, class: &ClassStub, count: &mut usize, wanted: Wanted) {
        if let Some(base) = class.base {
            self.fields(base, count, wanted);
        }
        let mut index = 0;
        while index < class.fields.len() {
            let field = &class.fields[index];
            if wanted.has(field) {
                self.comma(*count);
                *count += 1;
                if let Wanted::MatchArg = wanted {
                    self.literal(field.name);
                } else {
                    self.field(field, field.optional || matches!(wanted, Wanted::Change));
                }
            }
            index += 1;
        }
    }

    const fn field(&mut self, field: &FieldStub, optional: bool) {
        self.raw(r#"{"name":"#);
        self.text(field.parameter);
        self.raw(r#","annotation":"#);
        self.hint(&field.takes);
        if optional {
            self.raw(r#","default":"#);
            self.ellipsis();
        }
        self.raw("}");
    }
}

#[derive(Clone, Copy)]
enum Wanted {
    Positional,
    KeywordOnly,
    Change,
    MatchArg,
}

impl Wanted {
    const fn has(self, field: &FieldStub) -> bool {
        field.init
            && match self {
                Self::Positional | Self::MatchArg => !field.kw_only,
                Self::KeywordOnly => field.kw_only,
                Self::Change => true,
            }
    }
}

const fn all_writable(class: &ClassStub) -> bool {
    let mut index = 0;
    while index < class.fields.len() {
        let field = &class.fields[index];
        if field.init && !field.writable {
            return false;
        }
        index += 1;
    }
    match class.base {
        Some(base) => all_writable(base),
        None => true,
    }
}
