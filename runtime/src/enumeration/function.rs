//! The methods that users write, by the types of their functions: what the compiler knows of a method,
//! and the derive does not.

use std::cell::OnceCell;
use std::slice;

use pyo3::Borrowed;
use pyo3::exceptions::PySystemError;
use pyo3::prelude::*;

#[cfg(feature = "stubs")]
use crate::hint::TypeHint;
use crate::pyo3_internals::argument_extraction_error;

/// What a method takes besides the member.
#[derive(Clone, Copy)]
pub struct Parameters {
    /// Their names.
    pub names: &'static [&'static str],
    /// They can be passed by these names, which the user wrote.
    pub by_keyword: bool,
}

/// The names of parameters whose own are not known, as those of a tuple struct's fields.
const UNNAMED: &[&str] = &["_0", "_1", "_2", "_3", "_4", "_5"];

/// What there is to know of a method.
pub struct Member<'f, 'a, 'py, E, F, R> {
    function: &'f F,
    call: CallOf<'a, 'py, E, F, R>,
    /// How many arguments it takes.
    pub count: usize,
    /// Their types.
    #[cfg(feature = "stubs")]
    pub takes: &'static [TypeHint],
}

type CallOf<'a, 'py, E, F, R> =
    fn(&F, Borrowed<'a, 'py, PyAny>, &'a OnceCell<E>, &mut Arguments<'a, 'py>) -> PyResult<R>;

/// The one place that asks what the function is, so that a wrong one is one error.
pub const fn member<'f, 'a, 'py, E, Taking, F: MemberFunction<'a, 'py, E, Taking>>(
    function: &'f F,
) -> Member<'f, 'a, 'py, E, F, F::Output> {
    Member {
        function,
        call: F::call,
        count: F::COUNT,
        #[cfg(feature = "stubs")]
        takes: F::TAKES,
    }
}

impl<'a, 'py, E, F, R> Member<'_, 'a, 'py, E, F, R> {
    /// Its parameters, with the names that the user wrote.
    pub const fn parameters(&self, names: Option<&'static [&'static str]>) -> Parameters {
        match names {
            Some(names) => Parameters { names, by_keyword: true },
            None => Parameters { names: UNNAMED.split_at(self.count).0, by_keyword: false },
        }
    }

    /// Calls it; `room` is where the value stays that it borrows.
    ///
    /// # Errors
    ///
    /// What the conversion of an argument raises.
    pub fn call(
        &self,
        member: Borrowed<'a, 'py, PyAny>,
        room: &'a OnceCell<E>,
        mut arguments: Arguments<'a, 'py>,
    ) -> PyResult<R> {
        (self.call)(self.function, member, room, &mut arguments)
    }
}

#[cfg(feature = "stubs")]
impl<E, F, R: crate::introspection::PyReturnType> Member<'_, '_, '_, E, F, R> {
    /// The type of what it returns.
    #[allow(clippy::unused_self, reason = "its type tells")]
    pub const fn returns(&self) -> TypeHint {
        TypeHint::stub(R::OUTPUT_TYPE)
    }
}

/// The arguments of a call, of which each parameter takes the next.
pub struct Arguments<'a, 'py> {
    names: slice::Iter<'static, &'static str>,
    values: slice::Iter<'a, Bound<'py, PyAny>>,
}

impl<'a, 'py> Arguments<'a, 'py> {
    pub(super) fn new(parameters: Parameters, values: &'a [Bound<'py, PyAny>]) -> Self {
        Self { names: parameters.names.iter(), values: values.iter() }
    }

    fn next<A: FromPyObject<'a, 'py>>(&mut self) -> PyResult<A> {
        let (Some(name), Some(value)) = (self.names.next(), self.values.next()) else {
            return Err(PySystemError::new_err("a method has more parameters than arguments"));
        };
        value
            .extract()
            .map_err(|error: A::Error| argument_extraction_error(value.py(), name, error.into()))
    }
}

/// What a method takes first: the enum or a reference to it.
pub trait Receiver<'a, 'py, E>: Sized {
    /// Makes it of the member.
    ///
    /// # Errors
    ///
    /// If the object is no variant.
    fn receive(member: Borrowed<'a, 'py, PyAny>, room: &'a OnceCell<E>) -> PyResult<Self>;
}

impl<'a, 'py, E: FromPyObject<'a, 'py, Error = PyErr>> Receiver<'a, 'py, E> for E {
    fn receive(member: Borrowed<'a, 'py, PyAny>, _: &'a OnceCell<E>) -> PyResult<Self> {
        member.extract()
    }
}

impl<'a, 'py, E: FromPyObject<'a, 'py, Error = PyErr>> Receiver<'a, 'py, E> for &'a E {
    fn receive(member: Borrowed<'a, 'py, PyAny>, room: &'a OnceCell<E>) -> PyResult<Self> {
        let value = member.extract()?;
        Ok(room.get_or_init(|| value))
    }
}

/// A function that can be a method of members of the enum `E`. `Taking` is what it takes, which tells
/// apart the implementations below.
#[diagnostic::on_unimplemented(
    message = "this function cannot be a method of the members of `{E}`",
    label = "not a method that Python can call",
    note = "write a method that takes `self` or `&self`, `Python<'_>` if it is wanted, and then up to six arguments of types with PyO3's `FromPyObject`"
)]
pub trait MemberFunction<'a, 'py, E, Taking> {
    /// What it returns.
    type Output;
    /// The number of arguments.
    const COUNT: usize;
    /// The types of the arguments.
    #[cfg(feature = "stubs")]
    const TAKES: &'static [TypeHint];

    /// Calls it.
    ///
    /// # Errors
    ///
    /// What the conversion of an argument raises.
    fn call(
        &self,
        member: Borrowed<'a, 'py, PyAny>,
        room: &'a OnceCell<E>,
        arguments: &mut Arguments<'a, 'py>,
    ) -> PyResult<Self::Output>;
}

/// Marks functions that take `Python<'_>` after the receiver.
pub struct WithToken<Taking>(Taking);

macro_rules! functions {
    ($count:literal: $($arg:ident)*) => {
        functions!($count: $($arg)*; WithToken<(S, $($arg,)*)>; Python<'py>,);
        functions!($count: $($arg)*; (S, $($arg,)*););
    };
    ($count:literal: $($arg:ident)*; $taking:ty; $($python:ty,)?) => {
        #[diagnostic::do_not_recommend]
        impl<'a, 'py, E, F, R, S, $($arg),*> MemberFunction<'a, 'py, E, $taking> for F
        where
            F: Fn(S, $($python,)? $($arg),*) -> R,
            S: Receiver<'a, 'py, E>,
            $($arg: FromPyObject<'a, 'py>,)*
        {
            type Output = R;
            const COUNT: usize = $count;
            #[cfg(feature = "stubs")]
            const TAKES: &'static [TypeHint] = &[$(TypeHint::stub($arg::INPUT_TYPE)),*];

            fn call(
                &self,
                member: Borrowed<'a, 'py, PyAny>,
                room: &'a OnceCell<E>,
                _arguments: &mut Arguments<'a, 'py>,
            ) -> PyResult<R> {
                Ok(self(
                    S::receive(member, room)?,
                    $(<$python>::from(member.py()),)?
                    $(_arguments.next::<$arg>()?),*
                ))
            }
        }
    };
}
functions!(0:);
functions!(1: A);
functions!(2: A B);
functions!(3: A B C);
functions!(4: A B C D);
functions!(5: A B C D G);
functions!(6: A B C D G H);
