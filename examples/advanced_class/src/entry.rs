//! What happens on an account: an enum with data, and a class that holds it.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

use crate::money::Cents;

/// Something that moves money. In Python a class, with one that extends it for each variant.
#[derive(PyDataClass, Clone, Debug)]
#[dataclass(module = "ledger", methods(change))]
pub enum Event {
    /// Money comes in.
    Deposit {
        /// How much.
        #[field(validate = is_positive)]
        amount: Cents,
    },
    /// Money is taken out at a machine.
    Withdrawal {
        /// How much.
        #[field(validate = is_positive)]
        amount: Cents,
        /// What the machine takes for it.
        #[field(default)]
        fee: Cents,
    },
    /// Money goes to somebody else.
    Payment {
        /// How much.
        #[field(validate = is_positive)]
        amount: Cents,
        /// To whom.
        #[field(min_length = 1)]
        to: String,
    },
    /// The bank looks at the account.
    Audit,
}

fn is_positive(amount: &Cents) -> Result<(), &'static str> {
    if amount.0 > 0 { Ok(()) } else { Err("must be more than nothing") }
}

impl Event {
    /// By how much the balance changes. A method in Python, named in `methods(...)`.
    pub fn change(&self) -> PyResult<Cents> {
        match self {
            Self::Deposit { amount } => Ok(*amount),
            Self::Withdrawal { amount, fee } => amount.plus(*fee).map(|sum| Cents(-sum.0)),
            Self::Payment { amount, .. } => Ok(Cents(-amount.0)),
            Self::Audit => Ok(Cents(0)),
        }
    }
}

/// A line of the ledger.
#[derive(PyDataClass, Clone, Debug)]
#[pyclass(frozen, module = "ledger")]
pub struct Entry {
    /// The day of the year.
    #[field(ge = 1, le = 366)]
    pub day: u16,
    /// What happened.
    pub event: Event,
    /// A remark; surplus blanks are removed.
    #[field(default, convert = single_spaced, max_length = 40, kw_only)]
    pub note: String,
}

/// What `convert` names: it takes what Python gives, and makes the field's value of it.
pub fn single_spaced(text: String) -> Result<String, String> {
    if text.contains('\n') {
        return Err("must be one line".to_owned());
    }
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
