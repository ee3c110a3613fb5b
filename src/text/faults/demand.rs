//! Faults of the forecast and the requirement.

use super::files::one_of;
use super::{hint, number};
use crate::model::{FaultKind, Language};
use crate::text::messages;

messages! {
    unknown_queue(queue, hint) { "kön ”{queue}” finns inte; {hint}", "there is no queue “{queue}”; {hint}" }
    add_queue() {
        "lägg till den med [[queues]] i centre.toml, eller rätta namnet",
        "add it with [[queues]] in centre.toml, or correct the name",
    }
    negative_volume(contacts) {
        "antalet kontakter är {contacts}; ange 0 eller mer",
        "the number of contacts is {contacts}; give 0 or more",
    }
    zero_handle_time(seconds) {
        "hanteringstiden är {seconds} s; ange medeltiden i sekunder, större än 0",
        "handle time is {seconds} s; give the mean handle time in seconds, above 0",
    }
    outside_opening(start, queue) {
        "{start} ligger utanför öppettiden för ”{queue}”; ta bort raden eller ändra öppettiden i centre.toml",
        "{start} is outside the opening hours of “{queue}”; remove the row or change the opening hours in centre.toml",
    }
    off_interval(start, interval) {
        "{start} är inte början på ett intervall; intervallen är {interval} minuter räknat från midnatt",
        "{start} is not the start of an interval; intervals are {interval} minutes counted from midnight",
    }
    duplicate_interval(start, queue, first) {
        "{start} för ”{queue}” finns redan på rad {first}; ta bort den ena raden",
        "{start} for “{queue}” is already on line {first}; remove one of the rows",
    }
    no_demand() {
        "det finns varken forecast.csv eller requirement.csv; lägg till en av dem så att det finns något att bemanna för",
        "there is neither forecast.csv nor requirement.csv; add one of them so that there is something to staff for",
    }
    no_requirement() {
        "simuleringen är avstängd, och då behövs requirement.csv; lägg till den eller ta bort enabled = false",
        "the simulation is off, which needs requirement.csv; add it or remove enabled = false",
    }
    nothing_in_horizon(start, end) {
        "ingen rad gäller {start} till {end}; rätta datumen, eller skriv veckodag och klockslag för en typisk vecka",
        "no row is for {start} to {end}; correct the dates, or write weekday and time for a typical week",
    }
    no_handle_time(queue) {
        "kön ”{queue}” har kontakter i prognosen men ingen hanteringstid; ange handle_time_s för kön eller på varje \
         rad i forecast.csv",
        "the queue “{queue}” has contacts in the forecast but no handle time; give handle_time_s for the queue or on \
         every row of forecast.csv",
    }
    bad_start(value) {
        "”{value}” är varken datum eller veckodag med klockslag; skriv till exempel 2026-11-23 08:00 eller mon 08:00",
        "“{value}” is neither a date nor a weekday with a time; write for example 2026-11-23 08:00 or mon 08:00",
    }
    target_needs_wait(queue) {
        "målet för ”{queue}” ska ange within_s (sekunder) och inte deadline, eftersom den som hör av sig väntar på plats",
        "the target of “{queue}” needs within_s (seconds) and no deadline, since those who contact it wait there",
    }
    target_needs_deadline(queue) {
        "målet för ”{queue}” ska ange deadline, till exempel \"2 days\", och inte within_s, eftersom ärendena kan vänta",
        "the target of “{queue}” needs a deadline, for example \"2 days\", and no within_s, since its contacts can wait",
    }
    bad_deadline(value) {
        "”{value}” är ingen tidsgräns; skriv till exempel \"2 days\" eller \"4 hours\"",
        "“{value}” is no deadline; write for example \"2 days\" or \"4 hours\"",
    }
    deferrable_requirement(queue) {
        "”{queue}” är ärenden som kan vänta, och för dem anges inget antal per intervall; ta bort den ur raden",
        "“{queue}” can wait, and people per interval are not given for such queues; remove it from the row",
    }
    key_of_other_channel(key, queue, channels) {
        "”{key}” har ingen mening för ”{queue}”; den gäller köer med channel {channels}",
        "“{key}” makes no sense for “{queue}”; it is for queues with channel {channels}",
    }
    nothing_observed(queue) {
        "”{queue}” har handle_time_law = \"empirical\" men inga rader i handle_times.csv; lägg till hur lång tid kontakter \
         har tagit, eller välj en annan fördelning",
        "“{queue}” has handle_time_law = \"empirical\" but no rows in handle_times.csv; add how long contacts have \
         taken, or choose another law",
    }
    target_empty(queue) {
        "målet för ”{queue}” lovar ingenting; ange share med within_s, mean_wait_s, abandoned_share eller occupancy",
        "the target of “{queue}” promises nothing; give share with within_s, mean_wait_s, abandoned_share or occupancy",
    }
    key_of_share(queue, key) {
        "målet för ”{queue}” har {key} men ingen share; ange hur stor andel som ska nås, eller ta bort {key}",
        "the target of “{queue}” has {key} but no share; give the share to be reached, or remove {key}",
    }
    transfer_to(queue, to) {
        "kontakter i ”{queue}” kan inte kopplas vidare till ”{to}”; ange en annan kö där den som hör av sig väntar på \
         plats (phone, visit, video eller chat)",
        "contacts of “{queue}” cannot be passed on to “{to}”; give another queue in which people wait on the spot \
         (phone, visit, video or chat)",
    }
}

/// The sentence for a fault of this kind; `None` for other kinds.
pub(super) fn text(language: Language, kind: &FaultKind) -> Option<String> {
    Some(match kind {
        FaultKind::UnknownQueue { queue, nearest } => {
            unknown_queue(language, queue, hint(language, nearest.as_ref(), add_queue(language)))
        }
        FaultKind::NegativeVolume { contacts } => negative_volume(language, number(language, *contacts)),
        FaultKind::ZeroHandleTime { seconds } => zero_handle_time(language, number(language, *seconds)),
        FaultKind::OutsideOpening { queue, start } => outside_opening(language, start, queue),
        FaultKind::OffInterval { start, interval } => off_interval(language, start, interval),
        FaultKind::DuplicateInterval { queue, start, first } => duplicate_interval(language, start, queue, first),
        FaultKind::NoDemand => no_demand(language),
        FaultKind::NoRequirement => no_requirement(language),
        FaultKind::NothingInHorizon { start, end } => nothing_in_horizon(language, start, end),
        FaultKind::NoHandleTime { queue } => no_handle_time(language, queue),
        FaultKind::BadStart { value } => bad_start(language, value),
        FaultKind::TargetWithin { queue, deferrable: false } => target_needs_wait(language, queue),
        FaultKind::TargetWithin { queue, deferrable: true } => target_needs_deadline(language, queue),
        FaultKind::BadDeadline { value } => bad_deadline(language, value),
        FaultKind::DeferrableRequirement { queue } => deferrable_requirement(language, queue),
        FaultKind::KeyOfOtherChannel { key, queue, channels } => {
            key_of_other_channel(language, key, queue, one_of(language, channels))
        }
        FaultKind::NothingObserved { queue } => nothing_observed(language, queue),
        FaultKind::NoShare { queue, key: None } => target_empty(language, queue),
        FaultKind::NoShare { queue, key: Some(key) } => key_of_share(language, queue, key),
        FaultKind::TransferTo { queue, to } => transfer_to(language, queue, to),
        _ => return None,
    })
}
