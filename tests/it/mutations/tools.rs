//! What mutations are made with: a roster to change, the shifts in it, and a person whose days are made plain.

use bemanna::model::{
    Activity, AgentIdx, Breach, BreakKind, BreakRule, DayIdx, Keyholders, Limit, Minute, Roster, RuleId, Scenario,
    Severity, ShiftTemplate, Span, Stretch, TemplateIdx,
};

use super::bases::{Base, WEEK};

/// What the judge is to find: who, when, what, how grave.
pub(super) type Told = (Option<AgentIdx>, Span, Breach, Severity);

/// A breach planted in a legal roster.
#[derive(Debug, Clone)]
pub(super) struct Planted {
    /// The centre, changed where the base does not have what the mutation needs.
    pub(super) scenario: Scenario,
    /// Rosters of that centre that break nothing: the base, and variations as near the limit as may be.
    pub(super) legal: Vec<Roster>,
    /// The roster that breaks one rule.
    pub(super) broken: Roster,
    /// What it breaks, stated by hand.
    pub(super) expected: Vec<Told>,
}

/// A rule's limit broken by one person.
pub(super) fn rule(agent: AgentIdx, span: Span, rule: RuleId, measured: i32, limit: i32) -> Told {
    (Some(agent), span, Breach::Rule { rule, measured, limit }, Severity::Hard)
}

/// A hard breach of one person.
pub(super) fn hard(agent: AgentIdx, span: Span, breach: Breach) -> Told {
    (Some(agent), span, breach, Severity::Hard)
}

/// A shift: stretches with less than six hours between them.
#[derive(Debug, Clone)]
pub(super) struct Shift {
    pub(super) agent: AgentIdx,
    pub(super) day: DayIdx,
    pub(super) stretches: Vec<Stretch>,
}

impl Shift {
    pub(super) fn start(&self) -> Minute {
        self.stretches[0].start
    }

    pub(super) fn end(&self) -> Minute {
        self.stretches[self.stretches.len() - 1].end
    }

    pub(super) fn span(&self) -> Span {
        Span::new(self.start(), self.end())
    }

    /// All but lunch and gaps `[min]`.
    pub(super) fn paid(&self) -> i32 {
        self.stretches.iter().filter(|s| s.activity != Activity::Lunch).map(|s| s.span().minutes()).sum()
    }

    /// Whether there is more in it than reserve.
    pub(super) fn is_needed(&self) -> bool {
        self.stretches.iter().any(|s| !matches!(s.activity, Activity::Reserve | Activity::Lunch | Activity::Break))
    }

    /// The stretch of an activity.
    pub(super) fn of(&self, activity: Activity) -> Option<Stretch> {
        self.stretches.iter().copied().find(|stretch| stretch.activity == activity)
    }
}

/// A centre and a roster under change.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) scenario: Scenario,
    pub(super) roster: Roster,
}

impl Case {
    pub(super) fn of(base: &Base) -> Self {
        Self { scenario: base.scenario.clone(), roster: base.roster.clone() }
    }

    /// The shifts of everybody, by person and time.
    pub(super) fn shifts(&self) -> Vec<Shift> {
        let parts = |a: &Stretch, b: &Stretch| a.agent == b.agent && b.start - a.end < 360;
        let shift = |stretches: &[Stretch]| Shift {
            agent: stretches[0].agent,
            day: self.scenario.horizon.day_at(stretches[0].start),
            stretches: stretches.to_vec(),
        };
        self.roster.stretches.chunk_by(parts).map(shift).collect()
    }

    /// The shifts of one person.
    pub(super) fn shifts_of(&self, agent: AgentIdx) -> Vec<Shift> {
        self.shifts().into_iter().filter(|shift| shift.agent == agent).collect()
    }

    /// Those with a shift at all, in order.
    pub(super) fn workers(&self) -> Vec<AgentIdx> {
        let mut agents: Vec<AgentIdx> = self.roster.stretches.iter().map(|stretch| stretch.agent).collect();
        agents.dedup();
        agents
    }

    /// Whether nobody's night before reaches into the day of the shift.
    pub(super) fn begins_the_day(&self, shift: &Shift) -> bool {
        let midnight = self.scenario.horizon.days[shift.day.0].start;
        !self.shifts_of(shift.agent).iter().any(|other| other.end() > midnight && other.start() < midnight)
    }

    /// The length of the horizon `[min]`.
    pub(super) fn round(&self) -> i32 {
        self.scenario.horizon.minutes()
    }

    pub(super) fn limit(&mut self, rule: RuleId, value: i32) {
        let limit = Limit { value, source: "prov".to_owned(), is_verified: false };
        self.scenario.rules.limits.insert(rule, limit);
    }

    pub(super) fn off(&mut self, rules: &[RuleId]) {
        for rule in rules {
            self.scenario.rules.limits.remove(rule);
        }
    }

    /// Nobody is needed anywhere, so that taking somebody away breaks nothing else.
    pub(super) fn ask_nothing(&mut self) {
        self.scenario.given.clear();
        self.scenario.keyholders = Keyholders::default();
        self.scenario.activities = bemanna::model::Activities::default();
        for post in &mut self.scenario.posts {
            post.opening.clear();
            (post.shortest, post.longest) = (0, i32::MAX);
        }
        for template in &mut self.scenario.templates {
            template.most_per_day = None;
            template.breaks.iter_mut().for_each(|rule| rule.most_at_once = None);
        }
    }

    /// The centre is open day and night.
    pub(super) fn open_always(&mut self) {
        for day in &mut self.scenario.horizon.days {
            day.opening = vec![day.span()];
        }
    }

    /// A shift template of one's own: a copy of a template, changed.
    pub(super) fn own_template(&mut self, agent: AgentIdx, change: impl FnOnce(&mut ShiftTemplate)) -> TemplateIdx {
        let mut template = self.scenario.templates[self.scenario.agents[agent.0].templates[0].0].clone();
        "egen".clone_into(&mut template.id);
        change(&mut template);
        self.scenario.templates.push(template);
        let index = TemplateIdx(self.scenario.templates.len() - 1);
        self.scenario.agents[agent.0].templates = vec![index];
        index
    }

    /// One person's shifts may start whenever and be of any length up to 16 hours, with half an hour of lunch wherever
    /// beyond five hours and another beyond ten; hours are as needed, and nobody is needed.
    pub(super) fn free(&mut self, agent: AgentIdx) {
        self.ask_nothing();
        self.open_always();
        self.scenario.agents[agent.0].contract = None;
        let lunch = |if_work_over| BreakRule {
            kind: BreakKind::Lunch,
            minutes: 30,
            paid: false,
            if_work_over,
            earliest_after_start: 0,
            latest_after_start: None,
            before_end: 0,
            between: None,
            most_at_once: None,
        };
        self.own_template(agent, |template| {
            template.weekdays = WEEK.to_vec();
            (template.earliest_start, template.latest_start, template.start_step) = (0, 1439, 1);
            template.work = (1..=64).flat_map(|quarters| [-1, 0, 1].map(|by| 15 * quarters + by)).collect();
            template.breaks = vec![lunch(300), lunch(600)];
            template.outside_opening = false;
        });
    }

    /// As [`free`](Self::free), and the shifts as they start and as long as they are, on contacts but for lunch.
    pub(super) fn plain(base: &Base, agent: AgentIdx) -> Self {
        let mut case = Self::of(base);
        case.free(agent);
        for shift in case.shifts_of(agent) {
            case.replace(&shift, plain(agent, shift.start(), shift.paid()));
        }
        case
    }

    /// As [`plain`](Self::plain), with nobody else at work.
    pub(super) fn alone(base: &Base, agent: AgentIdx) -> Self {
        let mut case = Self::plain(base, agent);
        case.roster.stretches.retain(|stretch| stretch.agent == agent);
        for other in &mut case.scenario.agents {
            other.contract = None;
        }
        case
    }

    /// Other stretches in place of a shift.
    pub(super) fn replace(&mut self, shift: &Shift, new: Vec<Stretch>) {
        self.roster.stretches.retain(|stretch| !shift.stretches.contains(stretch));
        self.add(new);
    }

    pub(super) fn remove(&mut self, shift: &Shift) {
        self.replace(shift, Vec::new());
    }

    pub(super) fn add(&mut self, new: Vec<Stretch>) {
        self.roster.stretches.extend(new);
        self.roster = Roster::new(std::mem::take(&mut self.roster.stretches));
    }

    /// `new` instead of what the person otherwise does then.
    pub(super) fn put(&mut self, new: Stretch) {
        let mut stretches = Vec::new();
        for old in self.roster.stretches.drain(..) {
            if old.agent != new.agent || !old.span().overlaps(new.span()) {
                stretches.push(old);
                continue;
            }
            stretches.extend((old.start < new.start).then_some(Stretch { end: new.start, ..old }));
            stretches.extend((new.end < old.end).then_some(Stretch { start: new.end, ..old }));
        }
        stretches.push(new);
        self.roster = Roster::new(stretches);
    }

    /// The breach, planted: `legal` beside the roster as it now is, `change` breaks it.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "it ends functions that give nothing where there is nobody to plant in"
    )]
    pub(super) fn plant(
        self,
        legal: Vec<Roster>,
        change: impl FnOnce(&mut Self),
        expected: Vec<Told>,
    ) -> Option<Planted> {
        let mut broken = self.clone();
        change(&mut broken);
        // What is changed in the centre after the base was taken would make the base another centre's.
        assert_eq!(broken.scenario, self.scenario, "a mutation changes the roster, not the centre");
        let legal = legal.into_iter().chain([self.roster]).collect();
        Some(Planted { scenario: self.scenario, legal, broken: broken.roster, expected })
    }

    /// The roster after a change.
    pub(super) fn with(&self, change: impl FnOnce(&mut Self)) -> Roster {
        let mut other = self.clone();
        change(&mut other);
        other.roster
    }
}

/// A shift on contacts with so much paid time: half an hour of lunch in the middle beyond five hours, two beyond ten.
pub(super) fn plain(agent: AgentIdx, start: Minute, paid: i32) -> Vec<Stretch> {
    let n_parts = if paid > 600 {
        3
    } else if paid > 300 {
        2
    } else {
        1
    };
    let mut at = start;
    let mut out = Vec::new();
    for part in 1..=n_parts {
        let minutes =
            if part < n_parts { paid / n_parts / 15 * 15 } else { paid - paid / n_parts / 15 * 15 * (n_parts - 1) };
        out.push(Stretch { agent, start: at, end: at + minutes, activity: Activity::Contacts });
        at = at + minutes;
        if part < n_parts {
            out.push(Stretch { agent, start: at, end: at + 30, activity: Activity::Lunch });
            at = at + 30;
        }
    }
    out
}

/// From the first to the last minute of [`plain`] `[min]`.
pub(super) fn plain_span(paid: i32) -> i32 {
    paid + 30 * (i32::from(paid > 300) + i32::from(paid > 600))
}

/// One of several candidates, another for each turn; `None` when there are not so many.
pub(super) fn pick<T: Clone>(candidates: &[T], turn: usize) -> Option<T> {
    let turns = super::TURNS.min(candidates.len());
    (turn < turns).then(|| candidates[turn * candidates.len() / turns].clone())
}

/// The clock at a minute, in minutes since midnight.
pub(super) fn clock(scenario: &Scenario, at: Minute) -> i32 {
    scenario.horizon.clock(at).minute
}

/// The whole horizon.
pub(super) fn whole(scenario: &Scenario) -> Span {
    Span::new(Minute(0), Minute(scenario.horizon.minutes()))
}

/// By how much a limit is passed: a quarter of an hour, the grid of every base, or a minute `[min]`.
pub(super) fn step(turn: usize) -> i32 {
    if turn.is_multiple_of(2) { 15 } else { 1 }
}
