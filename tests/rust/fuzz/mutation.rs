//! Inputs made of others.

use fastrand::Rng;

/// Longer inputs take longer, and find the same.
const LONGEST: usize = 1 << 14;

/// One of `inputs`, changed in a few places. `words` mean something in the format.
pub fn mutated(inputs: &[Vec<u8>], words: &[&[u8]], random: &mut Rng) -> Vec<u8> {
    let mut input = choice(inputs, random).cloned().unwrap_or_default();
    for _ in 0..=random.usize(..5) {
        mutate(&mut input, inputs, words, random);
    }
    input.truncate(LONGEST);
    input
}

fn choice<'a, T>(among: &'a [T], random: &mut Rng) -> Option<&'a T> {
    random.choice(among.iter())
}

fn mutate(input: &mut Vec<u8>, inputs: &[Vec<u8>], words: &[&[u8]], random: &mut Rng) {
    let at = random.usize(..=input.len());
    let end = (at + 1 + random.usize(..16)).min(input.len());
    match random.u8(..10) {
        0 => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << random.u8(..8);
            }
        }
        1 => {
            if let Some(byte) = input.get_mut(at) {
                *byte = *choice(&[0, 1, 0x7f, 0x80, 0xc1, 0xff, b'"', b'\\', b'0'], random)
                    .unwrap_or(&0);
            }
        }
        2 => input.insert(at, random.u8(..)),
        3 => drop(input.drain(at..end)),
        4 => {
            let copy = input[at..end].to_vec();
            let to = random.usize(..=input.len());
            drop(input.splice(to..to, copy));
        }
        5 => {
            let times = 1 << random.usize(..9);
            let copy = input[at..end].repeat(times);
            drop(input.splice(at..at, copy));
        }
        6 => {
            let other = choice(inputs, random).cloned().unwrap_or_default();
            let from = random.usize(..=other.len());
            drop(input.splice(at.., other[from..].iter().copied()));
        }
        7 => {
            let other = choice(inputs, random).cloned().unwrap_or_default();
            let from = random.usize(..=other.len());
            let to = (from + random.usize(..64)).min(other.len());
            drop(input.splice(at..end, other[from..to].iter().copied()));
        }
        8 => {
            let word = choice(words, random).copied().unwrap_or_default();
            drop(input.splice(at..end, word.iter().copied()));
        }
        _ => {
            let word = choice(words, random).copied().unwrap_or_default();
            drop(input.splice(at..at, word.iter().copied()));
        }
    }
}
