//! What the compiler says about mistakes.

/// Each file holds one mistake (or, in `many_mistakes.rs`, one of each kind), and beside it what is
/// printed for it.
#[test]
fn data_class() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/data_class/*.rs");
    cases.compile_fail("ui/builder/*.rs");
}

/// The same for builders.
#[test]
fn builder() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/builder/*.rs");
}
