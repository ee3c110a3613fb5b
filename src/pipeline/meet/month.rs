//! The month that is asked about: a roster read on by weekday, and which of its days are alike.

use crate::model::{Absence, Activity, AgentIdx, DayIdx, Forecast, Roster, Scenario, Span, Stretch};

/// A month with its roster.
pub(super) struct Month {
    /// The centre over the month.
    pub(super) scenario: Scenario,
    /// Its roster.
    pub(super) roster: Roster,
    /// For each day the day whose roster it has; `None` where none is known.
    pub(super) sources: Vec<Option<DayIdx>>,
    /// Days alike have the same number, `[day]`.
    pub(super) kinds: Vec<usize>,
}

impl Month {
    /// Reads the roster of `base` on over the days of `longer`, which begins with the same days.
    ///
    /// A day beyond the horizon is taken to be as its weekday within it: the same people on the same shifts, and, unless
    /// the files know of absences in its week, the same people away. What `longer` knows of the day itself wins: opening
    /// hours, holidays and absences, and the forecast where there is one.
    pub(super) fn new(base: &Scenario, roster: &Roster, longer: Scenario) -> Self {
        let mut scenario = longer;
        let n_days = scenario.horizon.n_days();
        let known = base.horizon.n_days().min(n_days);
        let sources: Vec<Option<DayIdx>> = (0..n_days).map(|day| source(base, &scenario, known, day)).collect();
        let has_own: Vec<bool> = (0..n_days).map(|day| has_absences(&scenario, base, DayIdx(day))).collect();
        for (day, source) in sources.iter().enumerate().skip(known) {
            if let Some(source) = source {
                if !has_own[day] {
                    read_on_absences(&mut scenario, base, DayIdx(day), *source);
                }
                read_on_forecast(&mut scenario, base, DayIdx(day), *source);
            }
        }
        let mut stretches = Vec::new();
        for (day, source) in sources.iter().enumerate() {
            let Some(source) = source else { continue };
            let of_day = roster.stretches.iter().filter(|stretch| base.horizon.day_at(stretch.start) == *source);
            if day < known {
                stretches.extend(of_day.copied());
            } else {
                stretches
                    .extend(of_day.filter_map(|stretch| read_on(stretch, base, &scenario, (*source, DayIdx(day)))));
            }
        }
        let roster = Roster::new(stretches);
        let shapes: Vec<Shape> = (0..n_days).map(|day| Shape::of(&scenario, &roster, DayIdx(day))).collect();
        let kinds = shapes.iter().map(|shape| shapes.iter().position(|other| other == shape).unwrap_or(0)).collect();
        Self { scenario, roster, sources, kinds }
    }

    /// Open days for which no roster is known.
    pub(super) fn unknown_days(&self) -> Vec<DayIdx> {
        let days = self.scenario.horizon.days.iter().zip(&self.sources).enumerate();
        days.filter(|(_, (day, source))| source.is_none() && !day.opening.is_empty()).map(|(i, _)| DayIdx(i)).collect()
    }

    /// All that decides what becomes of a meeting on a day: its own kind, the days around it, and its week.
    pub(super) fn surroundings(&self, day: DayIdx) -> (usize, [Option<usize>; 2], Vec<Option<usize>>) {
        let horizon = &self.scenario.horizon;
        // Days without work are alike for rest, whether in the horizon or not.
        let kind = |day: Option<usize>| day.filter(|&day| self.has_work(day)).map(|day| self.kinds[day]);
        // The day after the last is taken to be as its weekday a week before.
        let within = |day: usize| {
            let last_week = day.checked_sub(7).filter(|&day| day < horizon.n_days());
            if day < horizon.n_days() { Some(day) } else { last_week }
        };
        let monday = day.0.checked_sub(horizon.days[day.0].weekday().num_days_from_monday() as usize);
        let week = match monday {
            Some(monday) => (monday..monday + 7).map(|day| kind(within(day))).collect(),
            None => (0..=day.0).map(|day| kind(Some(day))).collect(),
        };
        (self.kinds[day.0], [kind(day.0.checked_sub(1)), kind(within(day.0 + 1))], week)
    }

    fn has_work(&self, day: usize) -> bool {
        let span = self.scenario.horizon.days[day].span();
        self.roster.stretches.iter().any(|stretch| stretch.span().overlaps(span))
    }
}

/// The day whose roster a day has.
fn source(base: &Scenario, longer: &Scenario, known: usize, day: usize) -> Option<DayIdx> {
    if day < known {
        return Some(DayIdx(day));
    }
    let days = &longer.horizon.days;
    let alike: Vec<usize> = (0..known).filter(|&other| days[other].weekday() == days[day].weekday()).collect();
    let open: Vec<usize> =
        alike.iter().copied().filter(|&other| !base.horizon.days[other].opening.is_empty()).collect();
    // Of several weeks that are known the first follows the last; a day that is open needs one that was.
    let some = if days[day].opening.is_empty() { &alike } else { &open };
    (!some.is_empty()).then(|| DayIdx(some[(day - known) / 7 % some.len()]))
}

/// A stretch on the day that has another's roster; `None` where the person is away, or the centre closes before it.
fn read_on(stretch: &Stretch, base: &Scenario, longer: &Scenario, (source, day): (DayIdx, DayIdx)) -> Option<Stretch> {
    let (from, to) = (&base.horizon.days[source.0], &longer.horizon.days[day.0]);
    let minute = |minute| {
        let clock = base.horizon.clock(minute);
        let days = i32::try_from((clock.date - from.date).num_days()).unwrap_or(0);
        longer.horizon.minute_at(day, 1440 * days + clock.minute)
    };
    let mut span = Span::new(minute(stretch.start), minute(stretch.end));
    let hours = |opening: &[Span], start| opening.iter().map(|s| (s.start - start, s.end - start)).collect::<Vec<_>>();
    if hours(&from.opening, from.start) != hours(&to.opening, to.start) {
        let (first, last) = (to.opening.first()?, to.opening.last()?);
        span = Span::new(span.start.max(first.start), span.end.min(last.end));
    }
    let agent = longer.agents.get(stretch.agent.0)?;
    let is_away = agent.absences.iter().any(|absence| absence.span.overlaps(span));
    (!is_away && span.start < span.end).then_some(Stretch { start: span.start, end: span.end, ..*stretch })
}

/// Whether the files know of absences in the week of a day that begin after the horizon.
fn has_absences(longer: &Scenario, base: &Scenario, day: DayIdx) -> bool {
    let this = &longer.horizon.days[day.0];
    let days = i32::try_from(this.weekday().num_days_from_monday()).unwrap_or(0);
    let monday = this.start - 1440 * days;
    let week = Span::new(monday, monday + 7 * 1440);
    let end = crate::model::Minute(base.horizon.minutes());
    let absences = longer.agents.iter().flat_map(|agent| &agent.absences);
    absences.into_iter().any(|absence| absence.span.start >= end && absence.span.overlaps(week))
}

fn read_on_absences(longer: &mut Scenario, base: &Scenario, day: DayIdx, source: DayIdx) {
    let (from, to) = (base.horizon.days[source.0].span(), longer.horizon.days[day.0].span());
    let moved = |minute: crate::model::Minute| to.start + (minute - from.start);
    for (agent, original) in longer.agents.iter_mut().zip(&base.agents) {
        let of_day = original.absences.iter().filter(|absence| absence.span.overlaps(from));
        agent.absences.extend(of_day.map(|absence| Absence {
            span: Span::new(moved(absence.span.start.max(from.start)), moved(absence.span.end.min(from.end))),
            kind: absence.kind.clone(),
            counted: 0,
        }));
    }
}

/// The forecast of the weekday where the day is open and none is known for it.
fn read_on_forecast(longer: &mut Scenario, base: &Scenario, day: DayIdx, source: DayIdx) {
    let (from, to) = (&base.horizon.days[source.0], &longer.horizon.days[day.0]);
    let step = longer.horizon.interval_minutes;
    let place = |minutes: i32| usize::try_from(minutes / step).unwrap_or(0);
    let (first, last) = (place(to.start.0), place((to.start + to.minutes).0));
    let is_known = longer.forecast.iter().any(|queue| queue[first..last].iter().any(|cell| cell.contacts > 0.0));
    if is_known || to.opening.is_empty() {
        return;
    }
    let opening: Vec<Span> = to.opening.clone();
    let start = place(from.start.0);
    for (queue, original) in longer.forecast.iter_mut().zip(&base.forecast) {
        for (offset, (cell, known)) in queue[first..last].iter_mut().zip(&original[start..]).enumerate() {
            let span = longer.horizon.interval(crate::model::IntervalIdx(first + offset));
            if opening.iter().any(|open| open.overlaps(span)) {
                *cell = *known;
            }
        }
    }
}

/// What a stretch is, relative to the start of its day.
type Part = (usize, i32, i32, Option<Activity>);

/// All that can make two days differ for a meeting, relative to their start.
#[derive(PartialEq)]
struct Shape {
    minutes: i32,
    opening: Vec<(i32, i32)>,
    queues: Vec<Vec<(i32, i32)>>,
    posts: Vec<Vec<(i32, i32)>>,
    stretches: Vec<Part>,
    absences: Vec<Part>,
    forecast: Vec<Vec<Forecast>>,
    is_known: bool,
}

impl Shape {
    fn of(scenario: &Scenario, roster: &Roster, day: DayIdx) -> Self {
        let this = &scenario.horizon.days[day.0];
        let within = |spans: &[Span]| {
            let of_day = spans.iter().filter(|span| span.overlaps(this.span()));
            of_day.map(|span| (span.start - this.start, span.end - this.start)).collect::<Vec<_>>()
        };
        let part =
            |agent: AgentIdx, span: Span, activity| (agent.0, span.start - this.start, span.end - this.start, activity);
        let stretches = roster.stretches.iter().filter(|stretch| stretch.span().overlaps(this.span()));
        let absences = scenario.agents.iter().enumerate().flat_map(|(agent, of)| {
            let of_day = of.absences.iter().filter(|absence| absence.span.overlaps(this.span()));
            of_day.map(move |absence| {
                let inner = |minute: crate::model::Minute| minute.clamp(this.start, this.start + this.minutes);
                (agent, Span::new(inner(absence.span.start), inner(absence.span.end)))
            })
        });
        let mut absences: Vec<Part> = absences.map(|(agent, span)| part(AgentIdx(agent), span, None)).collect();
        absences.sort_unstable();
        absences.dedup();
        let step = scenario.horizon.interval_minutes;
        let place = |minutes: i32| usize::try_from(minutes / step).unwrap_or(0);
        let intervals = place(this.start.0)..place((this.start + this.minutes).0);
        Self {
            minutes: this.minutes,
            opening: within(&this.opening),
            queues: scenario.queues.iter().map(|queue| within(queue.opening.as_deref().unwrap_or(&[]))).collect(),
            posts: scenario.posts.iter().map(|post| within(&post.opening)).collect(),
            stretches: stretches.map(|s| part(s.agent, s.span(), Some(s.activity))).collect(),
            absences,
            forecast: scenario.forecast.iter().map(|queue| queue[intervals.clone()].to_vec()).collect(),
            is_known: !roster.stretches.is_empty(),
        }
    }
}
