//! Why a file could not be read or written, in words.

use std::io::ErrorKind;

use super::messages;
use crate::model::Language;

messages! {
    /// Nothing is there.
    not_found() { "filen eller mappen finns inte", "the file or folder is not there" }
    /// Not allowed to.
    denied() {
        "behörighet saknas, eller så är filen öppen i ett annat program",
        "no permission, or the file is open in another program"
    }
    /// In use by another program.
    busy() {
        "filen är öppen i ett annat program, till exempel Excel; stäng den och försök igen",
        "the file is open in another program, Excel for example; close it and try again"
    }
    /// A file in the place of a folder.
    not_a_folder() { "det är en fil, inte en mapp", "it is a file, not a folder" }
    /// A folder in the place of a file.
    a_folder() { "det är en mapp, inte en fil", "it is a folder, not a file" }
    /// No room left.
    full() { "disken är full", "the disk is full" }
    /// A disk that takes no writing.
    read_only() { "disken går bara att läsa från", "the disk can only be read" }
    /// A file of somebody else's where a result should go.
    not_ours() {
        "filen hör inte till ett resultat och får ligga kvar; flytta den, eller välj en annan mapp med --out",
        "the file is not part of a result and is left alone; move it, or choose another folder with --out"
    }
    /// A name that cannot be.
    bad_name() { "namnet går inte att använda för en fil", "the name cannot be a file's" }
    /// Anything else, by the operating system's number.
    system(number) { "operativsystemet svarar med fel {number}", "the operating system answers with error {number}" }
    /// Anything else, without a number.
    unknown() { "det gick inte att läsa eller skriva", "reading or writing failed" }
}

/// What went wrong with a file, as the end of a sentence.
pub fn reason(language: Language, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => not_found(language),
        ErrorKind::PermissionDenied => denied(language),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => busy(language),
        ErrorKind::NotADirectory => not_a_folder(language),
        ErrorKind::IsADirectory => a_folder(language),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => full(language),
        ErrorKind::ReadOnlyFilesystem => read_only(language),
        ErrorKind::AlreadyExists => not_ours(language),
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => bad_name(language),
        _ => error.raw_os_error().map_or_else(|| unknown(language), |number| system(language, number)),
    }
}
