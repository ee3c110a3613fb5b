//! What the answer to whether a group can meet rests on.

use crate::model::{Cover, Queue, RuleId};
use crate::text::{capacity, meet as text, words};

use super::Teller;

impl Teller<'_> {
    /// What the answer rests on: what, value, source, certainty.
    pub(super) fn rests_on(&self) -> Vec<[String; 4]> {
        let (gathering, language) = (self.gathering, self.language);
        let month = &gathering.month;
        let (assumed, computed) = (capacity::assumed(language), text::computed(language));
        let days = &month.horizon.days;
        let [from, to] = [0, days.len() - 1].map(|day| words::short_date(language, days[day].date));
        let lengths: Vec<String> = gathering.question.lengths.iter().map(ToString::to_string).collect();
        let lengths = words::list(language, &lengths);
        let is_known = gathering.known_days == days.len();
        let covers = |wanted: &[Cover]| {
            let mut ways = gathering.slots.iter().flat_map(|slot| &slot.ways);
            ways.any(|way| wanted.contains(&way.cover))
        };
        let mut rows = vec![
            [
                text::group(language),
                text::group_value(language, gathering.group),
                text::group_source(language),
                capacity::known(language),
            ],
            [
                text::roster(language),
                if gathering.question.is_given { text::roster_given(language) } else { text::roster_planned(language) },
                if gathering.question.is_given {
                    text::roster_given_source(language)
                } else {
                    text::roster_planned_source(language)
                },
                capacity::known(language),
            ],
            [
                text::month(language),
                if is_known {
                    text::month_known(language, from, to)
                } else {
                    text::month_read_on(language, from, to, gathering.known_days)
                },
                text::month_source(language),
                if is_known { capacity::known(language) } else { assumed.clone() },
            ],
            [
                text::slots(language),
                text::slots_value(language, gathering.slots.len(), lengths),
                text::slots_source(language, gathering.replications[0], gathering.replications[1]),
                computed.clone(),
            ],
        ];
        if covers(&[Cover::Switchboard, Cover::Both]) {
            let (value, source) = (text::switchboard_value(language), text::switchboard_source(language));
            rows.push([text::switchboard(language), value, source, assumed.clone()]);
        }
        if covers(&[Cover::Manager, Cover::Both]) {
            let (value, source) = (text::manager_value(language), text::manager_source(language));
            rows.push([text::manager(language), value, source, assumed.clone()]);
        }
        if covers(&[Cover::Departments]) && month.queues.iter().any(|queue: &Queue| queue.department.is_some()) {
            let (value, source) = (text::departments_value(language), text::manager_source(language));
            rows.push([text::departments(language), value, source, assumed]);
        }
        if covers(&[Cover::Halves]) {
            let (value, source) = (text::halves_value(language), text::halves_source(language));
            rows.push([text::halves(language), value, source, computed.clone()]);
        }
        let shortest = month.rules.get(RuleId::ShortestBreak).unwrap_or(30);
        let (value, source) = (text::beyond_value(language, shortest), text::beyond_source(language, &month.rules.set));
        rows.push([text::beyond(language), value, source, computed]);
        for fact in &month.facts {
            let certainty = if fact.is_assumed { capacity::assumed(language) } else { capacity::known(language) };
            rows.push([fact.what.clone(), fact.value.clone(), fact.source.clone(), certainty]);
        }
        rows
    }
}
