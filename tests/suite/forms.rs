//! The form for people away from the terminal: it goes out, is filled in by whatever program, and
//! comes back as answers, all of it or nothing.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tenken::store::grid::{self, GridError, Place, Value};

use crate::fixture::Folder;
use crate::workbook::python;

const FORM: &str = "reports/exports/FY2026-Q3_form.xlsx";
/// The columns of the form, in their order.
const COLUMNS: [&str; 15] = [
    "item", "question", "how", "last", "finding", "verdict", "evidence", "note", "reason",
    "methods", "grade", "cause", "action", "owner", "due",
];

/// Sheets with their cells.
type Sheets = Vec<(String, Vec<Vec<Data>>)>;

fn column(name: &str) -> usize {
    COLUMNS.iter().position(|column| *column == name).unwrap()
}

fn read(file: &Path) -> Sheets {
    let bytes = std::fs::read(file).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).unwrap();
        assert_eq!(range.start(), Some((0, 0)));
        (name, range.rows().map(<[Data]>::to_vec).collect())
    };
    names.into_iter().map(sheet).collect()
}

/// The cell of an item, for writing into it.
fn cell<'a>(sheets: &'a mut Sheets, item: &str, name: &str) -> &'a mut Data {
    let rows = sheets.iter_mut().flat_map(|(_, rows)| rows);
    let mut rows = rows.filter(|row| row[0] == Data::String(item.into()));
    let row = rows.next().unwrap();
    row.resize(COLUMNS.len(), Data::Empty);
    &mut row[column(name)]
}

fn fill(sheets: &mut Sheets, item: &str, boxes: &[(&str, &str)]) {
    for (name, text) in boxes {
        *cell(sheets, item, name) = Data::String((*text).into());
    }
}

/// Saved anew by another program than wrote it.
fn save(sheets: &Sheets, file: &Path) {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy/mm/dd");
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Data::Empty => {}
                    Data::Float(number) => {
                        sheet.write_number(row, column, *number).unwrap();
                    }
                    Data::DateTimeIso(day) => {
                        let day = ExcelDateTime::parse_from_str(day).unwrap();
                        sheet.write_datetime_with_format(row, column, &day, &date).unwrap();
                    }
                    other => {
                        sheet.write_string(row, column, other.to_string()).unwrap();
                    }
                }
            }
        }
    }
    book.save(file).unwrap();
}

/// Every file of a society, whatever is in it.
fn standing(folder: &Folder) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut dirs) = (BTreeMap::new(), vec![folder.path()]);
    while let Some(dir) = dirs.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                dirs.push(path);
            } else {
                found.insert(path.clone(), std::fs::read(path).unwrap());
            }
        }
    }
    found
}

/// A small society, its form for the third quarter, and what stands on it.
fn formed() -> (Folder, Sheets) {
    let folder = Folder::small();
    let made = folder.done(&["form", "current"]);
    assert!(made.contains("3項目"), "{made}");
    let sheets = read(&folder.path().join(FORM));
    (folder, sheets)
}

const FAULT: [(&str, &str); 6] = [
    ("verdict", "×"),
    ("note", "報告簿に1件の漏れ"),
    ("grade", "ｹｲﾋﾞ"),
    ("action", "=改める"),
    ("owner", "佐藤次郎"),
    ("due", "令和9年1月31日"),
];

fn journal(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path().join("reports/drafts/FY2026-Q3/journal.toml")).unwrap()
}

#[test]
fn a_form_goes_out_is_filled_in_and_comes_back_as_answers() {
    let (folder, mut sheets) = formed();
    assert!(!folder.path().join("reports/drafts/FY2026-Q3").exists(), "a form starts nothing");
    fill(
        &mut sheets,
        "ORG-01",
        &[("verdict", "ﾃｷ"), ("evidence", "任命書\n名簿"), ("methods", "閲覧、質問")],
    );
    fill(&mut sheets, "ORG-02", &FAULT);
    *cell(&mut sheets, "ORG-02", "due") = Data::DateTimeIso("2027-01-31".into());
    let file = folder.outside().join("総務課 記入済.xlsx");
    save(&sheets, &file);
    let name = file.display().to_string();
    let before = standing(&folder);
    let tried = folder.done(&["import", &name, "--by", "佐藤次郎", "--dry-run"]);
    assert!(tried.contains("記録できる") && tried.contains("何も記録していません"), "{tried}");
    assert_eq!(standing(&folder), before, "a dry run writes nothing");
    let done = folder.done(&["import", &name, "--by", "佐藤次郎"]);
    assert!(done.contains("記録 2、変更なし 0、未記入 1、不可 0"), "{done}");
    let journal = journal(&folder);
    assert_eq!(journal.matches("file = \"総務課 記入済.xlsx\"").count(), 1, "{journal}");
    let digest = Command::new("sha256sum").arg(&file).output().unwrap().stdout;
    let digest = String::from_utf8(digest).unwrap();
    let told = format!("file_sha256 = \"{}\"", digest.split(' ').next().unwrap());
    assert_eq!(journal.matches(&told).count(), 1, "{told}\n{journal}");
    assert!(journal.contains("by = \"佐藤次郎\"") && journal.contains("due = \"2027-01-31\""));
    assert!(journal.contains("action = \"=改める\""), "what looks like a formula stays a text");
    let status = folder.run(&["status", "current", "--format", "json"]).json();
    assert_eq!(status["tally"]["ok"], 1, "{status}");
    assert_eq!(status["tally"]["ng"], 1, "{status}");
    let again = folder.done(&["import", &name, "--by", "佐藤次郎"]);
    assert!(again.contains("記録 0、変更なし 2、未記入 1、不可 0"), "{again}");
    folder.done(&["answer", "current", "HUM-01", "ok", "--evidence", "台帳", "--by", "山田花子"]);
    let people = std::fs::read_to_string(folder.path().join("tenken.toml")).unwrap();
    let people = people.replace("inspector = \"\"", "inspector = \"山田花子\"");
    std::fs::write(folder.path().join("tenken.toml"), people).unwrap();
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    assert!(folder.done(&["verify"]).contains("異常は"), "the journal is sealed with it");
}

#[test]
fn a_form_says_what_was_said_before_and_what_is_open() {
    let (folder, mut sheets) = formed();
    fill(&mut sheets, "ORG-02", &FAULT);
    fill(&mut sheets, "ORG-01", &[("verdict", "適"), ("evidence", "任命書")]);
    fill(&mut sheets, "HUM-01", &[("verdict", "○"), ("evidence", "台帳")]);
    let file = folder.outside().join("form.xlsx");
    save(&sheets, &file);
    folder.done(&["import", &file.display().to_string(), "--by", "佐藤次郎"]);
    let people = std::fs::read_to_string(folder.path().join("tenken.toml")).unwrap();
    let people = people.replace("inspector = \"\"", "inspector = \"山田花子\"");
    std::fs::write(folder.path().join("tenken.toml"), people).unwrap();
    folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
    let printed = folder.on("2027-02-18", &["form", "current", "--format", "txt", "--out", "-"]);
    for told in
        ["令和8年度第3四半期 不適", "F-FY2026-Q3-ORG-02", "報告簿に1件の漏れ", "□ 適", "確認の仕方"]
    {
        assert!(printed.out.contains(told), "{told}\n{}{}", printed.out, printed.err);
    }
    let one = ["form", "current", "--format", "md", "--section", "人的", "--out", "-"];
    let printed = folder.on("2027-02-18", &one).out;
    assert!(printed.contains("HUM-01") && !printed.contains("ORG-01"), "{printed}");
}

/// CSV with these columns, whose rows are refused in these cells for these reasons.
fn refused(csv: &str, told: &[(&str, &str)]) {
    let folder = Folder::small();
    let file = folder.outside().join("記入.csv");
    std::fs::write(&file, csv).unwrap();
    let before = standing(&folder);
    let name = file.display().to_string();
    let run = folder.run(&["import", &name, "--period", "current", "--by", "佐藤次郎"]);
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    for (cell, why) in told {
        let line = run.out.lines().find(|line| line.trim_start().starts_with(&format!("{cell}　")));
        let line = line.unwrap_or_else(|| panic!("{cell}\n{}{}", run.out, run.err));
        assert!(line.contains(why), "{why}\n{line}");
    }
    assert!(run.err.contains("何も記録していません"), "{}", run.err);
    assert_eq!(standing(&folder), before, "nothing is written");
}

#[test]
fn each_refusal_names_its_cell_and_writes_nothing_of_the_other_rows() {
    let good = "ORG-01,適,任命書,,,,,,";
    let head = "item,verdict,evidence,note,reason,grade,action,owner,due";
    let with = |row: &str| format!("{head}\n{good}\n{row}\n");
    refused(&with("ORG-02,△,x,,,,,,"), &[("B3", "「△」は判定として読めません")]);
    refused(&with("ORG-02,,x,,,,,,"), &[("B3", "判定がありません")]);
    refused(&with("ORG-02,適,,,,,,,"), &[("C3", "証跡")]);
    refused(&with("ORG-02,不適,,漏れ,,中,直す,佐藤,2027-01-31"), &[("F3", "「中」は程度として")]);
    refused(&with("ORG-02,不適,,漏れ,,軽微,直す,佐藤,来月末"), &[("I3", "「来月末」は日付として")]);
    refused(&with("ORG-02,不適,,漏れ,,軽微,直す,佐藤,2027-02-30"), &[("I3", "日付として")]);
    refused(&with("ORG-02,不適,,漏れ,,,直す,佐藤,2027-01-31"), &[("F3", "程度")]);
    refused(&with("ORG-01,適,名簿,,,,,,"), &[("A3", "A2")]);
    refused(&with("ORG-1!,適,名簿,,,,,,"), &[("A3", "項目の番号ではありません")]);
    refused(&with("ORG-99,適,名簿,,,,,,"), &[("A3", "ORG-99")]);
    refused(&with("ORG-03,適,議事録,,,,,,"), &[("A3", "ORG-03")]);
    refused(&with(",適,名簿,,,,,,"), &[("A3", "項目の番号がありません")]);
    refused(&with("HUM-01,該当なし,,,0件,,,,"), &[("B3", "HUM-01")]);
    refused(&with("ORG-02,該当なし,,,,,,,"), &[("E3", "理由")]);
    let both = with("ORG-02,はい,,,,中,,,いつか\nHUM-01,x,,,,,,,");
    refused(&both, &[("B3", "はい"), ("F3", "中"), ("I3", "いつか")]);
    let asked = "item,question,verdict,evidence\nORG-01,別の設問か。,適,任命書\n";
    refused(asked, &[("B2", "設問が点検表と違います")]);
    refused("item,verdict,methods,evidence\nORG-01,適,電話,x\n", &[("C2", "「電話」は方法として")]);
}

/// Runs an import that is refused as a whole and returns what is said of it.
fn not_taken(folder: &Folder, file: &Path, rest: &[&str]) -> String {
    let before = standing(folder);
    let name = file.display().to_string();
    let run = folder.run(&[&["import", &name, "--by", "佐藤次郎"], rest].concat());
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert_eq!((standing(folder), run.out.as_str()), (before, ""), "nothing is written");
    run.err
}

#[test]
fn a_form_of_another_period_or_checklist_is_not_taken() {
    let (folder, sheets) = formed();
    let file = folder.outside().join("form.xlsx");
    let altered = |row: usize, column: usize, text: &str| {
        let mut sheets = sheets.clone();
        sheets[1].1[row][column] = Data::String(text.into());
        save(&sheets, &file);
    };
    altered(1, 2, "FY2026-Q2");
    assert!(not_taken(&folder, &file, &[]).contains("人的安全管理措置!C2"));
    save(&sheets, &file);
    let told = not_taken(&folder, &file, &["--period", "FY2026-Q2"]);
    assert!(told.contains("令和8年度第3四半期") && told.contains("第2四半期"), "{told}");
    altered(1, 5, &"0f".repeat(32));
    assert!(not_taken(&folder, &file, &[]).contains("人的安全管理措置!D2"));
    altered(1, 1, "2");
    assert!(not_taken(&folder, &file, &[]).contains("新しい形の用紙（2）"));
    altered(1, 2, "来期");
    assert!(not_taken(&folder, &file, &[]).contains("期として読めません"));
    altered(3, 5, "note");
    assert!(not_taken(&folder, &file, &[]).contains("H4"), "the second of two columns");
    altered(3, 0, "x");
    save(&sheets[..0].to_vec(), &file);
    assert!(not_taken(&folder, &file, &[]).contains("記入用紙の表がありません"));
    let list = folder.path().join("checklists/small.toml");
    let text = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, text.replace("任命書を閲覧する。", "任命書を見る。")).unwrap();
    save(&sheets, &file);
    assert!(not_taken(&folder, &file, &[]).contains("点検表 small 1.0.0"));
}

#[test]
fn what_is_no_table_is_told_in_words() {
    let (folder, _) = formed();
    let file = folder.outside().join("x.xlsx");
    let form = std::fs::read(folder.path().join(FORM)).unwrap();
    for (bytes, told) in [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "古い形式（.xls）"),
        (form[..form.len() / 2].to_vec(), "壊れているか、途中で切れています"),
        (b"\x93\xfa\x96\x7b".to_vec(), "UTF-8 の CSV でもありません"),
        (b"item,verdict\n\"ORG-01,ok".to_vec(), "引用符"),
        (b"a,b\n1,2\n".to_vec(), "記入用紙の表がありません"),
        (b"item,verdict\nORG-01,ok\n".to_vec(), "どの期の用紙か"),
        (vec![b','; 9 << 20], "x.xlsx"),
    ] {
        std::fs::write(&file, bytes).unwrap();
        assert!(not_taken(&folder, &file, &[]).contains(told), "{told}");
    }
    not_taken(&folder, &folder.outside().join("none.xlsx"), &[]);
    not_taken(&folder, folder.outside(), &[]);
}

#[test]
fn what_looks_like_personal_data_is_taken_only_with_leave() {
    let folder = Folder::small();
    let file = folder.outside().join("a.csv");
    std::fs::write(&file, "item,verdict,evidence,note\nORG-01,ok,任命書,電話 03-1234-5678\n")
        .unwrap();
    let told = not_taken(&folder, &file, &["--period", "current"]);
    assert!(told.contains("所見") && !told.contains("1234-5678"), "{told}");
    let name = file.display().to_string();
    let args = ["import", &name, "--period", "current", "--by", "佐藤", "--allow-personal-data"];
    assert!(folder.done(&args).contains("記録 1"));
}

#[test]
fn a_box_left_empty_leaves_what_was_recorded() {
    let folder = Folder::small();
    let by = ["--by", "山田花子"];
    let first = ["answer", "current", "ORG-01", "ok", "--evidence", "任命書", "--note", "前の所見"];
    folder.done(&[&first[..], &by].concat());
    let file = folder.outside().join("a.csv");
    std::fs::write(&file, "\u{feff}item,evidence,note\r\nORG-01,,\"足した\n所見\"\r\n").unwrap();
    let name = file.display().to_string();
    let args = ["import", &name, "--period", "current", "--format", "json"];
    let run = folder.run(&[&args[..], &by].concat());
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    assert_eq!(run.json()["rows"][0]["state"], "taken");
    let journal = journal(&folder);
    let last = journal.rsplit("[[event]]").next().unwrap();
    assert!(last.contains("note = \"足した\\n所見\"") && last.contains("任命書"), "{last}");
}

#[test]
fn a_file_with_other_content_is_replaced_only_when_forced() {
    let (folder, _) = formed();
    let same = folder.done(&["form", "current"]);
    assert!(same.contains("同じ内容"), "equal forms are equal bytes: {same}");
    let file = folder.path().join(FORM);
    std::fs::write(&file, "記入された用紙").unwrap();
    let run = folder.run(&["form", "current"]);
    assert_eq!((run.code, std::fs::read(&file).unwrap()), (Some(1), "記入された用紙".into()));
    assert!(run.err.contains("--force"), "{}", run.err);
    assert!(folder.done(&["form", "current", "--force"]).contains("置き換えました"));
    let run = folder.run(&["form", "current", "--section", "総務"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("組織的安全管理措置、人的安全管理措置"), "{}", run.err);
    let run = folder.run(&["form", "current", "--out", "-"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    let other = folder.done(&["form", "current", "--section", "human", "--lang", "en"]);
    assert!(other.contains("FY2026-Q3_form_human.xlsx"), "{other}");
}

/// One part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn questions_are_locked_boxes_are_open_and_choices_are_lists() {
    let (folder, _) = formed();
    let bytes = std::fs::read(folder.path().join(FORM)).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\""), "{sheet}");
    for list in ["適,不適,該当なし,確認不能", "重大,軽微,観察", "閲覧,照合,実地,質問,抜取り,再実施"]
    {
        assert!(sheet.contains(&format!("\"{list}\"")), "{list}");
    }
    assert!(sheet.contains("type=\"date\"") && sheet.contains("hidden=\"1\""));
    let Some(out) = python("forms.py", &[&folder.path().join(FORM)]) else { return };
    assert!(out.contains("open 30 of 45"), "{out}");
}

/// A workbook as small as one can be, with strings in their cells and a date as a number.
fn inline(serial: u32, epoch: &str) -> Vec<u8> {
    let text = |cell: &str, text: &str| {
        format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
    };
    let head: String = ["item", "verdict", "note", "grade", "action", "owner"]
        .iter()
        .zip(["A1", "B1", "C1", "D1", "E1", "F1"])
        .map(|(name, cell)| text(cell, name))
        .collect();
    let row: String = ["ORG-02", "不適", "漏れ", "軽微", "直す", "佐藤"]
        .iter()
        .zip(["A2", "B2", "C2", "D2", "E2", "F2"])
        .map(|(name, cell)| text(cell, name))
        .collect();
    let due = text("G1", "due");
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetData><row r=\"1\">{head}{due}</row>\
         <row r=\"2\">{row}<c r=\"G2\" s=\"1\"><v>{serial}</v></c></row></sheetData></worksheet>"
    );
    package(&sheet, epoch)
}

fn package(sheet: &str, epoch: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let rels = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .into(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{rels}\"><Relationship Id=\"r1\" \
                 Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><workbookPr {epoch}/><sheets>\
                 <sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{rels}\"><Relationship Id=\"r1\" \
                 Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"r2\" Type=\"{office}/styles\" Target=\"styles.xml\"/>\
                 </Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/>\
                 <xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn dates_counted_from_1900_or_1904_and_strings_in_cells_are_read() {
    for (serial, epoch) in [(46_418, ""), (44_956, "date1904=\"1\"")] {
        let folder = Folder::small();
        let file = folder.outside().join("inline.xlsx");
        std::fs::write(&file, inline(serial, epoch)).unwrap();
        let name = file.display().to_string();
        let done = folder.done(&["import", &name, "--period", "current", "--by", "佐藤"]);
        assert!(done.contains("記録 1"), "{done}");
        assert!(journal(&folder).contains("due = \"2027-01-31\""), "{}", journal(&folder));
    }
    let plain = inline(46_418, "");
    let sheet = part(&plain, "xl/worksheets/sheet1.xml").replace(" s=\"1\"", "");
    let folder = Folder::small();
    let file = folder.outside().join("number.xlsx");
    std::fs::write(&file, package(&sheet, "")).unwrap();
    let name = file.display().to_string();
    let run = folder.run(&["import", &name, "--period", "current", "--by", "佐藤"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("S!G2　「46418」は数で"), "{}", run.out);
}

#[test]
fn openpyxl_and_libreoffice_save_forms_that_come_back() {
    let (folder, _) = formed();
    let filled = folder.outside().join("openpyxl.xlsx");
    let form = folder.path().join(FORM);
    let Some(_) = python("forms_fill.py", &[&form, &filled]) else { return };
    let mut files: Vec<PathBuf> = vec![filled.clone()];
    let dir = folder.outside().join("lo");
    let profile = format!("-env:UserInstallation=file://{}", folder.outside().join("p").display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&dir)
        .arg(&filled)
        .output();
    match run {
        Ok(output) if output.status.success() => files.push(dir.join("openpyxl.xlsx")),
        _ => println!("skipped: LibreOffice is not here"),
    }
    for file in files {
        let folder = Folder::small();
        let name = file.display().to_string();
        let done = folder.done(&["import", &name, "--by", "佐藤次郎"]);
        assert!(done.contains("記録 2、変更なし 0、未記入 1、不可 0"), "{done}");
        let journal = journal(&folder);
        assert!(
            journal.contains("due = \"2027-01-31\"") && journal.contains("\"名簿\""),
            "{journal}"
        );
    }
}

#[test]
fn what_unpacks_to_too_much_is_refused_before_it_is_read() {
    let bomb = package(&" ".repeat(65 << 20), "");
    assert!(bomb.len() < 1 << 20);
    assert_eq!(grid::read(&bomb), Err(GridError::TooLarge));
    let cell = "<c r=\"A1\"><v>1</v></c>".repeat(200_001);
    let many = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetData><row r=\"1\">{cell}</row></sheetData></worksheet>"
    );
    assert_eq!(grid::read(&package(&many, "")), Err(GridError::TooManyCells));
    let far = many.replace(&cell, "<c r=\"A1\"><v>1</v></c><c r=\"XFD1048576\"><v>2</v></c>");
    let grids = grid::read(&package(&far, "")).unwrap();
    let place = Place { row: 1_048_575, column: 16_383 };
    assert_eq!(grids[0].get(place), Some(&Value::Number(2.0)), "two cells take no room between");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_the_reader_panic(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        packed in any::<bool>(),
    ) {
        let mut sheet = part(&inline(46_418, ""), "xl/worksheets/sheet1.xml").into_bytes();
        if packed {
            let mut bytes = inline(46_418, "");
            for (at, byte) in &cuts {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            let _ = grid::read(&bytes);
        } else {
            for (at, byte) in &cuts {
                let at = at.index(sheet.len());
                sheet[at] = *byte;
            }
            let _ = grid::read(&package(&String::from_utf8_lossy(&sheet), ""));
            let _ = grid::read(&sheet);
        }
    }
}
