//! Centres of any size, drawn from a seed: for benchmarks, and for tests of what must hold at size.
//!
//! What is drawn is fixed by the arguments alone. The volumes follow from the people, so that about six in ten are needed
//! at the busiest half-hour; they were fixed before anything was solved.

use bemanna::model::{
    Agent, Aim, BreakKind, BreakRule, Forecast, GivenRow, Horizon, IntervalIdx, Limit, QueueIdx, QueueSet, RuleId,
    Scenario, Seconds, Share, ShiftTemplate, Skill, SkillIdx, SkillSet, Span, TemplateIdx,
};
use chrono::{NaiveDate, Weekday};

/// A small generator of random numbers, the same on every machine.
struct Draw(u64);

impl Draw {
    /// A number in `[0, 1)`.
    fn share(&mut self) -> f64 {
        f64::from(self.next()) / 4_294_967_296.0
    }

    /// A whole number below `n`.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next()).expect("32 bits") % n
    }

    /// 32 random bits (splitmix64, upper half).
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((z ^ (z >> 31)) >> 32).expect("32 bits")
    }
}

/// One week of many agents from 40 skill sets over 14 queues: contracts of 100, 75 and 50 %, whole and short days, an
/// evening on Thursday; people asked for outright, as few as possible.
pub(crate) fn large(agents: usize, seed: u64) -> Scenario {
    let mut draw = Draw(seed);
    let mut scenario = centre("large", 14, 1);
    let groups: Vec<SkillSet> = (0..40).map(|_| some_of(&mut draw, 14, 3, 7)).collect();
    let people = (0..agents).map(|i| (groups[i % groups.len()], [1.0, 1.0, 1.0, 0.75, 0.5][draw.below(5)])).collect();
    employ(&mut scenario, people);
    ask(&mut scenario, &mut draw, 0.6);
    scenario
}

/// A centre like Örebro's: everybody knows a few areas and at most two of the rare queues (languages, sign), so that
/// nearly all have skills of their own. `queues` is at least 8; the first 8 are areas.
pub(crate) fn orebro_like(agents: usize, queues: usize, weeks: usize, seed: u64) -> Scenario {
    const AREAS: usize = 8;
    let mut draw = Draw(seed);
    let mut scenario = centre("orebro-like", queues, weeks);
    let mut people = Vec::new();
    for i in 0..agents {
        let mut skills = some_of(&mut draw, AREAS, 3, 6);
        // Every rare queue has somebody, however few people there are.
        if queues > AREAS {
            skills = skills.with(SkillIdx(AREAS + i % (queues - AREAS)));
            if draw.share() < 0.5 {
                skills = skills.with(SkillIdx(AREAS + draw.below(queues - AREAS)));
            }
        }
        people.push((skills, [1.0, 1.0, 1.0, 0.75, 0.5][draw.below(5)]));
    }
    employ(&mut scenario, people);
    ask(&mut scenario, &mut draw, 0.45);
    scenario
}

/// Between `least` and `most` of the first `n` skills.
fn some_of(draw: &mut Draw, n: usize, least: usize, most: usize) -> SkillSet {
    let size = least + draw.below(most - least + 1);
    let mut skills = SkillSet::EMPTY;
    while skills.len() < size {
        skills = skills.with(SkillIdx(draw.below(n)));
    }
    skills
}

/// Opening hours, queues (one skill each), shift templates and rules.
fn centre(name: &str, queues: usize, weeks: usize) -> Scenario {
    let monday = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    let mut horizon = Horizon::new(monday, 7 * weeks, 30, 30);
    for day in &mut horizon.days {
        let closes = match day.weekday() {
            Weekday::Sat | Weekday::Sun => continue,
            Weekday::Thu => 20,
            _ => 17,
        };
        day.opening = vec![Span::new(day.start + 8 * 60, day.start + closes * 60)];
    }
    let mut scenario = Scenario::new(name, horizon);
    let id = |i: usize| format!("q{i:02}");
    scenario.skills = (0..queues).map(|i| Skill { id: id(i), name: id(i) }).collect();
    let queue = |i| bemanna::model::Queue::new(id(i), SkillSet::of([SkillIdx(i)]), Seconds::new(300.0));
    scenario.queues = (0..queues).map(queue).collect();
    let none = Forecast { contacts: 0.0, handle_time: Seconds::new(300.0) };
    scenario.forecast = vec![vec![none; scenario.horizon.n_intervals()]; queues];
    scenario.templates = vec![
        template("day", (8 * 60, 9 * 60), &[7 * 60, 8 * 60]),
        template("short", (8 * 60, 13 * 60), &[4 * 60, 5 * 60, 6 * 60]),
        ShiftTemplate {
            weekdays: vec![Weekday::Thu],
            ..template("evening", (10 * 60 + 30, 11 * 60 + 30), &[7 * 60, 8 * 60])
        },
    ];
    for (rule, value) in [
        (RuleId::DailyRest, 11 * 60),
        (RuleId::WeeklyRest, 36 * 60),
        (RuleId::LongestSpan, 13 * 60),
        (RuleId::LongestStretch, 5 * 60),
        (RuleId::ShortestBreak, 30),
        (RuleId::ShiftsPerDay, 1),
        (RuleId::ContractTolerance, 0),
    ] {
        scenario.rules.limits.insert(rule, Limit { value, source: "benchmark".to_owned(), is_verified: false });
    }
    scenario.aim = Aim::Fewest;
    scenario.simulate = false;
    scenario
}

/// Shifts that start in a window on working days, with half an hour of lunch in those of more than five hours.
fn template(id: &str, (earliest_start, latest_start): (i32, i32), work: &[i32]) -> ShiftTemplate {
    ShiftTemplate {
        id: id.to_owned(),
        weekdays: vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri],
        earliest_start,
        latest_start,
        start_step: 30,
        work: work.to_vec(),
        breaks: vec![BreakRule {
            kind: BreakKind::Lunch,
            minutes: 30,
            paid: false,
            if_work_over: 5 * 60,
            earliest_after_start: 2 * 60,
            latest_after_start: Some(5 * 60),
            before_end: 60,
            between: None,
            most_at_once: None,
        }],
        most_per_day: None,
        outside_opening: false,
        weight: 1.0,
    }
}

/// Agents of these skills and shares of full time.
fn employ(scenario: &mut Scenario, people: Vec<(SkillSet, f64)>) {
    let weeks = i32::try_from(scenario.horizon.n_days() / 7).expect("few weeks");
    let agent = |(i, (skills, employment)): (usize, (SkillSet, f64))| {
        let weekly = if employment > 0.9 {
            40
        } else if employment > 0.6 {
            30
        } else {
            20
        };
        Agent {
            employment: Share::new(employment),
            contract: Some(weekly * 60 * weeks),
            templates: (0..scenario.templates.len()).map(TemplateIdx).collect(),
            ..Agent::new(format!("a{i:04}"), skills)
        }
    };
    scenario.agents = people.into_iter().enumerate().map(agent).collect();
}

/// People asked for on each queue in each half-hour: `busiest` of all employed in the busiest one, shared over the queues
/// by who can serve them, with two humps in the day and a third of that in the evening.
fn ask(scenario: &mut Scenario, draw: &mut Draw, busiest: f64) {
    let n_queues = scenario.queues.len();
    let mut worth = vec![0.0; n_queues];
    for agent in &scenario.agents {
        let known = agent.skills.len();
        for skill in agent.skills.iter() {
            worth[skill.0] += agent.employment.get() / f64::from(u32::try_from(known).expect("few skills"));
        }
    }
    for share in &mut worth {
        *share *= 0.7 + 0.6 * draw.share();
    }
    let all: f64 = worth.iter().sum();
    let people = f64::from(u32::try_from(scenario.agents.len()).expect("fewer than 2^32"));
    for interval in (0..scenario.horizon.n_intervals()).map(IntervalIdx) {
        let span = scenario.horizon.interval(interval);
        let day = &scenario.horizon.days[scenario.horizon.day_at(span.start).0];
        if !day.opening.iter().any(|open| open.contains(span)) {
            continue;
        }
        let hour = f64::from(span.start - day.start) / 60.0;
        let hump = |at: f64, width: f64| (-((hour - at) / width).powi(2)).exp();
        let busy = if hour >= 17.0 { 0.3 } else { (0.55 + 0.45 * hump(10.0, 1.5) + 0.35 * hump(13.5, 1.5)).min(1.0) };
        for (queue, share) in worth.iter().enumerate() {
            let asked = busiest * people * busy * share / all * (0.9 + 0.2 * draw.share());
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count, not negative")]
            let agents = asked.round() as u32;
            if agents > 0 {
                scenario.given.push(GivenRow { interval, queues: QueueSet::of([QueueIdx(queue)]), agents });
            }
        }
    }
}
