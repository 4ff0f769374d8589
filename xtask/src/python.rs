//! One Python interpreter: asking it what it is, and what a program that embeds it needs.

use std::collections::HashMap;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::run::{Failure, Result, Run};

/// The oldest Python that we support, as Python 3.`OLDEST_MINOR`.
pub const OLDEST_MINOR: u32 = 9;

/// Asks an interpreter about itself. Runs on Python 2 as well, so that one can be named as what is
/// too old. In a virtual environment it names the Python that the environment was made with: ours
/// are made with that one, lest they break when the other environment goes away.
const PROBE: &str = r#"
import os, sys, sysconfig
executable = sys.executable
base_prefix = getattr(sys, "base_prefix", sys.prefix)
if base_prefix != sys.prefix:
    base = getattr(sys, "_base_executable", None) or executable
    executable = base if base != executable else os.path.realpath(executable)
variable = sysconfig.get_config_var
print("executable=%s" % executable)
print("version=%d.%d.%d" % sys.version_info[:3])
print("free_threaded=%d" % bool(variable("Py_GIL_DISABLED")))
print("base_prefix=%s" % base_prefix)
print("framework=%s" % (variable("PYTHONFRAMEWORK") or ""))
print("libdir=%s" % (variable("LIBDIR") or ""))
"#;

/// A version of Python 3, as far as extensions and virtual environments depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// N in 3.N.
    pub minor: u32,
    /// Whether it is the build without the global interpreter lock, 3.Nt.
    pub free_threaded: bool,
}

impl Version {
    /// Python 3.`minor`, with the global interpreter lock.
    pub const fn new(minor: u32) -> Self {
        Self { minor, free_threaded: false }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let t = if self.free_threaded { "t" } else { "" };
        write!(f, "3.{}{t}", self.minor)
    }
}

impl FromStr for Version {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let minor = text.strip_prefix("3.").ok_or(())?;
        let (minor, free_threaded) = match minor.strip_suffix('t') {
            Some(minor) => (minor, true),
            None => (minor, false),
        };
        Ok(Self { minor: minor.parse().map_err(drop)?, free_threaded })
    }
}

/// A Python that runs and is new enough.
#[derive(Clone, Debug, PartialEq)]
pub struct Interpreter {
    /// The program.
    pub executable: PathBuf,
    /// Which Python it is.
    pub version: Version,
    /// Where it is installed.
    pub base_prefix: PathBuf,
    full_version: String,
    framework: bool,
    libdir: Option<PathBuf>,
}

impl fmt::Display for Interpreter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let t = if self.version.free_threaded { "t" } else { "" };
        let executable = self.executable.display();
        write!(f, "Python {}{t} ({executable})", self.full_version)
    }
}

impl Interpreter {
    /// Asks `program` what it is.
    pub fn probe(program: &Path) -> Result<Self> {
        let answer = Run::new(program).args(["-c", PROBE]).read();
        let answer = answer.map_err(|failure| {
            // The first line of what it said, if it started at all.
            let why = failure.to_string();
            let why = why.lines().nth(1).unwrap_or(&why);
            Failure::new(format!("{} is no usable Python: {why}", program.display()))
        })?;
        Self::from_answer(program, &answer)
    }

    fn from_answer(program: &Path, answer: &str) -> Result<Self> {
        let program = program.display();
        let answers: HashMap<_, _> =
            answer.lines().filter_map(|line| line.split_once('=')).collect();
        let answer = |key: &str| answers.get(key).copied().unwrap_or_default();

        let full_version = answer("version");
        let (major_minor, _) = full_version.rsplit_once('.').unwrap_or_default();
        if major_minor.is_empty() {
            return Err(Failure::new(format!("{program} does not say which Python it is")));
        }
        let version =
            major_minor.parse().ok().filter(|version: &Version| version.minor >= OLDEST_MINOR);
        let Some(mut version) = version else {
            return Err(Failure::new(format!(
                "{program} is Python {full_version}; 3.{OLDEST_MINOR} or later is needed"
            )));
        };
        version.free_threaded = answer("free_threaded") == "1";
        let libdir = answer("libdir");
        Ok(Self {
            executable: answer("executable").into(),
            version,
            base_prefix: answer("base_prefix").into(),
            full_version: full_version.to_owned(),
            framework: !answer("framework").is_empty(),
            libdir: (!libdir.is_empty()).then(|| libdir.into()),
        })
    }

    /// Whether both are the same installation of Python, under whatever name.
    pub fn same_as(&self, other: &Self) -> bool {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        self.version == other.version && real(&self.base_prefix) == real(&other.base_prefix)
    }

    /// Where the shared library of this Python is, and the variable that tells the loader so.
    pub fn library_path(&self) -> Option<(&'static str, &Path)> {
        if cfg!(windows) {
            return Some(("PATH", &self.base_prefix));
        }
        let dir = self.libdir.as_deref().filter(|dir| dir.is_dir())?;
        if cfg!(target_os = "macos") {
            Some(("DYLD_LIBRARY_PATH", dir))
        } else {
            Some(("LD_LIBRARY_PATH", dir))
        }
    }

    /// An error if a program that embeds this Python cannot be linked, which the linker would tell
    /// in far more words.
    pub fn require_library(&self) -> Result<()> {
        let Some((_, dir)) = self.library_path() else {
            return Ok(());
        };
        if cfg!(windows) || self.framework {
            return Ok(());
        }
        let version = self.version;
        let shared = format!("{DLL_PREFIX}python{version}{DLL_SUFFIX}");
        let archive = format!("libpython{version}.a");
        if dir.join(&shared).exists() || dir.join(&archive).exists() {
            return Ok(());
        }
        let message = format!(
            "no libpython to link against: neither {shared} nor {archive} is in {}\n\
             The Rust tests embed {self}, and so need its library.\n\
             Debian, Ubuntu: apt install libpython{version}-dev\n\
             Fedora: dnf install python3-devel\n\
             pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install --force {}",
            dir.display(),
            self.full_version,
        );
        Err(Failure::new(message))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An interpreter that is not there.
    pub(crate) fn fake(version: &str, prefix: &str) -> Interpreter {
        Interpreter {
            executable: Path::new(prefix).join("bin/python3"),
            version: version.parse().unwrap(),
            base_prefix: prefix.into(),
            full_version: format!("{version}.1"),
            framework: false,
            libdir: None,
        }
    }

    fn from_answer(answer: &str) -> Result<Interpreter> {
        Interpreter::from_answer(Path::new("py"), answer)
    }

    #[test]
    fn versions() {
        assert_eq!("3.13".parse(), Ok(Version::new(13)));
        let free_threaded: Version = "3.14t".parse().unwrap();
        assert!(free_threaded.free_threaded);
        assert_eq!(free_threaded.to_string(), "3.14t");
        assert!(Version::new(9) < Version::new(13));
        for text in ["", "3", "3.", "3.t", "2.7", "3.13.0", "3.x", "13"] {
            assert_eq!(text.parse::<Version>(), Err(()), "{text}");
        }
    }

    #[test]
    fn answer_is_read() {
        let answer = "executable=/opt/py=3/bin/python3\r\nversion=3.13.0\r\nfree_threaded=0\r\n\
                      base_prefix=/opt/py=3\r\nframework=\r\nlibdir=/opt/py=3/lib\r\n";
        let python = from_answer(answer).unwrap();
        assert_eq!(python.version, Version::new(13));
        assert_eq!(python.executable, Path::new("/opt/py=3/bin/python3"));
        assert_eq!(python.libdir.as_deref(), Some(Path::new("/opt/py=3/lib")));
        assert_eq!(python.to_string(), "Python 3.13.0 (/opt/py=3/bin/python3)");
    }

    #[test]
    fn too_old_is_said() {
        for version in ["2.7.18", "3.8.18"] {
            let failure = from_answer(&format!("version={version}\n")).unwrap_err();
            let expected = format!("py is Python {version}; 3.9 or later is needed");
            assert_eq!(failure.to_string(), expected);
        }
        assert!(from_answer("hello\n").is_err());
    }

    #[test]
    fn missing_library_is_said_with_advice() {
        let mut python = fake("3.13", "/opt/py");
        assert!(python.require_library().is_ok(), "nothing known, nothing said");
        python.libdir = Some(std::env::temp_dir());
        if cfg!(not(windows)) {
            let message = python.require_library().unwrap_err().to_string();
            assert!(message.contains("libpython3.13-dev"), "{message}");
        }
        python.framework = true;
        assert!(python.require_library().is_ok());
    }
}
