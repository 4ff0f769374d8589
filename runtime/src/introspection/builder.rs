//! Builders: their own class, and what the class that they build has for them.
//!
//! With `typestate`, the builder's class has another inside, for type checkers alone: `_State`, which
//! has a type parameter for each required field, and `build` only where each of them is `"set"`. What
//! cannot be told, as after `update`, has the type of the builder's class itself, whose `build` is for
//! all. `_State` extends that class, so that whatever takes a builder takes it too.

use pyo3::inspect::PyStaticExpr;

use super::shadow::uses_builtin;
use super::written::{ANYTHING, BOOL, MEMO, OBJECT, SELF};
use super::{ClassStub, FieldStub, Writer};
use crate::builder::Buildable;
use crate::hint::{Node, TypeHint};

const STR: TypeHint = TypeHint::builtin("str");
const PAIR: PyStaticExpr =
    PyStaticExpr::Tuple { elts: &[PyStaticExpr::Name { id: "str" }, in_typing("Any")] };
const MAPPING: TypeHint =
    TypeHint::stub(PyStaticExpr::Subscript { value: &in_typing("Mapping"), slice: &PAIR });
const ROWS: TypeHint = TypeHint::stub(PyStaticExpr::Subscript {
    value: &in_typing("Iterable"),
    slice: &PyStaticExpr::Subscript { value: &in_typing("Mapping"), slice: &PAIR },
});
const KIND: TypeHint = TypeHint::union(&[
    TypeHint::generic("type", &[TypeHint::builtin("BaseException")]),
    TypeHint::NONE,
]);
const ERROR: TypeHint = TypeHint::union(&[TypeHint::builtin("BaseException"), TypeHint::NONE]);
const TRACEBACK: TypeHint =
    TypeHint::union(&[TypeHint::named("types", "TracebackType"), TypeHint::NONE]);
const NAMES: TypeHint = TypeHint::generic("tuple", &[STR, TypeHint::ELLIPSIS]);
/// `typing` has it from Python 3.11 on.
const OWN: TypeHint = TypeHint::named("typing_extensions", "Self");

const fn in_typing(name: &'static str) -> PyStaticExpr {
    PyStaticExpr::Attribute { value: &PyStaticExpr::Name { id: "typing" }, attr: name }
}

/// A builder, as far as its stub is concerned.
pub struct BuilderStub {
    /// Its class, with a field for each setter: what the setter is called, and by which name `partial`
    /// knows the field.
    pub class: ClassStub,
    /// The class that it builds.
    pub builds: TypeHint,
    /// `#[pybuilder(typestate)]`
    pub typestate: bool,
    /// What else there is for each field.
    pub setters: &'static [SetterStub],
}

/// What a field has beside its setter.
pub struct SetterStub {
    /// `maybe_…`
    pub maybe: &'static str,
    /// The adder, of which the first is the type of a collection.
    pub each: Option<(&'static str, TypeHint)>,
    /// The type parameter, and what it is while there is no value.
    pub state: (&'static str, &'static str),
}

/// What there is of a builder.
pub enum BuilderPart<'a> {
    /// `builder`, `to_builder` or `partial`.
    OnClass(&'a str),
    /// A method that every builder has.
    Method(&'a str),
    /// The setter of a field.
    Setter(usize),
    /// Its `maybe_…`.
    Maybe(usize),
    /// Its adder.
    Each(usize),
    /// The class of the builders whose state is known.
    State,
    /// The setter of a required field there.
    StateSetter(usize),
    /// Its adder there.
    StateEach(usize),
    /// `build` there.
    StateBuild,
}

impl BuilderStub {
    /// In place of that of a class with mistakes.
    pub const EMPTY: Self =
        Self { class: ClassStub::EMPTY, builds: TypeHint::ANY, typestate: false, setters: &[] };

    const fn is_required(&self, index: usize) -> bool {
        let field = &self.class.fields[index];
        field.init && !field.dispensable
    }

    /// A class that has states needs a field for one.
    const fn has_states(&self) -> bool {
        let mut index = 0;
        while self.typestate && index < self.setters.len() {
            if self.is_required(index) {
                return true;
            }
            index += 1;
        }
        false
    }
}

/// The class of the builder of a field's class: of `T` itself, or of what an `Option` holds.
pub trait NestedBuilder {
    /// A builder's class.
    const CLASS: PyStaticExpr;
    /// A function from a builder.
    const FUNCTION: PyStaticExpr = PyStaticExpr::Subscript {
        value: &in_typing("Callable"),
        slice: &PyStaticExpr::Tuple {
            elts: &[
                PyStaticExpr::List { elts: &[Self::CLASS] },
                PyStaticExpr::Name { id: "object" },
            ],
        },
    };
}

impl<T: Buildable> NestedBuilder for T {
    const CLASS: PyStaticExpr = <T::Builder as pyo3::PyTypeInfo>::TYPE_HINT;
}

impl<T: NestedBuilder> NestedBuilder for Option<T> {
    const CLASS: PyStaticExpr = T::CLASS;
}

/// What a `nested` setter takes beside the value: a function from the builder, or a mapping.
pub const fn nested<T: NestedBuilder>() -> [TypeHint; 2] {
    [TypeHint::stub(T::FUNCTION), MAPPING]
}

/// The types of a collection's items: of one, or of a key and a value.
pub const fn item_of(collection: &TypeHint) -> &[TypeHint] {
    match &collection.0 {
        Node::Generic { args, .. } => match args {
            [item, TypeHint(Node::Ellipsis)] => std::slice::from_ref(item),
            args => args,
        },
        // An optional one.
        Node::Union(members) => {
            let mut index = 0;
            while index < members.len() {
                if let Node::Generic { .. } = &members[index].0 {
                    return item_of(&members[index]);
                }
                index += 1;
            }
            &[TypeHint::ANY]
        }
        _ => &[TypeHint::ANY],
    }
}

impl<const N: usize> Writer<N> {
    pub(super) const fn builder(
        &mut self,
        class: &ClassStub,
        builder: &BuilderStub,
        part: &BuilderPart<'_>,
    ) {
        let fields = builder.class.fields;
        match *part {
            BuilderPart::OnClass(name) => self.on_class(class, builder, name),
            BuilderPart::Method(name) => self.builder_method(builder, name),
            BuilderPart::Setter(index) => {
                let field = &fields[index];
                self.method(builder.class.id, field.name);
                self.setter(builder, "value", &[field.takes]);
                self.after(builder, !builder.is_required(index));
                self.doc(field.doc);
            }
            BuilderPart::Maybe(index) => {
                self.method(builder.class.id, builder.setters[index].maybe);
                self.raw(SELF);
                self.raw(r#",{"name":"value","annotation":"#);
                self.or_none(builder.shown(&fields[index].takes));
                self.raw("}]}");
                self.after(builder, !builder.is_required(index));
            }
            BuilderPart::Each(index) => {
                if let Some((name, collection)) = &builder.setters[index].each {
                    self.method(builder.class.id, name);
                    self.setter(builder, "item", item_of(collection));
                    self.after(builder, !builder.is_required(index));
                } else {
                    self.raw(super::written::NOTHING);
                }
            }
            BuilderPart::State if builder.has_states() => self.state_class(builder),
            BuilderPart::StateSetter(index)
                if builder.has_states() && builder.is_required(index) =>
            {
                let field = &fields[index];
                self.state_method(builder, field.name);
                self.setter(builder, "value", &[field.takes]);
                self.raw(r#","returns":"#);
                self.state(builder, State::After(index));
                self.doc(field.doc);
            }
            BuilderPart::StateEach(index) if builder.has_states() && builder.is_required(index) => {
                if let Some((name, collection)) = &builder.setters[index].each {
                    self.state_method(builder, name);
                    self.setter(builder, "item", item_of(collection));
                    self.raw(r#","returns":"#);
                    self.state(builder, State::After(index));
                } else {
                    self.raw(super::written::NOTHING);
                }
            }
            BuilderPart::StateBuild if builder.has_states() => {
                self.state_method(builder, "build");
                self.raw(r#""posonlyargs":[{"name":"self","annotation":"#);
                self.state(builder, State::Complete);
                self.raw("}]}");
                self.returns(&builder.builds);
            }
            BuilderPart::State
            | BuilderPart::StateSetter(_)
            | BuilderPart::StateEach(_)
            | BuilderPart::StateBuild => self.raw(super::written::NOTHING),
        }
    }

    const fn on_class(&mut self, class: &ClassStub, builder: &BuilderStub, name: &str) {
        self.method(class.id, name);
        if let b"to_builder" = name.as_bytes() {
            self.raw(SELF);
            self.raw("]}");
            self.returned_builder(builder);
            self.doc("Return a builder with the values of the fields.");
            return;
        }
        self.raw(r#""posonlyargs":[{"name":"cls"}]"#);
        if let b"partial" = name.as_bytes() {
            if class.hides_of(&builder.class) {
                self.raw(r#","kwarg":{"name":"values","annotation":"#);
                self.hint(&TypeHint::ANY);
                self.raw("}");
            } else {
                self.changes(&builder.class);
            }
        }
        self.raw(r#"},"decorators":["#);
        self.name("classmethod");
        self.raw("]");
        if let b"partial" = name.as_bytes() {
            self.returned_builder(builder);
            self.doc("Return a builder with these values.");
        } else {
            self.raw(r#","returns":"#);
            if builder.has_states() {
                self.state(builder, State::Empty);
            } else {
                self.id(builder.class.id);
            }
            self.doc("Return a builder without values.");
        }
    }

    #[allow(clippy::too_many_lines, reason = "one method after another")]
    const fn builder_method(&mut self, builder: &BuilderStub, name: &str) {
        let id = builder.class.id;
        match name.as_bytes() {
            b"__repr__" => return self.plain(id, name, builder.shown(&STR)),
            b"__eq__" => {
                return self.taking(
                    id,
                    name,
                    "other",
                    builder.shown(&OBJECT),
                    builder.shown(&BOOL),
                );
            }
            b"__reduce__" => return self.plain(id, name, builder.shown(&ANYTHING)),
            b"is_complete" | b"result" => {
                self.method(id, name);
                self.raw(SELF);
                self.raw(r#"]},"decorators":["#);
                if builder.class.has_field("property") {
                    self.named("types", "DynamicClassAttribute");
                } else {
                    self.name("property");
                }
                self.raw("]");
                if let b"result" = name.as_bytes() {
                    self.returns(&builder.builds);
                    self.doc("What the end of the ``with`` block has built.");
                } else {
                    self.returns(builder.shown(&BOOL));
                    self.doc("Whether no field is missing.");
                }
                return;
            }
            _ => self.method(id, name),
        }
        self.raw(SELF);
        match name.as_bytes() {
            b"build" => {
                self.raw("]}");
                self.returns(&builder.builds);
                self.doc(
                    "Make an instance of the values and the defaults. The builder stays as it is.\n\nRaises ``BuilderError`` with all that is missing and all that is wrong.",
                );
            }
            b"build_many" => {
                self.parameter("rows", builder.shown(&ROWS));
                self.raw("]}");
                self.raw(r#","returns":"#);
                if builder.class.hides(&TypeHint::builtin("list")) {
                    self.hint(&TypeHint::ANY);
                } else {
                    self.raw(r#"{"type":"subscript","value":"#);
                    self.name("list");
                    self.raw(r#","slice":"#);
                    // A list of what a class that extends this one builds is no list of this one's.
                    self.hint(if builder.class.subclass {
                        &TypeHint::ANY
                    } else {
                        &builder.builds
                    });
                    self.raw("}");
                }
                self.doc("Make an instance for each mapping, whose values come on top of the builder's own.");
            }
            b"update" => {
                self.raw(r#",{"name":"values","annotation":"#);
                self.or_none(builder.shown(&MAPPING));
                self.raw(r#","default":"#);
                self.ellipsis();
                self.raw(r#"}],"kwarg":{"name":"kwargs","annotation":"#);
                self.hint(&TypeHint::ANY);
                self.raw("}}");
                self.after(builder, false);
                self.doc("Set the fields that a mapping, or the keywords, name: all of them or, if something is wrong, none.");
            }
            b"unset" => {
                self.raw(r#"],"vararg":{"name":"names","annotation":"#);
                self.hint(builder.shown(&STR));
                self.raw("}}");
                self.after(builder, false);
                self.doc("Take the values of these fields away.");
            }
            b"when" => {
                self.parameter("condition", builder.shown(&OBJECT));
                self.raw(r#",{"name":"function","annotation":{"type":"subscript","value":"#);
                self.named("typing", "Callable");
                self.raw(r#","slice":{"type":"tuple","elts":[{"type":"list","elts":["#);
                self.own_builder(builder, true);
                self.raw("]},");
                self.hint(builder.shown(&OBJECT));
                self.raw("]}}}]}");
                self.after(builder, false);
                self.doc("Call the function with the builder if the condition is true.");
            }
            b"missing" => {
                self.raw("]}");
                self.returns(builder.shown(&NAMES));
                self.doc("The names of the fields that have no value and no default.");
            }
            b"__deepcopy__" => {
                self.parameter("memo", builder.shown(&MEMO));
                self.raw("]}");
                self.after(builder, true);
            }
            b"__exit__" => {
                self.raw(r#"],"args":[{"name":"kind","annotation":"#);
                self.hint(builder.shown(&KIND));
                self.raw("}");
                self.parameter("_error", builder.shown(&ERROR));
                self.parameter("_traceback", &TRACEBACK);
                // No exception ends here: `bool` would say that some might.
                self.raw(r#"]},"returns":{"type":"subscript","value":"#);
                self.named("typing", "Literal");
                self.raw(r#","slice":{"type":"constant","kind":"bool","value":false}}"#);
            }
            b"copy" => {
                self.raw("]}");
                self.after(builder, true);
                self.doc("Return a builder with the same values.");
            }
            // `__copy__` and `__enter__`.
            _ => {
                self.raw("]}");
                self.after(builder, true);
            }
        }
    }

    /// The arguments of a setter or an adder.
    const fn setter(&mut self, builder: &BuilderStub, name: &str, takes: &[TypeHint]) {
        self.raw(SELF);
        if let [key, value] = takes {
            self.parameter("key", builder.shown(key));
            self.parameter("value", builder.shown(value));
        } else if let [value, ..] = takes {
            self.parameter(name, builder.shown(value));
        }
        self.raw("]}");
    }

    const fn or_none(&mut self, hint: &TypeHint) {
        self.raw(r#"{"type":"binop","left":"#);
        self.hint(hint);
        self.raw(r#","op":"bitor","right":"#);
        self.hint(&TypeHint::NONE);
        self.raw("}");
    }

    /// The builder that a method returns: in the state it was in, or in one that nobody knows.
    const fn after(&mut self, builder: &BuilderStub, same: bool) {
        self.raw(r#","returns":"#);
        self.own_builder(builder, same);
    }

    const fn own_builder(&mut self, builder: &BuilderStub, same: bool) {
        if same && builder.has_states() {
            self.hint(&OWN);
        } else if builder.has_states() {
            self.id(builder.class.id);
        } else {
            self.own(&builder.class);
        }
    }

    const fn returned_builder(&mut self, builder: &BuilderStub) {
        self.raw(r#","returns":"#);
        self.id(builder.class.id);
    }

    /// `_State[_host, _port]`, inside the builder's class.
    const fn state_class(&mut self, builder: &BuilderStub) {
        self.raw(r#"{"type":"class","id":"state of "#);
        self.raw(builder.class.id);
        self.raw(r#"","name":"_State["#);
        let (mut index, mut count) = (0, 0);
        while index < builder.setters.len() {
            if builder.is_required(index) {
                if count > 0 {
                    self.raw(", ");
                }
                count += 1;
                self.raw(builder.setters[index].state.0);
            }
            index += 1;
        }
        self.raw(r#"]","parent":"#);
        self.text(builder.class.id);
        self.raw(r#","bases":["#);
        self.id(builder.class.id);
        self.raw("]");
    }

    const fn state_method(&mut self, builder: &BuilderStub, name: &str) {
        self.raw(r#"{"type":"function","parent":"state of "#);
        self.raw(builder.class.id);
        self.raw(r#"","name":"#);
        self.text(name);
        self.raw(r#","arguments":{"#);
    }

    /// `ServerBuilder._State[Literal["set"], Literal["port is missing"]]`
    const fn state(&mut self, builder: &BuilderStub, state: State) {
        self.raw(r#"{"type":"subscript","value":{"type":"attribute","value":"#);
        self.id(builder.class.id);
        self.raw(r#","attr":"_State"},"slice":{"type":"tuple","elts":["#);
        let (mut index, mut count) = (0, 0);
        while index < builder.setters.len() {
            if builder.is_required(index) {
                self.comma(count);
                count += 1;
                let (parameter, missing) = builder.setters[index].state;
                match state {
                    State::Empty => self.literal_type(missing),
                    State::Complete => self.literal_type("set"),
                    State::After(set) if set == index => self.literal_type("set"),
                    State::After(_) => self.name(parameter),
                }
            }
            index += 1;
        }
        self.raw("]}}");
    }

    const fn literal_type(&mut self, text: &str) {
        self.raw(r#"{"type":"subscript","value":"#);
        self.named("typing", "Literal");
        self.raw(r#","slice":"#);
        self.literal(text);
        self.raw("}");
    }
}

/// What is known of the required fields.
#[derive(Clone, Copy)]
enum State {
    /// No field is set.
    Empty,
    /// Each is.
    Complete,
    /// This one is, and the others are as they were.
    After(usize),
}

impl BuilderStub {
    /// The hint, or `Any` where a setter or an adder has the name of what is in it.
    const fn shown<'a>(&self, hint: &'a TypeHint) -> &'a TypeHint {
        if self.class.hides(hint) || self.adder_hides(hint) { &TypeHint::ANY } else { hint }
    }

    const fn adder_hides(&self, hint: &TypeHint) -> bool {
        let mut index = 0;
        while index < self.setters.len() {
            if let Some((name, _)) = self.setters[index].each
                && uses_builtin(hint, name)
            {
                return true;
            }
            index += 1;
        }
        false
    }
}

impl FieldStub {
    /// What stands for the fields of a class whose derive has reported errors.
    const NONE: Self = Self {
        name: "",
        parameter: "",
        doc: "",
        hint: TypeHint::ANY,
        view: false,
        takes: TypeHint::ANY,
        init: false,
        kw_only: false,
        optional: false,
        writable: false,
        dispensable: false,
    };

    /// The setter of the field.
    #[must_use]
    pub const fn setter(&self, name: &'static str, key: &'static str, takes: TypeHint) -> Self {
        Self {
            name,
            parameter: key,
            takes,
            hint: takes,
            init: true,
            kw_only: true,
            view: false,
            ..*self
        }
    }
}

impl ClassStub {
    /// A field of its own.
    pub const fn field(&self, index: usize) -> &FieldStub {
        if index < self.fields.len() { &self.fields[index] } else { &FieldStub::NONE }
    }
}
