//! The legal rosters that breaches are planted in: the real centres as planned, and centres drawn by number.

use std::path::{Path, PathBuf};

use bemanna::input;
use bemanna::model::{
    Activity, Agent, AgentIdx, BreakKind, BreakRule, ClockChange, DayIdx, GivenRow, Horizon, IntervalIdx, Limit,
    Minute, Post, PostIdx, Queue, QueueIdx, QueueSet, Roster, RuleId, Scenario, Seconds, ShiftTemplate, Skill,
    SkillIdx, SkillSet, Span, Stretch, TemplateIdx,
};
use chrono::{NaiveDate, Weekday};

/// A centre with a roster that breaks nothing.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    /// Its name in messages.
    pub(crate) name: String,
    /// The centre.
    pub(crate) scenario: Scenario,
    /// The roster.
    pub(crate) roster: Roster,
}

/// How many centres are drawn.
const DRAWN: u32 = 12;

/// Every base.
pub(crate) fn bases() -> Vec<Base> {
    let real = ["ostersund", "osthammar", "lidingo", "orebro"].map(real);
    real.into_iter().chain((0..DRAWN).map(drawn)).collect()
}

/// A centre of `data/` with the roster that `bemanna plan data/<name>` gave, kept beside this file.
fn real(name: &str) -> Base {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scenario = input::load(&root.join("data").join(name)).expect("the centre is read");
    let file: PathBuf = root.join("tests/it/mutations").join(format!("{name}.csv"));
    let roster = input::read_roster(&scenario, &file).expect("the roster is read");
    Base { name: name.to_owned(), scenario, roster }
}

/// Which numbers a centre is drawn from: every use takes the next.
struct Draw(u32);

impl Draw {
    fn below(&mut self, n: u32) -> u32 {
        // Numerical Recipes' generator: only spread is asked of it, and the same numbers everywhere.
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % n
    }
}

/// Kinds of working day: from, paid time, lunch or gap from and to (minutes after the start), and what lies between.
#[derive(Clone, Copy, PartialEq)]
enum Day {
    Early,
    Late,
    Split,
    Night,
}

impl Day {
    /// Start by the clock, and the parts with what is done in them (`None` is a gap), as lengths.
    fn parts(self) -> (i32, Vec<(i32, Option<Activity>)>) {
        let (work, lunch, pause) = (Some(Activity::Contacts), Some(Activity::Lunch), Some(Activity::Break));
        match self {
            Self::Early => (480, vec![(105, work), (15, pause), (90, work), (30, lunch), (270, work)]),
            Self::Late => (720, vec![(120, work), (15, pause), (105, work), (30, lunch), (240, work)]),
            Self::Split => (420, vec![(240, work), (240, None), (240, work)]),
            Self::Night => (1260, vec![(240, work), (30, lunch), (225, work), (15, pause), (30, work)]),
        }
    }

    fn template(self) -> ShiftTemplate {
        let (start, parts) = self.parts();
        let rule = |kind, minutes, paid, at| BreakRule {
            kind,
            minutes,
            paid,
            if_work_over: 0,
            earliest_after_start: at - 30,
            latest_after_start: Some(at + 30),
            before_end: 0,
            between: None,
            most_at_once: None,
        };
        let mut at = 0;
        let mut breaks = Vec::new();
        for &(minutes, activity) in &parts {
            match activity {
                Some(Activity::Lunch) => breaks.push(rule(BreakKind::Lunch, minutes, false, at)),
                Some(Activity::Break) => breaks.push(rule(BreakKind::Break, minutes, true, at)),
                None => breaks.push(BreakRule {
                    earliest_after_start: 0,
                    latest_after_start: None,
                    ..rule(BreakKind::Gap, minutes, false, at)
                }),
                _ => {}
            }
            at += minutes;
        }
        let unpaid = [Some(Activity::Lunch), None];
        let work = parts.iter().filter(|(_, activity)| !unpaid.contains(activity)).map(|(minutes, _)| minutes).sum();
        ShiftTemplate {
            id: ["tidig", "sen", "delad", "natt"][self as usize].to_owned(),
            weekdays: WEEK.to_vec(),
            earliest_start: start,
            latest_start: start,
            start_step: 15,
            work: vec![work],
            breaks,
            most_per_day: None,
            outside_opening: false,
            weight: 1.0,
        }
    }
}

/// Every day of the week.
pub(crate) const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// A horizon of whole weeks from a Monday, with the clock changed on the first Sunday if that is in March or October.
fn horizon(start: &str, n_weeks: usize) -> Horizon {
    let date: NaiveDate = start.parse().expect("a date");
    let mut horizon = Horizon::new(date, 7 * n_weeks, 30, 15);
    let change = match &start[5..7] {
        "03" => ClockChange { at: 120, by: 60 },
        "10" => ClockChange { at: 180, by: -60 },
        _ => return horizon,
    };
    horizon.days[6].clock_change = Some(change);
    horizon.days[6].minutes -= change.by;
    for day in &mut horizon.days[7..] {
        day.start = day.start - change.by;
    }
    horizon
}

/// A centre open every day, drawn from `number`, and a roster laid by hand: two days off together each week, the same
/// kind of shift every day, somebody at the post for a part of most days, and rows of `requirement.csv` that are just
/// met.
fn drawn(number: u32) -> Base {
    let mut draw = Draw(number);
    draw.below(2);
    // Mondays, two of them in weeks in which the clock changes; some cyclic horizons begin on a Wednesday.
    let starts = ["2026-11-23", "2026-03-23", "2026-10-19", "2026-06-01"];
    let start = if number % 8 == 7 { "2026-06-03" } else { starts[number as usize % 4] };
    let n_weeks = [1, 2, 4][draw.below(3) as usize];
    let mut scenario = Scenario::new(&format!("drawn {number}"), horizon(start, n_weeks));
    let has_nights = number % 3 == 2;
    scenario.horizon.cyclic = number % 4 == 3;
    for day in &mut scenario.horizon.days {
        day.opening = vec![day.span()];
    }
    let skill = |id: &str| Skill { id: id.to_owned(), name: id.to_owned() };
    scenario.skills = vec![skill("bygg"), skill("skola"), skill("reception")];
    let of = |indices: &[usize]| SkillSet::of(indices.iter().map(|&index| SkillIdx(index)));
    let queue = |id: &str, index| Queue::new(id, of(&[index]), Seconds::new(300.0));
    scenario.queues = vec![queue("bygg", 0), queue("skola", 1)];
    let kinds = if has_nights { [Day::Early, Day::Night, Day::Split] } else { [Day::Early, Day::Late, Day::Split] };
    scenario.templates = kinds.iter().map(|kind| kind.template()).collect();
    rules(&mut scenario, has_nights);

    let n_agents = 5 + draw.below(5) as usize;
    let mut stretches = Vec::new();
    for index in 0..n_agents {
        let kind = if index < 2 { 0 } else { draw.below(3) as usize };
        let skills = of([&[0, 2][..], &[1, 2], &[0, 1, 2]][draw.below(3) as usize]);
        let off = [(5, 6), (0, 1), (2, 3)][if index < 2 { index } else { draw.below(3) as usize }];
        let mut mine = Vec::new();
        for day in (0..scenario.horizon.n_days()).filter(|day| day % 7 != off.0 && day % 7 != off.1) {
            mine.extend(works(&scenario.horizon, AgentIdx(index), day, kinds[kind]));
        }
        let paid = mine.iter().filter(|s: &&Stretch| s.activity != Activity::Lunch).map(|s| s.span().minutes()).sum();
        let agent = Agent {
            name: format!("Person {index}"),
            contract: Some(paid),
            templates: vec![TemplateIdx(kind)],
            ..Agent::new(format!("p{index}"), skills)
        };
        scenario.agents.push(agent);
        stretches.extend(mine);
    }
    let mut roster = Roster::new(stretches);
    seat(&mut scenario, &mut roster, &mut draw);
    ask(&mut scenario, &roster);
    Base { name: scenario.name.clone(), scenario, roster }
}

fn rules(scenario: &mut Scenario, has_nights: bool) {
    for (rule, value) in [
        (RuleId::DailyRest, 660),
        (RuleId::WeeklyRest, 2160),
        (RuleId::LongestSpan, 780),
        (RuleId::LongestStretch, 300),
        (RuleId::ShortestBreak, 30),
        (RuleId::ShiftsPerDay, 1),
        (RuleId::ContractTolerance, 0),
        (RuleId::BalanceCarry, 660),
    ] {
        scenario.rules.limits.insert(rule, Limit { value, source: "prov".to_owned(), is_verified: false });
    }
    if !has_nights {
        let night = Limit { value: 300, source: "prov".to_owned(), is_verified: false };
        scenario.rules.limits.insert(RuleId::NightEnds, night);
    }
}

fn works(horizon: &Horizon, agent: AgentIdx, day: usize, kind: Day) -> Vec<Stretch> {
    let (start, parts) = kind.parts();
    let mut at = horizon.minute_at(DayIdx(day), start);
    let mut out = Vec::new();
    for (minutes, activity) in parts {
        out.extend(activity.map(|activity| Stretch { agent, start: at, end: at + minutes, activity }));
        at = at + minutes;
    }
    out
}

/// Seats somebody at the post on most days, for the first stretch of a shift or its last; the post is open just then.
fn seat(scenario: &mut Scenario, roster: &mut Roster, draw: &mut Draw) {
    let mut opening: Vec<Span> = Vec::new();
    for day in &scenario.horizon.days {
        let here: Vec<usize> = (0..roster.stretches.len())
            .filter(|&at| {
                let stretch = roster.stretches[at];
                stretch.activity == Activity::Contacts && day.span().contains(stretch.span())
            })
            .collect();
        let at = here[draw.below(u32::try_from(here.len()).expect("few rows")) as usize];
        if draw.below(5) > 0 {
            roster.stretches[at].activity = Activity::Post(PostIdx(0));
            opening.push(roster.stretches[at].span());
        }
    }
    scenario.posts = vec![Post {
        id: "reception".to_owned(),
        name: "Reception".to_owned(),
        skills: SkillSet::of([SkillIdx(2)]),
        agents: 1,
        opening,
        shortest: 30,
        longest: 300,
    }];
}

/// Asks for as many on contacts as there are, in two half-hours of each day when anybody is.
fn ask(scenario: &mut Scenario, roster: &Roster) {
    let both = QueueSet::of([QueueIdx(0), QueueIdx(1)]);
    for day in &scenario.horizon.days {
        for clock in [9 * 60, 15 * 60] {
            let interval = scenario.horizon.interval_at(day.start + clock).expect("within the horizon");
            let agents = on_contacts(roster, scenario.horizon.interval(interval));
            if agents > 0 {
                scenario.given.push(GivenRow { interval, queues: both, agents });
            }
        }
    }
}

/// How many are on contacts at every minute of a span.
pub(crate) fn on_contacts(roster: &Roster, span: Span) -> u32 {
    let minutes = (span.start.0..span.end.0).map(Minute);
    let there = |at: Minute| {
        let here = |s: &&Stretch| s.activity == Activity::Contacts && s.start <= at && at < s.end;
        u32::try_from(roster.stretches.iter().filter(here).count()).expect("few people")
    };
    minutes.map(there).min().unwrap_or(0)
}

/// The interval that a minute falls in.
pub(crate) fn interval(scenario: &Scenario, at: Minute) -> IntervalIdx {
    scenario.horizon.interval_at(at).expect("within the horizon")
}
