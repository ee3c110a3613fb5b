//! The words of the calendars: shifts as events, and what they hold.

use super::messages;

messages! {
    /// Name of one person's calendar.
    name(person, centre) { "{person}, {centre}", "{person}, {centre}" }
    /// An event: a shift.
    shift(span) { "Arbetspass {span}", "Shift {span}" }
    /// An event: a shift with turns at posts.
    shift_at(span, posts) { "Arbetspass {span} ({posts})", "Shift {span} ({posts})" }
    /// An event: paid time that service does not need.
    reserve(span) { "Reserv {span}", "Reserve {span}" }
    /// In the event: what is paid.
    paid(hours) { "Betald tid: {hours} timmar", "Paid time: {hours} hours" }
    /// Category of the events.
    category() { "Arbetspass", "Shift" }
    /// Before the name of an event that is no more.
    cancelled(event) { "Inställt: {event}", "Cancelled: {event}" }
}
