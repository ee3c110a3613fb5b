//! The name probably meant where one is misspelt.

/// The known name nearest to `written`, if it is near enough to be worth suggesting.
///
/// Near enough: at most a third of the letters differ, and at least one letter may.
pub(crate) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let written = written.to_lowercase();
    let limit = (written.chars().count() / 3).max(1);
    let by_distance = known.into_iter().map(|name| (distance(&written, &name.to_lowercase()), name));
    let best = by_distance.min_by_key(|&(distance, _)| distance)?;
    (best.0 <= limit).then(|| best.1.to_owned())
}

/// Letters to insert, drop, replace or swap with their neighbour to get from one word to the other.
///
/// # Source
///
/// Damerau (1964), in the restricted form (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        rows[i][0] = i;
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_finds_its_neighbour() {
        let known = ["handle_time_s", "patience_s", "target"];
        assert_eq!(nearest("handletime_s", known).as_deref(), Some("handle_time_s"));
        assert_eq!(nearest("trogat", known), None, "three slips in six letters are too many");
        assert_eq!(nearest("traget", known).as_deref(), Some("target"));
        assert_eq!(nearest("colour", known), None);
    }

    #[test]
    fn letters_that_changed_places_count_once() {
        assert_eq!(distance("ab", "ba"), 1);
        assert_eq!(distance("skola", "skolan"), 1);
        assert_eq!(distance("", "abc"), 3);
    }
}
