//! "Did you mean": CPython's own measure (`Python/suggestions.c`), so that we suggest what it would.

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
const MAX_LENGTH: usize = 40;

/// The candidate nearest to `name`, if any is near enough.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.filter(|candidate| *candidate != name) {
        // No more than a third of the characters may change, and a match must beat the last.
        let near = (name.len() + candidate.len() + 3) * MOVE_COST / 6;
        let limit = best.map_or(near, |(distance, _)| near.min(distance.saturating_sub(1)));
        let distance = distance(name.as_bytes(), candidate.as_bytes());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Levenshtein's distance, in which a change of case costs half.
fn distance(a: &[u8], b: &[u8]) -> usize {
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|moves| moves * MOVE_COST).collect();
    for (index, &from) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (index + 1) * MOVE_COST;
        for (column, &to) in b.iter().enumerate() {
            let substitution = if from == to {
                0
            } else if from.eq_ignore_ascii_case(&to) {
                CASE_COST
            } else {
                MOVE_COST
            };
            let cost = (diagonal + substitution)
                .min(row[column] + MOVE_COST)
                .min(row[column + 1] + MOVE_COST);
            diagonal = std::mem::replace(&mut row[column + 1], cost);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn suggests_what_cpython_suggests() {
        let names = ["id", "name", "price", "quantity"];
        let suggest = |name| nearest(name, names.into_iter());
        assert_eq!(suggest("nam"), Some("name"));
        assert_eq!(suggest("Price"), Some("price"));
        assert_eq!(suggest("quantiti"), Some("quantity"));
        assert_eq!(suggest("colour"), None);
        assert_eq!(suggest("name"), None);
        assert_eq!(suggest(&"n".repeat(60)), None);
    }
}
