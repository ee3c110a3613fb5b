//! Who watches a run at the command line: progress on standard error, the time limit, and Ctrl-C.

use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::model::{Language, Progress};
use crate::report::StageTime;
use crate::text::{meet, progress};

/// Set by Ctrl-C; the run then hands over the best it has.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Shows progress, keeps the time of each stage and says when the time is up.
pub(super) struct Terminal {
    language: Language,
    begun: Instant,
    limit: f64,
    bar: ProgressBar,
    is_quiet: bool,
    stages: Mutex<Vec<(&'static str, Instant)>>,
}

impl Terminal {
    /// Begins to watch; `limit` in seconds.
    pub(super) fn begin(language: Language, limit: f64, is_quiet: bool) -> Self {
        let bar = if is_quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        bar.set_style(ProgressStyle::with_template("{spinner} {elapsed} {msg}").expect("the template is valid"));
        bar.enable_steady_tick(Duration::from_millis(200));
        // A second handler cannot be set when one process plans twice; the first then still holds.
        let _ = ctrlc::set_handler(move || {
            if INTERRUPTED.swap(true, Ordering::SeqCst) {
                std::process::exit(130);
            }
        });
        Self { language, begun: Instant::now(), limit, bar, is_quiet, stages: Mutex::new(Vec::new()) }
    }

    /// Seconds left of the limit; none after Ctrl-C.
    pub(super) fn seconds_left(&self) -> f64 {
        if INTERRUPTED.load(Ordering::SeqCst) { 0.0 } else { self.limit - self.begun.elapsed().as_secs_f64() }
    }

    /// Shows one line of progress.
    pub(super) fn show(&self, step: Progress) {
        let (stage, line) = self.line(step);
        let mut stages = self.stages.lock().expect("no holder panics");
        let before = stages.len();
        if stages.last().is_none_or(|(last, _)| *last != stage) {
            stages.push((stage, Instant::now()));
        }
        let is_new = stages.len() != before;
        let line = if INTERRUPTED.load(Ordering::SeqCst) { progress::stopping(self.language) } else { line };
        if self.bar.is_hidden() && !self.is_quiet && is_new && self.begun.elapsed() > Duration::from_secs(1) {
            // Without a terminal to draw on, each stage gets a line; nobody is left to tell if that fails.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
        self.bar.set_message(line);
    }

    /// Ends the display.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }

    /// Seconds of each stage so far, in the order they began.
    pub(super) fn timing(&self) -> Vec<StageTime> {
        let stages = self.stages.lock().expect("no holder panics");
        let ends = stages.iter().skip(1).map(|(_, begun)| *begun).chain([Instant::now()]);
        let mut timing: Vec<StageTime> = Vec::new();
        for (&(stage, begun), end) in stages.iter().zip(ends) {
            let seconds = (end - begun).as_secs_f64();
            match timing.iter_mut().find(|time| time.stage == stage) {
                Some(time) => time.seconds += seconds,
                None => timing.push(StageTime { stage, seconds }),
            }
        }
        timing
    }

    fn line(&self, step: Progress) -> (&'static str, String) {
        let language = self.language;
        match step {
            Progress::Sizing => ("size", progress::sizing(language)),
            Progress::Demand => ("demand", progress::demand(language)),
            Progress::Optimising { people: Some(people), bound } => {
                ("optimise", progress::optimising_found(language, people, bound.unwrap_or(0)))
            }
            Progress::Optimising { people: None, .. } => ("optimise", progress::optimising(language)),
            Progress::Searching(step) => {
                ("search", progress::searching(language, step.people, step.missed, step.evaluations))
            }
            Progress::Verifying { replications } => ("simulate", progress::verifying(language, replications)),
            Progress::Checking => ("check", progress::checking(language)),
            Progress::Meeting { ways } => ("meet", meet::playing(language, ways)),
        }
    }
}
