//! The files of a centre's folder: read once, as text, and summed up in one hash.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::collect::Faults;
use crate::model::FaultKind;

/// A folder and what has been read from it.
#[derive(Debug)]
pub(super) struct Files {
    folder: PathBuf,
    read: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// Nothing read yet from `folder`.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), read: BTreeMap::new() }
    }

    /// Whether there is such a file.
    pub(super) fn has(&self, name: &str) -> bool {
        self.folder.join(name).is_file()
    }

    /// The text of a file that must be there.
    pub(super) fn required(&mut self, name: &str, faults: &mut Faults) -> Option<String> {
        let text = self.optional(name, faults);
        if !self.read.contains_key(name) {
            faults.add(name, None, FaultKind::MissingFile);
        }
        text
    }

    /// The text of a file that may be left out; `None` also when it is no text, which is then noted.
    pub(super) fn optional(&mut self, name: &str, faults: &mut Faults) -> Option<String> {
        let bytes = self.bytes(name)?;
        decode(&bytes, name, faults)
    }

    /// The bytes of a file that may be left out.
    pub(super) fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let bytes = std::fs::read(self.folder.join(name)).ok()?;
        self.read.insert(name.to_owned(), bytes.clone());
        Some(bytes)
    }

    /// The name and text of a file laid over the folder's, which may lie elsewhere.
    pub(super) fn overlay(&mut self, path: &Path, faults: &mut Faults) -> Option<(String, String)> {
        let name = path.strip_prefix(&self.folder).unwrap_or(path).display().to_string();
        let Ok(bytes) = std::fs::read(path) else {
            faults.add(&name, None, FaultKind::MissingFile);
            return None;
        };
        let text = decode(&bytes, &name, faults);
        self.read.insert(name.clone(), bytes);
        Some((name, text?))
    }

    /// SHA-256 over the names and contents of the files read, in order of name, in hexadecimal.
    pub(super) fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        for (name, bytes) in &self.read {
            for part in [name.as_bytes(), bytes] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        let digest = hash.finalize();
        let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
    }
}

/// The bytes as text, without the byte-order mark that Excel puts first.
pub(super) fn decode(bytes: &[u8], name: &str, faults: &mut Faults) -> Option<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            if text.trim().is_empty() {
                faults.add(name, None, FaultKind::EmptyFile);
                return None;
            }
            Some(text.to_owned())
        }
        Err(error) => {
            faults.add(name, line_of(bytes, error.valid_up_to()), FaultKind::NotUtf8);
            None
        }
    }
}

/// The line, counted from 1, in which the byte at `offset` stands.
pub(super) fn line_of(bytes: &[u8], offset: usize) -> u64 {
    bytes[..offset.min(bytes.len())].split(|&byte| byte == b'\n').count() as u64
}
