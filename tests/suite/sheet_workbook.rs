//! Workbooks of a comparison, of a trend and of any other sheet: every text of the sheet stands in
//! them as a text, and they are ready for paper.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use tenken::domain::comparison::{self, Earlier};
use tenken::report::Sheet;
use tenken::report::comparison_sheet::{self, Telling};
use tenken::report::sheet::{Block, Piece, Plot, Title};
use tenken::report::trend_sheet::{self, Scope};
use tenken::report::workbook::sheet_workbook;
use tenken::text::visible;
use tenken::words::{ComparisonWords, Lang, Terms, TrendWords, WorkbookWords};

use crate::sample_sheet::sheet;
use crate::scenes_trend::{changes, quarters, trend};
use crate::workbook::python;

fn compared(lang: Lang) -> Sheet {
    let records = quarters(&changes());
    let comparison = comparison::compare(&records[6], &records[7], &Earlier::default()).unwrap();
    let (words, terms) = (ComparisonWords::load(lang).unwrap(), Terms::load(lang).unwrap());
    let telling = Telling { words: &words, terms: &terms };
    comparison_sheet::compose(&comparison, &["TEC-01".to_owned()], telling)
}

fn trended(lang: Lang) -> Sheet {
    let trend = trend();
    let scope = Scope { periods: trend.columns.len(), sections: &[] };
    let (words, terms) = (TrendWords::load(lang).unwrap(), Terms::load(lang).unwrap());
    trend_sheet::compose(&trend, scope, &words, &terms)
}

fn bytes(sheet: &Sheet) -> Vec<u8> {
    let (words, terms) =
        (WorkbookWords::load(sheet.lang).unwrap(), Terms::load(sheet.lang).unwrap());
    let day = "2026-12-18".parse().unwrap();
    sheet_workbook(sheet, "試験健康保険組合", day, &words, &terms).unwrap()
}

/// The name of the one sheet and its cells; none of them is a formula.
fn read(bytes: &[u8]) -> (String, Vec<Vec<Data>>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let [name] = book.sheet_names().try_into().unwrap();
    assert!(book.worksheet_formula(&name).unwrap().is_empty(), "a formula");
    let range = book.worksheet_range(&name).unwrap();
    (name, range.rows().map(<[Data]>::to_vec).collect())
}

fn of_pieces<'a>(pieces: impl IntoIterator<Item = &'a Piece>) -> Vec<&'a str> {
    let texts = |piece: &'a Piece| std::iter::once(&piece.label).chain(&piece.texts);
    pieces.into_iter().flat_map(texts).map(String::as_str).collect()
}

/// Every text of a sheet that is not a place for a pen, and what its drawings show.
fn texts(sheet: &Sheet) -> Vec<&str> {
    let mut all = Vec::new();
    for block in &sheet.blocks {
        match block {
            Block::Title(Title { heading, addressee, lines }) => {
                all.extend([heading, addressee].into_iter().chain(lines).map(String::as_str));
            }
            Block::Heading { text, .. } | Block::Paragraph(text) => all.push(text.as_str()),
            Block::Cautions { label, texts } => {
                all.extend(std::iter::once(label).chain(texts).map(String::as_str));
            }
            Block::Facts(pieces) => all.extend(of_pieces(pieces)),
            Block::Table(table) => {
                all.extend(table.columns.iter().map(|column| column.header.as_str()));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                all.extend(cells.flat_map(|cell| of_pieces(&cell.pieces)));
            }
            Block::Commands(texts) => all.extend(texts.iter().map(String::as_str)),
            Block::Ask(ask) => {
                all.push(&ask.name);
                all.extend(of_pieces(std::iter::once(&ask.before).chain(&ask.told)));
                all.extend(of_pieces(ask.groups.iter().flat_map(|group| &group.told)));
            }
            // Only for a pen, or a drawing; see `numbers`.
            Block::Signatures(_)
            | Block::Chart(_)
            | Block::Code { .. }
            | Block::Space { .. }
            | Block::Slots(_)
            | Block::PageBreak => {}
        }
    }
    all
}

/// The shares that the drawings of a sheet show, as its tables tell them.
fn numbers(sheet: &Sheet) -> Vec<String> {
    let plots = sheet.blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some(&chart.plot),
        _ => None,
    });
    let series = plots.filter_map(|plot| match plot {
        Plot::Shares { series, .. } => Some(series),
        _ => None,
    });
    let values = series.flatten().flat_map(|one| one.values.iter().flatten());
    values.map(|share| format!("{}/{}", share.part, share.of)).collect()
}

/// Every text of the sheet stands in a cell, and no number became another one.
fn nothing_is_lost(sheet: &Sheet) {
    let (_, rows) = read(&bytes(sheet));
    let cells: BTreeSet<String> = rows.iter().flatten().map(Data::to_string).collect();
    let all: Vec<&String> = cells.iter().collect();
    for text in texts(sheet) {
        let shown = visible(text);
        assert!(all.iter().any(|cell| cell.contains(&*shown)), "{text:?} is lost");
    }
}

#[test]
fn every_text_and_number_of_a_comparison_and_a_trend_stands_in_their_workbooks() {
    for lang in Lang::ALL {
        for sheet in [compared(lang), trended(lang)] {
            assert!(texts(&sheet).len() > 100);
            nothing_is_lost(&sheet);
            let (_, rows) = read(&bytes(&sheet));
            let cells: Vec<String> = rows.iter().flatten().map(Data::to_string).collect();
            for number in numbers(&sheet) {
                assert!(cells.iter().any(|cell| cell.contains(&number)), "{number} is lost");
            }
            assert!(bytes(&sheet) == bytes(&sheet), "equal sheets give other bytes");
        }
    }
}

#[test]
fn hostile_texts_stay_texts_and_the_name_of_the_sheet_is_legal() {
    for text in [
        "=HYPERLINK(\"http://e.jp\")",
        "+1-2",
        "@SUM(A1)",
        "-1+1|cmd",
        "'先頭",
        "{=1}",
        "\u{202e}逆さ\u{1b}[2J",
        "<c t=\"s\">&amp;</c>",
        "[x]:*?/\\'",
        "𠮷野家の長い名前".repeat(40).as_str(),
        "一行目\n二行目",
    ] {
        let sheet = sheet(Lang::Ja, |_| text.to_owned());
        nothing_is_lost(&sheet);
        let (name, _) = read(&bytes(&sheet));
        assert!(!name.is_empty() && name.encode_utf16().count() <= 31, "{name}");
        assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']), "{name}");
    }
}

#[test]
fn the_sheets_are_known_by_what_they_are_about() {
    assert_eq!(read(&bytes(&compared(Lang::Ja))).0, "期の比較");
    assert_eq!(read(&bytes(&trended(Lang::Ja))).0, "自己点検の推移");
    let empty = Sheet { lang: Lang::Ja, title: String::new(), blocks: Vec::new() };
    assert_eq!(read(&bytes(&empty)).0, "総括");
}

#[test]
fn others_open_them_and_they_are_no_longer_on_paper_than_need_be() {
    let dir = tempfile::tempdir().unwrap();
    for (name, sheet, most) in
        [("comparison", compared(Lang::Ja), 2), ("trend", trended(Lang::Ja), 3)]
    {
        let file = dir.path().join(format!("{name}.xlsx"));
        std::fs::write(&file, bytes(&sheet)).unwrap();
        if let Some(out) = python("sheet_workbook.py", &[&file]) {
            assert!(out.contains("merged"), "{out}");
        }
        let profile = format!("-env:UserInstallation=file://{}", dir.path().join("lo").display());
        let run = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
            .arg(dir.path())
            .arg(&file)
            .output();
        let Ok(output) = run else { return println!("skipped: LibreOffice is not here") };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let pdf = dir.path().join(format!("{name}.pdf"));
        let Ok(told) = Command::new("pdfinfo").arg(&pdf).output() else {
            return println!("skipped: pdfinfo is not here");
        };
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        let pages = told.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
        let pages: usize = pages.trim().parse().unwrap();
        assert!(pages <= most, "{name}: {pages} pages");
        assert!(told.contains("841.89 x 595") || told.contains("842 x 595"), "landscape: {told}");
    }
}
