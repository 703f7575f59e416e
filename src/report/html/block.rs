//! Each block of a sheet as elements; tables and drawings have files of their own.

use maud::{Markup, html};

use super::{NL, Page, ask, typed};
use crate::report::sheet::{Block, CODE_DIGITS, CODE_GROUPS, Level, Piece, Signature, Title};
use crate::text::{line, visible};

impl Page<'_> {
    pub(super) fn block(&mut self, block: &Block) -> Markup {
        let body = match block {
            Block::Title(title) => return self.second(title),
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) => html! { p.text { (typed(text)) } },
            Block::Cautions { texts, .. } if texts.is_empty() => return html! {},
            Block::Cautions { label, texts } => cautions(label, texts),
            Block::Facts(pieces) if pieces.is_empty() => return html! {},
            Block::Facts(pieces) => facts(pieces),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Signatures(places) if places.is_empty() => return html! {},
            Block::Signatures(places) => signatures(places),
            Block::Code { label } => code(label),
            Block::Space { label, rows } => space(label, *rows),
            Block::Slots(rows) => ask::slots(rows),
            Block::Ask(one) => ask::ask(one),
            Block::Commands(commands) if commands.is_empty() => return html! {},
            Block::Commands(commands) => html! {
                pre { @for command in commands { code { (visible(command)) } "\n" } }
            },
            Block::PageBreak => html! { div.page {} },
        };
        html! { (NL) (body) }
    }

    /// The first title heads the page; one more, where a sheet has it, stands where it is.
    fn second(&self, title: &Title) -> Markup {
        if self.title().is_some_and(|first| std::ptr::eq(first, title)) {
            return html! {};
        }
        html! {
            (NL)
            p.title { (line(&title.heading)) }
            @for text in std::iter::once(&title.addressee).chain(&title.lines) {
                p.text { (line(text)) }
            }
        }
    }

    fn heading(&mut self, level: Level, text: &str) -> Markup {
        // A section before the first chapter must not skip a level.
        let deep = level == Level::Section && self.chapters > 0;
        self.chapters += usize::from(level == Level::Chapter);
        self.headings += 1;
        let text = line(text);
        text.trim().clone_into(&mut self.under);
        let id = self.headings;
        html! {
            @if deep { h3 id={ "h" (id) } { (text) } } @else { h2 id={ "h" (id) } { (text) } }
        }
    }
}

fn cautions(label: &str, texts: &[String]) -> Markup {
    html! {
        ul.cautions { @for text in texts { li { strong { (line(label)) } " " (typed(text)) } } }
    }
}

fn facts(pieces: &[Piece]) -> Markup {
    html! {
        dl {
            @for piece in pieces {
                (NL)
                div { dt { (line(&piece.label)) } dd { (texts(&piece.texts)) } }
            }
        }
    }
}

/// One text as it is, several as a list.
pub(super) fn texts(texts: &[String]) -> Markup {
    match texts {
        [text] => typed(text),
        texts => html! { ul { @for text in texts { li { (typed(text)) } } } },
    }
}

/// One box for each person: who, and places for the date and for a seal or signature.
fn signatures(places: &[Signature]) -> Markup {
    html! {
        ul.signatures {
            @for place in places {
                (NL)
                li {
                    p.role { (line(&place.role)) }
                    p.name { @if let Some(name) = &place.name { (line(name)) } }
                    p.date { (line(&place.date_label)) }
                    p.seal { (line(&place.seal_label)) }
                }
            }
        }
    }
}

/// Numbered groups of boxes, one for each digit.
fn code(label: &str) -> Markup {
    html! {
        p.text { (typed(label)) }
        ol.code {
            @for number in 1..=CODE_GROUPS {
                li { "(" (number) ")" span { @for _ in 0..CODE_DIGITS { i {} } } }
            }
        }
    }
}

fn space(label: &str, rows: u8) -> Markup {
    html! {
        div.space { p { (line(label)) } @for _ in 0..rows { div {} } }
    }
}
