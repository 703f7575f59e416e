//! A sheet with every kind of block and drawing, written by hand for the tests of formats.

#![cfg(test)]

use tenken::report::sheet::{
    Ask, Bar, Block, Cell, Chart, Column, Group, Piece, Place, Plot, Reading, Room, Row, Series,
    Share, Sheet, Signature, Slot, Strip, Table, Title, Tone,
};
use tenken::words::Lang;

/// The sheet, each of its texts as `say` puts it.
pub(crate) fn sheet(lang: Lang, say: impl Fn(&str) -> String) -> Sheet {
    let say = Say { say: &say };
    let mut blocks = vec![
        Block::Title(Title {
            heading: say.one("自己点検結果報告書"),
            addressee: say.one("監事 殿"),
            lines: say.all(&["見本健康保険組合", "令和8年度第3四半期（FY2026-Q3）"]),
        }),
        Block::Paragraph(say.one("自己点検の結果を次のとおり報告する。\n適合率 50.0% (3/6)。")),
        Block::Cautions {
            label: say.one("注意"),
            texts: say.all(&["監事と点検担当者が同じ人である。", "末日より前に確定した。"]),
        },
        Block::section(say.one("章より前の節")),
        Block::Facts(vec![
            Piece::new(&say.one("確定"), say.one("令和9年1月8日 16:05")),
            Piece::list(&say.one("監事"), say.all(&["選定 高橋 三郎", "互選 﨑山 四郎"])),
        ]),
        Block::chapter(say.one("1. 結果の集計")),
        Block::Table(counts(&say)),
        Block::Table(groups(&say)),
        Block::PageBreak,
        Block::chapter(say.one("2. 全項目")),
        Block::section(say.one("組織的安全管理措置")),
        Block::Table(entries(&say)),
        Block::section(say.one("指摘の経過")),
        Block::Table(long_entries(&say)),
        Block::chapter(say.one("3. 推移")),
    ];
    blocks.extend(charts(&say));
    blocks.extend([
        Block::PageBreak,
        Block::chapter(say.one("4. 署名欄")),
        Block::Signatures(vec![
            signature(&say, "点検担当者", Some("山田 花子")),
            signature(&say, "監事（互選）", None),
        ]),
        Block::Space { label: say.one("監事の所見"), rows: 3 },
        Block::Code { label: say.one("確認コード（前から8桁ずつ）") },
        Block::Commands(say.all(&["sha256sum --strict -c SEAL", "sha256sum SEAL"])),
        Block::PageBreak,
        Block::chapter(say.one("5. 記入用紙")),
    ]);
    blocks.extend(by_hand(&say));
    Sheet { lang, title: say.one("見本健康保険組合 自己点検結果報告書"), blocks }
}

/// Places to be written in with a pen.
fn by_hand(say: &Say<'_>) -> [Block; 2] {
    let day = ["年", "月", "日"].map(|sign| say.one(sign));
    let boxes = |texts: &[&str]| Slot::boxes(&say.one("判定"), say.all(texts));
    let by = Slot::on(&say.one("返却先"), &say.one("山田 花子"));
    let ask = Ask {
        name: say.one("ORG-01 責任者の任命"),
        before: Piece::list(&say.one("前回の判定"), say.all(&["第2四半期 適", "今期記録済み 適"])),
        told: vec![
            Piece::new(&say.one("設問"), say.one("任命されているか。")),
            Piece::list("", say.all(&["任命書", "議事録"])),
        ],
        answer: vec![boxes(&["適", "不適"]), Slot::lines(&say.one("証跡"), 2)],
        groups: vec![Group {
            label: say.one("不適のとき"),
            told: vec![Piece::new("", say.one("その日に連絡する。"))],
            rows: vec![
                vec![boxes(&["重大", "軽微"]), Slot::lines(&say.one("担当者"), 1)],
                vec![Slot::day(&say.one("期限"), &day)],
            ],
        }],
    };
    [Block::Slots(vec![vec![by, Slot::day(&say.one("返却期限"), &day)]]), Block::Ask(ask)]
}

struct Say<'a> {
    say: &'a dyn Fn(&str) -> String,
}

impl Say<'_> {
    fn one(&self, text: &str) -> String {
        (self.say)(text)
    }

    fn all(&self, texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| self.one(text)).collect()
    }

    fn cell(&self, text: &str) -> Cell {
        Cell::from(self.one(text))
    }
}

fn counts(say: &Say) -> Table {
    let numbers = ["適", "不適", "確認不能", "適合率"].map(|h| Column::number(&say.one(h), 10));
    let columns = std::iter::once(Column::lead(&say.one("区分"), 30)).chain(numbers).collect();
    let row = |texts: [&str; 5]| -> Vec<Cell> { texts.iter().map(|text| say.cell(text)).collect() };
    let mut first = row(["組織的", "2", "1", "0", "66.7% (2/3)"]);
    first[2].tone = Tone::Fault;
    let mut second = row(["物理的", "1", "0", "1", "50.0% (1/2)"]);
    second[3].tone = Tone::Doubt;
    let total = Row::total(row(["合計", "3", "1", "1", "60.0% (3/5)"]));
    let rows = vec![Row::body(first), Row::body(second), total];
    Table { reading: Reading::Columns, columns, rows }
}

/// With a row that names the group below it, an empty header and a row without a head.
fn groups(say: &Say) -> Table {
    let columns = vec![
        Column::lead("", 6),
        Column::body(&say.one("R8 2Q"), 1),
        Column::body(&say.one("R8 3Q"), 1),
    ];
    let rows = vec![
        Row::body(vec![say.cell("■ 組織的"), "".into(), "".into()]),
        Row::body(vec![say.cell("ORG-01 責任者の任命"), say.cell("○"), say.cell("○")]),
        Row::body(vec!["".into(), say.cell("1/1"), say.cell("1/1").toned(Tone::Quiet)]),
    ];
    Table { reading: Reading::Columns, columns, rows }
}

fn entries(say: &Say) -> Table {
    let columns = vec![
        Column::lead(&say.one("点検事項"), 20),
        Column::body(&say.one("着眼点"), 40),
        Column::lead(&say.one("結果"), 10),
        Column::body(&say.one("備考"), 30),
    ];
    let row = |item: &str, result: &str, tone| {
        Row::body(vec![
            say.cell(item),
            Cell::of(vec![
                Piece::new("", say.one("任命の記録があるか。")),
                Piece::new(&say.one("方法"), say.one("任命書を見る。")),
            ]),
            say.cell(result).toned(tone),
            Cell::of(vec![
                Piece::new("", say.one("所見の文。\n  2行目の文。")),
                Piece::list(&say.one("証跡"), say.all(&["任命書 第3号", "議事録"])),
            ]),
        ])
    };
    let rows = vec![
        row("ORG-01 責任者の任命", "適", Tone::Plain),
        row("ORG-04 緊急連絡の体制", "不適（重大）", Tone::Fault),
        row("ORG-05 連絡網", "確認不能", Tone::Doubt),
        row("ORG-09 委託先", "該当なし", Tone::Quiet),
    ];
    Table { reading: Reading::Rows, columns, rows }
}

/// With more columns than a page is wide.
fn long_entries(say: &Say) -> Table {
    let mut columns = vec![Column::lead(&say.one("指摘"), 12), Column::lead(&say.one("状態"), 10)];
    let headers = ["程度", "内容", "原因", "改善措置", "担当者", "期限", "経過"];
    columns.extend(headers.map(|header| Column::body(&say.one(header), 10)));
    let mut cells = vec![say.cell("F-FY2026-Q2-HUM-02"), say.cell("期限超過").toned(Tone::Fault)];
    cells.extend(
        ["重大", "名簿の漏れ", "引継ぎの漏れ", "名簿の点検", "佐藤 次郎", "令和8年12月1日"]
            .map(|t| say.cell(t)),
    );
    let past = Piece::list("", say.all(&["第2四半期 発生", "第3四半期 延長"]));
    cells.push(Cell::of(vec![past]));
    Table { reading: Reading::Rows, columns, rows: vec![Row::body(cells)] }
}

/// Twelve periods, so that a drawing has a second part.
fn charts(say: &Say) -> Vec<Block> {
    let names: Vec<String> = (0..12).map(|n| format!("R{} {}Q", 6 + n / 4, n % 4 + 1)).collect();
    let periods: Vec<String> = names.iter().map(|name| say.one(name)).collect();
    let share = |n: usize, of: usize| Some(Share { part: (n * 7 + 3) % (of + 1), of });
    let series = |label: &str, of: usize| {
        let values = (0..12).map(|n| if n % 5 == 4 { None } else { share(n, of) }).collect();
        Series { label: say.one(label), values }
    };
    let marks =
        [("○", Tone::Plain), ("×重", Tone::Fault), ("？", Tone::Doubt), ("－", Tone::Quiet)];
    let strip = |group: &str, label: &str, from: usize| Strip {
        label: say.one(label),
        group: say.one(group),
        marks: (from..from + 12).map(|n| (say.one(marks[n % 4].0), marks[n % 4].1)).collect(),
    };
    let bar = |label: &str, count, part| Bar { label: say.one(label), count, part };
    let plots = [
        Plot::Shares {
            periods: periods.clone(),
            series: vec![series("組織的安全管理措置", 8), series("全体", 30)],
        },
        Plot::Strip {
            periods,
            rows: vec![
                strip("組織的", "ORG-01 責任者の任命", 0),
                strip("組織的", "ORG-04 事故が起きた時の緊急連絡の体制と訓練の実施の記録", 1),
                strip("物理的", "PHY-05 書庫の鍵", 2),
            ],
        },
        Plot::Counts {
            bars: vec![bar("今期", 5, 0), bar("1期", 3, 1), bar("4期以上", 2, 2), bar("無", 0, 0)],
            part_label: say.one("期限超過"),
        },
    ];
    let chart = |(title, plot): (&str, Plot)| {
        let told = say.one("前の期より上がった。");
        Block::Chart(Chart { title: say.one(title), told, plot })
    };
    ["区分ごとの適合率", "項目ごとの判定", "指摘の経過期数"]
        .into_iter()
        .zip(plots)
        .map(chart)
        .collect()
}

fn signature(say: &Say, role: &str, name: Option<&str>) -> Signature {
    Signature {
        role: say.one(role),
        name: name.map(|name| say.one(name)),
        date_label: say.one("日付"),
        seal_label: say.one("署名又は印"),
    }
}

/// Every text of a sheet but the headers that stand before no entry.
pub(crate) fn texts(sheet: &Sheet) -> Vec<&str> {
    let mut all: Vec<&str> = vec![&sheet.title];
    for block in &sheet.blocks {
        match block {
            Block::Title(Title { heading, addressee, lines }) => {
                all.extend([heading, addressee].map(String::as_str));
                all.extend(strings(lines));
            }
            Block::Heading { text: one, .. }
            | Block::Paragraph(one)
            | Block::Code { label: one }
            | Block::Space { label: one, .. } => all.push(one),
            Block::Cautions { label, texts } => all.extend(strings(texts).chain([label.as_str()])),
            Block::Facts(pieces) => all.extend(of_pieces(pieces)),
            Block::Table(table) => {
                let silent = |c: &&Column| table.reading == Reading::Rows && c.place == Place::Lead;
                let said = table.columns.iter().filter(|column| !silent(column));
                all.extend(said.map(|column| column.header.as_str()));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                all.extend(cells.flat_map(|cell| of_pieces(&cell.pieces)));
            }
            Block::Chart(chart) => all.extend(of_chart(chart)),
            Block::Signatures(places) => {
                for Signature { role, name, date_label, seal_label } in places {
                    all.extend([role, date_label, seal_label].map(String::as_str));
                    all.extend(name.as_deref());
                }
            }
            Block::Commands(commands) => all.extend(strings(commands)),
            Block::Slots(rows) => all.extend(rows.iter().flatten().flat_map(of_slot)),
            Block::Ask(ask) => {
                all.extend(
                    of_pieces(&ask.told).chain(of_pieces(std::slice::from_ref(&ask.before))),
                );
                all.extend(ask.answer.iter().flat_map(of_slot));
                all.push(&ask.name);
                for Group { label, told, rows } in &ask.groups {
                    all.push(label);
                    all.extend(of_pieces(told).chain(rows.iter().flatten().flat_map(of_slot)));
                }
            }
            Block::PageBreak => {}
        }
    }
    all
}

fn of_slot(slot: &Slot) -> Vec<&str> {
    let mut all = vec![slot.label.as_str()];
    match &slot.room {
        Room::Boxes(texts) => all.extend(strings(texts)),
        Room::Day(texts) => all.extend(strings(texts)),
        Room::On(text) => all.push(text),
        Room::Lines(_) => {}
    }
    all
}

fn strings(texts: &[String]) -> impl Iterator<Item = &str> {
    texts.iter().map(String::as_str)
}

fn of_pieces(pieces: &[Piece]) -> impl Iterator<Item = &str> {
    pieces.iter().flat_map(|piece| strings(&piece.texts).chain([piece.label.as_str()]))
}

fn of_chart(chart: &Chart) -> Vec<&str> {
    let mut all = vec![chart.title.as_str(), &chart.told];
    match &chart.plot {
        Plot::Shares { periods, series } => {
            all.extend(strings(periods));
            all.extend(series.iter().map(|one| one.label.as_str()));
        }
        Plot::Strip { periods, rows } => {
            all.extend(strings(periods));
            for Strip { label, group, marks } in rows {
                all.extend([label, group].map(String::as_str));
                all.extend(marks.iter().map(|(mark, _)| mark.as_str()));
            }
        }
        Plot::Counts { bars, part_label } => {
            all.push(part_label);
            all.extend(bars.iter().map(|bar| bar.label.as_str()));
        }
    }
    all
}
