//! A large centre over several weeks: groups, weeks, size.

use bemanna::model::{AgentIdx, DayIdx, Horizon, IntervalIdx, Language, Minute, Plan, Roster, Scenario, Span, Stretch};

use super::page;
use crate::sample_plan::fine;

/// `fine` with 55 people of five departments over four weeks, each with the days of one of the six of the sample.
fn large() -> Plan {
    let mut plan = fine();
    let first = plan.scenario.horizon.clone();
    let scenario = &mut plan.scenario;
    let mut horizon = Horizon::new(first.days[0].date, 26, first.interval_minutes, first.grid_minutes);
    for (_, day) in horizon.days.iter_mut().enumerate().filter(|(index, _)| index % 7 < 5) {
        day.opening = vec![Span::new(day.start + 8 * 60, day.start + 17 * 60)];
    }
    let six = scenario.agents.clone();
    scenario.agents = (0..55)
        .map(|number| {
            let mut agent = six[number % 6].clone();
            agent.id = format!("person{number}");
            agent.name =
                format!("{} {}sson", agent.name.split(' ').next().unwrap_or_default(), ["Al", "Be", "Ce"][number % 3]);
            agent.department = Some(format!("Förvaltning {}", number % 5));
            agent.contract = Some(20 * 8 * 60);
            agent
        })
        .collect();
    repeat(scenario, horizon);
    let n_intervals = scenario.horizon.n_intervals();
    let mut stretches = Vec::new();
    for number in 0..55 {
        for day in (0..26).filter(|day| day % 7 < 5) {
            let shift = scenario.horizon.days[day].start - first.days[day % 7].start;
            let of = plan.roster.stretches.iter().filter(|s| s.agent.0 == number % 6);
            for stretch in of.filter(|s| first.day_at(s.start) == DayIdx(day % 7)) {
                let at = |minute: Minute| minute + shift;
                stretches.push(Stretch {
                    agent: AgentIdx(number),
                    start: at(stretch.start),
                    end: at(stretch.end),
                    ..*stretch
                });
            }
        }
    }
    plan.roster = Roster::new(stretches);
    for row in &plan.requirement.rows.clone() {
        for week in 1..4 {
            let interval = IntervalIdx(row.interval.0 + week * 7 * 48);
            if interval.0 < n_intervals {
                plan.requirement.rows.push(bemanna::model::CoverRow { interval, ..*row });
            }
        }
    }
    plan.performance = None;
    plan.cover = bemanna::pipeline::skills(&plan.scenario, &plan.roster).cover;
    plan.cost = bemanna::cost::cost(&plan.scenario, &plan.roster);
    plan
}

/// The scenario with its forecast and posts over another horizon.
fn repeat(scenario: &mut Scenario, horizon: Horizon) {
    let n = horizon.n_intervals();
    for forecast in &mut scenario.forecast {
        let week: Vec<_> = forecast.clone();
        *forecast = (0..n).map(|index| week[if index % 336 < week.len() { index % 336 } else { 0 }]).collect();
    }
    for post in &mut scenario.posts {
        post.opening = horizon.days.iter().flat_map(|day| day.opening.clone()).collect();
    }
    scenario.horizon = horizon;
}

#[test]
fn fifty_five_people_and_four_weeks_stay_under_three_megabytes() {
    let plan = large();
    let page = page(&plan, Language::Swedish);
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
    assert_eq!(page.matches("<div class=\"panel\">").count(), 20, "a panel for each day");
    for week in ["v. 48", "v. 49", "v. 50", "v. 51"] {
        assert!(page.contains(&format!("<b class=\"of\">{week}</b>")), "{week}");
    }
    assert_eq!(page.matches("type=\"radio\"").count(), 20);
    assert_eq!(page.matches(" checked><label for=\"day").count(), 1);
    let ids: Vec<&str> =
        page.split(" id=\"person").skip(1).map(|part| part.split('"').next().unwrap_or_default()).collect();
    assert_eq!(ids.len(), 55, "a row to point at for each person");
}

#[test]
fn many_people_stand_in_groups_by_department_or_else_by_skill() {
    let plan = large();
    let by_department = page(&plan, Language::Swedish);
    assert_eq!(by_department.matches("<tr class=\"group\">").count(), 20 * 5);
    assert!(by_department.contains("checked> Förvaltning 0 <span class=\"soft\">· 11</span>"));
    let mut plan = plan;
    plan.scenario.agents.iter_mut().for_each(|agent| agent.department = None);
    let by_skill = page(&plan, Language::English);
    let name = &plan.scenario.queues[0].name;
    assert!(by_skill.contains(&format!("checked> {name} <span")));
    assert!(!page(&fine(), Language::Swedish).contains("<tr class=\"group\">"), "a small centre has none");
}
