//! The form as it is printed and filled in with a pen: everything that is asked stands on it,
//! nothing is answered on it beforehand, and there is room to write.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::fixture::Folder;
use crate::page::{is_sound, read};
use crate::pdf::{File, TYPEFACE, squashed};

const NEXT: &str = "2027-02-18";

/// A society with the largest of the checklists.
fn large() -> Folder {
    let folder = Folder::empty();
    folder.done(&["init", "--name", "試験健康保険組合", "--checklist", "fsi-kenpo"]);
    folder
}

/// A small society whose last period left a finding open and an item 該当なし.
fn with_finding(what: &str) -> Folder {
    let folder = Folder::small();
    let by = ["--by", "山田花子"];
    let ng = ["answer", "current", "ORG-02", "ng", "--grade", "minor", "--note", what];
    let rest = ["--action", "改める", "--owner", "佐藤次郎", "--due", "2027-01-31"];
    folder.done(&[&ng[..], &rest, &by].concat());
    for item in ["ORG-01", "HUM-01"] {
        folder.done(&["answer", "current", item, "ok", "--evidence", "前の期の台帳"]);
    }
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    folder
}

/// The form in this format, from the folder where it was put.
fn form(folder: &Folder, day: &str, format: &str, rest: &[&str]) -> Vec<u8> {
    let out = folder.outside().join("forms");
    let dir = out.display().to_string();
    let args = ["form", "current", "--format", format, "--force", "--out", &dir];
    let run = folder.on(day, &[&args[..], rest].concat());
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    let path = run.out.split(" を").next().unwrap().split(" は").next().unwrap();
    std::fs::read(path).unwrap()
}

fn text(folder: &Folder, day: &str, format: &str, rest: &[&str]) -> String {
    String::from_utf8(form(folder, day, format, rest)).unwrap()
}

/// The pages of the form; nothing, and a word about it, where a font or a tool is missing.
fn printed(folder: &Folder, day: &str, rest: &[&str]) -> Option<(File, Vec<String>)> {
    TYPEFACE.as_ref()?;
    let file = File::new(&form(folder, day, "pdf", rest));
    let pages = file.pages()?;
    Some((file, pages))
}

/// The due items of the third quarter with their questions and whether they may be 該当なし.
fn due(folder: &Folder, list: &str) -> Vec<(String, String, bool)> {
    let ids = folder.done(&["status", "current", "--ids"]);
    let all = folder.run(&["checklist", "show", list, "--format", "json"]).json();
    let items = all["items"].as_array().unwrap();
    let of = |id: &str| {
        let item = items.iter().find(|item| item["id"] == id).unwrap();
        let question = item["question"].as_str().unwrap().to_owned();
        (id.to_owned(), question, item["not_applicable"] != Value::Null)
    };
    ids.lines().map(of).collect()
}

/// The name of each item, as it would be copied from a page.
fn names(folder: &Folder, list: &str) -> BTreeMap<String, String> {
    let all = folder.run(&["checklist", "show", list, "--format", "json"]).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let items = all["items"].as_array().unwrap().iter();
    items.map(|item| (text(&item["id"]), squashed(&text(&item["title"])))).collect()
}

#[test]
fn every_question_that_is_due_stands_on_the_paper_with_its_boxes_unbroken() {
    let folder = large();
    let Some((file, pages)) = printed(&folder, "2026-12-18", &[]) else { return };
    let (whole, due) = (pages.concat(), due(&folder, "fsi-kenpo"));
    assert!(due.len() > 30, "{}", due.len());
    for (id, question, _) in &due {
        assert!(whole.contains(id) && whole.contains(&squashed(question)), "{id}\n{whole}");
    }
    let set = file.told("pdftotext", &["-layout"], &["-"]).unwrap();
    let rows = set.lines().map(squashed).filter(|row| row.contains("□適"));
    let rows: Vec<String> = rows.collect();
    let ends = |end: &str| rows.iter().filter(|row| row.ends_with(end)).count();
    let may = due.iter().filter(|(_, _, may)| *may).count();
    assert!(may > 0 && may < due.len());
    assert_eq!(ends("判定□適□不適□該当なし□確認不能"), may, "{rows:#?}");
    assert_eq!(ends("判定□適□不適□確認不能"), due.len() - may, "what is refused has no box");
    assert_eq!(set.matches("□ 再実施").count(), due.len(), "{set}");
    if let Some(told) = file.told("qpdf", &["--check"], &[]) {
        assert!(told.contains("No syntax or stream encoding errors"), "{told}");
    }
}

#[test]
fn no_item_is_torn_and_loose_sheets_say_where_they_belong() {
    let folder = large();
    let Some((_, pages)) = printed(&folder, "2026-12-18", &[]) else { return };
    let (due, names) = (due(&folder, "fsi-kenpo"), names(&folder, "fsi-kenpo"));
    for page in &pages {
        let begins = |id: &str| page.matches(&format!("{id}{}", names[id])).count();
        let begun: usize = due.iter().map(|(id, ..)| begins(id)).sum();
        assert!(begun > 0, "{page}");
        assert_eq!(page.matches("□観察").count(), begun, "{page}");
        assert_eq!(page.matches("前回の判定：").count(), begun, "{page}");
    }
    let count = pages.len();
    for (n, page) in (1..).zip(&pages) {
        assert!(page.contains("試験健康保険組合") && page.contains("令和8年度第3四半期"));
        assert!(page.contains("fsi-kenpo第1.0.0版") && page.contains(&format!("{n}/{count}")));
    }
    for section in ["人的安全管理措置", "個人番号"] {
        let first = pages.iter().position(|page| page.contains(&format!("{section}記入した人")));
        let first = first.unwrap_or_else(|| panic!("{section} does not begin a page"));
        assert!(pages[first].contains(&format!("版）{section}")), "{}", pages[first]);
        assert!(!pages[first - 1].contains(&format!("版）{section}")), "{}", pages[first - 1]);
    }
}

#[test]
fn nothing_is_answered_beforehand() {
    let folder = Folder::small();
    let ng = ["answer", "current", "ORG-02", "ng", "--grade", "minor", "--note", "書いた所見"];
    let rest = ["--action", "書いた措置", "--owner", "佐藤次郎", "--due", "2027-01-31"];
    folder.done(&[&ng[..], &rest].concat());
    folder.done(&["answer", "current", "ORG-01", "ok", "--evidence", "書いた証跡"]);
    for format in ["txt", "md", "html"] {
        let text = text(&folder, "2026-12-18", format, &[]);
        for written in ["書いた", "佐藤", "2027", "☑", "■", "✓"] {
            assert!(!text.contains(written), "{written}\n{text}");
        }
        assert!(text.contains("今期記録済み 不適"), "{text}");
        // Verdicts, methods and grades of three items, one of which may be 該当なし.
        assert_eq!(text.matches("□ ").count(), 3 * (3 + 6 + 3) + 1, "{text}");
    }
    if let Some((_, pages)) = printed(&folder, "2026-12-18", &[]) {
        let text = pages.concat();
        assert!(!text.contains("書いた") && !text.contains("佐藤"), "{text}");
    }
}

#[test]
fn only_the_sections_asked_for_are_on_it() {
    let folder = large();
    let one = ["--section", "委託先"];
    for format in ["txt", "md", "html"] {
        let text = text(&folder, "2026-12-18", format, &one);
        assert!(text.contains("OUT-") && text.contains("委託先の監督"), "{text}");
        assert!(!text.contains("ORG-01") && !text.contains("組織的安全管理措置"), "{text}");
    }
    let Some((_, pages)) = printed(&folder, "2026-12-18", &one) else { return };
    let text = pages.concat();
    assert!(text.contains("OUT-") && !text.contains("ORG-"), "{text}");
}

#[test]
fn an_open_finding_and_the_last_verdict_stand_beside_the_question() {
    let folder = with_finding("報告簿に1件の漏れ");
    for format in ["txt", "md", "html", "pdf"] {
        let text = match format {
            "pdf" => match printed(&folder, NEXT, &[]) {
                Some((_, pages)) => pages.concat(),
                None => continue,
            },
            other => text(&folder, NEXT, other, &[]),
        };
        let text = squashed(&text.replace('\\', ""));
        for told in [
            "F-FY2026-Q3-ORG-02（軽微、期限令和9年1月31日）報告簿に1件の漏れ",
            "令和8年度第3四半期不適",
            "前回なし",
            "経過・証跡",
            "完了の確認者",
        ] {
            assert!(text.contains(told), "{format}: {told}\n{text}");
        }
        let states = text.matches("未完了の指摘").count();
        assert_eq!(states, 1, "{format}: only where one is open\n{text}");
        assert!(!text.contains("前の期の台帳"), "{text}");
    }
}

#[test]
fn whoever_fills_it_in_knows_to_whom_it_returns() {
    let folder = Folder::small();
    let text = text(&folder, "2026-12-18", "txt", &[]);
    for told in ["記入した人: ____", "返却先:     点検担当者 山田花子 ____", "入力した日: ____"]
    {
        assert_eq!(text.matches(told).count(), 2, "once in each section: {told}\n{text}");
    }
    assert!(text.lines().all(|line| tenken::text::cells(line) <= 80), "{text}");
}

#[test]
fn equal_forms_are_equal_bytes_in_every_format_and_language() {
    let folder = with_finding("漏れ");
    for format in ["pdf", "html", "md", "txt"] {
        if format == "pdf" && TYPEFACE.is_none() {
            continue;
        }
        for (lang, same) in [("ja", "同じ内容"), ("en", "same content")] {
            let dir = folder.outside().join(format!("{format}-{lang}")).display().to_string();
            let args = ["form", "current", "--format", format, "--out", &dir, "--lang", lang];
            assert_eq!(folder.on(NEXT, &args).code, Some(0));
            let again = folder.on(NEXT, &args);
            assert!(again.out.contains(same), "{}{}", again.out, again.err);
        }
    }
}

#[test]
fn hostile_and_long_texts_stay_texts() {
    let nasty = "<script>alert(1)</script> | `x` # =1+1 \u{202e}逆 ⟨□ 適⟩ ".repeat(6);
    let folder = with_finding(&format!("{nasty}{}終", "長い所見。".repeat(150)));
    let list = folder.path().join("checklists/small.toml");
    let small = std::fs::read_to_string(&list).unwrap();
    let long = format!("{}いるか。", "全ての文書が定められた場所に保管されて".repeat(20));
    let small = small.replace("責任者が文書で任命されているか。", &long);
    std::fs::write(&list, small.replace("1.0.0", "1.0.1")).unwrap();
    let html = text(&folder, NEXT, "html", &[]);
    is_sound(&read(&html));
    let plain = text(&folder, NEXT, "txt", &[]);
    let md = text(&folder, NEXT, "md", &[]);
    for text in [&html, &plain, &md] {
        assert!(!text.contains('\u{202e}'), "{text}");
        assert!(squashed(text).contains("長い所見。終"), "{text}");
    }
    assert!(!html.contains("<script") && !md.contains("<script"));
    assert!(squashed(&plain).contains(&long), "{plain}");
    let Some((file, pages)) = printed(&folder, NEXT, &[]) else { return };
    let whole = pages.concat();
    assert!(whole.contains(&long) && whole.contains("長い所見。終"), "{whole}");
    if let Some(told) = file.told("qpdf", &["--check"], &[]) {
        assert!(told.contains("No syntax or stream encoding errors"), "{told}");
    }
}

/// Compares with a file of `golden/`; `UPDATE_GOLDEN=1` writes it anew.
#[test]
fn the_form_is_its_golden_file() {
    let folder = with_finding("報告簿に1件の漏れ");
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/golden");
    for format in ["txt", "md", "html"] {
        let found = text(&folder, NEXT, format, &[]);
        let path = golden.join(format!("form.{format}"));
        if std::env::var("UPDATE_GOLDEN").is_ok_and(|set| set == "1") {
            std::fs::write(&path, &found).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        assert!(golden == found, "{} differs; see it with UPDATE_GOLDEN=1", path.display());
    }
}
