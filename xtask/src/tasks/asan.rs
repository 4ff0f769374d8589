//! `cargo xtask asan`: the Python tests with the address sanitizer.

use std::path::PathBuf;

use crate::choice::Request;
use crate::run::{Failure, Result, Run};
use crate::venv::Venv;
use crate::{discover, extension, layout};

/// The compiler's triple. Given to Cargo, it keeps the flags from build scripts and macros.
const TARGET: Option<&str> = if cfg!(not(target_os = "linux")) {
    None
} else if cfg!(target_arch = "x86_64") {
    Some("x86_64-unknown-linux-gnu")
} else if cfg!(target_arch = "aarch64") {
    Some("aarch64-unknown-linux-gnu")
} else {
    None
};

/// Runs pytest with a larger stack, which only a process started anew gets: with the sanitizer,
/// functions take several times as much of it, and tests of deep recursion more than there is.
const PYTEST: &str = "
import os, resource, sys
_, most = resource.getrlimit(resource.RLIMIT_STACK)
wanted = 1 << 28
resource.setrlimit(resource.RLIMIT_STACK, (wanted if most < 0 else min(wanted, most), most))
os.execv(sys.executable, [sys.executable, '-m', 'pytest', '-p', 'no:faulthandler', *sys.argv[1:]])
";

/// Runs the task.
pub fn run(python: Option<&Request>) -> Result<()> {
    let Some(target) = TARGET else {
        return Err(Failure::new("only on Linux, on x86-64 or ARM64"));
    };
    let sanitizer = sanitizer()?;
    let python = python.map_or_else(discover::default_python, discover::find)?;
    println!("Using {python}");
    let venv = Venv::ensure(Venv::dir_named(&format!("{}-asan", python.version)), &python)?;
    venv.install(&layout::root().join(layout::TEST_REQUIREMENTS))?;
    let tests = layout::root().join("tests");
    extension::develop(&venv, &tests, &["--target", target])
        .env("CARGO_TARGET_DIR", layout::target().join("asan"))
        .env("RUSTFLAGS", "-Zsanitizer=address")
        // The flag is for nightly compilers; this one has the sanitizer all the same.
        .env("RUSTC_BOOTSTRAP", "1")
        .run()?;
    // pytest's fault handler would keep the sanitizer from telling what it found.
    venv.run(["-c", PYTEST])
        .args([tests.join("python")])
        // An executable is linked with the sanitizer, but a library finds it in its process: Python
        // is not built with it, and so has to load it first.
        .env("LD_PRELOAD", sanitizer)
        .env("ASAN_OPTIONS", "detect_leaks=0")
        .env("PYTHONMALLOC", "malloc")
        .run()
}

/// gcc's sanitizer library.
fn sanitizer() -> Result<PathBuf> {
    let gcc = Run::new("gcc".as_ref()).args(["-print-file-name=libasan.so"]);
    let path = gcc.read().map(|path| PathBuf::from(path.trim()));
    // gcc hands back the bare name of what it does not find.
    path.ok().filter(|path| path.is_absolute()).ok_or_else(|| {
        Failure::new("gcc or its libasan is missing (Debian, Ubuntu: apt install gcc)")
    })
}
