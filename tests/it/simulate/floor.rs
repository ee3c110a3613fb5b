//! What must hold on the floor whatever the roster: nobody in two places, nobody lost, nobody unskilled.

use bemanna::model::{IntervalIdx, PostIdx, Routing};
use bemanna::simulate::{End, Journey};
use proptest::prelude::*;

use super::*;
use crate::support::lillstad;

/// Random days at Lillstad: stretches of any activity, in any order, also overlapping as no lawful roster would.
fn any_day() -> impl Strategy<Value = Vec<Stretch>> {
    let activity = prop_oneof![
        4 => Just(Activity::Contacts),
        1 => Just(Activity::Deferrable(QueueIdx(2))),
        1 => Just(Activity::Post(PostIdx(0))),
        1 => Just(Activity::Lunch),
    ];
    let stretch = (0_usize..6, 28_i32..72, 1_i32..20, activity).prop_map(|(agent, start, length, activity)| Stretch {
        agent: AgentIdx(agent),
        start: Minute(start * 15),
        end: Minute((start + length) * 15),
        activity,
    });
    prop::collection::vec(stretch, 0..30)
}

/// Lillstad with letters, patience or none, and either way of closing.
fn twisted(has_patience: bool, at_closing: AtClosing, routing: Routing) -> Scenario {
    let mut scenario = lillstad(1);
    scenario.routing = routing;
    let mut letters = scenario.queues[0].clone();
    letters.channel = Channel::Email;
    letters.skills = SkillSet::of([SkillIdx(1)]);
    scenario.queues.push(letters);
    scenario.forecast.push(scenario.forecast[0].clone());
    for queue in &mut scenario.queues {
        queue.at_closing = at_closing;
        queue.patience = queue.patience.filter(|_| has_patience);
    }
    scenario
}

fn start_and_end(journey: &Journey) -> (f64, f64) {
    let start = journey.arrival.get() + journey.wait.get();
    (start, start + journey.handle_time.get())
}

/// Whether the agent is due to serve the queue at a time [s], by some stretch.
fn is_on_duty(stretches: &[Stretch], agent: AgentIdx, queue: QueueIdx, at: f64) -> bool {
    let is_due = |activity| match activity {
        Activity::Contacts => true,
        Activity::Deferrable(this) => this == queue,
        _ => false,
    };
    stretches.iter().any(|s| {
        let (start, end) = (60.0 * f64::from(s.start.0), 60.0 * f64::from(s.end.0));
        s.agent == agent && is_due(s.activity) && start <= at && at < end
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nobody_is_in_two_places_and_no_contact_is_lost(
        stretches in any_day(),
        has_patience: bool,
        is_served: bool,
        is_longest_idle: bool,
        seed: u64,
    ) {
        let at_closing = if is_served { AtClosing::Served } else { AtClosing::Dropped };
        let routing = if is_longest_idle { Routing::LongestIdle } else { Routing::FewestSkills };
        let scenario = twisted(has_patience, at_closing, routing);
        let simulator = Simulator::new(&scenario, seed);
        let journeys = simulator.trace(DayIdx(0), &stretches, 0);
        let tally = simulator.day(DayIdx(0), &stretches, 0..1);
        let closing = 17.0 * 3600.0;
        for queue in [0, 1, 2].map(QueueIdx) {
            let of_queue: Vec<&Journey> = journeys.iter().filter(|journey| journey.queue == queue).collect();
            let ends = |is: fn(End) -> bool| of_queue.iter().filter(|journey| is(journey.end)).count() as f64;
            let sums = tally.queues[queue.0];
            // Offered = answered + abandoned + dropped + left, counted apart.
            prop_assert_eq!(sums.offered, of_queue.len() as f64);
            prop_assert_eq!(sums.answered, ends(|end| matches!(end, End::Answered(_))));
            prop_assert_eq!(sums.abandoned, ends(|end| end == End::Abandoned));
            prop_assert_eq!(sums.dropped, ends(|end| end == End::Dropped));
            prop_assert!(queue == QueueIdx(2) || ends(|end| end == End::Left) == 0.0);

            let mut last_start = 0.0;
            for journey in of_queue {
                let patience = journey.patience.map_or(f64::INFINITY, Seconds::get);
                match journey.end {
                    End::Answered(agent) => {
                        let (start, _) = start_and_end(journey);
                        prop_assert!(scenario.can_serve(agent, queue), "{:?} is not skilled", agent);
                        prop_assert!(journey.wait.get() <= patience);
                        prop_assert!(start >= last_start, "somebody jumped the queue");
                        last_start = start;
                        let stays = is_served && start >= closing && queue != QueueIdx(2);
                        prop_assert!(is_on_duty(&stretches, agent, queue, start) || stays, "{:?} is away", agent);
                        prop_assert!(is_served || queue == QueueIdx(2) || start <= closing);
                    }
                    End::Abandoned => prop_assert_eq!(journey.wait.get(), patience),
                    End::Dropped | End::Left => prop_assert!(journey.wait.get() <= patience),
                }
            }
        }
        for agent in (0..6).map(AgentIdx) {
            let taken = journeys.iter().filter(|journey| journey.end == End::Answered(agent));
            let mut busy: Vec<(f64, f64)> = taken.map(start_and_end).collect();
            busy.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
            prop_assert!(busy.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{:?} is on two contacts", agent);
        }
    }
}

/// What was drawn for a contact.
fn drawn(journey: &Journey) -> (QueueIdx, f64, f64, Option<f64>) {
    (journey.queue, journey.arrival.get(), journey.handle_time.get(), journey.patience.map(Seconds::get))
}

fn whole_day() -> Vec<Stretch> {
    (0..6).map(|agent| on_contacts(agent, 480..1020)).collect()
}

#[test]
fn no_change_of_a_shift_changes_what_was_drawn() {
    let scenario = lillstad(2);
    let simulator = Simulator::new(&scenario, 1);
    let mut fewer = whole_day();
    fewer[2].end = Minute(700);
    fewer.remove(4);
    for replication in 0..5 {
        let one = simulator.trace(DayIdx(0), &whole_day(), replication);
        let other = simulator.trace(DayIdx(0), &fewer, replication);
        assert!(one.len() > 100 && one.iter().map(drawn).eq(other.iter().map(drawn)));
        assert_ne!(one, other, "yet who waits how long is another matter");
    }
    let days = [0, 1].map(|day| simulator.trace(DayIdx(day), &[], 0));
    assert!(!days[0].iter().map(drawn).eq(days[1].iter().map(drawn)), "days are drawn apart");
    let again = Simulator::new(&scenario, 1).trace(DayIdx(0), &whole_day(), 3);
    assert_eq!(simulator.trace(DayIdx(0), &whole_day(), 3), again, "a seed says it all");
}

#[test]
fn more_contacts_in_one_half_hour_leave_the_others_as_they_were() {
    let scenario = lillstad(1);
    let mut busier = scenario.clone();
    busier.forecast[0][20].contacts *= 2.0;
    let outside = |scenario: &Scenario| {
        let journeys = Simulator::new(scenario, 1).trace(DayIdx(0), &[], 0);
        let is_inside = |j: &Journey| j.queue == QueueIdx(0) && (36_000.0..37_800.0).contains(&j.arrival.get());
        let (inside, outside): (Vec<_>, Vec<_>) = journeys.into_iter().partition(is_inside);
        (inside.len(), outside.iter().map(drawn).collect::<Vec<_>>())
    };
    let (one, other) = (outside(&scenario), outside(&busier));
    assert!(one.0 < other.0);
    assert_eq!(one.1, other.1);
}

#[test]
fn replications_add_up_however_they_are_asked_for() {
    let simulator = Simulator::new(&lillstad(1), 1);
    let tally = |range| simulator.day(DayIdx(0), &whole_day()[1..5], range);
    let (all, first, rest) = (tally(0..20), tally(0..7), tally(7..20));
    for queue in 0..2 {
        for (interval, all) in all.intervals[queue].iter().enumerate() {
            let mut sum = first.intervals[queue][interval];
            sum.add(&rest.intervals[queue][interval]);
            assert!(
                (sum.offered, sum.answered_within, sum.abandoned) == (all.offered, all.answered_within, all.abandoned)
            );
            assert!((sum.wait_s - all.wait_s).abs() < 1e-6);
        }
    }
    // Far beyond what is kept in memory the same contacts are drawn again.
    let far = 4_000_000_000;
    assert_eq!(tally(far..far + 1), tally(far..far + 1));
    assert_ne!(tally(far..far + 1), tally(far + 1..far + 2));
}

#[test]
fn at_closing_those_who_wait_are_served_or_turned_away() {
    let overloaded = [on_contacts(0, 480..1020), on_contacts(3, 480..1020)];
    let tally = |at_closing| {
        let scenario = twisted(false, at_closing, Routing::LongestIdle);
        Simulator::new(&scenario, 1).day(DayIdx(0), &overloaded, 0..20).queues[0]
    };
    let served = tally(AtClosing::Served);
    assert!(served.answered == served.offered && served.dropped == 0.0);
    let dropped = tally(AtClosing::Dropped);
    assert!(dropped.answered + dropped.dropped == dropped.offered && dropped.dropped > 20.0);
}

#[test]
fn a_night_shift_serves_the_morning_after_also_over_the_end_of_a_cyclic_week() {
    let mut scenario = lillstad(2);
    scenario.horizon.cyclic = true;
    for day in &mut scenario.horizon.days {
        day.opening = vec![day.span()];
    }
    for forecast in scenario.forecast.iter_mut().flatten() {
        forecast.contacts = 1.0;
    }
    let simulator = Simulator::new(&scenario, 1);
    // Bo, who knows both queues, from 22 to 06.
    let night = |day: i32| [on_contacts(1, day * 1440 + 1320..day * 1440 + 1800)];
    let answered = |day, stretches: &[Stretch]| {
        let tally = simulator.day(DayIdx(day), stretches, 0..20);
        [0..12, 14..42, 44..48].map(|hours| tally.intervals[0][hours].iter().map(|t| t.answered).sum::<f64>())
    };
    let monday = answered(0, &night(0));
    assert!(monday[0] == 0.0 && monday[1] == 0.0 && monday[2] > 0.0, "{monday:?}");
    let tuesday = answered(1, &night(0));
    assert!(tuesday[0] > 0.0 && tuesday[1] == 0.0 && tuesday[2] == 0.0, "{tuesday:?}");
    let over_the_end = answered(0, &night(1));
    assert!(over_the_end[0] > 0.0 && over_the_end[1] == 0.0, "{over_the_end:?}");
    scenario.horizon.cyclic = false;
    let cut = Simulator::new(&scenario, 1).day(DayIdx(0), &night(1), 0..20);
    assert!(cut.queues[0].answered == 0.0, "without a cycle the shift covers no Monday");
}

#[test]
fn letters_are_answered_in_between_and_hardly_in_the_way() {
    let scenario = twisted(true, AtClosing::Served, Routing::LongestIdle);
    let mut without = scenario.clone();
    without.forecast[2].fill(Forecast { contacts: 0.0, handle_time: Seconds::new(300.0) });
    let tally = |scenario: &Scenario| Simulator::new(scenario, 1).day(DayIdx(0), &whole_day(), 0..200);
    let (with, without) = (tally(&scenario), tally(&without));
    let share = |tally: &DayTally, queue: usize| tally.queues[queue].answered_within / tally.queues[queue].offered;
    assert!(with.queues[2].answered > 0.9 * with.queues[2].offered);
    let (calm, blended) = (share(&without, 1), share(&with, 1));
    assert!(calm > blended && blended > calm - 0.1, "calls within two minutes: {calm} alone, {blended} with letters");

    // Dan works on letters only: the calls of his queue find nobody.
    let letters = [Stretch { activity: Activity::Deferrable(QueueIdx(2)), ..on_contacts(3, 480..1020) }];
    let tally = Simulator::new(&scenario, 1).day(DayIdx(0), &letters, 0..20);
    assert!(tally.queues[1].answered == 0.0 && tally.queues[2].answered > 0.8 * tally.queues[2].offered);
}

#[test]
fn every_law_has_the_forecasts_mean_and_the_spread_it_names() {
    let laws = [
        (HandleTimeLaw::Constant, 0.0),
        (HandleTimeLaw::Exponential, 1.0),
        (HandleTimeLaw::LogNormal { variation: 0.7 }, 0.7),
        (HandleTimeLaw::Gamma { variation: 1.4 }, 1.4),
    ];
    for (law, variation) in laws {
        let mut scenario = lillstad(1);
        scenario.queues[0].handle_time_law = law;
        scenario.forecast[0][20].handle_time = Seconds::new(200.0);
        let simulator = Simulator::new(&scenario, 1);
        let journeys = (0..600).flat_map(|replication| simulator.trace(DayIdx(0), &[], replication));
        let of_queue: Vec<Journey> = journeys.filter(|journey| journey.queue == QueueIdx(0)).collect();
        let span = scenario.horizon.interval(IntervalIdx(20));
        let is_inside = |j: &&Journey| span.contains(Span::new(minute(j), minute(j)));
        let mean = |inside: bool, of: &dyn Fn(f64) -> f64| {
            let chosen = of_queue.iter().filter(|j| is_inside(j) == inside);
            Sample(chosen.map(|j| of(j.handle_time.get())).collect())
        };
        let spread = variation * variation;
        if spread > 0.0 {
            mean(false, &|s| s).holds("mean", 300.0, 3.0);
            mean(true, &|s| s).holds("mean of the half-hour", 200.0, 10.0);
            mean(false, &|s| (s / 300.0 - 1.0).powi(2)).holds("spread", spread, 0.1);
        } else {
            assert!(of_queue.iter().all(|j| [200.0, 300.0].contains(&j.handle_time.get())));
        }
    }
}

fn minute(journey: &Journey) -> Minute {
    #[expect(clippy::cast_possible_truncation, reason = "a minute of the day")]
    let minute = (journey.arrival.get() / 60.0) as i32;
    Minute(minute)
}

#[test]
fn busy_days_are_as_busy_as_the_variation_says() {
    let mut scenario = lillstad(1);
    scenario.busyness_variation = 0.2;
    let days = each_day(&scenario, &[], 1, 3000);
    // Variance of the volume: that of Poisson, and that of the factor.
    sample(&days, |t| t.offered).holds("mean", 108.0, 1.0);
    sample(&days, |t| (t.offered - 108.0).powi(2)).holds("variance", 108.0 + (0.2_f64 * 108.0).powi(2), 30.0);
    let ratio = |tally: &DayTally| (tally.queues[0].offered - 108.0) * (tally.queues[1].offered - 108.0);
    Sample(days.iter().map(ratio).collect()).holds("all queues together", (0.2_f64 * 108.0).powi(2), 30.0);
}

#[test]
fn agents_stay_away_as_often_as_the_centre_says_and_one_by_one() {
    let mut scenario = lillstad(1);
    scenario.unplanned_absence = 0.3;
    let simulator = Simulator::new(&scenario, 1);
    let came = |stretches: &[Stretch], agent: usize| {
        let at = |replication| {
            let journeys = simulator.trace(DayIdx(0), stretches, replication);
            f64::from(journeys.iter().any(|journey| journey.end == End::Answered(AgentIdx(agent))))
        };
        (0..1500).map(at).collect::<Vec<f64>>()
    };
    // Two half-days with a break between: one shift, missed as a whole.
    let ann = [on_contacts(0, 480..720), on_contacts(0, 750..1020)];
    let rest = Stretch { activity: Activity::Lunch, ..on_contacts(0, 720..750) };
    let alone = came(&[ann[0], rest, ann[1]], 0);
    Sample(alone.clone()).holds("Ann comes", 0.7, 0.02);
    let both = [ann[0], rest, ann[1], on_contacts(3, 480..1020)];
    assert_eq!(came(&both, 0), alone, "a colleague does not change whether Ann comes");
    let dan = came(&both, 3);
    Sample(alone.iter().zip(&dan).map(|(a, b)| a * b).collect()).holds("both come", 0.49, 0.02);
}
