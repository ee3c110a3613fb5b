//! What became of each value of the rule set in a plan: in force when, changed, replaced or switched off.

use crate::model::{Language, MeasureId, RuleKey, RuleValue, Standing};

use super::{messages, rules, words};

messages! {
    /// Full time in a week without holidays.
    full_time_week() { "Heltid per helgfri vecka", "Full time in a week without holidays" }
    /// Full time for who works red days too.
    full_time_week_all_days() { "Heltid vid arbete både vardag och helg", "Full time where weekdays and red days are worked" }
    /// Off for a holiday.
    holiday_reduction() { "Avdrag från heltid för en helgdag", "Off full time for a public holiday" }
    /// Off for the national day.
    national_day() { "Avdrag från heltid för nationaldag på lördag eller söndag", "Off full time for a national day at the weekend" }
    /// Hours.
    hours(hours) { "{hours} h", "{hours} h" }
    /// The centre's own value.
    changed() { "satt av kundcentret", "set by the centre" }
    /// A value that the centre has replaced.
    replaced() { "ersatt av kundcentrets eget värde", "replaced by the centre's own value" }
    /// A rule switched off.
    switched_off() { "avstängd av kundcentret", "switched off by the centre" }
    /// Another is stricter.
    looser() { "ett strängare värde gäller någon dag i planen, och då hela planen", "a stricter value is in force on some day, and so for the whole plan" }
    /// In force from a day.
    from(date) { "från {date}", "from {date}" }
    /// In force until a day.
    until(date) { "till och med {date}", "until {date}" }
}

/// What a value is called.
pub fn name(language: Language, key: RuleKey) -> String {
    match key {
        RuleKey::Limit(rule) => rules::name(language, rule),
        RuleKey::Measure(MeasureId::FullTimeWeek) => full_time_week(language),
        RuleKey::Measure(MeasureId::FullTimeWeekAllDays) => full_time_week_all_days(language),
        RuleKey::Measure(MeasureId::HolidayReduction) => holiday_reduction(language),
        RuleKey::Measure(MeasureId::NationalDay) => national_day(language),
    }
}

/// The value with its unit.
pub fn value(language: Language, value: &RuleValue) -> String {
    match value.key {
        RuleKey::Limit(rule) => rules::limit(language, rule, &value.limit),
        RuleKey::Measure(_) => {
            let minutes = f64::from(value.limit.value);
            hours(language, words::number(language, minutes / 60.0, if minutes % 60.0 == 0.0 { 0 } else { 2 }))
        }
    }
}

/// The source, and the days on which the value is in force.
pub fn source(language: Language, value: &RuleValue) -> String {
    let days = [value.valid_from.map(|day| from(language, day)), value.valid_to.map(|day| until(language, day))];
    let days: Vec<String> = days.into_iter().flatten().collect();
    if days.is_empty() { value.limit.source.clone() } else { format!("{} ({})", value.limit.source, days.join(" ")) }
}

/// What became of it; `None` where it simply applies.
pub fn standing(language: Language, standing: Standing) -> Option<String> {
    match standing {
        Standing::Applies => None,
        Standing::Changed => Some(changed(language)),
        Standing::Replaced => Some(replaced(language)),
        Standing::SwitchedOff => Some(switched_off(language)),
        Standing::Looser => Some(looser(language)),
    }
}
