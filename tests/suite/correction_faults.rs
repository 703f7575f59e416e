//! Corrections under power cuts and failing calls: beginning one, answering in it, sealing it,
//! setting it aside, each through the functions that the command line and the interface call.
//!
//! What a person was told decides what must be there; whatever is there must be gone on with.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex};

use tenken::app::answering;
use tenken::app::correcting::{self, Refused};
use tenken::app::inspect::Work;
use tenken::app::status::{self, State};
use tenken::app::{App, Failure};
use tenken::domain::period::Period;
use tenken::domain::record::Record;
use tenken::store::digest::Digest;
use tenken::store::fs::sim::{Detail, SimFs};
use tenken::store::fs::{Fs, Op};
use tenken::store::journal::{JOURNAL, Journal};
use tenken::store::ledger;
use tenken::store::names::{EntryKind, EntryName};

use crate::app_faults::{
    Answers, DAY, ITEMS, LATER, answer_in_a_session, answer_singly, app, clean, done, item, number,
    on, period, said, seal, sealed, shown, state,
};
use crate::faults::{Failing, SYNC_DIR, Start, Trial, Verdict as Judgement, Without, killed};

const REASON: &str = "名簿の人数の誤記";
/// What the first record says of each item of [`ITEMS`].
const FIRST: [u32; 3] = [1, 2, 3];
/// The number before that of the first answer that is tried in a correction.
const BEFORE: u32 = 10;
/// What is said when the work goes on after a fault.
const ON: [u32; 3] = [21, 22, 23];

/// What a person was told.
#[derive(Debug, Clone)]
struct Told {
    /// How many corrections are begun.
    begun: usize,
    /// What became of answers in the first one.
    answers: Answers,
    sealed: Option<Digest>,
    /// Where the first one is that was set aside; only asked for without.
    aside: Aside,
}

#[derive(Debug, Clone)]
enum Aside {
    No,
    Asked,
    Done(PathBuf),
}

impl Told {
    fn nothing() -> Self {
        let answers = Answers { tried: BEFORE, ..Answers::default() };
        Self { begun: 0, answers, sealed: None, aside: Aside::No }
    }
}

fn begin(app: &App) -> Result<(), Failure> {
    correcting::begin(app, period(), REASON, "").map(drop)
}

static BEGUN: LazyLock<SimFs> = LazyLock::new(|| {
    let fs = sealed();
    begin(&on(&fs)).unwrap();
    fs.settle();
    fs
});

/// A disk with a correction in which something was said, and what.
static AMENDED: LazyLock<(SimFs, Told)> = LazyLock::new(|| {
    let fs = BEGUN.duplicate();
    let mut told = Told { begun: 1, ..Told::nothing() };
    let disk: Arc<dyn Fs> = Arc::new(fs.clone());
    answer_singly(&disk, &mut told.answers, &["ORG-01", "ORG-02"]);
    assert_eq!(told.answers.saved.len(), 2);
    fs.settle();
    (fs, told)
});

fn amended() -> Start<Told> {
    Start { disk: AMENDED.0.duplicate(), known: AMENDED.1.clone() }
}

// ---- the judge ----

/// What anyone can read of the quarter.
struct Found {
    records: Vec<(EntryName, Record)>,
    progress: Option<Box<Work>>,
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

fn find(fs: &SimFs, app: &App) -> Result<Found, String> {
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

fn judge(fs: &SimFs, told: &Told) -> Judgement {
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

// ---- beginning ----

const BEGINNING: Trial<Told, Told> = Trial {
    starts: || vec![Start { disk: sealed(), known: Told::nothing() }],
    program: |fs, before| {
        let begun = begin(&app(fs, DAY)).is_ok();
        Told { begun: before.begun + usize::from(begun), ..before.clone() }
    },
    judge,
    done: |told| told.begun > 0,
    failing: Failing::InOneWay,
};

#[test]
fn a_correction_is_begun_wholly_or_not_at_all_after_a_power_cut_at_every_step() {
    let (judged, verdict) = BEGINNING.under_cuts(Detail::Coarse, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

#[test]
fn a_correction_is_begun_wholly_or_not_at_all_whatever_call_fails() {
    let (judged, verdict) = BEGINNING.under_failures(&Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

/// Another one after a seal that was killed when its entry had its name, of the first record and
/// of a correction, on a machine that went on.
const BEGINNING_ANOTHER: Trial<Told, Told> = Trial {
    starts: || {
        let Start { disk, known } = amended();
        let work = |fs: &SimFs| Told { sealed: seal(&on(fs)).ok(), ..known.clone() };
        let mut starts = killed(&disk, work, |op| matches!(op, Op::Rename | Op::Remove));
        starts.retain(|start| on(&start.disk).root.entries().unwrap().len() == 2);
        starts
    },
    ..BEGINNING
};

#[test]
fn another_correction_begins_where_a_seal_was_cut_off_and_finishes_that_one_first() {
    let (judged, verdict) = BEGINNING_ANOTHER.under_cuts(Detail::Coarse, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

// ---- answering ----

const ANSWERING: Trial<Told, Told> = Trial {
    starts: || {
        let known = Told { begun: 1, ..Told::nothing() };
        vec![Start { disk: BEGUN.duplicate(), known }]
    },
    program: |fs, before| {
        let mut told = before.clone();
        answer_singly(&fs, &mut told.answers, &["ORG-01"]);
        answer_in_a_session(&fs, &mut told.answers, &["ORG-02"]);
        told
    },
    judge,
    done: |told| told.answers.saved.len() == 2 && told.answers.typed.is_some(),
    failing: Failing::InOneWay,
};

/// The same in what a killed program began, on a machine that went on.
const ANSWERING_ON: Trial<Told, Told> = Trial {
    starts: || {
        let work = |fs: &SimFs| {
            let begun = usize::from(begin(&on(fs)).is_ok());
            Told { begun, ..Told::nothing() }
        };
        let mut starts = killed(&sealed(), work, |op| op == Op::Rename);
        starts.retain(|start| !on(&start.disk).root.drafts().unwrap().is_empty());
        starts
    },
    program: |fs, before| {
        let mut told = before.clone();
        answer_singly(&fs, &mut told.answers, &["ORG-01"]);
        told
    },
    done: |told| told.answers.saved.len() == 1,
    ..ANSWERING
};

#[test]
fn no_answer_in_a_correction_is_lost_by_a_power_cut_or_a_failing_call() {
    for (judged, verdict) in [
        ANSWERING.under_cuts(Detail::Coarse, &Without::Nothing),
        ANSWERING_ON.under_cuts(Detail::Coarse, &Without::Nothing),
        ANSWERING.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 100, "only {} disks", judged.count);
    }
}

// ---- sealing ----

const SEALING: Trial<Told, Told> = Trial {
    starts: || vec![amended()],
    program: |fs, before| Told { sealed: seal(&app(fs, DAY)).ok(), ..before.clone() },
    judge,
    done: |told| told.sealed.is_some(),
    failing: Failing::InOneWay,
};

#[test]
fn a_correction_is_sealed_wholly_or_still_in_progress_after_a_power_cut_at_every_step() {
    let (judged, verdict) = SEALING.under_cuts(Detail::Coarse, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

#[test]
fn a_correction_is_sealed_wholly_or_still_in_progress_whatever_call_fails() {
    let (judged, verdict) = SEALING.under_failures(&Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

// ---- setting aside ----

/// Also where a program was killed while it answered, on a machine that went on.
const SETTING_ASIDE: Trial<Told, Told> = Trial {
    starts: || {
        let work = |fs: &SimFs| {
            let mut told = Told { begun: 1, ..Told::nothing() };
            let disk: Arc<dyn Fs> = Arc::new(fs.clone());
            answer_singly(&disk, &mut told.answers, &["ORG-01", "ORG-02"]);
            told
        };
        let mut starts = killed(&BEGUN, work, |op| op == Op::Write);
        starts.push(amended());
        starts
    },
    program: |fs, before| {
        let set = correcting::discard(&app(fs, DAY), period());
        Told { aside: set.map_or(Aside::Asked, Aside::Done), ..before.clone() }
    },
    judge,
    done: |told| matches!(told.aside, Aside::Done(_)),
    failing: Failing::InOneWay,
};

#[test]
fn a_correction_is_in_progress_or_set_aside_with_all_that_was_said_in_it() {
    for (judged, verdict) in [
        SETTING_ASIDE.under_cuts(Detail::Coarse, &Without::Nothing),
        SETTING_ASIDE.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 30, "only {} disks", judged.count);
    }
}

/// One that was killed while it was set aside is set aside by asking again.
const SETTING_ASIDE_AGAIN: Trial<Told, bool> = Trial {
    starts: || {
        let Start { disk, known } = amended();
        let work = |fs: &SimFs| {
            let set = correcting::discard(&on(fs), period());
            Told { aside: set.map_or(Aside::Asked, Aside::Done), ..known.clone() }
        };
        let mut starts = killed(&disk, work, |op| op == Op::Rename);
        starts.truncate(1);
        starts
    },
    program: |fs, _| {
        let told = correcting::discard(&app(fs, DAY), period());
        matches!(told, Err(Failure::Correction(Refused::NoDraft { .. })))
    },
    judge: |fs, told| {
        let found = find(fs, &on(fs))?;
        match found.progress {
            Some(_) if *told => Err("told that there is none, and it is there again".into()),
            _ => judge(fs, &Told { aside: Aside::Asked, ..amended().known }),
        }
    },
    done: |told| *told,
    failing: Failing::InOneWay,
};

#[test]
fn a_correction_of_which_is_told_that_there_is_none_does_not_come_back() {
    for (judged, verdict) in [
        SETTING_ASIDE_AGAIN.under_cuts(Detail::Coarse, &Without::Nothing),
        SETTING_ASIDE_AGAIN.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 5, "only {} disks", judged.count);
    }
}

#[test]
fn the_checkers_of_corrections_notice_each_missing_protection() {
    // A sound disk holds nothing that an attempt before left, the folder of drafts is there, and
    // its names are synced twice.
    let others = [
        "remove reports/drafts/FY2026-Q3/.staging-checklist.toml 1",
        "remove reports/drafts/FY2026-Q3/.staging-journal.toml 1",
        "remove reports/drafts/FY2026-Q3/checklist.toml 1",
        "sync folder . 1",
        "sync folder reports 1",
        "sync folder reports/drafts 1",
        "sync folder reports/drafts 2",
    ];
    assert_eq!(BEGINNING.unnoticed(), others);
    assert!(BEGINNING.notices(&Without::Every(SYNC_DIR)));
    assert_eq!(SETTING_ASIDE.unnoticed(), [""; 0]);
    assert_eq!(SETTING_ASIDE_AGAIN.unnoticed(), [""; 0]);
}
