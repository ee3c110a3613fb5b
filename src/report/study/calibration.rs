//! The calibration as a document, and its JSON.

use serde::Serialize;

use crate::model::{Basis, Calibration, Cases, Fit, Language, Observable, Played, RosterTrial};
use crate::text::{calibration as text, capacity as words_of_study, words};

use super::{Document, Part};

/// The document of a calibration.
pub(in crate::report) fn document(calibration: &Calibration, language: Language) -> Document {
    let teller = Teller { calibration, language };
    let mut parts = vec![teller.pairs()];
    parts.extend(teller.roster());
    parts.extend(teller.paste());
    Document {
        title: text::title(language, &calibration.centre),
        verdict: teller.verdict(),
        sentences: teller.sentences(),
        findings: Vec::new(),
        alarms: Vec::new(),
        parts,
        rests_on: teller.rests_on(),
    }
}

struct Teller<'a> {
    calibration: &'a Calibration,
    language: Language,
}

impl Teller<'_> {
    fn observed(&self) -> String {
        let each: Vec<String> =
            self.calibration.observed.iter().map(|one| text::observation(self.language, one)).collect();
        let all = words::list(self.language, &each);
        let all = match &self.calibration.when {
            Some(window) => text::at(self.language, all, text::when(self.language, window)),
            None => all,
        };
        super::upper_first(&all)
    }

    fn handle_time(&self, cases: Cases) -> String {
        let seconds = |value: f64| words::number(self.language, value, 0);
        let is_one = (cases.high - cases.low) < 0.5;
        if is_one {
            words_of_study::seconds(self.language, seconds(cases.mid))
        } else {
            words_of_study::seconds(self.language, format!("{}–{}", seconds(cases.low), seconds(cases.high)))
        }
    }

    fn of_files(&self) -> String {
        let seconds = words::number(self.language, self.calibration.inflow.handle_time.get(), 0);
        words_of_study::seconds(self.language, seconds)
    }

    fn verdict(&self) -> String {
        let pair = |(fit, cases): (&Fit, Cases)| text::pair(self.language, fit.seats, self.handle_time(cases));
        let pairs: Vec<String> = self.calibration.explained().map(pair).collect();
        match (pairs.as_slice(), self.calibration.explained().next()) {
            ([_], Some((fit, cases))) => text::one(self.language, self.observed(), fit.seats, self.handle_time(cases)),
            ([], _) => text::none(self.language, self.observed()),
            _ => text::several(self.language, self.observed(), words::list(self.language, &pairs)),
        }
    }

    fn sentences(&self) -> Vec<String> {
        let (calibration, language) = (self.calibration, self.language);
        let mut out = Vec::new();
        match calibration.explained().count() {
            0 => out.extend(self.why_not()),
            1 => {}
            _ => out.push(text::tell_apart(language)),
        }
        let first = &calibration.observed[0];
        // The more people, the better: the files' handle time lies between the last that is worse and the first that is
        // better.
        let is_worse = |fit: &&Fit| first.what.is_beyond(first.what.of(&fit.as_is), first.mid());
        let worse = calibration.fits.iter().filter(is_worse).map(|fit| fit.seats).max();
        let better = calibration.fits.iter().filter(|fit| !is_worse(fit)).map(|fit| fit.seats).min();
        if let (Some(worse), Some(better)) = (worse, better) {
            out.push(text::between(language, self.of_files(), worse, better));
        }
        out.extend(calibration.roster.iter().flat_map(|roster| {
            let factor = roster.handle_time.map(|trial| {
                text::roster_by_factor(language, words::round_percent(language, round_share(trial.handle_time_factor)))
            });
            let overflow = match roster.overflow.and_then(|trial| trial.overflow) {
                Some(after) => text::roster_explained(language, words::number(language, after.get(), 0)),
                None => text::roster_unexplained(language),
            };
            factor.into_iter().chain([overflow])
        }));
        out
    }

    /// Why nothing explains what was observed: what cannot be by itself, or that they contradict each other.
    fn why_not(&self) -> Vec<String> {
        let (calibration, language) = (self.calibration, self.language);
        let is_never = |index: &usize| calibration.fits.iter().all(|fit| fit.each[*index].is_none());
        let never: Vec<usize> = (0..calibration.observed.len()).filter(is_never).collect();
        let tell = |index: &usize| {
            let one = &calibration.observed[*index];
            let what = text::observation(language, one);
            if one.what == Observable::Abandoned && calibration.inflow.patience.is_none() {
                text::nobody_hangs_up(language, super::upper_first(&what))
            } else {
                text::not_this(language, what)
            }
        };
        if never.is_empty() {
            let each: Vec<String> = calibration.observed.iter().map(|one| text::observation(language, one)).collect();
            return vec![text::contradict(language, words::list(language, &each))];
        }
        never.iter().map(tell).collect()
    }

    fn played(&self, played: &Played) -> String {
        let what = self.calibration.observed[0].what;
        let (value, error) = what.of_played(played);
        let value = text::value(self.language, what, value);
        match (what, error) {
            (Observable::Wait, Some(error)) => format!("{value} ± {} s", words::number(self.language, 1.96 * error, 0)),
            (_, Some(error)) => format!("{value} ± {}", words::number(self.language, 196.0 * error, 1)),
            (_, None) => value,
        }
    }

    fn pairs(&self) -> Part {
        let (calibration, language) = (self.calibration, self.language);
        let what = calibration.observed[0].what;
        let rows = calibration.fits.iter().map(|fit| {
            vec![
                fit.seats.to_string(),
                fit.handle_time.map_or("–".to_owned(), |cases| self.handle_time(cases)),
                fit.played.as_ref().map_or("–".to_owned(), |played| self.played(played)),
                fit.presence.map_or("–".to_owned(), |share| words::round_percent(language, round_share(share))),
                text::value(language, what, what.of(&fit.as_is)),
            ]
        });
        Part {
            heading: text::pairs(language),
            how: text::pairs_how(language, self.volume()),
            header: vec![
                words_of_study::column_seats(language),
                text::column_handle_time(language),
                words_of_study::column_played(language),
                text::column_presence(language),
                text::column_as_is(language, self.of_files()),
            ],
            rows: rows.collect(),
            lines: calibration
                .fits
                .iter()
                .filter(|fit| fit.presence.is_some_and(|presence| presence > 1.0))
                .map(|fit| text::too_many(language, fit.seats))
                .collect(),
            ..Part::default()
        }
    }

    fn volume(&self) -> String {
        let inflow = &self.calibration.inflow;
        words_of_study::volume(self.language, inflow.is_steady, inflow.total())
    }

    fn roster(&self) -> Option<Part> {
        let language = self.language;
        let roster = self.calibration.roster.as_ref()?;
        let name = |trial: &RosterTrial| match trial.overflow {
            Some(after) => text::roster_overflow(language, words::number(language, after.get(), 0)),
            None if (trial.handle_time_factor - 1.0).abs() < 1e-9 => text::roster_as_is(language),
            None => {
                text::roster_factor(language, words::round_percent(language, round_share(trial.handle_time_factor)))
            }
        };
        let trials = [Some(roster.as_is), roster.handle_time].into_iter().flatten();
        let trials = trials.chain(roster.delays.iter().copied()).chain(roster.overflow);
        let rows = trials.map(|trial| vec![name(&trial), self.played(&trial.played)]);
        Some(Part {
            heading: text::roster(language),
            how: text::roster_how(language, words::number(language, roster.on_contacts, 1)),
            header: vec![text::column_trial(language), words_of_study::column_played(language)],
            rows: rows.collect(),
            ..Part::default()
        })
    }

    /// Lines ready to paste: of the likeliest people who fit, and of the overflow that does.
    fn paste(&self) -> Option<Part> {
        let (calibration, language) = (self.calibration, self.language);
        let (fit, cases) = self.likeliest()?;
        let of_files = calibration.inflow.handle_time.get();
        let roster = calibration.roster.as_ref();
        let factor =
            roster.and_then(|roster| roster.handle_time).map_or(cases.mid / of_files, |trial| trial.handle_time_factor);
        let name = text::what_if_name(language);
        let mut rows: Vec<String> = vec![
            text::paste_how(language, fit.seats),
            format!("  handle_time_s = {:.0}", cases.mid),
            text::paste_what_if(language),
            format!("  name = \"{name}\""),
            "  [[forecast]]".to_owned(),
            format!("  handle_time_factor = {factor:.3}"),
        ];
        if let Some(after) = roster.and_then(|roster| roster.overflow?.overflow) {
            rows.push(text::paste_overflow(language));
            rows.push(format!("  name = \"{name}\""));
            for queue in &calibration.queues {
                rows.push("  [[queues]]".to_owned());
                rows.push(format!("  id = \"{queue}\""));
                rows.push(format!("  overflow = {{ after_s = {:.0} }}", after.get()));
            }
        }
        Some(Part {
            heading: text::paste(language),
            rows: rows.into_iter().map(|row| vec![row]).collect(),
            ..Part::default()
        })
    }

    /// Of those who fit: who are nearest to the roster's number, or else in the middle of those whom the hours employed
    /// suffice for.
    fn likeliest(&self) -> Option<(&Fit, Cases)> {
        let all: Vec<(&Fit, Cases)> = self.calibration.explained().collect();
        if let Some(roster) = &self.calibration.roster {
            let distance = |fit: &Fit| (f64::from(fit.seats) - roster.on_contacts).abs();
            return all.into_iter().min_by(|a, b| distance(a.0).total_cmp(&distance(b.0)));
        }
        let possible: Vec<(&Fit, Cases)> =
            all.iter().copied().filter(|(fit, _)| fit.presence.is_none_or(|presence| presence <= 1.0)).collect();
        let some = if possible.is_empty() { all } else { possible };
        some.get(some.len() / 2).copied()
    }

    fn rests_on(&self) -> Vec<[String; 4]> {
        let (calibration, language) = (self.calibration, self.language);
        let certainty = |basis: Basis| match basis {
            Basis::Files => words_of_study::in_files(language),
            Basis::Asked => words_of_study::asked(language),
            Basis::Assumed => words_of_study::assumed(language),
        };
        let of_files = if calibration.when.is_some() {
            text::source_volume(language)
        } else {
            words_of_study::source_volume(language)
        };
        let seats: Vec<u32> = calibration.fits.iter().map(|fit| fit.seats).collect();
        let people = match (seats.first(), seats.last()) {
            (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
            _ => seats.first().map_or_else(String::new, ToString::to_string),
        };
        let source = match calibration.people {
            Basis::Files => text::source_roster(language),
            Basis::Asked => words_of_study::source_asked(language),
            Basis::Assumed => text::source_presence(language),
        };
        let patience = calibration.inflow.patience.map_or_else(
            || words_of_study::patience_none(language),
            |patience| words_of_study::patience(language, words::number(language, patience.get(), 0)),
        );
        let volume_source = words_of_study::source(language, calibration.volume, of_files);
        let mut rows = vec![
            [words_of_study::rests_volume(language), self.volume(), volume_source, certainty(calibration.volume)],
            [text::rests_people(language), people, source, certainty(calibration.people)],
            [
                words_of_study::rests_patience(language),
                patience,
                words_of_study::source_files(language),
                certainty(Basis::Files),
            ],
        ];
        let is_together = calibration.observed.len() > 1;
        if is_together {
            let certainty = certainty(Basis::Assumed);
            rows.push([text::rests_slack(language), text::slack(language), text::source_slack(language), certainty]);
        }
        for fact in &calibration.facts {
            let certainty =
                if fact.is_assumed { words_of_study::assumed(language) } else { words_of_study::known(language) };
            rows.push([fact.what.clone(), fact.value.clone(), fact.source.clone(), certainty]);
        }
        rows
    }
}

/// A share to whole per cent.
fn round_share(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

#[derive(Serialize)]
struct Json<'a> {
    format: u32,
    centre: &'a str,
    observed: Vec<Observed>,
    contacts: f64,
    unit: &'static str,
    fits: Vec<FitOf>,
    roster: Option<RosterOf>,
    seed: u64,
    version: &'static str,
}

#[derive(Serialize)]
struct Observed {
    what: &'static str,
    low: f64,
    high: f64,
    within_s: Option<f64>,
}

#[derive(Serialize)]
struct FitOf {
    seats: u32,
    presence: Option<f64>,
    handle_time_s: Option<[f64; 3]>,
    simulated: Option<f64>,
    simulated_error: Option<f64>,
    with_handle_time_of_files: Option<f64>,
}

#[derive(Serialize)]
struct RosterOf {
    on_contacts: f64,
    as_is: f64,
    handle_time_factor: Option<f64>,
    overflow_after_s: Option<f64>,
}

/// The calibration as JSON.
pub(in crate::report) fn calibration_json(calibration: &Calibration) -> String {
    let round = |value: f64| (value * 1e6).round() / 1e6;
    let what = calibration.observed[0].what;
    let observed = calibration.observed.iter().map(|one| Observed {
        what: match one.what {
            Observable::Share => "share",
            Observable::Wait => "wait_s",
            Observable::Abandoned => "abandoned",
        },
        low: one.low,
        high: one.high,
        within_s: one.within.map(crate::model::Seconds::get),
    });
    let fits = calibration.fits.iter().map(|fit| {
        let simulated = fit.played.as_ref().map(|played| what.of_played(played));
        FitOf {
            seats: fit.seats,
            presence: fit.presence.map(round),
            handle_time_s: fit.handle_time.map(|cases| [round(cases.low), round(cases.mid), round(cases.high)]),
            simulated: simulated.map(|(value, _)| round(value)),
            simulated_error: simulated.and_then(|(_, error)| error).map(round),
            with_handle_time_of_files: Some(what.of(&fit.as_is)).filter(|value| value.is_finite()).map(round),
        }
    });
    let roster = calibration.roster.as_ref().map(|roster| RosterOf {
        on_contacts: round(roster.on_contacts),
        as_is: round(what.of_played(&roster.as_is.played).0),
        handle_time_factor: roster.handle_time.map(|trial| round(trial.handle_time_factor)),
        overflow_after_s: roster.overflow.and_then(|trial| trial.overflow).map(crate::model::Seconds::get),
    });
    let json = Json {
        format: 1,
        centre: &calibration.centre,
        observed: observed.collect(),
        contacts: round(calibration.inflow.total()),
        unit: if calibration.inflow.is_steady { "contacts an hour" } else { "contacts a day" },
        fits: fits.collect(),
        roster,
        seed: calibration.seed,
        version: env!("CARGO_PKG_VERSION"),
    };
    serde_json::to_string_pretty(&json).expect("names and numbers are plain JSON") + "\n"
}
