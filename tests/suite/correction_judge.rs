//! What must be on a disk after a correction was begun, answered in, sealed or set aside, and some
//! of it was cut off: what a person was told is there, and all of it can be gone on with.
//!
//! It puts nothing under faults; that is `correction_faults`.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tenken::app::answering;
use tenken::app::correcting::{self, Refused};
use tenken::app::inspect::Work;
use tenken::app::status::{self, State};
use tenken::app::{App, Failure};
use tenken::domain::period::Period;
use tenken::domain::record::Record;
use tenken::store::digest::Digest;
use tenken::store::fs::Fs;
use tenken::store::fs::sim::SimFs;
use tenken::store::journal::{JOURNAL, Journal};
use tenken::store::ledger;
use tenken::store::names::{EntryKind, EntryName};

use crate::app_faults::{
    Answers, ITEMS, LATER, app, clean, done, item, number, on, period, said, seal, sealed, shown,
    state,
};
use crate::faults::Verdict as Judgement;

const REASON: &str = "名簿の人数の誤記";
/// What the first record says of each item of [`ITEMS`].
const FIRST: [u32; 3] = [1, 2, 3];
/// The number before that of the first answer that is tried in a correction.
const BEFORE: u32 = 10;
/// What is said when the work goes on after a fault.
const ON: [u32; 3] = [21, 22, 23];

/// What a person was told.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// How many corrections are begun.
    pub(crate) begun: usize,
    /// What became of answers in the first one.
    pub(crate) answers: Answers,
    pub(crate) sealed: Option<Digest>,
    /// Where the first one is that was set aside; only asked for without.
    pub(crate) aside: Aside,
}

#[derive(Debug, Clone)]
pub(crate) enum Aside {
    No,
    Asked,
    Done(PathBuf),
}

impl Told {
    pub(crate) fn nothing() -> Self {
        let answers = Answers { tried: BEFORE, ..Answers::default() };
        Self { begun: 0, answers, sealed: None, aside: Aside::No }
    }
}

pub(crate) fn begin(app: &App) -> Result<(), Failure> {
    correcting::begin(app, period(), REASON, "").map(drop)
}

/// What anyone can read of the quarter.
pub(crate) struct Found {
    records: Vec<(EntryName, Record)>,
    pub(crate) progress: Option<Box<Work>>,
    /// Whether the draft of the newest record is still there.
    left_over: bool,
}

impl Found {
    fn corrections(&self) -> usize {
        self.records.len() - 1
    }
}

fn told_by(record: &Record) -> Vec<Option<u32>> {
    ITEMS.iter().map(|id| number(record.outcome(&item(id)).unwrap().answer().unwrap())).collect()
}

/// Every file of the first record, byte by byte.
fn first_entry(fs: &SimFs, entry: &EntryName) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let dir = on(fs).root.entry(entry);
    let names = fs.list(&dir).unwrap_or_default().into_iter().map(|one| dir.join(one.name));
    names.map(|file| (file.clone(), fs.contents(&file))).collect()
}

pub(crate) fn find(fs: &SimFs, app: &App) -> Result<Found, String> {
    let entries = app.root.entries().map_err(|error| error.to_string())?;
    let mut records: Vec<(EntryName, Record)> = Vec::new();
    for entry in entries {
        let record = app.root.record(&entry);
        let record = record.map_err(|error| format!("{entry} cannot be read: {error}"))?;
        match (records.last(), &record.correction) {
            (None, None) if entry.kind == EntryKind::Report => {}
            (Some((old, _)), Some(said)) if entry.kind == EntryKind::Correction => {
                let code = ledger::code(app.root.fs(), &app.root.reports(), old);
                let code = code.map_err(|error| error.to_string())?.to_string();
                if (&said.entry, &said.code) != (&old.to_string(), &code) {
                    return Err(format!("{entry} says that it replaces {}, not {old}", said.entry));
                }
                if said.reason != REASON {
                    return Err(format!("{entry} gives the reason {:?}", said.reason));
                }
            }
            _ => return Err(format!("{entry} is no {:?}", entry.kind)),
        }
        records.push((entry, record));
    }
    let Some((first, record)) = records.first() else {
        return Err("the sealed record is gone".into());
    };
    if first_entry(fs, first) != first_entry(&sealed(), first) {
        return Err("the sealed record was touched".into());
    }
    if told_by(record) != FIRST.map(Some) {
        return Err(format!("the sealed record says {:?}", told_by(record)));
    }
    let newest = records[records.len() - 1].0.to_string();
    let status = done("see how the period stands", status::status(app, period()))?;
    let progress = match status.state {
        State::NotStarted(_) => return Err("the period seems not to be sealed".into()),
        State::Sealed(_) => None,
        State::InProgress(work) => match work.correcting() {
            Some(what) if what.entry == newest && what.reason == REASON => Some(work),
            what => return Err(format!("{what:?} is in progress on {newest}")),
        },
    };
    let drafts = app.root.drafts().map_err(|error| error.to_string())?;
    let left_over = progress.is_none() && drafts.contains(&period());
    Ok(Found { records, progress, left_over })
}

/// What a person was told is there.
fn judge_told(fs: &SimFs, told: &Told, found: &Found) -> Judgement {
    let begun = found.corrections() + usize::from(found.progress.is_some());
    match &told.aside {
        Aside::No if begun < told.begun => {
            return Err(format!("{} corrections were begun, {begun} are there", told.begun));
        }
        Aside::Done(_) if found.progress.is_some() => {
            return Err("what was set aside is in progress again".into());
        }
        _ => {}
    }
    let answers = &told.answers;
    let numbers = match (found.records.get(1), &found.progress) {
        (Some((_, record)), _) => told_by(record),
        (None, Some(work)) => {
            let of = |id: &&str| number(&work.inspection.answer(&item(id)));
            let typed = work.inspection.draft(&item("HUM-01"));
            let typed = typed.and_then(|draft| number(&draft.answer));
            if answers.typed.is_some() && typed != answers.typed {
                return Err(format!("{:?} was typed, {typed:?} found", answers.typed));
            }
            ITEMS.iter().map(of).collect()
        }
        (None, None) => return judge_aside(fs, told),
    };
    for ((id, first), found) in ITEMS.iter().zip(FIRST).zip(numbers) {
        let tried = BEFORE + 1..=answers.tried;
        let fits = |found: u32| match answers.saved.get(id) {
            Some(saved) => found >= *saved && tried.contains(&found),
            None => found == first || tried.contains(&found),
        };
        if !found.is_some_and(fits) {
            let saved = answers.saved.get(id);
            return Err(format!("{id}: {saved:?} was saved in a correction, {found:?} found"));
        }
    }
    Ok(())
}

/// Nothing of a correction that was set aside is deleted.
fn judge_aside(fs: &SimFs, told: &Told) -> Judgement {
    let saved = &told.answers.saved;
    if saved.is_empty() {
        return Ok(());
    }
    let drafts = on(fs).root.draft(period());
    let drafts = drafts.parent().unwrap();
    let kept = fs.list(drafts).unwrap_or_default().into_iter().map(|one| drafts.join(one.name));
    let kept: Vec<PathBuf> = kept.filter(|dir| dir.to_string_lossy().contains("discard")).collect();
    let [dir] = &kept[..] else {
        return Err(format!("a correction with {saved:?} is gone, set aside is {kept:?}"));
    };
    if let Aside::Done(stated) = &told.aside
        && stated != dir
    {
        return Err(format!("it is told to be in {stated:?}, but is in {dir:?}"));
    }
    let journal = fs.contents(&dir.join(JOURNAL)).unwrap_or_default();
    let journal = String::from_utf8_lossy(&journal);
    match saved.values().find(|saved| !journal.contains(&format!("資料 {saved}"))) {
        Some(lost) => Err(format!("answer {lost} is lost from what was set aside")),
        None => Ok(()),
    }
}

/// It can be set aside, and another begun that starts from what is sealed; on a disk of its own.
fn judge_another(fs: &SimFs) -> Judgement {
    let fs = fs.duplicate();
    let app = on(&fs);
    match begin(&app) {
        Err(Failure::Correction(Refused::Started { .. })) => {}
        told => return Err(format!("begun twice: {told:?}")),
    }
    let dir = done("set it aside", correcting::discard(&app, period()))?;
    if fs.contents(&dir.join(JOURNAL)).is_none() {
        return Err(format!("what was set aside is not in {dir:?}"));
    }
    let session = correcting::begin(&app, period(), REASON, "");
    let session = done("begin another after setting one aside", session)?;
    let amended = session.work().amended();
    if amended.is_empty() { Ok(()) } else { Err(format!("it begins with {amended:?}")) }
}

/// The work goes on, up to the seal; the next quarter begins, and knows it.
fn judge_on(fs: &SimFs, found: &Found) -> Judgement {
    let app = on(fs);
    if found.left_over {
        let newest = &found.records[found.records.len() - 1].0;
        let code = ledger::code(app.root.fs(), &app.root.reports(), newest);
        let finished = done("finish a seal", seal(&app))?;
        if Some(finished) != code.ok() {
            return Err(format!("{newest} is told as {finished}"));
        }
    }
    if found.progress.is_some() {
        judge_another(fs)?;
    } else {
        done("begin a correction", begin(&app))?;
    }
    for (id, n) in ITEMS.iter().zip(ON) {
        done("go on", answering::answer(&app, period(), &item(id), &said(n), ""))?;
    }
    let code = done("seal a correction", seal(&app))?;
    clean(&app, Some(code))?;
    let after = find(fs, &app)?;
    let newest = &after.records[after.records.len() - 1];
    if after.records.len() != found.records.len() + 1 || told_by(&newest.1) != ON.map(Some) {
        return Err(format!("{:?} is sealed as {}", told_by(&newest.1), newest.0));
    }
    if after.progress.is_some() || after.left_over {
        return Err("it is sealed and still in progress".into());
    }
    let next = self::app(Arc::new(fs.clone()), LATER);
    let period: Period = "FY2026-Q4".parse().unwrap();
    let status = done("begin the next quarter", status::status(&next, period))?;
    let State::NotStarted(work) = status.state else { return Err("it is begun".into()) };
    let last = work.past.last(&item("ORG-01")).and_then(|last| number(&last.answer));
    if last == Some(ON[0]) { Ok(()) } else { Err(format!("{last:?} is remembered")) }
}

/// Verdicts on disks that are alike; a protection that is left out makes the same disk again.
type Judged = Mutex<BTreeMap<Digest, Judgement>>;

fn once(judged: &Judged, key: Digest, judge: impl FnOnce() -> Judgement) -> Judgement {
    let known = judged.lock().unwrap().get(&key).cloned();
    known.unwrap_or_else(|| {
        let judgement = judge();
        judged.lock().unwrap().insert(key, judgement.clone());
        judgement
    })
}

pub(crate) fn judge(fs: &SimFs, told: &Told) -> Judgement {
    static JUDGED: Judged = Mutex::new(BTreeMap::new());
    once(&JUDGED, state(fs, told), || {
        let app = on(fs);
        shown(&app)?;
        clean(&app, told.sealed)?;
        let found = find(fs, &app)?;
        judge_told(fs, told, &found)?;
        judge_on_once(fs, &found)
    })
}

/// Of disks that differ only in how the last event of a draft is torn, which is for the journal to
/// deal with, one is gone on with.
fn judge_on_once(fs: &SimFs, found: &Found) -> Judgement {
    static JUDGED: Judged = Mutex::new(BTreeMap::new());
    let draft = on(fs).root.draft(period());
    let read = Journal::read(fs, &draft).map(|read| (read.blocks, read.torn_bytes > 0));
    let copy = fs.duplicate();
    if fs.contents(&draft.join(JOURNAL)).is_some() {
        copy.erase(&draft.join(JOURNAL));
    }
    once(&JUDGED, state(&copy, &read.ok()), || judge_on(fs, found))
}
