//! A type that Python knows nothing of, and sees as a `str`.

/// An account number whose check digits are right: `as = String` shows it to Python as a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iban(String);

impl From<Iban> for String {
    fn from(iban: Iban) -> Self {
        iban.0
    }
}

impl TryFrom<String> for Iban {
    type Error = String;

    /// ISO 13616: four characters to the end, letters to numbers, and the rest modulo 97 is 1.
    fn try_from(text: String) -> Result<Self, String> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if !(15..=34).contains(&compact.len())
            || !compact.chars().all(|c| c.is_ascii_alphanumeric())
        {
            return Err(format!("'{text}' is not of the form of an IBAN"));
        }
        let (head, tail) = compact.split_at(4);
        let rest = tail.chars().chain(head.chars()).fold(0, |rest, character| {
            let digit = character.to_digit(36).unwrap_or_default();
            (rest * if digit < 10 { 10 } else { 100 } + digit) % 97
        });
        if rest == 1 {
            Ok(Self(compact.to_ascii_uppercase()))
        } else {
            Err(format!("the check digits of '{text}' are wrong"))
        }
    }
}
