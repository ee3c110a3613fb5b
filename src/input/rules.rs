//! Work rules: the values of a rule set in force on the days planned, and what the centre changes in them.

use chrono::NaiveDate;
use toml::Spanned;

use super::collect::Faults;
use super::document::Source;
use super::rule_sets::{self, DEFAULT_SET, DatedValue, RuleSet, find, unknown_rule, unknown_set};
use super::schema_work::{RuleTable, RulesTable};
use super::values;
use crate::model::{FaultKind, Limit, MeasureId, RuleId, RuleKey, RuleValue, Rules, Standing};

/// The work rules, and the measures by which contracts count.
#[derive(Debug, Clone, Default)]
pub(super) struct WorkRules {
    /// The rules that bind rosters.
    pub(super) rules: Rules,
    measures: Vec<DatedValue>,
}

/// What no agreement and no centre may go below, or above: rule, limit and source.
///
/// # Source
///
/// Directive 2003/88/EC, articles 3, 5, 6 and 16; arbetstidslagen 3, 8 a and 10 a §§, read in excerpt.
const FLOORS: [(RuleId, i32, &str); 8] = [
    (RuleId::DailyRest, 11 * 60, "EU 2003/88 artikel 3"),
    (RuleId::LongestSpan, 13 * 60, "EU 2003/88 artikel 3"),
    (RuleId::WeeklyRest, 24 * 60, "EU 2003/88 artikel 5"),
    (RuleId::RollingRest, 24 * 60, "EU 2003/88 artikel 5"),
    (RuleId::AverageTotal, 48 * 60, "EU 2003/88 artikel 6"),
    (RuleId::AverageTotalOver, 17, "EU 2003/88 artikel 16 (fyra månader)"),
    (RuleId::OvertimeYear, 350 * 60, "arbetstidslagen 8 och 8 a §§"),
    (RuleId::ExtraYear, 350 * 60, "arbetstidslagen 10 och 10 a §§"),
];

/// Reads the work rules for the days from `first` to `last`.
struct Reader<'a> {
    table: &'a RulesTable,
    days: (NaiveDate, NaiveDate),
    source: Source<'a>,
    faults: &'a mut Faults,
    rules: WorkRules,
}

impl WorkRules {
    /// The rules in force on the days from the first to the last. `local` is the name and text of a set of the centre's
    /// own.
    ///
    /// Where a rule has several values on these days, the strictest applies on all of them; of a measure each day has
    /// its own value.
    pub(super) fn read(
        table: &RulesTable,
        local: Option<&(String, String)>,
        days: (NaiveDate, NaiveDate),
        source: Source<'_>,
        faults: &mut Faults,
    ) -> Self {
        let mut reader = Reader { table, days, source, faults, rules: Self::default() };
        reader.set(local);
        reader.off();
        reader.overrides();
        reader.rules.sort();
        reader.rules
    }

    /// A measure's value on a day; 0 where it has none.
    pub(super) fn measure(&self, measure: MeasureId, date: NaiveDate) -> i32 {
        self.measure_if_any(measure, date).unwrap_or(0)
    }

    /// A measure's value on a day; after its last day in force the last one.
    pub(super) fn measure_if_any(&self, measure: MeasureId, date: NaiveDate) -> Option<i32> {
        let of_key = || self.measures.iter().filter(|value| value.key == RuleKey::Measure(measure));
        let on = of_key().find(|value| value.is_on(date)).or_else(|| of_key().max_by_key(|value| value.to));
        on.map(|value| value.limit.value)
    }

    fn put(&mut self, value: DatedValue, standing: Standing) {
        let standing = match value.key {
            RuleKey::Limit(rule) => self.put_limit(rule, &value.limit, standing),
            RuleKey::Measure(_) => {
                self.measures.push(value.clone());
                standing
            }
        };
        let DatedValue { key, limit, from, to, .. } = value;
        self.rules.values.push(RuleValue { key, limit, valid_from: from, valid_to: to, standing });
    }

    /// Lets a limit apply unless a stricter one does.
    fn put_limit(&mut self, rule: RuleId, limit: &Limit, standing: Standing) -> Standing {
        match self.rules.limits.get(&rule) {
            Some(old) if rule.bound().stricter(old.value, limit.value) == old.value => Standing::Looser,
            _ => {
                self.rules.limits.insert(rule, limit.clone());
                let others = self.rules.values.iter_mut().filter(|value| value.key == RuleKey::Limit(rule));
                for other in others.filter(|other| other.standing == Standing::Applies) {
                    other.standing = Standing::Looser;
                }
                standing
            }
        }
    }

    /// Takes away what applies of a key, which `standing` says the end of.
    fn take(&mut self, key: RuleKey, standing: Standing) {
        if let RuleKey::Limit(rule) = key {
            self.rules.limits.remove(&rule);
        }
        self.measures.retain(|value| value.key != key);
        for value in self.rules.values.iter_mut().filter(|value| value.key == key) {
            value.standing = standing;
        }
    }

    /// By key, then by date, as a reader looks for them.
    fn sort(&mut self) {
        self.rules.values.sort_by_key(|value| (value.key, value.valid_from, value.standing == Standing::Replaced));
    }
}

impl Reader<'_> {
    fn set(&mut self, local: Option<&(String, String)>) {
        let name = self.table.set.as_ref().map_or(DEFAULT_SET, |set| set.get_ref());
        name.clone_into(&mut self.rules.rules.set);
        let is_file = rule_sets::is_file(name);
        let set = if is_file {
            // A file that is not there, or cannot be read, is a fault already.
            local.and_then(|local| rule_sets::read_local(local, self.faults))
        } else {
            rule_sets::built_in(name)
        };
        let Some(set) = set else {
            if let Some(written) = self.table.set.as_ref().filter(|_| !is_file) {
                self.source.fault(self.faults, written, unknown_set(name));
            }
            return;
        };
        self.check_in_force(&set);
        let (days, accept_expired) = (self.days, self.table.accept_expired);
        for value in set.values.into_iter().filter(|value| value.is_in_force(days, accept_expired)) {
            let place = (name.to_owned(), value.line);
            self.check_floor(value.key, value.limit.value, place);
            self.rules.put(value, Standing::Applies);
        }
    }

    fn check_in_force(&mut self, set: &RuleSet) {
        let from = set.valid.0.unwrap_or(NaiveDate::MIN);
        let to = set.valid.1.unwrap_or(NaiveDate::MAX);
        let (start, _) = self.days;
        if start < from || (start > to && !self.table.accept_expired) {
            let kind = FaultKind::RuleSetNotInForce { set: self.rules.rules.set.clone(), from, to, start };
            match &self.table.set {
                Some(set) => self.source.fault(self.faults, set, kind),
                None => self.faults.add(self.source.file, None, kind),
            }
        }
    }

    fn check_floor(&mut self, key: RuleKey, value: i32, (file, line): (String, Option<u64>)) {
        let floor = FLOORS.into_iter().find(|(rule, ..)| key == RuleKey::Limit(*rule));
        if let Some((rule, floor, source)) =
            floor.filter(|(rule, floor, _)| rule.bound().stricter(*floor, value) != value)
        {
            let (is_count, rule) = (rule.is_count(), rule.key().to_owned());
            let source = source.to_owned();
            self.faults.add(&file, line, FaultKind::RuleBelowFloor { rule, value, floor, is_count, source });
        }
    }

    fn off(&mut self) {
        for written in &self.table.off {
            match find(written.get_ref()) {
                Some(key) if key != RuleKey::Measure(MeasureId::FullTimeWeek) => {
                    self.rules.take(key, Standing::SwitchedOff);
                }
                _ => unknown_rule(written, self.source, self.faults),
            }
        }
    }

    fn overrides(&mut self) {
        for (written, table) in &self.table.overrides {
            let Some(key) = find(written.get_ref()) else {
                unknown_rule(written, self.source, self.faults);
                continue;
            };
            if let Some(value) = self.value(written, key, table) {
                let (file, line) = self.source.place(written);
                self.check_floor(key, value, (file.to_owned(), Some(line)));
                self.rules.take(key, Standing::Replaced);
                let limit = Limit { value, source: table.source.clone(), is_verified: table.verified };
                self.rules.put(DatedValue { key, limit, from: None, to: None, line: None }, Standing::Changed);
            }
        }
    }

    /// The one value given, in the unit of its rule.
    fn value(&mut self, written: &Spanned<String>, key: RuleKey, table: &RuleTable) -> Option<i32> {
        let is_count = matches!(key, RuleKey::Limit(rule) if rule.is_count());
        let value = match (is_count, &table.minutes, &table.time, &table.count) {
            (true, None, None, Some(count)) => Some(*count.get_ref()),
            (false, Some(minutes), None, None) => Some(*minutes.get_ref()),
            (false, None, Some(time), None) => {
                let minutes = values::duration(time.get_ref());
                if minutes.is_none() {
                    self.source.fault(self.faults, time, FaultKind::BadTime { value: time.get_ref().clone() });
                    return None;
                }
                minutes
            }
            _ => None,
        };
        if value.is_none() {
            let unit = if is_count { "count" } else { "minutes" }.to_owned();
            self.source.fault(self.faults, written, FaultKind::RuleValue { rule: written.get_ref().clone(), unit });
        }
        let value = value?;
        if value < 0 {
            let (key, value) = (written.get_ref().clone(), f64::from(value));
            self.source.fault(
                self.faults,
                written,
                FaultKind::OutOfRange { key, value, low: 0.0, high: f64::INFINITY },
            );
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &RulesTable, local: Option<&str>, days: (&str, &str)) -> (WorkRules, Vec<&'static str>) {
        let (mut faults, source) = (Faults::default(), Source::new("centre.toml", ""));
        let days = (days.0.parse().unwrap(), days.1.parse().unwrap());
        let local = local.map(|text| ("lokalt.toml".to_owned(), text.to_owned()));
        let rules = WorkRules::read(table, local.as_ref(), days, source, &mut faults);
        (rules, faults.into_sorted().iter().map(|fault| fault.kind.code()).collect())
    }

    fn from_file() -> RulesTable {
        toml::from_str("set = \"lokalt.toml\"").unwrap()
    }

    #[test]
    fn a_dated_value_holds_only_on_its_days() {
        let plain = RulesTable::default();
        let (rules, faults) = read(&plain, None, ("2026-11-23", "2026-11-29"));
        assert_eq!(faults, [""; 0]);
        assert_eq!(rules.rules.get(RuleId::DailyRest), Some(660));
        let day = "2026-11-23".parse().unwrap();
        assert_eq!(rules.measure(MeasureId::FullTimeWeek, day), 2400);
        assert_eq!(rules.measure(MeasureId::FullTimeWeekAllDays, day), 2295, "38 h 15 min");
        let (_, faults) = read(&plain, None, ("2027-04-01", "2027-04-07"));
        assert_eq!(faults, ["E132"], "the agreement has run out");
    }

    #[test]
    fn over_a_change_of_values_the_strictest_applies_and_the_other_is_told() {
        let local = "[[rules]]\nrule = \"longest_shift\"\nvalue = 600\nvalid_to = \"2026-12-31\"\nsource = \"x\"\n\
                     verified = false\n[[rules]]\nrule = \"longest_shift\"\nvalue = 540\nvalid_from = \"2027-01-01\"\n\
                     source = \"y\"\nverified = true\n\
                     [[rules]]\nrule = \"shortest_shift\"\nvalue = 240\nvalid_to = \"2026-12-31\"\nsource = \"x\"\n\
                     verified = false\n[[rules]]\nrule = \"shortest_shift\"\nvalue = 180\nvalid_from = \"2027-01-01\"\n\
                     source = \"y\"\nverified = true\n";
        let table = from_file();
        for (days, longest, shortest, told) in [
            (("2026-12-21", "2026-12-27"), 600, 240, vec![Standing::Applies, Standing::Applies]),
            (
                ("2026-12-28", "2027-01-03"),
                540,
                240,
                vec![Standing::Applies, Standing::Looser, Standing::Looser, Standing::Applies],
            ),
            (("2027-01-04", "2027-01-10"), 540, 180, vec![Standing::Applies, Standing::Applies]),
        ] {
            let (rules, faults) = read(&table, Some(local), days);
            assert_eq!(faults, [""; 0]);
            assert_eq!(rules.rules.get(RuleId::LongestShift), Some(longest), "{days:?}");
            assert_eq!(rules.rules.get(RuleId::ShortestShift), Some(shortest), "{days:?}");
            let standings: Vec<_> = rules.rules.values.iter().map(|value| value.standing).collect();
            assert_eq!(standings, told, "{days:?}");
        }
    }

    #[test]
    fn nobody_goes_below_the_floor_of_the_directive_but_may_switch_off() {
        let local = "based_on = \"ab-2025\"\n[[rules]]\nrule = \"weekly_rest\"\nvalue = 1439\nsource = \"x\"\n\
                     verified = true\n";
        let (_, faults) = read(&from_file(), Some(local), ("2026-11-23", "2026-11-29"));
        assert_eq!(faults, ["E160"]);
        for (rule, value, is_fine) in [
            ("daily_rest", 659, false),
            ("daily_rest", 660, true),
            ("longest_span", 781, false),
            ("longest_span", 780, true),
            ("weekly_rest", 1440, true),
            ("rolling_rest", 1400, false),
            ("average_total", 2881, false),
            ("overtime_year", 350 * 60, true),
            ("overtime_year", 350 * 60 + 1, false),
        ] {
            let text = format!("[override]\n{rule} = {{ minutes = {value}, source = \"lokalt\" }}");
            let (_, faults) = read(&toml::from_str(&text).unwrap(), None, ("2026-11-23", "2026-11-29"));
            assert_eq!(faults.is_empty(), is_fine, "{text}");
        }
        let (rules, faults) =
            read(&toml::from_str("off = [\"daily_rest\"]").unwrap(), None, ("2026-11-23", "2026-11-29"));
        assert_eq!((rules.rules.get(RuleId::DailyRest), faults), (None, vec![]));
        let told = rules.rules.values.iter().find(|value| value.key == RuleKey::Limit(RuleId::DailyRest)).unwrap();
        assert_eq!(told.standing, Standing::SwitchedOff);
    }
}
