//! What people ask for, and what became of it.

use crate::model::{Language, Wish, WishKind};

use super::{messages, words};

messages! {
    /// A day off.
    day_off() { "ledig", "off" }
    /// A start.
    start(clock) { "börja tidigast {clock}", "start at {clock} or later" }
    /// An end.
    end(clock) { "sluta senast {clock}", "end by {clock}" }
    /// No evening.
    no_evening() { "ingen kväll", "no evening" }
    /// Granted.
    granted() { "ja", "yes" }
    /// Refused.
    refused() { "nej", "no" }
    /// So many of all.
    of_all(granted, all) { "{granted} av {all}", "{granted} of {all}" }
    /// Heading: everything granted.
    all_granted(all) {
        "Alla {all} önskemål är uppfyllda",
        "All {all} wishes are granted"
    }
    /// Heading: some refused.
    some_refused(granted, all) {
        "{granted} av {all} önskemål är uppfyllda",
        "{granted} of {all} wishes are granted"
    }
    /// Row of the terminal: all granted.
    line_all(all) { "Önskemål: alla {all} uppfyllda", "Wishes: all {all} granted" }
    /// Row of the terminal: some refused, and who got least.
    line(granted, all, who, share) {
        "Önskemål: {granted} av {all} uppfyllda; minst för {who} ({share})",
        "Wishes: {granted} of {all} granted; least to {who} ({share})"
    }
    /// How wishes are weighed.
    how() {
        "Ett önskemål kostar aldrig service, personer eller timmar. Den som fått minst av sina önskemål går först.",
        "A wish never costs service, people or hours. Who has been granted least comes first."
    }
    /// So many so far, and the fair part of them: "7 (6,4)".
    so_far(total, part) { "{total} ({part})", "{total} ({part})" }
}

/// What is asked for.
///
/// ```
/// use bemanna::model::{DayIdx, Language, Wish, WishKind};
/// let wish = Wish { day: DayIdx(0), kind: WishKind::EndNotAfter(15 * 60), weight: 1.0 };
/// assert_eq!(bemanna::text::wishes::wish(Language::Swedish, &wish), "sluta senast 15:00");
/// ```
pub fn wish(language: Language, wish: &Wish) -> String {
    match wish.kind {
        WishKind::DayOff => day_off(language),
        WishKind::StartNotBefore(minute) => start(language, words::clock(minute)),
        WishKind::EndNotAfter(minute) => end(language, words::clock(minute)),
        WishKind::NoEvening => no_evening(language),
    }
}
