//! Small random centres, drawn as sketches of a few numbers (so that a failure shrinks) and then built.

mod carried;
mod passing;

use bemanna::model::{
    Absence, Activity, Agent, AgentIdx, AtClosing, AtOnce, Blocks, BreakKind, BreakLimit, BreakRule, Ceiling, Channel,
    DayIdx, Forecast, HandleTimeLaw, Horizon, Limit, Limits, Meeting, Minute, Post, Queue, QueueIdx, Roster, RuleId,
    Scenario, Scope, Seconds, ServiceDefinition, Share, ShiftTemplate, Skill, SkillIdx, SkillSet, Span, Stretch,
    Target, TemplateIdx, Training,
};
use chrono::Weekday;
use proptest::prelude::*;

use carried::{Carried, WeekRules, carried, week_rules};
use passing::{Passage, ceilings, passage};

use crate::support::{day_template, monday};

/// A centre in a few numbers.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    n_days: usize,
    week_rules: WeekRules,
    /// An evening on the second day, until 20.
    has_evening: bool,
    queues: Vec<QueueSketch>,
    agents: Vec<AgentSketch>,
    has_post: bool,
    has_pauses: bool,
    errands: ErrandsSketch,
}

/// What else the days hold.
#[derive(Debug, Clone)]
struct ErrandsSketch {
    /// Sittings and length of a meeting on the first day `[15 min]`.
    meeting: Option<(u32, i32)>,
    /// Training of the first agent in the week `[15 min]`.
    training: Option<i32>,
    /// Time kept free each day for the last queue, which is e-mail then `[15 min]`.
    letters: Option<i32>,
    at_lunch: Option<BreakLimit>,
}

#[derive(Debug, Clone)]
struct QueueSketch {
    /// Contacts per half-hour, in turn over the day.
    volumes: Vec<f64>,
    handle_time_s: f64,
    law: HandleTimeLaw,
    patience_s: Option<f64>,
    target: Option<Target>,
    is_mornings_only: bool,
    is_dropping: bool,
    ceilings: Vec<Ceiling>,
    passage: Passage,
}

#[derive(Debug, Clone)]
struct AgentSketch {
    /// Bit by bit: which queues.
    knows: u8,
    knows_the_post: bool,
    /// Whole days of contract that are worked as two halves, and whole days not worked at all.
    half_days: usize,
    days_free: usize,
    /// Absent on this day, from noon or all day.
    absent: Option<(usize, bool)>,
    leaves_at_five: bool,
    evenings: Option<u32>,
    carried: Carried,
}

pub(crate) fn sketches() -> impl Strategy<Value = Sketch> {
    // Days of one working week, or two to four whole weeks but for the last weekend.
    let n_days = prop_oneof![8 => 1_usize..=5, 1 => Just(12), 1 => Just(14), 1 => Just(26)];
    let shape = (n_days, any::<bool>(), prop::bool::weighted(0.5), prop::bool::weighted(0.3));
    let queues = prop::collection::vec(queue(), 1..=4);
    let agents = prop::collection::vec(agent(), 2..=8);
    (shape, week_rules(), queues, agents, errands()).prop_map(
        |((n_days, has_evening, has_post, has_pauses), week_rules, queues, agents, errands)| Sketch {
            n_days,
            week_rules,
            has_evening,
            queues,
            agents,
            has_post,
            has_pauses,
            errands,
        },
    )
}

fn errands() -> impl Strategy<Value = ErrandsSketch> {
    let at_once = prop_oneof![(1_u32..4).prop_map(BreakLimit::People), (0.1..0.9).prop_map(BreakLimit::Share)];
    (
        prop::option::weighted(0.4, (1_u32..3, 2_i32..5)),
        prop::option::weighted(0.3, 4_i32..12),
        prop::option::weighted(0.4, 4_i32..12),
        prop::option::weighted(0.4, at_once),
    )
        .prop_map(|(meeting, training, letters, at_lunch)| ErrandsSketch { meeting, training, letters, at_lunch })
}

fn queue() -> impl Strategy<Value = QueueSketch> {
    let law = prop_oneof![
        Just(HandleTimeLaw::Exponential),
        Just(HandleTimeLaw::Constant),
        (0.3..1.5).prop_map(|variation| HandleTimeLaw::LogNormal { variation }),
        (0.3..1.5).prop_map(|variation| HandleTimeLaw::Gamma { variation }),
    ];
    let contacts = (prop::collection::vec(0.0..5.0, 1..6), 60.0..700.0, law, prop::option::of(60.0..500.0));
    let flags = (prop::bool::weighted(0.2), any::<bool>());
    let promises = (prop::option::weighted(0.9, target()), ceilings());
    (contacts, promises, flags, passage()).prop_map(
        |((volumes, handle_time_s, law, patience_s), (target, ceilings), flags, passage)| QueueSketch {
            volumes,
            handle_time_s,
            law,
            patience_s,
            target,
            ceilings,
            is_mornings_only: flags.0,
            is_dropping: flags.1,
            passage,
        },
    )
}

fn target() -> impl Strategy<Value = Target> {
    let scope = prop_oneof![Just(Scope::HalfHour), Just(Scope::Day), Just(Scope::Day), Just(Scope::Week)];
    let definition = prop_oneof![
        Just(ServiceDefinition::AnsweredOfOffered),
        Just(ServiceDefinition::AnsweredOfPatient),
        Just(ServiceDefinition::AnsweredOfAnswered),
        Just(ServiceDefinition::EndedOfOffered),
    ];
    (0.5..0.9, 10.0..300.0, scope, definition, prop::option::weighted(0.3, 0.1..0.5)).prop_map(
        |(share, within, scope, definition, floor)| Target {
            share: Share::new(share),
            within: Seconds::new(within),
            scope,
            definition,
            floor: floor.map(Share::new),
        },
    )
}

fn agent() -> impl Strategy<Value = AgentSketch> {
    let skills = (1_u8..16, any::<bool>());
    let time = (0_usize..3, 0_usize..2, prop::option::weighted(0.2, (0_usize..5, any::<bool>())));
    let limits = (prop::bool::weighted(0.3), prop::option::weighted(0.3, 0_u32..2));
    (skills, time, limits, carried()).prop_map(
        |((knows, knows_the_post), (half_days, days_free, absent), (leaves_at_five, evenings), carried)| AgentSketch {
            knows,
            knows_the_post,
            half_days,
            days_free,
            absent,
            leaves_at_five,
            evenings,
            carried,
        },
    )
}

impl Sketch {
    /// The centre, with contracts that everybody can fill.
    pub(crate) fn build(&self) -> Scenario {
        let mut horizon = Horizon::new(monday(), self.n_days, 30, 15);
        for (index, day) in horizon.days.iter_mut().enumerate() {
            let closes = if self.has_evening && index == 1 { 20 } else { 17 };
            if index % 7 < 5 {
                day.opening = vec![Span::new(day.start + 8 * 60, day.start + closes * 60)];
            }
        }
        let mut scenario = Scenario::new("Slumpköping", horizon);
        let n_queues = self.queues.len();
        let skill = |i: usize| Skill { id: format!("k{i}"), name: format!("kunskap {i}") };
        scenario.skills = (0..=n_queues).map(skill).collect();
        scenario.queues = (0..n_queues).map(|i| self.queue(i, &scenario.horizon)).collect();
        scenario.forecast = (0..n_queues).map(|i| self.forecast(i, &scenario)).collect();
        if self.has_post {
            scenario.posts = vec![Post {
                id: "reception".to_owned(),
                name: "Reception".to_owned(),
                skills: SkillSet::of([SkillIdx(n_queues)]),
                agents: 1,
                opening: scenario.horizon.days.iter().flat_map(|day| day.opening.clone()).collect(),
                shortest: 60,
                longest: 240,
            }];
        }
        scenario.templates = self.templates();
        scenario.agents = (0..self.agents.len()).map(|i| self.agent(i, &scenario.horizon)).collect();
        for (rule, value) in [
            (RuleId::DailyRest, 11 * 60),
            (RuleId::WeeklyRest, 36 * 60),
            (RuleId::LongestSpan, 13 * 60),
            (RuleId::LongestStretch, 5 * 60),
            (RuleId::ShortestBreak, 30),
            (RuleId::ShiftsPerDay, 1),
            (RuleId::ContractTolerance, 0),
        ] {
            let limit = Limit { value, source: "prov".to_owned(), is_verified: false };
            scenario.rules.limits.insert(rule, limit);
        }
        self.week_rules.apply(&mut scenario);
        scenario.settings.search_replications = 10;
        scenario.settings.verify_replications = 256;
        scenario
    }

    /// The centre with meetings, training, time kept free for letters, and lunches apart.
    pub(crate) fn build_with_errands(&self) -> Scenario {
        let mut scenario = self.build();
        let whole = Span::new(Minute(0), Minute(scenario.horizon.minutes()));
        let days: Vec<Span> = scenario.horizon.days.iter().map(bemanna::model::Day::span).collect();
        let activities = &mut scenario.activities;
        if let Some((sittings, quarters)) = self.errands.meeting {
            activities.meetings.push(Meeting {
                name: "APT".to_owned(),
                agents: (0..self.agents.len()).map(AgentIdx).collect(),
                minutes: quarters * 15,
                window: Span::new(Minute(8 * 60), Minute(12 * 60)),
                sittings,
            });
        }
        if let Some(quarters) = self.errands.training {
            activities.trainings.push(Training {
                agent: AgentIdx(0),
                minutes: quarters * 15,
                shortest: 60,
                span: whole,
            });
        }
        if let Some(quarters) = self.errands.letters.filter(|_| self.queues.len() > 1) {
            let queue = QueueIdx(self.queues.len() - 1);
            let day = |span| Blocks { queue, minutes: quarters * 15, shortest: 60, span };
            activities.blocks = days.into_iter().map(day).collect();
            let letters = &mut scenario.queues[queue.0];
            (letters.channel, letters.patience, letters.target) = (Channel::Email, None, None);
            letters.ceilings.clear();
            // Nothing is passed on to a queue in which nobody waits, nor are letters held several at once.
            (letters.at_once, letters.fetch) = (AtOnce::ONE, Seconds::new(0.0));
            for passing in &mut scenario.queues {
                passing.transfer = passing.transfer.filter(|transfer| transfer.to != queue);
            }
        }
        for template in &mut scenario.templates {
            for rule in template.breaks.iter_mut().filter(|rule| rule.kind == BreakKind::Lunch) {
                rule.most_at_once = self.errands.at_lunch;
            }
        }
        scenario
    }

    fn queue(&self, index: usize, horizon: &Horizon) -> Queue {
        let sketch = &self.queues[index];
        let morning = |day: &bemanna::model::Day| Span::new(day.start + 8 * 60, day.start + 12 * 60);
        let skills = SkillSet::of([SkillIdx(index)]);
        let plain = Queue::new(format!("q{index}"), skills, Seconds::new(sketch.handle_time_s));
        let mut queue = Queue {
            name: format!("Kö {index}"),
            handle_time_law: sketch.law,
            patience: sketch.patience_s.map(Seconds::new),
            target: sketch.target,
            ceilings: sketch.ceilings.clone(),
            opening: sketch
                .is_mornings_only
                .then(|| horizon.days.iter().filter(|day| day.is_open()).map(morning).collect()),
            at_closing: if sketch.is_dropping { AtClosing::Dropped } else { AtClosing::Served },
            ..plain
        };
        sketch.passage.give(&mut queue, index, self.queues.len());
        queue
    }

    fn forecast(&self, index: usize, scenario: &Scenario) -> Vec<Forecast> {
        let sketch = &self.queues[index];
        let centre = || scenario.horizon.days.iter().flat_map(|day| day.opening.clone()).collect();
        let opening: Vec<Span> = scenario.queues[index].opening.clone().unwrap_or_else(centre);
        let intervals = (0..scenario.horizon.n_intervals()).map(bemanna::model::IntervalIdx);
        let forecast = intervals.map(|interval| {
            let is_open = opening.iter().any(|span| span.contains(scenario.horizon.interval(interval)));
            let contacts = if is_open { sketch.volumes[interval.0 % sketch.volumes.len()] } else { 0.0 };
            Forecast { contacts, handle_time: Seconds::new(sketch.handle_time_s) }
        });
        forecast.collect()
    }

    /// A whole day with lunch (and pauses), half a day, and an evening where there is one.
    fn templates(&self) -> Vec<ShiftTemplate> {
        let mut whole = day_template();
        whole.latest_start = 9 * 60;
        if self.has_pauses {
            let pause = |earliest_after_start, latest_after_start| BreakRule {
                kind: BreakKind::Break,
                minutes: 15,
                paid: true,
                if_work_over: 5 * 60,
                earliest_after_start,
                latest_after_start: Some(latest_after_start),
                before_end: 30,
                between: None,
                most_at_once: None,
            };
            whole.breaks.insert(0, pause(60, 105));
            whole.breaks.push(pause(6 * 60, 7 * 60));
        }
        let half = ShiftTemplate {
            id: "halv".to_owned(),
            latest_start: 13 * 60,
            start_step: 30,
            work: vec![4 * 60],
            breaks: vec![],
            ..whole.clone()
        };
        let evening = ShiftTemplate {
            id: "kväll".to_owned(),
            weekdays: vec![Weekday::Tue],
            earliest_start: 11 * 60 + 30,
            latest_start: 11 * 60 + 30,
            breaks: vec![BreakRule { between: None, ..day_template().breaks[0].clone() }],
            ..whole.clone()
        };
        if self.has_evening { vec![whole, half, evening] } else { vec![whole, half] }
    }

    fn agent(&self, index: usize, horizon: &Horizon) -> Agent {
        let sketch = &self.agents[index];
        let n_queues = self.queues.len();
        let queues = (0..n_queues)
            .filter(|&queue| sketch.knows >> queue & 1 == 1 || queue == usize::from(sketch.knows) % n_queues);
        let post = (self.has_post && sketch.knows_the_post).then_some(n_queues);
        let absent = sketch.absent.filter(|(day, _)| *day < self.n_days).map(|(day, from_noon)| {
            let day = &horizon.days[day];
            let start = if from_noon { day.start + 12 * 60 } else { day.start };
            Absence { span: Span::new(start, day.start + day.minutes), kind: "ledig".to_owned(), counted: 0 }
        });
        // A contract that fits the days left: whole days and half ones.
        let n_open = (0..self.n_days).filter(|day| day % 7 < 5).count();
        let present = n_open - usize::from(absent.is_some());
        let free = sketch.days_free.min(present);
        let halves = sketch.half_days.min(present - free);
        let wholes = present - free - halves;
        let contract = i32::try_from(480 * wholes + 240 * halves).expect("few days");
        let employment = f64::from(contract) / f64::from(480 * i32::try_from(n_open).expect("few"));
        let mut agent = Agent {
            name: format!("Person {index}"),
            employment: Share::new(employment),
            contract: Some(contract),
            templates: (0..self.templates().len()).map(TemplateIdx).collect(),
            absences: absent.into_iter().collect(),
            limits: Limits {
                latest_end: sketch.leaves_at_five.then_some(17 * 60),
                evenings_per_week: sketch.evenings,
                ..Limits::default()
            },
            ..Agent::new(format!("person{index}"), SkillSet::of(queues.chain(post).map(SkillIdx)))
        };
        sketch.carried.give(&mut agent, self.n_days, employment);
        if wholes > 0 {
            self.week_rules.tell(&sketch.carried, &mut agent);
        }
        agent
    }
}

/// A roster of nothing but stretches on contacts: for each (agent, day) in turn some (start, length) in quarters.
pub(crate) fn contacts_only(scenario: &Scenario, pieces: &[Vec<(i32, i32)>]) -> Roster {
    let people =
        (0..scenario.agents.len()).flat_map(|agent| (0..scenario.horizon.n_days()).map(move |day| (agent, day)));
    let mut stretches = Vec::new();
    for ((agent, day), pieces) in people.zip(pieces.iter().cycle()) {
        let day = &scenario.horizon.days[DayIdx(day).0];
        let mut from = day.start + 8 * 60;
        for (gap, length) in pieces {
            let start = from + 15 * gap;
            let end = start + 15 * length;
            if end > day.start + 20 * 60 {
                break;
            }
            stretches.push(Stretch { agent: AgentIdx(agent), start, end, activity: Activity::Contacts });
            from = end + 15;
        }
    }
    Roster::new(stretches)
}
