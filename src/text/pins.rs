//! What stands in the way of a pinned row, as the end of a sentence.

use crate::model::{Language, PinObstacle, Scenario};

use super::{messages, violations};

messages! {
    /// Away.
    absent(kind) { "; personen är frånvarande ({kind})", "; the person is away ({kind})" }
    /// A fixed day off.
    day_off() { "; personen arbetar aldrig den veckodagen", "; the person never works that weekday" }
    /// Outside the person's hours.
    outside_hours() {
        "; den ligger utanför personens tidigaste och senaste arbetstid",
        "; it lies outside the person's earliest and latest hours"
    }
    /// In the night.
    night() { "; den ligger i nattvilan", "; it lies in the night's rest" }
    /// Closed.
    closed() {
        "; passen som rymmer den går utanför öppettiden",
        "; the shifts that hold it reach outside the opening hours"
    }
    /// No shift.
    no_shift() {
        "; inget av personens pass rymmer den, lägg till ett pass i centre.toml eller ändra raden",
        "; none of the person's shifts holds it, add a shift to centre.toml or change the row"
    }
    /// Another row.
    other_pin(when) {
        "; den och den låsta raden {when} ryms inte i ett pass och lämnar för kort dygnsvila mellan två",
        "; it and the pinned row {when} do not fit in one shift and leave too little rest between two"
    }
}

/// Why a pinned row cannot be.
pub(super) fn why(language: Language, scenario: &Scenario, obstacle: &PinObstacle) -> String {
    match obstacle {
        PinObstacle::Absent { kind } => absent(language, kind),
        PinObstacle::DayOff => day_off(language),
        PinObstacle::OutsideHours => outside_hours(language),
        PinObstacle::Night => night(language),
        PinObstacle::Closed => closed(language),
        PinObstacle::NoShift => no_shift(language),
        PinObstacle::OtherPin { span } => other_pin(language, violations::time_span(language, scenario, *span)),
    }
}
