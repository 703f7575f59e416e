//! The disks a power cut may leave behind.
//!
//! It does not enumerate all combinations where they explode: see [`Detail`].

use super::SimFs;
use super::disk::{Disk, NameChange, Node, NodeId};
use super::file::{DataChange, FileNode};

/// How finely unsynced writes are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// At every byte: for small files.
    EveryByte,
    /// After the first, in the middle, before the last byte.
    Coarse,
}

/// With more name changes pending than this, subsets are sampled.
const ALL_SUBSETS_UP_TO: usize = 6;
/// How many subsets are sampled then, beside all prefixes, all single changes and all but one.
const SAMPLED_SUBSETS: u64 = 24;

/// The disks, made one at a time. With several unsynced files their contents are not combined
/// freely: all alike, and each one apart from the others.
#[derive(Debug)]
pub struct Images {
    base: Disk,
    changes: Vec<NameChange>,
    names: Vec<Vec<bool>>,
    files: Vec<(NodeId, Vec<Vec<u8>>)>,
    contents: Vec<Vec<usize>>,
    next: usize,
}

impl Images {
    pub(super) fn of(disk: &Disk, detail: Detail) -> Self {
        let files: Vec<_> = disk
            .nodes
            .iter()
            .enumerate()
            .filter_map(|(id, node)| match node {
                Node::File(file) if !file.pending.is_empty() => Some((id, legal(file, detail))),
                _ => None,
            })
            .collect();
        let counts: Vec<usize> = files.iter().map(|(_, legal)| legal.len()).collect();
        let names = subsets(disk.pending.len());
        let changes = disk.pending.clone();
        Self { names, contents: combine(&counts), files, changes, base: disk.durable(), next: 0 }
    }

    fn make(&self, kept: &[bool], contents: &[usize]) -> SimFs {
        let mut disk = self.base.clone();
        for (change, _) in self.changes.iter().zip(kept).filter(|(_, kept)| **kept) {
            change.apply(&mut disk.kept);
        }
        disk.live.clone_from(&disk.kept);
        for ((id, legal), choice) in self.files.iter().zip(contents) {
            disk.nodes[*id] = Node::file(&legal[*choice]);
        }
        SimFs::over(disk)
    }
}

impl Iterator for Images {
    type Item = SimFs;

    fn next(&mut self) -> Option<SimFs> {
        let at = self.next;
        self.next += 1;
        let kept = self.names.get(at / self.contents.len())?;
        Some(self.make(kept, &self.contents[at % self.contents.len()]))
    }
}

/// What a file may hold: first the durable content, then the present one, then the torn ones.
fn legal(file: &FileNode, detail: Detail) -> Vec<Vec<u8>> {
    let mut found = vec![file.kept.clone(), file.live.clone()];
    let mut base = file.kept.clone();
    for change in &file.pending {
        match change {
            DataChange::Truncate(len) => base.resize(*len, 0),
            DataChange::Append(bytes) => {
                let len = bytes.len();
                let joined = |head: &[u8], tail: &[u8]| [&base[..], head, tail].concat();
                found.push(joined(&vec![0; len], b""));
                for cut in cuts(len, detail) {
                    found.push(joined(&bytes[..cut], b""));
                    found.push(joined(&bytes[..cut], &vec![0; len - cut]));
                    found.push(joined(&vec![0; cut], &bytes[cut..]));
                    found.push(joined(&vec![0; cut], b""));
                }
                base.extend_from_slice(bytes);
            }
        }
        found.push(base.clone());
    }
    found
}

fn cuts(len: usize, detail: Detail) -> Vec<usize> {
    match detail {
        Detail::EveryByte => (1..len).collect(),
        Detail::Coarse => {
            let mut cuts = vec![1, len / 2, len.saturating_sub(1)];
            cuts.retain(|cut| (1..len).contains(cut));
            cuts.dedup();
            cuts
        }
    }
}

/// For files with so many legal contents each: which content of each to combine.
fn combine(counts: &[usize]) -> Vec<Vec<usize>> {
    let most = counts.iter().copied().max().unwrap_or(1);
    let alike = (0..most).map(|choice| counts.iter().map(|n| choice.min(n - 1)).collect());
    let mut found: Vec<Vec<usize>> = alike.collect();
    if counts.len() > 1 {
        // Contents 0 and 1 of the others: nothing and all of their writes arrived.
        for (at, others) in (0..counts.len()).flat_map(|at| [(at, 0), (at, 1)]) {
            for choice in 0..counts[at] {
                let mut row = vec![others; counts.len()];
                row[at] = choice;
                found.push(row);
            }
        }
    }
    found
}

/// Which of `n` pending name changes are durable.
fn subsets(n: usize) -> Vec<Vec<bool>> {
    let row = |pick: &dyn Fn(usize) -> bool| (0..n).map(pick).collect::<Vec<bool>>();
    if n <= ALL_SUBSETS_UP_TO {
        return (0..1_u32 << n).map(|bits| row(&|i| bits >> i & 1 == 1)).collect();
    }
    let mut found: Vec<_> = (0..=n).map(|prefix| row(&|i| i < prefix)).collect();
    found.extend((0..n).map(|only| row(&|i| i == only)));
    found.extend((0..n).map(|without| row(&|i| i != without)));
    found.extend((1..=SAMPLED_SUBSETS).map(|seed| row(&|i| scatter(seed, i) & 1 == 1)));
    found
}

/// A fixed, well-mixed number per pair (the finaliser of splitmix64).
fn scatter(seed: u64, i: usize) -> u64 {
    let mut x = (seed << 32 | i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}
