//! Paid time of one person, cut where anything changes: months, supplements, the end of the contract.

use chrono::Datelike;

use crate::model::{
    Agent, AgentIdx, Category, Minute, Money, PartTimeExcess, RuleId, Scenario, Span, Stretch, Unsocial, is_paid,
};

/// One person's paid time in one calendar month.
#[derive(Debug, Clone)]
pub(super) struct Month {
    /// The year and the month.
    pub(super) date: (i32, u32),
    /// Whether the horizon has all its days.
    pub(super) is_whole: bool,
    /// Within the contract `[min]`.
    pub(super) ordinary: i32,
    /// Simple overtime `[min]`.
    pub(super) simple: i32,
    /// Qualified overtime `[min]`.
    pub(super) qualified: i32,
    /// Beyond the contract, but not overtime `[min]`.
    pub(super) additional: i32,
    /// Ordinary time with a supplement.
    pub(super) unsocial: Vec<Rated>,
}

/// Minutes at one rate of supplement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rated {
    /// Which.
    pub(super) category: Category,
    /// At the rate for nights.
    pub(super) is_night: bool,
    /// An hour's supplement.
    pub(super) hourly: Option<Money>,
    /// How long `[min]`.
    pub(super) minutes: i32,
}

/// What a piece of paid time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ordinary,
    Simple,
    Qualified,
    Additional,
}

/// One person's months with paid time, in order.
pub(super) fn months(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (span, kind) in pieces(scenario, agent, stretches) {
        for (date, span) in by_month(scenario, span) {
            let at = months.iter().position(|month| month.date == date).unwrap_or_else(|| {
                months.push(Month::new(scenario, date));
                months.len() - 1
            });
            months[at].add(scenario, span, kind);
        }
    }
    months.sort_by_key(|month| month.date);
    months
}

/// Ordinary time that would give a supplement, but whose rate is not known `[min]`.
pub(super) fn without_rate(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch]) -> i32 {
    let months = months(scenario, agent, stretches);
    let rated = months.iter().flat_map(|month| &month.unsocial).filter(|rated| rated.hourly.is_none());
    rated.map(|rated| rated.minutes).sum()
}

impl Month {
    fn new(scenario: &Scenario, (year, month): (i32, u32)) -> Self {
        let days = scenario.horizon.days.iter().map(|day| day.date);
        let inside = days.filter(|date| (date.year(), date.month()) == (year, month)).count();
        let all = chrono::NaiveDate::from_ymd_opt(year, month, 1).map_or(0, |first| first.num_days_in_month());
        Self {
            date: (year, month),
            is_whole: inside == usize::from(all),
            ordinary: 0,
            simple: 0,
            qualified: 0,
            additional: 0,
            unsocial: Vec::new(),
        }
    }

    fn add(&mut self, scenario: &Scenario, span: Span, kind: Kind) {
        let minutes = span.minutes();
        match kind {
            Kind::Ordinary => self.ordinary += minutes,
            Kind::Simple => self.simple += minutes,
            Kind::Qualified => self.qualified += minutes,
            Kind::Additional => self.additional += minutes,
        }
        // Supplements are for scheduled ordinary time only.
        if kind == Kind::Ordinary {
            for some in scenario.pay.within(span) {
                self.rate(some);
            }
        }
    }

    fn rate(&mut self, some: Unsocial) {
        let Unsocial { span, category, is_night, hourly } = some;
        let is_alike =
            |rated: &&mut Rated| (rated.category, rated.is_night, rated.hourly) == (category, is_night, hourly);
        match self.unsocial.iter_mut().find(is_alike) {
            Some(rated) => rated.minutes += span.minutes(),
            None => self.unsocial.push(Rated { category, is_night, hourly, minutes: span.minutes() }),
        }
    }
}

/// Time left of each kind that comes before overtime `[min]`; without a contract all time is ordinary.
struct Room {
    ordinary: i32,
    additional: i32,
}

impl Room {
    /// What the contract leaves: its hours and what the rules let them differ by; then, for part-time employees who are
    /// not paid overtime, what is left to full time.
    fn of(scenario: &Scenario, agent: &Agent) -> Self {
        let Some(contract) = agent.contract else { return Self { ordinary: i32::MAX, additional: 0 } };
        let contract = contract - agent.ordered();
        let tolerance = scenario.rules.get(RuleId::ContractTolerance).unwrap_or(0);
        let additional = match scenario.pay.part_time {
            PartTimeExcess::Overtime => 0,
            PartTimeExcess::Additional(_) => to_full_time(agent, contract),
        };
        Self { ordinary: contract + tolerance, additional }
    }
}

/// From an agent's contract over the horizon to full time `[min]`; absences that count as work and hours evened out are
/// part of the contract.
fn to_full_time(agent: &Agent, contract: i32) -> i32 {
    let whole = contract + agent.absences.iter().map(|absence| absence.counted).sum::<i32>() + agent.history.evened;
    #[expect(clippy::cast_possible_truncation, reason = "hundredths of a per cent, at most 10,000")]
    let employment = (agent.employment.get() * 10_000.0).round() as i64;
    if employment == 0 {
        return 0;
    }
    let full = i64::from(whole) * 10_000 / employment;
    i32::try_from(full).unwrap_or(i32::MAX) - whole
}

/// Paid pieces in order of time, cut where the contract ends, where overtime was ordered and where simple overtime ends.
fn pieces(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch]) -> Vec<(Span, Kind)> {
    let mut room = Room::of(scenario, &scenario.agents[agent.0]);
    let ordered = &scenario.agents[agent.0].overtime;
    let mut out = Vec::new();
    // Maximal runs of stretches, each starting where the last ended, are shifts.
    for shift in stretches.chunk_by(|a, b| a.end == b.start) {
        // Overtime in a shift that has ordinary time too lies nearest to it as long as this lasts.
        let is_ordered = |at: Minute| ordered.iter().any(|span| span.start <= at && at < span.end);
        let has_ordinary = shift.iter().any(|stretch| is_paid(scenario, stretch) && !is_ordered(stretch.start));
        let begins_before = has_ordinary && (room.ordinary > 0 || room.additional > 0);
        let mut simple = if begins_before { scenario.pay.simple_minutes } else { 0 };
        for stretch in shift.iter().filter(|stretch| is_paid(scenario, stretch)) {
            let mut from = stretch.start;
            while from < stretch.end {
                let overtime = is_ordered(from);
                let turns = ordered.iter().flat_map(|span| [span.start, span.end]).filter(|&at| at > from);
                let left = turns.min().unwrap_or(stretch.end).min(stretch.end) - from;
                let (kind, minutes) = if room.ordinary > 0 && !overtime {
                    (Kind::Ordinary, take(&mut room.ordinary, left))
                } else if room.additional > 0 {
                    (Kind::Additional, take(&mut room.additional, left))
                } else if simple > 0 {
                    (Kind::Simple, take(&mut simple, left))
                } else {
                    (Kind::Qualified, left)
                };
                out.push((Span::new(from, from + minutes), kind));
                from = from + minutes;
            }
        }
    }
    out
}

/// Takes as much of `wanted` as there is.
fn take(from: &mut i32, wanted: i32) -> i32 {
    let some = wanted.min(*from);
    *from -= some;
    some
}

/// A span cut at the months of the calendar, and where a horizon that closes on itself ends.
fn by_month(scenario: &Scenario, span: Span) -> Vec<((i32, u32), Span)> {
    let horizon = &scenario.horizon;
    let total = horizon.minutes();
    let mut out = Vec::new();
    let mut from = span.start;
    while from < span.end {
        let (back, limit) = if horizon.cyclic && total > 0 {
            let turns = from.0.div_euclid(total);
            (turns * total, (turns + 1) * total)
        } else {
            (0, i32::MAX)
        };
        let local = from - back;
        let day = &horizon.days[horizon.day_at(local).0];
        // Past the last day, days are as long as others.
        let over = local.0 - total;
        let midnight = if over < 0 { day.start + day.minutes } else { Minute(total + (over / 1440 + 1) * 1440) };
        let to = Minute((midnight + back).0.min(limit).min(span.end.0));
        let clock = horizon.clock(local);
        out.push(((clock.date.year(), clock.date.month()), Span::new(local, to - back)));
        from = to;
    }
    out
}
