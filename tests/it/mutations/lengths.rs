//! Numbers and lengths of shifts, and hours against the contract.

use bemanna::model::{AgentIdx, Aim, Breach, Minute, Roster, RuleId, Span, Stretch};

use super::bases::Base;
use super::rest::before_days_off;
use super::tools::{Case, Planted, Shift, hard, pick, plain, plain_span, rule, whole};

/// The shift of a case that starts when another did.
pub(super) fn same(case: &Case, shift: &Shift) -> Shift {
    let mut mine = case.shifts_of(shift.agent).into_iter();
    mine.find(|other| other.start() == shift.start()).expect("plain days start when they did")
}

/// A shift a step longer or shorter than the limit, which is what the longest or shortest has.
fn length(base: &Base, turn: usize, id: RuleId, by: i32) -> Option<Planted> {
    let shifts: Vec<Shift> = before_days_off(base);
    let lengths = Case::of(base).shifts().into_iter().map(|shift| shift.paid());
    let limit = if by > 0 { lengths.max()? } else { lengths.min()? };
    let shifts: Vec<Shift> = shifts.into_iter().filter(|shift| shift.paid() == limit).collect();
    let shift = pick(&shifts, turn)?;
    let mut case = Case::plain(base, shift.agent);
    case.off(&[RuleId::NightEnds, RuleId::WeeklyRest]);
    case.limit(id, limit);
    let by = if turn.is_multiple_of(2) { by } else { by.signum() };
    case.scenario.horizon.grid_minutes = by.abs();
    let old = same(&case, &shift);
    let span = Span::new(old.start(), old.start() + plain_span(limit + by));
    let told = rule(shift.agent, span, id, limit + by, limit);
    case.plant(vec![], |case| case.replace(&old, plain(shift.agent, old.start(), limit + by)), vec![told])
}

pub(super) fn shortest_shift(base: &Base, turn: usize) -> Option<Planted> {
    length(base, turn, RuleId::ShortestShift, -base.scenario.horizon.grid_minutes)
}

pub(super) fn longest_shift(base: &Base, turn: usize) -> Option<Planted> {
    length(base, turn, RuleId::LongestShift, base.scenario.horizon.grid_minutes)
}

/// Two short shifts on one day with eleven hours between them, in place of one.
pub(super) fn shifts_per_day(base: &Base, turn: usize) -> Option<Planted> {
    let whole = Case::of(base);
    let candidates: Vec<Shift> =
        before_days_off(base).into_iter().filter(|shift| whole.begins_the_day(shift)).collect();
    let shift = pick(&candidates, turn)?;
    let agent = shift.agent;
    let mut case = Case::plain(base, agent);
    // The first of the two has to start early in the day, whatever the night before was.
    case.off(&[RuleId::NightEnds, RuleId::WeeklyRest, RuleId::DailyRest, RuleId::LongestSpan]);
    let old = same(&case, &shift);
    let start = base.scenario.horizon.days[shift.day.0].start + 360;
    let (first, second) = (plain(agent, start, 120), plain(agent, start + 120 + 660, 120));
    let span = Span::new(start, start + 900);
    let told = rule(agent, span, RuleId::ShiftsPerDay, 2, 1);
    let legal = case.with(|case| case.replace(&old, first.clone()));
    case.plant(vec![legal], |case| case.replace(&old, [first, second].concat()), vec![told])
}

/// One shift more than the person with the most has.
pub(super) fn shifts_per_horizon(base: &Base, turn: usize) -> Option<Planted> {
    let case = Case::of(base);
    let workers = case.workers();
    let n_shifts = |agent: &AgentIdx| case.shifts_of(*agent).len();
    let most = workers.iter().map(n_shifts).max()?;
    let busiest: Vec<AgentIdx> = workers.into_iter().filter(|agent| n_shifts(agent) == most).collect();
    let agent = pick(&busiest, turn)?;
    let mut case = Case::plain(base, agent);
    case.off(&[RuleId::WeeklyRest]);
    let limit = i32::try_from(most).expect("few shifts");
    case.limit(RuleId::ShiftsPerHorizon, limit);
    let start = free_morning(&case, agent)?;
    let mut shifts = case.shifts_of(agent);
    shifts.push(Shift { stretches: plain(agent, start, 60), ..shifts[0].clone() });
    let span = Span::new(
        shifts.iter().map(Shift::start).min().expect("some"),
        shifts.iter().map(Shift::end).max().expect("some"),
    );
    let told = rule(agent, span, RuleId::ShiftsPerHorizon, limit + 1, limit);
    case.plant(vec![], |case| case.add(plain(agent, start, 60)), vec![told])
}

/// 09:00 on a day without a shift, with eleven hours on either side.
pub(super) fn free_morning(case: &Case, agent: AgentIdx) -> Option<Minute> {
    let shifts = case.shifts_of(agent);
    let round = case.round();
    let laps: &[i32] = if case.scenario.horizon.cyclic { &[-1, 0, 1] } else { &[0] };
    let is_clear = |start: Minute| {
        let near = Span::new(start - 720, start + 60 + 720);
        let there = |lap: i32, shift: &Shift| Span::new(shift.start() + lap * round, shift.end() + lap * round);
        !laps.iter().any(|&lap| shifts.iter().any(|shift| there(lap, shift).overlaps(near)))
    };
    let days = case.scenario.horizon.days.iter();
    let ordinary = days.filter(|day| day.clock_change.is_none());
    ordinary.map(|day| day.start + 540).find(|&start| is_clear(start))
}

/// The roster with one of the person's shifts a step longer or shorter.
pub(super) fn stretched(case: &Case, shift: &Shift, by: i32) -> Roster {
    let old = same(case, shift);
    case.with(|case| case.replace(&old, plain(old.agent, old.start(), old.paid() + by)))
}

/// A step more, or less, than the contract and its tolerance give.
pub(super) fn contract(base: &Base, turn: usize) -> Option<Planted> {
    let shift = pick(&before_days_off(base), turn)?;
    let agent = shift.agent;
    let mut case = Case::plain(base, agent);
    case.off(&[RuleId::NightEnds, RuleId::WeeklyRest]);
    case.scenario.aim = Aim::Contract;
    case.limit(RuleId::ContractTolerance, 15);
    let contract: i32 = case.shifts_of(agent).iter().map(Shift::paid).sum();
    case.scenario.agents[agent.0].contract = Some(contract);
    let by = if turn.is_multiple_of(2) { 15 } else { -15 };
    let (legal, broken) = (stretched(&case, &shift, by), stretched(&case, &shift, 2 * by));
    let breach = Breach::ContractHours { measured: contract + 2 * by, contract, tolerance: 15 };
    let told = hard(agent, whole(&case.scenario), breach);
    case.plant(vec![legal], |case| case.roster = broken, vec![told])
}

/// Fewer hours than the contract are no fault where only who is needed works; more are.
pub(super) fn contract_as_needed(base: &Base, turn: usize) -> Option<Planted> {
    let shift = pick(&before_days_off(base), turn)?;
    let agent = shift.agent;
    let mut case = Case::plain(base, agent);
    case.off(&[RuleId::NightEnds, RuleId::WeeklyRest]);
    case.scenario.aim = Aim::Fewest;
    case.limit(RuleId::ContractTolerance, 0);
    let contract: i32 = case.shifts_of(agent).iter().map(Shift::paid).sum();
    case.scenario.agents[agent.0].contract = Some(contract);
    let (less, more) = (stretched(&case, &shift, -15), stretched(&case, &shift, 15));
    let breach = Breach::ContractHours { measured: contract + 15, contract, tolerance: 0 };
    let told = hard(agent, whole(&case.scenario), breach);
    case.plant(vec![less], |case| case.roster = more, vec![told])
}

/// Hours moved from the period before, a step more than may be.
pub(super) fn balance_carry(base: &Base, turn: usize) -> Option<Planted> {
    let shift = pick(&before_days_off(base), turn)?;
    let agent = shift.agent;
    let mut case = Case::plain(base, agent);
    case.off(&[RuleId::NightEnds, RuleId::WeeklyRest]);
    case.scenario.aim = Aim::Contract;
    case.limit(RuleId::ContractTolerance, 0);
    case.limit(RuleId::BalanceCarry, 120);
    let contract: i32 = case.shifts_of(agent).iter().map(Shift::paid).sum();
    // Two hours are evened out, as many as may be, and the contract is so much less. A step less of work is then told
    // both as hours moved and as hours against the contract.
    case.scenario.agents[agent.0].contract = Some(contract);
    case.scenario.agents[agent.0].history.evened = 120;
    let span = |roster: &Roster| {
        let mine = roster.of(agent);
        Span::new(mine[0].start, mine[mine.len() - 1].end)
    };
    let less = stretched(&case, &shift, -15);
    let moved = rule(agent, span(&less), RuleId::BalanceCarry, 135, 120);
    let hours = Breach::ContractHours { measured: contract - 15, contract, tolerance: 0 };
    let told = vec![moved, hard(agent, whole(&case.scenario), hours)];
    case.plant(vec![], |case| case.roster = less, told)
}

/// A row off the grid, and one without length.
pub(super) fn off_grid(base: &Base, turn: usize) -> Option<Planted> {
    let case = Case::of(base);
    let long = |s: &&Stretch| s.activity == bemanna::model::Activity::Contacts && s.span().minutes() >= 30;
    let rows: Vec<Stretch> = case.roster.stretches.iter().filter(long).copied().collect();
    let row = pick(&rows, turn)?;
    let off = row.start + 7;
    let on = row.start + 15;
    let cut = |case: &mut Case, at: Minute| {
        case.roster.stretches.retain(|other| *other != row);
        case.add(vec![Stretch { end: at, ..row }, Stretch { start: at, ..row }]);
    };
    let legal = case.with(|case| cut(case, on));
    if turn == 2 {
        let empty = Stretch { start: on, end: on, ..row };
        let told = hard(row.agent, empty.span(), Breach::OffGrid);
        return case.plant(vec![], |case| case.add(vec![empty]), vec![told]);
    }
    let told = hard(row.agent, Span::new(row.start, off), Breach::OffGrid);
    case.plant(vec![legal], |case| cut(case, off), vec![told])
}
