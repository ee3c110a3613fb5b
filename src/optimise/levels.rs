//! The levels of the aim, solved in turn: shortage, people, then paid time or weight.

use super::cover::{Cover, PERSON};
use super::cuts::{state_tight, state_violated};
use super::engine::{Col, Ending, Limits, Mip, Relaxation, solve};
use super::names::whole;
use super::rules::{add_rules, paid_limits, size};
use super::week::Week;
use crate::model::{Aim, CoverRequirement, Effort, Progress, Watch};

/// Price of all paid time together, where one person costs [`PERSON`]: too little to buy a person.
const PAID: f64 = 100.0;
/// Most times that a solution is corrected for rows that are only guides.
const GUIDED_ROUNDS: u32 = 2;
/// Most whole columns of a program that is solved at once; beyond, day by day.
const MOST_AT_ONCE: f64 = 15_000.0;

/// A week solved: the classes' shifts and what is proven about them.
pub(in crate::optimise) struct Solved<'a> {
    /// The program.
    pub(in crate::optimise) week: Week<'a>,
    /// Its cover requirement.
    pub(in crate::optimise) cover: Cover,
    /// The best solution; `None` when none was found.
    pub(in crate::optimise) values: Option<Vec<f64>>,
    /// No solution costs less.
    pub(in crate::optimise) bound: f64,
    /// What is proven about people.
    pub(in crate::optimise) people_bound: Option<u32>,
    /// Whether every level ended by proof.
    pub(in crate::optimise) is_optimal: bool,
    /// Whether the clock ended no level.
    pub(in crate::optimise) is_reproducible: bool,
    /// Size and effort of the largest model.
    pub(in crate::optimise) effort: Effort,
    /// Cost of a minute of paid time.
    pub(in crate::optimise) paid_price: f64,
    /// Whether who works counts, `[class]`; not those who work already in another week.
    pub(in crate::optimise) costs_head: Vec<bool>,
    /// Least paid time with as many people as found, where that is more than proven needed `[min]`.
    pub(in crate::optimise) least_paid: Option<f64>,
}

/// A week with its objective, not yet solved.
pub(in crate::optimise) fn stated<'a>(
    scenario: &'a crate::model::Scenario,
    classes: &'a [super::classes::Class],
    requirement: &CoverRequirement,
    is_used: &[bool],
) -> Solved<'a> {
    let mut week = Week::new(scenario, classes);
    week.add_breaks();
    add_rules(&mut week);
    let costs_head: Vec<bool> =
        classes.iter().map(|class| !is_used.get(class.members[0].0).copied().unwrap_or(false)).collect();
    let paid_price = price(&mut week, &costs_head);
    let cover = Cover::new(&mut week, requirement);
    Solved {
        week,
        cover,
        values: None,
        bound: f64::NEG_INFINITY,
        people_bound: None,
        is_optimal: false,
        is_reproducible: true,
        effort: Effort::default(),
        paid_price,
        costs_head,
        least_paid: None,
    }
}

/// Objective (1): people, then paid time; or the weight of shifts. Returns the price of a minute.
///
/// ```text
/// minimise  SHORT (shortage)  +  PERSON sum over c of h(c)  +  price sum over c, d, s of work(s) x(c, d, s)
/// ```
///
/// Under [`Aim::LeastWeight`] `weight(s)` takes the place of people and paid time.
fn price(week: &mut Week<'_>, costs_head: &[bool]) -> f64 {
    let scenario = week.scenario;
    let mut most_paid = 0.0;
    for class in 0..week.classes.len() {
        let agent = &scenario.agents[week.classes[class].members[0].0];
        let shifts = &week.classes[class].shifts;
        let by_day: i32 = shifts.iter().map(|day| day.iter().map(|s| s.work).max().unwrap_or(0)).sum();
        let most = paid_limits(scenario, agent, shifts).map_or(by_day, |(_, most)| most.min(by_day));
        most_paid += f64::from(most) * size(week, class);
    }
    let price = PAID / f64::max(most_paid, 1.0);
    for (class, &costs) in costs_head.iter().enumerate() {
        let columns: Vec<_> = week.shifts_of(class).map(|(_, s, col)| (s.template, s.work, col)).collect();
        for (template, work, col) in columns {
            week.mip.columns[col].cost = match scenario.aim {
                Aim::LeastWeight => PERSON * scenario.templates[template.0].weight,
                Aim::Fewest | Aim::Contract | Aim::ContractSpread => price * f64::from(work),
            };
        }
        if scenario.aim != Aim::LeastWeight && costs {
            let head = week.heads[class];
            week.mip.columns[head].cost = PERSON;
        }
    }
    price
}

/// How a solve of fixed or free people ended.
pub(in crate::optimise) struct Finish {
    pub(in crate::optimise) values: Option<Vec<f64>>,
    bound: f64,
    ending: Ending,
}

impl Solved<'_> {
    /// Solves every level: how few people the relaxation leaves possible, then a week for the people it picks, then, if
    /// more people work than proven needed or (where that is small) are paid more, the whole program from there.
    pub(in crate::optimise) fn solve(&mut self, watch: Watch<'_>) {
        let mut relaxation = Relaxation::new();
        let Some(relaxed) = self.relax(&mut relaxation, watch) else { return };
        let is_short = self.shortage_cost(&relaxed) > 1.0;
        if !is_short {
            self.people_bound = self.people_above(self.bound);
            (watch.progress)(Progress::Optimising { people: None, bound: self.people_bound });
            if let Some(people) = self.people_bound {
                self.require_people(people);
                self.relax(&mut relaxation, watch);
            }
        }
        let is_by_days = self.is_large() && self.week.scenario.aim == Aim::Fewest;
        if is_by_days {
            self.construct(&mut relaxation, watch);
        } else if is_short {
            self.solve_short(watch);
        } else {
            self.solve_at_once(watch);
        }
        if !self.is_optimal {
            self.bound_paid(&mut relaxation, watch);
            self.improve(watch);
            self.close();
        }
        self.lessen_supplements(watch);
    }

    /// The people that the relaxation picks, then, if more work than proven needed, everybody.
    fn solve_at_once(&mut self, watch: Watch<'_>) {
        let gap = self.week.scenario.settings.gap;
        // A guide that a simulation corrects needs a start and a bound, not a proof of its own fewest people.
        let is_guide = self.week.scenario.simulate;
        let nodes = if is_guide { 20 } else { 200 };
        for strength in [5.0, 25.0] {
            let Some(pick) = self.pick(strength, watch) else { continue };
            let limits = Limits { nodes, gap, start: None, watch, share: 0.3 };
            let heads = self.week.heads.clone();
            let shortage: Vec<Col> = self.cover.shortage_columns().collect();
            let fix = move |mip: &mut Mip| {
                for (&head, &most) in heads.iter().zip(&pick) {
                    mip.columns[head].upper = most;
                }
                for &col in &shortage {
                    mip.columns[col].upper = 0.0;
                }
            };
            let found = self.finish(&fix, &limits);
            self.keep(found.values, watch);
            if self.is_as_few_as_proven() {
                self.is_optimal = found.ending == Ending::Optimal && self.is_paid_as_little_as_proven(gap);
                if self.is_optimal || !self.is_worth_proving() {
                    return;
                }
                break;
            }
        }
        self.solve_whole(watch);
    }

    /// What is proven about paid time with as many people as found; from here on nobody more is called in.
    fn bound_paid(&mut self, relaxation: &mut Relaxation, watch: Watch<'_>) {
        if self.week.scenario.aim != Aim::Fewest || self.week.scenario.simulate {
            return;
        }
        let (Some(values), Some(bound)) = (&self.values, self.people_bound) else { return };
        let people = self.people(values);
        if people < f64::from(bound) + 0.5 {
            self.no_more_people(people);
        } else {
            self.least_paid = self.least_paid(people, relaxation, watch);
        }
    }

    /// What the relaxation proves about people, and about paid time with that many; nothing if people run out.
    pub(in crate::optimise) fn bound_whole(&mut self, relaxation: &mut Relaxation, watch: Watch<'_>) {
        let Some(relaxed) = self.relax(relaxation, watch) else { return };
        if self.shortage_cost(&relaxed) <= 1.0 {
            self.people_bound = self.people_above(self.bound);
            (watch.progress)(Progress::Optimising { people: None, bound: self.people_bound });
        }
    }

    /// Only what is proven about people, from the relaxation and a short search; `None` when people run out.
    pub(in crate::optimise) fn bound_people(&mut self, watch: Watch<'_>) -> Option<u32> {
        let relaxed = self.relax(&mut Relaxation::new(), watch)?;
        if self.shortage_cost(&relaxed) > 1.0 { None } else { self.people_above(self.bound) }
    }

    /// Everybody may work and nobody may be missing; if that cannot be, people may be missing.
    fn solve_whole(&mut self, watch: Watch<'_>) {
        let gap = self.week.scenario.settings.gap.min(1e-3);
        // A guide that a simulation corrects is not worth as long a proof as people asked for outright.
        let nodes = if self.week.scenario.simulate { 300 } else { 5000 };
        let limits = Limits { nodes, gap, start: self.values.clone(), watch, share: 0.7 };
        let shortage: Vec<Col> = self.cover.shortage_columns().collect();
        let fix = move |mip: &mut Mip| {
            for &col in &shortage {
                mip.columns[col].upper = 0.0;
            }
        };
        let found = self.finish(&fix, &limits);
        if found.ending == Ending::Infeasible {
            self.people_bound = None;
            self.solve_short(watch);
            return;
        }
        self.bound = self.bound.max(found.bound);
        self.people_bound = self.people_above(self.bound).max(self.people_bound);
        self.is_optimal = found.ending == Ending::Optimal;
        self.keep(found.values, watch);
        if self.values.is_none() {
            self.solve_short(watch);
        }
    }

    /// People run out: as little missing as possible, then people.
    fn solve_short(&mut self, watch: Watch<'_>) {
        let limits = Limits { nodes: 500, gap: 1e-3, start: None, watch, share: 0.5 };
        let found = self.finish(&|_| {}, &limits);
        self.is_optimal = found.ending == Ending::Optimal;
        self.keep(found.values, watch);
    }

    /// Keeps a solution if it is cheaper than what is there, and tells.
    pub(in crate::optimise) fn keep(&mut self, values: Option<Vec<f64>>, watch: Watch<'_>) {
        let Some(values) = values else { return };
        let is_better = self.values.as_ref().is_none_or(|best| self.cost(&values) < self.cost(best) - 1e-6);
        if is_better {
            let people = Some(whole(self.people(&values)));
            (watch.progress)(Progress::Optimising { people, bound: self.people_bound });
            self.values = Some(values);
        }
    }

    /// Cost of a solution; one found before the last rows were stated lacks their shortage columns, which cost nothing.
    pub(in crate::optimise) fn cost(&self, values: &[f64]) -> f64 {
        self.week.mip.columns.iter().zip(values).map(|(column, value)| column.cost * value).sum()
    }

    /// Whether the solution has as few people as proven.
    pub(in crate::optimise) fn is_as_few_as_proven(&self) -> bool {
        let people = self.values.as_ref().map(|values| self.people(values));
        people.zip(self.people_bound).is_some_and(|(people, bound)| people < f64::from(bound) + 0.5)
    }

    /// Whether no other people could be paid less, within the gap. Where everybody gets the contract's hours, nothing is
    /// saved by others.
    fn is_paid_as_little_as_proven(&self, gap: f64) -> bool {
        let Some(values) = self.values.as_ref().filter(|_| self.week.scenario.aim == Aim::Fewest) else { return true };
        let paid = self.cost(values) - PERSON * self.people(values);
        self.cost(values) - self.bound <= gap * paid + 1e-6
    }

    /// Whether the paid time of other people is worth the whole program: not for what a simulation will change, nor
    /// where it would take minutes to gain a few hours.
    fn is_worth_proving(&self) -> bool {
        const MOST_WHOLE: usize = 2000;
        let n_whole = self.week.mip.columns.iter().filter(|column| column.is_integer).count();
        !self.week.scenario.simulate && n_whole <= MOST_WHOLE
    }

    /// Solves the linear relaxation, stating rows until none is broken; its values, if it has any.
    pub(in crate::optimise) fn relax(&mut self, relaxation: &mut Relaxation, watch: Watch<'_>) -> Option<Vec<f64>> {
        loop {
            let outcome = relaxation.solve(&self.week.mip, &Limits::proof(watch));
            self.note(outcome.nodes, outcome.iterations);
            if outcome.ending == Ending::TimeLimit {
                self.is_reproducible = false;
            }
            let values = outcome.values.filter(|_| outcome.ending == Ending::Optimal)?;
            self.bound = self.bound.max(outcome.bound);
            if state_violated(&mut self.week, &mut self.cover, &values) == (0, 0) || watch.is_over() {
                state_tight(&mut self.week, &mut self.cover, &values);
                return Some(values);
            }
        }
    }

    /// Solves `mip` (this week's program with some columns fixed), stating rows until none is broken.
    ///
    pub(in crate::optimise) fn finish(&mut self, fix: &dyn Fn(&mut Mip), limits: &Limits<'_>) -> Finish {
        let mut limits = limits.clone();
        let mut rounds = 0;
        loop {
            let mut mip = self.week.mip.clone();
            fix(&mut mip);
            if limits.start.as_ref().is_some_and(|start| start.len() != mip.columns.len()) {
                limits.start = None;
            }
            let outcome = solve(&mip, &limits);
            self.note(outcome.nodes, outcome.iterations);
            if outcome.ending == Ending::TimeLimit {
                self.is_reproducible = false;
            }
            let (bound, ending) = (outcome.bound, outcome.ending);
            let Some(values) = outcome.values else { return Finish { values: None, bound, ending } };
            let (given, pooled) = state_violated(&mut self.week, &mut self.cover, &values);
            rounds += 1;
            // Rows on averages are guides that a simulation corrects: what two rounds leave is less than it will change.
            let is_over = limits.watch.is_over();
            if is_over || given == 0 && (pooled == 0 || (self.week.scenario.simulate && rounds >= GUIDED_ROUNDS)) {
                let ending = if given + pooled > 0 && ending == Ending::Optimal { Ending::WorkLimit } else { ending };
                return Finish { values: Some(values), bound, ending };
            }
            limits.start = None;
        }
    }

    /// Keeps the size and effort of the largest model.
    pub(in crate::optimise) fn note(&mut self, nodes: i64, iterations: i64) {
        self.effort.columns = self.effort.columns.max(self.week.mip.columns.len());
        self.effort.rows = self.effort.rows.max(self.week.mip.rows.len());
        self.effort.nodes += nodes;
        self.effort.iterations += iterations;
    }

    /// Cost of people missing in a solution.
    pub(in crate::optimise) fn shortage_cost(&self, values: &[f64]) -> f64 {
        // Rows stated since then have columns that the solution lacks: nothing is missing there.
        let missing = |col: Col| values.get(col).copied().unwrap_or(0.0);
        self.cover.shortage_columns().map(|col| self.week.mip.columns[col].cost * missing(col)).sum()
    }

    /// Heads that cost.
    pub(in crate::optimise) fn counted_heads(&self) -> impl Iterator<Item = Col> {
        self.week.heads.iter().zip(&self.costs_head).filter(|(_, costs)| **costs).map(|(&head, _)| head)
    }

    /// Whether the program is too large to be solved at once.
    pub(in crate::optimise) fn is_large(&self) -> bool {
        self.n_whole() > MOST_AT_ONCE
    }

    /// People who count in a solution.
    pub(in crate::optimise) fn people(&self, values: &[f64]) -> f64 {
        self.counted_heads().map(|head| values[head]).sum()
    }

    /// The fewest people that a bound on the cost leaves possible.
    fn people_above(&self, bound: f64) -> Option<u32> {
        let most_paid = if self.week.scenario.aim == Aim::LeastWeight { return None } else { PAID };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count, not negative")]
        let people = ((bound - most_paid) / PERSON - 1e-6).ceil().max(0.0) as u32;
        Some(people)
    }

    /// Least paid time with this many people `[min]`, under an aim that counts it.
    pub(in crate::optimise) fn paid_bound(&self) -> Option<f64> {
        let values = self.values.as_ref().filter(|_| self.week.scenario.aim == Aim::Fewest)?;
        self.people_bound?;
        if let Some(paid) = self.least_paid {
            return Some(paid);
        }
        let paid = (self.bound - PERSON * self.people(values)) / self.paid_price;
        (paid > 0.0).then_some(paid)
    }

    /// Least total weight of shifts, under the aim that counts it.
    pub(in crate::optimise) fn weight_bound(&self) -> Option<f64> {
        (self.week.scenario.aim == Aim::LeastWeight && self.bound.is_finite()).then_some(self.bound / PERSON)
    }
}

/// The ISO number of the week in which the horizon starts.
pub(in crate::optimise) fn week_number(scenario: &crate::model::Scenario) -> usize {
    usize::try_from(scenario.horizon.days[0].iso_week()).unwrap_or(0)
}
