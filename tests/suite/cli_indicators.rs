//! 参考指標 on the command line: shown, commented on, switched off.

#![cfg(test)]

use insta::assert_snapshot;

use crate::fixture::Folder;

const SEAL: [&str; 4] = ["seal", "current", "--confirmed-by", "鈴木一郎"];

fn commented(text: &str) -> Vec<String> {
    let option = ["--indicator-comment", text];
    SEAL.iter().chain(&option).map(|arg| (*arg).to_owned()).collect()
}

/// The second quarter sealed, the third answered word for word as it was, but for one item.
fn twice() -> Folder {
    let folder = Folder::small();
    let answer = |period: &str, day: &str, item: &str, note: &str| {
        let args = ["answer", period, item, "ok", "--evidence", "台帳", "--note", note];
        assert_eq!(folder.on(day, &args).code, Some(0));
    };
    let both = [("FY2026-Q2", "2026-09-18"), ("FY2026-Q3", "2026-12-18")];
    for (period, day) in both {
        answer(period, day, "ORG-01", "任命書のとおり。");
        answer(period, day, "ORG-02", "全件あり。");
        if period == "FY2026-Q2" {
            answer(period, day, "HUM-01", "全員分あり。");
            let seal = ["seal", period, "--confirmed-by", "鈴木一郎"];
            assert_eq!(folder.on(day, &seal).code, Some(0));
        }
    }
    answer("FY2026-Q3", "2026-12-18", "HUM-01", "12名中12名。");
    folder
}

fn block(text: &str) -> String {
    let from = text.find("参考（").unwrap();
    let rest = &text[from..];
    rest[..rest.find("\n\n").unwrap()].to_owned()
}

fn switch_off(folder: &Folder) {
    let file = folder.path().join("tenken.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let off = text.replace("\n[people]", "indicators = false\n\n[people]");
    assert_ne!(text, off);
    std::fs::write(file, off).unwrap();
}

#[test]
fn status_shows_the_figures_before_and_after_sealing() {
    let folder = twice();
    let before = block(&folder.done(&["status"]));
    assert_snapshot!(before, @r"
    参考（採点ではありません）
      引用した記入    0/6件     所見と証跡のうち
      前回と同じ所見  2/3項目   前回も今回も所見のある項目のうち
        ORG-01、ORG-02
      同じ判定の続き  3/3項目   最も長いもの。点検表の順に ORG-01 から HUM-01 まで「適」
      短い時間の回答  対象なし  時間を測った項目（3項目中0項目）のうち、1秒30字で読むより短いもの
      前回の期と同じ  2/3項目   令和8年度第2四半期にも判定のある項目のうち、判定も所見も同じもの
    ");
    folder.done(&commented("HUM-01 のほかは前期から変わりがない"));
    let after = block(&folder.done(&["status", "FY2026-Q3"]));
    let (figures, comment) = after.rsplit_once('\n').unwrap();
    assert_eq!(figures, before);
    assert_eq!(comment, "  コメント  HUM-01 のほかは前期から変わりがない");
    let text = folder.done(&["show", "FY2026-Q3"]);
    assert!(text.contains("参考指標") && text.contains("HUM-01 のほかは"), "{text}");
}

#[test]
fn one_line_is_enough_where_there_is_nothing_to_tell() {
    let folder = Folder::small();
    folder.done(&["answer", "current", "ORG-01", "ok", "--evidence", "甲"]);
    let told = block(&folder.done(&["status"]));
    assert_eq!(told.lines().count(), 2, "{told}");
    let unstarted = Folder::small().done(&["status"]);
    assert!(!unstarted.contains("参考（"), "{unstarted}");
}

#[test]
fn json_holds_every_figure_with_what_it_rests_on() {
    let folder = twice();
    let found = folder.run(&["status", "--format", "json"]).json()["indicators"].clone();
    assert_eq!(found["same_notes"], serde_json::json!(["ORG-01", "ORG-02"]));
    assert_eq!((&found["notes"], &found["answered"]), (&3.into(), &3.into()));
    let last = serde_json::json!({ "period": "FY2026-Q2", "common": 3, "same": 2 });
    assert_eq!(found["last"], last);
    assert_eq!((&found["measured"], &found["comment"]), (&0.into(), &"".into()));
    folder.done(&SEAL);
    let sealed = folder.run(&["status", "FY2026-Q3", "--format", "json"]).json();
    assert_eq!(sealed["indicators"], found);
    let report = folder.run(&["show", "FY2026-Q3", "--format", "json"]).json();
    assert_eq!(report["indicators"], found);
}

#[test]
fn a_comment_is_kept_in_the_journal_and_the_record() {
    let folder = Folder::answered();
    folder.done(&commented("  初めての期で\u{1b}比べるものがない  "));
    let file = |name: &str| std::fs::read_to_string(folder.entry().join(name)).unwrap();
    let journal = file("journal.toml");
    assert!(journal.contains("act = \"comment\"\n"), "{journal}");
    assert!(journal.contains("by = \"鈴木一郎\"\n"), "{journal}");
    let record = file("report.toml");
    let (_, head) = record.split_once("\n[indicators]\n").unwrap();
    assert!(head.contains("比べるものがない\"\n") && !record.contains('\u{1b}'), "{head}");
    assert_eq!(folder.run(&["verify"]).code, Some(0));
}

#[test]
fn a_comment_is_not_recorded_by_a_seal_that_is_refused() {
    let folder = Folder::small();
    folder.done(&["answer", "current", "ORG-01", "ok", "--evidence", "甲"]);
    let before = folder.files();
    assert_eq!(folder.run(&commented("まだ")).code, Some(1));
    let too_long = commented(&"長".repeat(201));
    folder.answer_all("current");
    let answered = folder.files();
    let run = folder.run(&too_long);
    assert_eq!((run.code, folder.files()), (Some(1), answered), "{}", run.err);
    assert!(run.err.contains("コメント"), "{}", run.err);
    assert_ne!(folder.files(), before);
}

#[test]
fn switched_off_they_are_nowhere() {
    let folder = twice();
    switch_off(&folder);
    let status = folder.done(&["status"]);
    assert!(!status.contains("参考"), "{status}");
    assert!(folder.run(&["status", "--format", "json"]).json()["indicators"].is_null());
    let before = folder.files();
    let said = [&SEAL[..], &["--indicator-comment", "x"]].concat();
    assert_snapshot!(folder.show(&said), @r"
    $ tenken seal current --confirmed-by 鈴木一郎 --indicator-comment x
    tenken: この組合は参考指標を使わない設定です。コメントは記録できません。
      次に: コメントを付けずに確定するか、tenken.toml の indicators = false の行を消してください。
    [2]
    ");
    assert_eq!(folder.files(), before);
    folder.done(&SEAL);
    let entry = folder.path().join("reports/0002_FY2026-Q3_2026-12-18_report");
    for name in ["report.toml", "report.txt", "report.md"] {
        let text = std::fs::read_to_string(entry.join(name)).unwrap();
        assert!(!text.contains("indicators") && !text.contains("参考指標"), "{name}: {text}");
    }
    assert!(folder.run(&["show", "last", "--format", "json"]).json()["indicators"].is_null());
    assert!(!folder.done(&["status", "FY2026-Q3"]).contains("参考"));
    // What was sealed before keeps what it says.
    assert!(folder.done(&["status", "FY2026-Q2"]).contains("参考（"));
}
