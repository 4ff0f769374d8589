//! `cargo xtask msrv`: holds us to the `rust-version` in Cargo.toml.
//!
//! Compiling with that Rust is the proof, but few people have it installed. What dependencies say
//! of themselves can be checked with any Rust, and catches the usual way in which the promise is
//! broken: an update of a dependency.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::Path;

use serde_json::Value;

use crate::discover;
use crate::report::{Done, Report};
use crate::run::{Failure, Result, Run};

/// The published crates. All that users depend on is reachable from the first.
const PACKAGES: [&str; 2] = ["pyo3-classes", "pyo3-classes-macros"];

/// Runs the task.
pub fn run() -> Result<()> {
    let json = Run::cargo().args(["metadata", "--format-version", "1", "--all-features"]).read()?;
    let metadata = serde_json::from_str(&json)
        .map_err(|error| Failure::new(format!("cargo metadata wrote no JSON: {error}")))?;
    let graph = Graph::new(&metadata)?;
    let promised = graph.promised()?;

    let mut report = Report::new(2);
    report.step(&format!("compile with Rust {promised}"), || compile(promised));
    report.step(&format!("dependencies declare at most {promised}"), || {
        println!("{}", graph.check(promised)?);
        Ok(Done::Passed)
    });
    report.finish()
}

fn compile(promised: RustVersion) -> Result<Done> {
    // No rustup is the same to us as a rustup without the toolchain.
    let toolchains = Run::new(Path::new("rustup")).args(["toolchain", "list"]).read();
    let Some(toolchain) = choose_toolchain(&toolchains.unwrap_or_default(), promised) else {
        return Ok(Done::Skipped(format!(
            "it is not installed (rustup toolchain install {promised} --profile minimal)"
        )));
    };
    let packages = PACKAGES.iter().flat_map(|package| ["-p", *package]);
    Run::new(Path::new("rustup"))
        .args(["run", &toolchain, "cargo", "check"])
        .args(packages)
        .env("PYO3_PYTHON", discover::default_python()?.executable)
        .run()?;
    Ok(Done::Passed)
}

/// The toolchain of `version`, from what `rustup toolchain list` prints.
fn choose_toolchain(list: &str, version: RustVersion) -> Option<String> {
    let listed = list.lines().filter_map(|line| line.split_whitespace().next());
    let named = |name: &&str| {
        let channel = name.split('-').next().and_then(RustVersion::parse);
        channel.is_some_and(|channel| (channel.0, channel.1) == (version.0, version.1))
    };
    listed.filter(named).map(str::to_owned).next()
}

/// Major, minor and patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct RustVersion(u32, u32, u32);

impl RustVersion {
    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(|number| number.parse().ok());
        let major = numbers.next()??;
        let minor = numbers.next()??;
        let patch = numbers.next().unwrap_or(Some(0))?;
        numbers.next().is_none().then_some(Self(major, minor, patch))
    }
}

impl fmt::Display for RustVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self(major, minor, 0) => write!(f, "{major}.{minor}"),
            Self(major, minor, patch) => write!(f, "{major}.{minor}.{patch}"),
        }
    }
}

/// The packages and what depends on what, from `cargo metadata`.
struct Graph<'a> {
    packages: HashMap<&'a str, Package<'a>>,
    /// By package: what it needs to be built. Not what only its tests need.
    dependencies: HashMap<&'a str, Vec<&'a str>>,
    root: &'a str,
}

struct Package<'a> {
    name: &'a str,
    version: &'a str,
    rust_version: Option<&'a str>,
}

impl<'a> Graph<'a> {
    fn new(metadata: &'a Value) -> Result<Self> {
        let mut packages = HashMap::new();
        let mut root = None;
        for package in list(&metadata["packages"]) {
            let id = text(&package["id"]);
            let name = text(&package["name"]);
            // Packages from the workspace have no source: not to be confused with one of the same
            // name from a registry.
            if name == PACKAGES[0] && package["source"].is_null() {
                root = Some(id);
            }
            let package = Package {
                name,
                version: text(&package["version"]),
                rust_version: package["rust_version"].as_str(),
            };
            packages.insert(id, package);
        }
        let mut dependencies = HashMap::new();
        for node in list(&metadata["resolve"]["nodes"]) {
            let needed = list(&node["deps"]).iter().filter(|dep| {
                let mut kinds = list(&dep["dep_kinds"]).iter();
                kinds.any(|kind| kind["kind"] != "dev")
            });
            let needed = needed.map(|dep| text(&dep["pkg"])).collect();
            dependencies.insert(text(&node["id"]), needed);
        }
        let missing = || Failure::new(format!("no {} in the workspace", PACKAGES[0]));
        Ok(Self { packages, dependencies, root: root.ok_or_else(missing)? })
    }

    /// The Rust that we promise to be enough.
    fn promised(&self) -> Result<RustVersion> {
        let version = self.packages[self.root].rust_version;
        version
            .and_then(RustVersion::parse)
            .ok_or_else(|| Failure::new(format!("{} declares no rust-version", PACKAGES[0])))
    }

    /// An error that names each reachable package which declares more than `promised`; otherwise a
    /// line on what was checked.
    fn check(&self, promised: RustVersion) -> Result<String> {
        let reachable = self.reachable();
        let declared = reachable.iter().filter_map(|package| {
            let version = RustVersion::parse(package.rust_version?)?;
            Some((version, format!("{} {}", package.name, package.version)))
        });
        let mut declared: Vec<_> = declared.collect();
        declared.sort();
        let too_new = declared.iter().filter(|(version, _)| *version > promised);
        let too_new: Vec<_> =
            too_new.map(|(version, package)| format!("{package} needs Rust {version}")).collect();
        if !too_new.is_empty() {
            let message =
                format!("{}; rust-version in Cargo.toml is {promised}", too_new.join(", "));
            return Err(Failure::new(message).advise(
                "Either raise it (say so in CHANGELOG.md), or keep the dependency back: \
                 cargo tree -p pyo3-classes -e normal,build --all-features -i <crate> shows what \
                 brings it in.",
            ));
        }
        let undeclared = reachable.len() - declared.len();
        Ok(format!(
            "{} packages, pyo3-classes included; {undeclared} declare no rust-version",
            reachable.len()
        ))
    }

    fn reachable(&self) -> Vec<&Package<'a>> {
        let mut seen = HashSet::from([self.root]);
        let mut unvisited = vec![self.root];
        while let Some(id) = unvisited.pop() {
            for &dependency in self.dependencies.get(id).into_iter().flatten() {
                if seen.insert(dependency) {
                    unvisited.push(dependency);
                }
            }
        }
        seen.iter().filter_map(|id| self.packages.get(id)).collect()
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &str = r#"{
        "packages": [
            {"id": "us", "name": "pyo3-classes", "version": "0.1.0", "source": null,
                "rust_version": "1.88"},
            {"id": "syn", "name": "syn", "version": "3.0.1", "source": "registry",
                "rust_version": "1.71"},
            {"id": "cc", "name": "cc", "version": "1.0.0", "source": "registry",
                "rust_version": null},
            {"id": "sub", "name": "sub", "version": "2.0.0", "source": "registry",
                "rust_version": "1.89.1"},
            {"id": "dev", "name": "dev", "version": "1.0.0", "source": "registry",
                "rust_version": "1.99"}
        ],
        "resolve": {"nodes": [
            {"id": "us", "deps": [
                {"pkg": "syn", "dep_kinds": [{"kind": null}]},
                {"pkg": "cc", "dep_kinds": [{"kind": "dev"}, {"kind": "build"}]},
                {"pkg": "dev", "dep_kinds": [{"kind": "dev"}]}
            ]},
            {"id": "syn", "deps": []},
            {"id": "cc", "deps": [{"pkg": "sub", "dep_kinds": [{"kind": null}]}]},
            {"id": "sub", "deps": []},
            {"id": "dev", "deps": []}
        ]}
    }"#;

    #[test]
    fn rust_versions() {
        assert_eq!(RustVersion::parse("1.88"), Some(RustVersion(1, 88, 0)));
        assert_eq!(RustVersion::parse("1.56.1"), Some(RustVersion(1, 56, 1)));
        assert!(RustVersion(1, 9, 0) < RustVersion(1, 88, 0));
        for text in ["", "1", "stable", "1.x", "1.2.3.4"] {
            assert_eq!(RustVersion::parse(text), None, "{text}");
        }
    }

    #[test]
    fn dependencies_of_dependencies_are_held_to_it() {
        let metadata = serde_json::from_str(METADATA).unwrap();
        let graph = Graph::new(&metadata).unwrap();
        let promised = graph.promised().unwrap();
        let message = graph.check(promised).unwrap_err().to_string();
        let expected = "sub 2.0.0 needs Rust 1.89.1; rust-version in Cargo.toml is 1.88\n";
        assert!(message.starts_with(expected), "{message}");
    }

    #[test]
    fn development_dependencies_are_not() {
        let metadata = serde_json::from_str(METADATA).unwrap();
        let graph = Graph::new(&metadata).unwrap();
        let summary = graph.check(RustVersion(1, 90, 0)).unwrap();
        let expected = "4 packages, pyo3-classes included; 1 declare no rust-version";
        assert_eq!(summary, expected);
    }

    #[test]
    fn toolchain_is_found_by_minor_version() {
        let list = "stable-x86_64-unknown-linux-gnu (default)\n\
                    1.8.0-x86_64-unknown-linux-gnu\n\
                    1.88.0-x86_64-unknown-linux-gnu\n\
                    1.95.0-x86_64-unknown-linux-gnu (active)\n";
        let choose = |minor| choose_toolchain(list, RustVersion(1, minor, 0));
        assert_eq!(choose(88).as_deref(), Some("1.88.0-x86_64-unknown-linux-gnu"));
        assert_eq!(choose(89), None);
    }
}
