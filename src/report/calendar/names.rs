//! File names of calendars: the agent's id, made safe on every system.

use sha2::{Digest, Sha256};

/// Names that mean a device in Windows, whatever comes after a point.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The first 16 hexadecimal digits of the SHA-256 of the parts.
pub(super) fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let first = hash.finalize().iter().take(8).fold(0_u64, |sum, &byte| sum << 8 | u64::from(byte));
    format!("{first:016x}")
}

/// The file of each of these ids: `anna.ics`.
///
/// Letters, digits, `-` and `_` stay as they are, points too unless first or last. Where anything else was in the id,
/// where it names a device, or where an earlier one differs from it in case alone, six digits made from the id follow:
/// `con-1f2e3d.ics`. The name is then the same whenever it is needed again.
pub(super) fn files(ids: &[&str]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for id in ids {
        let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
        let safe: String = id.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).collect();
        let safe: String = safe.trim_matches('.').chars().take(60).collect();
        let device = safe.split('.').next().unwrap_or_default().to_lowercase();
        let is_same = safe == **id && !DEVICES.contains(&&*device) && !safe.is_empty();
        let stem = if is_same && !taken.contains(&safe.to_lowercase()) {
            safe
        } else {
            format!("{safe}-{}", &digest(&[id])[..6])
        };
        taken.push(stem.to_lowercase());
        out.push(stem + ".ics");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_ids_are_their_own_names_and_others_are_made_safe() {
        let ids = ["anna", "Anna", "åsa.berg", "con", "NUL.x", "a b:c", "..", "a?c", "a:c", "ÅSA.BERG"];
        let names = files(&ids);
        assert_eq!((&*names[0], &*names[2]), ("anna.ics", "åsa.berg.ics"));
        for (id, name) in ids.iter().zip(&names) {
            assert!(name == &format!("{id}.ics") || name.len() > 10, "{name}");
            assert!(!name.contains([':', '?', ' ', '/', '\\']) && !name.starts_with('.'), "{name}");
        }
        let mut alike: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        alike.sort_unstable();
        alike.dedup();
        assert_eq!(alike.len(), ids.len(), "no two are the same where case does not count: {names:?}");
        assert_eq!(files(&["con"]), files(&["anna", "con"])[1..], "the same name again");
    }
}
