//! Rust methods on the members of an enum.

use std::ffi::{CStr, CString};
use std::marker::PhantomData;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple, PyType};
use pyo3::{Borrowed, PyClass, ffi};

use super::function::{Arguments, Parameters};
use crate::argument_errors as errors;
use crate::pyo3_internals::raw;

/// A Rust method as one of Python's; the derive implements it on a type per method.
pub trait MemberMethod {
    /// Its name.
    const NAME: &'static CStr;
    /// The same, behind that of the class.
    const QUALNAME: &'static str;
    /// What it takes besides the member.
    const PARAMETERS: Parameters;

    /// Calls it on a member.
    ///
    /// # Errors
    ///
    /// What the conversion of an argument raises, the method returns as an error, or making its
    /// Python value raises.
    fn call<'py>(
        member: Borrowed<'_, 'py, PyAny>,
        arguments: Arguments<'_, 'py>,
    ) -> PyResult<Py<PyAny>>;
}

struct Call<M>(PhantomData<M>);

impl<M: MemberMethod> raw::MethodDef<raw::noargs::Func> for Call<M> {
    const METH: raw::noargs::Func = |py, member| {
        // SAFETY: the interpreter calls methods with a live object; `call` checks which.
        let member = unsafe { Borrowed::from_ptr(py, member) };
        Ok(M::call(member, Arguments::new(M::PARAMETERS, &[]))?.into_ptr())
    };
}

impl<M: MemberMethod> raw::MethodDef<raw::cfunction_with_keywords::Func> for Call<M> {
    const METH: raw::cfunction_with_keywords::Func = |py, member, args, kwargs| {
        // SAFETY: as above; the interpreter passes a tuple, and a dict or null.
        let (member, args, kwargs) = unsafe {
            (
                Borrowed::from_ptr(py, member),
                Borrowed::from_ptr(py, args).cast_unchecked::<PyTuple>(),
                Borrowed::from_ptr_or_opt(py, kwargs).map(|kwargs| kwargs.cast_unchecked()),
            )
        };
        let values = bind(M::QUALNAME, M::PARAMETERS, &args, kwargs.as_deref())?;
        Ok(M::call(member, Arguments::new(M::PARAMETERS, &values))?.into_ptr())
    };
}

/// One value per parameter.
fn bind<'py>(
    function: &str,
    Parameters { names, by_keyword }: Parameters,
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let mut bound: Vec<_> = args.iter().take(names.len()).map(Some).collect();
    bound.resize(names.len(), None);
    for (keyword, value) in kwargs.into_iter().flatten() {
        let keyword =
            keyword.cast::<PyString>().map_err(|_| errors::keyword_no_string(function))?;
        let keyword = keyword.to_string_lossy();
        let names = if by_keyword { names } else { &[] };
        let place = names.iter().zip(&mut bound).find(|(name, _)| **name == keyword);
        let Some((name, place)) = place else {
            let names = names.iter().copied();
            return Err(errors::unexpected_keyword(function, &keyword, names, args.py()));
        };
        if place.replace(value).is_some() {
            return Err(errors::multiple_values(function, name));
        }
    }
    if args.len() > names.len() {
        // Python counts the member.
        let most = names.len() + 1;
        return Err(errors::too_many(function, (most, most), args.len() + 1, 0));
    }
    let missing: Vec<_> = names
        .iter()
        .zip(&bound)
        .filter(|(_, value)| value.is_none())
        .map(|(name, _)| *name)
        .collect();
    if !missing.is_empty() {
        return Err(errors::missing(function, "positional", &missing));
    }
    Ok(bound.into_iter().flatten().collect())
}

/// One method, for the table of an enum.
pub struct EnumMethod {
    name: &'static CStr,
    parameters: Parameters,
    without_arguments: ffi::PyCFunction,
    with_arguments: ffi::PyCFunctionWithKeywords,
}

/// The method that `M` calls.
pub const fn enum_method<M: MemberMethod>() -> EnumMethod {
    EnumMethod {
        name: M::NAME,
        parameters: M::PARAMETERS,
        without_arguments: raw::noargs::<Call<M>>,
        with_arguments: raw::cfunction_with_keywords::<Call<M>>,
    }
}

/// The same, as an attribute of the class `T` of an enum with data.
///
/// # Errors
///
/// None that the interpreter does not raise for lack of memory.
pub fn method_of_class<T: PyClass, M: MemberMethod>(py: Python<'_>) -> PyResult<Py<PyAny>> {
    enum_method::<M>().descriptor(&py.get_type::<T>()).map(Bound::unbind)
}

impl EnumMethod {
    /// Puts the method on the class.
    pub(super) fn install(&self, class: &Bound<'_, PyType>) -> PyResult<()> {
        // The derive writes Rust identifiers, which are UTF-8.
        class.setattr(self.name.to_str().unwrap_or_default(), self.descriptor(class)?)
    }

    /// A method descriptor.
    fn descriptor<'py>(&self, class: &Bound<'py, PyType>) -> PyResult<Bound<'py, PyAny>> {
        let (ml_meth, ml_flags) = if self.parameters.names.is_empty() {
            let function = ffi::PyMethodDefPointer { PyCFunction: self.without_arguments };
            (function, ffi::METH_NOARGS)
        } else {
            let function = ffi::PyMethodDefPointer { PyCFunctionWithKeywords: self.with_arguments };
            (function, ffi::METH_VARARGS | ffi::METH_KEYWORDS)
        };
        // Never freed, as the class is not.
        let ml_doc = CString::new(self.text_signature())?.into_raw();
        let definition = Box::leak(Box::new(ffi::PyMethodDef {
            ml_name: self.name.as_ptr(),
            ml_meth,
            ml_flags,
            ml_doc,
        }));
        // SAFETY: class and definition live for ever.
        unsafe {
            let descriptor = ffi::PyDescr_NewMethod(class.as_type_ptr(), definition);
            Bound::from_owned_ptr_or_err(class.py(), descriptor)
        }
    }

    /// What `inspect.signature` looks for in the docs.
    fn text_signature(&self) -> String {
        let mut names = vec!["$self"];
        names.extend(self.parameters.names);
        if !self.parameters.by_keyword {
            names.push("/");
        }
        format!("{}({})\n--\n\n", self.name.to_string_lossy(), names.join(", "))
    }
}
