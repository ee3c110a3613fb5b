//! Folders and files named on the command line: what stands there, and which were probably meant.

use std::path::{Path, PathBuf};

use crate::input::nearest;
use crate::model::Language;
use crate::text::{usage as text, words};

/// The most folders or files to suggest.
const MOST: usize = 6;

/// What is wrong with the folder of a centre; `None` when a centre may be in it.
pub(super) fn folder(language: Language, folder: &Path) -> Option<String> {
    let holds_centre = |path: &Path| path.join("centre.toml").is_file();
    // Which of its files is missing in a folder that has some of them, the faults of the input say.
    if holds_centre(folder) || folder.join("agents.csv").is_file() {
        return None;
    }
    let parent = parent_of(folder);
    let shown = folder.display();
    if folder.is_dir() {
        let mut near: Vec<PathBuf> = entries(folder).into_iter().filter(|path| holds_centre(path)).collect();
        near.extend(holds_centre(&parent).then_some(parent));
        return Some(hinted(language, text::no_centre(language, shown), &near, &text::make_one(language)));
    }
    if folder.is_file() {
        let near = if holds_centre(&parent) { vec![parent] } else { Vec::new() };
        return Some(hinted(language, text::file_for_folder(language, shown), &near, &text::make_one(language)));
    }
    let centres: Vec<PathBuf> = entries(&parent).into_iter().filter(|path| holds_centre(path)).collect();
    let near = nearest_of(folder, &centres);
    Some(hinted(language, text::no_folder(language, shown), &near, &text::make_one(language)))
}

/// What is wrong with the file of a roster; `None` when it can be read.
pub(super) fn roster(language: Language, centre: &Path, file: &Path) -> Option<String> {
    if file.is_file() {
        return None;
    }
    let otherwise = text::plan_first(language, centre.display());
    let is_roster = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        path.is_file() && (name == "roster.csv" || name == "roster.xlsx")
    };
    if file.is_dir() {
        let near: Vec<PathBuf> = entries(file).into_iter().filter(is_roster).collect();
        return Some(hinted(language, text::folder_for_roster(language, file.display()), &near, &otherwise));
    }
    let same = file.file_name().map(|name| [centre.join(name), centre.join("plan").join(name)]).into_iter().flatten();
    let mut near: Vec<PathBuf> = same.filter(|path| path.is_file()).collect();
    if near.is_empty() {
        near = nearest_of(file, &entries(&parent_of(file)));
    }
    if near.is_empty() {
        near = entries(&centre.join("plan")).into_iter().filter(is_roster).collect();
    }
    Some(hinted(language, text::no_roster(language, file.display()), &near, &otherwise))
}

/// What is wrong with the file of a what-if; `None` when it can be read.
pub(super) fn what_if(language: Language, centre: &Path, file: &Path) -> Option<String> {
    if file.is_file() {
        return None;
    }
    let folder = centre.join("scenarios");
    let names: Vec<String> = entries(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    let written = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let hint = if let Some(name) = nearest::nearest(&written, names.iter().map(String::as_str)) {
        text::meant(language, name)
    } else if names.is_empty() {
        text::write_what_if(language, folder.display())
    } else {
        text::known_what_ifs(language, folder.display(), words::list(language, &names))
    };
    Some(format!("{}; {hint}", text::no_what_if(language, file.display())))
}

/// A sentence with the places probably meant, or else with what to do.
fn hinted(language: Language, sentence: String, near: &[PathBuf], otherwise: &str) -> String {
    let names: Vec<String> = near.iter().take(MOST).map(|path| path.display().to_string()).collect();
    let hint =
        if names.is_empty() { otherwise.to_owned() } else { text::meant(language, words::one_of(language, &names)) };
    sentence + "; " + &hint
}

/// The one of these whose name is nearest to the name of `path`.
fn nearest_of(path: &Path, known: &[PathBuf]) -> Vec<PathBuf> {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let names: Vec<String> = known.iter().map(|path| name(path)).collect();
    let near = nearest::nearest(&name(path), names.iter().map(String::as_str));
    near.map(|near| path.with_file_name(near)).into_iter().collect()
}

/// The folder that a path is in.
fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// What is in a folder, in order; nothing where it cannot be read.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
