//! A sheet as GitHub-flavoured Markdown; nothing that a person typed becomes markup.
//!
//! Line ends inside a text become `<br>`, the only HTML here; wide tables are left to the reader's
//! program to lay out.

use super::sheet::{
    Ask, BOX, Block, CODE_DIGITS, CODE_GROUPS, Cell, Level, Piece, Room, RowKind, Sheet, Signature,
    Slot, Table, Title,
};
use crate::text::{Align, line, visible};

/// A blank for writing by hand that no program collapses.
const BLANK: &str = "&nbsp;";

/// The sheet as Markdown; ends with a line end.
pub fn markdown(sheet: &Sheet) -> String {
    let blocks: Vec<String> = sheet.blocks.iter().map(block).filter(|b| !b.is_empty()).collect();
    blocks.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(head) => title(head),
        Block::Heading { level: Level::Chapter, text } => format!("## {}", inline(&line(text))),
        Block::Heading { level: Level::Section, text } => format!("### {}", inline(&line(text))),
        Block::Paragraph(text) => escaped(text),
        Block::Cautions { label, texts } => {
            let told = |text: &String| format!("> **{}** {}", escaped(label), escaped(text));
            texts.iter().map(told).collect::<Vec<_>>().join("\n>\n")
        }
        Block::Facts(pieces) => facts(pieces),
        Block::Table(content) => table(content),
        Block::Signatures(places) => signatures(places),
        Block::Code { label } => code(label),
        Block::Space { label, rows } => {
            let rows = vec![format!("| {BLANK} |"); usize::from(*rows)].join("\n");
            format!("| {} |\n| --- |\n{rows}", escaped(&line(label)))
        }
        Block::Slots(rows) => slots(None, rows.iter().flatten()),
        Block::Ask(content) => ask(content),
        // Commands are words of the program, never typed by a person, and have no back-tick.
        Block::Commands(commands) => format!("```\n{}\n```", commands.join("\n")),
        // The table after it holds its values.
        Block::Chart(_) => String::new(),
        Block::PageBreak => "---".to_owned(),
    }
}

fn title(title: &Title) -> String {
    let mut lines = vec![format!("# {}", inline(&line(&title.heading)))];
    lines.push(escaped(&line(&title.addressee)));
    let below: Vec<String> = title.lines.iter().map(|text| escaped(&line(text))).collect();
    lines.push(below.join("<br>"));
    lines.join("\n\n")
}

fn facts(pieces: &[Piece]) -> String {
    let mut lines = Vec::new();
    for piece in pieces {
        let label = format!("- **{}**:", escaped(&line(&piece.label)));
        match piece.texts.as_slice() {
            [text] => lines.push(format!("{label} {}", escaped(text))),
            texts => {
                lines.push(label);
                lines.extend(texts.iter().map(|text| format!("  - {}", escaped(text))));
            }
        }
    }
    lines.join("\n")
}

fn table(table: &Table) -> String {
    let header = table.columns.iter().map(|column| escaped(&line(&column.header)));
    let rule = table.columns.iter().map(|column| match column.align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    let mut lines = vec![row(header), row(rule)];
    lines.extend(table.rows.iter().map(|content| {
        let texts = content.cells.iter().map(cell);
        match content.kind {
            RowKind::Body => row(texts),
            RowKind::Total => row(texts.map(|text| format!("**{text}**"))),
        }
    }));
    lines.join("\n")
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn cell(cell: &Cell) -> String {
    let mut lines = Vec::new();
    for piece in &cell.pieces {
        let label = match piece.label.as_str() {
            "" => String::new(),
            label => format!("**{}**: ", escaped(&line(label))),
        };
        let texts = piece.texts.iter().map(|text| escaped(text));
        match piece.texts.len() {
            0 | 1 => lines.push(label + &texts.collect::<String>()),
            _ => {
                lines.extend((!label.is_empty()).then_some(label));
                lines.extend(texts.map(|text| format!("- {text}")));
            }
        }
    }
    lines.join("<br>")
}

fn signatures(places: &[Signature]) -> String {
    let Some(first) = places.first() else { return String::new() };
    let labels = [&first.date_label, &first.seal_label].map(|text| escaped(&line(text)));
    let mut lines = vec![
        row([BLANK.to_owned(), BLANK.to_owned()].into_iter().chain(labels)),
        row(std::iter::repeat_n("---".to_owned(), 4)),
    ];
    lines.extend(places.iter().map(|place| {
        let name = place.name.as_deref().map_or(BLANK.to_owned(), |name| escaped(&line(name)));
        let blank = BLANK.to_owned();
        row([escaped(&line(&place.role)), name, blank.clone(), blank].into_iter())
    }));
    lines.join("\n")
}

fn code(label: &str) -> String {
    let numbers = (1..=CODE_GROUPS).map(|n| n.to_string());
    let boxes = std::iter::repeat_n(BLANK.repeat(CODE_DIGITS), CODE_GROUPS);
    let rule = std::iter::repeat_n("---".to_owned(), CODE_GROUPS);
    [escaped(label), String::new(), row(numbers), row(rule), row(boxes)].join("\n")
}

fn ask(ask: &Ask) -> String {
    let mut parts = vec![format!("### {}", inline(&line(&ask.name)))];
    let told: Vec<Piece> = std::iter::once(&ask.before).chain(&ask.told).cloned().collect();
    parts.push(facts(&told));
    parts.push(slots(None, ask.answer.iter()));
    for group in &ask.groups {
        parts.extend(group.told.iter().map(|piece| match piece.label.as_str() {
            "" => piece.texts.iter().map(|text| escaped(text)).collect::<Vec<_>>().join("<br>"),
            _ => facts(std::slice::from_ref(piece)),
        }));
        parts.push(slots(Some(&group.label), group.rows.iter().flatten()));
    }
    parts.join("\n\n")
}

/// A row for each place, below the case in which they are filled in.
fn slots<'a>(label: Option<&str>, slots: impl Iterator<Item = &'a Slot>) -> String {
    let head = label.map_or(BLANK.to_owned(), |label| escaped(&line(label)));
    let mut lines = vec![row([head, BLANK.to_owned()].into_iter())];
    lines.push(row(["---".to_owned(), "---".to_owned()].into_iter()));
    lines.extend(slots.map(|slot| {
        let room = match &slot.room {
            Room::Boxes(choices) => {
                let boxes = choices.iter().map(|one| format!("{BOX} {}", escaped(&line(one))));
                boxes.collect::<Vec<_>>().join(&format!(" {BLANK} "))
            }
            Room::Lines(count) => vec![BLANK; usize::from(*count)].join("<br>"),
            Room::On(text) => escaped(&line(text)),
            Room::Day(signs) => {
                signs.iter().map(|sign| BLANK.repeat(6) + &inline(&line(sign))).collect()
            }
        };
        row([escaped(&line(&slot.label)), room].into_iter())
    }));
    lines.join("\n")
}

/// A text that may stand anywhere, also where a line begins.
fn escaped(text: &str) -> String {
    let shown = visible(text);
    let text = inline(shown.trim());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let place = match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 && !goes_on(&text[digits + 1..]) => Some(digits),
        Some(b'-' | b'+' | b'=') if digits == 0 => Some(0),
        _ => None,
    };
    match place {
        Some(at) => format!("{}\\{}", &text[..at], &text[at..]),
        None => text,
    }
}

/// A visible text that stands inside a line. A backslash before every mark of GFM; entities for
/// HTML and for `@`, which would make an address a link; a break after the marks of a bare URL.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            ':' if text[at..].starts_with("://") => out.push_str("\\:"),
            '.' if ends_with_www(&text[..at]) => out.push_str("\\."),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
    }
    out
}

/// Whether what follows a number and its point keeps them from being the mark of a list.
fn goes_on(rest: &str) -> bool {
    !rest.is_empty() && !rest.starts_with([' ', '<'])
}

fn ends_with_www(text: &str) -> bool {
    text.len() >= 3 && text.as_bytes()[text.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_of_a_typed_text_is_made_harmless() {
        for (typed, written) in [
            ("# 見出し", "\\# 見出し"),
            ("- 項目", "\\- 項目"),
            ("12. 項目", "12\\. 項目"),
            ("1) 項目", "1\\) 項目"),
            ("3.", "3\\."),
            ("50.0%", "50.0%"),
            ("=====", "\\====="),
            ("> 引用", "&gt; 引用"),
            ("a|b", "a\\|b"),
            ("`x` **y** _z_ ~~w~~", "\\`x\\` \\*\\*y\\*\\* \\_z\\_ \\~\\~w\\~\\~"),
            ("[題](http://e.jp)", "\\[題\\](http\\://e.jp)"),
            ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
            ("WWW.e.jp a@e.jp", "WWW\\.e.jp a&#64;e.jp"),
            ("一\n\n    二", "一<br><br>    二"),
            ("\\|", "\\\\\\|"),
            ("2026-12-18 3.5", "2026-12-18 3.5"),
            ("\u{202e}x", "⟨U+202E⟩x"),
        ] {
            assert_eq!(escaped(typed), written, "{typed:?}");
        }
    }
}
