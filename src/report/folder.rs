//! Puts a set of files in a folder, all of them or none.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// What a plan's folder holds; anything else in it is somebody else's.
const OURS: [&str; 13] = [
    "plan.json",
    "history.csv",
    "wages.csv",
    "timing.json",
    "roster.csv",
    "coverage.csv",
    "service.csv",
    "roster.xlsx",
    "report.html",
    CALENDAR,
    "skills.json",
    "skills.xlsx",
    "skills.html",
];

/// The folder of a plan's calendars, in the plan's.
pub(super) const CALENDAR: &str = "calendar";

/// A file to write: its name, after a folder's and a stroke perhaps, and what it holds.
pub(super) type Named<N = &'static str> = (N, Vec<u8>);

/// Whether a plan can be written to `folder`: it is missing, empty, or holds nothing but an earlier plan.
///
/// A folder with anything else in it is left alone, so that no file of the user's is ever swept away with an old plan.
/// What file managers and office programs leave behind (lock files, thumbnails) does not count.
///
/// # Errors
///
/// [`Error::Io`] with kind `AlreadyExists` and the path of the first file that is not ours; any failure to look.
pub fn check_folder(folder: &Path) -> Result<(), Error> {
    check_folder_of(folder, &OURS)
}

/// As [`check_folder`], of a folder that may hold files of these names.
pub(super) fn check_folder_of(folder: &Path, ours: &[&str]) -> Result<(), Error> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Io { path, source }
    };
    if !folder.try_exists().map_err(at(folder))? {
        return Ok(());
    }
    let mut entries: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        entries.push(entry.map_err(at(folder))?.path());
    }
    entries.sort_unstable();
    let foreign = entries.into_iter().find(|path| !path.file_name().is_some_and(|name| is_ours_or_litter(name, ours)));
    match foreign {
        Some(path) => {
            let source = io::Error::new(io::ErrorKind::AlreadyExists, "not part of a plan; choose another folder");
            Err(Error::Io { path, source })
        }
        None => Ok(()),
    }
}

/// Whether a name is one of ours, or what file managers and office programs leave behind.
fn is_ours_or_litter(name: &OsStr, ours: &[&str]) -> bool {
    let name = name.to_string_lossy();
    ours.contains(&&*name)
        || matches!(&*name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
        || name.starts_with("~$")
        || name.starts_with(".~lock.")
}

/// Makes `folder` hold exactly `files`.
///
/// They are written and flushed to disk in a new folder beside it, which then takes its name; what was there is kept
/// under another name until that has succeeded and put back if it has not.
///
/// # Errors
///
/// As [`check_folder`], and any failure to write. The folder is then as it was.
pub(super) fn replace<N: AsRef<str>>(folder: &Path, files: &[Named<N>]) -> Result<(), Error> {
    replace_of(folder, files, &OURS)
}

/// As [`replace`], of a folder that may hold files of these names before.
pub(super) fn replace_of<N: AsRef<str>>(folder: &Path, files: &[Named<N>], ours: &[&str]) -> Result<(), Error> {
    check_folder_of(folder, ours)?;
    let failed = |source| Error::Io { path: folder.to_owned(), source };
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(failed)?;
    let fresh = new_folder(parent, ".bemanna-new-").map_err(failed)?;
    for (name, content) in files {
        let name = name.as_ref();
        write_in(fresh.path(), name, content).map_err(|source| Error::Io { path: folder.join(name), source })?;
    }
    flush_folder(fresh.path()).map_err(failed)?;
    swap(folder, fresh, parent).map_err(failed)
}

/// Puts `fresh` where `folder` is, and back again if that fails.
fn swap(folder: &Path, fresh: tempfile::TempDir, parent: &Path) -> io::Result<()> {
    let aside = new_folder(parent, ".bemanna-old-")?;
    let old = aside.path().join("plan");
    let had_one = folder.try_exists()?;
    if had_one {
        fs::rename(folder, &old)?;
    }
    if let Err(why) = fs::rename(fresh.path(), folder) {
        if had_one {
            fs::rename(&old, folder)?;
        }
        return Err(why);
    }
    let _moved = fresh.keep();
    flush_folder(parent)
}

/// Writes one file beside others of a finished plan, by way of a new file that takes its name.
///
/// # Errors
///
/// Any failure to write; the earlier file is then as it was.
pub(super) fn write_beside(folder: &Path, name: &str, content: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::Io { path: folder.join(name), source };
    let fresh = folder.join(format!("~${name}"));
    if fresh.try_exists().map_err(failed)? {
        fs::remove_file(&fresh).map_err(failed)?;
    }
    write_flushed(&fresh, content).and_then(|()| fs::rename(&fresh, folder.join(name))).map_err(failed)
}

/// Writes a file into `folder`, in a folder of its own there if its name has one.
fn write_in(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    let path = folder.join(name);
    let within = path.parent().filter(|within| *within != folder);
    if let Some(within) = within {
        fs::create_dir_all(within)?;
    }
    write_flushed(&path, content)?;
    within.map_or(Ok(()), flush_folder)
}

/// The calendars of the plan in `folder`, by name: what those that replace them go on from. None where there are none.
///
/// # Errors
///
/// Any failure to read what is there: without it, what subscribers have seen would be told them anew as older.
pub(super) fn calendars(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let within = folder.join(CALENDAR);
    let entries = match fs::read_dir(&within) {
        Ok(entries) => entries,
        Err(why) if matches!(why.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(source) => return Err(Error::Io { path: within, source }),
    };
    let mut out = Vec::new();
    for entry in entries {
        let path = entry.map_err(|source| Error::Io { path: within.clone(), source })?.path();
        if path.extension().is_none_or(|extension| extension != "ics") {
            continue;
        }
        let mut bytes = Vec::new();
        let read = File::open(&path).and_then(|mut file| file.read_to_end(&mut bytes));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        read.map_err(|source| Error::Io { path, source })?;
        out.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    out.sort_unstable();
    Ok(out)
}

fn write_flushed(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// A folder of a new name, removed when dropped, as open to others as any folder the user makes.
fn new_folder(parent: &Path, prefix: &str) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o777));
    builder.tempdir_in(parent)
}

/// Flushes the names in a folder, where the system lets a folder be opened.
#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_unstable();
        names
    }

    fn content(path: &Path) -> String {
        let mut text = String::new();
        io::Read::read_to_string(&mut File::open(path).unwrap(), &mut text).unwrap();
        text
    }

    #[test]
    fn the_second_plan_replaces_the_first_and_leaves_nothing_beside() {
        let home = tempfile::tempdir().unwrap();
        let plan = home.path().join("plan");
        let calendar = ("calendar/anna.ics".to_owned(), b"1".to_vec());
        replace(&plan, &[("plan.json".to_owned(), b"1".to_vec()), calendar.clone()]).unwrap();
        assert_eq!(calendars(&plan).unwrap(), [("anna.ics".to_owned(), "1".to_owned())]);
        write_beside(&plan, "timing.json", b"{}").unwrap();
        replace(&plan, &[("plan.json".to_owned(), b"2".to_vec())]).unwrap();
        assert_eq!(calendars(&plan).unwrap(), []);
        assert_eq!((names(&plan), content(&plan.join("plan.json"))), (vec!["plan.json".to_owned()], "2".to_owned()));
        assert_eq!(names(home.path()), ["plan"]);
    }

    #[test]
    fn a_failure_midway_leaves_the_first_whole() {
        let home = tempfile::tempdir().unwrap();
        let plan = home.path().join("plan");
        replace(&plan, &[("plan.json".to_owned(), b"1".to_vec())]).unwrap();
        // The second file cannot be made: a file has the name of its folder.
        let broken = [("plan.json".to_owned(), b"2".to_vec()), ("plan.json/roster.csv".to_owned(), b"2".to_vec())];
        assert!(matches!(replace(&plan, &broken), Err(Error::Io { .. })));
        assert_eq!((names(&plan), content(&plan.join("plan.json"))), (vec!["plan.json".to_owned()], "1".to_owned()));
        assert_eq!(names(home.path()), ["plan"]);
    }

    #[test]
    fn a_folder_with_somebody_elses_file_is_refused_and_kept() {
        let home = tempfile::tempdir().unwrap();
        File::create(home.path().join("notes.txt")).unwrap();
        let Err(Error::Io { path, source }) = replace(home.path(), &[("plan.json".to_owned(), vec![])]) else {
            panic!("it must be refused");
        };
        assert_eq!((path, source.kind()), (home.path().join("notes.txt"), io::ErrorKind::AlreadyExists));
        assert_eq!(names(home.path()), ["notes.txt"]);
    }
}
