//! Which sealed entries there are, from the names in `reports/` alone.
//!
//! It opens no entry and trusts none: whether they are what they claim is for `verify` to say.

use std::path::Path;

use super::digest::Digest;
use super::fs::{Fs, FsError, Kind, Listed};
use super::names::{DRAFTS, EXPORTS, EntryName, LOCK, SEAL, STAGING_PREFIX};

/// The largest `SEAL` or `SEAL.sig` read, in bytes.
pub const MAX_SEAL: u64 = 64 << 10;

/// What belongs into `reports/` beside the entries.
const KNOWN: [(&str, Kind); 4] =
    [(DRAFTS, Kind::Dir), (EXPORTS, Kind::Dir), (LOCK, Kind::File), ("README.md", Kind::File)];

/// The contents of `reports/`, sorted out by name and kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// In order of their numbers.
    pub entries: Vec<EntryName>,
    /// Named like an entry, but not quite, or no folder.
    pub misfits: Vec<Listed>,
    /// What an interrupted seal left behind.
    pub leftovers: Vec<Listed>,
    /// Nothing of ours.
    pub foreign: Vec<Listed>,
}

/// Lists `reports_dir`; a missing one is an empty ledger.
pub fn list(fs: &dyn Fs, reports_dir: &Path) -> Result<Listing, FsError> {
    let mut listing = Listing::default();
    let found = match fs.list(reports_dir) {
        Ok(found) => found,
        Err(error) if error.is_not_found() => return Ok(listing),
        Err(error) => return Err(error),
    };
    for one in found {
        let name = one.name.to_string_lossy();
        match name.parse::<EntryName>() {
            Ok(entry) if one.kind == Kind::Dir => listing.entries.push(entry),
            Ok(_) => listing.misfits.push(one),
            Err(_) if KNOWN.contains(&(&*name, one.kind)) => {}
            Err(_) if name.starts_with(STAGING_PREFIX) => listing.leftovers.push(one),
            Err(_) if looks_like_entry(&name) => listing.misfits.push(one),
            Err(_) => listing.foreign.push(one),
        }
    }
    // By number: from the ten-thousandth entry on, order of text is not order of entries.
    listing.entries.sort();
    Ok(listing)
}

/// The 確認コード of an entry: the SHA-256 of its `SEAL` as it stands there.
pub fn code(fs: &dyn Fs, reports_dir: &Path, entry: &EntryName) -> Result<Digest, FsError> {
    let path = reports_dir.join(entry.file_name()).join(SEAL);
    Ok(Digest::of(&fs.read(&path, MAX_SEAL)?))
}

/// Whether someone renamed an entry, as far as a name can show it.
fn looks_like_entry(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit()) && name.contains('_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::sim::SimFs;

    #[test]
    fn entries_are_sorted_by_number_and_everything_else_is_told_apart() {
        let fs = SimFs::new();
        let at = |name: &str| Path::new("/reports").join(name);
        for name in [
            "10000_FY2026-Q3_2026-12-31_report",
            "9999_FY2026-Q2_2026-09-18_report",
            "drafts",
            "exports",
            ".staging-0001",
            "0003_FY2026-Q3_2026-12-31_report (copy)",
            "photos",
        ] {
            fs.place(&at(name), Kind::Dir);
        }
        fs.place_file(&at(".lock"), b"");
        fs.place_file(&at("README.md"), b"");
        fs.place(&at("0001_FY2026-Q1_2026-06-30_report"), Kind::Symlink);
        let listing = list(&fs, Path::new("/reports")).unwrap();
        let names = |found: &[Listed]| {
            found.iter().map(|l| l.name.to_string_lossy().into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(listing.entries.iter().map(|e| e.seq).collect::<Vec<_>>(), [9999, 10000]);
        assert_eq!(names(&listing.leftovers), [".staging-0001"]);
        assert_eq!(names(&listing.foreign), ["photos"]);
        assert_eq!(
            names(&listing.misfits),
            ["0001_FY2026-Q1_2026-06-30_report", "0003_FY2026-Q3_2026-12-31_report (copy)"]
        );
    }

    #[test]
    fn a_missing_folder_is_an_empty_ledger() {
        assert_eq!(list(&SimFs::new(), Path::new("/reports")).unwrap(), Listing::default());
    }
}
