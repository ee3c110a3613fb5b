//! Broken rules about how much is worked as sentences: own limits, averages, hours above the contract, flexible hours.

use crate::model::{Language, OwnHours, RuleId};

use super::{messages, words};

messages! {
    /// A limit of a rule that has no wording of its own.
    other_rule(rule, who, when, measured, limit) {
        "Regeln {rule}: {who}, {when}: {measured}; gränsen är {limit}",
        "Rule {rule}: {who}, {when}: {measured}; the limit is {limit}",
    }
    /// A day over the person's own limit.
    own_day(who, when, measured, limit) {
        "Egen gräns: {who}, {when}: {measured} timmars arbetstid; personen arbetar högst {limit} om dagen",
        "Own limit: {who}, {when}: {measured} hours of work; the person works at most {limit} a day",
    }
    /// A week over the person's own limit.
    own_week(who, week, measured, limit) {
        "Egen gräns: {who}, vecka {week}: {measured} timmars arbetstid; personen arbetar högst {limit} i veckan",
        "Own limit: {who}, week {week}: {measured} hours of work; the person works at most {limit} a week",
    }
    /// A split day.
    split_shifts(who, when, measured, limit) {
        "Delad tur: {who}, {when}: {measured} uppehåll delar arbetsdagen; högst {limit}",
        "Split shift: {who}, {when}: {measured} gaps split the working day; at most {limit}",
    }
    /// Too many hours a week on average.
    average_week(who, when, measured, limit) {
        "Veckoarbetstid: {who}, {when}: i genomsnitt {measured} timmar i veckan; högst {limit}",
        "Weekly hours: {who}, {when}: {measured} hours a week on average; at most {limit}",
    }
    /// Too much working time in all on average.
    average_total(who, when, measured, limit) {
        "Sammanlagd arbetstid: {who}, {when}: i genomsnitt {measured} timmar i veckan, med veckorna före planen; högst {limit}",
        "Total working time: {who}, {when}: {measured} hours a week on average, weeks before the plan included; at most {limit}",
    }
    /// Too much above the contract in four weeks.
    excess_four_weeks(who, measured, limit) {
        "Övertid och mertid: {who}: {measured} timmar, med de tre veckorna före planen; högst {limit}",
        "Overtime and extra hours: {who}: {measured} hours, the three weeks before the plan included; at most {limit}",
    }
    /// Too much overtime in the year.
    overtime_year(who, measured, limit) {
        "Övertid: {who}: {measured} timmar i år; högst {limit}",
        "Overtime: {who}: {measured} hours this year; at most {limit}",
    }
    /// Too many extra hours in the year.
    extra_year(who, measured, limit) {
        "Mertid: {who}: {measured} timmar i år; högst {limit}",
        "Extra hours: {who}: {measured} hours this year; at most {limit}",
    }
    /// Before the frame of flexible hours.
    flex_start(who, when, limit) {
        "Flexram: {who}, {when}: arbete före {limit}",
        "Flexible hours: {who}, {when}: work before {limit}",
    }
    /// After it.
    flex_end(who, when, limit) {
        "Flexram: {who}, {when}: arbete efter {limit}",
        "Flexible hours: {who}, {when}: work after {limit}",
    }
    /// Balance too far over.
    flex_over(who, measured, limit) {
        "Flexsaldo: {who}: {measured} timmar över efter planen; högst {limit}",
        "Flexible balance: {who}: {measured} hours over after the plan; at most {limit}",
    }
    /// Balance too far under.
    flex_under(who, measured, limit) {
        "Flexsaldo: {who}: {measured} timmar under efter planen; högst {limit}",
        "Flexible balance: {who}: {measured} hours under after the plan; at most {limit}",
    }
}

/// A person's own limit broken; `hours` are what the roster has and what the limit is.
pub(super) fn own(
    language: Language,
    over: OwnHours,
    who: &str,
    (when, week): (String, u32),
    hours: [String; 2],
) -> String {
    let [measured, limit] = hours;
    match over {
        OwnHours::Day => own_day(language, who, when, measured, limit),
        OwnHours::Week => own_week(language, who, week, measured, limit),
    }
}

/// A broken rule about how much is worked; `hours` are measured and limit in hours, `dates` the days concerned.
pub(super) fn broken(
    language: Language,
    (rule, count, limit): (RuleId, i32, i32),
    (who, when, dates): (&str, String, String),
    hours: [String; 2],
) -> String {
    let [measured, most] = hours;
    match rule {
        RuleId::SplitShifts => split_shifts(language, who, when, count, limit),
        RuleId::AverageWeek => average_week(language, who, dates, measured, most),
        RuleId::AverageTotal => average_total(language, who, dates, measured, most),
        RuleId::ExcessFourWeeks => excess_four_weeks(language, who, measured, most),
        RuleId::OvertimeYear => overtime_year(language, who, measured, most),
        RuleId::ExtraYear => extra_year(language, who, measured, most),
        RuleId::FlexStart => flex_start(language, who, when, words::clock(limit)),
        RuleId::FlexEnd => flex_end(language, who, when, words::clock(limit)),
        RuleId::FlexOver => flex_over(language, who, measured, most),
        RuleId::FlexUnder => flex_under(language, who, measured, most),
        _ => other_rule(language, rule.key(), who, when, count, limit),
    }
}
