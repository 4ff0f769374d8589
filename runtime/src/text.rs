//! Writing values as Python's `repr` prints them, without making Python objects.

/// Appends what `repr(float)` prints: the shortest digits that read back as the same number, an
/// exponent where CPython's `float_repr_style = "short"` has one (outside `1e-4..1e16`).
pub(crate) fn push_float(out: &mut String, value: f64) {
    if value.is_nan() {
        return out.push_str("nan");
    }
    if value.is_infinite() {
        return out.push_str(if value > 0.0 { "inf" } else { "-inf" });
    }
    let magnitude = value.abs();
    if magnitude == 0.0 || (1e-4..1e16).contains(&magnitude) {
        // Positional in this range, the same text as Python's.
        return out.push_str(zmij::Buffer::new().format_finite(value));
    }
    // `d[.ddd]e[-]x`, where Python has a sign and at least two digits in the exponent.
    let text = format!("{value:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    out.push_str(digits);
    out.push('e');
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(exponent) => ('-', exponent),
        None => ('+', exponent),
    };
    out.push(sign);
    if exponent.len() < 2 {
        out.push('0');
    }
    out.push_str(exponent);
}

/// Appends an integer in decimal.
pub(crate) fn push_int(out: &mut String, value: impl itoa::Integer) {
    out.push_str(itoa::Buffer::new().format(value));
}

/// Appends what `repr(str)` prints, if that needs no knowledge of Unicode: `false`, and nothing
/// appended, for text beyond ASCII, whose printable characters only the interpreter knows.
pub(crate) fn push_ascii_str(out: &mut String, text: &str) -> bool {
    if !text.is_ascii() {
        return false;
    }
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'\'' && byte != b'\\') {
        out.push('\'');
        out.push_str(text);
        out.push('\'');
        return true;
    }
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' if character == quote => {
                out.push('\\');
                out.push(character);
            }
            ' '..='~' => out.push(character),
            control => {
                use std::fmt::Write as _;
                // Writing to a String cannot fail.
                let _ = write!(out, "\\x{:02x}", u32::from(control));
            }
        }
    }
    out.push(quote);
    true
}

/// Appends what `repr(bytes)` prints.
pub(crate) fn push_bytes(out: &mut String, bytes: &[u8]) {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    out.push('b');
    out.push(char::from(quote));
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b' '..=b'~' if byte == quote => {
                out.push('\\');
                out.push(char::from(byte));
            }
            b' '..=b'~' => out.push(char::from(byte)),
            control => {
                use std::fmt::Write as _;
                let _ = write!(out, "\\x{control:02x}");
            }
        }
    }
    out.push(char::from(quote));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn float(value: f64) -> String {
        let mut out = String::new();
        push_float(&mut out, value);
        out
    }

    #[test]
    fn floats_read_as_in_python() {
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e300, "1.5e+300"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (5e-324, "5e-324"),
            (-1e100, "-1e+100"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
        ] {
            assert_eq!(float(value), text);
        }
    }

    #[test]
    fn text_reads_as_in_python() {
        for (value, text) in [
            ("", "''"),
            ("tea", "'tea'"),
            ("it's", "\"it's\""),
            ("'\"", "'\\'\"'"),
            ("a\\b\n\t\r\x00\x7f", "'a\\\\b\\n\\t\\r\\x00\\x7f'"),
        ] {
            let mut out = String::new();
            assert!(push_ascii_str(&mut out, value));
            assert_eq!(out, text);
        }
        let mut out = String::new();
        assert!(!push_ascii_str(&mut out, "thé"));
        assert_eq!(out, "");
    }

    #[test]
    fn bytes_read_as_in_python() {
        let mut out = String::new();
        push_bytes(&mut out, b"a'\"\\\n\x00\xff");
        assert_eq!(out, "b'a\\'\"\\\\\\n\\x00\\xff'");
    }
}
