//! What rosters cost: rates on both sides of a change, rounding by month, overtime, departments, sums.

use bemanna::cost::cost;
use bemanna::model::{
    Activity, Agent, AgentIdx, Amount, Category, DayIdx, Money, PartTimeExcess, PayRate, Queue, Roster, RuleId,
    Scenario, Seconds, Share, SkillIdx, SkillSet, Stretch,
};
use chrono::NaiveDate;

use super::calendar::centre;
use super::oracle;
use crate::support::lillstad;

/// A stretch on contacts by the clock on a day of the horizon.
fn on(scenario: &Scenario, agent: usize, day: usize, (from, to): (i32, i32)) -> Stretch {
    let at = |minute| scenario.horizon.minute_at(DayIdx(day), minute);
    Stretch { agent: AgentIdx(agent), start: at(from), end: at(to), activity: Activity::Contacts }
}

/// A year's kronor of Östhammar's evening: two people, an hour after 19 each, 46 weeks, at the rate of each date.
#[test]
fn an_evening_a_week_for_two_costs_what_the_domain_says() {
    let mut scenario = centre(oracle::date(2026, 11, 26), 1, "");
    scenario.agents.push(Agent { id: "bo".to_owned(), ..scenario.agents[0].clone() });
    let shift = (11 * 60, 20 * 60);
    let roster = Roster::new(vec![on(&scenario, 0, 0, shift), on(&scenario, 1, 0, shift)]);
    let week = cost(&scenario, &roster).amount().supplements;
    assert_eq!(week, Money::from_ore(2 * 2640));
    assert_eq!((week.ore() * 46 + 50) / 100, 2_429, "kronor a year");
}

#[test]
fn rates_change_with_the_date() {
    // Saturday noon to 14: B by day. Tuesday 31 March 2026 and Wednesday 1 April, 19 to 21: D.
    let of = |start: NaiveDate, from: i32, to: i32| {
        let scenario = centre(start, 1, "");
        cost(&scenario, &Roster::new(vec![on(&scenario, 0, 0, (from, to))])).amount().supplements.ore()
    };
    assert_eq!(of(oracle::date(2026, 3, 28), 720, 840), 2 * 6_610);
    assert_eq!(of(oracle::date(2026, 4, 11), 720, 840), 2 * 6_810);
    assert_eq!(of(oracle::date(2026, 3, 31), 1140, 1260), 2 * 2_560);
    assert_eq!(of(oracle::date(2026, 4, 1), 1140, 1260), 2 * 2_640);
    assert_eq!(of(oracle::date(2025, 12, 24), 720, 840), 2 * 12_690);
    assert_eq!(of(oracle::date(2026, 12, 24), 1320, 1440), 2 * 15_690);
    assert_eq!(of(oracle::date(2025, 4, 4), 1380, 1440), 7_600, "Friday 23 to 24");
    // Before the first rate known, time counts and kronor do not.
    let scenario = centre(oracle::date(2025, 3, 29), 1, "");
    let found = cost(&scenario, &Roster::new(vec![on(&scenario, 0, 0, (720, 840))]));
    assert_eq!((found.amount().supplements, found.minutes_without_rate), (Money::default(), 120));
}

/// Both months of a week that crosses from March to April are rounded by themselves, at their own rates.
#[test]
fn each_month_is_rounded_up_to_half_hours_and_under_an_hour_gives_nothing() {
    let scenario = centre(oracle::date(2026, 3, 30), 7, "");
    let one = |day, to| on(&scenario, 0, day, (12 * 60, to));
    let at = |stretches: Vec<Stretch>| cost(&scenario, &Roster::new(stretches));
    // 45 minutes on each side: nothing.
    assert_eq!(at(vec![one(1, 1185), one(2, 1185)]).amount().supplements, Money::default());
    // 75 minutes in March become 90, 60 in April stay 60; Thursday 2 April from 18 is A.
    let found = at(vec![one(1, 1215), one(2, 1200), one(3, 19 * 60)]);
    let months = &found.people[0].months;
    assert_eq!(months.iter().map(|month| (month.month, month.is_whole)).collect::<Vec<_>>(), [(3, false), (4, false)]);
    let march = months[0].supplements[0];
    assert_eq!((march.category, march.worked, march.counted), (Category::D, 75, 90));
    assert_eq!((march.amount.ore(), march.unrounded.ore()), (3_840, 3_200));
    let april: Vec<_> = months[1].supplements.iter().map(|s| (s.category, s.counted, s.amount.ore())).collect();
    assert_eq!(april, [(Category::A, 60, 13_070), (Category::D, 60, 2_640)]);
    let whole = centre(oracle::date(2026, 2, 1), 28, "");
    let found = cost(&whole, &Roster::new(vec![on(&whole, 0, 2, (480, 960))]));
    assert!(found.people[0].months[0].is_whole);
}

/// A shift over the end of a month is cut at midnight.
#[test]
fn a_night_over_the_end_of_the_month_belongs_to_both() {
    let scenario = centre(oracle::date(2026, 4, 30), 1, "");
    let found = cost(&scenario, &Roster::new(vec![on(&scenario, 0, 0, (22 * 60, 26 * 60))]));
    let months: Vec<_> =
        found.people[0].months.iter().map(|m| (m.month, m.ordinary, m.supplements[0].category)).collect();
    assert_eq!(months, [(4, 120, Category::B), (5, 120, Category::B)]);
    // The last hour of the day when the clock goes back belongs to it all the same.
    let scenario = centre(oracle::date(2027, 10, 31), 1, "");
    let found = cost(&scenario, &Roster::new(vec![on(&scenario, 0, 0, (23 * 60, 25 * 60))]));
    let months: Vec<_> = found.people[0].months.iter().map(|m| (m.month, m.ordinary)).collect();
    assert_eq!(months, [(10, 60), (11, 60)]);
}

/// In a week that closes on itself the night after Sunday is Monday's, and so is what it gives.
#[test]
fn a_night_over_the_end_of_a_standing_week_counts_at_its_beginning() {
    let mut scenario = centre(oracle::date(2026, 11, 23), 7, "");
    scenario.horizon.cyclic = true;
    // Until half an hour after B ends on Monday.
    let found = cost(&scenario, &Roster::new(vec![on(&scenario, 0, 6, (22 * 60, 31 * 60 + 30))]));
    let [month] = &found.people[0].months[..] else { panic!("one month: {:?}", found.people) };
    let times: Vec<_> = month.supplements.iter().map(|time| (time.category, time.worked, time.night)).collect();
    assert_eq!((month.month, month.ordinary, times), (11, 570, vec![(Category::B, 540, 480)]));
}

/// Lillstad with AB 25's terms and a full-time month of 33,000 kr: 200 kr an hour.
fn paid() -> Scenario {
    let mut scenario = lillstad(5);
    scenario.pay = centre(oracle::date(2026, 11, 23), 5, "").pay;
    for agent in &mut scenario.agents {
        agent.pay = Some(PayRate::Monthly(Money::from_ore(3_300_000)));
    }
    scenario
}

/// A week of whole days from 8, `minutes` on contacts each.
fn week(scenario: &Scenario, agent: usize, minutes: [i32; 5]) -> Vec<Stretch> {
    (0..5).filter(|&day| minutes[day] > 0).map(|day| on(scenario, agent, day, (480, 480 + minutes[day]))).collect()
}

#[test]
fn pay_on_costs_and_overtime_are_to_the_ore() {
    let scenario = paid();
    let amount = |stretches: Vec<Stretch>| {
        let found = cost(&scenario, &Roster::new(stretches));
        let month = &found.people[0].months[0];
        (month.ordinary, month.simple, month.qualified, month.amount)
    };
    let (ordinary, simple, qualified, found) = amount(week(&scenario, 0, [480; 5]));
    assert_eq!((ordinary, simple, qualified), (2400, 0, 0));
    // 40 h at 200 kr, and 31.42 %.
    let (pay, on_cost) = (Money::from_ore(800_000), Money::from_ore(251_360));
    assert_eq!(found, Amount { ordinary: pay, on_cost, ..Amount::default() });
    // Three hours more on Friday, to 19: two simple at 180 %, one qualified at 240 %; nothing for the evening.
    let (ordinary, simple, qualified, found) = amount(week(&scenario, 0, [480, 480, 480, 480, 660]));
    assert_eq!((ordinary, simple, qualified), (2400, 120, 60));
    assert_eq!(found.beyond, Money::from_ore(2 * 36_000 + 48_000));
    // Friday 17 to 18 is within the contract when a shorter day left room: B, an hour of ordinary time.
    let (_, _, _, found) = amount(week(&scenario, 0, [420, 420, 480, 480, 600]));
    assert_eq!((found.supplements, found.beyond), (Money::from_ore(6_810), Money::default()));
}

#[test]
fn a_shift_wholly_beyond_the_contract_is_qualified_overtime() {
    let mut scenario = paid();
    scenario.agents[0].contract = Some(4 * 480);
    let found = cost(&scenario, &Roster::new(week(&scenario, 0, [480; 5])));
    let month = &found.people[0].months[0];
    assert_eq!((month.ordinary, month.simple, month.qualified), (1920, 0, 480));
    // What the rules let a period differ from the contract is no overtime.
    let tolerance = scenario.rules.limits.get_mut(&RuleId::ContractTolerance).unwrap();
    tolerance.value = 60;
    let found = cost(&scenario, &Roster::new(week(&scenario, 0, [480; 5])));
    let month = &found.people[0].months[0];
    assert_eq!((month.ordinary, month.simple, month.qualified), (1980, 120, 300));
}

#[test]
fn part_time_is_paid_as_overtime_or_as_additional_hours_up_to_full_time() {
    let mut scenario = paid();
    scenario.agents[0].employment = Share::new(0.75);
    scenario.agents[0].contract = Some(1800);
    let month =
        |scenario: &Scenario| cost(scenario, &Roster::new(week(scenario, 0, [510; 5]))).people[0].months[0].clone();
    let found = month(&scenario);
    assert_eq!((found.ordinary, found.additional, found.simple, found.qualified), (1800, 0, 120, 630));
    scenario.pay.part_time = PartTimeExcess::Additional(120);
    let found = month(&scenario);
    // Full time is 40 h; the 2.5 h beyond that continue Friday's shift.
    assert_eq!((found.ordinary, found.additional, found.simple, found.qualified), (1800, 600, 120, 30));
    assert_eq!(found.amount.beyond, Money::from_ore(10 * 24_000 + 2 * 36_000 + 24_000));
    let before = centre(oracle::date(2025, 3, 3), 7, "").pay.part_time;
    let after = centre(oracle::date(2025, 4, 7), 7, "").pay.part_time;
    assert_eq!((before, after), (PartTimeExcess::Additional(120), PartTimeExcess::Overtime));
}

#[test]
fn unpaid_lunch_costs_nothing_and_an_hour_cost_holds_its_on_costs() {
    let mut scenario = paid();
    scenario.agents[0].pay = Some(PayRate::Cost(Money::from_ore(30_000)));
    scenario.agents[1].pay = Some(PayRate::Hourly(Money::from_ore(18_050)));
    scenario.agents[2].pay = None;
    let day = |agent: usize| {
        let mut day = vec![on(&scenario, agent, 4, (480, 690)), on(&scenario, agent, 4, (720, 1080))];
        let lunch = on(&scenario, agent, 4, (690, 720));
        day.push(Stretch { activity: Activity::Lunch, ..lunch });
        day
    };
    let found = cost(&scenario, &Roster::new((0..3).flat_map(day).collect()));
    let amounts: Vec<Amount> = found.people.iter().map(bemanna::model::PersonCost::amount).collect();
    // Nine and a half paid hours, the last from 17 to 18 on a Friday.
    assert_eq!((amounts[0].ordinary.ore(), amounts[0].on_cost.ore()), (285_000, 2_140));
    assert_eq!((amounts[1].ordinary.ore(), amounts[1].on_cost.ore()), (171_475, 56_017));
    assert_eq!((amounts[2].ordinary, amounts[2].supplements.ore()), (Money::default(), 6_810));
    assert_eq!(found.without_pay(), 1);
}

#[test]
fn departments_give_what_others_get() {
    let mut scenario = paid();
    "Bygg".clone_into(scenario.queues[0].department.get_or_insert_default());
    "Skola".clone_into(scenario.queues[1].department.get_or_insert_default());
    "Bygg".clone_into(scenario.agents[0].department.get_or_insert_default());
    "Skola".clone_into(scenario.agents[1].department.get_or_insert_default());
    // Twice as much work on bygg as on skola; ann can only serve bygg, bo both, cia is the centre's own.
    scenario.forecast[0].iter_mut().for_each(|expected| expected.contacts *= 2.0);
    let mut stretches: Vec<Stretch> =
        [0, 1, 2].into_iter().flat_map(|agent| week(&scenario, agent, [480; 5])).collect();
    stretches[0].activity = Activity::Meeting;
    let found = cost(&scenario, &Roster::new(stretches));
    let of = |name: Option<&str>| found.departments.iter().find(|d| d.department.as_deref() == name).unwrap();
    let (common, bygg, skola) = (of(None), of(Some("Bygg")), of(Some("Skola")));
    assert_eq!((bygg.gives_minutes, skola.gives_minutes, common.gives_minutes), (2400, 2400, 2400));
    // Bo's 2,400 minutes are shared two to one; ann's meeting is in common.
    assert_eq!((bygg.gets_minutes, skola.gets_minutes, common.gets_minutes), (1920 + 1600 + 2400, 800, 480));
    let net: i64 = found.departments.iter().map(|d| (d.gets - d.gives).ore()).sum();
    assert_eq!(net, 0);
    assert_eq!(found.departments.iter().map(|d| d.gives).sum::<Money>(), found.amount().total());
}

/// Rosters drawn at random: persons, months and departments add up to the whole, and supplements agree with the oracle.
#[test]
fn sums_agree_and_supplements_are_those_of_the_oracle() {
    for seed in 0..60_u64 {
        let mut draw = Draw(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let start = oracle::date(2025, 4, 7) + chrono::Days::new(draw.below(700));
        let mut scenario = centre(start, 14, "");
        scenario.queues.push(Queue::new("skola", SkillSet::of([SkillIdx(0)]), Seconds::new(120.0)));
        scenario.forecast.push(scenario.forecast[0].clone());
        scenario.queues[0].department = Some("Bygg".to_owned());
        for agent in 0..3_usize {
            let department = (draw.below(2) == 0).then(|| "Vård".to_owned());
            let pay = Some(PayRate::Monthly(Money::from_ore(i64::try_from(2_500_000 + draw.below(900_000)).unwrap())));
            scenario.agents.push(Agent {
                department,
                pay,
                contract: (agent > 0).then_some(3000),
                ..Agent::new(format!("a{agent}"), scenario.agents[0].skills)
            });
        }
        let mut stretches = Vec::new();
        for agent in 1..scenario.agents.len() {
            for day in 0..14 {
                let from = i32::try_from(draw.below(95)).unwrap() * 15;
                let to = from + 60 + i32::try_from(draw.below(30)).unwrap() * 15;
                if draw.below(2) == 0 && to < 1440 {
                    stretches.push(on(&scenario, agent, day, (from, to)));
                }
            }
        }
        let roster = Roster::new(stretches);
        let found = cost(&scenario, &roster);
        let total = found.amount().total();
        assert_eq!(found.months().map(|month| month.amount.total()).sum::<Money>(), total);
        assert_eq!(found.departments.iter().map(|d| d.gives).sum::<Money>(), total);
        assert_eq!(found.departments.iter().map(|d| d.gets).sum::<Money>(), total);
        let paid: i32 = roster.stretches.iter().map(|stretch| stretch.span().minutes()).sum();
        assert_eq!(found.months().map(bemanna::model::MonthCost::paid).sum::<i32>(), paid);
        assert_eq!(found.departments.iter().map(|d| d.gets_minutes).sum::<i32>(), paid);
        // The first of the new agents has hours as needed, so that all time is ordinary.
        let mut worked = [0; 4];
        for stretch in roster.of(AgentIdx(1)) {
            for minute in stretch.start.0..stretch.end.0 {
                let clock = scenario.horizon.clock(bemanna::model::Minute(minute));
                let at = clock.date.and_hms_opt(0, 0, 0).unwrap() + chrono::TimeDelta::minutes(clock.minute.into());
                if let Some(category) = oracle::category(at) {
                    worked[Category::ALL.iter().position(|&one| one == category).unwrap()] += 1;
                }
            }
        }
        let person = found.people.iter().find(|person| person.agent == AgentIdx(1)).unwrap();
        for (category, worked) in Category::ALL.into_iter().zip(worked) {
            let times = person.months.iter().flat_map(|month| &month.supplements);
            let of: i32 = times.filter(|time| time.category == category).map(|time| time.worked).sum();
            assert_eq!(of, worked, "{start} {category:?}");
        }
    }
}

/// Numbers drawn by xorshift.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// Overtime that is ordered is overtime where it lies, not at the period's end: its evening gives no supplement.
#[test]
fn ordered_overtime_is_overtime_where_it_was_ordered() {
    let mut scenario = centre(oracle::date(2026, 11, 23), 5, "");
    let thursday = on(&scenario, 0, 3, (17 * 60, 20 * 60));
    let agent = &mut scenario.agents[0];
    (agent.contract, agent.overtime) = (Some(5 * 480 + 180), vec![thursday.span()]);
    let mut rows: Vec<Stretch> = (0..5).map(|day| on(&scenario, 0, day, (9 * 60, 17 * 60))).collect();
    rows.push(thursday);
    let found = cost(&scenario, &Roster::new(rows));
    let month = &found.people[0].months[0];
    assert_eq!((month.ordinary, month.simple, month.qualified), (2400, 120, 60));
    assert_eq!(found.amount().supplements, Money::from_ore(0));
    // A day that is ordered as a whole has no ordinary time to lie next to.
    let saturday = on(&scenario, 0, 4, (9 * 60, 17 * 60));
    let agent = &mut scenario.agents[0];
    (agent.contract, agent.overtime) = (Some(5 * 480), vec![saturday.span()]);
    let rows = (0..5).map(|day| on(&scenario, 0, day, (9 * 60, 17 * 60))).collect();
    let month = &cost(&scenario, &Roster::new(rows)).people[0].months[0];
    assert_eq!((month.ordinary, month.simple, month.qualified), (1920, 0, 480));
}
