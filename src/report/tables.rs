//! The tables: roster.csv and coverage.csv, as the Excel of the reader's language opens them.

use crate::model::{Activity, Language, Minute, Plan, QueueSet, Scenario, Share, Tally, staffed};

use super::staffing::{binding_sets, required};

/// The roster, one row per stretch: `agent,date,start,end,activity`.
///
/// `date` is the day on which the stretch starts; an `end` at or before `start` means the next day.
pub(super) fn roster_csv(plan: &Plan, language: Language) -> Vec<u8> {
    let scenario = &plan.scenario;
    let mut out = Table::new(language, &["agent", "date", "start", "end", "activity"]);
    for stretch in &plan.roster.stretches {
        let (from, to) = (scenario.horizon.clock(stretch.start), scenario.horizon.clock(stretch.end));
        out.row(&[
            scenario.agents[stretch.agent.0].id.clone(),
            from.date.to_string(),
            clock(from.minute),
            clock(to.minute),
            activity_id(scenario, stretch.activity),
        ]);
    }
    out.finish()
}

/// Required and staffed people per interval for each set of queues that bound anything, with the simulated share
/// answered in time: `start,queues,required,staffed,service_level`.
pub(super) fn coverage_csv(plan: &Plan, language: Language) -> Vec<u8> {
    let mut out = Table::new(language, &["start", "queues", "required", "staffed", "service_level"]);
    for row in coverage(plan) {
        out.row(&[
            date_time(&plan.scenario, row.start, ' '),
            set_id(&plan.scenario, row.queues),
            row.required.to_string(),
            out.number(row.staffed, 2),
            row.service_level.map_or_else(String::new, |level| out.number(level, 4)),
        ]);
    }
    out.finish()
}

/// One interval of one set of queues.
pub(super) struct CoverageRow {
    /// Start of the interval.
    pub start: Minute,
    /// The set.
    pub queues: QueueSet,
    /// People required.
    pub required: u32,
    /// People there, on average over the interval.
    pub staffed: f64,
    /// Share of the set's contacts answered in time, where it was simulated and anybody called.
    pub service_level: Option<f64>,
}

/// The rows of the coverage table: every interval that asks for or has people, set by set.
pub(super) fn coverage(plan: &Plan) -> Vec<CoverageRow> {
    let mut out = Vec::new();
    for queues in binding_sets(plan) {
        let (needed, there) = (required(plan, queues), staffed(&plan.scenario, &plan.roster, queues));
        for (index, (&required, &staffed)) in needed.iter().zip(&there).enumerate() {
            if required == 0 && staffed == 0.0 {
                continue;
            }
            let start = plan.scenario.horizon.interval(crate::model::IntervalIdx(index)).start;
            out.push(CoverageRow { start, queues, required, staffed, service_level: level(plan, queues, index) });
        }
    }
    out
}

/// Share of the contacts of `queues` in an interval that were answered within their target's wait.
pub(super) fn level(plan: &Plan, queues: QueueSet, interval: usize) -> Option<f64> {
    let tallies = &plan.performance.as_ref()?.tallies;
    let mut sum = Tally::default();
    for queue in queues.iter().filter(|queue| plan.scenario.queues[queue.0].target.is_some()) {
        sum.add(tallies.get(queue.0)?.get(interval)?);
    }
    (sum.offered > 0.0).then(|| Share::new(sum.answered_within / sum.offered).get())
}

/// What the roster's files call an activity.
pub(super) fn activity_id(scenario: &Scenario, activity: Activity) -> String {
    match activity {
        Activity::Contacts => "contacts".to_owned(),
        Activity::Post(post) => scenario.posts[post.0].id.clone(),
        Activity::Deferrable(queue) => scenario.queues[queue.0].id.clone(),
        Activity::Lunch => "lunch".to_owned(),
        Activity::Break => "break".to_owned(),
        Activity::Meeting => "meeting".to_owned(),
        Activity::Training => "training".to_owned(),
        Activity::Reserve => "reserve".to_owned(),
    }
}

/// What the files call a set of queues: `*` for all live ones, else the ids with a bar between.
pub(super) fn set_id(scenario: &Scenario, set: QueueSet) -> String {
    if set == scenario.live_queues() && set.len() > 1 {
        return "*".to_owned();
    }
    set.iter().map(|queue| scenario.queues[queue.0].id.as_str()).collect::<Vec<_>>().join("|")
}

/// A local date-time, `separator` between date and clock: "2026-11-23 08:00".
pub(super) fn date_time(scenario: &Scenario, at: Minute, separator: char) -> String {
    let clock_time = scenario.horizon.clock(at);
    format!("{}{separator}{}", clock_time.date, clock(clock_time.minute))
}

fn clock(minute: i32) -> String {
    crate::text::words::clock(minute)
}

/// A table as the Excel of a language opens it whole: with a byte-order mark, and in Swedish `;` and a decimal comma.
pub(super) struct Table {
    writer: csv::Writer<Vec<u8>>,
    language: Language,
}

impl Table {
    /// A table of these columns.
    pub(super) fn new(language: Language, header: &[&str]) -> Self {
        let delimiter = match language {
            Language::Swedish => b';',
            Language::English => b',',
        };
        let start = "\u{feff}".as_bytes().to_vec();
        let writer =
            csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(start);
        let mut table = Self { writer, language };
        table.row(header);
        table
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[impl AsRef<[u8]>]) {
        self.writer.write_record(cells).expect("every row has as many cells as the header, and memory takes them");
    }

    /// A number without superfluous zeros.
    pub(super) fn number(&self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        match self.language {
            Language::Swedish => text.replace('.', ","),
            Language::English => text.to_owned(),
        }
    }

    /// The table's bytes.
    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner().expect("memory takes what is left")
    }
}
