//! One society's folder: `tenken.toml`, `checklists/`, `reports/`.
//!
//! It knows where things are and reads them whole; what they mean is for `app`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::encoding::{self, Garbled};
use super::fs::{self, Bounded, Fs, FsError, Kind, Listed};
use super::journal::JOURNAL;
use super::names::{DRAFTS, EntryKind, EntryName, PeriodName, STAGING_PREFIX};
use super::shape::record_in::RecordHead;
use super::shape::record_out::HEAD_END;
use super::shape::{ShapeError, audit, record_in, society};
use crate::domain::audit::AuditRecord;
use crate::domain::period::Period;
use crate::domain::record::Record;
use crate::domain::society::Society;

/// The file that makes a folder a society's.
pub const SOCIETY_FILE: &str = "tenken.toml";
const CHECKLISTS: &str = "checklists";
const REPORTS: &str = "reports";
/// The sealed data in an entry.
pub const RECORD_FILE: &str = "report.toml";
/// The file of an entry that an auditor made.
pub const AUDIT_FILE: &str = "audit.toml";
/// What stands between the period and the number in the name of the draft of an audit.
const AUDIT_DRAFT: &str = "_audit-";
/// The largest `tenken.toml` or checklist that is read, in bytes.
pub const MAX_DEFINITION: u64 = 256 << 10;
/// The largest record that is read, in bytes.
pub const MAX_RECORD: u64 = 16 << 20;

/// Why something in the folder could not be read.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    #[error(transparent)]
    Fs(#[from] FsError),
    #[error("{}: {what}", path.display())]
    Encoding { path: PathBuf, what: Garbled },
    #[error("{}: {what}", path.display())]
    Shape { path: PathBuf, what: ShapeError },
}

/// A society's folder, which need not be set up yet.
#[derive(Debug, Clone)]
pub struct Root {
    /// The disk as it is seen from this root.
    fs: Arc<dyn Fs>,
    /// The disk itself.
    disk: Arc<dyn Fs>,
    dir: PathBuf,
}

impl Root {
    pub fn new(fs: Arc<dyn Fs>, dir: &Path) -> Self {
        let bounded = Arc::new(Bounded::new(fs.clone(), dir));
        Self { fs: bounded, disk: fs, dir: dir.to_owned() }
    }

    /// The nearest folder upwards from `start` with a `tenken.toml`, else `start`. Something of
    /// that name that is no file counts too: it is told when it is read, and not passed over for
    /// the folder of another society further up.
    pub fn nearest(fs: Arc<dyn Fs>, start: &Path) -> Self {
        let has_one = |dir: &&Path| fs.metadata(&dir.join(SOCIETY_FILE)).is_ok();
        let dir = start.ancestors().find(has_one).unwrap_or(start).to_owned();
        Self::new(fs, &dir)
    }

    /// Another folder on the same disk.
    #[must_use]
    pub fn beside(&self, dir: &Path) -> Self {
        Self::new(self.disk.clone(), dir)
    }

    pub fn fs(&self) -> &dyn Fs {
        self.fs.as_ref()
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub fn society_file(&self) -> PathBuf {
        self.dir.join(SOCIETY_FILE)
    }

    /// The society's own checklist of an id.
    pub fn checklist_file(&self, id: &str) -> PathBuf {
        self.dir.join(CHECKLISTS).join(format!("{id}.toml"))
    }

    pub fn reports(&self) -> PathBuf {
        self.dir.join(REPORTS)
    }

    pub fn entry(&self, name: &EntryName) -> PathBuf {
        self.reports().join(name.file_name())
    }

    /// The folder of an inspection in progress.
    pub fn draft(&self, period: Period) -> PathBuf {
        self.reports().join(DRAFTS).join(period.to_string())
    }

    pub fn is_set_up(&self) -> Result<bool, FsError> {
        match self.fs.metadata(&self.society_file()) {
            Ok(_) => Ok(true),
            Err(error) if error.is_not_found() => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub fn society(&self) -> Result<Society, RootError> {
        let path = self.society_file();
        let text = self.text(&path, MAX_DEFINITION)?;
        society::read(&text).map_err(|what| RootError::Shape { path, what })
    }

    /// Writes a new file durably; never over an existing one. It has its name only once it is
    /// whole: half a file would bar the next attempt.
    pub fn write_new(&self, path: &Path, text: &str) -> Result<(), FsError> {
        self.put_new(path, text.as_bytes())
    }

    /// The same for what is no text.
    pub fn put_new(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
        let dir = fs::parent(path);
        fs::create_dirs(self.fs(), dir)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let staging = dir.join(format!("{STAGING_PREFIX}{name}"));
        match self.fs.remove_file(&staging) {
            Err(error) if !error.is_not_found() => return Err(error),
            _ => {}
        }
        let written = self.fs.create_new(&staging).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        if let Err(error) = written.and_then(|()| self.fs.rename_new(&staging, path)) {
            // On a full disk every block counts.
            let _ = self.fs.remove_file(&staging);
            return Err(error);
        }
        self.fs.sync_dir(dir)?;
        Ok(())
    }

    /// A whole file as text.
    pub fn text(&self, path: &Path, cap: u64) -> Result<String, RootError> {
        utf8(path, self.fs.read(path, cap)?)
    }

    /// What stands in a folder below the root; nothing where there is no folder.
    fn listed(&self, dir: &Path) -> Result<Vec<Listed>, FsError> {
        match self.fs.list(dir) {
            Err(error) if error.is_not_found() => Ok(Vec::new()),
            listed => listed,
        }
    }

    /// Names and texts of the society's own `checklists/*.toml`; none where there is no folder.
    /// One that is no regular file is refused: to pass it over would be to ask other questions.
    pub fn checklist_files(&self) -> Result<Vec<(String, String)>, RootError> {
        let dir = self.dir.join(CHECKLISTS);
        let mut files = Vec::new();
        for entry in self.listed(&dir)? {
            let Some(name) = entry.name.to_str().filter(|name| is_toml(name)) else {
                continue;
            };
            if !name.starts_with('.') {
                files.push((name.to_owned(), self.text(&dir.join(name), MAX_DEFINITION)?));
            }
        }
        Ok(files)
    }

    /// Sealed entries by sequence number; what is no entry is passed over (`verify` tells it). A
    /// link in the place of one is refused: its period would seem not to be sealed.
    pub fn entries(&self) -> Result<Vec<EntryName>, FsError> {
        let mut entries = Vec::new();
        for one in self.listed(&self.reports())? {
            let Some(name) = one.name.to_str().and_then(|n| n.parse::<EntryName>().ok()) else {
                continue;
            };
            match one.kind {
                Kind::Dir => entries.push(name),
                Kind::Symlink => {
                    return Err(FsError::NotRegular { path: self.entry(&name), kind: one.kind });
                }
                Kind::File | Kind::Other => {}
            }
        }
        entries.sort();
        Ok(entries)
    }

    /// The entry that counts for each period, by time; corrections replace what they correct.
    pub fn standing(&self) -> Result<Vec<(Period, EntryName)>, FsError> {
        let mut newest = std::collections::BTreeMap::new();
        for entry in self.entries()? {
            if entry.kind != EntryKind::Audit
                && let Ok(period) = entry.period.as_str().parse::<Period>()
            {
                newest.insert(period, entry);
            }
        }
        Ok(newest.into_iter().collect())
    }

    /// Makes `reports/` where it is missing. A link in its place is refused: the lock, which the
    /// disk is asked for directly, would lie behind it.
    pub fn make_reports(&self) -> Result<(), FsError> {
        let path = self.reports();
        fs::create_dirs(self.fs(), &path)?;
        if self.fs.is_link(&path) {
            return Err(FsError::NotRegular { path, kind: Kind::Symlink });
        }
        Ok(())
    }

    /// Periods with an inspection in progress.
    pub fn drafts(&self) -> Result<Vec<Period>, FsError> {
        let read = |name: &String| name.parse().ok().filter(|p: &Period| p.to_string() == *name);
        let mut periods: Vec<Period> = self.draft_folders()?.iter().filter_map(read).collect();
        periods.sort();
        Ok(periods)
    }

    /// The names of the folders of drafts that hold a journal.
    fn draft_folders(&self) -> Result<Vec<String>, FsError> {
        let dir = self.reports().join(DRAFTS);
        let mut names = Vec::new();
        for entry in self.listed(&dir)? {
            let Some(name) = entry.name.to_str() else { continue };
            match entry.kind {
                Kind::Dir if self.fs.metadata(&dir.join(name).join(JOURNAL)).is_ok() => {
                    names.push(name.to_owned());
                }
                // What was begun behind a link would seem not to be begun.
                Kind::Symlink if name.starts_with(PeriodName::PREFIX) => {
                    return Err(FsError::NotRegular { path: dir.join(name), kind: entry.kind });
                }
                _ => {}
            }
        }
        Ok(names)
    }

    /// The draft of an audit of `period`, by its number.
    pub fn audit_draft(&self, period: Period, number: u32) -> PathBuf {
        self.reports().join(DRAFTS).join(format!("{period}{AUDIT_DRAFT}{number}"))
    }

    /// Every audit in progress: its period and the number of its draft, in order.
    pub fn audit_drafts(&self) -> Result<Vec<(Period, u32)>, FsError> {
        let read = |name: &String| {
            let (period, number) = name.split_once(AUDIT_DRAFT)?;
            let (period, number) = (period.parse().ok()?, number.parse().ok()?);
            (format!("{period}{AUDIT_DRAFT}{number}") == *name).then_some((period, number))
        };
        let mut found: Vec<(Period, u32)> = self.draft_folders()?.iter().filter_map(read).collect();
        found.sort();
        Ok(found)
    }

    /// Every finished audit, by number.
    pub fn audits(&self) -> Result<Vec<EntryName>, FsError> {
        let entries = self.entries()?.into_iter();
        Ok(entries.filter(|entry| entry.kind == EntryKind::Audit).collect())
    }

    /// What an auditor said; of an entry of the kind `audit`.
    pub fn audit(&self, entry: &EntryName) -> Result<AuditRecord, RootError> {
        let path = self.entry(entry).join(AUDIT_FILE);
        let text = self.text(&path, MAX_RECORD)?;
        audit::read(&text).map_err(|what| RootError::Shape { path, what })
    }

    pub fn record(&self, entry: &EntryName) -> Result<Record, RootError> {
        let path = self.entry(entry).join(RECORD_FILE);
        let text = self.text(&path, MAX_RECORD)?;
        record_in::read(&text).map_err(|what| RootError::Shape { path, what })
    }

    /// What a list needs of a record. The rest of the file, most of it, is not read: whether it
    /// is whole is for `verify`.
    pub fn record_head(&self, entry: &EntryName) -> Result<RecordHead, RootError> {
        let path = self.entry(entry).join(RECORD_FILE);
        let bytes = self.fs.read_until(&path, HEAD_END.as_bytes(), MAX_RECORD)?;
        let text = utf8(&path, bytes)?;
        record_in::read_head(&text).map_err(|what| RootError::Shape { path, what })
    }
}

fn utf8(path: &Path, bytes: Vec<u8>) -> Result<String, RootError> {
    encoding::text(bytes).map_err(|what| RootError::Encoding { path: path.to_owned(), what })
}

/// Whether a file in `checklists/` is one, whatever the case of its ending.
fn is_toml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// The name of a period on the disk.
pub fn period_name(period: Period) -> PeriodName {
    let text = period.to_string();
    text.parse().unwrap_or_else(|_| unreachable!("periods are written as names: {text}"))
}
