//! When a whole group can meet, as a document.

mod rejected;
mod rests;
mod tables;

use crate::model::{AgentIdx, Cover, Empty, Figure, Gathering, Language, Slot, Way};
use crate::text::{meet as text, rules, words};

use super::heat::{Square, heat};
use super::{Document, Part, upper_first};

/// Rows of each length in a table.
const ROWS: usize = 3;
/// Dates told beside the first.
const DATES: usize = 3;
/// Names told of those who are away.
const NAMES: usize = 6;
/// A square is darker from so many contacts not helped in time.
const SHADES: [f64; 4] = [1.0, 5.0, 15.0, 40.0];

/// The document.
pub(in crate::report) fn document(gathering: &Gathering, language: Language) -> Document {
    let teller = Teller { gathering, language };
    let found = Kind::ALL.map(|kind| teller.best(kind));
    let mut parts: Vec<Part> =
        Kind::ALL.iter().zip(&found).filter_map(|(&kind, rows)| teller.table(kind, rows)).collect();
    parts.extend(teller.covers());
    parts.extend(gathering.question.lengths.iter().map(|&length| teller.month(length)));
    parts.extend(teller.rejected());
    Document {
        title: text::title(language, &gathering.month.name),
        verdict: teller.verdict(),
        sentences: teller.sentences(&found),
        findings: Vec::new(),
        alarms: teller.alarms(),
        parts,
        rests_on: teller.rests_on(),
    }
}

/// What is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Closed,
    Halves,
    AtOnce,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Closed, Self::Halves, Self::AtOnce];

    fn of(slot: &Slot, way: &Way) -> Self {
        match (slot.is_open, way.cover) {
            (false, _) => Self::Closed,
            (true, Cover::Halves) => Self::Halves,
            (true, _) => Self::AtOnce,
        }
    }
}

/// A slot with one of its ways.
type Row<'a> = (usize, &'a Way);

struct Teller<'a> {
    gathering: &'a Gathering,
    language: Language,
}

impl<'a> Teller<'a> {
    fn slot(&self, slot: usize) -> &'a Slot {
        &self.gathering.slots[slot]
    }

    /// The best possible ways of a kind in order of worth, one for each slot that is like no earlier one: those judged
    /// first, since only their figures are sure enough to be told.
    fn best(&self, kind: Kind) -> Vec<Row<'a>> {
        let slots = self.gathering.slots.iter().enumerate();
        let first = slots.filter(|(index, slot)| slot.like == *index);
        let rows = first.filter_map(|(index, slot)| {
            let possible = slot.ways.iter().find(|way| way.is_possible() && Kind::of(slot, way) == kind)?;
            self.is_told(possible).then_some((index, possible))
        });
        let mut rows: Vec<Row<'a>> = rows.collect();
        rows.sort_by(|a, b| a.1.by_worth(b.1).then(a.0.cmp(&b.0)));
        rows
    }

    /// Whether a way's figures are told: of those judged, or of all where the run was cut short before any was.
    fn is_told(&self, way: &Way) -> bool {
        way.is_judged || self.gathering.replications[1] == 0
    }

    /// "mån 23/11 17:30–18:30", both meetings where there are two.
    fn when(&self, slot: &Slot, way: &Way) -> String {
        let horizon = &self.gathering.month.horizon;
        let clock = |minute| words::clock(horizon.clock(minute).minute);
        let date = words::short_date(self.language, horizon.days[slot.day.0].date);
        if way.cover == Cover::Halves {
            let middle = way.span.start + slot.span.minutes();
            format!("{date} {}–{}–{}", clock(way.span.start), clock(middle), clock(way.span.end))
        } else {
            format!("{date} {}–{}", clock(slot.span.start), clock(slot.span.end))
        }
    }

    /// The other dates on which the slot is as good; none where there is no other.
    fn also(&self, slot: usize) -> Option<String> {
        let horizon = &self.gathering.month.horizon;
        let others = self.gathering.alike(slot).filter(|other| other.day != self.slot(slot).day);
        let dates = others.map(|other| words::short_date(self.language, horizon.days[other.day.0].date));
        let dates: Vec<String> = dates.collect();
        let n = dates.len();
        (n > 0).then(|| match n {
            _ if n > DATES => text::and_more(self.language, dates[..DATES].join(", "), n - DATES),
            _ => words::list(self.language, &dates),
        })
    }

    fn there(&self, way: &Way) -> String {
        let (n, all) = (way.attendance.there.len(), self.gathering.group);
        if n == all { text::all_of(self.language, all) } else { text::some_of(self.language, n, all) }
    }

    fn hours(&self, minutes: i32) -> String {
        words::hours(self.language, f64::from(minutes))
    }

    fn number(&self, value: f64) -> String {
        words::number(self.language, value, 1)
    }

    fn range(&self, figure: Figure) -> String {
        let [mean, low, high] = [figure.mean, figure.low, figure.high].map(|value| self.number(value));
        match () {
            () if low == high => mean,
            () if figure.low < 0.0 => text::range_signed(self.language, mean, low, high),
            () => text::range(self.language, mean, low, high),
        }
    }

    fn kronor(&self, way: &Way) -> Option<String> {
        #[expect(clippy::cast_precision_loss, reason = "an amount that is shown in kronor")]
        let kronor = way.cost.map(|cost| cost.ore() as f64 / 100.0);
        kronor.map(|kronor| words::number(self.language, kronor, 0))
    }

    fn rest(&self, way: &Way) -> Option<String> {
        way.attendance.shortest_rest.map(|(_, rest)| self.hours(rest))
    }

    /// The answer in one sentence: the best slot of all.
    fn verdict(&self) -> String {
        let (gathering, language) = (self.gathering, self.language);
        let Some(&best) = gathering.ranking.first() else {
            let lengths: Vec<String> = gathering.question.lengths.iter().map(ToString::to_string).collect();
            return text::no(language, words::list(language, &lengths));
        };
        let (slot, way) = (self.slot(best), &gathering.ways(best)[0]);
        let (there, when) = (self.there(way), self.when(slot, way));
        if slot.is_open {
            let callers = self.number(way.effect.unhelped.mean.max(0.0));
            text::yes_open(
                language,
                there,
                when,
                text::if_covered(language, way.cover),
                callers,
                self.contacts(slot, way),
            )
        } else {
            text::yes_closed(language, there, when)
        }
    }

    /// Contacts expected during a way.
    fn contacts(&self, slot: &Slot, way: &Way) -> String {
        let second = |other: &&Slot| other.span.start == slot.span.end && other.span.minutes() == slot.span.minutes();
        let next = (way.cover == Cover::Halves).then(|| self.gathering.slots.iter().find(second)).flatten();
        words::number(self.language, slot.contacts + next.map_or(0.0, |next| next.contacts), 0)
    }

    fn sentences(&self, found: &[Vec<Row<'a>>; 3]) -> Vec<String> {
        let language = self.language;
        let mut sentences = Vec::new();
        let first = self.gathering.ranking.first().map(|&slot| self.slot(slot).like);
        for (kind, rows) in Kind::ALL.iter().zip(found) {
            sentences.push(match (kind, rows.first()) {
                (Kind::Closed, Some(&(slot, way))) => {
                    let kronor = self.kronor(way).map(|kronor| text::kronor(language, kronor)).unwrap_or_default();
                    let rest = self.rest(way).map(|rest| text::rest(language, rest));
                    let rest = rest.unwrap_or_else(|| text::no_rest(language));
                    let hours = self.hours(way.attendance.extra_minutes);
                    let also = self.also(slot);
                    if first == Some(slot) {
                        let others = also.map(|dates| text::others_as_good(language, dates));
                        let told = text::it_takes(language, hours, kronor, rest);
                        [Some(told), others].into_iter().flatten().collect::<Vec<_>>().join(" ")
                    } else {
                        let also = also.map(|dates| text::as_good(language, dates)).unwrap_or_default();
                        text::best_closed(language, self.when(self.slot(slot), way), also, hours, kronor, rest)
                    }
                }
                (Kind::Closed, None) => text::none_closed(language),
                (Kind::Halves, Some(&(slot, way))) => {
                    let of = self.slot(slot);
                    let callers = self.range(way.effect.unhelped);
                    text::best_halves(language, self.when(of, way), self.contacts(of, way), callers)
                }
                (Kind::Halves, None) => text::none_halves(language),
                (Kind::AtOnce, Some(&(slot, way))) => {
                    let of = self.slot(slot);
                    let (cover, callers) = (text::if_covered(language, way.cover), self.range(way.effect.unhelped));
                    let told = text::best_at_once(language, self.when(of, way), cover, self.contacts(of, way), callers);
                    let is_other = |other: &&Way| other.cover == Cover::Switchboard && way.cover != other.cover;
                    let other = of.ways.iter().filter(|other| other.is_possible()).find(is_other);
                    let messages = other.map(|other| self.number(other.effect.messages.mean));
                    let other = messages.map(|messages| text::with_switchboard(language, messages));
                    [Some(told), other].into_iter().flatten().collect::<Vec<_>>().join(" ")
                }
                (Kind::AtOnce, None) => text::none_at_once(language),
            });
        }
        let best = self.gathering.ranking.first().map(|&slot| &self.gathering.ways(slot)[0]);
        if let Some(way) = best.filter(|way| !way.attendance.away.is_empty()) {
            let away = way.attendance.away.iter().map(|agent| self.gathering.month.agents[agent.0].name.clone());
            let away: Vec<String> = away.collect();
            let names = match away.len() {
                n if n > NAMES => text::and_more(language, away[..NAMES].join(", "), n - NAMES),
                _ => words::list(language, &away),
            };
            sentences.push(text::who_is_away(language, names));
        }
        sentences
    }

    /// What is rejected by name, and what is left out.
    fn alarms(&self) -> Vec<String> {
        let language = self.language;
        let mut alarms = Vec::new();
        let uncovered = self.gathering.slots.iter().flat_map(|slot| {
            let nobody = slot.ways.iter().filter(|way| way.cover == Cover::Nobody && self.is_told(way));
            nobody.filter(|way| !way.empty.is_empty()).map(move |way| (slot, way))
        });
        let least = uncovered.min_by(|a, b| a.1.effect.unhelped.mean.total_cmp(&b.1.effect.unhelped.mean));
        if let Some((slot, way)) = least {
            let empty: Vec<String> = way.empty.iter().map(|empty| self.empty(*empty)).collect();
            let (empty, when) = (words::list(language, &empty), self.when(slot, way));
            let callers = self.number(way.effect.unhelped.mean.max(0.0));
            alarms.push(text::nobody_answers(language, empty, when, callers, self.contacts(slot, way)));
        }
        if !self.gathering.unknown_days.is_empty() {
            let days = self.gathering.unknown_days.iter();
            let days = days.map(|day| words::short_date(language, self.gathering.month.horizon.days[day.0].date));
            let days = words::list(language, &days.collect::<Vec<_>>());
            alarms.push(text::unknown_days(language, upper_first(&days)));
        }
        alarms
    }

    fn empty(&self, empty: Empty) -> String {
        match empty {
            Empty::Channel(channel) => text::channel_empty(self.language, channel).to_owned(),
            Empty::Post(post) => text::post_empty(self.language, &self.gathering.month.posts[post.0].name),
        }
    }

    /// Why a way is not possible, or that it is.
    fn outcome(&self, way: &Way) -> String {
        let language = self.language;
        let mut reasons: Vec<String> = way.empty.iter().map(|empty| self.empty(*empty)).collect();
        if let Some((rule, people)) = self.broken(way).first() {
            reasons.push(text::broken_for(language, rule, people.len()));
        }
        if way.attendance.there.is_empty() {
            reasons.push(text::nobody_there(language));
        }
        if reasons.is_empty() { text::works(language) } else { words::list(language, &reasons) }
    }

    /// The rules that a way breaks, by name, with the people whom it concerns.
    fn broken(&self, way: &Way) -> Vec<(String, Vec<AgentIdx>)> {
        let name = |breach: &crate::model::Breach| match breach {
            crate::model::Breach::Rule { rule, .. } => rules::name(self.language, *rule),
            _ => text::own_limits(self.language),
        };
        let mut named: Vec<(String, Vec<AgentIdx>)> = Vec::new();
        for violation in &way.breaches {
            let name = name(&violation.breach);
            let place = named.iter().position(|(other, _)| *other == name).unwrap_or_else(|| {
                named.push((name, Vec::new()));
                named.len() - 1
            });
            if let Some(agent) = violation.agent.filter(|agent| !named[place].1.contains(agent)) {
                named[place].1.push(agent);
            }
        }
        named
    }

    /// Why the time that comes to mind first does not work, where it does not.
    fn after_closing(&self) -> Vec<String> {
        let (gathering, language) = (self.gathering, self.language);
        let begins = |slot: &&Slot| {
            let day = &gathering.month.horizon.days[slot.day.0];
            day.opening.last().is_some_and(|hours| hours.end == slot.span.start)
                && gathering.question.lengths.first() == Some(&slot.span.minutes())
        };
        let ways: Vec<(&Slot, &Way)> = gathering
            .slots
            .iter()
            .filter(begins)
            .flat_map(|slot| slot.ways.iter().filter(|way| way.cover == Cover::Nobody).map(move |way| (slot, way)))
            .collect();
        if ways.iter().any(|(_, way)| way.is_possible()) {
            return Vec::new();
        }
        let concerned = |way: &Way| self.broken(way).first().map_or(0, |(_, people)| people.len());
        let Some((slot, way)) = ways.into_iter().min_by_key(|(_, way)| concerned(way)) else { return Vec::new() };
        let Some((rule, people)) = self.broken(way).into_iter().next() else { return Vec::new() };
        let names: Vec<String> = people.iter().map(|agent| gathering.month.agents[agent.0].name.clone()).collect();
        let mut line = text::after_closing(language, self.when(slot, way), &rule, words::list(language, &names));
        if rule == rules::longest_stretch(language) {
            line = format!("{line} {}", text::after_a_break(language));
        }
        vec![line]
    }
}
