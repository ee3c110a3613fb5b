//! The ways to hold a meeting in a slot: each cover laid into the roster, with what it asks and what it breaks.

use crate::model::{
    Activity, AgentIdx, Attendance, Cover, DayIdx, MeetingEffect, Roster, Slot, Span, Stretch, Violation, Way,
};

use super::attendance::{breaches, common, lay};
use super::desk;
use super::halves::halves;
use super::month::Month;
use super::scene::Scene;

/// What all slots share.
pub(super) struct Stage<'a> {
    /// The month and its roster.
    pub(super) month: &'a Month,
    /// The centre with who may stand in.
    pub(super) scene: &'a Scene,
    /// Rules that the roster breaks without any meeting.
    pub(super) broken: &'a [Violation],
    /// Who is to meet.
    pub(super) group: &'a [AgentIdx],
}

/// A way with the stretches of the days around it, stand-ins included.
pub(super) struct Candidate {
    /// Position of its slot.
    pub(super) slot: usize,
    /// The way.
    pub(super) way: Way,
    /// The stretches of its day and those beside it.
    pub(super) near: Vec<Stretch>,
}

impl Stage<'_> {
    /// Every way to meet in a slot.
    pub(super) fn candidates(&self, slot: usize, of: &Slot) -> Vec<Candidate> {
        let covers = if of.is_open { self.scene.covers() } else { vec![Cover::Nobody] };
        let mut candidates: Vec<Candidate> = Vec::new();
        for cover in covers {
            let (way, roster) = self.at_once(of, cover, candidates.first().map(|first| &first.way));
            candidates.push(Candidate { slot, way, near: self.near(&roster, of.day) });
        }
        if let Some((way, roster)) = self.in_turn(of) {
            candidates.push(Candidate { slot, way, near: self.near(&roster, of.day) });
        }
        candidates
    }

    /// The roster of a way, without stand-ins.
    pub(super) fn roster(&self, slot: &Slot, cover: Cover) -> Roster {
        match cover {
            Cover::Halves => self.in_turn(slot).map(|(_, roster)| roster).unwrap_or_default(),
            _ => lay(&self.month.scenario, &self.month.roster, self.group, slot.span, &mut Attendance::default()),
        }
    }

    /// All at once; rules are as in another way to do so, where there is one.
    fn at_once(&self, slot: &Slot, cover: Cover, other: Option<&Way>) -> (Way, Roster) {
        let (scenario, span) = (&self.month.scenario, slot.span);
        let mut attendance = Attendance::default();
        let laid = lay(scenario, &self.month.roster, self.group, span, &mut attendance);
        let breaches = other.map_or_else(|| breaches(scenario, self.broken, &laid), |other| other.breaches.clone());
        let roster = self.scene.with(cover, laid, span);
        let helpers = self.scene.helpers(cover);
        let roster = desk::man_posts(&self.scene.scenario, [&self.month.roster, &roster], &helpers, span);
        let (empty, unknown) = desk::empty(&self.scene.scenario, [&self.month.roster, &roster], span);
        (way(cover, span, attendance, (empty, unknown, breaches)), roster)
    }

    /// One half after the other, within opening hours; `None` where both do not fit.
    fn in_turn(&self, slot: &Slot) -> Option<(Way, Roster)> {
        let (scenario, length) = (&self.month.scenario, slot.span.minutes());
        let second = Span::new(slot.span.end, slot.span.end + length);
        let both = Span::new(slot.span.start, second.end);
        let day = &scenario.horizon.days[slot.day.0];
        if !day.opening.iter().any(|hours| hours.contains(both)) {
            return None;
        }
        let is_away =
            |agent: &AgentIdx| scenario.agents[agent.0].absences.iter().any(|absence| absence.span.overlaps(both));
        // Who has work that day is dealt out first, so that as many answer meanwhile.
        let (away, there): (Vec<AgentIdx>, Vec<AgentIdx>) = self.group.iter().partition(|agent| is_away(agent));
        let works = |agent: &AgentIdx| {
            let own = self.month.roster.of(*agent);
            own.iter().map(|stretch| common(stretch.span(), both)).sum::<i32>() > 0
        };
        let (at_work, others): (Vec<AgentIdx>, Vec<AgentIdx>) = there.iter().partition(|agent| works(agent));
        if at_work.len() < 2 {
            return None;
        }
        let mut turns = halves(scenario, &at_work);
        for agent in others {
            let shorter = usize::from(turns[1].len() < turns[0].len());
            turns[shorter].push(agent);
        }
        let mut attendance = Attendance { away, ..Attendance::default() };
        let mut roster = self.month.roster.clone();
        for (meets, (works, span)) in [(0, (1, slot.span)), (1, (0, second))] {
            roster = lay(scenario, &roster, &turns[meets], span, &mut attendance);
            roster = out_of_reserve(&roster, &turns[works], span);
            let before = &self.month.roster;
            roster = desk::man_posts(scenario, [before, &roster], &turns[works], span);
        }
        attendance.there.sort_unstable();
        let breaches = breaches(scenario, self.broken, &roster);
        let (empty, unknown) = desk::empty(scenario, [&self.month.roster, &roster], both);
        Some((way(Cover::Halves, both, attendance, (empty, unknown, breaches)), roster))
    }

    /// The stretches of a day and those beside it.
    pub(super) fn near(&self, roster: &Roster, day: DayIdx) -> Vec<Stretch> {
        let day = self.month.scenario.horizon.days[day.0].span();
        let near = Span::new(day.start - 1440, day.end + 1440);
        roster.stretches.iter().filter(|stretch| stretch.span().overlaps(near)).copied().collect()
    }
}

fn way(
    cover: Cover,
    span: Span,
    attendance: Attendance,
    (empty, unknown, breaches): (Vec<crate::model::Empty>, Vec<crate::model::QueueIdx>, Vec<Violation>),
) -> Way {
    let effect = MeetingEffect::default();
    Way { cover, span, attendance, empty, unknown, breaches, effect, is_judged: false, cost: None }
}

/// Who is in reserve answers while the others meet.
fn out_of_reserve(roster: &Roster, working: &[AgentIdx], span: Span) -> Roster {
    let mut stretches = Vec::with_capacity(roster.stretches.len());
    for &stretch in &roster.stretches {
        let is_called = stretch.activity == Activity::Reserve && working.contains(&stretch.agent);
        let inner = Span::new(stretch.start.max(span.start), stretch.end.min(span.end));
        if is_called && inner.start < inner.end {
            stretches.extend(super::attendance::outside(stretch, span));
            stretches.push(Stretch { start: inner.start, end: inner.end, activity: Activity::Contacts, ..stretch });
        } else {
            stretches.push(stretch);
        }
    }
    Roster::new(stretches)
}
