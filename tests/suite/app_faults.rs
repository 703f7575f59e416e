//! Whole use cases under power cuts and failing calls: set-up, answering, sealing, auditing,
//! exporting, each through the functions that the command line and the interface call.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use tenken::app::answering::{self, Said};
use tenken::app::auditing::{self, AuditConfirmation};
use tenken::app::documents::{self, Naming, Printer, Subject};
use tenken::app::exporting::{self, Exported, Manner, Others};
use tenken::app::inspect::{self, Missing};
use tenken::app::overview::{self, Standing};
use tenken::app::reading::Renderer;
use tenken::app::sealing::{self, Confirmation};
use tenken::app::setup::{self, NewSociety};
use tenken::app::{App, Failure, Place, Timepiece, verifying};
use tenken::domain::answer::{Answer, Evidence, Verdict};
use tenken::domain::audit::{AuditChange, Opinion};
use tenken::domain::id::ItemId;
use tenken::domain::inspection::{Act, Change, Draft};
use tenken::domain::period::Period;
use tenken::report::Format;
use tenken::store::digest::Digest;
use tenken::store::fs::sim::{Detail, SimFs};
use tenken::store::fs::{Fs, Kind, Op};
use tenken::store::names::EntryKind;
use tenken::words::Lang;

use crate::faults::{Failing, Start, Trial, Verdict as Judgement, Without, killed};

const ROOT: &str = "/root";
const SMALL: &str = include_str!("cli/small.toml");
/// What is due in the third quarter.
pub(crate) const ITEMS: [&str; 3] = ["ORG-01", "ORG-02", "HUM-01"];
pub(crate) const DAY: &str = "2026-12-18";
/// A day of the quarter after.
pub(crate) const LATER: &str = "2027-02-01";

pub(crate) static RENDERER: LazyLock<Renderer> = LazyLock::new(|| Renderer::new(Lang::Ja).unwrap());

pub(crate) fn app(fs: Arc<dyn Fs>, day: &str) -> App {
    let timepiece = Timepiece::Stated(day.parse().unwrap());
    App::new(fs, &Place::Named(Path::new(ROOT)), timepiece)
}

pub(crate) fn on(fs: &SimFs) -> App {
    app(Arc::new(fs.clone()), DAY)
}

pub(crate) fn period() -> Period {
    "FY2026-Q3".parse().unwrap()
}

pub(crate) fn item(id: &str) -> ItemId {
    ItemId::new(id).unwrap()
}

fn new_society() -> NewSociety {
    NewSociety {
        name: "試験健康保険組合".into(),
        checklist: Some("small".into()),
        inspector: "山田花子".into(),
        officer: "鈴木一郎".into(),
        auditors: vec!["佐藤次郎".into()],
        ..NewSociety::default()
    }
}

/// An answer that can be told from all others.
pub(crate) fn said(number: u32) -> Said {
    Said {
        verdict: Verdict::Ok,
        grade: None,
        note: None,
        evidence: vec![Evidence::new(format!("資料 {number}"))],
        methods: vec![],
        reason: None,
        cause: None,
        action: None,
        owner: None,
        due: None,
        leave: tenken::app::privacy::Leave::default(),
    }
}

/// The number of an answer; `None` where there is none.
pub(crate) fn number(answer: &Answer) -> Option<u32> {
    let text = &answer.evidence.first()?.text;
    Some(text.strip_prefix("資料 ").unwrap().parse().unwrap())
}

/// A disk with nothing but a checklist on it.
fn bare() -> SimFs {
    let fs = SimFs::new();
    fs.place_file(&Path::new(ROOT).join("checklists/small.toml"), SMALL.as_bytes());
    fs
}

static SOCIETY: LazyLock<SimFs> = LazyLock::new(|| {
    let fs = bare();
    setup::init(&on(&fs), &new_society(), &[]).unwrap();
    fs.settle();
    fs
});

/// A disk with a society that has done nothing yet.
pub(crate) fn society() -> SimFs {
    SOCIETY.duplicate()
}

static ANSWERED: LazyLock<SimFs> = LazyLock::new(|| {
    let fs = society();
    for (id, n) in ITEMS.iter().zip(1..) {
        answering::answer(&on(&fs), period(), &item(id), &said(n), "").unwrap();
    }
    fs.settle();
    fs
});

static SEALED: LazyLock<SimFs> = LazyLock::new(|| {
    let fs = ANSWERED.duplicate();
    seal(&on(&fs)).unwrap();
    fs.settle();
    fs
});

/// A disk with one quarter in which all is answered.
pub(crate) fn answered() -> SimFs {
    ANSWERED.duplicate()
}

/// A disk with one sealed quarter.
pub(crate) fn sealed() -> SimFs {
    SEALED.duplicate()
}

pub(crate) fn seal(app: &App) -> Result<Digest, Failure> {
    let confirmation =
        Confirmation { confirmed_by: "鈴木一郎", meaning: "自己点検の確定" };
    sealing::seal(app, period(), confirmation, &RENDERER).map(|(_, sealed)| sealed.code)
}

/// What every screen begins with can be shown: nothing that a fault left is in its way.
pub(crate) fn shown(app: &App) -> Judgement {
    let overview = overview::overview(app).map_err(|error| format!("no home: {error:?}"))?;
    let unfinished = overview.unfinished.iter().map(|(_, standing)| standing);
    let damaged = |standing: &&Standing| matches!(standing, Standing::Damaged(_));
    match unfinished.chain([&overview.standing]).find(damaged) {
        Some(damaged) => Err(format!("{damaged:?}")),
        None => Ok(()),
    }
}

/// What stands on a disk, but for what stands in files that are still to be named: they are thrown
/// away unread, so that one of these disks is enough.
pub(crate) fn state(fs: &SimFs, told: &impl std::fmt::Debug) -> Digest {
    let mut text = format!("{told:?}");
    let mut folders = vec![PathBuf::from(ROOT)];
    while let Some(folder) = folders.pop() {
        for one in fs.list(&folder).unwrap_or_default() {
            let path = folder.join(&one.name);
            let unnamed = path.to_string_lossy().contains("/.staging-");
            let bytes = fs.contents(&path).filter(|_| !unnamed);
            let _ = write!(text, "{path:?} {:?}", bytes.map(|bytes| Digest::of(&bytes)));
            if one.kind == Kind::Dir {
                folders.push(path);
            }
        }
    }
    Digest::of(text.as_bytes())
}

/// Whether a disk differs from all that were finished before.
fn is_other(fs: &SimFs, told: &impl std::fmt::Debug) -> bool {
    static SEEN: Mutex<BTreeSet<Digest>> = Mutex::new(BTreeSet::new());
    SEEN.lock().unwrap().insert(state(fs, told))
}

pub(crate) fn clean(app: &App, head: Option<Digest>) -> Judgement {
    let verified = verifying::verify(app, head);
    if verified.is_clean() { Ok(()) } else { Err(format!("not clean: {verified:?}")) }
}

pub(crate) fn done<T>(what: &str, outcome: Result<T, Failure>) -> Result<T, String> {
    outcome.map_err(|error| format!("cannot {what}: {error:?}"))
}

// ---- set-up ----

const SETTING_UP: Trial<(), bool> = Trial {
    starts: || vec![Start { disk: bare(), known: () }],
    program: |fs, ()| setup::init(&app(fs, DAY), &new_society(), &["説明"]).is_ok(),
    judge: |fs, told| {
        let app = on(fs);
        let there = app.root.is_set_up().map_err(|error| error.to_string())?;
        if !there {
            done("set up again", setup::init(&app, &new_society(), &[]))?;
            return if *told { Err("a society is gone".into()) } else { Ok(()) };
        }
        let found = done("read the society", app.society())?;
        let whole = found.name == new_society().name && found.people.officer == "鈴木一郎";
        if whole { Ok(()) } else { Err(format!("{found:?}")) }
    },
    done: |told| *told,
    failing: Failing::AllWays,
};

#[test]
fn a_society_is_set_up_wholly_or_not_at_all() {
    for (judged, verdict) in [
        SETTING_UP.under_cuts(Detail::EveryByte, &Without::Nothing),
        SETTING_UP.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 50, "only {} disks", judged.count);
    }
}

/// A file in folders that are still to be made.
const FILE: &str = "/root/new/folder/file.txt";

/// Whether it was told as written, and whether an attempt before may have been made.
const WRITING: Trial<bool, bool> = Trial {
    starts: || {
        let write = |fs: &SimFs| on(fs).root.write_new(Path::new(FILE), "全文\n").is_ok();
        let fs = SimFs::new();
        let mut starts = killed(&fs, write, |op| matches!(op, Op::Create | Op::Write));
        starts.push(Start { disk: fs, known: false });
        starts
    },
    program: |fs, _| app(fs, DAY).root.write_new(Path::new(FILE), "全文\n").is_ok(),
    judge: |fs, told| match fs.contents(Path::new(FILE)) {
        Some(found) if found == "全文\n".as_bytes() => Ok(()),
        Some(half) => Err(format!("half a file: {half:?}")),
        None if *told => Err("what was written is gone".into()),
        None => {
            let again = on(fs).root.write_new(Path::new(FILE), "全文\n");
            again.map_err(|error| format!("an attempt before bars this one: {error}"))
        }
    },
    done: |told| *told,
    failing: Failing::ByTurns,
};

#[test]
fn a_new_file_in_new_folders_is_whole_or_not_there() {
    for (judged, verdict) in [
        WRITING.under_cuts(Detail::EveryByte, &Without::Nothing),
        WRITING.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 50, "only {} disks", judged.count);
    }
    assert_eq!(WRITING.unnoticed(), [""; 0]);
}

// ---- answering ----

/// What was told of each item, and how many answers were tried.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answers {
    pub(crate) saved: BTreeMap<&'static str, u32>,
    /// What was typed into a form and said to be kept.
    pub(crate) typed: Option<u32>,
    pub(crate) tried: u32,
}

/// From a shell: each answer by a process of its own.
pub(crate) fn answer_singly(fs: &Arc<dyn Fs>, told: &mut Answers, ids: &[&'static str]) {
    for id in ids {
        told.tried += 1;
        let outcome =
            answering::answer(&app(fs.clone(), DAY), period(), &item(id), &said(told.tried), "");
        if outcome.is_ok() {
            told.saved.insert(id, told.tried);
        }
    }
}

/// In the interface: one session, opened anew where it does not go on; and a form left unfinished.
pub(crate) fn answer_in_a_session(fs: &Arc<dyn Fs>, told: &mut Answers, ids: &[&'static str]) {
    let app = app(fs.clone(), DAY);
    let mut session = None;
    for id in ids {
        told.tried += 1;
        if session.is_none() {
            session = inspect::open(&app, period(), Missing::Start).ok();
        }
        let Some(open) = &mut session else { continue };
        let answer = said(told.tried).over(open.work().inspection.answer(&item(id)), None);
        let change = Change::Put { item: item(id), act: Act::Answer, answer, seconds: Some(3) };
        match open.record(app.now(), "", change) {
            Ok(_) => drop(told.saved.insert(id, told.tried)),
            Err(_) if open.work().read_only.is_some() => session = None,
            Err(_) => {}
        }
    }
    let evidence = Evidence::new(format!("資料 {}", told.tried));
    let answer = Answer { evidence: vec![evidence], ..Answer::default() };
    let draft = Draft { answer, ..Draft::default() };
    let change = Change::Draft { item: item("HUM-01"), draft };
    if let Some(Ok(_)) = session.as_mut().map(|open| open.record(app.now(), "", change)) {
        told.typed = Some(told.tried);
    }
}

fn answer_twice(fs: &Arc<dyn Fs>, before: &Answers) -> Answers {
    let mut told = before.clone();
    answer_singly(fs, &mut told, &["ORG-01", "ORG-02"]);
    answer_in_a_session(fs, &mut told, &["ORG-01", "HUM-01"]);
    told
}

fn judge_answers(fs: &SimFs, told: &Answers) -> Judgement {
    let app = on(fs);
    shown(&app)?;
    let drafts = app.root.drafts().map_err(|error| error.to_string())?;
    if !drafts.contains(&period()) && !told.saved.is_empty() {
        return Err(format!("all of {:?} is gone", told.saved));
    }
    if drafts.contains(&period()) {
        let work = done("look", inspect::peek(&app, period()))?;
        for (id, saved) in &told.saved {
            let found = number(&work.inspection.answer(&item(id)));
            if found.is_none_or(|found| found < *saved || found > told.tried) {
                return Err(format!("{id}: {saved} was saved, {found:?} found"));
            }
        }
        let typed = work.inspection.draft(&item("HUM-01"));
        let typed = typed.and_then(|draft| number(&draft.answer));
        if told.typed.is_some() && typed != told.typed {
            return Err(format!("{:?} was typed, {typed:?} found", told.typed));
        }
    }
    // The work goes on, up to the seal.
    for (id, n) in ITEMS.iter().zip(told.tried + 1..) {
        let answered = answering::answer(&app, period(), &item(id), &said(n), "");
        done("go on", answered)?;
    }
    clean(&app, None)
}

const ANSWERING: Trial<Answers, Answers> = Trial {
    starts: || vec![Start { disk: society(), known: Answers::default() }],
    program: |fs, before| answer_twice(&fs, before),
    judge: judge_answers,
    done: |told| told.saved.len() == 3 && told.typed == Some(4),
    failing: Failing::ByTurns,
};

/// The same after a program that was killed while it synced, on a machine that went on.
const ANSWERING_ON: Trial<Answers, Answers> = Trial {
    starts: || {
        let work = |fs: &SimFs| {
            let mut told = Answers::default();
            answer_singly(&(Arc::new(fs.clone()) as Arc<dyn Fs>), &mut told, &["ORG-01"]);
            told
        };
        killed(&society(), work, |op| matches!(op, Op::Rename | Op::Write))
    },
    program: |fs, before| {
        let mut told = before.clone();
        answer_singly(&fs, &mut told, &["ORG-02"]);
        told
    },
    judge: judge_answers,
    done: |told| told.saved.contains_key("ORG-02"),
    failing: Failing::ByTurns,
};

#[test]
fn no_acknowledged_answer_and_no_kept_form_is_lost_by_a_power_cut() {
    for trial in [ANSWERING, ANSWERING_ON] {
        let (judged, verdict) = trial.under_cuts(Detail::Coarse, &Without::Nothing);
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 200, "only {} disks", judged.count);
    }
}

#[test]
fn no_acknowledged_answer_and_no_kept_form_is_lost_by_a_failing_call() {
    let (judged, verdict) = ANSWERING.under_failures(&Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

// ---- sealing ----

fn judge_sealed(fs: &SimFs, told: Option<Digest>) -> Judgement {
    if !is_other(fs, &told) {
        return Ok(());
    }
    let app = on(fs);
    shown(&app)?;
    clean(&app, told)?;
    let entries = app.root.entries().map_err(|error| error.to_string())?;
    let drafts = app.root.drafts().map_err(|error| error.to_string())?;
    let (sealed, draft) = (!entries.is_empty(), drafts.contains(&period()));
    if !sealed && (told.is_some() || !draft) {
        return Err(format!("told {told:?}, but {entries:?} and {drafts:?}"));
    }
    if draft {
        // Whether it is finished or made: it succeeds, and under the code that was told.
        let code = done("finish", seal(&app))?;
        if told.is_some_and(|told| told != code) {
            return Err(format!("told {told:?}, but it is {code}"));
        }
    }
    let record = app.root.record(&app.root.entries().map_err(|error| error.to_string())?[0]);
    let record = record.map_err(|error| error.to_string())?;
    let numbers: Vec<_> = ITEMS
        .iter()
        .map(|id| number(record.outcome(&item(id)).unwrap().answer().unwrap()))
        .collect();
    if numbers != [Some(1), Some(2), Some(3)] {
        return Err(format!("{numbers:?} are sealed"));
    }
    // The next quarter begins, and knows this one.
    let next = self::app(Arc::new(fs.clone()), LATER);
    let period: Period = "FY2026-Q4".parse().unwrap();
    let answered = answering::answer(&next, period, &item("ORG-01"), &said(9), "");
    let (_, work) = done("go on in the next quarter", answered)?;
    let last = work.past.last(&item("ORG-01")).and_then(|last| number(&last.answer));
    if last == Some(1) { Ok(()) } else { Err(format!("{last:?} is remembered")) }
}

const SEALING: Trial<(), Option<Digest>> = Trial {
    starts: || vec![Start { disk: ANSWERED.duplicate(), known: () }],
    program: |fs, ()| seal(&app(fs, DAY)).ok(),
    judge: |fs, told| judge_sealed(fs, *told),
    done: Option::is_some,
    failing: Failing::ByTurns,
};

/// The same after a seal that was killed when its entry had its name, on a machine that went on.
const FINISHING: Trial<Option<Digest>, Option<Digest>> = Trial {
    starts: || {
        let work = |fs: &SimFs| seal(&on(fs)).ok();
        killed(&ANSWERED, work, |op| matches!(op, Op::Rename | Op::Remove))
    },
    program: |fs, told| seal(&app(fs, DAY)).ok().or(*told),
    judge: |fs, told| judge_sealed(fs, *told),
    done: |_| true,
    failing: Failing::ByTurns,
};

#[test]
fn a_period_is_sealed_wholly_or_still_in_progress_after_a_power_cut_at_every_step() {
    for (judged, verdict) in [
        SEALING.under_cuts(Detail::Coarse, &Without::Nothing),
        FINISHING.under_cuts(Detail::Coarse, &Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 100, "only {} disks", judged.count);
    }
}

#[test]
fn a_period_is_sealed_wholly_or_still_in_progress_whatever_call_fails() {
    let (judged, verdict) = SEALING.under_failures(&Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

// ---- auditing ----

/// What was told of an audit.
#[derive(Debug, Clone, Default)]
struct Audited {
    remarked: bool,
    opined: bool,
    finished: Option<Digest>,
}

const AUDITOR: &str = "佐藤次郎";
const REMARK: &str = "現物を確かめた";

fn finish_audit(app: &App) -> Result<Digest, Failure> {
    let exhibit = Arc::new(auditing::exhibit(app, period(), None)?);
    let session = auditing::open(app, exhibit, AUDITOR)?;
    let confirmation = AuditConfirmation { meaning: "監事監査の所見", head: None };
    auditing::finish(app, &session, confirmation, &RENDERER).map(|(_, sealed)| sealed.code)
}

fn say(app: &App, change: AuditChange) -> Result<(), Failure> {
    let exhibit = Arc::new(auditing::exhibit(app, period(), None)?);
    auditing::open(app, exhibit, AUDITOR)?.record(app, change).map(|_| ())
}

fn remark() -> AuditChange {
    AuditChange::Remark { item: item("ORG-01"), text: REMARK.into() }
}

fn opinion() -> AuditChange {
    AuditChange::Opinion { opinion: Some(Opinion::Proper), text: "適正と認める".into() }
}

/// A disk on which an auditor has said all there is to say but for the opinion.
static REMARKED: LazyLock<SimFs> = LazyLock::new(|| {
    let fs = SEALED.duplicate();
    say(&on(&fs), remark()).unwrap();
    fs.settle();
    fs
});

fn audit(fs: Arc<dyn Fs>) -> Audited {
    let app = app(fs, DAY);
    let opined = say(&app, opinion()).is_ok();
    Audited { remarked: true, opined, finished: finish_audit(&app).ok() }
}

fn judge_audit(fs: &SimFs, told: &Audited) -> Judgement {
    if !is_other(fs, told) {
        return Ok(());
    }
    let app = on(fs);
    shown(&app)?;
    clean(&app, told.finished)?;
    let finished = done("read audits", auditing::audits_of(&app, period()))?;
    if finished.is_empty() {
        if told.finished.is_some() {
            return Err("a finished audit is gone".into());
        }
        let exhibit = Arc::new(done("look", auditing::exhibit(&app, period(), None))?);
        let mut session = done("open", auditing::open(&app, exhibit, AUDITOR))?;
        let audit = session.work().audit.clone();
        if told.remarked && audit.remark(&item("ORG-01")) != REMARK {
            return Err("the remark is gone".into());
        }
        if told.opined && audit.opinion() != Some(Opinion::Proper) {
            return Err("the opinion is gone".into());
        }
        let changes = vec![remark(), opinion()];
        done("go on", auditing::record_all(&app, &mut session, changes))?;
        drop(session);
        done("finish", finish_audit(&app))?;
    }
    let finished = done("read audits", auditing::audits_of(&app, period()))?;
    let [(entry, record)] = &finished[..] else {
        return Err(format!("{} audits", finished.len()));
    };
    let said = record.remarks.first().is_some_and(|remark| remark.text == REMARK);
    if entry.kind != EntryKind::Audit || (told.remarked && !said) {
        return Err(format!("{record:?}"));
    }
    clean(&app, None)
}

const AUDITING: Trial<(), Audited> = Trial {
    starts: || vec![Start { disk: REMARKED.duplicate(), known: () }],
    program: |fs, ()| audit(fs),
    judge: judge_audit,
    done: |told| told.finished.is_some(),
    failing: Failing::ByTurns,
};

#[test]
fn an_audit_is_finished_wholly_or_still_in_progress_after_a_power_cut_at_every_step() {
    let (judged, verdict) = AUDITING.under_cuts(Detail::Coarse, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

#[test]
fn an_audit_is_finished_wholly_or_still_in_progress_whatever_call_fails() {
    let (judged, verdict) = AUDITING.under_failures(&Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

// ---- exporting ----

fn export(app: &App) -> Result<Vec<Exported>, Failure> {
    let subject = Subject::Report { period: period(), seq: None };
    let formats = [Format::Text];
    let document = documents::gather(app, subject, &formats)?;
    let manner = Manner { dir: None, naming: Naming::Spoken, others: Others::Stay };
    let printer = Printer::new(Lang::Ja)?;
    exporting::export(app, &document, &formats, manner, &printer)
}

const EXPORTING: Trial<(), bool> = Trial {
    starts: || vec![Start { disk: SEALED.duplicate(), known: () }],
    program: |fs, ()| export(&app(fs, DAY)).is_ok(),
    judge: |fs, told| {
        let app = on(fs);
        let file = app.root.reports().join("exports/FY2026-Q3_2026-12-18_自己点検結果報告書.txt");
        if *told && fs.contents(&file).is_none() {
            return Err("what was written is gone".into());
        }
        done("write it again", export(&app))?;
        let whole = fs.contents(&file).is_some_and(|bytes| bytes.len() > 1000);
        if whole { clean(&app, None) } else { Err("half a file".into()) }
    },
    done: |told| *told,
    failing: Failing::ByTurns,
};

#[test]
fn an_exported_file_is_whole_or_not_there() {
    for (judged, verdict) in [
        EXPORTING.under_cuts(Detail::Coarse, &Without::Nothing),
        EXPORTING.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 20, "only {} disks", judged.count);
    }
}
