//! Tables: as a grid, as a grid below the name of each row, or as one form for each row.
//!
//! Which of them it becomes depends only on how the table is read and how many columns it has.

mod width;

use super::form;
use super::ink::{
    Area, BAND, BLACK, DIM, FAINT, HAIR, Mark, POINT, Slab, Style, THICK, THIN, Twips,
};
use super::pages::WIDTH;
use super::parts::{Part, Role};
use super::row::{Entry, Lead, PAD, Pane, Row, SIDE};
use super::setter::{Column, FEW, SECTION, SMALL, Setter, TABLE, TINY, repeats, slab_of};
use crate::report::sheet::{self, Cell, Piece, Place, Reading, RowKind, Table, Tone};
use crate::text::{Align, line};

/// The most columns of a table of long texts that stand side by side.
const ACROSS: usize = 4;
/// The most columns below the name of a row.
const BELOW: usize = 5;
/// Sizes that a grid of short values is tried in.
const SIZES: [Style; 3] = [TABLE, SMALL, TINY];
/// What marks a cell of a fault, and one of a doubt.
const FAULT: u8 = 222;
const DOUBT: u8 = 240;

pub(super) fn table(setter: &mut Setter, table: &Table) {
    let body = table.columns.iter().filter(|column| column.place == Place::Body).count();
    let all = table.columns.len();
    setter.pages.gap(6 * POINT);
    if table.reading == Reading::Columns || all <= ACROSS || body == all {
        let every: Vec<usize> = (0..all).collect();
        let grid = Grid::new(setter, table, &every);
        let entries = table.rows.iter().map(|row| grid.row(setter, row).into()).collect();
        grid.put(setter, entries);
    } else if (1..=BELOW).contains(&body) {
        let below: Vec<usize> =
            (0..all).filter(|n| table.columns[*n].place == Place::Body).collect();
        let grid = Grid::new(setter, table, &below);
        let entries = table.rows.iter().map(|row| {
            let across = u32::try_from(below.len()).unwrap_or(1);
            let part = setter.parts.below(grid.part, Role::Row);
            let lead = name(setter, table, row, setter.parts.below(part, Role::Name(across)));
            let mut rows = lead.1;
            rows.push(grid.row(setter, row));
            Entry { lead: lead.0, rows }
        });
        let entries = entries.collect();
        grid.put(setter, entries);
    } else {
        let entries = table.rows.iter().map(|row| entry(setter, table, row)).collect();
        setter.pages.table(None, entries);
    }
    setter.pages.gap(8 * POINT);
}

/// Some columns of a table with their places.
struct Grid<'a> {
    table: &'a Table,
    /// Which columns, and where each begins.
    columns: Vec<(usize, Twips, Twips)>,
    style: Style,
    part: Part,
}

impl<'a> Grid<'a> {
    fn new(setter: &Setter, table: &'a Table, which: &[usize]) -> Self {
        let styles = if table.reading == Reading::Columns { &SIZES[..] } else { &SIZES[..1] };
        let mut style = TABLE;
        let mut widths = Vec::new();
        for tried in styles {
            let mut wishes: Vec<width::Wish> =
                which.iter().map(|n| wish(setter, table, *n, *tried)).collect();
            if table.reading == Reading::Rows {
                let volumes: Vec<u64> = which.iter().map(|n| volume(setter, table, *n)).collect();
                width::balance(&mut wishes, &volumes);
            }
            style = *tried;
            widths = width::share(&wishes, WIDTH);
            if wishes.iter().map(|wish| wish.least).sum::<Twips>() <= WIDTH {
                break;
            }
        }
        let mut x = 0;
        let place = |(n, width): (&usize, Twips)| {
            let from = x;
            x += width;
            (*n, from, width)
        };
        let columns = which.iter().zip(widths).map(place).collect();
        Self { table, columns, style, part: setter.parts.add(Role::Table) }
    }

    fn put(&self, setter: &mut Setter, mut entries: Vec<Entry>) {
        if let Some(row) = entries.last_mut().and_then(|entry| entry.rows.last_mut()) {
            row.below = Some(THIN);
        }
        let header = self.header(setter);
        let slab = header.clone().slab();
        if repeats(&slab) {
            setter.pages.table(Some(&slab), entries);
        } else {
            entries.insert(0, header.into());
            setter.pages.table(None, entries);
        }
    }

    fn header(&self, setter: &Setter) -> Row {
        let part = setter.parts.below(self.part, Role::Row);
        let panes = self.columns.iter().map(|(n, x, width)| {
            let column = &self.table.columns[*n];
            let inner = Column { x: SIDE, width: width - 2 * SIDE, style: self.style.bold() };
            let text = line(&column.header);
            let lines = match column.align {
                Align::Left => setter.lines(&text, inner),
                Align::Right => setter.right(&text, inner),
            };
            let pane = Pane { x: *x, width: *width, fill: Some(BAND), lines };
            pane.of(setter.parts.below(part, Role::Head))
        });
        let panes = panes.collect();
        Row {
            panes,
            above: Some(THICK),
            below: Some(THIN),
            upright: Some(FAINT),
            pad: setter.pad(),
        }
    }

    fn row(&self, setter: &Setter, row: &sheet::Row) -> Row {
        let total = row.kind == RowKind::Total;
        let mut panes = Vec::with_capacity(self.columns.len());
        let part = setter.parts.below(self.part, Role::Row);
        for (n, x, width) in &self.columns {
            let Some(cell) = row.cells.get(*n) else { continue };
            let style = toned(if total { self.style.bold() } else { self.style }, cell.tone);
            let inner = Column { x: SIDE, width: width - 2 * SIDE, style };
            let right = self.table.columns[*n].align == Align::Right;
            let lines = lines(setter, cell, inner, right);
            let pane = Pane { x: *x, width: *width, fill: fill(cell.tone), lines };
            let role = match self.table.columns[*n].place {
                Place::Lead if *n == 0 => Role::Name(1),
                Place::Lead | Place::Body => Role::Cell,
            };
            panes.push(pane.of(setter.parts.below(part, role)));
        }
        let above = total.then_some(THIN);
        Row { panes, above, below: Some(HAIR), upright: Some(FAINT), pad: setter.pad() }
    }
}

fn toned(style: Style, tone: Tone) -> Style {
    match tone {
        Tone::Plain => style,
        Tone::Fault | Tone::Doubt => style.bold(),
        Tone::Quiet => style.shaded(DIM),
    }
}

fn fill(tone: Tone) -> Option<u8> {
    match tone {
        Tone::Fault => Some(FAULT),
        Tone::Doubt => Some(DOUBT),
        Tone::Plain | Tone::Quiet => None,
    }
}

/// The lines of a cell: its pieces below each other.
fn lines(setter: &Setter, cell: &Cell, column: Column, right: bool) -> Vec<Slab> {
    let mut lines = Vec::new();
    for (n, piece) in cell.pieces.iter().enumerate() {
        if n > 0 {
            lines.push(Slab::blank(2 * POINT));
        }
        if right && piece.label.is_empty() {
            for text in &piece.texts {
                lines.extend(setter.right(text, column));
            }
        } else {
            lines.extend(setter.labelled(piece, column));
        }
    }
    lines
}

/// What a column asks for.
fn wish(setter: &Setter, table: &Table, n: usize, style: Style) -> width::Wish {
    let column = &table.columns[n];
    let wide = |text: &str, style| setter.letters.natural(&setter.letters.writable(text), style);
    let head = wide(&line(&column.header), style.bold());
    let cells = table.rows.iter().filter_map(|row| row.cells.get(n));
    let pieces = cells.flat_map(|cell| &cell.pieces);
    let texts = pieces.flat_map(|piece| {
        piece.texts.iter().map(|text| {
            let label = if piece.label.is_empty() { 0 } else { wide(&piece.label, style) };
            wide(text, style.bold()).saturating_add(label)
        })
    });
    let natural = texts.max().unwrap_or_default().max(head).min(2 * WIDTH) + 2 * SIDE + 20;
    let narrow = 4 * style.size + 2 * SIDE;
    let least = match (column.align, table.reading) {
        (Align::Right, _) => natural,
        (Align::Left, Reading::Columns) => natural.min(narrow.max(WIDTH / 6)),
        (Align::Left, Reading::Rows) => natural.min(narrow.max(WIDTH / 10)),
    };
    width::Wish { natural, least: least.min(WIDTH / 2), weight: Twips::from(column.width.max(1)) }
}

/// How much text a column holds, as the length of all its lines end to end.
fn volume(setter: &Setter, table: &Table, n: usize) -> u64 {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(n));
    let texts = cells.flat_map(Cell::texts);
    let length = |text: &str| setter.letters.width(&setter.letters.writable(text), TABLE);
    // A short text takes a line too, and a page is the most that one text counts for.
    let counted = texts.map(|text| length(text).clamp(WIDTH / 8, 40 * WIDTH));
    counted.map(|length| u64::try_from(length).unwrap_or_default()).sum()
}

/// The texts that name a row, the last of them apart, with the tone of each.
fn leads<'r>(table: &Table, row: &'r sheet::Row) -> Vec<(String, &'r Cell)> {
    let columns = table.columns.iter().zip(&row.cells);
    let leads = columns.filter(|(column, _)| column.place == Place::Lead);
    leads.map(|(_, cell)| (cell.texts().collect::<Vec<_>>().join(" "), cell)).collect()
}

/// The band with the name of a row; rows instead where the name is very long.
fn name(setter: &Setter, table: &Table, row: &sheet::Row, part: Part) -> (Option<Lead>, Vec<Row>) {
    let leads = leads(table, row);
    let Some(((last, cell), first)) = leads.split_last() else { return (None, Vec::new()) };
    let head = first.iter().map(|(text, _)| line(text).into_owned()).collect();
    named(setter, head, (last, cell.tone), part)
}

/// A band with a name; what became of it stands apart at its right where there is room.
pub(super) fn named(
    setter: &Setter,
    mut head: Vec<String>,
    (last, tone): (&str, Tone),
    part: Part,
) -> (Option<Lead>, Vec<Row>) {
    let style = Style { size: TABLE.size + 10, ..SECTION };
    let state = setter.letters.writable(&line(last)).into_owned();
    let beside = setter.letters.width(&state, style) + 4 * SIDE;
    let apart = !head.is_empty() && beside <= WIDTH / 2;
    if !apart {
        head.push(line(last).into_owned());
    }
    let room = WIDTH - 2 * SIDE - if apart { beside } else { 0 };
    let text = head.join("　");
    let lines = setter.lines(&text, Column { x: SIDE, width: room, style });
    if lines.len() > FEW {
        let rest = if apart {
            setter.lines(last, Column { x: SIDE, width: room, style })
        } else {
            Vec::new()
        };
        let lines = lines.into_iter().chain(rest).collect();
        let cell = Pane { x: 0, width: WIDTH, fill: Some(BAND), lines };
        let panes = vec![cell.of(part)];
        let row = Row { panes, above: Some(THIN), pad: PAD, ..Row::default() };
        return (None, vec![row]);
    }
    let state = apart.then_some((state, tone));
    let again = setter.words.continued(&setter.letters.writable(&text));
    let again = setter.letters.writable(&again);
    let again = setter.letters.fitted(&again, style, room);
    let again = vec![slab_of(SIDE, style, &again)];
    let lead = Lead {
        first: band(setter, lines, state.as_ref(), style).of(part),
        again: band(setter, again, state.as_ref(), style).of_none(),
    };
    (Some(lead), Vec::new())
}

/// A shaded band; what became of the row stands in a box of its own at the right.
fn band(setter: &Setter, lines: Vec<Slab>, state: Option<&(String, Tone)>, style: Style) -> Slab {
    let cell = Pane { x: 0, width: WIDTH, fill: Some(BAND), lines };
    let row = Row { panes: vec![cell], above: Some(THIN), pad: 2 * POINT, ..Row::default() };
    let mut slab = row.slab();
    if let Some((text, tone)) = state {
        let width = setter.letters.width(text, style);
        let x = WIDTH - SIDE - width - SIDE;
        if matches!(tone, Tone::Fault | Tone::Doubt) {
            let area = Area {
                x: x - SIDE,
                y: POINT + 10,
                width: width + 2 * SIDE,
                height: style.lead + POINT,
            };
            slab.marks.push(Mark::Fill { area, shade: super::ink::PAPER });
            let edge = if *tone == Tone::Fault { THICK } else { HAIR };
            slab.marks.push(Mark::Frame { area, width: edge, shade: BLACK });
        }
        let shade = if *tone == Tone::Quiet { DIM } else { BLACK };
        let mut text = slab_of(x, style.shaded(shade), text);
        text.shift(0, 2 * POINT);
        slab.marks.append(&mut text.marks);
    }
    slab
}

/// A row as a form of its own.
fn entry(setter: &Setter, table: &Table, row: &sheet::Row) -> Entry {
    let (lead, mut rows) = name(setter, table, row, setter.parts.add(Role::Paragraph));
    let columns = table.columns.iter().zip(&row.cells);
    let mut pieces = Vec::new();
    for (column, cell) in columns.filter(|(column, _)| column.place == Place::Body) {
        for piece in &cell.pieces {
            let label = if piece.label.is_empty() { &column.header } else { &piece.label };
            pieces.push(Piece::list(label, piece.texts.clone()));
        }
    }
    rows.extend(form::rows(setter, &pieces));
    rows.push(Row { pad: 4 * POINT, ..Row::default() });
    Entry { lead, rows }
}
