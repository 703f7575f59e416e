//! What can stand on a page: marks at their places, and pieces of pages made of them.
//!
//! All lengths are whole twentieths of a point, so that every machine sets the same page. It knows
//! no text rules and no PDF.

use super::parts::Part;
use crate::report::sheet::Level;

/// A twentieth of a point.
pub(super) type Twips = i32;

/// Twips of one point.
pub(super) const POINT: Twips = 20;

/// The thickness of rules.
pub(super) const HAIR: Twips = 6;
pub(super) const THIN: Twips = 10;
pub(super) const THICK: Twips = 18;

/// Shades from 0, black, to 255, paper.
pub(super) const BLACK: u8 = 0;
pub(super) const DIM: u8 = 80;
pub(super) const FAINT: u8 = 160;
pub(super) const BAND: u8 = 238;
pub(super) const PALE: u8 = 246;
pub(super) const PAPER: u8 = 255;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Of an em.
    pub(super) size: Twips,
    /// From one line to the next.
    pub(super) lead: Twips,
    pub(super) weight: Weight,
    pub(super) shade: u8,
}

impl Style {
    pub(super) const fn new(size: Twips, lead: Twips) -> Self {
        Self { size, lead, weight: Weight::Regular, shade: BLACK }
    }

    pub(super) const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    pub(super) const fn shaded(self, shade: u8) -> Self {
        Self { shade, ..self }
    }

    /// From the top of a line to the foot of its letters.
    pub(super) const fn baseline(self) -> Twips {
        (self.lead - self.size) / 2 + self.size * 86 / 100
    }
}

/// A rectangle; its place is the corner at the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x: Twips,
    pub(super) y: Twips,
    pub(super) width: Twips,
    pub(super) height: Twips,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// One line of writable text; `y` is the foot of its letters.
    Text {
        x: Twips,
        y: Twips,
        text: String,
        style: Style,
        part: Part,
    },
    Rule {
        from: (Twips, Twips),
        to: (Twips, Twips),
        width: Twips,
        shade: u8,
    },
    Fill {
        area: Area,
        shade: u8,
    },
    Frame {
        area: Area,
        width: Twips,
        shade: u8,
    },
    /// Slanting lines that fill an area: a shade that survives any copying machine.
    Hatch {
        area: Area,
    },
}

impl Mark {
    /// A rule from left to right.
    pub(super) fn across(x: Twips, y: Twips, length: Twips, width: Twips, shade: u8) -> Self {
        Self::Rule { from: (x, y), to: (x + length, y), width, shade }
    }

    /// A rule from top to bottom.
    pub(super) fn down(x: Twips, y: Twips, length: Twips, width: Twips, shade: u8) -> Self {
        Self::Rule { from: (x, y), to: (x, y + length), width, shade }
    }

    pub(super) fn shift(&mut self, dx: Twips, dy: Twips) {
        match self {
            Self::Text { x, y, .. } => (*x, *y) = (*x + dx, *y + dy),
            Self::Rule { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
            Self::Fill { area, .. } | Self::Frame { area, .. } | Self::Hatch { area } => {
                (area.x, area.y) = (area.x + dx, area.y + dy);
            }
        }
    }
}

/// A heading that a reader can jump to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Jump {
    pub(super) level: Level,
    pub(super) text: String,
    pub(super) y: Twips,
}

/// A piece of a page that is never torn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Slab {
    pub(super) height: Twips,
    pub(super) marks: Vec<Mark>,
    pub(super) jumps: Vec<Jump>,
}

impl Slab {
    pub(super) fn blank(height: Twips) -> Self {
        Self { height, ..Self::default() }
    }

    /// Says what its texts are a part of, as far as that was not said.
    pub(super) fn of(mut self, whole: Part) -> Self {
        for mark in &mut self.marks {
            if let Mark::Text { part: part @ Part::Current, .. } = mark {
                *part = whole;
            }
        }
        self
    }

    /// The same where it stands again: it was read before.
    pub(super) fn of_none(mut self) -> Self {
        for mark in &mut self.marks {
            if let Mark::Text { part, .. } = mark {
                *part = Part::Aside;
            }
        }
        self
    }

    pub(super) fn shift(&mut self, dx: Twips, dy: Twips) {
        for mark in &mut self.marks {
            mark.shift(dx, dy);
        }
        for jump in &mut self.jumps {
            jump.y += dy;
        }
    }

    /// Puts another one below.
    pub(super) fn stack(&mut self, mut other: Self) {
        other.shift(0, self.height);
        self.height += other.height;
        self.marks.append(&mut other.marks);
        self.jumps.append(&mut other.jumps);
    }
}
