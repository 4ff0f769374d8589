//! One module for each task.

pub mod asan;
pub mod bench;
pub mod callgrind;
pub mod demo;
pub mod fuzz;
pub mod lint;
pub mod memcheck;
pub mod msrv;
pub mod stubs;
pub mod test;
