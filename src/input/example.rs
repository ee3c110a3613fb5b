//! The built-in centre that `bemanna init` writes: small, working, and commented for a planner.

use std::io;
use std::path::{Path, PathBuf};

use crate::model::Language;

/// The files of the fictional Lillstad, in Swedish.
const SWEDISH: [(&str, &str); 4] = [
    ("centre.toml", include_str!("example/centre.toml")),
    ("agents.csv", include_str!("example/agents.csv")),
    ("forecast.csv", include_str!("example/forecast.csv")),
    ("absences.csv", include_str!("example/absences.csv")),
];

/// The same centre for those who read English: other words, and not a figure changed.
const ENGLISH: [(&str, &str); 4] = [
    ("centre.toml", include_str!("example/centre.en.toml")),
    ("agents.csv", include_str!("example/agents.en.csv")),
    ("forecast.csv", include_str!("example/forecast.en.csv")),
    ("absences.csv", include_str!("example/absences.en.csv")),
];

/// Writes the files into `folder`, none if one of them is there already.
pub(super) fn write(folder: &Path, language: Language) -> io::Result<Vec<PathBuf>> {
    let files = match language {
        Language::Swedish => &SWEDISH,
        Language::English => &ENGLISH,
    };
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    if let Some(path) = paths.iter().find(|path| path.exists()) {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, path.display().to_string()));
    }
    std::fs::create_dir_all(folder)?;
    for ((_, text), path) in files.iter().zip(&paths) {
        std::fs::write(path, text)?;
    }
    Ok(paths)
}
