//! `cargo xtask callgrind`: counts instructions with valgrind, and compares them with those kept.

use crate::cli::CallgrindOptions;
use crate::python::Interpreter;
use crate::run::{Result, Run};
use crate::tasks::bench;
use crate::{choice, layout, valgrind};

/// Runs the task.
pub fn run(options: &CallgrindOptions) -> Result<()> {
    let (pythons, _) = choice::select_to_measure(options.python.as_slice())?;
    let python = &pythons[0];
    if options.if_comparable
        && let Some(why) = obstacle(python)?
    {
        println!("Not counted: {why}");
        return Ok(());
    }
    valgrind::require()?;
    println!("Using {python}");
    let venv = bench::build(python)?;
    let run = script(venv.run([]), python);
    if options.update { run.args(["--update"]) } else { run }.run()
}

/// Why counts would say nothing beside those that are kept. Found out before anything is built,
/// which takes a while.
fn obstacle(python: &Interpreter) -> Result<Option<String>> {
    if let Err(missing) = valgrind::require() {
        return Ok(Some(missing.to_string()));
    }
    let why = script(Run::new(&python.executable), python).args(["--obstacle"]).read()?;
    let why = why.trim();
    Ok((!why.is_empty()).then(|| why.to_owned()))
}

/// `python` with the script that counts, and the file where the counts for it are kept.
fn script(run: Run, python: &Interpreter) -> Run {
    let benches = layout::root().join("benches");
    run.args([benches.join("python/callgrind.py")])
        .args([benches.join(format!("callgrind-{}.json", python.version))])
}
