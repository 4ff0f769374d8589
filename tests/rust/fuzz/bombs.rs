//! Inputs made to cost much: each is refused, in bounded time and memory.

use super::decoder::{self, DECODERS, Outcome};

const DEEP: usize = 100_000;
const LONG: usize = 10_000_000;

fn refused(name: &str, bombs: impl IntoIterator<Item = Vec<u8>>) {
    let decoder = DECODERS.iter().find(|decoder| decoder.name == name).expect("there is such");
    decoder::with_classes(|classes| {
        let classes = classes.few();
        for (index, bomb) in bombs.into_iter().enumerate() {
            let outcome = decoder.run(&classes, &bomb);
            assert!(matches!(outcome, Outcome::Rejected(_)), "{name}: bomb {index} was accepted");
        }
    });
}

/// Each text so often that it is as long as `length`.
fn around(start: &str, repeated: &str, length: usize, end: &str) -> Vec<u8> {
    let times = length / repeated.len().max(1);
    [start.as_bytes(), &repeated.as_bytes().repeat(times), end.as_bytes()].concat()
}

#[test]
fn json() {
    let bombs = || {
        [
            around("", "[", DEEP, ""),
            around("{\"children\":", "[", DEEP, ""),
            around("", "{\"next\":", DEEP * 8, ""),
            around("{\"unknown\":", "[", DEEP, ""),
            around("{\"value\":", "9", LONG, "}"),
            around("{\"value\":1e", "9", LONG, "}"),
            around("{\"value\":\"", "x", LONG, "\"}"),
            around("{\"value\":\"", "\\u0041", LONG, "\"}"),
            around("{", "\"value\":1,", DEEP, "\"value\":2}"),
            around("[", "[],", DEEP, "1]"),
        ]
    };
    refused("json", bombs());
    refused("json_list", bombs());
    refused("dict", bombs());
}

#[test]
fn msgpack() {
    let long = u32::try_from(LONG).expect("it fits").to_be_bytes();
    let bombs = || {
        let mut bombs = vec![
            vec![0x91; DEEP],
            [b"\x81\xa8children".as_slice(), &vec![0x91; DEEP]].concat(),
            b"\x81\xa4next".repeat(DEEP / 6),
            [b"\x81\xa7unknown".as_slice(), &vec![0x91; DEEP]].concat(),
            [b"\x81\xa5value\xdb".as_slice(), &long, &vec![b'x'; LONG]].concat(),
            [b"\xdf\0\x01\0\0".as_slice(), &b"\xa5value\x01".repeat(1 << 16)].concat(),
        ];
        // Lists, maps, texts, bytes and extensions of four gigabytes.
        let huge: [&[u8]; 5] = [b"\xdd", b"\xdf", b"\xdb", b"\xc6", b"\xc9"];
        for marker in huge {
            for before in
                [b"".as_slice(), b"\x81\xa5value", b"\x81\xa8children", b"\x81\xa5lines", b"\x91"]
            {
                bombs.push([before, marker, b"\xff\xff\xff\xff\x01"].concat());
            }
        }
        bombs
    };
    refused("msgpack", bombs());
    refused("msgpack_list", bombs());
}

#[test]
fn toml() {
    refused(
        "toml",
        [
            around("children=", "[", DEEP, ""),
            around("", "next={next=", DEEP, ""),
            around("next", ".next", DEEP, "=1"),
            around("[next", ".next", DEEP, "]"),
            around("[[next", ".next", DEEP, "]]"),
            around("value=", "9", LONG, ""),
            around("value=1e", "9", LONG, ""),
            around("value='", "x", LONG, "'"),
            around("", "value=1\n", DEEP, ""),
            around("value=0x", "f", LONG, ""),
        ],
    );
}

#[test]
fn yaml() {
    let doubled = |levels: u8| {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..=levels {
            let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
            bomb = bomb
                + "a"
                + &level.to_string()
                + ": &a"
                + &level.to_string()
                + " ["
                + &aliases
                + "]\n";
        }
        bomb + &format!("children: *a{levels}\n")
    };
    let long_alias = [
        around("value: &a \"", "x", LONG / 10, "\"\nchildren: ["),
        around("", "*a, ", DEEP, "*a]"),
    ];
    let bombs = || {
        [
            around("", "[", DEEP, ""),
            around("", "{", DEEP, ""),
            around("", "- ", DEEP, "1"),
            around("", "? ", DEEP, "1"),
            around("", "!!seq &a [", DEEP, ""),
            around("", "next: {", DEEP, ""),
            around("value: ", "9", LONG, ""),
            around("value: 1e", "9", LONG, ""),
            around("value: 0x", "f", LONG, ""),
            around("value: \"", "x", LONG, "\""),
            around("value: \"", "\\x41", LONG, "\""),
            around("", "value: 1\n", DEEP, ""),
            around("value: &a 1\nchildren: [", "*a, ", LONG, "*a]"),
            around("value: &a {b: 1}\n<<: [", "*a, ", LONG, "*a]"),
            around("", "#", LONG, ""),
            around("", "---\n", DEEP, "1"),
            around("? ", "x", LONG, ""),
            doubled(9).into_bytes(),
            doubled(60).into_bytes(),
            long_alias.concat(),
        ]
    };
    refused("yaml", bombs());
    refused("yaml_list", bombs());
}
