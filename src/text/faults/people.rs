//! Faults of agents, absences, history, pins and rosters.

use super::files::one_of;
use super::hint;
use crate::model::{FaultKind, Language};
use crate::text::{messages, words};

messages! {
    no_skill(agent) {
        "”{agent}” har ingen kompetens och kan inte göra något; ange minst en i kolumnen skills",
        "“{agent}” has no skill and cannot do anything; give at least one in the column skills",
    }
    bad_employment(value) {
        "sysselsättningsgraden ”{value}” är inte mellan 0 och 100; ange procent av heltid",
        "the employment “{value}” is not between 0 and 100; give per cent of full time",
    }
    unknown_shift(shift, hint) {
        "arbetspasset ”{shift}” finns inte; {hint}",
        "there is no shift “{shift}”; {hint}",
    }
    add_shift() {
        "lägg till det med [[shifts]] i centre.toml, eller lämna fältet tomt för alla pass",
        "add it with [[shifts]] in centre.toml, or leave the field empty for all shifts",
    }
    unknown_agent(agent, hint) {
        "medarbetaren ”{agent}” finns inte; {hint}",
        "there is no agent “{agent}”; {hint}",
    }
    add_agent() {
        "lägg till personen i agents.csv, eller ta bort raden",
        "add the person to agents.csv, or remove the row",
    }
    skill_known(agent, skill) {
        "”{agent}” kan redan ”{skill}”; ta bort raden, eller ta bort kompetensen i agents.csv",
        "“{agent}” knows “{skill}” already; remove the row, or the skill in agents.csv",
    }
    skill_not_held(agent, skill) {
        "”{agent}” har inte kompetensen ”{skill}”; lägg till den i kolumnen skills i agents.csv, eller ta bort raden",
        "“{agent}” does not have the skill “{skill}”; add it to the column skills of agents.csv, or remove the row",
    }
    no_agent() {
        "det finns ingen medarbetare; skriv en rad för var och en, eller en rad med count för platser att anställa till",
        "there is no agent; write a row for each, or a row with count for places to hire for",
    }
    absence_backwards(agent) {
        "frånvaron för ”{agent}” slutar innan den börjar; byt plats på from och to",
        "the absence of “{agent}” ends before it starts; swap from and to",
    }
    history_in_horizon(value, agent) {
        "det sista passet för ”{agent}” slutar {value}, efter att planen har börjat; ange ett pass före planen",
        "the last shift of “{agent}” ends {value}, after the plan has begun; give one before the plan",
    }
    bad_day(value) {
        "”{value}” är varken ett datum eller en veckodag; skriv som 2026-11-26 eller tor, eller lämna tomt för alla dagar",
        "“{value}” is neither a date nor a weekday; write as 2026-11-26 or thu, or leave it empty for every day",
    }
    unknown_wish(wish, hint) {
        "önskemålet ”{wish}” finns inte; {hint}",
        "there is no wish “{wish}”; {hint}",
    }
    known_wishes(known) { "välj {known}", "choose {known}" }
    wish_needs_clock(wish) {
        "önskemålet ”{wish}” behöver ett klockslag i kolumnen value; skriv till exempel 09:00",
        "the wish “{wish}” needs a clock time in the column value; write 09:00, for example",
    }
    wish_has_clock(wish) {
        "önskemålet ”{wish}” har inget klockslag; lämna kolumnen value tom",
        "the wish “{wish}” has no clock time; leave the column value empty",
    }
    unknown_measure(value) {
        "”{value}” är inget sätt att räkna heltid; skriv vardagar (helgdagar är lediga) eller alla dagar (38:15 i veckan), \
         eller lämna tomt",
        "“{value}” is no way to count full time; write weekdays (holidays are free) or all-days (38:15 a week), or leave \
         it empty",
    }
    unknown_activity(activity, hint) {
        "aktiviteten ”{activity}” finns inte; {hint}",
        "there is no activity “{activity}”; {hint}",
    }
    known_activities(known) { "välj {known}", "choose {known}" }
    outside_horizon(date, start, end) {
        "{date} ligger utanför planens dagar {start} till {end}; ta bort raden eller ändra horisonten",
        "{date} is outside the days of the plan, {start} to {end}; remove the row or change the horizon",
    }
    pay_twice(agent) {
        "{agent} har fler än en av monthly_pay, hourly_pay och hourly_cost; behåll en av dem",
        "{agent} has more than one of monthly_pay, hourly_pay and hourly_cost; keep one of them",
    }
    roster_off_grid(value, grid) {
        "{value} ligger inte på rutnätet om {grid} minuter; ändra tiden eller grid_minutes",
        "{value} is not on the grid of {grid} minutes; change the time or grid_minutes",
    }
    ambiguous_agent(name, agents) {
        "flera heter ”{name}” ({agents}); skriv id i stället, eller namnet följt av id inom parentes",
        "several are called “{name}” ({agents}); write the id instead, or the name followed by the id in brackets",
    }
    bad_workbook() {
        "arbetsboken kan inte läsas; spara den som Excel-arbetsbok (.xlsx) eller som CSV UTF-8",
        "the workbook cannot be read; save it as an Excel workbook (.xlsx) or as CSV UTF-8",
    }
    no_roster() {
        "inget blad är ett schema; ha rubrikerna person, datum, start och slut, eller personerna nedåt och datum åt höger",
        "no sheet is a roster; have the headings person, date, start and end, or people down and dates across",
    }
    bad_roster_cell(value) {
        "”{value}” kan inte förstås; skriv passet som 08:00-16:30 och under det till exempel 11:30-12:00 lunch",
        "“{value}” cannot be understood; write the shift as 08:00-16:30 and below it, for example, 11:30-12:00 lunch",
    }
    lunch_outside(value) {
        "lunchen {value} ligger inte inom passet; ändra den eller passet",
        "the lunch {value} is not within the shift; change it or the shift",
    }
    live_queue_activity(queue) {
        "”{queue}” är en kö där folk väntar på plats; skriv contacts, så tar personen alla köer den klarar",
        "“{queue}” is a queue where people wait there; write contacts, and the person serves every queue they can",
    }
}

/// The sentence for a fault of this kind; `None` for other kinds.
pub(super) fn text(language: Language, kind: &FaultKind) -> Option<String> {
    Some(match kind {
        FaultKind::NoSkill { agent } => no_skill(language, agent),
        FaultKind::BadEmployment { value } => bad_employment(language, value),
        FaultKind::UnknownShift { shift, nearest } => {
            unknown_shift(language, shift, hint(language, nearest.as_ref(), add_shift(language)))
        }
        FaultKind::UnknownAgent { agent, nearest } | FaultKind::UnknownRosterAgent { agent, nearest } => {
            unknown_agent(language, agent, hint(language, nearest.as_ref(), add_agent(language)))
        }
        FaultKind::NoAgent => no_agent(language),
        FaultKind::AbsenceBackwards { agent } => absence_backwards(language, agent),
        FaultKind::HistoryInHorizon { agent, value } => history_in_horizon(language, value, agent),
        FaultKind::BadDay { value } => bad_day(language, value),
        FaultKind::UnknownWish { wish, nearest, known } => {
            let known = known_wishes(language, one_of(language, known));
            unknown_wish(language, wish, hint(language, nearest.as_ref(), known))
        }
        FaultKind::WishValue { wish, needs_clock: true } => wish_needs_clock(language, wish),
        FaultKind::WishValue { wish, needs_clock: false } => wish_has_clock(language, wish),
        FaultKind::UnknownMeasure { value } => unknown_measure(language, value),
        FaultKind::SkillKnown { agent, skill } => skill_known(language, agent, skill),
        FaultKind::SkillNotHeld { agent, skill } => skill_not_held(language, agent, skill),
        FaultKind::PayTwice { agent } => pay_twice(language, agent),
        FaultKind::UnknownActivity { activity, nearest, known } => {
            let known = known_activities(language, one_of(language, known));
            unknown_activity(language, activity, hint(language, nearest.as_ref(), known))
        }
        FaultKind::OutsideHorizon { date, start, end } => outside_horizon(language, date, start, end),
        FaultKind::RosterOffGrid { value, grid } => roster_off_grid(language, value, grid),
        FaultKind::AmbiguousAgent { name, agents } => ambiguous_agent(language, name, words::list(language, agents)),
        FaultKind::BadWorkbook { .. } => bad_workbook(language),
        FaultKind::NoRoster => no_roster(language),
        FaultKind::BadRosterCell { value } => bad_roster_cell(language, value),
        FaultKind::LunchOutside { value } => lunch_outside(language, value),
        FaultKind::LiveQueueActivity { queue } => live_queue_activity(language, queue),
        _ => return None,
    })
}
