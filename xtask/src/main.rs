//! The chores of this workspace, run as `cargo xtask <task>`.
//!
//! A contributor needs Rust and Python, and nothing else: no `make`, no shell, no tool to install
//! first. What a task needs beyond that (maturin, pytest) it puts into virtual environments inside
//! the repository.

mod choice;
mod cli;
mod discover;
mod extension;
mod help;
mod layout;
mod python;
mod report;
mod run;
mod tasks;
mod valgrind;
mod venv;

use std::process::ExitCode;

use cli::Task;

fn main() -> ExitCode {
    let task = match cli::parse(std::env::args_os().skip(1)) {
        Ok(task) => task,
        Err(mistake) => {
            eprintln!("error: {mistake}\n\n{}", help::SHORT_USAGE);
            return ExitCode::from(2);
        }
    };
    let outcome = match task {
        Task::Help(text) => {
            print!("{text}");
            Ok(())
        }
        Task::Test(options) => tasks::test::run(&options),
        Task::Demo => tasks::demo::run(),
        Task::Lint => tasks::lint::run(),
        Task::Msrv => tasks::msrv::run(),
        Task::Stubs(folder) => tasks::stubs::run(folder.as_deref()),
        Task::Bench(options) => tasks::bench::run(&options),
        Task::Callgrind(options) => tasks::callgrind::run(&options),
        Task::Asan(python) => tasks::asan::run(python.as_ref()),
        Task::Fuzz(options) => tasks::fuzz::run(&options),
        Task::Memcheck(python) => tasks::memcheck::run(python.as_ref()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            ExitCode::from(failure.status)
        }
    }
}
