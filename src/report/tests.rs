//! What holds of the sheet in every language.

#[path = "../../tests/suite/sample_record.rs"]
mod sample_record;

pub(crate) use sample_record::sample;

use super::sheet::{Block, Level, Table};
use super::*;
use crate::domain;
use crate::words::Lang;

fn sheet(lang: Lang) -> Sheet {
    compose(&sample(), &ReportWords::load(lang).unwrap(), &Terms::load(lang).unwrap())
}

#[test]
fn every_row_of_every_table_has_a_cell_for_each_column() {
    for lang in Lang::ALL {
        for block in sheet(lang).blocks {
            if let Block::Table(Table { columns, rows, .. }) = block {
                assert!(rows.iter().all(|row| row.cells.len() == columns.len()));
            }
        }
    }
}

#[test]
fn chapters_are_numbered_from_one_without_a_gap() {
    let sheet = sheet(Lang::Ja);
    let chapters = sheet.blocks.iter().filter_map(|block| match block {
        Block::Heading { level: Level::Chapter, text } => Some(text),
        _ => None,
    });
    for (n, text) in (1..).zip(chapters) {
        assert!(text.starts_with(&format!("{n}. ")), "{text}");
    }
}

#[test]
fn no_word_is_left_with_a_name_in_braces() {
    for lang in Lang::ALL {
        let text = text(&sheet(lang));
        assert!(!text.contains('{') && !text.contains('}'), "{text}");
    }
}

#[test]
fn formats_are_found_by_their_names() {
    for format in Format::ALL {
        assert_eq!(Format::named(format.name()), Some(format));
    }
    assert_eq!(Format::named("docx"), None);
}
