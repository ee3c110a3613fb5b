//! The instances: what each is called, which group it belongs to and where it comes from.

use std::fs;
use std::path::{Path, PathBuf};

use bemanna::input;
use bemanna::model::Scenario;

use crate::instances::{large, orebro_like};

/// One instance.
pub(crate) struct Instance {
    /// What it is called.
    pub(crate) name: String,
    /// What it is for: quick, centres, fixed, certified, orebro, large, growth.
    pub(crate) group: &'static str,
    source: Source,
}

enum Source {
    /// A folder below `data/`.
    Folder(&'static str),
    /// A folder below `data/`, planned for so many weeks.
    Weeks(&'static str, u32),
    /// So many agents from 40 skill sets.
    Large(usize),
    /// A centre like Örebro's: agents, queues, weeks.
    Grown(usize, usize, usize),
}

/// The benchmark week with a given requirement, and its variations.
const FIXED: [&str; 6] = [
    "benchmarks/orebro60",
    "benchmarks/orebro60-1",
    "benchmarks/orebro60-2",
    "benchmarks/orebro60-3",
    "benchmarks/orebro60-4",
    "benchmarks/orebro60-5",
];

/// The same weeks certified by simulation.
const CERTIFIED: [&str; 6] = [
    "benchmarks/orebro60-certified",
    "benchmarks/orebro60-certified-1",
    "benchmarks/orebro60-certified-2",
    "benchmarks/orebro60-certified-3",
    "benchmarks/orebro60-certified-4",
    "benchmarks/orebro60-certified-5",
];

/// Every instance, from quick to slow.
pub(crate) fn all() -> Vec<Instance> {
    let mut all = Vec::new();
    let mut add = |name: String, group, source| all.push(Instance { name, group, source });
    for folder in ["benchmarks/shifts-c1", "benchmarks/shifts-c2"] {
        add(last(folder), "quick", Source::Folder(folder));
    }
    for folder in ["ostersund", "osthammar", "lidingo"] {
        add(last(folder), "centres", Source::Folder(folder));
    }
    for (group, folders) in [("fixed", FIXED), ("certified", CERTIFIED)] {
        for folder in folders {
            add(last(folder), group, Source::Folder(folder));
        }
    }
    add("orebro".to_owned(), "orebro", Source::Folder("orebro"));
    add("orebro-4-weeks".to_owned(), "orebro", Source::Weeks("orebro", 4));
    for agents in [200, 1000, 5000] {
        add(format!("large-{agents}"), "large", Source::Large(agents));
    }
    for agents in [30, 55, 110, 220, 440] {
        add(format!("agents-{agents}"), "growth", Source::Grown(agents, 27, 1));
    }
    for queues in [9, 14, 40, 60] {
        add(format!("queues-{queues}"), "growth", Source::Grown(55, queues, 1));
    }
    for weeks in [2, 4, 8] {
        add(format!("weeks-{weeks}"), "growth", Source::Grown(55, 27, weeks));
    }
    all
}

/// Instances by name or group; without any, those of a plain run.
pub(crate) fn chosen(names: &[String]) -> Vec<Instance> {
    let plain: &[&str] = &["quick", "centres", "fixed", "certified", "orebro"];
    let is_quick = |name: &str| {
        let quick = ["shifts-c1", "shifts-c2", "ostersund", "osthammar", "lidingo", "orebro60", "orebro60-3"];
        quick.contains(&name)
    };
    let is_asked = |instance: &Instance| {
        let named = |name: &String| {
            name == &instance.name || name == instance.group || (name == "quick" && is_quick(&instance.name))
        };
        if names.is_empty() { plain.contains(&instance.group) } else { names.iter().any(named) }
    };
    all().into_iter().filter(is_asked).collect()
}

/// The instance of that name.
pub(crate) fn named(name: &str) -> Instance {
    all().into_iter().find(|instance| instance.name == name).unwrap_or_else(|| panic!("no instance {name}"))
}

impl Instance {
    /// The folder below `data/` that holds the instance as it is, if one does.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        match self.source {
            Source::Folder(folder) => Some(data().join(folder)),
            _ => None,
        }
    }

    /// The planning problem.
    pub(crate) fn scenario(&self) -> Scenario {
        match self.source {
            Source::Folder(folder) => load(&data().join(folder)),
            Source::Weeks(folder, weeks) => over_weeks(&data().join(folder), weeks),
            Source::Large(agents) => large(agents, 1),
            Source::Grown(agents, queues, weeks) => orebro_like(agents, queues, weeks, 1),
        }
    }
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn last(folder: &str) -> String {
    folder.rsplit('/').next().expect("a path has a last part").to_owned()
}

fn load(folder: &Path) -> Scenario {
    input::load(folder).unwrap_or_else(|faults| panic!("{}: {faults:#?}", folder.display()))
}

/// The centre of a folder, planned for more weeks than it says.
fn over_weeks(folder: &Path, weeks: u32) -> Scenario {
    let copy = tempfile::tempdir().expect("a temporary folder");
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let name = path.file_name().expect("a name");
            fs::copy(&path, copy.path().join(name)).expect("a copy");
        }
    }
    let centre = copy.path().join("centre.toml");
    let text = fs::read_to_string(&centre).expect("centre.toml");
    assert!(text.contains("\nweeks = 1\n"), "{} is one week", folder.display());
    fs::write(&centre, text.replace("\nweeks = 1\n", &format!("\nweeks = {weeks}\n"))).expect("centre.toml");
    load(copy.path())
}
