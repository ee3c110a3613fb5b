//! When a whole group can meet: small centres whose answer is worked out by hand, and Lidingö's.

use std::fs;
use std::path::Path;

use bemanna::model::{
    Activity, AgentIdx, Breach, Channel, Cover, DayIdx, Empty, Figure, Gathering, GatheringQuestion, Language, PostIdx,
    Roster, RuleId, Scenario, Slot, Stretch, Watch, Way,
};
use bemanna::{input, pipeline, report};

/// Four people of two areas, one week, open 08 to 12; a call takes a second, so that whoever is there answers at once.
const CENTRE: &str = include_str!("meet/centre.toml");
const AGENTS: &str = "agent,employment,skills\nann,50,bygg\nbo,50,bygg\ncia,50,skola\ndan,50,skola\n";
const POST: &str = "[[posts]]\nid = \"reception\"\nname = \"Receptionen\"\nskills = []\n";

/// What differs from one small centre to another.
struct Small {
    exceptions: &'static str,
    patience: &'static str,
    posts: &'static str,
    rules: &'static str,
    agents: &'static str,
    /// Calls about bygg in each half-hour from 08:00.
    calls: [u32; 8],
}

const SMALL: Small = Small { exceptions: "", patience: "", posts: "", rules: "none", agents: AGENTS, calls: [30; 8] };

impl Small {
    fn folder(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let centre = CENTRE
            .replace("EXCEPTIONS", self.exceptions)
            .replace("PATIENCE", self.patience)
            .replace("POSTS", self.posts)
            .replace("RULES", self.rules);
        let row = |day: &str, (start, calls): (u32, u32)| {
            format!("{day} {:02}:{:02},bygg,{calls}\n", start / 2, 30 * (start % 2))
        };
        let rows = ["mon", "tue", "wed", "thu", "fri"].into_iter().flat_map(|day| {
            let of_day = (16..).zip(self.calls);
            of_day.map(move |cell| row(day, cell))
        });
        let forecast = "start,queue,contacts\n".to_owned() + &rows.collect::<String>();
        for (name, text) in [("centre.toml", centre.as_str()), ("agents.csv", self.agents), ("forecast.csv", &forecast)]
        {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        folder
    }

    /// Meetings of an hour under the roster that `stretches` gives for each day.
    fn meet(&self, stretches: impl Fn(&Scenario, DayIdx) -> Vec<Stretch>) -> Gathering {
        meet_in(self.folder().path(), stretches)
    }
}

fn meet_in(folder: &Path, stretches: impl Fn(&Scenario, DayIdx) -> Vec<Stretch>) -> Gathering {
    let base = input::load(folder).expect("no fault");
    let longer = input::load_days(folder, None, 28).expect("no fault");
    let days = (0..5).map(DayIdx);
    let roster = Roster::new(days.flat_map(|day| stretches(&base, day)).collect());
    let question = GatheringQuestion { lengths: vec![60], seed: 7, is_given: true };
    pipeline::meet((&base, longer), &roster, &question, Watch::SILENT)
}

fn stretch(scenario: &Scenario, day: DayIdx, agent: usize, clock: [i32; 2], activity: Activity) -> Stretch {
    let [start, end] = clock.map(|minutes| scenario.horizon.minute_at(day, minutes));
    Stretch { agent: AgentIdx(agent), start, end, activity }
}

/// Everybody on contacts from 08 to 12.
fn mornings(scenario: &Scenario, day: DayIdx) -> Vec<Stretch> {
    (0..4).map(|agent| stretch(scenario, day, agent, [480, 720], Activity::Contacts)).collect()
}

/// The slot that begins on a date at a clock time.
fn at(found: &Gathering, day: usize, clock: i32) -> &Slot {
    let start = found.month.horizon.minute_at(DayIdx(day), clock);
    found.slots.iter().find(|slot| slot.span.start == start).expect("a slot")
}

fn ways<'a>(found: &'a Gathering, slot: &Slot) -> &'a [Way] {
    &found.slots[slot.like].ways
}

fn way<'a>(found: &'a Gathering, slot: &Slot, cover: Cover) -> &'a Way {
    ways(found, slot).iter().find(|way| way.cover == cover).expect("a way")
}

fn holds(figure: Figure, exact: f64) -> bool {
    (figure.low..=figure.high).contains(&exact) && figure.high - figure.low < 0.3 * exact.max(1.0)
}

#[test]
fn before_opening_costs_an_hour_each_and_no_caller_anything() {
    let found = SMALL.meet(mornings);
    let early = way(&found, at(&found, 0, 7 * 60), Cover::Nobody);
    assert!(!at(&found, 0, 7 * 60).is_open && early.is_possible(), "{early:?}");
    assert_eq!((early.attendance.extra_minutes, early.attendance.come_in), (4 * 60, 0));
    assert_eq!(early.effect, bemanna::model::MeetingEffect::default());
    assert_eq!(early.attendance.shortest_rest.map(|(_, rest)| rest), Some(20 * 60), "from 12:00 to 08:00");
    // On Sunday everybody comes in for it alone, so that it ranks below, though the time is the same.
    assert_eq!(found.slots[at(&found, 27, 7 * 60).like].day, DayIdx(6), "the last Sunday is as the first");
    let sunday = way(&found, at(&found, 6, 7 * 60), Cover::Nobody);
    assert_eq!((sunday.attendance.extra_minutes, sunday.attendance.come_in), (4 * 60, 4));
    assert_eq!(early.by_worth(sunday), std::cmp::Ordering::Less);
    // A quarter of an hour is too short for a break and so paid; an hour before work is a break.
    let gap = way(&found, at(&found, 0, 6 * 60), Cover::Nobody);
    assert_eq!((gap.attendance.extra_minutes, gap.attendance.wait_minutes), (4 * 60, 4 * 60));
}

#[test]
fn when_nobody_calls_all_may_meet_and_nobody_need_answer() {
    let quiet = Small { calls: [30, 30, 0, 0, 0, 0, 30, 30], ..SMALL };
    let found = quiet.meet(mornings);
    let slot = at(&found, 1, 9 * 60 + 30);
    let nobody = way(&found, slot, Cover::Nobody);
    assert!(slot.is_open && nobody.is_possible() && nobody.empty.is_empty(), "{nobody:?}");
    assert_eq!((nobody.effect.unhelped.mean, nobody.attendance.extra_minutes), (0.0, 0));
    assert!(slot.contacts.abs() < 1e-12);
    let best = &found.slots[found.ranking[0]];
    assert!(best.is_open && best.contacts == 0.0, "free of callers and within working time is best: {best:?}");
}

/// Calls come once a minute. Without patience everybody who comes within the hour, but in its last two minutes, waits
/// longer than promised; with a mean patience of two minutes a caller who has u minutes left to wait is there at the
/// end with probability exp(-u / 2).
#[test]
fn what_a_meeting_takes_from_callers_agrees_with_the_exact_number() {
    let found = SMALL.meet(mornings);
    assert!((at(&found, 0, 9 * 60).contacts - 60.0).abs() < 1e-9);
    let is_judged = |slot: &&Slot| slot.contacts > 59.0 && slot.ways.iter().any(|way| way.is_judged);
    let judged: Vec<&Slot> = found.slots.iter().filter(is_judged).collect();
    assert!(!judged.is_empty());
    for slot in judged {
        let nobody = way(&found, slot, Cover::Nobody);
        assert_eq!(nobody.empty, [Empty::Channel(Channel::Phone)]);
        // After the last slot of the day nobody comes back to those who wait.
        if slot.span.end.0 % 1440 < 12 * 60 {
            assert!(holds(nobody.effect.late, 58.0) && nobody.effect.unanswered.mean == 0.0, "{:?}", nobody.effect);
        }
        let switchboard = way(&found, slot, Cover::Switchboard);
        assert!(switchboard.is_possible() && holds(switchboard.effect.messages, slot.contacts), "{switchboard:?}");
        assert!(switchboard.effect.late.mean.abs() < 1e-12);
        let manager = way(&found, slot, Cover::Manager);
        assert!(manager.is_possible() && manager.effect.unhelped.mean.abs() < 0.5, "a second a call: {manager:?}");
    }

    let impatient = Small { patience: "patience_s = 120", ..SMALL };
    let found = impatient.meet(mornings);
    let slots = found.slots.iter().filter(|slot| slot.contacts > 59.0 && slot.span.end.0 % 1440 < 12 * 60);
    let judged = slots.flat_map(|slot| slot.ways.iter().filter(|way| way.is_judged && way.cover == Cover::Nobody));
    let exact = 60.0 - 2.0 * (1.0 - (-30.0_f64).exp());
    let found: Vec<Figure> = judged.map(|nobody| nobody.effect.unanswered).collect();
    assert!(!found.is_empty() && found.iter().all(|&unanswered| holds(unanswered, exact)), "{found:?}");
}

/// What sorts slots out must rank them as the exact numbers do: calls in the slot, where the switchboard takes them.
#[test]
fn slots_are_sorted_out_as_the_exact_numbers_say() {
    let uneven = Small { calls: [40, 30, 22, 16, 11, 8, 5, 3], ..SMALL };
    let found = uneven.meet(mornings);
    let slots: Vec<&Slot> = found.slots.iter().filter(|slot| slot.is_open && !slot.ways.is_empty()).collect();
    let messages = |slot: &Slot| way(&found, slot, Cover::Switchboard).effect.messages.mean;
    let mut n = 0;
    for a in &slots {
        for b in slots.iter().filter(|b| b.contacts > 1.25 * a.contacts) {
            assert!(messages(a) < messages(b), "{a:?} {b:?}");
            n += 1;
        }
    }
    assert!(n > 15, "{n} pairs");
    let least = slots.iter().min_by(|a, b| a.contacts.total_cmp(&b.contacts));
    assert!(way(&found, least.expect("a slot"), Cover::Switchboard).is_judged, "the quietest is on the short list");
}

#[test]
fn rest_broken_by_an_early_meeting_is_found_for_the_one_concerned() {
    let strict = Small { rules: "ab-2025", ..SMALL };
    // Ann works on Monday evening as well, from 15 to 21: 06:00 is 9 hours later, 08:00 eleven.
    let found = strict.meet(|scenario, day| {
        let mut stretches = mornings(scenario, day);
        if day == DayIdx(0) {
            stretches[0] = stretch(scenario, day, 0, [15 * 60, 21 * 60], Activity::Contacts);
        }
        stretches
    });
    let early = way(&found, at(&found, 1, 6 * 60), Cover::Nobody);
    let rests = early.breaches.iter().filter(|b| matches!(b.breach, Breach::Rule { rule: RuleId::DailyRest, .. }));
    let who: Vec<Option<AgentIdx>> = rests.map(|breach| breach.agent).collect();
    assert_eq!(who, [Some(AgentIdx(0))], "{early:?}");
    assert!(!early.is_possible());
    assert_eq!(early.attendance.shortest_rest, Some((AgentIdx(0), 9 * 60)));
    let wednesday = way(&found, at(&found, 2, 6 * 60), Cover::Nobody);
    assert!(wednesday.is_possible(), "{wednesday:?}");
}

/// One at the desk, three on the phone: whoever answers calls, the desk stands empty unless the manager goes there.
#[test]
fn a_lone_reception_asks_for_the_manager_and_calls_for_the_switchboard() {
    let desk = Small { posts: POST, ..SMALL };
    let found = desk.meet(|scenario, day| {
        let mut stretches = mornings(scenario, day);
        stretches[3].activity = Activity::Post(PostIdx(0));
        stretches
    });
    let slot = at(&found, 2, 9 * 60);
    let (phone, post) = (Empty::Channel(Channel::Phone), Empty::Post(PostIdx(0)));
    assert_eq!(way(&found, slot, Cover::Nobody).empty, [phone, post]);
    assert_eq!(way(&found, slot, Cover::Switchboard).empty, [post]);
    assert_eq!(way(&found, slot, Cover::Manager).empty, [phone], "the manager goes to the desk");
    assert!(way(&found, slot, Cover::Both).is_possible());
    // Of the halves each has one who knows bygg and one for the desk.
    let halves = way(&found, slot, Cover::Halves);
    assert!(halves.is_possible() && halves.unknown.is_empty(), "{halves:?}");
    assert_eq!(halves.span.minutes(), 120);
    let told = report::meet_terminal(&found, Language::English, 120);
    assert!(told.contains("nobody is on the phone and Receptionen stands empty"), "{told}");
}

#[test]
fn halves_know_what_the_whole_knows_where_they_can() {
    let found = SMALL.meet(mornings);
    let halves = way(&found, at(&found, 0, 9 * 60), Cover::Halves);
    // Two know bygg and two skola, so that one of each stays.
    assert!(halves.is_possible() && halves.unknown.is_empty(), "{halves:?}");
    assert!(halves.effect.unhelped.mean.abs() < 0.5, "{halves:?}");
}

#[test]
fn who_is_in_reserve_answers_while_the_other_half_meets() {
    let found = SMALL.meet(|scenario, day| {
        let mut stretches = mornings(scenario, day);
        // Only ann of the two who know bygg is on contacts.
        stretches[1].activity = Activity::Reserve;
        stretches
    });
    let halves = way(&found, at(&found, 0, 9 * 60), Cover::Halves);
    assert!(halves.is_possible() && halves.unknown.is_empty(), "{halves:?}");
    assert!(halves.effect.unhelped.mean.abs() < 0.5, "{halves:?}");
}

#[test]
fn departments_answer_their_own_where_the_files_name_them() {
    let without = SMALL.meet(mornings);
    assert!(ways(&without, at(&without, 0, 9 * 60)).iter().all(|way| way.cover != Cover::Departments));
    // The placeholder of the queue bygg takes any key.
    let named = Small { patience: "department = \"Bygg\"", ..SMALL };
    let found = named.meet(mornings);
    let departments = way(&found, at(&found, 0, 9 * 60), Cover::Departments);
    assert!(departments.is_possible() && departments.effect.unhelped.mean.abs() < 0.5, "{departments:?}");
    let unnamed = Small { calls: [0; 8], ..named };
    let folder = unnamed.folder();
    let forecast = "start,queue,contacts\nmon 09:00,skola,30\nmon 09:30,skola,30\n";
    fs::write(folder.path().join("forecast.csv"), forecast).expect("a file");
    let found = meet_in(folder.path(), mornings);
    let departments = way(&found, at(&found, 0, 9 * 60), Cover::Departments);
    assert_eq!(departments.empty, [Empty::Channel(Channel::Phone)], "skola is no department's");
}

#[test]
fn hours_beyond_the_contract_are_priced_where_pay_is_known() {
    let paid =
        "agent,employment,skills,hourly_cost\nann,50,bygg,200\nbo,50,bygg,200\ncia,50,skola,200\ndan,50,skola,200\n";
    let found = Small { agents: paid, ..SMALL }.meet(mornings);
    let best = found.slots.iter().find(|slot| !slot.is_open && slot.ways.first().is_some_and(|way| way.is_judged));
    let cost = best.and_then(|slot| slot.ways[0].cost).expect("pay is known");
    assert!(cost.ore() >= 4 * 200 * 100, "{cost:?}");
    let unknown = SMALL.meet(mornings);
    assert!(unknown.slots.iter().flat_map(|slot| &slot.ways).all(|way| way.cost.is_none()));
}

#[test]
fn a_what_if_reaches_over_the_month() {
    let folder = SMALL.folder();
    let file = folder.path().join("kvall.toml");
    fs::write(&file, "name = \"Kväll\"\n[opening]\nthu = [\"08:00-20:00\"]\n").expect("a file");
    let longer = input::load_days(folder.path(), Some(&file), 28).expect("no fault");
    assert_eq!(longer.horizon.n_days(), 28);
    let hours = |day: usize| longer.horizon.days[day].opening.iter().map(|span| span.minutes()).sum::<i32>();
    assert_eq!([3, 10, 24, 25].map(hours), [12 * 60, 12 * 60, 12 * 60, 4 * 60]);
}

#[test]
fn who_is_away_in_the_week_that_is_known_is_away_in_those_read_on_unless_the_files_know_better() {
    let away = |rows: &str| {
        let folder = SMALL.folder();
        let table = format!("agent,from,to,kind,counts_as_work\nann,2026-11-23,2026-11-27,semester,ja\n{rows}");
        fs::write(folder.path().join("absences.csv"), table).expect("a file");
        let found = meet_in(folder.path(), |scenario, day| mornings(scenario, day).split_off(1));
        let of_day = |day: usize| way(&found, at(&found, day, 9 * 60), Cover::Nobody).attendance.away.clone();
        [0, 8, 15].map(of_day)
    };
    let (ann, bo) = (AgentIdx(0), AgentIdx(1));
    assert_eq!(away(""), [[ann], [ann], [ann]]);
    assert_eq!(away("bo,2026-12-01,2026-12-01,semester,ja\n"), [[ann], [bo], [ann]]);
}

#[test]
fn the_month_is_read_on_and_its_own_days_count() {
    let closed = "[[opening.exceptions]]\ndate = \"2026-12-02\"\nhours = []\n\
                  [[opening.exceptions]]\ndate = \"2026-12-10\"\nhours = [\"08:00-10:00\"]\n";
    let found = Small { exceptions: closed, ..SMALL }.meet(mornings);
    assert_eq!((found.known_days, found.month.horizon.n_days()), (7, 28));
    let (monday, next) = (at(&found, 0, 9 * 60), at(&found, 21, 9 * 60));
    assert!(next.is_open && (next.contacts - 60.0).abs() < 1e-9);
    assert_eq!(found.slots[next.like].span, found.slots[monday.like].span, "Mondays of alike weeks are alike");
    // Wednesday 2 December is closed: nobody is at work, and a meeting there is one that all come in for.
    let wednesday = at(&found, 9, 9 * 60);
    assert!(!wednesday.is_open && wednesday.contacts == 0.0);
    assert_eq!(way(&found, wednesday, Cover::Nobody).attendance.come_in, 4);
    // Thursday 10 December closes at 10: the hour after is outside opening hours and costs an hour each.
    let thursday = at(&found, 17, 10 * 60);
    assert!(!thursday.is_open);
    assert_eq!(way(&found, thursday, Cover::Nobody).attendance.extra_minutes, 4 * 60);
    assert_eq!(way(&found, thursday, Cover::Nobody).attendance.come_in, 0);
}

#[test]
fn the_answer_is_the_same_on_any_number_of_threads() {
    let folder = Small { posts: POST, ..SMALL }.folder();
    let answer = |threads: usize| {
        let mut base = input::load(folder.path()).expect("no fault");
        let mut longer = input::load_days(folder.path(), None, 28).expect("no fault");
        (base.settings.threads, longer.settings.threads) = (threads, threads);
        let roster = Roster::new((0..5).flat_map(|day| mornings(&base, DayIdx(day))).collect());
        let question = GatheringQuestion { lengths: vec![60, 90], seed: 3, is_given: false };
        let found = pipeline::meet((&base, longer), &roster, &question, Watch::SILENT);
        (report::meet_json(&found, Language::Swedish), report::meet_terminal(&found, Language::Swedish, 100))
    };
    assert!(answer(1) == answer(3));
}

#[test]
fn the_page_and_the_json_hold_the_whole_month() {
    let found = SMALL.meet(mornings);
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("meet");
    report::write_meet(&found, &out, Language::English).expect("written");
    let page = fs::read_to_string(out.join("meet.html")).expect("a page");
    assert!(page.contains("<rect class=\"s-free\"") && !page.contains("http"), "self-contained");
    let json: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("meet.json")).expect("a file")).expect("JSON");
    assert_eq!(json["slots"].as_array().map(Vec::len), Some(found.slots.len()));
    assert_eq!(found.slots.len(), 28 * 31, "every half-hour from 06:00 to 21:00");
    assert_eq!(json["ranking"].as_array().map(Vec::len), Some(found.ranking.len()));
    let told = report::meet_terminal(&found, Language::English, 100);
    assert!(told.lines().all(|line| line.chars().count() <= 100), "{told}");
}

/// The question as Lidingö's manager asks it.
#[test]
fn can_all_of_lidingo_meet() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lidingo");
    let base = input::load(&folder).expect("no fault");
    let longer = input::load_days(&folder, None, 28).expect("no fault");
    let plan = pipeline::plan(&base, Watch::SILENT).expect("a plan");
    let question = GatheringQuestion { lengths: vec![60, 90], seed: base.settings.seed, is_given: false };
    let found = pipeline::meet((&base, longer), &plan.roster, &question, Watch::SILENT);
    insta::assert_snapshot!(report::meet_terminal(&found, Language::Swedish, 100));
}
