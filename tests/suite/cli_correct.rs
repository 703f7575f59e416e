//! Correcting a sealed period from the command line: the whole way, and what is refused.

#![cfg(test)]

use std::path::{Path, PathBuf};

use crate::fixture::{Folder, sha256sum_says_ok};
use crate::screen_correct::masked;
use insta::assert_snapshot;

const CORRECT: [&str; 4] = ["correct", "FY2026-Q3", "--reason", "名簿の人数の誤記"];
const SEAL: [&str; 4] = ["seal", "FY2026-Q3", "--confirmed-by", "鈴木一郎"];
const FAULT: [&str; 13] = [
    "answer",
    "FY2026-Q3",
    "ORG-02",
    "ng",
    "--grade",
    "minor",
    "--note",
    "1名の漏れ",
    "--action",
    "名簿を改める",
    "--owner",
    "佐藤 次郎",
    "--due=2027-01-31",
];

fn sha256(file: &Path) -> String {
    tenken::store::digest::Digest::of(&std::fs::read(file).unwrap()).to_string()
}

fn corrected(folder: &Folder) -> PathBuf {
    folder.path().join("reports/0002_FY2026-Q3_2026-12-18_correction")
}

/// A folder whose third quarter was sealed, then corrected in one item.
fn with_correction() -> Folder {
    let folder = Folder::sealed();
    folder.done(&CORRECT);
    folder.done(&FAULT);
    folder.done(&SEAL);
    folder
}

#[test]
fn a_correction_starts_from_the_sealed_answers_and_lists_every_change() {
    let folder = Folder::sealed();
    let first = folder.files();
    assert_snapshot!("correct_begun", folder.show(&CORRECT));
    assert_snapshot!("correct_status_begun", folder.show(&["status", "FY2026-Q3"]));
    assert_snapshot!("correct_answered", folder.show(&FAULT));
    assert_snapshot!("correct_status_changed", folder.show(&["status", "FY2026-Q3"]));
    assert_snapshot!("correct_list_begun", folder.show(&["list"]));
    assert_snapshot!("correct_sealed", folder.show(&SEAL));
    assert_snapshot!("correct_list_sealed", folder.show(&["list"]));
    assert_snapshot!("correct_status_sealed", folder.show(&["status", "FY2026-Q3"]));
    assert_snapshot!("correct_verified", folder.show(&["verify"]));
    sha256sum_says_ok(&corrected(&folder));
    assert!(!folder.path().join("reports/drafts/FY2026-Q3").exists());
    let now = folder.files();
    assert!(first.iter().all(|(file, text)| now.get(file) == Some(text)), "the first one stays");
}

#[test]
fn the_report_says_on_its_first_page_what_it_corrects_and_the_first_one_can_still_be_read() {
    let folder = with_correction();
    let report = folder.done(&["show", "FY2026-Q3"]);
    let page = report.split("2. ").next().unwrap();
    let code = sha256(&folder.entry().join("SEAL"));
    assert!(page.contains(&code[..8]), "{code}: {page}");
    assert_snapshot!("correct_first_page", masked(page));
    let chapter = report.split("訂正の内容（").nth(1).unwrap().split("前期比").next().unwrap();
    assert_snapshot!("correct_chapter", chapter);
    let first = folder.run(&["show", "FY2026-Q3", "--entry", "1"]);
    assert_eq!(first.code, Some(0));
    assert!(!first.out.contains("訂正"), "{}", first.out);
    assert_snapshot!("correct_replaced_told", first.err);
    assert_snapshot!("correct_no_entry", folder.show(&["show", "FY2026-Q3", "--entry", "7"]));
    let markdown = folder.done(&["report", "FY2026-Q3", "--format", "md", "--out", "-"]);
    assert!(markdown.contains("名簿の人数の誤記"), "{markdown}");
    let files = folder.done(&["report", "FY2026-Q3"]);
    assert!(files.contains("FY2026-Q3_2026-12-18_自己点検結果報告書_訂正0002.txt"), "{files}");
}

#[test]
fn programs_read_of_it_everywhere() {
    let folder = Folder::sealed();
    let begun = folder.run(&[&CORRECT[..], &["--format", "json"]].concat()).json();
    assert_eq!(begun["correction"]["replaces"], "0001_FY2026-Q3_2026-12-18_report");
    assert_eq!(
        (&begun["correction"]["reason"], &begun["by"]),
        (&CORRECT[3].into(), &"山田花子".into())
    );
    folder.done(&FAULT);
    let status = folder.run(&["status", "FY2026-Q3", "--format", "json"]).json();
    assert_eq!(status["state"], "in_progress");
    assert_eq!(status["correction"]["changes"][0]["item"], "ORG-02");
    let rows = folder.run(&["list", "--format", "json"]).json();
    assert_eq!(
        (&rows["periods"][0]["state"], &rows["periods"][0]["gaps"]),
        (&"correcting".into(), &0.into())
    );
    let sealed = folder.run(&[&SEAL[..], &["--format", "json"]].concat()).json();
    assert_eq!(sealed["replaces"], "0001_FY2026-Q3_2026-12-18_report");
    let report = folder.run(&["show", "FY2026-Q3", "--format", "json"]).json();
    assert_eq!(
        (&report["kind"], &report["correction"]["reason"]),
        (&"correction".into(), &CORRECT[3].into())
    );
    let change = &report["correction"]["changes"][0];
    assert_eq!(
        (&change["field"], &change["old"], &change["new"]),
        (&"verdict".into(), &"ok".into(), &"ng".into())
    );
    let rows = folder.run(&["list", "--format", "json"]).json();
    assert_eq!(rows["periods"][0]["kind"], "correction");
    assert_eq!(rows["periods"][0]["replaces"], "0001_FY2026-Q3_2026-12-18_report");
    assert_eq!(rows["periods"][1]["replaced_by"], "0002_FY2026-Q3_2026-12-18_correction");
    let verified = folder.run(&["verify", "--format", "json"]).json();
    assert_eq!((&verified["clean"], &verified["usurping"]), (&true.into(), &serde_json::json!([])));
}

#[test]
fn the_newest_record_counts_for_findings_comparison_trend_and_rows() {
    let folder = with_correction();
    let findings = folder.done(&["findings"]);
    assert!(findings.contains("F-FY2026-Q3-ORG-02"), "{findings}");
    let rows = folder.done(&["export"]);
    assert_eq!(rows.lines().count(), 3, "{rows}");
    assert!(rows.lines().all(|row| row.contains("_correction")), "{rows}");
    let trend = folder.done(&["trend", "--format", "json"]);
    assert!(trend.contains("\"ng\": 1"), "{trend}");
    // Corrected back, the finding is gone with the record that stated it.
    folder.done(&["correct", "FY2026-Q3", "--reason", "見直しの結果"]);
    folder.done(&["answer", "FY2026-Q3", "ORG-02", "ok", "--evidence", "名簿"]);
    folder.done(&SEAL);
    let findings = folder.done(&["findings", "--all"]);
    assert!(!findings.contains("F-FY2026-Q3-ORG-02"), "{findings}");
    let report = folder.run(&["show", "FY2026-Q3", "--format", "json"]).json();
    assert_eq!(report["correction"]["replaces"], "0002_FY2026-Q3_2026-12-18_correction");
    let changes = report["correction"]["changes"].as_array().unwrap();
    let gone = changes.iter().find(|change| change["field"] == "raised").unwrap();
    assert_eq!((&gone["old"], &gone["new"]), (&"stated".into(), &"".into()));
    assert_eq!(folder.run(&["verify"]).code, Some(0));
}

#[test]
fn periods_sealed_since_then_keep_what_they_said_and_go_on_with_what_is_corrected() {
    let folder = Folder::small();
    folder.done(&FAULT);
    folder.answer_all("FY2026-Q3");
    folder.done(&SEAL);
    let later = |args: &[&str]| {
        let run = folder.on("2027-02-18", args);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        run.out
    };
    later(&["finding", "FY2026-Q4", "ORG-02", "--progress", "手配中"]);
    for id in later(&["status", "FY2026-Q4", "--ids"]).lines() {
        later(&["answer", "FY2026-Q4", id, "ok", "--evidence", "資料"]);
    }
    later(&["seal", "FY2026-Q4", "--confirmed-by", "鈴木一郎"]);
    later(&CORRECT);
    later(&["answer", "FY2026-Q3", "ORG-02", "ng", "--owner", "高橋 三郎"]);
    later(&SEAL);
    let finding = later(&["finding", "FY2026-Q4", "ORG-02"]);
    assert!(finding.contains("高橋 三郎") && finding.contains("手配中"), "{finding}");
    later(&["correct", "FY2026-Q4", "--reason", "完了の記録もれ"]);
    let status = later(&["status", "FY2026-Q4", "--format", "json"]);
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    assert_eq!(status["gaps"], serde_json::json!([]), "what was said is said");
    assert_eq!(status["correction"]["changes"], serde_json::json!([]));
    let close = ["--close", "--evidence", "写し", "--effect", "見た", "--confirmed-by", "鈴木一郎"];
    later(&[&["finding", "FY2026-Q4", "ORG-02"], &close[..]].concat());
    later(&["seal", "FY2026-Q4", "--confirmed-by", "鈴木一郎"]);
    let open = later(&["findings"]);
    assert!(!open.contains("F-FY2026-Q3-ORG-02"), "{open}");
    let report = later(&["show", "FY2026-Q4"]);
    assert!(report.contains("完了の記録もれ"), "{report}");
    assert_eq!(folder.run(&["verify"]).code, Some(0));
}

#[test]
fn what_cannot_be_corrected_is_refused_and_nothing_is_written() {
    let folder = Folder::answered();
    let before = folder.files();
    assert_snapshot!("correct_not_sealed", folder.show(&CORRECT));
    assert_eq!(folder.files(), before);
    let folder = Folder::sealed();
    let before = folder.files();
    assert_snapshot!("correct_no_reason", folder.show(&["correct", "FY2026-Q3"]));
    assert_snapshot!(
        "correct_blank_reason",
        folder.show(&["correct", "FY2026-Q3", "--reason", "　"])
    );
    assert_snapshot!(
        "correct_nothing_to_discard",
        folder.show(&["correct", "FY2026-Q3", "--discard"])
    );
    let long = "長".repeat(201);
    assert_eq!(folder.run(&["correct", "FY2026-Q3", "--reason", &long]).code, Some(2));
    assert_eq!(folder.files(), before);
    folder.done(&CORRECT);
    let before = folder.files();
    assert_snapshot!("correct_started", folder.show(&CORRECT));
    assert_snapshot!("correct_unchanged", folder.show(&SEAL));
    let adopt = folder.run(&["checklist", "adopt", "FY2026-Q3"]);
    assert_eq!(adopt.code, Some(1), "{}", adopt.err);
    assert!(adopt.err.contains("点検表を替えられません"), "{}", adopt.err);
    assert_eq!(folder.files(), before);
}

#[test]
fn an_answer_changed_back_is_no_change_and_keeps_who_gave_it_and_when() {
    let folder = Folder::sealed();
    let first = folder.run(&["show", "FY2026-Q3", "--format", "json"]).json();
    folder.done(&CORRECT);
    folder.done(&FAULT);
    let later = |args: &[&str]| {
        let run = folder.on("2027-02-01", args);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    };
    later(&["answer", "FY2026-Q3", "ORG-02", "ok", "--note", "", "--by", "高橋"]);
    let refused = folder.run(&SEAL);
    assert_eq!(refused.code, Some(1), "{}", refused.err);
    assert!(refused.err.contains("変更"), "{}", refused.err);
    later(&["answer", "FY2026-Q3", "HUM-01", "ok", "--evidence", "誓約書綴り", "--by", "高橋"]);
    later(&["seal", "FY2026-Q3", "--confirmed-by", "鈴木一郎"]);
    let now = folder.run(&["show", "FY2026-Q3", "--format", "json"]).json();
    let item = |report: &serde_json::Value, id: &str| {
        let items = report["items"].as_array().unwrap();
        items.iter().find(|item| item["id"] == id).unwrap().clone()
    };
    assert_eq!(item(&now, "ORG-02"), item(&first, "ORG-02"));
    assert_eq!(item(&now, "HUM-01")["answer"]["by"], "高橋");
    assert_eq!(now["times"]["days_late"], 0, "it was sealed in time at first");
    assert_eq!(now["correction"]["first_sealed_at"], first["times"]["sealed_at"]);
}

#[test]
fn a_correction_set_aside_is_kept_and_the_period_is_as_it_was() {
    let folder = Folder::sealed();
    let before = folder.files();
    folder.done(&CORRECT);
    folder.done(&FAULT);
    let written = folder.files();
    let journal = written.iter().find(|(file, _)| file.ends_with("drafts/FY2026-Q3/journal.toml"));
    let text = journal.unwrap().1;
    assert_snapshot!("correct_discarded", folder.show(&["correct", "FY2026-Q3", "--discard"]));
    let now = folder.files();
    assert!(before.iter().all(|(file, text)| now.get(file) == Some(text)));
    assert!(now.iter().any(|(file, kept)| kept == text && file.ends_with("journal.toml")));
    let status = folder.run(&["status", "FY2026-Q3", "--format", "json"]).json();
    assert_eq!(status["state"], "sealed");
    folder.done(&CORRECT);
    folder.done(&["correct", "FY2026-Q3", "--discard"]);
    folder.done(&CORRECT);
}

#[test]
fn a_draft_whose_record_was_altered_or_replaced_does_not_go_on_and_is_kept() {
    let folder = Folder::sealed();
    folder.done(&CORRECT);
    folder.done(&FAULT);
    let report = folder.entry().join("report.txt");
    let mut permissions = std::fs::metadata(&report).unwrap().permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "a file of this test alone")]
    permissions.set_readonly(false);
    std::fs::set_permissions(&report, permissions).unwrap();
    let text = std::fs::read_to_string(&report).unwrap();
    std::fs::write(&report, text.replace('適', "否")).unwrap();
    let before = folder.files();
    assert_snapshot!("correct_altered", folder.show(&FAULT));
    assert_eq!(folder.run(&SEAL).code, Some(3));
    assert_eq!(folder.files(), before);
    std::fs::write(&report, text).unwrap();
    let draft = folder.path().join("reports/drafts/FY2026-Q3");
    let copy = folder.outside().join("copy");
    std::fs::rename(&draft, &copy).unwrap();
    folder.done(&CORRECT);
    folder.done(&["answer", "FY2026-Q3", "HUM-01", "ok", "--evidence", "誓約書綴り"]);
    folder.done(&SEAL);
    std::fs::rename(&copy, &draft).unwrap();
    assert_snapshot!("correct_replaced", folder.show(&SEAL));
    let list = folder.run(&["list"]);
    assert_eq!(list.code, Some(3), "{}", list.out);
    folder.done(&["correct", "FY2026-Q3", "--discard"]);
    assert_eq!(folder.run(&["list"]).code, Some(0));
}

/// A folder whose third quarter was sealed and audited with one finding.
pub(crate) fn audited() -> Folder {
    use std::sync::Arc;

    use tenken::app::auditing::{self, AuditConfirmation};
    use tenken::app::reading::Renderer;
    use tenken::app::{App, Place, Timepiece};
    use tenken::domain::audit::{AuditChange, AuditFinding, Opinion};
    use tenken::store::fs::DiskFs;
    use tenken::words::Lang;

    let folder = Folder::sealed();
    let day = Timepiece::Stated(crate::fixture::TODAY.parse().unwrap());
    let app = App::new(Arc::new(DiskFs), &Place::Named(&folder.path()), day);
    let exhibit = auditing::exhibit(&app, "FY2026-Q3".parse().unwrap(), None).unwrap();
    let mut audit = auditing::open(&app, Arc::new(exhibit), "監事 太郎").unwrap();
    let what = "名簿の版が古い".into();
    let finding = AuditFinding { what, ..AuditFinding::suggested(&audit.exhibit().record) };
    let item = tenken::domain::id::ItemId::new("HUM-01").unwrap();
    let opinion = Some(Opinion::Improve);
    for change in [
        AuditChange::Finding { item, finding },
        AuditChange::Opinion { opinion, text: "改めること".into() },
    ] {
        audit.record(&app, change).unwrap();
    }
    let confirmation = AuditConfirmation { meaning: "所見", head: None };
    let renderer = Renderer::new(Lang::Ja).unwrap();
    auditing::finish(&app, &audit, confirmation, &renderer).unwrap();
    folder
}

#[test]
fn a_correction_after_an_audit_says_so_wherever_it_is_shown_and_keeps_what_the_audit_found() {
    const AFTER: &str = "監事所見の後に訂正";
    let folder = audited();
    let begun = folder.run(&CORRECT);
    assert!(begun.err.contains("0002_FY2026-Q3_2026-12-18_audit"), "{}", begun.err);
    folder.done(&FAULT);
    folder.done(&SEAL);
    let report = folder.done(&["show", "FY2026-Q3"]);
    let page = report.split("1. ").next().unwrap();
    assert!(page.contains(AFTER) && page.contains("0002_FY2026-Q3_2026-12-18_audit"), "{page}");
    let markdown = folder.done(&["report", "FY2026-Q3", "--format", "md", "--out", "-"]);
    assert!(markdown.contains(AFTER), "{markdown}");
    for told in [&["list"][..], &["status", "FY2026-Q3"]] {
        let out = folder.done(told);
        assert!(out.contains(AFTER), "{out}");
    }
    let json = folder.run(&["show", "FY2026-Q3", "--format", "json"]).json();
    assert_eq!(json["correction"]["audits"][0], "0002_FY2026-Q3_2026-12-18_audit");
    let findings = folder.done(&["findings"]);
    for id in ["A1-FY2026-Q3-HUM-01", "F-FY2026-Q3-ORG-02"] {
        assert!(findings.contains(id), "{findings}");
    }
    assert_eq!(folder.run(&["verify"]).code, Some(0));
    let next = folder.on("2027-02-18", &["status", "--format", "json"]).json();
    assert_eq!(next["findings"].as_array().unwrap().len(), 2, "the next quarter reviews both");
}

#[test]
fn verify_names_an_entry_that_takes_the_place_of_another_wrongly() {
    use std::collections::BTreeMap;

    use tenken::store::fs::DiskFs;
    use tenken::store::names::EntryKind;
    use tenken::store::seal::{SealRequest, SealText, seal_entry};

    let folder = with_correction();
    let reports = folder.path().join("reports");
    let text = std::fs::read(corrected(&folder).join("SEAL")).unwrap();
    let old = SealText::parse(&text).unwrap();
    let file = |name: &str| std::fs::read(corrected(&folder).join(name)).unwrap();
    let forged = |kind, replaces| {
        let record = String::from_utf8(file("report.toml")).unwrap();
        let record = record.replacen("seq = 2\n", "seq = 3\n", 1);
        let files = BTreeMap::from([("report.toml".parse().unwrap(), record.into_bytes())]);
        let request = SealRequest {
            kind,
            period: old.period.clone(),
            signed_at: old.signed_at,
            signer: old.signer.clone(),
            meaning: old.meaning.clone(),
            clock: old.clock,
            replaces,
            files,
        };
        let sealed = seal_entry(&DiskFs, &reports, &request).unwrap();
        let verified = folder.run(&["verify"]);
        std::fs::remove_dir_all(reports.join(sealed.entry.to_string())).unwrap();
        verified
    };
    let again = forged(EntryKind::Correction, old.replaces.clone());
    assert_eq!(again.code, Some(3), "the first one counts no more: {}", again.out);
    assert!(again.out.contains("訂正する記録の示し方"), "{}", again.out);
    let second = forged(EntryKind::Report, None);
    assert_eq!(second.code, Some(3), "{}", second.out);
}
