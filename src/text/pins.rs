//! What stands in the way of a pinned row, as the end of a sentence.

use chrono::Datelike;

use crate::model::{Activity, AgentIdx, Cause, Language, PinObstacle, RuleId, Scenario, Span, Stretch};

use super::{contradictions, messages};

messages! {
    /// A fact that bars the row.
    because(fact) { "; {fact}", "; {fact}" }
    /// Two facts.
    both(first, second) { "{first}, {second}", "{first}, {second}" }
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
    other_pin(fact) {
        "; {fact}, och båda ryms varken i ett pass eller med dygnsvila emellan",
        "; {fact}, and both fit neither in one shift nor with the daily rest between them"
    }
}

/// Why a pinned row of an agent cannot be, in the words in which contradictions are told.
pub(super) fn why(language: Language, scenario: &Scenario, row: (AgentIdx, Span), obstacle: &PinObstacle) -> String {
    let (agent, pin) = row;
    let this = &scenario.agents[agent.0];
    let tell = |causes: &[Cause]| {
        let facts = contradictions::set(language, scenario, causes);
        because(language, facts.into_iter().reduce(|first, second| both(language, first, second)).unwrap_or_default())
    };
    match obstacle {
        PinObstacle::Absent { kind } => {
            let mut away = this.absences.iter().filter(|absence| absence.kind == *kind);
            // On a horizon that closes on itself the two may be a round apart.
            let absence = away.clone().find(|absence| absence.span.overlaps(pin)).or_else(|| away.next());
            tell(&absence.map(|absence| Cause::Absence { agent, span: absence.span }).into_iter().collect::<Vec<_>>())
        }
        PinObstacle::DayOff => {
            let days = [pin.start, pin.end - 1].map(|at| scenario.horizon.clock(at).date.weekday());
            let off = days.iter().find(|day| this.limits.days_off.contains(day));
            let cause = off.map(|day| Cause::DayOff { agent, weekday: day.num_days_from_monday() });
            tell(&cause.into_iter().collect::<Vec<_>>())
        }
        PinObstacle::OutsideHours => {
            let limits = [
                this.limits.earliest_start.map(|_| Cause::EarliestStart(agent)),
                this.limits.latest_end.map(|_| Cause::LatestEnd(agent)),
            ];
            tell(&limits.into_iter().flatten().collect::<Vec<_>>())
        }
        PinObstacle::Night => tell(&[Cause::Rule(RuleId::NightEnds)]),
        PinObstacle::Closed => closed(language),
        PinObstacle::NoShift => no_shift(language),
        PinObstacle::OtherPin { span } => {
            let rows = scenario.pinned.of(agent).iter();
            let other = rows.copied().find(|row| row.span() == *span);
            let made_up = Stretch { agent, start: span.start, end: span.end, activity: Activity::Contacts };
            let fact = contradictions::cause(language, scenario, &Cause::Pin(other.unwrap_or(made_up)));
            other_pin(language, fact)
        }
    }
}
