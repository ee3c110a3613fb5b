//! `bemanna calibrate`: which handle time, people or overflow explain what was observed.

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::Weekday;
use clap::ArgMatches;

use crate::model::{CalibrationQuestion, Observable, Observation, Seconds, Window};
use crate::pipeline;
use crate::report;
use crate::text::calibration as text;

use super::Failure;
use super::args::path_of;
use super::capacity::Reader;
use super::commands::{Outcome, Session, watched, what_if, width};
use super::ranges::{number, range, seconds, share};
use super::watch::Terminal;

impl Session {
    /// Finds what explains an observed service.
    pub(super) fn calibrate(&mut self, options: &ArgMatches) -> Outcome {
        let folder = path_of(options, "folder");
        let changed = options.get_one::<PathBuf>("scenario").map(|written| what_if(&folder, written));
        let scenario = self.load_changed(&folder, changed.as_deref())?;
        let language = self.language();
        let read = Reader { options, language };
        let mut observed = Vec::new();
        for written in options.get_many::<String>("observed").into_iter().flatten() {
            let one = observation(written).ok_or_else(|| Failure::Usage(text::bad_observed(language, written)))?;
            observed.push(one);
        }
        let when = options
            .get_one::<String>("when")
            .map(|written| window(written).ok_or_else(|| Failure::Usage(text::bad_when(language, written))));
        let roster = options.get_one::<PathBuf>("roster").map(|path| self.read_roster_at(&scenario, &folder, path));
        let patience = |text: &str| if text == "none" { Some(f64::INFINITY) } else { seconds(text) };
        let people = read.range("people", "3..5", number)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of people, above 0")]
        let whole = |(low, high): (f64, f64)| (low.ceil() as u32, high.floor() as u32);
        let question = CalibrationQuestion {
            observed,
            when: when.transpose()?,
            volume: read.one("volume", "45", number)?,
            patience: read.one("patience", "240s", patience)?,
            people: people.map(whole),
            roster: roster.transpose()?,
            seed: options.get_one::<u64>("seed").copied().unwrap_or(scenario.settings.seed),
        };
        let terminal = Terminal::begin(language, f64::INFINITY, self.is_quiet);
        let found = watched(&terminal, |watch| pipeline::calibrate(&scenario, &question, watch));
        terminal.end();
        let Some(calibration) = found else { return Err(Failure::Usage(text::nothing(language))) };
        if options.get_flag("json") {
            self.give(&report::calibration_json(&calibration));
        } else {
            self.say(&report::calibration_terminal(&calibration, language, width()));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// "wait=210s", "wait=180s..240s", "share=75%@120s" or "abandoned=8%".
fn observation(text: &str) -> Option<Observation> {
    let (name, value) = text.split_once('=')?;
    let (value, within) = match value.split_once('@') {
        Some((value, within)) => (value, Some(Seconds::new(seconds(within.trim())?))),
        None => (value, None),
    };
    let what = match name.trim() {
        "wait" | "vantan" | "väntan" => Observable::Wait,
        "share" | "andel" => Observable::Share,
        "abandoned" | "tappade" => Observable::Abandoned,
        _ => return None,
    };
    let is_wait = what == Observable::Wait;
    let (low, high) = range(value, if is_wait { seconds } else { share })?;
    // Everybody in time, or everybody gone, is no measurement; and only a share is within something.
    let is_sound = (is_wait || high < 1.0) && (within.is_none() || what == Observable::Share);
    is_sound.then_some(Observation { what, within, low, high })
}

/// "mon-fri 09:30-10:30", "mån,ons", "09:30-10:30".
fn window(text: &str) -> Option<Window> {
    let mut window = Window { weekdays: Vec::new(), between: (0, 1440) };
    for word in text.split_whitespace() {
        if word.contains(':') {
            let (from, to) = word.split_once(['-', '–'])?;
            window.between = (clock(from)?, clock(to)?);
        } else {
            for part in word.split(',') {
                let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
                let (mut day, last) = (weekday(first)?, weekday(last)?);
                window.weekdays.push(day);
                while day != last {
                    day = day.succ();
                    window.weekdays.push(day);
                }
            }
        }
    }
    (window.between.0 < window.between.1).then_some(window)
}

fn clock(text: &str) -> Option<i32> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..=24).contains(&hours) && (0..60).contains(&minutes)).then_some(60 * hours + minutes)
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.to_lowercase().chars().take(3).collect::<String>().as_str() {
        "mon" | "mån" => Weekday::Mon,
        "tue" | "tis" => Weekday::Tue,
        "wed" | "ons" => Weekday::Wed,
        "thu" | "tor" => Weekday::Thu,
        "fri" | "fre" => Weekday::Fri,
        "sat" | "lör" => Weekday::Sat,
        "sun" | "sön" => Weekday::Sun,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn observations_are_read_as_people_write_them() {
        let wait = |low, high| Some(Observation { what: Observable::Wait, within: None, low, high });
        assert_eq!(observation("wait=210s"), wait(210.0, 210.0));
        assert_eq!(observation("wait=3:00..4m"), wait(180.0, 240.0));
        let within = Some(Seconds::new(120.0));
        let share = Observation { what: Observable::Share, within, low: 0.7, high: 0.8 };
        assert_eq!(observation("share=70%..0,8@120s"), Some(share));
        for wrong in ["wait", "wait=soon", "share=1", "abandoned=8%@20s", "mood=good"] {
            assert_eq!(observation(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn windows_are_days_and_clock_times() {
        let all = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
        assert_eq!(window("mån-fre 09:30-10:30"), Some(Window { weekdays: all.to_vec(), between: (570, 630) }));
        assert_eq!(window("tue"), Some(Window { weekdays: vec![Weekday::Tue], between: (0, 1440) }));
        assert_eq!(window("10:30-09:30"), None);
        assert_eq!(window("someday"), None);
    }
}
