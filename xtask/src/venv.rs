//! Virtual environments: making them, keeping them while they work, and running what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::layout;
use crate::python::Interpreter;
use crate::run::{Failure, Result, Run};

/// A virtual environment that works.
pub struct Venv {
    dir: PathBuf,
    /// The Python inside.
    pub python: PathBuf,
}

impl Venv {
    /// The one that people use too, in the root of the workspace.
    pub fn default_dir() -> PathBuf {
        layout::root().join(".venv")
    }

    /// The one for another Python than the default one, or for another purpose.
    pub fn dir_named(name: &str) -> PathBuf {
        layout::target().join("venvs").join(name)
    }

    /// Makes the environment in `dir`, unless it is there, works, and belongs to `interpreter`.
    pub fn ensure(dir: PathBuf, interpreter: &Interpreter) -> Result<Self> {
        let bin = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
        let venv = Self { python: dir.join(bin), dir };
        if let Some(why) = venv.fault(interpreter)? {
            println!("{}: {why}; making it anew", layout::shown(&venv.dir));
            remove(&venv.dir)?;
        }
        if !venv.dir.exists() {
            venv.create(interpreter)?;
        }
        Ok(venv)
    }

    /// Why the environment has to be made anew. `None` if it works, and if it is not there.
    fn fault(&self, interpreter: &Interpreter) -> Result<Option<String>> {
        let shown = layout::shown(&self.dir);
        if !self.dir.exists() {
            return Ok(None);
        }
        if !self.dir.join("pyvenv.cfg").is_file() {
            // Whatever it is, it is not ours to delete.
            return Err(Failure::new(format!(
                "{shown} is not a virtual environment (it has no pyvenv.cfg): move it away"
            )));
        }
        let Ok(inside) = Interpreter::probe(&self.python) else {
            return Ok(Some("the Python inside does not run".to_owned()));
        };
        if !inside.same_as(interpreter) {
            return Ok(Some(format!("belongs to {inside}, not to {interpreter}")));
        }
        let pip = self.run(["-m", "pip", "--version"]).read();
        Ok(pip.is_err().then(|| "has no pip".to_owned()))
    }

    fn create(&self, interpreter: &Interpreter) -> Result<()> {
        // Debian has `venv` without python3-venv, but not the `ensurepip` that it needs.
        let modules = Run::new(&interpreter.executable).args(["-c", "import venv, ensurepip"]);
        if modules.read().is_err() {
            let version = interpreter.version;
            return Err(Failure::new(format!(
                "{interpreter} cannot make virtual environments: its module venv or ensurepip is \
                 missing\nDebian, Ubuntu: apt install python3-venv (or python{version}-venv)"
            )));
        }
        Run::new(&interpreter.executable).args(["-m", "venv"]).args([&self.dir]).run().inspect_err(
            |_| {
                // A half-made one would pass for a whole one next time. If it cannot be removed,
                // what went wrong in the first place is still the thing to say.
                let _ = remove(&self.dir);
            },
        )
    }

    /// Installs a requirements file, unless this very text was installed before.
    pub fn install(&self, requirements: &Path) -> Result<()> {
        let shown = layout::shown(requirements);
        let wanted = fs::read_to_string(requirements)
            .map_err(|error| Failure::new(format!("cannot read {shown}: {error}")))?;
        // One stamp for each file: a venv serves the tests and the examples.
        let name = shown.to_string().replace(['/', '\\'], "-");
        let stamp = self.dir.join(format!("xtask-installed-{name}"));
        if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        self.run(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
            .args([requirements])
            .run()
            .map_err(|failure| {
                failure.advise(&format!(
                "pip says above why {shown} could not be installed into {}. If it could not reach \
                 the package index: HTTPS_PROXY names a proxy, PIP_INDEX_URL another index.",
                layout::shown(&self.dir),
            ))
            })?;
        fs::write(&stamp, wanted)
            .map_err(|error| Failure::new(format!("cannot write {}: {error}", stamp.display())))
    }

    /// Prepares to run the Python inside with the environment active.
    pub fn run<const N: usize>(&self, args: [&str; N]) -> Run {
        self.activate(Run::new(&self.python).args(args))
    }

    /// Makes the environment active for `run`, as its `activate` script would.
    pub fn activate(&self, run: Run) -> Run {
        let bin = self.python.parent().unwrap_or(&self.dir);
        run.env_unshown("VIRTUAL_ENV", &self.dir)
            .prepend_path("PATH", bin)
            .env_remove("PYTHONHOME")
            // maturin refuses to choose between two environments.
            .env_remove("CONDA_PREFIX")
    }
}

fn remove(dir: &Path) -> Result<()> {
    fs::remove_dir_all(dir)
        .map_err(|error| Failure::new(format!("cannot remove {}: {error}", dir.display())))
}
