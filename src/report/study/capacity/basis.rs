//! What a capacity study rests on, and the told figures that do not agree.

use crate::model::{Basis, Cases, Mismatch, Per};
use crate::text::{capacity as text, words};

use super::Teller;

impl Teller<'_> {
    /// A told figure that does not agree with the forecast.
    pub(super) fn mismatch(&self, mismatch: &Mismatch) -> String {
        let (language, fact) = (self.language, &mismatch.fact);
        let Some(told) = fact.told else { return String::new() };
        let range = if told.high > told.low {
            format!("{}–{}", self.number(told.low), self.number(told.high))
        } else {
            self.number(told.low)
        };
        let forecast = self.number(mismatch.forecast);
        if told.per == Per::Year {
            let (from, to) = mismatch.there_are;
            let (least, most) = (self.number(told.low / to), self.number(told.high / from));
            let whole = if least == most { least } else { format!("{least}–{most}") };
            let (from, to) = (self.number(from), self.number(to));
            return text::mismatch_year(
                language,
                &fact.what,
                range,
                forecast,
                self.number(mismatch.days),
                from,
                to,
                whole,
            );
        }
        let of_period = self.number(mismatch.forecast * mismatch.there_are.0);
        text::mismatch(language, &fact.what, range, text::per(language, told.per), of_period)
    }

    /// What the answer rests on.
    pub(super) fn rests_on(&self) -> Vec<[String; 4]> {
        let (capacity, language) = (self.capacity, self.language);
        let certainty = |basis: Basis| match basis {
            Basis::Files => text::in_files(language),
            Basis::Asked => text::asked(language),
            Basis::Assumed => text::assumed(language),
        };
        let mut rows = Vec::new();
        let mut add = |what: String, value: String, source: String, basis: Basis| {
            rows.push([what, value, source, certainty(basis)]);
        };
        let (volume, basis) = capacity.volume;
        let of_files = match (capacity.is_volume_assumed, volume.is_exact()) {
            (true, _) => text::source_volume_assumed(language),
            (false, true) => text::source_volume(language),
            (false, false) => text::source_volume_told(language),
        };
        let source = text::source(language, basis, of_files);
        add(
            text::rests_volume(language),
            range(volume, |v| self.volume(v)),
            source,
            if capacity.is_volume_assumed { Basis::Assumed } else { basis },
        );
        let (handle_time, basis) = capacity.handle_time;
        let source = text::source(language, basis, text::source_handle_time(language));
        let value = range(handle_time, |s| self.seconds(s));
        add(text::rests_handle_time(language), value, source, basis);
        let (presence, basis) = capacity.presence;
        let files = capacity.staff.in_files.map_or_else(
            || text::files_none(language),
            |share| text::files_leave(language, self.percent((share * 100.0).round() / 100.0)),
        );
        let source = match basis {
            Basis::Assumed => text::source_presence(language, files),
            basis => text::source(language, basis, String::new()),
        };
        add(text::rests_presence(language), range(presence, |p| self.percent(p)), source, basis);
        let patience = capacity.inflow.patience;
        let value = patience.map_or_else(
            || text::patience_none(language),
            |patience| text::patience(language, self.number(patience.get())),
        );
        add(text::rests_patience(language), value, text::source_files(language), Basis::Files);
        let staff = &capacity.staff;
        let one = |value| words::number(language, value, 1);
        let hours = text::hours(language, one(staff.full_time_hours), one(staff.open_hours));
        add(text::rests_hours(language), hours, text::source_hours(language), Basis::Files);
        let posts = text::posts(language, one(staff.posts), one(staff.letters));
        add(text::rests_posts(language), posts, text::source_files(language), Basis::Files);
        if capacity.groups.len() > 1 {
            let n = capacity.groups.len();
            let names: Vec<String> = capacity.groups.iter().map(|group| group.name.clone()).collect();
            let (value, source, groups) = if capacity.groups_are_asked {
                (text::groups_asked(language, n), text::source_asked(language), Basis::Asked)
            } else {
                (text::groups_of_files(language, n, names.join(", ")), text::source_files(language), Basis::Files)
            };
            add(text::rests_groups(language), value, source, groups);
            let (after, basis) = capacity.overflow;
            let source = text::source(language, basis, text::source_files(language));
            let value = text::overflow_after(language, self.number(after.get()));
            add(text::rests_overflow(language), value, source, basis);
        }
        add(text::rests_model(language), text::model_day(language), text::source_model(language), Basis::Assumed);
        let before = capacity.before.iter().flat_map(|study| self.before_rests_on(study));
        rows.extend(before.map(|[what, value, source]| [what, value, source, text::in_files(language)]));
        for fact in &capacity.facts {
            let certainty = if fact.is_assumed { text::assumed(language) } else { text::known(language) };
            rows.push([fact.what.clone(), fact.value.clone(), fact.source.clone(), certainty]);
        }
        rows
    }
}

/// A value, with its low and high case where it has any.
fn range(cases: Cases, show: impl Fn(f64) -> String) -> String {
    if cases.is_exact() {
        return show(cases.mid);
    }
    format!("{} ({}–{})", show(cases.mid), show(cases.low), show(cases.high))
}
