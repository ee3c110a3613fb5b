//! What stands in one cell of a week's sheet, and what formulas read there.

use crate::model::{Activity, AgentIdx, DayIdx, Language, Plan, Stretch, is_paid};
use crate::report::people::{is_reserve, paid_minutes, shifts_on, span};
use crate::text::words;

/// One person's day.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// When the person works: "08:00–16:30"; why not, on a day off.
    pub(super) clocks: String,
    /// Whether there is a shift at all.
    pub(super) is_shift: bool,
    /// Whether all of it is reserve.
    pub(super) is_reserve: bool,
    /// Below, line by line, what is not contacts.
    pub(super) lines: Vec<(Activity, String)>,
    /// Paid time as planned `[min]`.
    pub(super) paid: i32,
}

/// What a cell's text says, read as the formulas of the sheet of times read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// From and to by the clock, past 1440 after midnight `[min]`.
    pub(super) spans: Vec<(i32, i32)>,
    /// How many of them are shifts; the others are within those.
    pub(super) n_shifts: usize,
    /// Length of all shifts less that of the unpaid breaks `[min]`.
    pub(super) paid: i32,
}

impl Cell {
    /// What the plan has for `agent` on `day`.
    pub(super) fn new(plan: &Plan, language: Language, agent: AgentIdx, day: DayIdx) -> Self {
        let (scenario, horizon) = (&plan.scenario, &plan.scenario.horizon);
        let shifts = shifts_on(plan, agent, day);
        if shifts.is_empty() {
            let day_span = horizon.days[day.0].span();
            let away = scenario.agents[agent.0].absences.iter().find(|absence| absence.span.overlaps(day_span));
            return Self { clocks: away.map_or("–".to_owned(), |absence| absence.kind.clone()), ..Self::default() };
        }
        // A word alone says what the whole day is; what is told nowhere is contacts. `check` reads it back so.
        let is_reserve = shifts.iter().all(|shift| is_reserve(shift));
        let mut clocks: Vec<String> = Vec::new();
        let mut lines: Vec<(Activity, String)> = Vec::new();
        let mut pauses: Vec<String> = Vec::new();
        if is_reserve {
            lines.push((Activity::Reserve, words::reserve(language)));
        }
        for stretch_run in &shifts {
            let whole = span(stretch_run);
            clocks.push(words::clock_span(horizon.clock(whole.start), horizon.clock(whole.end)));
            for stretch in *stretch_run {
                let when = words::clock_span(horizon.clock(stretch.start), horizon.clock(stretch.end));
                match stretch.activity {
                    Activity::Contacts => {}
                    Activity::Reserve if is_reserve => {}
                    // On a line each, those that are not paid: so a formula finds them.
                    Activity::Break if is_paid(scenario, stretch) => pauses.push(when),
                    activity => {
                        lines.push((activity, format!("{when} {}", words::activity(language, scenario, activity))));
                    }
                }
            }
        }
        if !pauses.is_empty() {
            lines.push((Activity::Break, format!("{} {}", pauses.join(", "), words::pause(language))));
        }
        let paid = shifts.iter().copied().flatten().map(|stretch| paid_minutes(scenario, stretch)).sum();
        Self { clocks: clocks.join(", "), is_shift: true, is_reserve, lines, paid }
    }

    /// The whole of it as text.
    pub(super) fn text(&self) -> String {
        let lines = self.lines.iter().map(|(_, line)| line.as_str());
        std::iter::once(self.clocks.as_str()).chain(lines).collect::<Vec<_>>().join("\n")
    }

    /// What the formulas read, where breaks of these names are not paid.
    pub(super) fn reading(&self, unpaid: &[String]) -> Reading {
        let text: Vec<char> = self.text().chars().collect();
        let number = |at: Option<usize>| {
            let digits: String = text.get(at?..at? + 2)?.iter().collect();
            digits.parse::<i32>().ok()
        };
        let clock = |at: Option<usize>| Some(number(at)? * 60 + number(Some(at? + 3))?);
        let dashes: Vec<usize> = text.iter().enumerate().filter(|(_, c)| **c == '–').map(|(at, _)| at).collect();
        let first_line = text.iter().position(|c| *c == '\n').unwrap_or(text.len());
        let mut reading =
            Reading { n_shifts: dashes.iter().filter(|at| **at < first_line).count(), ..Reading::default() };
        let mut first = None;
        for &at in &dashes {
            let (from, to) = (clock(at.checked_sub(5)), clock(Some(at + 1)));
            let base = *first.get_or_insert(from.unwrap_or(0));
            let from = from.map_or(0, |from| base + (from - base).rem_euclid(1440));
            let to = to.filter(|_| from > 0 || clock(at.checked_sub(5)).is_some());
            reading.spans.push((from, to.map_or(from, |to| from + (to - from).rem_euclid(1440))));
        }
        let lengths = reading.spans.iter().map(|(from, to)| to - from);
        let shifts: i32 = lengths.clone().take(reading.n_shifts).sum();
        let rest = |at: &usize| -> String { text.iter().skip(at + 7).take_while(|c| **c != '\n').collect() };
        let breaks: i32 = dashes.iter().zip(lengths).filter(|(at, _)| unpaid.contains(&rest(at))).map(|(_, n)| n).sum();
        reading.paid = shifts - breaks;
        reading
    }
}

/// The names of the breaks that are not paid for `agent`.
pub(super) fn unpaid(plan: &Plan, language: Language, agent: AgentIdx) -> Vec<String> {
    let mine = plan.roster.of(agent);
    let is_unpaid = |kind: Activity| {
        let usual = Stretch { agent, start: crate::model::Minute(0), end: crate::model::Minute(30), activity: kind };
        let found = mine.iter().find(|stretch| stretch.activity == kind).unwrap_or(&usual);
        !is_paid(&plan.scenario, found)
    };
    let kinds = [(Activity::Lunch, words::lunch(language)), (Activity::Break, words::pause(language))];
    kinds.into_iter().filter(|(kind, _)| is_unpaid(*kind)).map(|(_, word)| word).collect()
}
