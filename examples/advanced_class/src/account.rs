//! Accounts: methods of all kinds, properties, hooks, and inheritance.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyType;
use pyo3_classes::PyDataClass;

use crate::entry::{Entry, single_spaced};
use crate::iban::Iban;
use crate::money::{Cents, Currency};

/// An account at a bank.
#[derive(PyDataClass, Clone)]
#[dataclass(post_init = Account::sort, validate = Account::is_covered)]
#[pyclass(subclass, module = "ledger")]
pub struct Account {
    /// Whom it belongs to.
    #[field(convert = single_spaced, min_length = 1)]
    owner: String,
    /// Its number: an `Iban` in Rust, a `str` in Python.
    #[field(as = String, frozen)]
    iban: Iban,
    /// What it is kept in.
    #[field(default = Currency::Eur, frozen)]
    currency: Currency,
    /// How far it may be overdrawn.
    #[field(default, validate = is_no_debt, kw_only)]
    limit: Cents,
    /// What has happened so far, by day.
    #[field(default, kw_only)]
    entries: Vec<Entry>,
}

fn is_no_debt(limit: &Cents) -> Result<(), &'static str> {
    if limit.0 >= 0 { Ok(()) } else { Err("must not be negative") }
}

impl Account {
    /// `post_init`: after the fields are set, before `validate`.
    fn sort(&mut self) {
        self.entries.sort_by_key(|entry| entry.day);
    }

    /// `validate`: no change may break it.
    fn is_covered(&self) -> PyResult<()> {
        let mut balance = Cents(0);
        for entry in &self.entries {
            balance = balance.plus(entry.event.change()?)?;
            if balance.plus(self.limit)?.0 < 0 {
                return Err(PyValueError::new_err(format!("overdrawn on day {}", entry.day)));
            }
        }
        Ok(())
    }
}

#[pymethods]
impl Account {
    /// Another constructor: an account with money in it. `cls` is the class that it is called on, so
    /// a subclass gets one of its own.
    #[classmethod]
    fn opened_with<'py>(
        cls: &Bound<'py, PyType>,
        owner: &str,
        iban: &str,
        deposit: Cents,
    ) -> PyResult<Bound<'py, PyAny>> {
        let account = cls.call1((owner, iban))?;
        account.cast::<Self>()?.borrow_mut().entries.push(Entry {
            day: 1,
            event: crate::entry::Event::Deposit { amount: deposit },
            note: String::new(),
        });
        Ok(account)
    }

    /// Whether a text is the number of an account.
    #[staticmethod]
    fn is_iban(text: String) -> bool {
        Iban::try_from(text).is_ok()
    }

    /// Adds an entry, or raises `ValueError` and leaves everything as it was.
    fn book(&mut self, entry: &Entry) -> PyResult<()> {
        let before = self.entries.clone();
        self.entries.push(entry.clone());
        self.sort();
        self.is_covered().inspect_err(|_| self.entries = before)
    }

    /// What is in it: a property that is computed.
    #[getter]
    fn balance(&self) -> PyResult<Cents> {
        self.entries.iter().try_fold(Cents(0), |sum, entry| sum.plus(entry.event.change()?))
    }

    /// The last word of the owner's name: a property that can be read, and written to correct it.
    #[getter]
    fn family_name(&self) -> &str {
        self.owner.rsplit(' ').next().unwrap_or_default()
    }

    #[setter]
    fn set_family_name(&mut self, name: String) -> PyResult<()> {
        let name = single_spaced(name).map_err(PyValueError::new_err)?;
        if name.is_empty() {
            return Err(PyValueError::new_err("a family name is not empty"));
        }
        self.owner = match self.owner.rsplit_once(' ') {
            Some((given, _)) => format!("{given} {name}"),
            None => name,
        };
        Ok(())
    }

    fn __len__(&self) -> usize {
        self.entries.len()
    }
}

/// An account that bears interest. Its constructor takes the fields of `Account` first.
#[derive(PyDataClass, Clone)]
#[pyclass(extends = Account, module = "ledger")]
pub struct SavingsAccount {
    /// Per cent in a year.
    #[field(ge = 0.0, lt = 20.0, default = 1.5)]
    rate: f64,
}

#[pymethods]
impl SavingsAccount {
    /// What a year brings, if nothing else happens.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    fn interest(this: PyRef<'_, Self>) -> PyResult<Cents> {
        let balance = this.as_super().balance()?;
        Ok(Cents((balance.0 as f64 * this.rate / 100.0).round() as i64))
    }
}
