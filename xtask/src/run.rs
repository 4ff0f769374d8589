//! Running other programs. Each is printed before it starts, as one would type it in the root of
//! the workspace with the virtual environment active.

use std::ffi::OsStr;
use std::fmt;
use std::io::IsTerminal as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use crate::layout;

/// What a task or a part of it ends with.
pub type Result<T> = std::result::Result<T, Failure>;

/// Why a task failed, in words for the person who ran it.
#[derive(Debug)]
pub struct Failure {
    message: String,
    /// The exit status for the whole of `cargo xtask`.
    pub status: u8,
}

impl Failure {
    /// A failure with exit status 1.
    pub fn new(message: impl Into<String>) -> Self {
        let message = message.into();
        Self { message, status: 1 }
    }

    /// The same with advice below it.
    pub fn advise(mut self, advice: &str) -> Self {
        self.message = format!("{}\n{advice}", self.message);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Whether a person is watching: if not (in CI, or with output to a file), no colours and no
/// progress bars.
pub fn on_terminal() -> bool {
    let ci = std::env::var_os("CI").is_some_and(|ci| !ci.is_empty() && ci != "false");
    !ci && std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// A program to run in the root of the workspace.
pub struct Run {
    command: Command,
    /// What it is called in messages: `cargo test`, or `python -m maturin`.
    name: String,
    environment: String,
    arguments: String,
}

impl Run {
    /// Prepares to run `program`.
    pub fn new(program: &Path) -> Self {
        Self::named(program, &quoted(&layout::shown(program).to_string()))
    }

    /// The cargo that runs us, or else the one on PATH.
    pub fn cargo() -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self::named(Path::new(&cargo), "cargo")
    }

    fn named(program: &Path, name: &str) -> Self {
        let mut command = Command::new(program);
        command.current_dir(layout::root()).stdin(Stdio::null());
        if !on_terminal() {
            command
                .env("CARGO_TERM_COLOR", "never")
                .env("CARGO_TERM_PROGRESS_WHEN", "never")
                .env("NO_COLOR", "1")
                // rustfmt heeds nothing but this.
                .env("TERM", "dumb")
                .env("PIP_PROGRESS_BAR", "off");
        }
        Self {
            command,
            name: name.to_owned(),
            environment: String::new(),
            arguments: String::new(),
        }
    }

    /// Adds arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        for arg in args {
            let shown = layout::shown(Path::new(&arg)).to_string();
            self.arguments = format!("{} {}", self.arguments, quoted(&shown));
            self.command.arg(arg);
        }
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Self {
        let shown = quoted(&value.as_ref().to_string_lossy());
        self.environment = format!("{}{key}={shown} ", self.environment);
        self.env_unshown(key, value)
    }

    /// Sets an environment variable that would only clutter the printed command.
    pub fn env_unshown(mut self, key: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    /// Puts a folder first in a list of folders such as PATH.
    pub fn prepend_path(mut self, key: &str, dir: &Path) -> Self {
        let set = self.command.get_envs().find(|(name, _)| *name == key);
        let list = match set {
            Some((_, value)) => value.map(OsStr::to_owned),
            None => std::env::var_os(key),
        };
        let mut value = dir.as_os_str().to_owned();
        if let Some(list) = list.filter(|list| !list.is_empty()) {
            value.push(if cfg!(windows) { ";" } else { ":" });
            value.push(list);
        }
        self.command.env(key, value);
        self
    }

    /// Runs without an environment variable.
    pub fn env_remove(mut self, key: &str) -> Self {
        self.command.env_remove(key);
        self
    }

    /// Prints the command and runs it; anything but success is an error that names it.
    pub fn run(mut self) -> Result<()> {
        println!("$ {}{}{}", self.environment, self.name, self.arguments);
        let status = self.command.status().map_err(|e| self.cannot_start(&e))?;
        if status.success() { Ok(()) } else { Err(self.ended_with(status)) }
    }

    /// Runs without printing the command, and hands back what it wrote to its standard output. The
    /// error has what it wrote to its standard error, from the second line on.
    pub fn read(mut self) -> Result<String> {
        let output = self.command.output().map_err(|e| self.cannot_start(&e))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            let stderr = String::from_utf8_lossy(&output.stderr);
            // What was asked of it can be long, and is ours to explain.
            self.arguments.clear();
            Err(self.ended_with(output.status).advise(stderr.trim()))
        }
    }

    fn cannot_start(&self, error: &std::io::Error) -> Failure {
        Failure::new(format!("cannot start {}: {error}", self.name))
    }

    fn ended_with(&self, status: ExitStatus) -> Failure {
        Failure {
            message: format!("`{}{}` failed: {status}", self.name, self.arguments),
            // A program killed by a signal has no code.
            status: status.code().and_then(|code| code.try_into().ok()).unwrap_or(1),
        }
    }
}

/// `word` as a shell would need it; for display only.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,+@\\".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("\"{word}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_for_display() {
        assert_eq!(quoted("tests/Cargo.toml"), "tests/Cargo.toml");
        assert_eq!(quoted("-D warnings"), "\"-D warnings\"");
        assert_eq!(quoted(""), "\"\"");
    }

    #[test]
    fn exit_status_is_kept() {
        let failure = Run::cargo().args(["--no-such-option"]).read().unwrap_err();
        assert_eq!(failure.status, 1);
        assert!(failure.to_string().starts_with("`cargo` failed: "));
    }

    #[test]
    fn missing_program_is_named() {
        let failure = Run::new(Path::new("no-such-program")).read().unwrap_err();
        let message = failure.to_string();
        assert!(message.starts_with("cannot start no-such-program: "), "{message}");
    }

    #[test]
    fn folders_are_put_first() {
        let run = Run::cargo()
            .env_unshown("DIRS", "c")
            .prepend_path("DIRS", Path::new("b"))
            .prepend_path("DIRS", Path::new("a"));
        let dirs = run.command.get_envs().find(|(key, _)| *key == "DIRS");
        let expected = if cfg!(windows) { "a;b;c" } else { "a:b:c" };
        assert_eq!(dirs.and_then(|(_, value)| value), Some(OsStr::new(expected)));
    }
}
