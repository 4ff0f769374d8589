//! Numbered steps, the time each takes, and the table at the end.
//!
//! A step that fails does not keep the later ones from running: one run shows all that is wrong.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::run::{self, Failure, Result};

/// How a step ended that did not fail.
pub enum Done {
    /// It did what its title says.
    Passed,
    /// It could not be done here, and need not be; this says why.
    Skipped(String),
}

/// The steps of a task.
pub struct Report {
    planned: usize,
    steps: Vec<Step>,
    start: Instant,
}

struct Step {
    title: String,
    time: Duration,
    outcome: Result<Done>,
}

impl Report {
    /// A report on a task with `planned` steps.
    pub fn new(planned: usize) -> Self {
        Self { planned, steps: Vec::new(), start: Instant::now() }
    }

    /// Runs one step under a headline.
    pub fn step(&mut self, title: &str, work: impl FnOnce() -> Result<Done>) {
        headline(&format!("{}/{} {title}", self.steps.len() + 1, self.planned));
        let start = Instant::now();
        let outcome = work();
        match &outcome {
            Ok(Done::Passed) => println!("-- ok, {}", seconds(start.elapsed())),
            Ok(Done::Skipped(why)) => println!("-- skipped: {why}"),
            Err(failure) => println!("-- FAILED: {failure}"),
        }
        self.steps.push(Step { title: title.to_owned(), time: start.elapsed(), outcome });
    }

    /// Prints the table. An error if any step failed.
    pub fn finish(self) -> Result<()> {
        headline("Summary");
        print!("{}", table(&self.steps));
        println!("total {}", seconds(self.start.elapsed()));
        let failed = self.steps.iter().filter(|s| s.outcome.is_err()).count();
        if failed == 0 {
            return Ok(());
        }
        let of = self.planned;
        Err(Failure::new(format!("{failed} of {of} steps failed")))
    }
}

fn headline(text: &str) {
    if run::on_terminal() {
        println!("\n\x1b[1m== {text} ==\x1b[0m");
    } else {
        println!("\n== {text} ==");
    }
}

fn table(steps: &[Step]) -> String {
    let width = steps.iter().map(|step| step.title.chars().count()).max();
    let width = width.unwrap_or(0);
    let mut table = String::new();
    for (index, step) in steps.iter().enumerate() {
        let (word, remark) = match &step.outcome {
            Ok(Done::Passed) => ("ok", String::new()),
            Ok(Done::Skipped(why)) => ("skipped", why.clone()),
            Err(failure) => ("FAILED", failure.to_string()),
        };
        // The first line says what failed; the advice below it was printed where it happened.
        let remark = remark.lines().next().unwrap_or_default();
        let number = index + 1;
        let time = seconds(step.time);
        let title = &step.title;
        let line = format!("{number:>3}  {title:<width$}  {word:<7}  {time:>8}  {remark}");
        let _ = writeln!(table, "{}", line.trim_end());
    }
    table
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(title: &str, outcome: Result<Done>) -> Step {
        Step { title: title.to_owned(), time: Duration::from_millis(1250), outcome }
    }

    #[test]
    fn table_is_aligned() {
        let steps = [
            step("rust", Ok(Done::Passed)),
            step("abi3", Ok(Done::Skipped("no need".to_owned()))),
            step("Python 3.9", Err(Failure::new("no pip").advise("get it"))),
        ];
        let expected = "  1  rust        ok          1.2 s\n  \
                          2  abi3        skipped     1.2 s  no need\n  \
                          3  Python 3.9  FAILED      1.2 s  no pip\n";
        assert_eq!(table(&steps), expected);
    }

    #[test]
    fn one_failure_fails_the_report() {
        let mut report = Report::new(2);
        report.step("bad", || Err(Failure::new("broken")));
        report.step("good", || Ok(Done::Passed));
        let message = report.finish().unwrap_err().to_string();
        assert_eq!(message, "1 of 2 steps failed");
    }
}
