//! The Python module `ledger`: what a data class can be besides a struct with named fields, and how
//! methods and properties of your own go with it.

mod account;
mod entry;
mod iban;
mod money;

use pyo3::prelude::*;

/// Accounts at a bank, and what happens on them.
#[pymodule]
mod ledger {
    #[pymodule_export]
    use super::account::{Account, SavingsAccount};
    #[pymodule_export]
    use super::entry::{Entry, Event};
    #[pymodule_export]
    use super::money::{Cents, Currency};
    #[pymodule_export]
    use pyo3_classes::ValidationError;
}
