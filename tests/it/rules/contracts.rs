//! Rule sets of the centre's own, and the hours that contracts give.

use std::fs;
use std::path::Path;

use bemanna::model::{RuleId, RuleKey, Standing};

use crate::input::{centre, edit, write};

#[test]
fn a_centre_points_to_a_rule_set_of_its_own() {
    let local = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/rules/lokalt-exempel.toml");
    let with_set = |folder: &Path| {
        fs::copy(&local, folder.join("lokalt-exempel.toml")).expect("a copy");
        edit(folder, "centre.toml", "[[queues]]", "[rules]\nset = \"lokalt-exempel.toml\"\n\n[[queues]]");
    };
    let scenario = centre(with_set).expect("no fault");
    assert_eq!(scenario.rules.set, "lokalt-exempel.toml");
    assert_eq!(scenario.rules.get(RuleId::ShortestShift), Some(180));
    assert_eq!(scenario.rules.get(RuleId::LongestShift), Some(600));
    assert_eq!(scenario.rules.get(RuleId::DailyRest), Some(660), "from the set it builds on");
    let other = centre(|folder| {
        with_set(folder);
        edit(folder, "lokalt-exempel.toml", "value = 180", "value = 240");
    })
    .expect("no fault");
    assert_eq!(other.rules.get(RuleId::ShortestShift), Some(240));
    assert_ne!(other.inputs_sha256, scenario.inputs_sha256, "the set is one of the inputs");
}

#[test]
fn faults_of_a_rule_set_of_ones_own_are_told_with_file_and_line() {
    let faults = centre(|folder| {
        edit(folder, "centre.toml", "[[queues]]", "[rules]\nset = \"lokalt.toml\"\n\n[[queues]]");
        let rule = |name: &str, value: &str| {
            format!("[[rules]]\nrule = \"{name}\"\nvalue = {value}\nsource = \"avtal\"\nverified = false\n")
        };
        let text = [
            "based_on = \"ab-2024\"\n".to_owned(),
            rule("daily_rests", "660"),
            rule("weekly_rest", "1380"),
            rule("longest_shift", "-1"),
        ];
        write(folder, "lokalt.toml", &text.concat());
    })
    .expect_err("faults");
    let found: Vec<_> = faults.iter().map(|fault| (fault.file.as_str(), fault.line, fault.kind.code())).collect();
    let expected = [(1, "E129"), (3, "E130"), (9, "E160"), (14, "E109")];
    assert_eq!(found, expected.map(|(line, code)| ("lokalt.toml", Some(line), code)));
    let missing = centre(|folder| {
        edit(folder, "centre.toml", "[[queues]]", "[rules]\nset = \"lokalt.toml\"\n\n[[queues]]");
    })
    .expect_err("no such file");
    let found: Vec<_> = missing.iter().map(|fault| (fault.file.as_str(), fault.kind.code())).collect();
    assert_eq!(found, [("lokalt.toml", "E101")]);
}

#[test]
fn what_the_centre_changed_and_switched_off_is_told() {
    let scenario = centre(|folder| {
        let rules = "[rules]\noff = [\"night_ends\"]\n\n[rules.override]\n\
                     weekly_rest = { time = \"40:00\", source = \"lokalt avtal\", verified = true }\n\n[[queues]]";
        edit(folder, "centre.toml", "[[queues]]", rules);
    })
    .expect("no fault");
    let told = |rule| {
        let of_rule = scenario.rules.values.iter().filter(move |value| value.key == RuleKey::Limit(rule));
        of_rule.map(|value| (value.limit.value, value.standing)).collect::<Vec<_>>()
    };
    assert_eq!(told(RuleId::NightEnds), [(300, Standing::SwitchedOff)]);
    assert_eq!(told(RuleId::WeeklyRest), [(2400, Standing::Changed), (2160, Standing::Replaced)]);
    assert_eq!(told(RuleId::DailyRest), [(660, Standing::Applies)]);
}

/// 38:15 by itself for who may work both weekdays and Sundays (or red days), and nobody else; the column goes before.
#[test]
fn who_works_weekdays_and_red_days_has_38_hours_15_minutes() {
    type Edit = fn(&Path);
    const SUNDAYS: &str = "[opening]\nsun = [\"08:00-17:00\"]";
    const AGENTS: &str = "agent,name,employment,skills";
    let cases: [(&str, Edit, [i32; 2]); 6] = [
        ("weekdays only", |_| {}, [2400, 1800]),
        ("open on Sundays", |folder| edit(folder, "centre.toml", "[opening]", SUNDAYS), [2295, 1725]),
        (
            "bo is free on Sundays",
            |folder| {
                edit(folder, "centre.toml", "[opening]", SUNDAYS);
                write(
                    folder,
                    "agents.csv",
                    &format!("{AGENTS},days_off\nann,Ann,100,bygg|skola,\nbo,Bo,75,bygg|skola,sun\n"),
                );
            },
            [2295, 1800],
        ),
        (
            "as said in the table",
            |folder| {
                edit(folder, "centre.toml", "[opening]", SUNDAYS);
                let rows = "ann,Ann,100,bygg|skola,vardagar\nbo,Bo,75,bygg|skola,alla dagar\n";
                write(folder, "agents.csv", &format!("{AGENTS},hours_measure\n{rows}"));
            },
            [2400, 1725],
        ),
        (
            "a week with two holidays, closed",
            |folder| edit(folder, "centre.toml", "2026-11-23", "2026-12-28"),
            [24 * 60, 18 * 60],
        ),
        (
            "a week with two holidays, open",
            |folder| {
                edit(folder, "centre.toml", "2026-11-23", "2026-12-28");
                edit(folder, "centre.toml", "[opening]", "[opening]\npublic_holidays = \"as-weekday\"");
            },
            [2295, 1725],
        ),
    ];
    for (what, change, expected) in cases {
        let scenario = centre(change).expect(what);
        let contracts: Vec<_> = scenario.agents.iter().map(|agent| agent.contract).collect();
        assert_eq!(contracts, expected.map(Some), "{what}");
    }
}

/// 6 June 2027 is a Sunday: the day off it gives is taken on the day that the centre names.
#[test]
fn the_day_off_for_the_national_day_is_taken_where_the_centre_says() {
    let contract = |start: &str, day: &str| {
        let scenario = centre(|folder| {
            edit(folder, "centre.toml", "2026-11-23", start);
            let text =
                format!("[rules]\naccept_expired = true\n\n[calendar]\nnational_day_off = \"{day}\"\n\n[[queues]]");
            edit(folder, "centre.toml", "[[queues]]", &text);
        });
        scenario.expect("no fault").agents[0].contract
    };
    assert_eq!(contract("2027-05-03", "2027-05-07"), Some(24 * 60), "and Kristi himmelsfärd on Thursday the 6th");
    assert_eq!(contract("2027-05-10", "2027-05-07"), Some(40 * 60), "another week");
    assert_eq!(contract("2025-06-09", "2025-06-13"), Some(40 * 60), "6 June 2025 is a Friday");
}

/// Shifts of eight hours do not add up to 38:15: the week is the nearest they add up to, and the rest is on the balance.
#[test]
fn hours_that_shifts_do_not_add_up_to_are_carried_to_the_next_plan() {
    let week = |balance: &str| {
        let scenario = centre(|folder| {
            let days: String =
                ["wed", "thu", "fri", "sat", "sun"].map(|day| format!("{day} = [\"08:00-17:00\"]\n")).concat();
            edit(folder, "centre.toml", "[opening]\n", &format!("[opening]\n{days}"));
            write(folder, "history.csv", &format!("agent;balance\nann;{balance}\n"));
        })
        .expect("no fault");
        (scenario.agents[0].contract.expect("a contract"), scenario.agents[0].history.evened)
    };
    assert_eq!(week("0"), (2400, -105));
    assert_eq!(week("1:45"), (2400, -105), "36:30 wanted, 40 is nearer than 32");
    assert_eq!(week("3:30"), (1920, 375), "34:45 wanted");
}
