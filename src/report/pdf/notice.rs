//! What to doubt, and what to type: texts in boxes.
//!
//! Whether there is anything to doubt was decided before.

use super::ink::{BAND, PALE, POINT, THIN};
use super::pages::WIDTH;
use super::parts::Role;
use super::row::{Entry, Pane, Row, SIDE};
use super::setter::{Column, Setter, TABLE};
use crate::text::line;

/// A box with the label of each text at its left.
pub(super) fn cautions(setter: &mut Setter, label: &str, texts: &[String]) {
    let style = TABLE;
    let bold = style.bold();
    let label = setter.letters.writable(&line(label)).into_owned();
    let beside = setter.letters.width(&label, bold).min(WIDTH / 4) + 2 * SIDE;
    let (count, mut entries) = (texts.len(), Vec::new());
    let list = setter.parts.add(Role::List);
    for (n, text) in texts.iter().enumerate() {
        let name = Column { x: SIDE, width: beside - SIDE, style: bold };
        let told = Column { x: 0, width: WIDTH - beside - SIDE, style };
        let item = setter.parts.below(list, Role::Item);
        let fill = Some(PALE);
        let lines = setter.written(&label, name);
        let label = Pane { x: 0, width: beside, fill, lines };
        let lines = setter.lines(text, told);
        let body = Pane { x: beside, width: WIDTH - beside, fill, lines };
        let panes = vec![
            label.of(setter.parts.below(item, Role::Label)),
            body.of(setter.parts.below(item, Role::Body)),
        ];
        let above = (n == 0).then_some(THIN);
        let below = (n + 1 == count).then_some(THIN);
        let row = Row { panes, above, below, upright: None, pad: 2 * POINT };
        entries.push(Entry::from(row));
    }
    setter.pages.gap(6 * POINT);
    setter.pages.table(None, entries);
    setter.pages.gap(6 * POINT);
}

/// Lines to be typed, in a light box.
pub(super) fn commands(setter: &mut Setter, commands: &[String]) {
    let style = TABLE;
    let column = Column { x: 2 * SIDE, width: WIDTH - 4 * SIDE, style };
    let row = |text: &String| {
        let lines = setter.lines(&line(text), column);
        let cell = Pane { x: SIDE, width: WIDTH - 2 * SIDE, fill: Some(BAND), lines };
        let cell = cell.of(setter.parts.add(Role::Paragraph));
        Entry::from(Row { panes: vec![cell], pad: POINT, ..Row::default() })
    };
    let entries = commands.iter().map(row).collect();
    setter.pages.gap(2 * POINT);
    setter.pages.table(None, entries);
    setter.pages.gap(6 * POINT);
}
