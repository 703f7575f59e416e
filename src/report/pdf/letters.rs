//! What a font can write of a text, how wide that is, and where its lines break.
//!
//! A letter that the font lacks is never left out: its code stands there instead, and the end of
//! the document tells of it. It draws nothing.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use skrifa::charmap::{Charmap, MapVariant};
use skrifa::raw::TableProvider;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::{GlyphId, MetadataProvider};
use unicode_normalization::char::is_combining_mark;

use super::ink::{Style, Twips, Weight};
use super::typeface::{Face, Typeface};
use crate::text::{composed, visible, wrap_by};

/// One glyph and the bytes of the text that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) glyph: u32,
    pub(super) range: Range<usize>,
    /// In units of the font.
    pub(super) advance: u16,
}

/// The letters of a typeface while one document is set.
pub(super) struct Letters<'a> {
    regular: Reader<'a>,
    bold: Option<Reader<'a>>,
    lacking: RefCell<BTreeSet<char>>,
    /// Letters with the variation that the font does not have of them.
    plain: RefCell<BTreeSet<(char, char)>>,
}

/// One font, ready to be asked.
struct Reader<'a> {
    charmap: Charmap<'a>,
    hmtx: Hmtx<'a>,
    units: u16,
}

impl<'a> Reader<'a> {
    fn new(face: &'a Face) -> Option<Self> {
        let font = face.font()?;
        let units = font.head().ok()?.units_per_em().max(1);
        Some(Self { charmap: font.charmap(), hmtx: font.hmtx().ok()?, units })
    }

    fn glyph(&self, c: char) -> Option<GlyphId> {
        self.charmap.map(c).filter(|glyph| glyph.to_u32() != 0)
    }

    fn advance(&self, glyph: GlyphId) -> u16 {
        self.hmtx.advance(glyph).unwrap_or(self.units)
    }

    fn varies(&self, base: char, selector: char) -> bool {
        self.charmap.map_variant(base, selector).is_some()
    }

    /// The glyphs of a text that was made writable.
    fn placed(&self, text: &str) -> Vec<Placed> {
        let mut placed = Vec::with_capacity(text.len() / 3 + 1);
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let mut glyph = self.glyph(c).unwrap_or_default();
            let mut end = at + c.len_utf8();
            if let Some((next, selector)) = chars.next_if(|(_, next)| is_selector(*next)) {
                end = next + selector.len_utf8();
                if let Some(MapVariant::Variant(varied)) = self.charmap.map_variant(c, selector) {
                    glyph = varied;
                }
            }
            let advance = self.advance(glyph);
            placed.push(Placed { glyph: glyph.to_u32(), range: at..end, advance });
        }
        placed
    }

    /// The sum of all advances, in units of the font.
    fn units(&self, text: &str) -> usize {
        let shown = text.chars().filter(|c| *c != '\n' && !is_selector(*c));
        let glyphs = shown.map(|c| self.glyph(c).unwrap_or_default());
        glyphs.map(|glyph| usize::from(self.advance(glyph))).sum()
    }
}

impl<'a> Letters<'a> {
    /// `None` where the typeface cannot be read, which it was checked for.
    pub(super) fn new(typeface: &'a Typeface) -> Option<Self> {
        let bold = typeface.bold.as_ref().and_then(Reader::new);
        let (lacking, plain) = (RefCell::default(), RefCell::default());
        Some(Self { regular: Reader::new(&typeface.regular)?, bold, lacking, plain })
    }

    /// The text with nothing in it that the font cannot write; line ends stay.
    pub(super) fn writable<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let shown = visible(text);
        let easy = |c| c == '\n' || self.regular.glyph(c).is_some() && !leans(c);
        if shown.chars().all(easy) {
            return shown;
        }
        let mut out = String::with_capacity(shown.len());
        let mut base = None;
        for c in composed(&shown).chars() {
            if is_selector(c) {
                self.vary(&mut out, base.take(), c);
                continue;
            }
            base = None;
            match self.stand_in(c) {
                Some(own) => {
                    out.push(own);
                    base = Some(own);
                }
                None => self.push_code(&mut out, c),
            }
        }
        Cow::Owned(out)
    }

    /// Keeps a variation that the font has; notes one that it has not.
    fn vary(&self, out: &mut String, base: Option<char>, selector: char) {
        match base {
            Some(base) if self.regular.varies(base, selector) => out.push(selector),
            Some(base) => {
                self.plain.borrow_mut().insert((base, selector));
            }
            // What it varies stands there as its code already.
            None => {}
        }
    }

    /// The letter itself, or the bracket in its place in which `visible` tells a code.
    fn stand_in(&self, c: char) -> Option<char> {
        let other = match c {
            '\n' => return Some(c),
            '⟨' => '〈',
            '⟩' => '〉',
            c => c,
        };
        [c, other].into_iter().find(|c| self.regular.glyph(*c).is_some())
    }

    fn push_code(&self, out: &mut String, c: char) {
        use std::fmt::Write as _;
        // Writing to a String cannot fail.
        let _ = write!(out, "[U+{:04X}]", u32::from(c));
        self.lacking.borrow_mut().insert(c);
    }

    /// What the font lacked until now.
    pub(super) fn lacking(&self) -> Vec<char> {
        self.lacking.borrow().iter().copied().collect()
    }

    /// Which variations of letters the font lacked until now.
    pub(super) fn plain(&self) -> Vec<(char, char)> {
        self.plain.borrow().iter().copied().collect()
    }

    /// Whether the bold font writes this text; where not, the regular one is drawn thicker.
    pub(super) fn is_bold(&self, text: &str, weight: Weight) -> bool {
        let writes = |bold: &Reader| {
            let own = |c: char| c == '\n' || bold.glyph(c).is_some() && !is_selector(c);
            text.chars().all(own)
        };
        weight == Weight::Bold && self.bold.as_ref().is_some_and(writes)
    }

    fn reader(&self, text: &str, weight: Weight) -> &Reader<'a> {
        match &self.bold {
            Some(bold) if self.is_bold(text, weight) => bold,
            _ => &self.regular,
        }
    }

    /// The glyphs of a text that was made writable, and the units of their advances.
    pub(super) fn placed(&self, text: &str, weight: Weight) -> (Vec<Placed>, u16) {
        let reader = self.reader(text, weight);
        (reader.placed(text), reader.units)
    }

    /// How wide a writable text without line ends is.
    pub(super) fn width(&self, text: &str, style: Style) -> Twips {
        let reader = self.reader(text, style.weight);
        let size = usize::try_from(style.size).unwrap_or_default();
        let width = reader.units(text).saturating_mul(size).div_ceil(usize::from(reader.units));
        Twips::try_from(width).unwrap_or(Twips::MAX / 4)
    }

    /// The widest line of a writable text that is not wrapped.
    pub(super) fn natural(&self, text: &str, style: Style) -> Twips {
        text.split('\n').map(|line| self.width(line, style)).max().unwrap_or_default()
    }

    /// The lines of a writable text in `width`, as ranges of its bytes.
    pub(super) fn wrap(&self, text: &str, style: Style, width: Twips) -> Vec<Range<usize>> {
        let reader = self.reader(text, style.weight);
        let of = |twips: Twips| usize::try_from(twips).unwrap_or_default();
        let units = of(width) * usize::from(reader.units) / of(style.size).max(1);
        let rows = wrap_by(text, units, |grapheme| reader.units(grapheme));
        rows.into_iter().map(|row| row.start..row.start + shown(&text[row]).len()).collect()
    }

    /// The text, or what of it fits on one line of this width with dots behind.
    pub(super) fn fitted(&self, text: &str, style: Style, width: Twips) -> String {
        if self.width(text, style) <= width {
            return text.to_owned();
        }
        let room = width - self.width("...", style);
        let row = self.wrap(text, style, room).into_iter().next().unwrap_or_default();
        format!("{}...", &text[row])
    }
}

/// A row without its line end and the spaces before it.
fn shown(row: &str) -> &str {
    row.trim_end_matches(['\n', '\r', ' ', '\u{3000}'])
}

/// Whether it changes the letter before it, so that it cannot be looked up alone.
fn leans(c: char) -> bool {
    is_selector(c) || is_combining_mark(c)
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
