//! The Excel report: that no field of a record is lost in it, that what was typed stays text, that
//! equal records give equal bytes, and that other programs read it.
#![expect(clippy::print_stdout, reason = "what is skipped is said")]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use proptest::prelude::*;
use tenken::domain::answer::{Answer, Remedy, Stamp};
use tenken::domain::checklist::{Checklist, Commitment, Item, Notice, Retired, Section};
use tenken::domain::correction::{Amended, Correction, Field, Place};
use tenken::domain::evidence::{Evidence, EvidenceFile, FileDigest, FilePath};
use tenken::domain::finding::{Finding, Review, Reviewed};
use tenken::domain::id::ItemId;
use tenken::domain::lineage::{Declared, Kind};
use tenken::domain::record::{Outcome, Record, Sealing};
use tenken::domain::society::{Auditor, People};
use tenken::report::workbook::{Book, BookWords, Held, read_back, workbook};
use tenken::text::visible;
use tenken::words::{AuditWords, ComparisonWords, Lang, ReportWords, Terms, WorkbookWords};

use crate::sample_record::sample;

/// The words of one language.
pub(crate) struct Words {
    pub(crate) book: WorkbookWords,
    report: ReportWords,
    comparison: ComparisonWords,
    audit: AuditWords,
    terms: Terms,
}

impl Words {
    pub(crate) fn of(lang: Lang) -> Self {
        Self {
            book: WorkbookWords::load(lang).unwrap(),
            report: ReportWords::load(lang).unwrap(),
            comparison: ComparisonWords::load(lang).unwrap(),
            audit: AuditWords::load(lang).unwrap(),
            terms: Terms::load(lang).unwrap(),
        }
    }

    pub(crate) fn book<'a>(&'a self, record: &'a Record) -> Book<'a> {
        let Self { book, report, comparison, audit, terms } = self;
        let words = BookWords { book, report, comparison, audit, terms };
        Book { record, comparison: None, trend: None, audits: &[], words }
    }
}

pub(crate) fn bytes(record: &Record, lang: Lang) -> Vec<u8> {
    workbook(&Words::of(lang).book(record)).unwrap()
}

/// One sheet as texts.
pub(crate) type Grid = Vec<Vec<String>>;

fn shown(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).unwrap().to_string()
        }
        other => other.to_string(),
    }
}

pub(crate) fn grids(bytes: &[u8]) -> BTreeMap<String, Grid> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let formulas = names.iter().map(|name| book.worksheet_formula(name).unwrap());
    assert!(formulas.collect::<Vec<_>>().iter().all(calamine::Range::is_empty), "a formula");
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let grid = range.rows().map(|row| row.iter().map(shown).collect()).collect();
            (name, grid)
        })
        .collect()
}

/// A list by its headers; rows that go on with the one above are joined to it.
fn list(grid: &Grid, words: &WorkbookWords) -> Vec<BTreeMap<String, String>> {
    let (head, rows) = grid.split_first().unwrap();
    let mut found: Vec<BTreeMap<String, String>> = Vec::new();
    let goes_on = words.continued.split("{n}").next().unwrap().replace("{text}", "");
    for row in rows {
        if row[0].contains(&goes_on) {
            let last = found.last_mut().unwrap();
            for (header, text) in head.iter().zip(row).skip(1) {
                if let Some(cut) = last[header].strip_suffix(&words.continues) {
                    let joined = format!("{cut}{text}");
                    last.insert(header.clone(), joined);
                }
            }
        } else {
            found.push(head.iter().cloned().zip(row.iter().cloned()).collect());
        }
    }
    found
}

/// What must be found, in the sheet and under the header named.
#[derive(Default)]
struct Wanted {
    cells: Vec<(String, String, String, String)>,
    anywhere: Vec<(String, String)>,
}

impl Wanted {
    /// In the row whose first cell is `key`.
    fn cell(&mut self, sheet: &str, key: &str, header: &str, text: impl AsRef<str>) {
        let text = visible(text.as_ref()).into_owned();
        self.cells.push((sheet.into(), key.into(), header.into(), text));
    }

    /// As a cell of its own.
    fn anywhere(&mut self, sheet: &str, text: impl AsRef<str>) {
        let text = visible(text.as_ref()).into_owned();
        if !text.is_empty() {
            self.anywhere.push((sheet.into(), text));
        }
    }

    fn check(&self, bytes: &[u8], words: &WorkbookWords) {
        let grids = grids(bytes);
        for (sheet, key, header, text) in &self.cells {
            let rows = list(&grids[sheet], words);
            let first = &grids[sheet][0][0];
            let mut of_key = rows.iter().filter(|row| row[first] == *key);
            let found = of_key.any(|row| row[header] == *text);
            assert!(found, "{sheet} {key} {header}: {text:?}");
        }
        for (sheet, text) in &self.anywhere {
            let found = grids[sheet].iter().flatten().any(|cell| cell == text);
            assert!(found, "{sheet}: {text:?}");
        }
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn lines<T: ToString>(texts: &[T]) -> String {
    texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Every field of a record. The patterns name all fields, so that a new one is not forgotten here.
fn wanted(record: &Record, words: &Words) -> Wanted {
    let mut wanted = Wanted::default();
    let names = &words.book.sheet;
    let Record {
        period,
        deadline,
        society,
        people,
        opened_at,
        sealing,
        checklist,
        checklist_digest,
        findings,
        indicators,
        correction,
        ..
    } = record;
    let Sealing { seq, at, clock: _, confirmed_by, program } = sealing;
    let People { inspector, officer, auditors } = people;
    for text in [confirmed_by, program, inspector, officer, checklist_digest] {
        wanted.anywhere(&names.record, text);
    }
    for Auditor { name, seat: _ } in auditors {
        wanted.anywhere(&names.record, name);
    }
    for text in [deadline.to_string(), opened_at.to_rfc3339(), at.to_rfc3339(), seq.to_string()] {
        wanted.anywhere(&names.record, text);
    }
    wanted.anywhere(&names.record, &indicators.as_ref().unwrap().comment);
    in_checklist(&mut wanted, checklist, words);
    for finding in findings {
        in_finding(&mut wanted, finding, words);
    }
    for (item, outcome) in record.lines() {
        in_item(&mut wanted, record, item, words);
        in_outcome(&mut wanted, record, (item, outcome), words);
    }
    if let Some(Correction { entry, code, reason, by, first_sealed, audits, changes }) = correction
    {
        for text in [entry, code, reason, by, &first_sealed.to_rfc3339(), &lines(audits)] {
            wanted.anywhere(&names.record, text);
        }
        for Amended { place: _, field: _, old, new } in changes {
            wanted.anywhere(&names.record, old);
            wanted.anywhere(&names.record, new);
        }
    }
    let title = grids(&bytes(record, words.book.lang)).remove(&names.summary).unwrap();
    let title: String = title.into_iter().flatten().collect::<Vec<_>>().join("\n");
    assert!(title.contains(&*visible(society)) && title.contains(&period.to_string()));
    wanted
}

fn in_checklist(wanted: &mut Wanted, checklist: &Checklist, words: &Words) {
    let sheet = &words.book.sheet.record;
    let Checklist {
        id,
        extends,
        title,
        version,
        basis_date,
        notice: Notice { society, title: notice, edition },
        sections,
        commitments,
        items: _,
        retired,
        changes,
    } = checklist;
    let base = extends.as_ref().unwrap().to_string();
    for text in [&id.to_string(), &base, title, version, &basis_date.to_string()] {
        wanted.anywhere(sheet, text);
    }
    for text in [society, notice, edition] {
        wanted.anywhere(sheet, text);
    }
    for Section { id, title, short } in sections {
        for text in [id.as_str(), title, short] {
            wanted.anywhere(sheet, text);
        }
    }
    for Commitment { id, section: _, text } in commitments {
        for text in [id.as_str(), text] {
            wanted.anywhere(sheet, text);
        }
    }
    for Retired { id, version, reason } in retired {
        for text in [id.as_str(), version, reason] {
            wanted.anywhere(sheet, text);
        }
    }
    for Declared { version, kind: _, from, to, reason } in changes {
        for text in [version, reason, &lines(from), &lines(to)] {
            wanted.anywhere(sheet, text);
        }
    }
}

fn in_finding(wanted: &mut Wanted, finding: &Finding, words: &Words) {
    let (columns, sheet) = (&words.book.finding, &words.book.sheet.findings);
    let Finding {
        id,
        items,
        title,
        section,
        grade,
        what,
        cause,
        action,
        owner,
        first_due,
        opened: Stamp { by, at },
        history,
    } = finding;
    let key = id.to_string();
    for (header, text) in [
        (&columns.items, &lines(items)),
        (&columns.title, title),
        (&columns.section, &section.to_string()),
        (&columns.grade, &words.terms.grade(*grade).to_owned()),
        (&columns.what, what),
        (&columns.cause, cause),
        (&columns.action, action),
        (&columns.owner, owner),
        (&columns.first_due, &first_due.to_string()),
        (&columns.due, &finding.due().to_string()),
        (&columns.opened_by, by),
        (&columns.opened_at, &at.to_rfc3339()),
    ] {
        wanted.cell(sheet, &key, header, text);
    }
    let (columns, sheet) = (&words.book.review, &words.book.sheet.history);
    for Reviewed { period, stamp: Stamp { by, at }, review } in history {
        let Review { turn, text, due, due_reason, closed_on, evidence, confirmed_by } = review;
        for (header, text) in [
            (&columns.period, &period.to_string()),
            (&columns.turn, &words.terms.turn(*turn).to_owned()),
            (&columns.text, text),
            (&columns.due, &day(*due)),
            (&columns.due_reason, due_reason),
            (&columns.closed_on, &day(*closed_on)),
            (&columns.evidence, &lines(evidence)),
            (&columns.confirmed_by, confirmed_by),
            (&columns.by, by),
            (&columns.at, &at.to_rfc3339()),
        ] {
            wanted.cell(sheet, &key, header, text);
        }
    }
}

fn in_item(wanted: &mut Wanted, record: &Record, item: &Item, words: &Words) {
    let (columns, sheet) = (&words.book.item, &words.book.sheet.items);
    let Item {
        id,
        section,
        title,
        question,
        how,
        methods,
        evidence,
        not_applicable,
        basis,
        commitments,
        frequency,
        escalate,
    } = item;
    let section = record.checklist.section(section).unwrap();
    let methods: Vec<&str> = methods.iter().map(|m| words.terms.method(*m)).collect();
    for (header, text) in [
        (&columns.section, &section.short),
        (&columns.title, title),
        (&columns.question, question),
        (&columns.how, how),
        (&columns.planned, &lines(&methods)),
        (&columns.examples, &lines(evidence)),
        (&columns.condition, &not_applicable.clone().unwrap_or_default()),
        (&columns.basis, &lines(basis)),
        (&columns.commitments, &lines(commitments)),
        (&columns.frequency, &words.terms.frequency(*frequency)),
        (&columns.escalate, &if *escalate { words.book.yes.clone() } else { String::new() }),
    ] {
        wanted.cell(sheet, id.as_str(), header, text);
    }
}

fn in_outcome(
    wanted: &mut Wanted,
    record: &Record,
    (item, outcome): (&Item, &Outcome),
    words: &Words,
) {
    let (columns, sheet) = (&words.book.item, &words.book.sheet.items);
    let key = item.id.as_str();
    let verdict = |verdict| words.terms.verdict(verdict).to_owned();
    let (Outcome::Asked { last, .. } | Outcome::NotDue { last }) = outcome;
    if let Some((period, last)) = last {
        wanted.cell(sheet, key, &columns.last_period, period.to_string());
        wanted.cell(sheet, key, &columns.last_verdict, verdict(Some(*last)));
    }
    let Outcome::Asked { answer, stamp: Stamp { by, at }, last: _, seconds } = outcome else {
        wanted.cell(sheet, key, &columns.verdict, words.terms.not_due());
        return;
    };
    let Answer { verdict: given, note, note_carried, evidence, methods, reason, remedy } = answer;
    let Remedy { grade, cause, action, owner, due } = remedy;
    let methods: Vec<&str> = methods.iter().map(|m| words.terms.method(*m)).collect();
    for (header, text) in [
        (&columns.verdict, &verdict(*given)),
        (&columns.grade, &grade.map_or("", |g| words.terms.grade(g)).to_owned()),
        (&columns.note, note),
        (&columns.carried, &note_carried.map(|p| p.to_string()).unwrap_or_default()),
        (&columns.methods, &lines(&methods)),
        (&columns.reason, reason),
        (&columns.cause, cause),
        (&columns.action, action),
        (&columns.owner, owner),
        (&columns.due, &day(*due)),
        (&columns.by, by),
        (&columns.at, &at.to_rfc3339()),
        (&columns.seconds, &seconds.map(|n| n.to_string()).unwrap_or_default()),
    ] {
        wanted.cell(sheet, key, header, text);
    }
    let (columns, sheet) = (&words.book.evidence, &words.book.sheet.evidence);
    for Evidence { text, carried, file, valid_until } in evidence {
        let key = &*visible(text);
        wanted.cell(sheet, key, &columns.id, item.id.as_str());
        wanted.cell(
            sheet,
            key,
            &columns.carried,
            carried.map(|p| p.to_string()).unwrap_or_default(),
        );
        wanted.cell(sheet, key, &columns.valid_until, day(*valid_until));
        if let Some(EvidenceFile { path, sha256, size, modified }) = file {
            wanted.cell(sheet, key, &columns.file, path.as_str());
            wanted.cell(sheet, key, &columns.digest, sha256.as_str());
            wanted.cell(sheet, key, &columns.size, size.to_string());
            let modified = modified.map(|at| at.to_rfc3339()).unwrap_or_default();
            wanted.cell(sheet, key, &columns.modified, modified);
        }
    }
    let _ = record;
}

/// The sample with another text in every field that can hold any: `next` gives one after another.
pub(crate) fn with_texts(next: &mut impl FnMut() -> String) -> Record {
    let mut record = sample();
    record.society = next();
    let People { inspector, officer, auditors } = &mut record.people;
    for text in [inspector, officer] {
        *text = next();
    }
    for auditor in auditors.iter_mut() {
        auditor.name = next();
    }
    for text in [&mut record.sealing.confirmed_by, &mut record.sealing.program] {
        *text = next();
    }
    record.indicators.as_mut().unwrap().comment = next();
    let list = &mut record.checklist;
    let Notice { society, title, edition } = &mut list.notice;
    for text in [&mut list.title, society, title, edition] {
        *text = next();
    }
    for section in &mut list.sections {
        for text in [&mut section.title, &mut section.short] {
            *text = next();
        }
    }
    list.commitments.iter_mut().for_each(|commitment| commitment.text = next());
    list.retired.iter_mut().for_each(|old| old.reason = next());
    let ids = ["ORG-01", "ORG-04"].map(|id| ItemId::new(id).unwrap());
    list.changes = vec![Declared {
        version: "1.1.0".into(),
        kind: Kind::Merged,
        from: ids.to_vec(),
        to: ids[..1].to_vec(),
        reason: next(),
    }];
    for item in &mut list.items {
        for text in [&mut item.title, &mut item.question, &mut item.how] {
            *text = next();
        }
        item.evidence = vec![next(), next()];
        item.basis = vec![next(), next()];
        item.not_applicable = Some(next());
    }
    for finding in &mut record.findings {
        let Finding { title, what, cause, action, owner, .. } = finding;
        for text in [title, what, cause, action, owner, &mut finding.opened.by] {
            *text = next();
        }
        for Reviewed { stamp, review, .. } in &mut finding.history {
            let Review { text, due_reason, confirmed_by, evidence, .. } = review;
            for text in [text, due_reason, confirmed_by, &mut stamp.by] {
                *text = next();
            }
            *evidence = vec![next(), next()];
        }
    }
    record.correction = Some(Correction {
        entry: "0003_FY2026-Q3_2027-01-08_report".into(),
        code: "0f".repeat(32),
        reason: next(),
        by: next(),
        first_sealed: record.sealing.at,
        audits: vec![next()],
        changes: vec![Amended {
            place: Place::Item(ids[0].clone()),
            field: Field::Note,
            old: next(),
            new: next(),
        }],
    });
    let outcomes: Vec<Outcome> = record.lines().map(|(_, outcome)| filled(outcome, next)).collect();
    record.with_outcomes(outcomes).unwrap()
}

fn filled(outcome: &Outcome, next: &mut impl FnMut() -> String) -> Outcome {
    let Outcome::Asked { answer, stamp, last, seconds } = outcome else { return outcome.clone() };
    let (mut answer, mut stamp) = (answer.clone(), stamp.clone());
    let Answer { note, reason, remedy, evidence, .. } = &mut answer;
    let Remedy { cause, action, owner, .. } = remedy;
    for text in [note, reason, cause, action, owner, &mut stamp.by] {
        *text = next();
    }
    remedy.due = NaiveDate::from_ymd_opt(2027, 2, 28);
    for evidence in evidence.iter_mut() {
        evidence.text = next();
    }
    evidence.push(Evidence {
        file: Some(EvidenceFile {
            path: FilePath::new("規程/取扱規程.pdf").unwrap(),
            sha256: FileDigest::new(&"0a".repeat(32)).unwrap(),
            size: 1_234_567,
            modified: Some(stamp.at),
        }),
        valid_until: NaiveDate::from_ymd_opt(2027, 3, 31),
        ..Evidence::new(next())
    });
    Outcome::Asked { answer, stamp, last: *last, seconds: *seconds }
}

/// Texts that a spreadsheet, XML or a reader could take for something else.
const HOSTILE: [&str; 14] = [
    "=1+1",
    "+81-3-0000-0000",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "=HYPERLINK(\"http://example.jp\",\"開く\")",
    "'先頭の引用符",
    "<script>alert(1)</script>&amp;<c r=\"A1\"/>]]>",
    "_x0041_ _x000D_ _x005F_",
    "\u{1b}[2J\u{202e}逆さ\u{200b}\u{feff}\0\u{7}",
    "髙﨑 葛\u{e0100}城 ｶﾞｷﾞ ﾊﾟﾝ ㈱①②③ 𠮷野家 👨‍👩‍👧",
    " 前後の空白 \n\n2行目\r\n3行目\t",
    "2026-12-18",
    "00123",
    "&[Page]&P&\"Arial\"&24",
];

#[test]
fn hostile_texts_stay_texts_in_every_field_of_the_workbook() {
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let mut n = 0;
        let record = with_texts(&mut || {
            n += 1;
            format!("{} {n}", HOSTILE[n % HOSTILE.len()])
        });
        let bytes = bytes(&record, lang);
        wanted(&record, &words).check(&bytes, &words.book);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn no_field_of_any_record_is_lost_in_the_workbook(
        texts in proptest::collection::vec("\\PC{0,40}|[=+@-]\\PC{0,9}|(?s).{0,30}", 1..60)
    ) {
        let words = Words::of(Lang::Ja);
        let mut n = 0;
        let record = with_texts(&mut || {
            n += 1;
            let text = &texts[n % texts.len()];
            format!("{text}{n}")
        });
        let bytes = bytes(&record, Lang::Ja);
        wanted(&record, &words).check(&bytes, &words.book);
    }
}

#[test]
fn a_text_longer_than_a_cell_goes_on_below_and_says_so() {
    let words = Words::of(Lang::Ja);
    let long = "長い所見。".repeat(16_000);
    let record = with_note(&long);
    let bytes = bytes(&record, Lang::Ja);
    wanted(&record, &words).check(&bytes, &words.book);
    let grid = &grids(&bytes)[&words.book.sheet.items];
    assert!(grid[1][6].ends_with("（次の行に続く）"), "it says that it goes on");
    assert_eq!(grid[2][0], "ORG-01（続き 2/3）");
    let held = read_back(&bytes, &words.book).unwrap();
    assert_eq!((held.items, held.notes), (10, 5), "pieces are not counted as items");
}

fn with_note(note: &str) -> Record {
    let record = sample();
    let mut outcomes: Vec<Outcome> = record.lines().map(|(_, outcome)| outcome.clone()).collect();
    if let Outcome::Asked { answer, .. } = &mut outcomes[0] {
        answer.note = note.into();
    }
    record.with_outcomes(outcomes).unwrap()
}

#[test]
fn what_a_workbook_holds_is_counted_by_reading_it_again() {
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let held = read_back(&bytes(&sample(), lang), &words.book).unwrap();
        assert_eq!(held, Held { items: 10, notes: 5, findings: 4, remarks: 0 });
    }
    let words = Words::of(Lang::Ja);
    let bytes = bytes(&sample(), Lang::Ja);
    for cut in [0, 100, bytes.len() / 2, bytes.len() - 30] {
        assert!(read_back(&bytes[..cut], &words.book).is_err(), "cut at {cut}");
    }
}

#[test]
fn equal_records_give_equal_bytes() {
    let first = bytes(&sample(), Lang::Ja);
    std::thread::spawn(move || assert!(first == bytes(&sample(), Lang::Ja))).join().unwrap();
}

/// The file in a folder of its own.
fn written(record: &Record) -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("report.xlsx");
    std::fs::write(&file, bytes(record, Lang::Ja)).unwrap();
    (dir, file)
}

/// Runs a script of the tests with Python; `None` where what it needs is not here.
pub(crate) fn python(script: &str, args: &[&Path]) -> Option<String> {
    let script = crate::source::package().join("tests/suite").join(script);
    let Ok(output) = Command::new("python3").arg(script).args(args).output() else {
        println!("skipped: python3 is not here");
        return None;
    };
    let (out, err) = (output.stdout, output.stderr);
    let (out, err) = (String::from_utf8(out).unwrap(), String::from_utf8_lossy(&err).into_owned());
    // What the scripts end with where Python has no openpyxl.
    if output.status.code() == Some(9) {
        println!("skipped: {out}");
        return None;
    }
    assert!(output.status.success(), "{out}{err}");
    Some(out)
}

#[test]
fn openpyxl_reads_the_same_and_finds_it_ready_for_paper() {
    let mut n = 0;
    let record = with_texts(&mut || {
        n += 1;
        format!("{} {n}", HOSTILE[n % HOSTILE.len()])
    });
    let (_dir, file) = written(&record);
    let Some(out) = python("workbook.py", &[&file]) else { return };
    assert!(out.contains("sheets 8"), "{out}");
    assert!(out.contains("charts 1"), "{out}");
}

#[test]
fn libreoffice_opens_it_and_prints_every_question() {
    let (dir, file) = written(&sample());
    let profile = format!("-env:UserInstallation=file://{}", dir.path().join("lo").display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(dir.path())
        .arg(&file)
        .output();
    let Ok(output) = run else { return println!("skipped: LibreOffice is not here") };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pdf = dir.path().join("report.pdf");
    let Ok(text) = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output() else {
        return println!("skipped: pdftotext is not here");
    };
    let seen: String = String::from_utf8_lossy(&text.stdout).split_whitespace().collect();
    for id in ["ORG-01", "REQ-02", "F-FY2026-Q1-TEC-01", "総括", "証跡", "推移"] {
        assert!(seen.contains(id), "{id}");
    }
}
