//! Documents with pages, read back with the tools of others: qpdf and poppler.
//!
//! The layout itself is tested beside its code. What is missing on this machine (a font, a tool)
//! is said, and then only the rest is checked.
#![expect(clippy::print_stdout, reason = "what is skipped is said")]

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset};
use proptest::prelude::*;
use tempfile::TempDir;
use tenken::app::typeface::{self, FontPlaces};
use tenken::report::pdf::{About, Attached, Face, PdfError, Typeface, TypefaceError};
use tenken::report::sheet::{
    Ask, Bar, Block, Cell, Chart, Column, Group, Piece, Plot, Reading, Row, Series, Share, Sheet,
    Signature, Slot, Strip, Table, Title, Tone,
};
use tenken::report::{compose, pdf};
use tenken::store::fs::DiskFs;
use tenken::words::{Lang, ReportWords, Terms};

use crate::sample_record::sample;

/// What the program would find here, without a person's own fonts.
pub(crate) static TYPEFACE: LazyLock<Option<Typeface>> = LazyLock::new(|| {
    let found = typeface::find(&DiskFs, &FontPlaces::default());
    found.map_err(|error| println!("skipped: {error}")).ok()
});

fn at() -> DateTime<FixedOffset> {
    "2027-01-08T16:05:12+09:00".parse().unwrap()
}

fn report() -> Sheet {
    let lang = Lang::Ja;
    compose(&sample(), &ReportWords::load(lang).unwrap(), &Terms::load(lang).unwrap())
}

fn of(blocks: Vec<Block>) -> Sheet {
    Sheet { lang: Lang::Ja, title: "試験".into(), blocks }
}

fn plain(sheet: &Sheet, typeface: &Typeface) -> Vec<u8> {
    pdf(sheet, typeface, &About { at: at(), attached: &[] }).unwrap()
}

/// A file on the disk that tools can look at.
pub(crate) struct File {
    dir: TempDir,
}

impl File {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let file = Self { dir: TempDir::new().unwrap() };
        std::fs::write(file.path(), bytes).unwrap();
        file
    }

    fn path(&self) -> std::path::PathBuf {
        self.dir.path().join("report.pdf")
    }

    /// What a tool prints of it; `None`, and a word about it, where the tool is missing.
    pub(crate) fn told(&self, tool: &str, before: &[&str], after: &[&str]) -> Option<String> {
        let command = Command::new(tool).args(before).arg(self.path()).args(after).output();
        let Ok(output) = command else {
            println!("skipped: {tool} is not here");
            return None;
        };
        let (out, err) = (&output.stdout, &output.stderr);
        assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(err));
        Some(String::from_utf8_lossy(out).into_owned())
    }

    /// The text as it would be copied, without white space.
    fn text(&self) -> Option<String> {
        self.told("pdftotext", &["-raw"], &["-"]).map(|text| squashed(&text))
    }

    /// The text of each page.
    pub(crate) fn pages(&self) -> Option<Vec<String>> {
        let text = self.told("pdftotext", &["-raw"], &["-"])?;
        Some(text.trim_end_matches('\u{c}').split('\u{c}').map(squashed).collect())
    }
}

pub(crate) fn squashed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn texts(columns: usize, rows: Vec<Vec<String>>) -> Table {
    let column = |n| Column::body(&format!("見出し{n}"), 10);
    let rows = rows.into_iter().map(|cells| Row::body(cells.into_iter().map(Cell::from).collect()));
    Table {
        reading: Reading::Rows,
        columns: (0..columns).map(column).collect(),
        rows: rows.collect(),
    }
}

#[test]
fn every_question_and_every_text_of_the_report_can_be_found_in_the_file() {
    let Some(typeface) = &*TYPEFACE else { return };
    let file = File::new(&plain(&report(), typeface));
    let Some(text) = file.text() else { return };
    for (item, _) in sample().lines() {
        for part in [&item.question, &item.title, &item.how] {
            assert!(text.contains(&squashed(part)), "{part}\n{text}");
        }
    }
    for part in
        ["髙﨑誠", "適合率", "確認コード", "50.0%(3/6)", "母数18件の全件を照合し、相違なし。"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn the_first_page_of_the_report_tells_the_result() {
    let Some(typeface) = &*TYPEFACE else { return };
    let Some(pages) = File::new(&plain(&report(), typeface)).pages() else { return };
    for part in
        ["監事殿", "先に見るもの", "結果の集計", "合計", "対象外（今期は実施時期でない項目）"]
    {
        assert!(pages[0].contains(part), "{part}\n{}", pages[0]);
    }
    let count = pages.len();
    for (n, page) in (1..).zip(&pages) {
        assert!(page.contains(&format!("{n}/{count}")), "{page}");
    }
}

#[test]
fn others_find_no_fault_in_the_file_and_its_fonts_are_in_it() {
    let Some(typeface) = &*TYPEFACE else { return };
    let file = File::new(&plain(&report(), typeface));
    if let Some(told) = file.told("qpdf", &["--check"], &[]) {
        assert!(told.contains("No syntax or stream encoding errors"), "{told}");
    }
    if let Some(told) = file.told("pdffonts", &[], &[]) {
        let fonts: Vec<&str> = told.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{told}");
        // Embedded, a part of the font, with a map to Unicode.
        let whole = |line: &&&str| !line.contains(" yes yes yes ");
        assert_eq!(fonts.iter().find(whole), None, "{told}");
    }
    if let Some(told) = file.told("pdfinfo", &["-meta"], &[]) {
        let level = ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>"];
        assert!(level.iter().all(|part| told.contains(part)), "{told}");
        assert!(told.contains("見本健康保険組合 令和8年度第3四半期"), "{told}");
    }
}

/// The tree of parts with their texts, a level of the tree for each two blanks.
fn structure(sheet: &Sheet, typeface: &Typeface) -> Option<String> {
    File::new(&plain(sheet, typeface)).told("pdfinfo", &["-struct-text"], &[])
}

#[test]
fn one_who_hears_it_read_is_told_headings_lists_and_tables_in_their_order() {
    let Some(typeface) = &*TYPEFACE else { return };
    let Some(told) = structure(&report(), typeface) else { return };
    let lines: Vec<&str> = told.lines().map(str::trim).collect();
    let after = |role: &str, text: &str| {
        let text = format!("\"{text}\"");
        let is_there = |pair: &[&str]| pair[0].starts_with(role) && pair[1] == text;
        lines.windows(2).position(is_there).unwrap_or_else(|| panic!("{role} {text}: {told}"))
    };
    let title = after("H1", "自己点検結果報告書");
    let chapters: Vec<usize> = (0..lines.len()).filter(|n| lines[*n].starts_with("H2")).collect();
    assert!(chapters.len() > 5 && title < chapters[0], "{told}");
    assert!(lines.iter().any(|line| line.starts_with("H3")), "{told}");
    // Every chapter of the sheet, in its order.
    let mut from = 0;
    for block in &report().blocks {
        if let Block::Heading { text, .. } = block {
            let wanted = format!("\"{}\"", text.trim());
            let at = lines[from..].iter().position(|line| *line == wanted);
            from += at.unwrap_or_else(|| panic!("{wanted} is not behind {from}: {told}"));
        }
    }
    for (role, scope) in [("TH", "/Scope /Column"), ("TH", "/Scope /Row")] {
        let is_there = |pair: &[&str]| pair[0].starts_with(role) && pair[1] == scope;
        assert!(lines.windows(2).any(is_there), "{scope}: {told}");
    }
    let lacks = |role: &str| !lines.iter().any(|line| line.starts_with(role));
    assert!(!lacks("TD") && !lacks("TR"), "{told}");
}

#[test]
fn cautions_and_strips_are_lists_and_other_drawings_figures() {
    let Some(typeface) = &*TYPEFACE else { return };
    let mark = |text: &str| (text.to_owned(), Tone::Plain);
    let strip = |label: &str, group: &str| Strip {
        label: label.into(),
        group: group.into(),
        marks: vec![mark("〇"), mark("×")],
    };
    let rows = vec![strip("任命", "組織"), strip("名簿", "組織"), strip("誓約", "人")];
    let bars = vec![Bar { label: "重大".into(), count: 3, part: 1 }];
    let chart = |plot| Block::Chart(Chart { title: "題".into(), told: "話".into(), plot });
    let sheet = of(vec![
        Block::Cautions { label: "注意".into(), texts: vec!["一".into(), "二".into()] },
        chart(Plot::Strip { periods: vec!["前".into(), "今".into()], rows }),
        chart(Plot::Counts { bars, part_label: "超過".into() }),
    ]);
    let Some(told) = structure(&sheet, typeface) else { return };
    let roles = |role: &str| told.lines().filter(|line| line.trim().starts_with(role)).count();
    // One list of cautions, one of the rows of each group.
    let (lists, items) = (roles("L:") + roles("L "), roles("LI"));
    assert_eq!((lists, items, roles("LBody"), roles("Figure")), (3, 5, 5, 1), "{told}");
    let texts: String = told.split('"').skip(1).step_by(2).collect();
    let wanted = "注意一注意二題話前今組織任命〇×名簿〇×人誓約〇×題話";
    assert!(texts.starts_with(wanted), "{texts}");
}

#[test]
fn a_table_is_told_row_by_row_and_its_header_only_once() {
    let Some(typeface) = &*TYPEFACE else { return };
    let columns = vec![Column::body("甲の欄", 20), Column::body("乙の欄", 20)];
    let row = |n: usize| Row::body(vec![format!("甲{n}").into(), format!("乙{n}").into()]);
    let rows = (1..120).map(row).collect();
    let table = Block::Table(Table { reading: Reading::Rows, columns, rows });
    let Some(told) = structure(&of(vec![table]), typeface) else { return };
    let texts: Vec<&str> = told.split('"').skip(1).step_by(2).collect();
    let cells = (1..120).flat_map(|n| [format!("甲{n}"), format!("乙{n}")]);
    let wanted: Vec<String> =
        ["甲の欄", "乙の欄"].map(str::to_owned).into_iter().chain(cells).collect();
    assert_eq!(texts, wanted);
    assert_eq!(told.matches(" TR").count(), 120, "{told}");
}

#[test]
fn a_letter_of_ones_own_is_told_by_its_number() {
    let Some(typeface) = &*TYPEFACE else { return };
    let sheet = of(vec![Block::Paragraph("山田\u{e000}子".into())]);
    let Some(text) = File::new(&plain(&sheet, typeface)).text() else { return };
    assert!(text.contains("山田〈U+E000〉子"), "{text}");
}

#[test]
fn equal_values_give_equal_bytes_and_another_date_others() {
    let Some(typeface) = &*TYPEFACE else { return };
    let attached = [record()];
    let about = About { at: at(), attached: &attached };
    let first = pdf(&report(), typeface, &about).unwrap();
    assert!(first == pdf(&report(), typeface, &about).unwrap());
    let later = About { at: "2027-01-09T16:05:12+09:00".parse().unwrap(), ..about };
    assert!(first != pdf(&report(), typeface, &later).unwrap());
}

fn record() -> Attached<'static> {
    Attached {
        name: "report.toml",
        mime: "text/plain",
        bytes: "format = 1\n# 記録\n".as_bytes(),
        about: "点検の記録",
    }
}

#[test]
fn the_record_is_in_the_file_byte_for_byte_and_no_two_of_one_name() {
    let Some(typeface) = &*TYPEFACE else { return };
    let attached = [record()];
    let sheet = of(vec![Block::Paragraph("記録".into())]);
    let about = About { at: at(), attached: &attached };
    let file = File::new(&pdf(&sheet, typeface, &about).unwrap());
    if let Some(told) = file.told("qpdf", &["--show-attachment=report.toml"], &[]) {
        assert_eq!(told.as_bytes(), record().bytes);
    }
    let twice = [record(), record()];
    let refused = pdf(&sheet, typeface, &About { attached: &twice, ..about });
    assert!(matches!(refused, Err(PdfError::Attachment { name }) if name == "report.toml"));
}

#[test]
fn chapters_and_sections_can_be_jumped_to() {
    let Some(typeface) = &*TYPEFACE else { return };
    let file = File::new(&plain(&report(), typeface));
    let Some(told) = file.told("qpdf", &["--json=2", "--json-key=outlines"], &[]) else { return };
    let found: serde_json::Value = serde_json::from_str(&told).unwrap();
    let outlines = found["outlines"].as_array().unwrap();
    let titles: Vec<&str> = outlines.iter().map(|node| node["title"].as_str().unwrap()).collect();
    assert_eq!(titles.len(), 18, "{titles:?}");
    assert_eq!(titles[..2], ["1. 先に見るもの", "2. 結果の集計"]);
    let detail = outlines.iter().find(|node| node["title"] == "12. 点検明細").unwrap();
    assert_eq!(detail["kids"][0]["title"], "組織的安全管理措置");
}

#[test]
fn a_table_over_pages_repeats_its_header_and_tears_no_row() {
    let Some(typeface) = &*TYPEFACE else { return };
    let cell = |n: usize| format!("始{n:03}。{}終{n:03}。", "長い所見を書く。".repeat(n % 40));
    let rows = (0..150).map(|n| vec![cell(n), "短い。".into()]).collect();
    let sheet = of(vec![Block::Table(texts(2, rows))]);
    let Some(pages) = File::new(&plain(&sheet, typeface)).pages() else { return };
    assert!(pages.len() > 5, "{}", pages.len());
    for page in &pages {
        assert_eq!(page.matches("見出し0").count(), 1, "{page}");
    }
    for n in 0..150 {
        let (first, last) = (format!("始{n:03}。"), format!("終{n:03}。"));
        let holding: Vec<&String> = pages.iter().filter(|page| page.contains(&first)).collect();
        assert!(holding.len() == 1 && holding[0].contains(&last), "{n}");
    }
}

#[test]
fn a_row_larger_than_a_page_goes_on_below_the_header_without_a_letter_lost() {
    let Some(typeface) = &*TYPEFACE else { return };
    let long: Vec<String> = (0..1_000).map(|n| format!("第{n:04}行。")).collect();
    let long = long.concat();
    let rows = vec![vec!["前".into(), "短い。".into()], vec!["後".into(), long]];
    let table = texts(2, rows);
    let lead = Table {
        columns: std::iter::once(Column::lead("項目", 10))
            .chain((0..4).map(|n| Column::body(&format!("見出し{n}"), 10)))
            .collect(),
        rows: vec![Row::body(
            ["ORG-01", "", &table.rows[1].cells[1].texts().collect::<String>(), "", ""]
                .map(Cell::from)
                .into(),
        )],
        ..table.clone()
    };
    let sheet = of(vec![Block::Table(table), Block::PageBreak, Block::Table(lead)]);
    let Some(pages) = File::new(&plain(&sheet, typeface)).pages() else { return };
    let whole = pages.concat();
    for n in 0..1_000 {
        let count = |text: String| whole.matches(&text).count();
        // A row may end on either side of the number.
        assert_eq!(count(format!("第{n:04}")).max(count(format!("{n:04}行"))), 2, "{n}");
    }
    assert!(pages.iter().all(|page| page.contains("見出し0")));
    assert!(whole.contains("（続き）ORG-01"), "{whole}");
}

#[test]
fn names_come_out_and_what_the_font_lacks_is_told_by_its_number() {
    let Some(typeface) = &*TYPEFACE else { return };
    let text = "髙﨑 ㈱ ①②③ ｶﾞｷﾞ か\u{3099} 葛\u{e0100} \u{202e}逆 👨 \u{10a60}";
    let sheet = of(vec![Block::Paragraph(text.into())]);
    let Some(text) = File::new(&plain(&sheet, typeface)).text() else { return };
    for part in ["髙﨑", "㈱", "①②③", "ｶﾞｷﾞ", "が", "葛", "U+202E", "[U+1F468]", "[U+10A60]"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(text.contains("この文書にある番号:U+10A60、U+1F468。"), "{text}");
    let none = of(vec![Block::Paragraph("髙﨑".into())]);
    let text = File::new(&plain(&none, typeface)).text().unwrap();
    assert!(!text.contains("番号"), "{text}");
}

/// The bytes of a plain font file with other rights, as its maker would have written them.
fn with_rights(rights: u16) -> Option<Vec<u8>> {
    let path = Path::new("/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf");
    let Ok(mut bytes) = std::fs::read(path) else {
        println!("skipped: {} is not here", path.display());
        return None;
    };
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let count = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    let record = (0..count).map(|n| 12 + 16 * n).find(|at| &bytes[*at..*at + 4] == b"OS/2");
    let table = number(record.unwrap() + 8);
    bytes[table + 8..table + 10].copy_from_slice(&rights.to_be_bytes());
    Some(bytes)
}

#[test]
fn a_font_that_may_not_be_embedded_is_refused() {
    for (rights, allowed) in [(0, true), (4, true), (8, true), (2, false), (0x100, false)] {
        let Some(bytes) = with_rights(rights) else { return };
        let made = Typeface::new(Face::new(bytes, 0), None);
        let expected = if allowed { None } else { Some(TypefaceError::NotEmbeddable) };
        assert_eq!(made.err(), expected, "{rights}");
    }
}

/// Every kind of block with this text wherever a text can stand.
fn everywhere(text: &str) -> Sheet {
    let own = || text.to_owned();
    let cell = || Cell::of(vec![Piece::new(text, text), Piece::list("", vec![own(), own()])]);
    let table = |reading, columns: usize| Table {
        reading,
        columns: (0..columns)
            .map(|n| if n == 0 { Column::lead(text, 9) } else { Column::body(text, 9) })
            .collect(),
        rows: vec![
            Row::body((0..columns).map(|_| cell().toned(Tone::Fault)).collect()),
            Row::total((0..columns).map(|_| Cell::from(text)).collect()),
        ],
    };
    let chart = |plot| Block::Chart(Chart { title: own(), told: own(), plot });
    let values = vec![Some(Share { part: 1, of: 3 }), None];
    let strip = Strip { label: own(), group: own(), marks: vec![(own(), Tone::Doubt)] };
    of(vec![
        Block::Title(Title { heading: own(), addressee: own(), lines: vec![own()] }),
        Block::chapter(text),
        Block::section(text),
        Block::Paragraph(own()),
        Block::Cautions { label: own(), texts: vec![own(), own()] },
        Block::Facts(vec![Piece::new(text, text), Piece::list(text, vec![own(), own()])]),
        Block::PageBreak,
        Block::Table(table(Reading::Columns, 3)),
        Block::Table(table(Reading::Rows, 3)),
        Block::Table(table(Reading::Rows, 6)),
        Block::Table(table(Reading::Rows, 8)),
        chart(Plot::Shares {
            periods: vec![own(), own()],
            series: vec![Series { label: own(), values }],
        }),
        chart(Plot::Strip { periods: vec![own()], rows: vec![strip] }),
        chart(Plot::Counts {
            bars: vec![Bar { label: own(), count: 3, part: 1 }],
            part_label: own(),
        }),
        Block::Signatures(vec![Signature {
            role: own(),
            name: Some(own()),
            date_label: own(),
            seal_label: own(),
        }]),
        Block::Code { label: own() },
        Block::Space { label: own(), rows: 2 },
        Block::Commands(vec![own()]),
        Block::Slots(vec![slots(text)]),
        Block::Ask(Ask {
            name: own(),
            before: Piece::new(text, text),
            told: vec![Piece::new(text, text), Piece::list("", vec![own(), own()])],
            answer: vec![Slot::lines(text, 1)],
            groups: vec![Group {
                label: own(),
                told: vec![Piece::new(text, text)],
                rows: vec![slots("短い")],
            }],
        }),
    ])
}

fn slots(text: &str) -> Vec<Slot> {
    let day = ["年", "月", "日"].map(|sign| format!("{sign}{text}"));
    let boxes = Slot::boxes(text, vec![text.into(), "適".into()]);
    vec![boxes, Slot::on(text, text), Slot::lines(text, 1), Slot::day(text, &day)]
}

/// Letters that have broken other programs, and ordinary ones.
const NASTY: &[&str] = &[
    "点検",
    "、",
    "（",
    "a b",
    "=1+1",
    "<b>",
    "\u{202e}",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{1b}[2J",
    "\u{e0100}",
    "葛\u{e0100}",
    "\u{3099}",
    "か\u{3099}",
    "👨\u{200d}👩",
    "\u{fffe}",
    "\u{e000}",
    "𠮷",
    "ｶﾞ",
    "\u{3000}",
    "  ",
    "🇯🇵",
    "\u{feff}",
    "العربية",
    "F-FY2026-Q3-ORG-01",
    "\u{ad}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]
    #[test]
    fn no_text_in_any_block_breaks_the_file(
        parts in prop::collection::vec(prop::sample::select(NASTY), 0..12),
    ) {
        let Some(typeface) = &*TYPEFACE else { return Ok(()) };
        let sheet = everywhere(&parts.concat());
        let bytes = plain(&sheet, typeface);
        prop_assert!(bytes == plain(&sheet, typeface));
    }
}

#[test]
fn five_thousand_letters_in_every_place_break_nothing() {
    let Some(typeface) = &*TYPEFACE else { return };
    for text in ["長い所見。".repeat(1_000), "x".repeat(5_000), "行\n".repeat(2_500)] {
        let file = File::new(&plain(&everywhere(&text), typeface));
        if let Some(told) = file.told("qpdf", &["--check"], &[]) {
            assert!(told.contains("No syntax or stream encoding errors"), "{told}");
        }
    }
}
