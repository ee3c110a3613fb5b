//! What playing a roster comes to, target by target: in plain text, and as JSON for other programs.

use serde::Serialize;

use crate::model::{Language, Performance, Plan, Roster, Scenario, Service, Verdict};
use crate::text::{progress as text, promises, words};

use super::json_parts::{OccupancyJson, ServiceJson};
use super::terminal::wrap;

/// A roster and what its simulation came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Played<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) roster: &'a Roster,
    pub(super) found: &'a Performance,
}

impl<'a> Played<'a> {
    /// A plan's; `None` where it was not simulated.
    pub(super) fn of(plan: &'a Plan) -> Option<Self> {
        plan.performance.as_ref().map(|found| Self { scenario: &plan.scenario, roster: &plan.roster, found })
    }
}

/// A line for each target, weakest first, in lines of at most `width` characters.
pub fn played(scenario: &Scenario, found: &Performance, language: Language, width: usize) -> String {
    let mut targets: Vec<&Service> = found.service.iter().collect();
    let margin = |service: &Service| service.promised.relative_margin(service.value);
    targets.sort_by(|a, b| margin(a).total_cmp(&margin(b)));
    let replications = words::number(language, f64::from(found.replications), 0);
    let mut lines = wrap(&text::simulated(language, replications), width, 2);
    for target in targets {
        let day = match (target.interval, target.day) {
            (Some(interval), _) => {
                let at = scenario.horizon.clock(scenario.horizon.interval(interval).start);
                format!("{} {}", words::short_date(language, at.date), words::clock(at.minute))
            }
            (None, Some(day)) => words::date(language, scenario.horizon.days[day.0].date),
            (None, None) => text::whole_period(language),
        };
        let verdict = match target.verdict {
            Verdict::Met => text::met(language),
            Verdict::Missed => text::missed(language),
            Verdict::Undecided => text::undecided(language),
        };
        let line = text::service_line(
            language,
            &scenario.queues[target.queue.0].name,
            day,
            promises::found(language, target),
            promises::interval(language, target),
            promises::goal(language, &target.promised),
            verdict,
        );
        lines.extend(wrap(&line, width, 2));
    }
    lines.join("\n") + "\n"
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    centre: &'a str,
    replications: u32,
    seed: u64,
    service: Vec<ServiceJson>,
    occupancy: Vec<OccupancyJson>,
}

/// The same for other programs: `service` and `occupancy` as in plan.json.
///
/// # Panics
///
/// Never: every key is text and every number finite or null.
pub fn played_json(scenario: &Scenario, roster: &Roster, found: &Performance) -> String {
    let played = Played { scenario, roster, found };
    let document = Document {
        format: 1,
        centre: &scenario.name,
        replications: found.replications,
        seed: scenario.settings.seed,
        service: played.services(),
        occupancy: played.groups(),
    };
    serde_json::to_string_pretty(&document).expect("every key is text and every number finite or null") + "\n"
}
