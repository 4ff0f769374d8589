//! Collecting what is wrong with an instance, to tell all of it at once.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyInt, PyString, PyTuple, PyType};

use super::ValidationError;

/// What stands for the value of a secret field.
pub(crate) const HIDDEN: &str = "**********";

/// The problems found so far, and the place that is being looked at.
pub struct Report<'py> {
    py: Python<'py>,
    loc: Vec<Bound<'py, PyAny>>,
    /// How many of the fields that it lies in are secret.
    secret: usize,
    /// The dicts of `ValidationError.errors()`.
    issues: Vec<Bound<'py, PyDict>>,
    /// An exception that is no finding about a value, such as one that a check itself raised.
    failure: Option<PyErr>,
}

impl<'py> Report<'py> {
    /// A report without problems.
    pub fn new(py: Python<'py>) -> Self {
        Self { py, loc: Vec::new(), secret: 0, issues: Vec::new(), failure: None }
    }

    /// The interpreter token.
    pub fn py(&self) -> Python<'py> {
        self.py
    }

    /// Runs `check` one step further into the value: `step` is a name, a position or a key.
    pub fn at(
        &mut self,
        step: impl FnOnce(Python<'py>) -> PyResult<Bound<'py, PyAny>>,
        check: impl FnOnce(&mut Self),
    ) {
        if self.enter(step) {
            check(self);
            self.leave();
        }
    }

    /// Goes one step further into the value; whether that was possible.
    pub(crate) fn enter(
        &mut self,
        step: impl FnOnce(Python<'py>) -> PyResult<Bound<'py, PyAny>>,
    ) -> bool {
        match step(self.py) {
            Ok(step) => {
                // A key may be as secret as its value; a position is not.
                let hide = self.secret > 0 && !step.is_instance_of::<PyInt>();
                let hidden = || PyString::new(self.py, HIDDEN).into_any();
                self.loc.push(if hide { hidden() } else { step });
                true
            }
            Err(error) => {
                self.fail(error);
                false
            }
        }
    }

    /// Goes back one step.
    pub(crate) fn leave(&mut self) {
        self.loc.pop();
    }

    /// Runs `check` on a field. The values of a secret one stay hidden.
    pub(crate) fn at_field(&mut self, name: &str, secret: bool, check: impl FnOnce(&mut Self)) {
        let step = |py| Ok(PyString::intern(py, name).into_any());
        if self.enter_field(step, secret) {
            check(self);
            self.leave_field(secret);
        }
    }

    /// Goes into a field; whether that was possible.
    pub(crate) fn enter_field(
        &mut self,
        step: impl FnOnce(Python<'py>) -> PyResult<Bound<'py, PyAny>>,
        secret: bool,
    ) -> bool {
        let entered = self.enter(step);
        self.hide(entered && secret);
        entered
    }

    /// Goes back from a field.
    pub(crate) fn leave_field(&mut self, secret: bool) {
        self.show(secret);
        self.leave();
    }

    /// The values from here on stay hidden, if they are secret.
    pub(crate) fn hide(&mut self, secret: bool) {
        self.secret += usize::from(secret);
    }

    /// Ends what [`hide`](Self::hide) began.
    pub(crate) fn show(&mut self, secret: bool) {
        self.secret -= usize::from(secret);
    }

    /// Adds a problem with the value at the current place: `kind` is pydantic's name of the rule
    /// where it has one (`greater_than_equal`), `msg` says what the value must be, `ctx` holds the
    /// rule's parameters.
    pub fn push(
        &mut self,
        kind: &'static str,
        msg: &str,
        input: impl FnOnce(Python<'py>) -> PyResult<Bound<'py, PyAny>>,
        ctx: &[(&'static str, Bound<'py, PyAny>)],
    ) {
        match self.issue(kind, msg, input, ctx) {
            Ok(issue) => self.issues.push(issue),
            Err(error) => self.fail(error),
        }
    }

    fn issue(
        &self,
        kind: &'static str,
        msg: &str,
        input: impl FnOnce(Python<'py>) -> PyResult<Bound<'py, PyAny>>,
        ctx: &[(&'static str, Bound<'py, PyAny>)],
    ) -> PyResult<Bound<'py, PyDict>> {
        let py = self.py;
        let parameters = PyDict::new(py);
        for (key, value) in ctx {
            parameters.set_item(key, value)?;
        }
        let input = if self.secret > 0 { PyString::new(py, HIDDEN).into_any() } else { input(py)? };
        let issue = PyDict::new(py);
        issue.set_item(intern!(py, "type"), kind)?;
        issue.set_item(intern!(py, "loc"), PyTuple::new(py, &self.loc)?)?;
        issue.set_item(intern!(py, "msg"), msg)?;
        issue.set_item(intern!(py, "input"), input)?;
        issue.set_item(intern!(py, "ctx"), parameters)?;
        Ok(issue)
    }

    /// Adds a problem that another report found in the value at the current place.
    pub(crate) fn adopt(&mut self, issue: Bound<'py, PyDict>) {
        match self.adopted(&issue) {
            Ok(()) => self.issues.push(issue),
            Err(error) => self.fail(error),
        }
    }

    fn adopted(&self, issue: &Bound<'py, PyDict>) -> PyResult<()> {
        let loc = intern!(self.py, "loc");
        let inside = issue.as_any().get_item(loc)?;
        issue.set_item(loc, PyTuple::new(self.py, &self.loc)?.as_any().add(inside)?)?;
        if self.secret > 0 {
            issue.set_item(intern!(self.py, "input"), HIDDEN)?;
        }
        Ok(())
    }

    /// Stops with an exception that is not a finding; the first one counts.
    pub fn fail(&mut self, error: PyErr) {
        self.failure.get_or_insert(error);
    }

    /// How many things are wrong so far.
    pub(crate) fn count(&self) -> usize {
        self.issues.len() + usize::from(self.failure.is_some())
    }

    /// How many findings there are so far.
    pub(crate) fn found(&self) -> usize {
        self.issues.len()
    }

    /// Forgets the findings after the first `found`.
    pub(crate) fn forget(&mut self, found: usize) {
        self.issues.truncate(found);
    }

    /// An exception that is no finding has stopped it.
    pub(crate) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// Ends the report: what is wrong.
    ///
    /// # Errors
    ///
    /// The exception that a check raised.
    pub(crate) fn into_issues(self) -> PyResult<Vec<Bound<'py, PyDict>>> {
        self.failure.map_or(Ok(self.issues), Err)
    }

    /// Ends a report in which something is wrong.
    pub(crate) fn into_error(self, owner: impl FnOnce(Python<'py>) -> Bound<'py, PyType>) -> PyErr {
        let py = self.py;
        match self.into_issues() {
            Ok(issues) => ValidationError::new_err(&owner(py), issues),
            Err(error) => error,
        }
    }

    /// Ends the report: nothing, or a `ValidationError` for the class with every problem in it.
    ///
    /// # Errors
    ///
    /// That `ValidationError`, or the exception that a check raised.
    pub fn finish(self, owner: impl FnOnce(Python<'py>) -> Bound<'py, PyType>) -> PyResult<()> {
        if self.is_empty() { Ok(()) } else { Err(self.into_error(owner)) }
    }
}
