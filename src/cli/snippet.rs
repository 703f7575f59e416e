//! Faults with the source lines they are about, each place as `file:line:column`.
//!
//! Lines are shown around the fault only, and never a character that steers the terminal.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::fault::{Fault, Position, Severity, position};
use crate::text::{line, visible, wrap};
use crate::words::LintWords;

/// Cells that a source line may take; the frame is added to it.
const WIDTH: usize = 92;

/// Cells of a line that are marked at most.
const MARKED: usize = 60;

/// A line longer than this is not shown at all, only told by its place.
const MAX_LINE: usize = 4000;

/// A file that faults may point into.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

/// All faults, an empty line after each. Of a place in a file that is not among `sources`
/// nothing but the name of the file can be shown.
pub fn render(faults: &[Fault], sources: &[Source<'_>], words: &LintWords) -> String {
    let mut out = String::new();
    for fault in faults {
        out.push_str(&one(fault, sources, words));
        out.push_str("\n\n");
    }
    out
}

fn one(fault: &Fault, sources: &[Source<'_>], words: &LintWords) -> String {
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
    line: String,
    span: Range<usize>,
}

impl Place {
    fn find(file: &str, span: &Range<usize>, sources: &[Source<'_>]) -> Self {
        let name = line(file).into_owned();
        let Some(source) = sources.iter().find(|source| source.name == file) else {
            return Self { file: name, at: None, line: String::new(), span: 0..0 };
        };
        let text = source.text;
        let start = floor(text, span.start);
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor(text, span.end.clamp(start, to));
        let mark =
            if from == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let (shown, span) = shown(&text[(from + mark).min(to)..to], start, end, from + mark);
        Self { file: name, at: Some(position(text, start)), line: shown, span }
    }

    fn element<'a>(self, kind: AnnotationKind, label: Option<String>) -> Element<'a> {
        let Some(at) = self.at else { return Origin::path(self.file).into() };
        if self.line.chars().count() > MAX_LINE {
            return Origin::path(self.file).line(at.line).char_column(at.column).into();
        }
        let end = floor(&self.line, self.span.start + fit(&self.line[self.span.clone()]));
        let annotation: Annotation<'a> = kind.span(self.span.start..end).label(label);
        Snippet::source(self.line).path(self.file).line_start(at.line).annotation(annotation).into()
    }
}

/// The bytes of a marked text that are marked: so many that the line is not cut for it.
fn fit(marked: &str) -> usize {
    wrap(marked, MARKED).first().map_or(0, |row| row.end)
}

fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
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
