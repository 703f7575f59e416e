//! What is known of the files that evidence points at: one is looked at after the other, while
//! their item is shown, and each once.
//!
//! Nothing is looked at before its item is shown, so that opening waits for no share.

use std::collections::BTreeMap;

use super::{Known, State};
use crate::app::evidence::Told;
use crate::domain::evidence::{EvidenceFile, FileDigest, FilePath, FileState};
use crate::tui::look::{Look, LookAt, Looked};
use crate::words::Seen;

/// The files known so far, and the one that is being read.
#[derive(Debug, Clone, Default)]
pub(in crate::tui) struct Looks {
    known: BTreeMap<(FilePath, FileDigest), FileState>,
    underway: Option<(u32, EvidenceFile)>,
    last: u32,
}

fn key(file: &EvidenceFile) -> (FilePath, FileDigest) {
    (file.path.clone(), file.sha256.clone())
}

impl State {
    /// What is known of the files that evidence points at.
    pub(super) fn known(&self) -> Known<'_> {
        Known { looks: &self.looks, today: self.today }
    }
}

impl Looks {
    pub(super) fn seen(&self, file: &EvidenceFile) -> Seen {
        match self.known.get(&key(file)) {
            Some(state) => Seen::As(*state),
            None if self.underway.as_ref().is_some_and(|(_, other)| other == file) => Seen::Looking,
            None => Seen::NotLooked,
        }
    }

    /// A number that no request had before.
    pub(super) fn ticket(&mut self) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.last
    }

    /// Ends what is being read: something else will be.
    pub(super) fn interrupt(&mut self) {
        self.underway = None;
    }

    /// Has a file looked at again.
    pub(super) fn forget(&mut self, file: &EvidenceFile) {
        self.known.remove(&key(file));
    }

    /// The state of a file that has just been pointed at.
    pub(super) fn pointed(&mut self, file: &EvidenceFile) {
        self.known.insert(key(file), FileState::Same);
    }

    /// Begins with the first of `files` that is not known, unless one of them is being read.
    pub(super) fn next(&mut self, files: &[EvidenceFile]) -> Option<Look> {
        if self.underway.as_ref().is_some_and(|(_, file)| files.contains(file)) {
            return None;
        }
        let file = files.iter().find(|file| !self.known.contains_key(&key(file)))?.clone();
        let ticket = self.ticket();
        self.underway = Some((ticket, file.clone()));
        Some(Look { ticket, at: LookAt::Known(file) })
    }

    /// Takes an answer; what is still shown is read on. False where the answer is not for this.
    pub(super) fn answered(
        &mut self,
        ticket: u32,
        looked: Option<&Looked>,
        files: &[EvidenceFile],
    ) -> Option<Look> {
        let (_, file) = self.underway.take_if(|(known, _)| *known == ticket)?;
        match looked {
            Some(Looked::File(Told::Reading { .. })) if files.contains(&file) => {
                self.underway = Some((ticket, file));
                Some(Look { ticket, at: LookAt::More })
            }
            Some(Looked::File(Told::Known(state))) => {
                self.known.insert(key(&file), *state);
                None
            }
            // Begun again when its item is shown again.
            Some(Looked::File(Told::Reading { .. }) | Looked::Lapsed) => None,
            _ => {
                self.known.insert(key(&file), FileState::Missing);
                None
            }
        }
    }
}
