//! The built-in centre that `bemanna init` writes: small, working, and commented for a planner.

use std::io;
use std::path::{Path, PathBuf};

/// The files of the fictional Lillstad.
const FILES: [(&str, &str); 4] = [
    ("centre.toml", include_str!("example/centre.toml")),
    ("agents.csv", include_str!("example/agents.csv")),
    ("forecast.csv", include_str!("example/forecast.csv")),
    ("absences.csv", include_str!("example/absences.csv")),
];

/// Writes the files into `folder`, none if one of them is there already.
pub(super) fn write(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths: Vec<PathBuf> = FILES.iter().map(|(name, _)| folder.join(name)).collect();
    if let Some(path) = paths.iter().find(|path| path.exists()) {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, path.display().to_string()));
    }
    std::fs::create_dir_all(folder)?;
    for ((_, text), path) in FILES.iter().zip(&paths) {
        std::fs::write(path, text)?;
    }
    Ok(paths)
}
