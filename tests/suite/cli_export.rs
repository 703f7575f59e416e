//! `tenken export`: rows of every sealed period, of one society and of several.

#![cfg(test)]

use std::io::Read as _;
use std::process::Stdio;

use crate::fixture::{Folder, Run};
use insta::assert_snapshot;

/// A folder with two sealed quarters and one 不適 in the second.
fn two_quarters() -> Folder {
    let folder = Folder::small();
    let on = |day: &str, args: &[&str]| {
        let run = folder.on(day, args);
        assert_eq!(run.code, Some(0), "{}", run.err);
        run.out
    };
    for (day, fault) in [("2026-09-18", false), ("2026-12-18", true)] {
        if fault {
            let args = ["answer", "current", "ORG-02", "ng", "--grade", "minor", "--note"];
            let note = ["=2人分の漏れ\n「\"名簿\"」, 台帳", "--action", "直す", "--owner", "佐藤"];
            on(day, &[&args[..], &note, &["--due", "2027-01-31"]].concat());
        }
        for id in on(day, &["status", "current", "--ids"]).lines() {
            on(day, &["answer", "current", id, "ok", "--evidence", &format!("資料 {id}")]);
        }
        on(day, &["seal", "current", "--confirmed-by", "鈴木一郎"]);
    }
    folder
}

fn objects(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_answer_of_every_sealed_period_is_one_row_in_order() {
    let folder = two_quarters();
    let rows = objects(&folder.done(&["export"]));
    let asked: Vec<(String, String)> = ["FY2026-Q2", "FY2026-Q3"]
        .iter()
        .flat_map(|period| {
            let record = folder.run(&["show", period, "--format", "json"]).json();
            let items = record["items"].as_array().unwrap().clone();
            let due = items.into_iter().filter(|item| item["due"] == true);
            due.map(|item| ((*period).to_owned(), item["id"].as_str().unwrap().to_owned()))
        })
        .collect();
    let told: Vec<(String, String)> = rows
        .iter()
        .map(|row| {
            let word = |key: &str| row[key].as_str().unwrap().to_owned();
            (word("period"), word("item"))
        })
        .collect();
    assert_eq!(told, asked);
    let ng = rows.iter().find(|row| row["verdict"] == "ng").unwrap();
    assert_eq!(ng["finding"], "F-FY2026-Q3-ORG-02");
    assert_eq!((&ng["finding_due"], &ng["due"]), (&"2027-01-31".into(), &"2027-01-31".into()));
    assert_eq!((&ng["fiscal_year"], &ng["number"]), (&2026.into(), &3.into()));
    assert!(rows.iter().all(|row| row["root"].is_null() && row["society"] == "試験健康保険組合"));
}

#[test]
fn a_sheet_is_kept_whole_and_safe_for_a_spreadsheet() {
    let folder = two_quarters();
    let csv = folder.done(&["export", "--format", "csv"]);
    assert!(csv.starts_with("\u{feff}format,society,"));
    assert!(csv.contains("\"'=2人分の漏れ\n「\"\"名簿\"\"」, 台帳\""), "{csv}");
    let file = ["export", "--format", "csv", "--out", "out/answers.csv"];
    assert_snapshot!(folder.show(&file), @r"
    $ tenken export --format csv --out out/answers.csv
    書き出しました: out/answers.csv
    1組合、2期、6行。
    [0]
    ");
    let path = folder.path().join("out/answers.csv");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), csv);
    assert!(folder.done(&file).contains("同じ内容がすでにあります"));
    std::fs::write(&path, "別のもの").unwrap();
    assert_snapshot!(folder.show(&file), @r"
    $ tenken export --format csv --out out/answers.csv
    tenken: out/answers.csv はすでにあり、内容が違います。上書きはしません。
      次に: そのファイルを別の場所に移すか、--out で別のフォルダーを指定してください。tenken report なら --force で置き換えられます。
    [1]
    ");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "別のもの");
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no leftovers");
}

#[test]
fn several_societies_stand_in_one_output_and_each_row_names_its_own() {
    let (one, other) = (two_quarters(), Folder::sealed());
    let (a, b) = (one.path().display().to_string(), other.path().display().to_string());
    let text = one.done(&["export", "--root", &b, "--root", &a, "--root", &b]);
    let mut roots: Vec<String> =
        objects(&text).iter().map(|row| row["root"].as_str().unwrap().to_owned()).collect();
    roots.dedup();
    assert_eq!(roots, [b.clone(), a.clone()], "in the order given, none twice");
    let missing = one.outside().display().to_string();
    let run = one.run(&["export", "--root", &a, "--root", &missing]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.err);
    assert!(run.err.contains("準備されていません"), "{}", run.err);
}

#[test]
fn only_export_takes_several_folders_and_none_is_lost() {
    let folder = two_quarters();
    assert_snapshot!(folder.show(&["list", "--root", ".", "--root", "x"]), @r"
    $ tenken list --root . --root x
    tenken: --root は1回だけ指定できます。
      次に: 1つの組合のフォルダーを指定してください。いくつもの組合をまとめられるのは tenken export だけです。
    [2]
    ");
    assert_eq!(folder.run(&["--root", ".", "list", "--root=x"]).code, Some(2));
    assert_snapshot!(folder.show(&["--root", ".", "export", "--root", "x"]), @r"
    $ tenken --root . export --root x
    tenken: --root が export の前と後ろに分かれています。
      次に: tenken export --root 甲 --root 乙 のように、全て export の後ろに並べてください。
    [2]
    ");
    assert!(!folder.done(&["--root", ".", "export"]).is_empty());
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let folder = two_quarters();
    let rows = folder.done(&["export"]).lines().count();
    let entry = folder.path().join("reports/0001_FY2026-Q2_2026-09-18_report");
    let change = |name: &str, text: &str| {
        std::fs::remove_file(entry.join(name)).unwrap();
        std::fs::write(entry.join(name), text).unwrap();
    };
    let record = std::fs::read_to_string(entry.join("report.toml")).unwrap();
    change("report.toml", &record.replace("資料 ORG-01", "資料 ORG-0X"));
    let altered = folder.run(&["export"]);
    assert_eq!((altered.code, altered.out.lines().count()), (Some(3), rows));
    assert!(altered.err.contains("確定したときと違います"), "{}", altered.err);
    change("report.toml", "これは TOML ではない");
    let run = folder.run(&["export"]);
    assert!(!run.out.is_empty() && run.out.lines().all(|line| line.contains("FY2026-Q3")));
    let told = Run { out: String::new(), ..run };
    assert_snapshot!(folder.shown(&["export"], &told), @r"
    $ tenken export
    tenken: /society/reports/0001_FY2026-Q2_2026-09-18_report/report.toml が書き換えられたか、壊れています: 1行目5文字目: = が足りないか、余っています（この期の行はありません）
      次に: その組合のフォルダーで tenken verify を実行して、どこが違うかを確かめてください。ほかの期は書き出しました。
    注意: 読めない記録 1件、確定したときと違う記録 0件があります。書き出したものをそのまま信用しないでください。
    [3]
    ");
}

#[test]
fn a_folder_without_a_sealed_period_has_no_rows_and_says_so() {
    let folder = Folder::small();
    assert_snapshot!(folder.show(&["export"]), @r"
    $ tenken export
    注意: 確定した期がないため、書き出す行はありません。
    [0]
    ");
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_has_read_enough() {
    let folder = two_quarters();
    let mut command = folder.command();
    command.args(["export", "--format", "csv"]);
    // Enough that a pipe does not hold it.
    for number in 0..80 {
        let name = folder.outside().join(number.to_string());
        std::os::unix::fs::symlink(folder.path(), &name).unwrap();
        command.arg("--root").arg(name);
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 3];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(first, [0xef, 0xbb, 0xbf]);
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
