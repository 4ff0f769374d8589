//! What more than one derive needs.

pub(crate) mod docs;
pub(crate) mod keyed;
pub(crate) mod literal;
pub(crate) mod pyclass;
pub(crate) mod read;
pub(crate) mod rust_type;
pub(crate) mod self_type;
#[cfg(test)]
mod tests;
