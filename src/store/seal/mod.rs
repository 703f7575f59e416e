//! Makes one sealed entry: complete and durable under its name, or not there at all.
//!
//! It does not ask whether an inspection may be sealed, and takes no draft away. A signature is
//! made with the entry or never: nothing is added to an entry that has its name.
//! Whoever does the last must first have an `Ok` from here, or after a restart both a clean
//! `verify` and a synced `reports/`: a name that can be seen may still be in memory only.

mod text;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use text::{BadHeaderValue, Clock, HeaderValue, Link, SealText, SealTextError, SignedAt};

use super::digest::Digest;
use super::fs::{self, DirSync, FileName, Fs, FsError, Kind, Listed};
use super::ledger::{self, Listing};
use super::names::{EntryKind, EntryName, PeriodName, SEAL, SEAL_SIG, STAGING_PREFIX};
use super::sign::{Role, Signer};
use super::verify::{EntryCheck, Fault, Wrong, check_entry, check_link_target};

/// What is to be sealed. The number, the link and the hashes come from here and the disk.
#[derive(Debug, Clone)]
pub struct SealRequest {
    pub kind: EntryKind,
    pub period: PeriodName,
    pub signed_at: SignedAt,
    pub signer: HeaderValue,
    /// What the signer states by sealing.
    pub meaning: HeaderValue,
    pub clock: Clock,
    /// The entry a correction replaces.
    pub replaces: Option<EntryName>,
    /// At least one; neither `SEAL` nor `SEAL.sig` nor hidden files.
    pub files: BTreeMap<FileName, Vec<u8>>,
}

/// A durable entry that was read back and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    pub entry: EntryName,
    /// The 確認コード: the SHA-256 of `SEAL`.
    pub code: Digest,
    /// The SHA-256 of `SEAL.sig`, if it was signed.
    pub signature: Option<Digest>,
    pub dir_sync: DirSync,
    /// Files that could not be set read-only; that guards against accidents only.
    pub unguarded: Vec<FileName>,
}

#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("nothing to seal")]
    NoFiles,
    #[error("{name} cannot be the name of a sealed file")]
    ReservedName { name: FileName },
    #[error("the chain in {} cannot be continued", reports_dir.display())]
    Chain { reports_dir: PathBuf, faults: Vec<Fault> },
    #[error("{signed_at} is earlier than {at}, when {entry} was sealed")]
    ClockBack { signed_at: SignedAt, entry: EntryName, at: SignedAt },
    /// No entry was made.
    #[error("not sealed: {0}")]
    NotSealed(FsError),
    /// The entry stands under its name, but may not last or not be whole.
    #[error("{entry} was made, but could not be confirmed: {what}")]
    Unconfirmed { entry: EntryName, code: Digest, what: Unconfirmed },
}

/// What failed after the entry had its name.
#[derive(Debug, thiserror::Error)]
pub enum Unconfirmed {
    /// The system reported a failure, yet the name is there.
    #[error("{0}")]
    Rename(Box<FsError>),
    /// The entry may be gone after a power cut.
    #[error("{0}")]
    DirSync(Box<FsError>),
    /// What was read back is not what was sealed.
    #[error("{} faults on reading back", .0.len())]
    ReadBack(Vec<Fault>),
}

/// Seals one entry after the newest one in `reports_dir`. The caller holds the lock.
pub fn seal_entry(
    fs: &dyn Fs,
    reports_dir: &Path,
    request: &SealRequest,
) -> Result<Sealed, SealError> {
    seal_signed(fs, reports_dir, request, None)
}

/// The same, with `SEAL.sig` by the key if one is given, in the role that the kind of entry asks
/// for.
pub fn seal_signed(
    fs: &dyn Fs,
    reports_dir: &Path,
    request: &SealRequest,
    key: Option<&Signer>,
) -> Result<Sealed, SealError> {
    check_request(request)?;
    fs::create_dirs(fs, reports_dir).map_err(SealError::NotSealed)?;
    let listing = ledger::list(fs, reports_dir).map_err(SealError::NotSealed)?;
    for leftover in &listing.leftovers {
        remove_leftover(fs, reports_dir, leftover).map_err(SealError::NotSealed)?;
    }
    let previous = newest(fs, reports_dir, &listing)?;
    let text = compose(request, previous.as_ref())?;
    let seal = text.encode();
    let role = Role::of(request.kind);
    let plan = Plan {
        fs,
        reports_dir,
        entry: text.entry_name(),
        signature: key.map(|key| key.sign(role, seal.as_bytes()).encode()),
        seal,
        files: &request.files,
        previous: previous.as_ref(),
    };
    if let Err(error) = plan.stage() {
        // The next seal would remove it too; on a full disk every block counts.
        let staging = plan.staging_name();
        let _ = remove_leftover(fs, reports_dir, &staging);
        return Err(SealError::NotSealed(error));
    }
    plan.publish()
}

/// Does for an entry that is already there what [`seal_entry`] does last.
///
/// For the start after a seal that ended unconfirmed, or was killed: the name may be in memory
/// only, so this comes before anything that relies on the entry, as taking its draft away.
pub fn confirm_entry(
    fs: &dyn Fs,
    reports_dir: &Path,
    entry: &EntryName,
) -> Result<Sealed, SealError> {
    let listing = ledger::list(fs, reports_dir).map_err(SealError::NotSealed)?;
    let code = ledger::code(fs, reports_dir, entry).map_err(SealError::NotSealed)?;
    let before = listing.entries.iter().rfind(|other| *other < entry);
    let before = before.map(|name| check_link_target(fs, reports_dir, name));
    confirm(fs, reports_dir, entry, before.as_ref(), code)
}

fn check_request(request: &SealRequest) -> Result<(), SealError> {
    if request.files.is_empty() {
        return Err(SealError::NoFiles);
    }
    let reserved = |name: &FileName| {
        let name = name.as_str();
        name.starts_with('.')
            || name.eq_ignore_ascii_case(SEAL)
            || name.eq_ignore_ascii_case(SEAL_SIG)
    };
    match request.files.keys().find(|name| reserved(name)) {
        Some(name) => Err(SealError::ReservedName { name: name.clone() }),
        None => Ok(()),
    }
}

/// The newest entry, if the chain can be continued from it.
///
/// Only what the next link stands on is asked for: an old entry with a damaged file must not
/// keep anyone from sealing for ever.
fn newest(
    fs: &dyn Fs,
    reports_dir: &Path,
    listing: &Listing,
) -> Result<Option<EntryCheck>, SealError> {
    let broken = |faults| SealError::Chain { reports_dir: reports_dir.to_owned(), faults };
    let numbered = (1..).zip(&listing.entries).all(|(seq, entry): (u32, _)| entry.seq == seq);
    if !numbered || !listing.misfits.is_empty() {
        return Err(broken(super::verify::verify(fs, reports_dir, None).chain));
    }
    let Some(name) = listing.entries.last() else { return Ok(None) };
    let entry = check_link_target(fs, reports_dir, name);
    if entry.faults.is_empty() { Ok(Some(entry)) } else { Err(broken(entry.faults)) }
}

fn compose(request: &SealRequest, previous: Option<&EntryCheck>) -> Result<SealText, SealError> {
    let mut text = SealText {
        seq: 1,
        kind: request.kind,
        period: request.period.clone(),
        signed_at: request.signed_at,
        signer: request.signer.clone(),
        meaning: request.meaning.clone(),
        clock: request.clock,
        replaces: request.replaces.clone(),
        files: request.files.iter().map(|(name, b)| (name.clone(), Digest::of(b))).collect(),
        previous: None,
    };
    if let Some((entry, link)) = previous.and_then(|entry| Some((entry, entry.link()?))) {
        text.seq = entry.name.seq + 1;
        text.previous = Some(link);
        let at = entry.text.as_ref().map_or(request.signed_at, |text| text.signed_at);
        if request.signed_at.time() < at.time() {
            let (signed_at, entry) = (request.signed_at, entry.name.clone());
            return Err(SealError::ClockBack { signed_at, entry, at });
        }
    }
    Ok(text)
}

/// One entry on its way to the disk.
struct Plan<'a> {
    fs: &'a dyn Fs,
    reports_dir: &'a Path,
    entry: EntryName,
    seal: String,
    /// The text of `SEAL.sig`.
    signature: Option<String>,
    files: &'a BTreeMap<FileName, Vec<u8>>,
    previous: Option<&'a EntryCheck>,
}

impl Plan<'_> {
    fn staging_name(&self) -> Listed {
        let name = format!("{STAGING_PREFIX}{:04}", self.entry.seq);
        Listed { name: name.into(), kind: Kind::Dir }
    }

    fn staging(&self) -> PathBuf {
        self.reports_dir.join(self.staging_name().name)
    }

    fn target(&self) -> PathBuf {
        self.reports_dir.join(self.entry.file_name())
    }

    fn code(&self) -> Digest {
        Digest::of(self.seal.as_bytes())
    }

    /// Everything up to the rename: afterwards the staging folder is complete and durable.
    fn stage(&self) -> Result<(), FsError> {
        let staging = self.staging();
        self.fs.create_dir(&staging)?;
        for (name, bytes) in self.files {
            self.write(&staging.join(name), bytes)?;
        }
        self.write(&staging.join(SEAL), self.seal.as_bytes())?;
        if let Some(signature) = &self.signature {
            self.write(&staging.join(SEAL_SIG), signature.as_bytes())?;
        }
        self.fs.sync_dir(&staging)?;
        Ok(())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
        let mut file = self.fs.create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn publish(&self) -> Result<Sealed, SealError> {
        if let Err(error) = self.fs.rename_new(&self.staging(), &self.target()) {
            return Err(self.not_renamed(error));
        }
        let sealed = confirm(self.fs, self.reports_dir, &self.entry, self.previous, self.code())?;
        // That it fits was checked on reading back; here, that it is the one that was made.
        let made = self.signature.as_ref().map(|text| Digest::of(text.as_bytes()));
        if sealed.signature == made {
            return Ok(sealed);
        }
        let (entry, code) = (sealed.entry, sealed.code);
        let what = match (made, sealed.signature) {
            (Some(listed), Some(found)) => Wrong::Changed { listed, found },
            (Some(_), None) => Wrong::Missing,
            (None, _) => Wrong::Extra,
        };
        let fault = Fault { file: format!("{entry}/{SEAL_SIG}"), what };
        Err(SealError::Unconfirmed { entry, code, what: Unconfirmed::ReadBack(vec![fault]) })
    }

    /// A network share can report a failure of a rename that took place.
    fn not_renamed(&self, error: FsError) -> SealError {
        let staged = self.fs.metadata(&self.staging());
        if self.fs.metadata(&self.target()).is_ok() && staged.is_err_and(|e| e.is_not_found()) {
            let (entry, code) = (self.entry.clone(), self.code());
            return SealError::Unconfirmed {
                entry,
                code,
                what: Unconfirmed::Rename(Box::new(error)),
            };
        }
        let _ = remove_leftover(self.fs, self.reports_dir, &self.staging_name());
        SealError::NotSealed(error)
    }
}

/// Makes the name of an entry durable, reads everything back and guards the files.
fn confirm(
    fs: &dyn Fs,
    reports_dir: &Path,
    entry: &EntryName,
    previous: Option<&EntryCheck>,
    code: Digest,
) -> Result<Sealed, SealError> {
    let unconfirmed = |what| SealError::Unconfirmed { entry: entry.clone(), code, what };
    let dir_sync = fs
        .sync_dir(reports_dir)
        .map_err(|error| unconfirmed(Unconfirmed::DirSync(Box::new(error))))?;
    let found = check_entry(fs, reports_dir, entry, previous);
    if !found.faults.is_empty() || found.seal != Some(code) {
        return Err(unconfirmed(Unconfirmed::ReadBack(found.faults)));
    }
    let folder = reports_dir.join(entry.file_name());
    let signed = found.signature.and_then(|_| SEAL_SIG.parse().ok());
    let files = found.text.into_iter().flat_map(|text| text.files.into_keys());
    let files = files.chain(SEAL.parse()).chain(signed);
    let unguarded = files.filter(|name| fs.set_read_only(&folder.join(name)).is_err()).collect();
    let signature = found.signature;
    Ok(Sealed { entry: entry.clone(), code, signature, dir_sync, unguarded })
}

impl EntryCheck {
    /// What the next entry says about this one.
    fn link(&self) -> Option<Link> {
        let (entry, signature) = (self.name.clone(), self.signature);
        Some(Link { entry, seal: self.seal?, signature })
    }
}

/// Removes what an interrupted seal left: a folder of files, never more than one level.
fn remove_leftover(fs: &dyn Fs, reports_dir: &Path, leftover: &Listed) -> Result<(), FsError> {
    let path = reports_dir.join(&leftover.name);
    if leftover.kind != Kind::Dir {
        return fs.remove_file(&path);
    }
    for file in fs.list(&path)? {
        fs.remove_file(&path.join(file.name))?;
    }
    fs.remove_dir(&path)
}
