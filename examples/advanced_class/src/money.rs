//! Amounts and currencies: a newtype, and an enum without data.

use pyo3::exceptions::{PyOverflowError, PyValueError};
use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// The currency of an account. In Python a `StrEnum`, so that `Currency.Eur == "eur"`.
#[derive(PyDataClass, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[dataclass(enum = "StrEnum", module = "ledger", lax, methods(symbol))]
pub enum Currency {
    /// Most of Europe.
    #[default]
    #[field(value = "eur")]
    Eur,
    /// Switzerland and Liechtenstein.
    #[field(value = "chf")]
    Chf,
    /// The United States.
    #[field(value = "usd")]
    Usd,
}

impl Currency {
    /// A method of the members in Python, named in `methods(...)`.
    fn symbol(self) -> &'static str {
        match self {
            Self::Eur => "€",
            Self::Chf => "CHF",
            Self::Usd => "$",
        }
    }
}

/// An amount of money: a whole number of cents, which no rounding can change.
///
/// A struct of one field without a name prints as `Cents(1250)`; the field is `_0`.
#[derive(PyDataClass, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[dataclass(order)]
#[pyclass(frozen, from_py_object, module = "ledger")]
pub struct Cents(#[field(default)] pub i64);

impl Cents {
    /// The sum, unless it is more money than there is.
    pub fn plus(self, other: Self) -> PyResult<Self> {
        let sum = self.0.checked_add(other.0);
        sum.map(Self).ok_or_else(|| PyOverflowError::new_err("too much money"))
    }
}

#[pymethods]
impl Cents {
    /// The amount that a text such as `12.50` stands for.
    #[staticmethod]
    fn parse(text: &str) -> PyResult<Self> {
        let wrong = || PyValueError::new_err(format!("'{text}' is no amount such as '12.50'"));
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, cents) = digits.split_once('.').unwrap_or((digits, "00"));
        if cents.len() != 2 || whole.is_empty() {
            return Err(wrong());
        }
        let all = format!("{whole}{cents}");
        if !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        all.parse::<i64>().map(|all| Self(sign * all)).map_err(|_| wrong())
    }

    fn __str__(&self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }

    fn __add__(&self, other: &Self) -> PyResult<Self> {
        self.plus(*other)
    }

    fn __bool__(&self) -> bool {
        self.0 != 0
    }
}
