//! Every format of the report: one golden file each, hostile texts, and that nothing is lost.

use proptest::prelude::*;
use tenken::domain::answer::{Answer, Evidence, Verdict};
use tenken::domain::finding::{Finding, Review, Reviewed};
use tenken::domain::indicators::Whole;
use tenken::domain::inspection::Clock;
use tenken::domain::record::{Outcome, Record};
use tenken::report::{Format, SealedForm, json, record_csv, report};
use tenken::text::{cells, visible};
use tenken::words::{Lang, ReportWords, Terms};

use crate::sample_record::sample;

fn written(format: Format, record: &Record, lang: Lang) -> String {
    let sealed =
        |form| report(form, record, &ReportWords::load(lang).unwrap(), &Terms::load(lang).unwrap());
    match format {
        Format::Text => sealed(SealedForm::Text),
        Format::Markdown => sealed(SealedForm::Markdown),
        Format::Json => json(record),
        Format::Csv => record_csv(record),
        // It has a golden file of its own, with every block.
        Format::Pdf | Format::Excel | Format::Html => {
            unreachable!("it is no form of a record alone")
        }
    }
}

/// The sample as it is sealed where things were not quite in order.
fn doubtful() -> Record {
    let mut record = sample();
    record.sealing.clock = Clock::Stated;
    record.sealing.confirmed_by.clone_from(&record.people.inspector);
    if let Some(found) = &mut record.indicators {
        let same = ["ORG-01", "PHY-01"].map(|id| tenken::domain::id::ItemId::new(id).unwrap());
        (found.notes, found.same_notes) = (3, same.into());
        let last = "FY2026-Q2".parse().unwrap();
        found.whole = Some(Whole { last, common: 7, same: 4 });
    }
    record
}

/// Compares with a file of `golden/`; `UPDATE_GOLDEN=1` writes it anew.
#[test]
fn each_format_is_its_golden_file() {
    for format in Format::ALL.into_iter().filter(|format| !format.is_for_paper()) {
        let name = format!("report.{}", format.name());
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/golden");
        let path = path.join(name);
        let found = written(format, &doubtful(), Lang::Ja);
        if std::env::var("UPDATE_GOLDEN").is_ok_and(|set| set == "1") {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &found).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        assert!(golden == found, "{} differs; see it with UPDATE_GOLDEN=1", path.display());
    }
}

#[test]
fn the_first_page_of_the_text_tells_the_story() {
    let text = written(Format::Text, &doubtful(), Lang::Ja);
    let page: String = text.lines().take(60).collect::<Vec<_>>().join("\n");
    for told in [
        "監事 殿",
        "見本健康保険組合",
        "令和8年度第3四半期",
        "適3、不適2、該当なし2、確認不能1",
        "50.0% (3/6)",
        "期限内に確定",
        "[注意]",
        "ORG-04 緊急連絡の体制（重大、期限 令和9年1月29日",
        "指摘は、新規1、前の期から継続2、完了1。未完了のうち改善期限を過ぎたもの1。",
        "PHY-05 書庫の鍵",
        "合計",
        "令和7年7月更新版",
    ] {
        assert!(page.contains(told), "{told}\n{page}");
    }
}

/// The sample with `text` wherever a person can type.
fn with_everywhere(text: &str) -> Record {
    with_text(sample(), text)
}

/// A record with `text` wherever a person can type.
pub(crate) fn with_text(record: Record, text: &str) -> Record {
    let outcomes = record.lines().map(|(_, outcome)| put_everywhere(outcome, text)).collect();
    let mut record = record.with_outcomes(outcomes).unwrap();
    record.society = text.into();
    record.people.inspector = text.into();
    record.people.officer = text.into();
    record.people.auditors[0].name = text.into();
    record.sealing.confirmed_by = text.into();
    record.checklist.title = text.into();
    record.checklist.notice.edition = text.into();
    record.checklist.items[0].title = text.into();
    record.checklist.items[0].question = text.into();
    record.checklist.commitments[0].text = text.into();
    record.checklist.sections[0].title = text.into();
    for finding in &mut record.findings {
        for field in [&mut finding.title, &mut finding.what, &mut finding.cause] {
            *field = text.into();
        }
        for field in [&mut finding.action, &mut finding.owner, &mut finding.opened.by] {
            *field = text.into();
        }
        for reviewed in &mut finding.history {
            put_in_review(reviewed, text);
        }
    }
    if let Some(found) = &mut record.indicators {
        found.comment = text.into();
    }
    record
}

fn put_in_review(reviewed: &mut Reviewed, text: &str) {
    let review = &mut reviewed.review;
    review.text = text.into();
    reviewed.stamp.by = text.into();
    if review.due.is_some() {
        review.due_reason = text.into();
    }
    if review.closed_on.is_some() {
        review.confirmed_by = text.into();
    }
    for evidence in &mut review.evidence {
        *evidence = text.into();
    }
}

fn put_everywhere(outcome: &Outcome, text: &str) -> Outcome {
    let Outcome::Asked { answer, stamp, last, seconds } = outcome else { return outcome.clone() };
    let (mut answer, mut stamp) = (answer.clone(), stamp.clone());
    let evidence = Evidence { carried: answer.note_carried, ..Evidence::new(text) };
    answer.note = text.into();
    answer.evidence.push(evidence);
    answer.reason = text.into();
    answer.remedy.cause = text.into();
    answer.remedy.action = text.into();
    answer.remedy.owner = text.into();
    stamp.by = text.into();
    Outcome::Asked { answer, stamp, last: *last, seconds: *seconds }
}

/// The texts of a record that must be found in every format.
fn typed(record: &Record) -> Vec<String> {
    let mut texts = vec![record.society.clone(), record.people.inspector.clone()];
    texts.extend(record.indicators.iter().map(|found| found.comment.clone()));
    for (item, outcome) in record.lines() {
        texts.extend([item.title.clone(), item.question.clone()]);
        if let Outcome::Asked { answer, stamp, .. } = outcome {
            let Answer { note, reason, remedy, evidence, .. } = answer;
            texts
                .extend([note, reason, &remedy.action, &remedy.owner, &stamp.by].map(Clone::clone));
            texts.extend(evidence.iter().map(|e| e.text.clone()));
            let ng = answer.verdict == Some(Verdict::Ng);
            texts.extend(ng.then(|| remedy.cause.clone()));
        }
    }
    for finding in &record.findings {
        let Finding { title, what, action, owner, .. } = finding;
        texts.extend([title, what, action, owner].map(Clone::clone));
        for Reviewed { stamp, review, .. } in &finding.history {
            let Review { text, due_reason, confirmed_by, .. } = review;
            texts.extend([&stamp.by, text, due_reason, confirmed_by].map(Clone::clone));
            texts.extend(review.evidence.clone());
        }
    }
    texts
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Markdown as its reader sees it, as far as this program writes it.
fn read_markdown(text: &str) -> String {
    let marked = text.replace("<br>", "").replace("**", "");
    let (mut out, mut after_backslash) = (String::new(), false);
    for c in marked.chars() {
        after_backslash = c == '\\' && !after_backslash;
        if !after_backslash {
            out.push(c);
        }
    }
    let out = out.replace("&lt;", "<").replace("&gt;", ">").replace("&#64;", "@");
    without_blanks(&out.replace("&amp;", "&"))
}

/// Every string of a JSON text.
fn strings(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => out.push(text.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|value| strings(value, out)),
        serde_json::Value::Object(map) => map.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

fn nothing_is_lost(record: &Record) {
    let text = without_blanks(&written(Format::Text, record, Lang::Ja));
    let markdown = read_markdown(&written(Format::Markdown, record, Lang::Ja));
    let json = written(Format::Json, record, Lang::Ja);
    let mut kept = Vec::new();
    strings(&serde_json::from_str(&json).unwrap(), &mut kept);
    for typed in typed(record) {
        let seen = without_blanks(&visible(&typed));
        assert!(text.contains(&seen), "text lacks {typed:?}");
        assert!(markdown.contains(&seen), "markdown lacks {typed:?}");
        assert!(kept.contains(&typed), "json lacks {typed:?}");
    }
}

/// No line of the text is wider than 80 cells, steers a terminal or ends in a blank.
fn lines_are_plain(text: &str) {
    for line in text.lines() {
        assert!(cells(line) <= 80, "{} cells: {line}", cells(line));
        assert!(!line.contains(char::is_control), "{line:?}");
        assert_eq!(line.trim_end(), line);
    }
    assert!(text.ends_with('\n') && !text.contains('\r'));
}

/// Headings and tables of Markdown are those of the harmless sample, whatever was typed.
fn markup_is_ours(markdown: &str) {
    let shape = |text: &str| -> Vec<(char, usize)> {
        text.lines()
            .filter_map(|line| {
                let first = line.chars().next().filter(|c| "#|`>".contains(*c))?;
                let bare = line.replace("\\\\", "").replace("\\|", "");
                (first != '>').then(|| (first, bare.matches('|').count()))
            })
            .collect()
    };
    let plain = written(Format::Markdown, &with_everywhere("平文"), Lang::Ja);
    assert_eq!(shape(markdown), shape(&plain));
}

#[test]
fn every_text_of_the_sample_stands_in_every_format() {
    nothing_is_lost(&sample());
}

#[test]
fn hostile_texts_stay_texts_in_every_format() {
    for text in [
        "# 見出し\n## 14. 署名欄\n---\n| a | b |\n|---|---|",
        "<script>alert(1)</script> <!-- --> &lt; [題](javascript:x) ![x](http://e.jp)",
        "`\\` ``` **太字** __x__ ~~消~~ \\| | ||",
        "\u{1b}[2J\u{9b}31m\u{7}\u{202e}逆さ\u{2066}\u{200b}\u{feff}\0",
        "髙﨑 葛\u{e0100}城 ｶﾞｷﾞ ﾊﾟﾝ ㈱①②③ 𠮷野家 👨‍👩‍👧",
        "http://www.example.jp/a_b_c?x=1&y=2 taro@example.jp",
        "，。、」）ー々ゃっ（「",
        "A very long English sentence with aVeryLongWordThatCannotBeBrokenAnywhere"
            .repeat(3)
            .as_str(),
    ] {
        let record = with_everywhere(text);
        nothing_is_lost(&record);
        for lang in Lang::ALL {
            lines_are_plain(&written(Format::Text, &record, lang));
        }
        markup_is_ours(&written(Format::Markdown, &record, Lang::Ja));
    }
}

#[test]
fn a_note_of_five_thousand_characters_is_written_whole() {
    let long = "所見の長い文。".repeat(715);
    let record = sample();
    let mut outcomes: Vec<Outcome> = record.lines().map(|(_, outcome)| outcome.clone()).collect();
    outcomes[1] = put_everywhere(&outcomes[1], &long[..long.len() - 15]);
    let record = record.with_outcomes(outcomes).unwrap();
    nothing_is_lost(&record);
    lines_are_plain(&written(Format::Text, &record, Lang::En));
}

#[test]
fn no_typed_line_can_pose_as_a_heading_of_the_text() {
    let forged = "適\n14. 署名欄\n* ORG-99 題 適\n結果: 適";
    let text = written(Format::Text, &with_everywhere(forged), Lang::Ja);
    assert!(!text.lines().any(|line| line.starts_with("14. 署") || line.starts_with("* ORG-99")));
}

#[test]
fn json_says_its_format_and_rates_as_two_numbers() {
    let json: serde_json::Value =
        serde_json::from_str(&written(Format::Json, &sample(), Lang::Ja)).unwrap();
    assert_eq!(json["format"], 1);
    assert_eq!(json["tally"]["rate"], serde_json::json!({ "ok": 3, "of": 6 }));
    let findings = json["findings"].as_array().unwrap();
    let states: Vec<_> = findings.iter().map(|f| [&f["id"], &f["state"]]).collect();
    assert_eq!(
        serde_json::json!(states),
        serde_json::json!([
            ["F-FY2026-Q2-HUM-02", "overdue"],
            ["F-FY2026-Q2-PHY-05", "open"],
            ["F-FY2026-Q3-ORG-04", "new"],
            ["F-FY2026-Q1-TEC-01", "closed"],
        ])
    );
    assert_eq!(
        json["items"][8]["last"],
        serde_json::json!({ "period": "FY2026-Q1", "verdict": "ok" })
    );
    assert_eq!(
        written(Format::Json, &sample(), Lang::Ja),
        written(Format::Json, &sample(), Lang::En)
    );
}

/// Every key of a JSON text, with those of the objects inside it.
fn keys(value: &serde_json::Value, out: &mut std::collections::BTreeSet<String>) {
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|value| keys(value, out)),
        serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
            out.insert(key.clone());
            keys(value, out);
        }),
        _ => {}
    }
}

#[test]
fn every_key_of_the_json_is_documented() {
    let docs = include_str!("../../docs/formats.md");
    let json = written(Format::Json, &sample(), Lang::Ja);
    let mut found = std::collections::BTreeSet::new();
    keys(&serde_json::from_str(&json).unwrap(), &mut found);
    let missing: Vec<_> = found.iter().filter(|key| !docs.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn whatever_is_typed_nothing_is_lost_and_no_line_is_too_wide(
        parts in prop::collection::vec(
            prop_oneof![
                any::<char>().prop_map(String::from),
                "[ぁ-んァ-ン一-龠、。「」（）ー｡-ﾟ]{1,40}",
                "[ -~]{1,30}",
                Just("\n".to_owned()),
            ],
            1..12,
        )
    ) {
        let text: String = parts.concat();
        let record = with_everywhere(&text);
        nothing_is_lost(&record);
        lines_are_plain(&written(Format::Text, &record, Lang::Ja));
        markup_is_ours(&written(Format::Markdown, &record, Lang::Ja));
    }
}
