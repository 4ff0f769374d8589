//! One module for each task.

pub mod demo;
pub mod lint;
pub mod msrv;
pub mod stubs;
pub mod test;
