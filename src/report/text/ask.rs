//! Places for writing by hand: boxes to be ticked and lines of underscores.
//!
//! Where there are no rules to be drawn, places stand below each other and never side by side.

use super::{INDENT, Page, WIDTH};
use crate::report::packing::packed;
use crate::report::sheet::{Ask, BOX, Piece, Room, Slot};
use crate::text::{Align, cells, line, pad};

/// Cells between two boxes.
const APART: usize = 3;
/// Cells for a year, a month and a day.
const DAY: [usize; 3] = [8, 6, 6];
/// Cells of the widest label that has its place beside it.
const LABEL: usize = 22;

impl Page {
    pub(super) fn ask(&mut self, ask: &Ask) {
        self.gap();
        self.lead(&[line(&ask.name).into_owned(), before(&ask.before)]);
        let slots = ask.groups.iter().flat_map(|group| group.rows.iter().flatten());
        let labels = ask.answer.iter().chain(slots).map(|slot| &slot.label);
        let width = width(labels.chain(ask.told.iter().map(|piece| &piece.label)));
        self.told(&ask.told, width);
        self.places(ask.answer.iter(), width);
        for group in &ask.groups {
            self.hanging("  -- ", &line(&group.label));
            self.told(&group.told, width);
            self.places(group.rows.iter().flatten(), width);
        }
    }

    pub(super) fn slots(&mut self, rows: &[Vec<Slot>]) {
        self.gap();
        let width = width(rows.iter().flatten().map(|slot| &slot.label));
        self.places(rows.iter().flatten(), width);
    }

    fn told(&mut self, pieces: &[Piece], width: usize) {
        for piece in pieces {
            if piece.label.is_empty() {
                for text in &piece.texts {
                    self.hanging(&" ".repeat(INDENT), text);
                }
            } else {
                self.labelled(&piece.label, &piece.texts, width);
            }
        }
    }

    fn places<'a>(&mut self, slots: impl Iterator<Item = &'a Slot>, width: usize) {
        let room = WIDTH - INDENT - width - 1;
        for slot in slots {
            self.labelled(&slot.label, &rows(&slot.room, room), width);
        }
    }

    /// `width` is that of the labels, in cells; a wider one has a line of its own.
    fn labelled(&mut self, label: &str, rows: &[String], width: usize) {
        let label = format!("{}:", line(label));
        let blank = " ".repeat(INDENT + width + 1);
        let beside = cells(&label) <= width;
        if !beside {
            self.hanging(&" ".repeat(INDENT), &label);
        }
        let first = format!("  {} ", pad(&label, width, Align::Left));
        for (n, row) in rows.iter().enumerate() {
            self.hanging(if n == 0 && beside { &first } else { &blank }, row);
        }
    }
}

fn width<'a>(labels: impl Iterator<Item = &'a String>) -> usize {
    let widths = labels.map(|label| cells(&line(label)) + 1);
    widths.filter(|width| *width <= LABEL).max().unwrap_or_default()
}

/// The label with its texts on one line.
fn before(piece: &Piece) -> String {
    let texts: Vec<_> = piece.texts.iter().map(|text| line(text)).collect();
    format!("{}: {}", line(&piece.label), texts.join(" / "))
}

fn rows(room: &Room, width: usize) -> Vec<String> {
    match room {
        Room::Lines(count) => vec!["_".repeat(width); usize::from(*count)],
        Room::On(text) => {
            let text = format!("{} ", line(text));
            let left = width.saturating_sub(cells(&text));
            vec![text + &"_".repeat(left)]
        }
        Room::Day(signs) => {
            let parts = signs.iter().zip(DAY).map(|(sign, high)| "_".repeat(high) + &line(sign));
            vec![parts.collect()]
        }
        Room::Boxes(choices) => {
            let boxes: Vec<String> =
                choices.iter().map(|choice| format!("{BOX} {}", line(choice))).collect();
            let widths: Vec<usize> = boxes.iter().map(|one| cells(one)).collect();
            let rows = packed(&widths, APART, width).into_iter();
            rows.map(|row| boxes[row].join(&" ".repeat(APART))).collect()
        }
    }
}
