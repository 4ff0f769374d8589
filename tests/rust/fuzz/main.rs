//! Mutated inputs for every decoder, through the Python methods of classes of the fixture.
//!
//! Whatever the bytes: no panic, no abort, no exception but `ValidationError` and `ValueError`, and time
//! and memory bounded by the size of the input, and the memory of the whole process bounded. `cargo test` does a few seconds of it with a fixed seed,
//! `cargo xtask fuzz` as many minutes as one likes. `corpus` has what the mutations start from: a folder
//! per decoder, where an input that found something goes too.

#![allow(missing_docs)]

mod bombs;
mod decoder;
mod memory;
mod mutation;
mod words;

use std::collections::HashSet;
use std::time::{Duration, Instant};

use decoder::{DECODERS, Decoder, Outcome};

/// Inputs that made something happen that no other did, at most.
const MOST_KEPT: usize = 4000;

#[test]
fn mutated_inputs() {
    let seconds = number("PYO3_CLASSES_FUZZ_SECONDS").unwrap_or(5);
    let seed = number("PYO3_CLASSES_FUZZ_SEED").unwrap_or(0);
    let each = Duration::from_millis(seconds * 1000 / DECODERS.len() as u64);
    decoder::with_classes(|classes| {
        for decoder in DECODERS {
            let mut random = fastrand::Rng::with_seed(seed);
            let corpus = decoder.corpus();
            assert!(!corpus.is_empty(), "{} has a corpus", decoder.name);
            fuzz(decoder, &classes, corpus, &mut random, each);
        }
    });
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

fn fuzz(
    decoder: &Decoder,
    classes: &decoder::Classes<'_>,
    corpus: Vec<Vec<u8>>,
    random: &mut fastrand::Rng,
    time: Duration,
) {
    let (mut kept, mut seen) = (Vec::new(), HashSet::new());
    let (mut executions, mut accepted) = (0_u64, 0_u64);
    let mut run = |input: Vec<u8>, kept: &mut Vec<Vec<u8>>| {
        executions += 1;
        let outcome = decoder.run(classes, &input);
        accepted += u64::from(matches!(outcome, Outcome::Accepted(_)));
        if seen.insert(outcome) && kept.len() < MOST_KEPT {
            kept.push(input);
        }
    };
    for input in corpus.iter().cloned() {
        run(input, &mut kept);
    }
    // All of the corpus, also what does the same as another.
    kept = corpus;
    let end = Instant::now() + time;
    while Instant::now() < end {
        let input = mutation::mutated(&kept, decoder.words, random);
        run(input, &mut kept);
    }
    println!(
        "{}: {executions} executions, {accepted} accepted, {} inputs kept",
        decoder.name,
        kept.len()
    );
    if let Some(bytes) = memory::peak_of_process() {
        println!("{}: the process has had {} MiB at most", decoder.name, bytes >> 20);
    }
}
