//! `tenken trend`: eight sealed quarters in every form, and what it refuses.

#![cfg(test)]

use insta::assert_snapshot;
use tenken::domain::trend::Trend;
use tenken::report::trend_sheet::{self, Scope};
use tenken::text::cells;
use tenken::words::{Lang, Terms, TrendWords};

use crate::fixture::Folder;
use crate::scenes_trend::{quarters, trend, write};

fn folder() -> Folder {
    let folder = Folder::empty();
    write(&quarters(&[]), &folder.path());
    folder
}

fn sheet(trend: &Trend, lang: Lang) -> tenken::report::Sheet {
    let (words, terms) = (TrendWords::load(lang).unwrap(), Terms::load(lang).unwrap());
    let scope = Scope { periods: trend.columns.len(), sections: &[] };
    trend_sheet::compose(trend, scope, &words, &terms)
}

#[test]
fn the_text_shows_items_changes_rates_and_findings_within_80_cells() {
    let text = tenken::report::text(&sheet(&trend(), Lang::Ja));
    assert_snapshot!("trend_text", text);
    let english = tenken::report::text(&sheet(&trend(), Lang::En));
    assert_snapshot!("trend_text_en", english);
    for line in text.lines().chain(english.lines()) {
        assert!(cells(line) <= 80, "{line}");
    }
}

#[test]
fn markdown_has_the_same_tables() {
    assert_snapshot!("trend_md", tenken::report::markdown(&sheet(&trend(), Lang::Ja)));
}

#[test]
fn json_has_everything() {
    assert_snapshot!("trend_json", tenken::report::trend_json(&trend().newest(2)));
}

#[test]
fn csv_has_one_row_for_each_item_and_period() {
    let csv = tenken::report::trend_csv(&trend());
    assert!(csv.starts_with("\u{feff}period,item,title,section,"));
    assert_eq!(csv.lines().count(), 1 + trend().rows.len() * 8);
    assert!(csv.lines().all(|line| line.matches(',').count() == 9), "{csv}");
    let some = csv.lines().filter(|line| line.contains("FY2025-Q3") || line.contains("ORG-10"));
    assert_snapshot!("trend_csv", some.collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_command_reads_what_was_sealed() {
    let folder = folder();
    assert_snapshot!("trend_command", folder.show(&["trend", "--last", "３", "--section", "技術"]));
    let text = folder.done(&["trend"]);
    let json = folder.run(&["trend", "--format", "json"]).json();
    assert_eq!(json["periods"].as_array().unwrap().len(), 8);
    assert_eq!(json["items"][0]["cells"].as_array().unwrap().len(), 8);
    assert_eq!(json["periods"][4]["revision"]["added"], 3);
    assert!(text.contains("令和7年度第4四半期: 1.1.0版から1.2.0版に変わりました"), "{text}");
    let md = folder.done(&["trend", "--format", "md", "--lang", "en"]);
    assert!(md.starts_with("# Trend of the self-inspection\n"), "{md}");
    let csv = folder.done(&["trend", "--format", "csv", "--last", "1"]);
    assert!(csv.starts_with('\u{feff}') && csv.ends_with("\r\n"));
    let few = folder.run(&["trend", "--last", "99", "--format", "json"]).json();
    assert_eq!(few, json);
}

#[test]
fn the_newest_eight_periods_fit_into_text_and_the_rest_is_told() {
    let folder = folder();
    let mut records = quarters(&[]);
    for (n, record) in records.iter_mut().enumerate() {
        record.period = format!("FY2022-Q{}", n % 4 + 1).parse().unwrap();
        record.sealing.seq = u32::try_from(n).unwrap() + 100;
    }
    write(&records[..4], &folder.path());
    let text = folder.done(&["trend", "--last", "12"]);
    assert!(text.contains("新しい8期だけを示しています。12期の全て"), "{text}");
    assert!(!text.contains("R4"), "{text}");
    assert!(folder.done(&["trend", "--last", "12", "--format", "md"]).contains("| R4 4Q |"));
}

#[test]
fn what_cannot_be_shown_is_refused_with_what_to_do() {
    let folder = folder();
    assert_snapshot!(folder.show(&["trend", "--last", "0"]), @r"
    $ tenken trend --last 0
    tenken: --last の値として使えません: 0
      次に: 期の数を1以上の数で指定してください（例 --last 8）。
    [2]
    ");
    assert_snapshot!(folder.show(&["trend", "--section", "会計"]), @r"
    $ tenken trend --section 会計
    tenken: 会計 という区分はありません。
      次に: 区分の名前か id を指定してください: organizational 組織的安全管理措置、human 人的安全管理措置、physical 物理的安全管理措置、technical 技術的安全管理措置、purpose 利用目的、requests 開示等
    [2]
    ");
    let file = folder.path().join("reports/0003_FY2025-Q2_2025-09-30_report/report.toml");
    std::fs::write(file, "format = 1\nkind = ").unwrap();
    assert_snapshot!(folder.show(&["trend"]), @r"
    $ tenken trend
    tenken: /society/reports/0003_FY2025-Q2_2025-09-30_report/report.toml が書き換えられたか、壊れています: 2行目8文字目: = の後に値がありません
      次に: tenken が書いたファイルです。手で直さず、フォルダーの写しから戻してください。tenken verify で、ほかに変わったところが分かります。
    [3]
    ");
    assert_eq!(folder.run(&["trend", "--last", "5"]).code, Some(0), "it is not among them");
    let empty = Folder::small();
    assert_snapshot!(empty.show(&["trend"]), @r"
    $ tenken trend
    tenken: 確定した期がまだありません。
      次に: 点検を終えて tenken seal で確定すると、ここに並びます。
    [1]
    ");
}

#[test]
fn periods_of_different_societies_or_checklists_are_told() {
    let folder = Folder::empty();
    let mut records = quarters(&[]);
    records[0].society = "別の\u{1b}[31m健康保険組合".into();
    records[1].checklist.id = tenken::domain::id::ChecklistId::new("other").unwrap();
    write(&records[..3], &folder.path());
    let text = folder.done(&["trend"]);
    assert!(text.contains("[注意] 組合の名称が期によって違います"), "{text}");
    assert!(text.contains("点検表が期によって違います: mihon、other"), "{text}");
    assert!(!text.contains('\u{1b}'));
    let run = folder.run(&["trend", "--format", "csv"]);
    assert!(run.err.contains("注意: 組合の名称が期によって違います"), "{}", run.err);
    let json = folder.run(&["trend", "--format", "json"]).json();
    assert_eq!(json["checklists"].as_array().unwrap().len(), 2);
}
