//! Two sealed quarters side by side, with a checklist that changed between them.

#![cfg(test)]

use std::fmt::Write as _;

use crate::fixture::Folder;
use insta::assert_snapshot;

/// Id, title, question, and when it is asked.
type Asked = (&'static str, &'static str, &'static str, &'static str);

const QUARTERLY: &str = "frequency = \"quarterly\"";
const THIRD: &str = "frequency = \"annual\"\ndue_quarter = 3";

const BEFORE: [Asked; 10] = [
    ("ORG-01", "責任者の任命", "責任者が文書で任命されているか。", QUARTERLY),
    ("ORG-02", "違反の記録", "違反の全件が記録されているか。", QUARTERLY),
    ("ORG-03", "規程の見直し", "規程が年度内に見直されたか。", THIRD),
    ("ORG-04", "緊急連絡網", "連絡網が今の職員と一致しているか。", QUARTERLY),
    ("ORG-05", "連絡の訓練", "連絡の訓練が行われたか。", QUARTERLY),
    ("HUM-01", "研修の受講", "全員が研修を受けたか。", QUARTERLY),
    ("HUM-02", "誓約書", "全職員の誓約書があるか。", QUARTERLY),
    ("HUM-03", "退職者の処置", "退職者から身分証を回収したか。", QUARTERLY),
    ("HUM-04", "名札", "名札を着けているか。", QUARTERLY),
    ("HUM-06", "鍵の返却", "異動者から鍵が返されたか。", QUARTERLY),
];

/// ORG-04 and ORG-05 are one, HUM-01 is two, HUM-02 has other words, HUM-04 is gone.
const AFTER: [Asked; 10] = [
    BEFORE[0],
    BEFORE[1],
    BEFORE[2],
    ("ORG-04", "緊急連絡の体制", "連絡網が今の職員と一致し、訓練で確かめられているか。", QUARTERLY),
    ("ORG-06", "監査の記録", "監査の記録があるか。", QUARTERLY),
    ("HUM-01", "研修の実施", "研修が行われたか。", QUARTERLY),
    ("HUM-05", "未受講者の補講", "未受講者に補講を行ったか。", QUARTERLY),
    ("HUM-02", "誓約書", "退職後も続く守秘の誓約書が、全職員の分あるか。", QUARTERLY),
    BEFORE[7],
    BEFORE[9],
];

const REVISIONS: &str = r#"
[[retired]]
id = "ORG-05"
version = "2.0.0"
reason = "ORG-04 に合わせた"

[[retired]]
id = "HUM-04"
version = "2.0.0"
reason = "入館証で足りる"

[[revision]]
version = "2.0.0"
kind = "merged"
from = ["ORG-04", "ORG-05"]
to = ["ORG-04"]
reason = "一度に確かめるため"

[[revision]]
version = "2.0.0"
kind = "split"
from = ["HUM-01"]
to = ["HUM-01", "HUM-05"]
reason = "補講を別に見るため"

[[revision]]
version = "2.0.0"
kind = "wording"
from = ["HUM-02"]
to = ["HUM-02"]
reason = "退職後の守秘を明らかにするため"

[[revision]]
version = "2.0.0"
kind = "new"
to = ["ORG-06"]
reason = "監事の求めによる"

[[revision]]
version = "2.0.0"
kind = "retired"
from = ["HUM-04"]
reason = "入館証で足りる"
"#;

fn checklist(version: &str, items: &[Asked], tail: &str) -> String {
    let mut text = format!(
        "format = 1\nid = \"small\"\ntitle = \"小さな点検表\"\nversion = \"{version}\"\n\
         basis_date = \"2026-11-21\"\n"
    );
    for (id, title, short) in
        [("organizational", "組織的安全管理措置", "組織"), ("human", "人的安全管理措置", "人的")]
    {
        write!(text, "\n[[section]]\nid = \"{id}\"\ntitle = \"{title}\"\nshort = \"{short}\"\n")
            .unwrap();
    }
    text += "\n[[commitment]]\nid = \"O1\"\nsection = \"organizational\"\ntext = \"責任者を置いている\"\n";
    for (id, title, question, frequency) in items {
        let section = if id.starts_with("ORG") { "organizational" } else { "human" };
        write!(
            text,
            "\n[[item]]\nid = \"{id}\"\nsection = \"{section}\"\ntitle = \"{title}\"\n\
             question = \"{question}\"\nhow = \"書類を見る。\"\nmethods = [\"閲覧\"]\n\
             evidence = [\"書類\"]\nnot_applicable = \"期間中に0件の場合\"\nbasis = [\"法23条\"]\n\
             commitments = [\"O1\"]\n{frequency}\n"
        )
        .unwrap();
    }
    text + tail
}

/// One society over the second and the third quarter of 2026, and the third of 2025.
struct Society(Folder);

impl Society {
    fn new() -> Self {
        let folder = Folder::small();
        let society = Self(folder);
        society.checklist("1.0.0", &BEFORE, "");
        society
    }

    fn checklist(&self, version: &str, items: &[Asked], tail: &str) {
        let file = self.0.path().join("checklists/small.toml");
        std::fs::write(file, checklist(version, items, tail)).unwrap();
    }

    fn on(&self, day: &str, args: &[&str]) {
        let run = self.0.on(day, args);
        assert_eq!(run.code, Some(0), "{args:?}: {}{}", run.out, run.err);
    }

    fn ok(&self, (day, period): (&str, &str), item: &str, note: &str) {
        self.on(day, &["answer", period, item, "ok", "--evidence", "書類", "--note", note]);
    }

    fn ng(&self, (day, period): (&str, &str), item: &str, grade: &str, note: &str) {
        let head = ["answer", period, item, "ng", "--grade", grade, "--note", note];
        let tail = ["--action", "直す", "--owner", "佐藤", "--due", "2027-03-31"];
        self.on(day, &[&head[..], &tail].concat());
    }

    fn says(&self, (day, period): (&str, &str), item: &str, verdict: &str, reason: &str) {
        self.on(day, &["answer", period, item, verdict, "--reason", reason]);
    }

    /// Answers what is left and seals.
    fn seal(&self, (day, period): (&str, &str)) {
        let open = self.0.on(day, &["status", period, "--ids"]).out;
        for id in open.lines() {
            self.ok((day, period), id, "");
        }
        self.on(day, &["seal", period, "--confirmed-by", "鈴木一郎"]);
    }

    fn compared() -> Self {
        let society = Self::new();
        let year_before = ("2025-12-18", "FY2025-Q3");
        society.ok(year_before, "ORG-03", "議事録第12号で見直しを確かめた。");
        society.seal(year_before);
        let before = ("2026-09-18", "FY2026-Q2");
        society.ok(before, "ORG-01", "任命書は2部あり、掲示も済んでいる。");
        society.says(before, "ORG-02", "na", "報告簿により0件と確かめた。");
        society.ok(before, "ORG-04", "全員につながった。");
        society.ng(before, "ORG-05", "minor", "訓練が行われていない。");
        society.ok(before, "HUM-01", "12名全員が受けた。");
        society.ng(before, "HUM-06", "minor", "1本が返されていない。");
        society.says(before, "HUM-03", "unverified", "担当者が休暇中であった。");
        society.seal(before);
        society.checklist("2.0.0", &AFTER, REVISIONS);
        society
    }

    /// With the third quarter sealed too, in which some things are worse.
    fn worse() -> Self {
        let society = Self::compared();
        let after = ("2026-12-18", "FY2026-Q3");
        society.ok(after, "ORG-01", "任命書は1部だけで、掲示も済んでいる。");
        society.ng(after, "ORG-02", "watch", "報告簿に1件の漏れがある。");
        society.ng(after, "ORG-03", "major", "議事録第12号の後、見直しを確かめられない。");
        society.ok(after, "HUM-01", "11月に行った。");
        society.ng(after, "HUM-05", "minor", "1名の補講が済んでいない。");
        society.ok(after, "ORG-04", "全員につながり、訓練も済んだ。");
        society.ng(after, "HUM-06", "major", "2本が返されていない。");
        society.review(after);
        society.seal(after);
        society
    }

    /// Goes on with the one open finding and closes the other.
    fn review(&self, (day, period): (&str, &str)) {
        self.on(day, &["finding", period, "F-FY2026-Q2-HUM-06", "--progress", "返却を求めた。"]);
        let close =
            ["finding", period, "F-FY2026-Q2-ORG-05", "--close", "--effect", "訓練の記録を見た。"];
        let done =
            ["--closed-on", "2026-11-20", "--evidence", "訓練の記録", "--confirmed-by", "鈴木一郎"];
        self.on(day, &[&close[..], &done].concat());
    }
}

#[test]
fn every_kind_of_change_is_told_in_its_group() {
    let society = Society::worse();
    assert_snapshot!("compare_text", society.0.show(&["compare"]));
    assert_snapshot!("compare_en", society.0.show(&["--lang", "en", "compare"]));
    assert_snapshot!("compare_md", society.0.show(&["compare", "--format", "md"]));
    assert_snapshot!("compare_csv", society.0.show(&["compare", "--format", "csv"]));
    assert_snapshot!("compare_json", society.0.show(&["compare", "--format", "json"]));
    let text = society.0.done(&["compare"]);
    assert!(text.lines().all(|line| tenken::text::cells(line) <= 80), "{text}");
    let report = society.0.done(&["show", "FY2026-Q3"]);
    let (_, chapter) = report.split_once("前期比\n").unwrap();
    assert_snapshot!(chapter.lines().take(22).collect::<Vec<_>>().join("\n"), @"");
}

#[test]
fn a_regression_fails_where_that_is_asked_for_and_is_printed_all_the_same() {
    let society = Society::worse();
    let plain = society.0.run(&["compare"]);
    let failing = society.0.run(&["compare", "--fail-on-regression"]);
    assert_eq!((plain.code, failing.code), (Some(0), Some(1)));
    assert_eq!(plain.out, failing.out);
    let shown = society.0.run(&["compare", "--fail-on-regression", "--group", "same"]);
    assert_eq!(shown.code, Some(1), "what is not shown counts too");
    let year = society.0.run(&["compare", "FY2025-Q3", "FY2026-Q2", "--fail-on-regression"]);
    assert_eq!(year.code, Some(1), "{}", year.out);
    let better = society.0.run(&["compare", "FY2026-Q2", "FY2025-Q3", "--fail-on-regression"]);
    assert_eq!(better.code, Some(0), "{}", better.out);
}

#[test]
fn groups_and_sections_are_chosen_and_counts_stay_whole() {
    let society = Society::worse();
    let chosen = ["compare", "--group", "worse,still", "--section", "人的"];
    assert_snapshot!("compare_chosen", society.0.show(&chosen));
    assert_snapshot!(society.0.show(&["compare", "--section", "技術"]), @"");
    let run = society.0.run(&["compare", "--group", "bad"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
}

#[test]
fn which_periods_are_compared_follows_from_what_is_named() {
    let society = Society::worse();
    let pair = |args: &[&str]| {
        let run = society.0.run(&[&["compare", "--format", "json"], args].concat());
        let id = |side: &str| run.json()[side]["period"]["id"].as_str().unwrap().to_owned();
        (id("base"), id("target"))
    };
    let is = |base: &str, target: &str| (base.to_owned(), target.to_owned());
    assert_eq!(pair(&[]), is("FY2026-Q2", "FY2026-Q3"));
    assert_eq!(pair(&["FY2026-Q2"]), is("FY2025-Q3", "FY2026-Q2"));
    assert_eq!(pair(&["--same-quarter"]), is("FY2025-Q3", "FY2026-Q3"));
    assert_eq!(pair(&["R7Q3", "last"]), is("FY2025-Q3", "FY2026-Q3"));
}

#[test]
fn what_cannot_be_compared_is_refused_with_a_reason() {
    let society = Society::compared();
    let mut shown = society.0.show(&["compare", "FY2026-Q2", "FY2026-Q2"]);
    shown += &society.0.show(&["compare", "FY2026-Q3"]);
    shown += &society.0.show(&["compare", "FY2025-Q3"]);
    shown += &society.0.show(&["compare", "--same-quarter"]);
    let file = society.0.path().join("tenken.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(file, text.replace("試験健康保険組合", "別の健康保険組合")).unwrap();
    let after = ("2026-12-18", "FY2026-Q3");
    society.ng(after, "HUM-06", "minor", "1本が返されていない。");
    society.review(after);
    society.seal(after);
    shown += &society.0.show(&["compare"]);
    assert_snapshot!(shown, @"");
    let empty = Folder::small();
    assert_eq!(empty.run(&["compare"]).code, Some(1));
}

#[test]
fn what_was_altered_is_compared_with_a_warning() {
    let society = Society::worse();
    let entry = society.0.path().join("reports/0003_FY2026-Q3_2026-12-18_report/extra");
    std::fs::write(entry, "x").unwrap();
    let run = society.0.run(&["compare"]);
    assert_eq!(run.code, Some(3), "{}", run.err);
    assert!(run.err.contains("0003_FY2026-Q3") && run.out.contains("期の比較"), "{}", run.err);
}
