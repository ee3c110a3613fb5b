//! The centres in `data/`: that they load, hold what is told about them, and agree with their READMEs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bemanna::input;
use bemanna::model::{AgentIdx, DayIdx, Language, QueueIdx, QueueSet, Scenario, Share};

fn folder(centre: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(centre)
}

fn load(centre: &str) -> Scenario {
    input::load(&folder(centre)).unwrap_or_else(|faults| panic!("{centre}: {faults:#?}"))
}

/// The rows of every table in a Markdown file: first cell to the other cells.
fn tables(path: &Path) -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    rows(&text)
}

fn rows(text: &str) -> BTreeMap<String, Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    // The questions are a table by themselves, several to a centre.
    let is_row = |line: &&str| line.starts_with('|') && !line.starts_with("| ---") && !line.contains("`bemanna ");
    let lines = text.lines().filter(is_row);
    let mut rows = BTreeMap::new();
    for line in lines {
        let mut cells = cells(line);
        let first = cells.remove(0);
        let before = rows.insert(first.clone(), cells);
        assert!(before.is_none(), "two rows begin with {first}");
    }
    rows
}

/// The first number in a text.
fn number(text: &str) -> f64 {
    let from = text.find(|c: char| c.is_ascii_digit()).unwrap_or_else(|| panic!("no number in {text:?}"));
    let digits: String = text[from..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.trim_end_matches('.').parse().unwrap_or_else(|_| panic!("no number in {text:?}"))
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

fn queue(scenario: &Scenario, id: &str) -> QueueIdx {
    QueueIdx(scenario.queues.iter().position(|queue| queue.id == id).unwrap_or_else(|| panic!("no queue {id}")))
}

fn agents_for(scenario: &Scenario, queue: QueueIdx) -> usize {
    (0..scenario.agents.len()).filter(|&agent| scenario.can_serve(AgentIdx(agent), queue)).count()
}

fn away(scenario: &Scenario) -> usize {
    scenario.agents.iter().filter(|agent| agent.contract == Some(0)).count()
}

/// Opening per weekday as the READMEs write it: "08:00-17:00", empty when closed.
fn hours(scenario: &Scenario, day: usize) -> String {
    let clock = |minute| {
        let minute = scenario.horizon.clock(minute).minute;
        format!("{:02}:{:02}", minute / 60, minute % 60)
    };
    let spans = scenario.horizon.days[day].opening.iter();
    spans.map(|span| format!("{}-{}", clock(span.start), clock(span.end))).collect::<Vec<_>>().join(" ")
}

fn seconds(value: f64) -> String {
    format!("{value} s")
}

/// The values that can be read off a scenario, under the words of the centre's README.
fn measured(scenario: &Scenario, first: QueueIdx, rows: &[&str]) -> Vec<(String, String)> {
    let full_time = scenario.agents.iter().filter(|agent| agent.employment == Share::WHOLE).count();
    let queue = &scenario.queues[first.0];
    let target = queue.target.expect("every queue has a target");
    let value = |what: &str| match what {
        "Guides" | "Employees" => full_time.to_string(),
        "Handle time" => seconds(queue.handle_time.get()),
        "Patience" => queue.patience.map_or("none".to_owned(), |patience| seconds(patience.get())),
        "Target" => format!("{:.0} % in {} a day", target.share.get() * 100.0, seconds(target.within.get())),
        "Reception" => format!("at least {}", scenario.posts[0].agents),
        "Reception turns" => format!("{}-{} min", scenario.posts[0].shortest, scenario.posts[0].longest),
        "Away all week" => away(scenario).to_string(),
        _ => panic!("nothing measures {what}"),
    };
    rows.iter().map(|&what| (what.to_owned(), value(what))).collect()
}

fn assert_agrees(table: &BTreeMap<String, Vec<String>>, measured: &[(String, String)]) {
    for (what, value) in measured {
        let told = table.get(what).unwrap_or_else(|| panic!("the README has no row {what}"));
        assert_eq!(&told[0], value, "{what}");
    }
}

/// Every forecast row is the queue's contacts on a mean day, times the day's factor, times the half-hour's share.
fn assert_forecast(scenario: &Scenario, volume: impl Fn(&str) -> f64) {
    let shared = tables(&folder("README.md"));
    let factors = ["mon", "tue", "wed", "thu", "fri"].map(|day| number(&shared[day][0]));
    let share = |minute: i32| shared.get(&format!("{:02}:{:02}", minute / 60, minute % 60)).map(|row| number(&row[0]));
    assert!((factors.iter().sum::<f64>() - 5.0).abs() < 1e-9, "the mean day is a mean");
    let all: f64 = (16..34).map(|half_hour| share(half_hour * 30).expect("a share for each half-hour")).sum();
    assert!((all - 1000.0).abs() < 1e-9, "the shares are per mille");
    for (index, queue) in scenario.queues.iter().enumerate() {
        for (day, &factor) in factors.iter().enumerate() {
            let opening = queue.opening.as_ref().unwrap_or(&scenario.horizon.days[day].opening);
            let of_day = scenario.horizon.days[day].span();
            let opening: Vec<_> = opening.iter().filter(|span| of_day.contains(**span)).collect();
            let weight = |interval: usize| {
                let span = scenario.horizon.interval(bemanna::model::IntervalIdx(interval));
                let is_open = opening.iter().any(|open| open.contains(span));
                if is_open { share(scenario.horizon.clock(span.start).minute).expect("a share") } else { 0.0 }
            };
            let intervals = day * 48..(day + 1) * 48;
            let total: f64 = intervals.clone().map(weight).sum();
            for interval in intervals {
                let expected = volume(&queue.id) * factor * weight(interval) / total;
                let given = scenario.forecast[index][interval].contacts;
                assert!((given - expected).abs() < 6e-4, "{}, interval {interval}: {given}, not {expected}", queue.id);
            }
        }
    }
}

/// The report's first lines say the same as the README: value, and whether it is assumed.
fn assert_facts(scenario: &Scenario, table: &BTreeMap<String, Vec<String>>, pairs: &[(&str, &str)]) {
    for (swedish, english) in pairs {
        let fact = scenario.facts.iter().find(|fact| fact.what == *swedish);
        let fact = fact.unwrap_or_else(|| panic!("no fact {swedish}"));
        let told = &table[*english];
        assert_eq!(fact.is_assumed, told[1] != "fact", "{swedish}: assumed here, {english} is {}", told[1]);
        if told[0].contains(|c: char| c.is_ascii_digit()) {
            let agrees = same(number(&fact.value), number(&told[0]));
            assert!(agrees, "{swedish}: {} here, {} there", fact.value, told[0]);
        }
    }
}

#[test]
fn ostersund() {
    let scenario = load("ostersund");
    let table = tables(&folder("ostersund/README.md"));
    assert_eq!(scenario.language, Language::Swedish);
    assert_eq!(scenario.agents.len(), 14);
    assert_eq!((0..7).map(|day| hours(&scenario, day)).collect::<Vec<_>>()[..5], ["08:00-17:00"; 5]);
    assert!(scenario.horizon.days[5..].iter().all(|day| !day.is_open()));
    let rows = ["Guides", "Handle time", "Patience", "Target", "Reception", "Reception turns", "Away all week"];
    assert_agrees(&table, &measured(&scenario, QueueIdx(0), &rows));

    let by_choice: Vec<_> = (0..6).map(QueueIdx).filter(|&q| !scenario.queues[q.0].skills.is_empty()).collect();
    assert_eq!(format!("{}", by_choice.len()), table["Keypad choices"][0]);
    assert!(by_choice.iter().all(|&queue| (4..=5).contains(&agents_for(&scenario, queue))));
    assert_eq!(agents_for(&scenario, queue(&scenario, "inget_val")), 14);
    let reception = &scenario.posts[0];
    assert_eq!(scenario.agents.iter().filter(|agent| agent.skills.contains(reception.skills)).count(), 14);
    let open: Vec<_> = scenario.horizon.days.iter().flat_map(|day| day.opening.clone()).collect();
    assert_eq!(reception.opening, open, "the reception is manned whenever the centre is open");

    let calls = number(&table["Calls a day"][0]);
    let share = |queue: &str| if queue == "inget_val" { "Calls without a choice" } else { "Calls per keypad choice" };
    assert_forecast(&scenario, |queue| calls * number(&table[share(queue)][0]) / 100.0);
    let pairs = [
        ("Kommunvägledare", "Guides"),
        ("Samtal per dag", "Calls a day"),
        ("Hanteringstid", "Handle time"),
        ("Tålamod", "Patience"),
        ("Borta hela veckan", "Away all week"),
        ("Mål för telefonen", "Target"),
    ];
    assert_facts(&scenario, &table, &pairs);
}

#[test]
fn osthammar() {
    let scenario = load("osthammar");
    let table = tables(&folder("osthammar/README.md"));
    assert_eq!(scenario.agents.len(), 7, "six guides and the consumer adviser");
    assert_eq!(hours(&scenario, 3), "08:00-17:00");
    assert_eq!(hours(&scenario, 4), "08:00-16:00");
    assert!(!scenario.horizon.days[5].is_open());
    let rows = ["Guides", "Handle time", "Patience", "Target", "Reception", "Away all week"];
    assert_agrees(&table, &measured(&scenario, QueueIdx(0), &rows));
    let contracts: Vec<_> = scenario.agents.iter().filter_map(|agent| agent.contract).collect();
    assert_eq!(contracts, [2400, 2400, 2400, 2400, 2400, 0, 1200], "one is on leave, the adviser works half-time");
    let half: Vec<_> = scenario.agents.iter().filter(|agent| agent.employment != Share::WHOLE).collect();
    assert_eq!(half.len(), 1);
    assert_eq!(table["Employment of the adviser"][0], format!("{:.0} %", half[0].employment.get() * 100.0));
    let consumer = queue(&scenario, "konsument");
    assert_eq!(agents_for(&scenario, consumer), 1);
    assert_eq!(agents_for(&scenario, queue(&scenario, "allmant")), 6);
    assert_eq!(scenario.queues.len(), 8, "a general queue, six areas and the consumer adviser's");

    let calls = number(&table["Calls a day"][0]);
    let general = number(&table["Calls without a choice"][0]) / 100.0;
    assert_forecast(&scenario, |queue| match queue {
        "allmant" => calls * general,
        "konsument" => calls * (1.0 - general) / 13.0,
        _ => calls * (1.0 - general) * 2.0 / 13.0,
    });
    let week: f64 = scenario.forecast.iter().flatten().map(|forecast| forecast.contacts).sum();
    assert!((week - 1500.0).abs() < 0.1, "300 calls a day, five days: {week}");
    let pairs = [
        ("Kundtjänstvägledare", "Guides"),
        ("Samtal per dag", "Calls a day"),
        ("Hanteringstid", "Handle time"),
        ("Tålamod", "Patience"),
        ("Kötid vid toppen", "Wait at the peak"),
        ("Borta hela veckan", "Away all week"),
    ];
    assert_facts(&scenario, &table, &pairs);
}

#[test]
fn lidingo() {
    let scenario = load("lidingo");
    let table = tables(&folder("lidingo/README.md"));
    let rows = ["Employees", "Handle time", "Patience", "Target", "Away all week"];
    assert_agrees(&table, &measured(&scenario, QueueIdx(0), &rows));
    assert_eq!(scenario.agents.len(), 10);
    let areas: Vec<_> = (1..6).map(QueueIdx).collect();
    assert_eq!(table["Specialists"][0], areas.len().to_string());
    for &area in &areas {
        assert_eq!(table["Agents per special area"][0], agents_for(&scenario, area).to_string());
    }
    let web = queue(&scenario, "webb");
    assert!(!scenario.queues[web.0].is_live());
    let within = scenario.queues[web.0].target.expect("a deadline").within;
    assert!(same(within.get(), 2.0 * 86_400.0), "two days");

    let all = scenario.live_queues();
    let asked: Vec<_> = scenario.given.iter().filter(|row| row.queues == all && row.agents == 5).collect();
    assert_eq!(asked.len(), 5 * 18, "five on the phone in every half-hour of the week's opening");
    assert_eq!(scenario.given.len(), asked.len());
    assert_ne!(all, QueueSet::EMPTY);
    assert!(same(number(&table["On the phone in office hours"][0]), 5.0));
    assert!(asked.iter().all(|row| {
        let span = scenario.horizon.interval(row.interval);
        let DayIdx(day) = scenario.horizon.day_at(span.start);
        scenario.horizon.days[day].opening.iter().any(|open| open.contains(span))
    }));

    let calls = number(&table["Calls a day"][0]);
    assert_forecast(&scenario, |queue| match queue {
        "allmant" => calls * number(&table["General calls"][0]) / 100.0,
        "webb" => number(&table["Web questions a day"][0]),
        _ => calls * number(&table["Calls per special area"][0]) / 100.0,
    });
    let pairs = [
        ("Samtal per dag", "Calls a day"),
        ("Personer i telefon", "On the phone in office hours"),
        ("Anställda", "Employees"),
        ("Hanteringstid", "Handle time"),
        ("Webbfrågor per dag", "Web questions a day"),
        ("Borta hela veckan", "Away all week"),
    ];
    assert_facts(&scenario, &table, &pairs);
}

#[test]
fn orebro() {
    let scenario = load("orebro");
    let table = tables(&folder("orebro/README.md"));
    let rows = ["Guides", "Handle time", "Patience", "Target", "Reception", "Reception turns", "Away all week"];
    assert_agrees(&table, &measured(&scenario, QueueIdx(0), &rows));
    assert!(scenario.agents.len() > 50, "just over 50 are told");
    assert!(scenario.queues.len() >= 27, "the real centre has 27 queues and more");
    assert_eq!((0..5).map(|day| hours(&scenario, day)).collect::<Vec<_>>(), ["08:00-17:00"; 5]);

    let knowing = |skill: &str| {
        let skill = scenario.skills.iter().position(|known| known.id == skill).expect(skill);
        scenario.agents.iter().filter(|agent| agent.skills.iter().any(|known| known.0 == skill)).count()
    };
    let spoken: Vec<_> = table.iter().filter(|(_, row)| row.len() == 1 && row[0] != "Speakers").collect();
    for (languages, speakers) in &spoken {
        for language in languages.split(", ") {
            assert_eq!(knowing(language).to_string(), speakers[0], "{language}");
        }
    }
    let listed = |row: &str| -> Vec<String> {
        let text = table[row].iter().find_map(|cell| cell.rsplit_once(": ")).expect("a list in the row").1;
        let list = text.split_once('.').map_or(text, |(list, _)| list);
        list.split(", ").map(str::to_owned).collect()
    };
    let languages = listed("Languages");
    assert_eq!(languages.len().to_string(), table["Languages"][0]);
    assert_eq!(spoken.iter().flat_map(|(row, _)| row.split(", ")).count(), languages.len() + 1, "and sign language");
    assert_eq!(knowing("reception").to_string(), table["Guides who can take reception"][0]);
    let income_support = listed("Income support in other languages");
    for language in &income_support {
        let able = agents_for(&scenario, queue(&scenario, &format!("forsorjning_{language}")));
        assert_eq!(able, knowing(language), "who speaks {language} knows income support");
    }
    for queue in scenario.queues.iter().filter(|queue| queue.id.ends_with("teckensprak")) {
        assert_ne!(queue.channel, bemanna::model::Channel::Phone, "{}: nobody signs by voice", queue.id);
    }

    let of_week = |row: &str| number(&table[row][0].replace(',', ""));
    let calls = of_week("Calls a week") / 5.0;
    let share = |row: &str| calls * number(&table[row][0]) / 100.0;
    let by_rank = |all: &[String], language: &str| {
        let weight = |place: usize| 1.0 / f64::from(u32::try_from(place + 1).expect("few languages"));
        let place = all.iter().position(|one| one == language)?;
        Some(weight(place) / (0..all.len()).map(weight).sum::<f64>())
    };
    assert_forecast(&scenario, |queue| match queue {
        "inget_val" => share("Calls without a choice"),
        "personsok" => share("Person search"),
        "besok" => of_week("Visits a week") / 5.0 - 2.0,
        "besok_teckensprak" | "video_teckensprak" => 2.0,
        "epost" => of_week("E-mails a week") / 5.0,
        _ => match (queue.strip_prefix("forsorjning_"), by_rank(&languages, queue)) {
            (Some(language), _) => {
                share("Income support in other languages") * by_rank(&income_support, language).expect(language)
            }
            (None, Some(part)) => share("Calls in other languages") * part,
            (None, None) => share("Calls per keypad choice") / number(&table["Keypad choices"][0]),
        },
    });
    let pairs = [
        ("Guider", "Guides"),
        ("Samtal per vecka", "Calls a week"),
        ("Besök per vecka", "Visits a week"),
        ("E-brev per vecka", "E-mails a week"),
        ("Språk", "Languages"),
        ("Knappval", "Keypad choices"),
        ("Hanteringstid", "Handle time"),
        ("Tålamod", "Patience"),
        ("Borta hela veckan", "Away all week"),
        ("Mål för telefonen", "Target"),
    ];
    assert_facts(&scenario, &table, &pairs);
}

#[test]
fn forstudie() {
    let scenario = load("forstudie");
    let table = tables(&folder("forstudie/README.md"));
    let before = scenario.before.as_ref().expect("[before]");
    let percent = |row: &str| number(&table[row][0]) / 100.0;
    assert!(same(before.answered.get(), percent("Answered today")));
    assert!(same(before.transferable.get(), percent("Can be taken by a centre")));
    assert!(same(before.case_time_factor, percent("Case work afterwards")));
    assert!(same(before.officer_call.get(), number(&table["A case officer's call"][0])));
    assert!(same(before.case_time.get() / 60.0, number(&table["A case officer's matter"][0])));
    assert_agrees(&table, &measured(&scenario, QueueIdx(0), &["Patience", "Target", "Reception"]));
    assert!(scenario.agents.iter().all(|agent| agent.hireable), "nobody is employed yet");
    assert_eq!(table["Places"][0], scenario.agents.len().to_string());
    let tries_per_matter = number(&table["Tries per matter"][0]);
    let tries: BTreeMap<&str, f64> =
        [("social", 300.0), ("bygg", 250.0), ("skola", 200.0), ("ekonomi", 150.0), ("kultur", 100.0)].into();
    assert!(same(tries.values().sum::<f64>(), number(&table["Tries a day"][0])));
    assert_forecast(&scenario, |queue| tries[queue] / tries_per_matter * before.transferable.get());
}

#[test]
fn every_centre_says_what_it_assumes_and_names_its_people() {
    for centre in ["ostersund", "osthammar", "lidingo", "orebro"] {
        let scenario = load(centre);
        assert!(scenario.simulate, "{centre} is simulated");
        assert!(scenario.facts.iter().any(|fact| fact.is_assumed), "{centre} says what it assumes");
        assert!(scenario.agents.iter().all(|agent| !agent.hireable && !agent.templates.is_empty()), "{centre}");
        let ids: std::collections::BTreeSet<_> = scenario.agents.iter().map(|agent| &agent.name).collect();
        assert_eq!(ids.len(), scenario.agents.len(), "{centre}: everybody has a name of their own");
    }
}

#[test]
fn a_table_is_read_by_its_first_cell() {
    let rows = rows("text\n| What | Value |\n| --- | --- |\n| Handle time | 259 s | fact |\n");
    assert_eq!(rows["Handle time"], ["259 s", "fact"]);
    assert!(same(number("within 2.5 days"), 2.5));
}
