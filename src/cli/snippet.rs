//! Faults with the source lines they are about, each place as `file:line:column`.
//!
//! Lines are shown around the fault only, and never a character that steers the terminal.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::fault::{Fault, Severity};
use crate::domain::lines::{Lines, Position, floor};
use crate::text::{line, visible, wrap};
use crate::words::LintWords;

/// Cells that a source line may take; the frame is added to it.
const WIDTH: usize = 92;

/// Cells of a line that are marked at most.
const MARKED: usize = 60;

/// Bytes of a line; a longer one is not shown at all, only told by its place.
const MAX_LINE: usize = 4096;

/// Faults shown with their lines; of a file that is no checklist at all one line each is enough.
const MAX_SHOWN: usize = 200;

/// A file that faults may point into.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

/// A source whose lines are found.
struct Indexed<'a> {
    name: &'a str,
    text: &'a str,
    lines: Lines<'a>,
}

/// All faults, an empty line after each; beyond the first `MAX_SHOWN` a line each. Of a
/// place in a file that is not among `sources` nothing but the name of the file can be shown.
pub fn render(faults: &[Fault], sources: &[Source<'_>], words: &LintWords) -> String {
    let sources: Vec<Indexed<'_>> = sources
        .iter()
        .map(|Source { name, text }| Indexed { name, text, lines: Lines::new(text) })
        .collect();
    let mut out = String::new();
    let (shown, rest) = faults.split_at(faults.len().min(MAX_SHOWN));
    for fault in shown {
        out.push_str(&one(fault, &sources, words));
        out.push_str("\n\n");
    }
    for fault in rest {
        out.push_str(&short(fault, &sources, words));
    }
    if !rest.is_empty() {
        out.push('\n');
    }
    out
}

fn short(fault: &Fault, sources: &[Indexed<'_>], words: &LintWords) -> String {
    let at = Place::find(&fault.file, &fault.span, sources).at;
    let at = at.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    let what = words.tell(&fault.kind).what;
    format!("{}: {}{at}: {what}\n", words.severity(fault.severity()), line(&fault.file))
}

fn one(fault: &Fault, sources: &[Indexed<'_>], words: &LintWords) -> String {
    let told = words.tell(&fault.kind);
    let level = match fault.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.with_name(words.severity(fault.severity())).primary_title(told.what);
    let here = Place::find(&fault.file, &fault.span, sources);
    let mut group = Group::with_title(title).element(here.element(AnnotationKind::Primary, None));
    if let Some(related) = &fault.related {
        let there = Place::find(&related.file, &related.span, sources);
        let label = words.related(related.kind).to_owned();
        group = group.element(there.element(AnnotationKind::Context, Some(label)));
    }
    group = group.element(Level::HELP.with_name(words.hint().to_owned()).message(told.next));
    Renderer::plain().term_width(WIDTH).render(&[group])
}

/// One place in one file, cut down to its line.
struct Place {
    file: String,
    at: Option<Position>,
    /// `None`: too long to be shown.
    line: Option<String>,
    span: Range<usize>,
}

impl Place {
    fn find(file: &str, span: &Range<usize>, sources: &[Indexed<'_>]) -> Self {
        let name = line(file).into_owned();
        let Some(source) = sources.iter().find(|source| source.name == file) else {
            return Self { file: name, at: None, line: None, span: 0..0 };
        };
        let start = floor(source.text, span.start);
        let at = Some(source.lines.position(start));
        let Range { start: mut from, end: to } = source.lines.span(start);
        if from == 0 && source.text.starts_with('\u{feff}') {
            from = '\u{feff}'.len_utf8().min(to);
        }
        if to - from > MAX_LINE {
            return Self { file: name, at, line: None, span: 0..0 };
        }
        let end = floor(source.text, span.end.clamp(start, to.max(start)));
        let (shown, span) = shown(&source.text[from..to], start, end, from);
        Self { file: name, at, line: Some(shown), span }
    }

    fn element<'a>(self, kind: AnnotationKind, label: Option<String>) -> Element<'a> {
        let Some(at) = self.at else { return Origin::path(self.file).into() };
        let Some(line) = self.line else {
            return Origin::path(self.file).line(at.line).char_column(at.column).into();
        };
        let end = self.span.start + fit(&line[self.span.clone()]);
        let annotation: Annotation<'a> = kind.span(self.span.start..end).label(label);
        Snippet::source(line).path(self.file).line_start(at.line).annotation(annotation).into()
    }
}

/// The bytes of a marked text that are marked: so many that the line is not cut for it.
fn fit(marked: &str) -> usize {
    wrap(marked, MARKED).first().map_or(0, |row| row.end)
}

/// The line that begins at `from` with one character for each of its own, so that columns
/// stay true, and the bytes of it that stand for `start..end` of the file.
fn shown(raw: &str, start: usize, end: usize, from: usize) -> (String, Range<usize>) {
    let raw = raw.strip_suffix('\r').unwrap_or(raw);
    let mut out = String::with_capacity(raw.len());
    let mut span = None;
    let mut stop = 0;
    let mut at = from;
    for grapheme in raw.graphemes(true) {
        let plain = visible(grapheme) == grapheme;
        for c in grapheme.chars() {
            if at >= start && span.is_none() {
                span = Some(out.len());
            }
            out.push(if plain || c == '\t' { c } else { char::REPLACEMENT_CHARACTER });
            at += c.len_utf8();
            if at <= end {
                stop = out.len();
            }
        }
    }
    let begin = span.unwrap_or(out.len());
    let stop = stop.max(begin);
    (out, begin..stop)
}
