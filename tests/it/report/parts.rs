//! The parts of the page, and that each heading follows the data.

use bemanna::model::{
    Activity, AgentIdx, Language, Minute, Plan, QueueIdx, QueueSet, Shortage, SkillIdx, SkillSet, Stretch,
};

use super::page;
use crate::sample_plan::{fine, sample};

/// What a page says, its tags, style and script left out.
pub(super) fn text_of(page: &str) -> String {
    let body = &page[page.find("<body>").expect("a body")..page.find("<script>").expect("a script")];
    let mut out = String::new();
    let mut is_tag = false;
    for c in body.chars() {
        match c {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                out.push('\n');
            }
            c if !is_tag => out.push(c),
            _ => {}
        }
    }
    out
}

/// The part of a page with this id.
fn part<'a>(page: &'a str, id: &str) -> &'a str {
    let from = page.find(&format!("<section id=\"{id}\"")).unwrap_or_else(|| panic!("{id} is not there"));
    &page[from..from + page[from..].find("</section>").expect("a section ends")]
}

/// The heading of a part.
fn heading(plan: &Plan, id: &str) -> String {
    let page = page(plan, Language::Swedish);
    let part = part(&page, id);
    let from = part.find("<h2>").expect("a heading") + 4;
    part[from..from + part[from..].find("</h2>").expect("it ends")].replace("&#x2f;", "/")
}

/// `fine` with its skills read off the roster as it now is.
fn changed(change: impl FnOnce(&mut Plan)) -> Plan {
    let mut plan = fine();
    change(&mut plan);
    plan.cover = bemanna::pipeline::skills(&plan.scenario, &plan.roster).cover;
    plan
}

#[test]
fn every_part_is_there_in_order_and_reached_from_the_top() {
    let page = page(&fine(), Language::English);
    let ids =
        ["week", "service", "day", "people", "fairness", "binding", "trouble", "skills", "cost", "rules", "solved"];
    let places: Vec<usize> =
        ids.iter().map(|id| page.find(&format!("<section id=\"{id}\"")).unwrap_or_else(|| panic!("{id}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    let nav = &page[page.find("<nav").unwrap()..page.find("</nav>").unwrap()];
    for id in ids {
        assert!(nav.contains(&format!("href=\"#{id}\"")), "{id}");
    }
    for needed in ["<main id=\"main\">", "<header", "<footer>", "href=\"#main\"", "lang=\"en\"", "role=\"status\""] {
        assert!(page.contains(needed), "{needed}");
    }
    assert!(!page.contains("<th>") && !page.contains("<th class"), "every heading cell says what it heads");
}

#[test]
fn the_weeks_heading_names_the_busiest_time_or_the_shortage() {
    assert_eq!(heading(&fine(), "week"), "Trycket är störst måndag 08:00–12:00; då är minst 2 på kontakter");
    assert_eq!(heading(&sample(), "week"), "Ons 25/11 13:00–14:00 fattas som mest 1");
    let later = changed(|plan| {
        let friday = plan.scenario.horizon.days[4].start;
        let horizon = &plan.scenario.horizon;
        for row in &mut plan.requirement.rows {
            let start = horizon.interval(row.interval).start;
            if start >= friday + 15 * 60 && row.queues.len() == 2 && row.agents > 0 {
                row.agents = 4;
            }
        }
    });
    assert!(heading(&later, "week").starts_with("Trycket är störst fredag 15:00–17:00"), "{}", heading(&later, "week"));
}

#[test]
fn the_days_heading_counts_who_takes_turns() {
    assert_eq!(heading(&fine(), "day"), "Alltid någon i Reception; 5 personer turas om");
    let alone = changed(|plan| {
        for stretch in plan.roster.stretches.iter_mut().filter(|s| matches!(s.activity, Activity::Post(_))) {
            stretch.agent = AgentIdx(0);
        }
    });
    assert_eq!(heading(&alone, "day"), "Alltid någon i Reception, och alltid samma person");
    let without = changed(|plan| plan.scenario.posts.clear());
    let without = changed_roster(without);
    assert_eq!(heading(&without, "day"), "5 personer arbetar varje dag");
}

/// The plan with contacts in place of turns at posts that are no longer there.
fn changed_roster(mut plan: Plan) -> Plan {
    for stretch in &mut plan.roster.stretches {
        if matches!(stretch.activity, Activity::Post(_)) {
            stretch.activity = Activity::Contacts;
        }
    }
    plan
}

#[test]
fn the_sharing_of_duties_follows_contracted_time_and_ranks_nobody() {
    let page = page(&fine(), Language::Swedish);
    let part = part(&page, "fairness");
    let names: Vec<usize> =
        fine().scenario.agents.iter().map(|agent| part.find(&agent.name).expect("everybody")).collect();
    assert!(names.is_sorted(), "in the order given");
    // 45 hours at the desk among five who work and can: nine each, which is also what each has.
    assert!(part.contains("9,0 (9,0)"), "{part}");
    let half = changed(|plan| {
        let agent = &mut plan.scenario.agents[0];
        agent.contract = agent.contract.map(|minutes| minutes / 2);
    });
    let page = super::page(&half, Language::Swedish);
    // Half the time, half the part: 45 hours over four and a half.
    assert!(page.contains("9,0 (5,0)") && page.contains("9,0 (10,0)"));
}

#[test]
fn what_binds_counts_the_half_hours_without_margin() {
    let plan = fine();
    let margin = |plan: &Plan| heading(plan, "binding");
    let tight = margin(&plan);
    assert!(tight.contains(" av 90 halvtimmar saknar marginal, oftast för "), "{tight}");
    let slack = changed(|plan| plan.requirement.rows.iter_mut().for_each(|row| row.agents = row.agents.min(1)));
    assert_ne!(margin(&slack), tight);
    // A requirement of nobody binds nothing: the part is left out.
    let none = changed(|plan| plan.requirement.rows.iter_mut().for_each(|row| row.agents = 0));
    assert!(!page(&none, Language::Swedish).contains("id=\"binding\""));
    let short = changed(|plan| {
        let queues = QueueSet::of([QueueIdx(0)]);
        plan.shortage = vec![Shortage { interval: bemanna::model::IntervalIdx(20), queues, missing: 2.0 }];
    });
    assert!(margin(&short).ends_with("och i några fattas folk"));
    assert!(page(&short, Language::Swedish).contains("<span>−2</span>"), "two signs: colour and figure");
}

#[test]
fn skills_on_one_person_are_named_at_the_top_and_in_their_part() {
    let alone = changed(|plan| {
        for (index, agent) in plan.scenario.agents.iter_mut().enumerate() {
            if index != 1 {
                agent.skills = SkillSet::of(agent.skills.iter().filter(|&skill| skill != SkillIdx(1)));
            }
        }
    });
    assert_eq!(heading(&alone, "skills"), "Skola hänger på Birger Åsén");
    let page = page(&alone, Language::Swedish);
    assert!(page.contains("<p class=\"short\">Birger, om skola</p>"));
    assert_ne!(heading(&fine(), "skills"), heading(&alone, "skills"));
}

#[test]
fn rules_tell_how_near_the_roster_comes() {
    let page = page(&fine(), Language::Swedish);
    let part = part(&page, "rules");
    // From 17:00 to 08:00, from 08:00 to 16:30, and half an hour of lunch.
    for near in ["kortast 15\u{a0}h", "längst 8\u{a0}h\u{a0}30\u{a0}min", "kortast 30\u{a0}min"] {
        assert!(part.contains(near), "{near}");
    }
}

#[test]
fn figures_are_plain_and_nothing_is_told_in_kronor_without_pay() {
    let page = page(&fine(), Language::Swedish);
    let cost = part(&page, "cost");
    assert!(cost.contains("240,0") && !cost.contains("240,00") && !cost.contains(">0,00<"), "{cost}");
    assert!(!cost.contains("0\u{a0}kr<"));
    let solved = part(&page, "solved");
    assert!(solved.contains(">4\u{a0}210<"), "thousands apart");
    assert!(solved.contains("class=\"path\"") && solved.contains("point open"), "the path is drawn");
}

#[test]
fn the_assumptions_are_on_the_first_line_and_whole_below() {
    let page = page(&sample(), Language::Swedish);
    let place = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part}"));
    assert!(place("2 uppgifter är antaganden: Handläggningstid, Fördelning över dagen.") < place("<h1>"));
    assert!(part(&page, "rules").contains("300 s"));
}

#[test]
fn a_shift_more_changes_who_is_alone() {
    let before = fine();
    let after = changed(|plan| {
        let mut stretches = plan.roster.stretches.clone();
        stretches.push(Stretch {
            agent: AgentIdx(5),
            start: Minute(16 * 60 + 30),
            end: Minute(17 * 60),
            activity: Activity::Contacts,
        });
        plan.roster = bemanna::model::Roster::new(stretches);
    });
    let part_of = |plan: &Plan| part(&page(plan, Language::Swedish), "skills").to_owned();
    assert_ne!(part_of(&before), part_of(&after));
}
