//! A simulated file: what programs see of it, what is durable, and what lies between.
//!
//! It has no name and no place; those are the disk's.

use std::ops::Range;

#[derive(Debug, Clone, Default)]
pub(super) struct FileNode {
    pub live: Vec<u8>,
    pub kept: Vec<u8>,
    /// Changes from `kept` to `live`, oldest first.
    pub pending: Vec<DataChange>,
    /// Ranges of `live` that a failed sync dropped.
    pub lost: Vec<Range<usize>>,
    pub read_only: bool,
}

#[derive(Debug, Clone)]
pub(super) enum DataChange {
    Append(Vec<u8>),
    Truncate(usize),
}

impl FileNode {
    /// A file that holds `bytes`, durably.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { live: bytes.to_vec(), kept: bytes.to_vec(), ..Self::default() }
    }

    pub(super) fn append(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.live.extend_from_slice(bytes);
            self.pending.push(DataChange::Append(bytes.to_vec()));
        }
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.live.resize(len, 0);
        self.pending.push(DataChange::Truncate(len));
        for range in &mut self.lost {
            range.end = range.end.min(len);
        }
        self.lost.retain(|range| range.start < range.end);
    }

    pub(super) fn keep(&mut self) {
        self.kept.clone_from(&self.live);
        for range in self.lost.clone() {
            self.kept[range].fill(0);
        }
        self.pending.clear();
    }

    /// The dirty bytes are forgotten; each may have reached the disk or not.
    pub(super) fn lose(&mut self) {
        let mut end = self.kept.len();
        for change in &self.pending {
            match change {
                DataChange::Append(bytes) => {
                    self.lost.push(end..end + bytes.len());
                    end += bytes.len();
                }
                DataChange::Truncate(len) => end = *len,
            }
        }
        let len = self.live.len();
        self.lost.retain(|range| range.end <= len);
    }
}
