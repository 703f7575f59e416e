//! Typed access to one block of a parsed file; whatever does not fit becomes a fault.
//!
//! It knows forms and limits of values, not what they mean together.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::keys::{self, nearest};
use super::source::{At, Quarter};
use crate::domain::fault::{Fault, FaultKind, Named, Place, Related, Shape};
use crate::domain::id::IdError;
use crate::text::{cells, is_shown};

/// Faults of one file that are told: more would only be the echo of a file that is no checklist.
const MAX_TOLD: usize = 1000;

/// Whose lengths are limited: texts as a person writes them, or with rows put into them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lengths {
    Written,
    Expanded,
}

/// Collects the faults of one file.
pub(super) struct Faults<'t> {
    file: &'t str,
    text: &'t str,
    pub(super) lengths: Lengths,
    pub(super) told: Vec<Fault>,
}

impl<'t> Faults<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, lengths: Lengths::Written, told: Vec::new() }
    }

    pub(super) fn tell(&mut self, span: &Range<usize>, kind: FaultKind) {
        self.push(span, kind, None);
    }

    pub(super) fn tell_with(&mut self, span: &Range<usize>, kind: FaultKind, related: Related) {
        self.push(span, kind, Some(related));
    }

    fn push(&mut self, span: &Range<usize>, kind: FaultKind, related: Option<Related>) {
        let file = self.file.to_owned();
        match self.told.len() {
            n if n < MAX_TOLD => self.told.push(Fault { kind, file, span: span.clone(), related }),
            MAX_TOLD => {
                let span = self.text.len()..self.text.len();
                let kind = FaultKind::TooMany { max: MAX_TOLD };
                self.told.push(Fault { kind, file, span, related: None });
            }
            _ => {}
        }
    }
}

/// One block with its header's place.
#[derive(Clone, Copy)]
pub(super) struct Block<'t> {
    pub(super) place: Place,
    pub(super) table: &'t DeTable<'t>,
    start: usize,
    end: usize,
}

impl<'t> Block<'t> {
    pub(super) fn new(place: Place, table: &'t DeTable<'t>, span: &Range<usize>) -> Self {
        Self { place, table, start: span.start, end: span.end }
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn key_span(&self, key: &str) -> Range<usize> {
        self.table.get_key_value(key).map_or_else(|| self.span(), |(key, _)| key.span())
    }

    /// Tells unknown keys and needed ones that are not there.
    pub(super) fn check_keys(&self, faults: &mut Faults<'_>) {
        let known = keys::known(self.place);
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let nearest = nearest(name, known.iter().copied());
                let kind =
                    FaultKind::UnknownKey { key: name.to_owned(), place: self.place, nearest };
                faults.tell(&key.span(), kind);
            }
        }
        for &key in keys::needed(self.place) {
            if !self.has(key) {
                self.missing(faults, key);
            }
        }
    }

    pub(super) fn missing(&self, faults: &mut Faults<'_>, key: &'static str) {
        let named = if self.place == Place::Row { "key" } else { "id" };
        let id = self.table.get(named).and_then(|v| v.get_ref().as_str()).map(str::to_owned);
        let id = id.filter(|_| self.place != Place::Top);
        faults.tell(&self.span(), FaultKind::MissingKey { key, place: self.place, id });
    }

    fn value(&self, key: &str) -> Option<(&'t DeValue<'t>, Range<usize>)> {
        self.table.get(key).map(|value| (value.get_ref(), value.span()))
    }

    pub(super) fn text(&self, faults: &mut Faults<'_>, key: &str) -> Option<At<String>> {
        let (value, span) = self.value(key)?;
        self.one_text(faults, key, value, span, Shape::Text)
    }

    fn one_text(
        &self,
        faults: &mut Faults<'_>,
        key: &str,
        value: &DeValue<'_>,
        span: Range<usize>,
        expected: Shape,
    ) -> Option<At<String>> {
        let Some(text) = value.as_str() else {
            wrong(faults, key, expected, value, &span);
            return None;
        };
        let text = text.replace("\r\n", "\n");
        self.check_text(faults, key, &text, &span);
        Some(At { value: text, span })
    }

    fn check_text(&self, faults: &mut Faults<'_>, key: &str, text: &str, span: &Range<usize>) {
        if text.trim().is_empty() {
            return faults.tell(span, FaultKind::EmptyText { key: key.to_owned() });
        }
        let widening = if faults.lengths == Lengths::Expanded { keys::EXPANDED } else { 1 };
        let (chars, max) = (text.chars().count(), keys::max_chars(self.place, key) * widening);
        if chars > max {
            faults.tell(span, FaultKind::LongText { key: key.to_owned(), chars, max });
        }
        if let Some(max) = keys::max_cells(self.place, key)
            && cells(text) > max
        {
            let kind = FaultKind::WideText { key: key.to_owned(), cells: cells(text), max };
            faults.tell(span, kind);
        }
        if text.contains('\n') && !keys::many_lines(key) {
            faults.tell(span, FaultKind::LineBreak { key: key.to_owned() });
        }
        let mut previous = None;
        let hidden = text.chars().filter(|&code| {
            let shown = code == '\n' || is_shown(previous, code);
            previous = Some(code);
            !shown
        });
        for code in hidden.collect::<BTreeSet<char>>() {
            // Those that stand raw in the file are told where they stand.
            let raw = faults.text.get(span.clone()).is_some_and(|raw| raw.contains(code));
            if !raw || code == '\t' {
                faults.tell(span, FaultKind::Hidden { code });
            }
        }
    }

    /// A list of texts without repetition and not too long.
    pub(super) fn texts(&self, faults: &mut Faults<'_>, key: &str) -> Option<At<Vec<At<String>>>> {
        let (value, span) = self.value(key)?;
        let Some(list) = value.as_array() else {
            wrong(faults, key, Shape::Texts, value, &span);
            return None;
        };
        let mut texts: Vec<At<String>> = Vec::new();
        for entry in list.iter().take(keys::MAX_ENTRIES) {
            let read = self.one_text(faults, key, entry.get_ref(), entry.span(), Shape::Text);
            let Some(text) = read else { continue };
            if texts.iter().any(|earlier| earlier.value == text.value) {
                let kind = FaultKind::Repeated { key: key.to_owned(), text: text.value.clone() };
                faults.tell(&text.span, kind);
            }
            texts.push(text);
        }
        if list.len() > keys::MAX_ENTRIES {
            let kind = FaultKind::LongList {
                key: key.to_owned(),
                count: list.len(),
                max: keys::MAX_ENTRIES,
            };
            faults.tell(&span, kind);
        }
        Some(At { value: texts, span })
    }

    /// [`Self::texts`] with at least one entry.
    pub(super) fn some_texts(
        &self,
        faults: &mut Faults<'_>,
        key: &str,
    ) -> Option<At<Vec<At<String>>>> {
        let list = self.texts(faults, key)?;
        if list.value.is_empty() {
            faults.tell(&list.span, FaultKind::EmptyList { key: key.to_owned() });
        }
        Some(list)
    }

    pub(super) fn number(&self, faults: &mut Faults<'_>, key: &str) -> Option<At<i64>> {
        let (value, span) = self.value(key)?;
        let number = value
            .as_integer()
            .and_then(|found| i64::from_str_radix(found.as_str(), found.radix()).ok());
        if number.is_none() {
            wrong(faults, key, Shape::Number, value, &span);
        }
        number.map(|value| At { value, span })
    }

    pub(super) fn flag(&self, faults: &mut Faults<'_>, key: &str) -> Option<At<bool>> {
        let (value, span) = self.value(key)?;
        if value.as_bool().is_none() {
            wrong(faults, key, Shape::Flag, value, &span);
        }
        value.as_bool().map(|value| At { value, span })
    }

    pub(super) fn id<T>(
        &self,
        faults: &mut Faults<'_>,
        key: &str,
        named: Named,
        make: fn(&str) -> Result<T, IdError>,
    ) -> Option<At<T>> {
        let text = self.text(faults, key)?;
        read_id(faults, &text, named, make)
    }

    /// The quarter under `key`, 1–4.
    pub(super) fn quarter(&self, faults: &mut Faults<'_>, key: &'static str) -> Option<Quarter> {
        let (_, span) = self.value(key)?;
        let number = self.number(faults, key);
        let value = number.as_ref().and_then(|n| u8::try_from(n.value).ok());
        let value = value.filter(|quarter| (1..=4).contains(quarter));
        if let Some(number) = number.filter(|_| value.is_none()) {
            faults.tell(&span, FaultKind::BadQuarter { key, found: number.value });
        }
        Some(At { value, span })
    }

    /// The blocks under `[[key]]`.
    pub(super) fn blocks(
        &self,
        faults: &mut Faults<'_>,
        key: &str,
        place: Place,
    ) -> Vec<Block<'t>> {
        let Some((value, span)) = self.value(key) else { return Vec::new() };
        let mut blocks = Vec::new();
        for entry in value.as_array().into_iter().flatten() {
            if let Some(table) = entry.get_ref().as_table() {
                blocks.push(Block::new(place, table, &entry.span()));
            } else {
                wrong(faults, key, Shape::Block, entry.get_ref(), &entry.span());
            }
        }
        if value.as_array().is_none() {
            wrong(faults, key, Shape::Blocks, value, &span);
        }
        blocks
    }

    /// The block under `[key]`.
    pub(super) fn block(
        &self,
        faults: &mut Faults<'_>,
        key: &str,
        place: Place,
    ) -> Option<Block<'t>> {
        let (value, span) = self.value(key)?;
        let Some(table) = value.as_table() else {
            wrong(faults, key, Shape::Block, value, &span);
            return None;
        };
        Some(Block::new(place, table, &span))
    }
}

/// A text as an id; of an empty text only the emptiness is told.
pub(super) fn read_id<T>(
    faults: &mut Faults<'_>,
    text: &At<String>,
    named: Named,
    make: fn(&str) -> Result<T, IdError>,
) -> Option<At<T>> {
    match make(&text.value) {
        Ok(value) => Some(At { value, span: text.span.clone() }),
        Err(_) if text.value.trim().is_empty() => None,
        Err(why) => {
            let kind = FaultKind::BadId { text: text.value.clone(), named, why };
            faults.tell(&text.span, kind);
            None
        }
    }
}

fn wrong(
    faults: &mut Faults<'_>,
    key: &str,
    expected: Shape,
    value: &DeValue<'_>,
    span: &Range<usize>,
) {
    let found = match value {
        DeValue::String(_) => Shape::Text,
        DeValue::Integer(_) | DeValue::Float(_) => Shape::Number,
        DeValue::Boolean(_) => Shape::Flag,
        DeValue::Datetime(_) => Shape::Date,
        DeValue::Array(list) if list.iter().any(|entry| entry.get_ref().is_table()) => {
            Shape::Blocks
        }
        DeValue::Array(_) => Shape::List,
        DeValue::Table(_) => Shape::Block,
    };
    faults.tell(span, FaultKind::WrongType { key: key.to_owned(), expected, found });
}
