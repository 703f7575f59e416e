//! How cells look: fonts, borders, colours by meaning.
//!
//! Colour never says what the text does not.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::cell::acts;
use super::page::Value;
use crate::report::sheet::Tone;

/// A font that every Windows since 8.1 and every Office for Mac has; others put their own.
const FONT: &str = "Yu Gothic";

/// Tones that are seen.
const TONES: [Tone; 3] = [Tone::Fault, Tone::Doubt, Tone::Quiet];

/// Text and ground of a tone.
fn colours(tone: Tone) -> Option<(Color, Color)> {
    match tone {
        Tone::Plain => None,
        Tone::Fault => Some((Color::RGB(0x9C_0006), Color::RGB(0xFF_C7CE))),
        Tone::Doubt => Some((Color::RGB(0x7F_6000), Color::RGB(0xFF_EB9C))),
        Tone::Quiet => Some((Color::RGB(0x59_5959), Color::RGB(0xED_EDED))),
    }
}

/// Formats of one kind of row.
pub(super) struct Rows {
    plain: Format,
    /// Texts that typing anew would make a formula: they stay texts.
    guarded: Format,
    toned: [(Tone, Format); 3],
    counts: [(Tone, Format); 3],
    count: Format,
    share: Format,
    day: Format,
}

impl Rows {
    fn of_base(base: &Format) -> Self {
        let toned = |tone| {
            let format = base.clone();
            let format = match colours(tone) {
                Some((text, ground)) => format.set_font_color(text).set_background_color(ground),
                None => format,
            };
            (tone, format)
        };
        Self {
            plain: base.clone(),
            guarded: base.clone().set_num_format("@").set_quote_prefix(),
            toned: TONES.map(toned),
            counts: TONES.map(toned).map(|(tone, format)| {
                (tone, format.set_num_format("0").set_align(FormatAlign::Right))
            }),
            count: base.clone().set_num_format("0").set_align(FormatAlign::Right),
            share: base.clone().set_num_format("0.0%").set_align(FormatAlign::Right),
            day: base.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
        }
    }

    /// The format of a value whose text is `text`.
    pub(super) fn of(&self, value: &Value, text: &str) -> &Format {
        match value {
            Value::Text(_) | Value::Toned(..) if acts(text) => &self.guarded,
            Value::Toned(_, tone) => {
                self.toned.iter().find(|(t, _)| t == tone).map_or(&self.plain, |(_, f)| f)
            }
            Value::TonedCount(_, tone) => {
                self.counts.iter().find(|(t, _)| t == tone).map_or(&self.count, |(_, f)| f)
            }
            Value::Empty | Value::Text(_) => &self.plain,
            Value::Count(_) => &self.count,
            Value::Share(_) => &self.share,
            Value::Day(_) => &self.day,
        }
    }
}

pub(super) struct Look {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) head: Format,
    pub(super) rows: Rows,
    pub(super) totals: Rows,
    note: Format,
    caution: Format,
    marks: [(Tone, Format); 3],
}

impl Look {
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name(FONT).set_font_size(10);
        let wrapped = base.clone().set_text_wrap().set_align(FormatAlign::Top);
        let framed =
            wrapped.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xA6_A6A6));
        let ground = Color::RGB(0xD9_E2F3);
        let bold = wrapped.clone().set_bold();
        let mark = |tone| {
            let format = Format::new();
            let format = match colours(tone) {
                Some((text, ground)) => format.set_font_color(text).set_background_color(ground),
                None => format,
            };
            (tone, format)
        };
        Self {
            title: bold.clone().set_font_size(16),
            heading: bold.clone().set_font_size(12),
            head: framed
                .clone()
                .set_bold()
                .set_background_color(ground)
                .set_align(FormatAlign::VerticalCenter),
            totals: Rows::of_base(&framed.clone().set_bold()),
            rows: Rows::of_base(&framed),
            caution: wrapped.clone().set_bold(),
            note: wrapped,
            marks: TONES.map(mark),
        }
    }

    pub(super) fn note(&self, tone: Tone) -> &Format {
        if tone == Tone::Plain { &self.note } else { &self.caution }
    }

    /// What a rule adds to a cell of a tone; nothing to a plain one.
    pub(super) fn colour(&self, tone: Tone) -> Option<Format> {
        self.marks.iter().find(|(t, _)| *t == tone).map(|(_, format)| format.clone())
    }
}
