//! Time by the clock on the wall and by elapsed minutes: `check`'s own arithmetic.

use chrono::{Datelike, Days, NaiveDate};

use crate::model::{Horizon, Minute, Span};

/// The date and the minutes since midnight that the clock shows at an elapsed minute, also outside the horizon.
pub(super) fn local(horizon: &Horizon, at: Minute) -> (NaiveDate, i32) {
    let first = &horizon.days[0];
    let day = horizon.days.iter().rev().find(|day| day.start <= at).unwrap_or(first);
    let elapsed = at - day.start;
    let jump = day.clock_change.filter(|change| change.at <= elapsed).map_or(0, |change| change.by);
    let shown = elapsed + jump;
    (move_date(day.date, shown.div_euclid(1440)), shown.rem_euclid(1440))
}

/// Minutes by the clock since midnight at the start of `date`: over 1440 on a later day, below 0 on an earlier one.
pub(super) fn clock_since(horizon: &Horizon, date: NaiveDate, at: Minute) -> i32 {
    let (on, minute) = local(horizon, at);
    days_between(date, on) * 1440 + minute
}

/// The elapsed minute of local midnight at the start of `date`; days outside the horizon have 24 hours.
pub(super) fn midnight(horizon: &Horizon, date: NaiveDate) -> Minute {
    let first = &horizon.days[0];
    let index = days_between(first.date, date);
    if let Ok(index) = usize::try_from(index)
        && let Some(day) = horizon.days.get(index)
    {
        return day.start;
    }
    if index < 0 {
        return first.start + index * 1440;
    }
    let last = &horizon.days[horizon.days.len() - 1];
    last.start + last.minutes + (days_between(last.date, date) - 1) * 1440
}

/// The first elapsed minute of `span` from which the clock shows `clock` minutes since midnight of `date` or more;
/// the end of `span` where it never does.
pub(super) fn first_at(horizon: &Horizon, date: NaiveDate, clock: i32, span: Span) -> Minute {
    let minutes = (span.start.0..span.end.0).map(Minute);
    minutes.into_iter().find(|&at| clock_since(horizon, date, at) >= clock).unwrap_or(span.end)
}

/// The dates that `span` touches, in order.
pub(super) fn dates(horizon: &Horizon, span: Span) -> Vec<NaiveDate> {
    let (from, _) = local(horizon, span.start);
    let (to, _) = local(horizon, span.end - 1);
    from.iter_days().take_while(|&date| date <= to).collect()
}

/// The Monday of the week that `date` falls in.
pub(super) fn week_of(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

/// `date` and so many days later, or earlier.
pub(super) fn move_date(date: NaiveDate, days: i32) -> NaiveDate {
    date + chrono::Duration::days(i64::from(days))
}

fn days_between(from: NaiveDate, to: NaiveDate) -> i32 {
    i32::try_from((to - from).num_days()).expect("dates of one plan lie within centuries")
}

/// Spans in order, with those that touch or overlap made one.
pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| span.start < span.end);
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// What two spans share.
pub(super) fn common(a: Span, b: Span) -> Option<Span> {
    let span = Span::new(a.start.max(b.start), a.end.min(b.end));
    (span.start < span.end).then_some(span)
}

/// The parts of `span` that none of `cover` holds; `cover` must be merged.
pub(super) fn outside(span: Span, cover: &[Span]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = span.start;
    for inside in cover.iter().filter_map(|&cover| common(span, cover)) {
        if at < inside.start {
            out.push(Span::new(at, inside.start));
        }
        at = inside.end;
    }
    if at < span.end {
        out.push(Span::new(at, span.end));
    }
    out
}

/// On a cyclic horizon, the spans and their copies one round earlier and later; otherwise the spans.
pub(super) fn rounds(horizon: &Horizon, spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let round = length(horizon);
    let shifts: &[i32] = if horizon.cyclic { &[-1, 0, 1] } else { &[0] };
    let copies = |span: Span| shifts.iter().map(move |by| Span::new(span.start + by * round, span.end + by * round));
    merged(spans.into_iter().flat_map(copies).collect())
}

/// The parts of `span` within the horizon; on a cyclic one what runs past the end comes back at the start.
pub(super) fn wrapped(horizon: &Horizon, span: Span) -> Vec<Span> {
    let round = length(horizon);
    if !horizon.cyclic || round == 0 {
        return vec![span];
    }
    let whole = Span::new(Minute(0), Minute(round));
    let laps = span.start.0.div_euclid(round)..=(span.end.0 - 1).div_euclid(round);
    laps.filter_map(|lap| common(whole, Span::new(span.start - lap * round, span.end - lap * round))).collect()
}

/// Length of the horizon `[min]`.
pub(super) fn length(horizon: &Horizon) -> i32 {
    horizon.days.iter().map(|day| day.minutes).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ClockChange;

    fn weekend(date: &str, minutes: i32, change: ClockChange) -> Horizon {
        let mut horizon = Horizon::new(date.parse().unwrap(), 3, 30, 15);
        horizon.days[1].minutes = minutes;
        horizon.days[1].clock_change = Some(change);
        horizon.days[2].start = Minute(1440 + minutes);
        horizon
    }

    #[test]
    fn midnights_and_clock_times_agree_across_the_change_in_march() {
        let horizon = weekend("2026-03-28", 1380, ClockChange { at: 120, by: 60 });
        let sunday: NaiveDate = "2026-03-29".parse().unwrap();
        assert_eq!(local(&horizon, Minute(1440 + 119)), (sunday, 119));
        assert_eq!(local(&horizon, Minute(1440 + 120)), (sunday, 180));
        assert_eq!(midnight(&horizon, "2026-03-31".parse().unwrap()), Minute(1440 + 1380 + 1440));
        assert_eq!(midnight(&horizon, "2026-03-27".parse().unwrap()), Minute(-1440));
        let day = Span::new(Minute(1440), Minute(1440 + 1380));
        assert_eq!(first_at(&horizon, sunday, 5 * 60, day), Minute(1440 + 4 * 60));
        assert_eq!(clock_since(&horizon, sunday, Minute(1440 + 1380 + 60)), 1500);
    }

    #[test]
    fn parts_outside_a_cover_are_found_on_both_sides_and_between() {
        let span = |start, end| Span::new(Minute(start), Minute(end));
        assert_eq!(outside(span(0, 100), &[span(10, 20), span(30, 200)]), [span(0, 10), span(20, 30)]);
        assert_eq!(outside(span(0, 5), &[]), [span(0, 5)]);
        assert_eq!(merged(vec![span(5, 9), span(0, 5), span(3, 3)]), [span(0, 9)]);
    }

    #[test]
    fn a_span_over_the_end_of_a_cyclic_day_comes_back_at_its_start() {
        let span = |start, end| Span::new(Minute(start), Minute(end));
        let mut horizon = Horizon::new("2026-11-23".parse().unwrap(), 1, 60, 60);
        assert_eq!(wrapped(&horizon, span(1260, 1800)), [span(1260, 1800)]);
        horizon.cyclic = true;
        assert_eq!(wrapped(&horizon, span(1260, 1800)), [span(1260, 1440), span(0, 360)]);
        assert_eq!(wrapped(&horizon, span(1500, 1560)), [span(60, 120)]);
    }
}
