//! Tells the code whether the shortcuts of `data_class::direct` can be compiled for this Python.

use pyo3_build_config::{GilUsed, PythonAbiKind, PythonImplementation};

fn main() {
    println!("cargo:rustc-check-cfg=cfg(direct)");
    println!("cargo:rustc-check-cfg=cfg(borrowed_utf8)");
    let abi = pyo3_build_config::get().target_abi();
    // A `str` lends its UTF-8; the stable ABI has the function since 3.10.
    let is_old_stable = matches!(abi.kind(), PythonAbiKind::Stable(_))
        && (abi.version().major, abi.version().minor) < (3, 10);
    if !is_old_stable {
        println!("cargo:rustc-cfg=borrowed_utf8");
    }
    // The layouts of CPython's own structures, which the stable ABI hides, under the GIL, which lets
    // one thread at a time look at them.
    if abi.implementation() == PythonImplementation::CPython
        && abi.kind() == PythonAbiKind::VersionSpecific(GilUsed::GilEnabled)
    {
        println!("cargo:rustc-cfg=direct");
    }
}
