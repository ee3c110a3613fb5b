//! Who is moved when a roster is put right, and what service is left on the days that are touched.

use crate::model::{
    Activity, AgentIdx, Case, DayChange, DayIdx, MovedDay, RosterIs, RuleId, Scenario, Service, Span, Stretch,
};
use crate::text::{compare as text, promises, rules, terminal, words};

use super::{Column, Teller, shown};
use crate::report::study::Part;

/// More people than this are not named one by one.
const MOST_NAMED: usize = 8;

impl Teller<'_> {
    /// How much of the roster is changed, in a sentence or two.
    pub(super) fn changed(&self, column: &Column) -> Vec<String> {
        let language = self.language;
        let case = column.last();
        if case.way != RosterIs::Repaired {
            return Vec::new();
        }
        let count = |is: &dyn Fn(&MovedDay) -> bool| {
            column.told(&|case| case.moved.iter().filter(|moved| is(moved)).count().to_string())
        };
        if column.cases.iter().all(|case| case.moved.is_empty()) {
            return std::iter::once(text::nobody_helps(language)).chain(self.who_knows(case)).collect();
        }
        let other = count(&MovedDay::is_other_shift);
        let mut told = vec![text::changed(language, count(&|_| true), other)];
        let came = count(&|moved| moved.is_overtime);
        if came != "0" {
            told.push(text::called(language, came));
        }
        let scenario = &case.plan.scenario;
        if let Some(notice) =
            scenario.rules.limits.get(&RuleId::Notice).filter(|_| count(&MovedDay::is_other_shift) != "0")
        {
            let limit = rules::limit(language, RuleId::Notice, notice);
            told.push(text::notice(language, limit, &notice.source));
        }
        told.extend(self.who_knows(case));
        told
    }

    /// Who knows what is furthest from its target on a day that is touched, and where they are.
    fn who_knows(&self, case: &Case) -> Option<String> {
        let language = self.language;
        let (scenario, roster) = (&case.plan.scenario, &case.plan.roster);
        let (broken, day) = case.broken.as_ref().and_then(|broken| Some((broken, broken.day?)))?;
        let span = scenario.horizon.days[day.0].span();
        let state = |agent: AgentIdx| {
            let this = &scenario.agents[agent.0];
            let on_day = || roster.of(agent).iter().filter(|stretch| stretch.span().overlaps(span));
            let away = this.absences.iter().find(|absence| absence.span.overlaps(span));
            let minutes =
                |is: &dyn Fn(&&Stretch) -> bool| -> i32 { on_day().filter(is).map(|s| s.span().minutes()).sum() };
            let contacts = minutes(&|stretch| stretch.activity == Activity::Contacts);
            let state = if contacts > 0 {
                text::on_contacts(language, words::hours(language, f64::from(contacts)))
            } else if on_day().next().is_some() {
                text::elsewhere(language)
            } else {
                away.map_or_else(|| text::free(language), |absence| absence.kind.clone())
            };
            format!("{} ({state})", this.name)
        };
        let agents = (0..scenario.agents.len()).map(AgentIdx);
        let who = agents.filter(|&agent| {
            let this = &scenario.agents[agent.0];
            scenario.can_serve(agent, broken.queue) && (!this.hireable || !roster.of(agent).is_empty())
        });
        let who: Vec<String> = who.map(state).collect();
        let date = words::short_date(language, scenario.horizon.days[day.0].date);
        let queue = &scenario.queues[broken.queue.0].name;
        let is_few = !who.is_empty() && who.len() <= MOST_NAMED;
        is_few.then(|| text::who_knows(language, queue, date, words::list(language, &who)))
    }

    /// Who is moved, person by person.
    pub(super) fn moved(&self, column: &Column) -> Vec<Part> {
        let language = self.language;
        let mut parts = Vec::new();
        for case in column.cases.iter().filter(|case| !case.moved.is_empty()) {
            let line = |moved: &MovedDay| {
                let scenario = &case.plan.scenario;
                let date = words::short_date(language, scenario.horizon.days[moved.day.0].date);
                let changes: Vec<String> =
                    moved.changes.iter().map(|change| self.change(scenario, change, moved.is_overtime)).collect();
                text::moved_day(language, date, &scenario.agents[moved.agent.0].name, changes.join(", "))
            };
            parts.push(Part {
                heading: text::who_moves(language, self.ended(case)),
                how: text::who_moves_how(language),
                lines: case.moved.iter().map(line).collect(),
                ..Part::default()
            });
        }
        parts
    }

    fn change(&self, scenario: &Scenario, change: &DayChange, is_overtime: bool) -> String {
        let language = self.language;
        let clock =
            |span: Span| words::clock_span(scenario.horizon.clock(span.start), scenario.horizon.clock(span.end));
        let what = |stretch: &Stretch| words::activity(language, scenario, stretch.activity);
        match change {
            DayChange::FromReserve => text::from_reserve(language),
            DayChange::Shift { before: Some(before), after: Some(after) } => {
                text::other_shift(language, clock(*before), clock(*after))
            }
            DayChange::Shift { before: None, after: Some(after) } if is_overtime => {
                text::comes_on_overtime(language, clock(*after))
            }
            DayChange::Shift { before: None, after: Some(after) } => text::comes(language, clock(*after)),
            DayChange::Shift { before, .. } => text::goes(language, before.map(clock).unwrap_or_default()),
            DayChange::Pause { activity, before, after } => {
                let name = words::activity(language, scenario, *activity);
                text::other_pause(language, name, clock(*before), clock(*after))
            }
            DayChange::Dropped(stretch) => text::dropped(language, what(stretch), clock(stretch.span())),
            DayChange::Added(stretch) => text::added(language, what(stretch), clock(stretch.span())),
        }
    }

    /// What service is left on the days that are touched, with nobody moved and with people moved.
    pub(super) fn left(&self, columns: &[Column], column: &Column) -> Option<Part> {
        let language = self.language;
        let case = column.last();
        let days: &[DayIdx] = &case.touched;
        if case.way != RosterIs::Repaired || days.is_empty() {
            return None;
        }
        let beside = columns.iter().take_while(|other| other.at < column.at).last()?;
        let scenario = &case.plan.scenario;
        let all = case.plan.performance.iter().flat_map(|found| &found.service);
        let here =
            all.filter(|service| service.interval.is_none() && service.day.is_some_and(|day| days.contains(&day)));
        let cell = |column: &Column, service: &Service| {
            column.told(&|case: &Case| {
                let same = same(case, scenario, service);
                same.map_or_else(|| "–".to_owned(), |found| promises::value(language, &found.promised, found.value))
            })
        };
        let row = |service: &Service| {
            let day = service.day.map_or_else(
                || terminal::whole(language),
                |day| words::short_date(language, scenario.horizon.days[day.0].date),
            );
            vec![
                format!("{}, {day}", scenario.queues[service.queue.0].name),
                cell(&columns[0], service),
                cell(beside, service),
                cell(column, service),
                promises::goal(language, &service.promised),
            ]
        };
        Some(Part {
            heading: text::left(language, super::name(case, language)),
            how: text::left_how(language),
            header: vec![
                text::column_queue(language),
                text::as_is(language),
                text::nobody_moved(language),
                text::people_moved(language),
                text::column_target(language),
            ],
            rows: here.map(row).collect(),
            ..Part::default()
        })
    }

    /// The name of a case, with which end of its ranges it is.
    pub(super) fn ended(&self, case: &Case) -> String {
        text::at_end(self.language, case.end, shown(case, self.language))
    }
}

/// The service of the same queue and promise on the same day in another case.
fn same<'a>(case: &'a Case, scenario: &Scenario, service: &Service) -> Option<&'a Service> {
    let queue = |scenario: &'a Scenario, of: &Service| &scenario.queues[of.queue.0].id;
    let mut all = case.plan.performance.iter().flat_map(|found| &found.service);
    all.find(|other| {
        *queue(&case.plan.scenario, other) == scenario.queues[service.queue.0].id
            && other.day == service.day
            && other.interval == service.interval
            && other.promised.measure() == service.promised.measure()
    })
}
