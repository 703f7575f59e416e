//! A sheet as one page of HTML that needs nothing else: no script, no picture, no file beside it.
//!
//! Every text passes the escaping of the template and is made visible first. Anchors and classes
//! are made of numbers and of words of this code, never of a text.

mod ask;
mod block;
mod chart;
mod policy;
mod style;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::sheet::{Block, Level, Sheet, Title};
use crate::text::{line, visible};
use crate::words::{HtmlWords, fill};

/// A line end between blocks and rows, so that the source can be read and compared.
const NL: PreEscaped<&str> = PreEscaped("\n");

/// The sheet as HTML; ends with a line end.
///
/// # Panics
/// If the words built into the program do not read; the tests read them.
pub fn html(sheet: &Sheet) -> String {
    let words = HtmlWords::load(sheet.lang).expect("the tests read the words of every language");
    let mut page = Page::new(sheet, &words);
    let main = page.main(&sheet.blocks);
    let title = page.name();
    let style = style::style(&title, &page.widths, ask::style(&sheet.blocks));
    let headings = headings(&sheet.blocks);
    let page = html! {
        (DOCTYPE) (NL)
        html lang=(sheet.lang.name()) {
            (NL)
            head {
                (NL) meta charset="utf-8";
                (NL) meta http-equiv="Content-Security-Policy" content=(policy::policy(&style));
                (NL) meta name="viewport" content="width=device-width, initial-scale=1";
                (NL) meta name="color-scheme" content="light dark";
                (NL) meta name="referrer" content="no-referrer";
                (NL) title { (title) }
                (NL) style { (PreEscaped(style)) }
                (NL)
            }
            (NL)
            body #top {
                (NL) a.skip href="#main" { (words.skip) }
                (NL) header { (page.head()) }
                @if headings.len() > 1 { (NL) (contents(&headings, &words)) }
                (NL) main #main tabindex="-1" { (main) }
                (NL) footer {
                    p { (title) }
                    p.up { a href="#top" { (words.top) } }
                }
                (NL)
            }
            (NL)
        }
        (NL)
    };
    page.into_string()
}

/// What is counted while the blocks are written one after another.
struct Page<'a> {
    sheet: &'a Sheet,
    words: &'a HtmlWords,
    /// Headings so far; the number is part of the anchor.
    headings: usize,
    chapters: usize,
    /// Tables and drawings so far.
    things: usize,
    /// How often a table or a drawing was called so.
    called: BTreeMap<String, usize>,
    /// Whether the hatching is defined.
    hatched: bool,
    /// The text of the last heading; empty before the first.
    under: String,
    /// Widths of columns in percent that occur; a class is written for each.
    widths: BTreeSet<u16>,
}

impl<'a> Page<'a> {
    fn new(sheet: &'a Sheet, words: &'a HtmlWords) -> Self {
        Self {
            sheet,
            words,
            headings: 0,
            chapters: 0,
            things: 0,
            called: BTreeMap::new(),
            hatched: false,
            under: String::new(),
            widths: BTreeSet::new(),
        }
    }

    fn title(&self) -> Option<&'a Title> {
        self.sheet.blocks.iter().find_map(|block| match block {
            Block::Title(title) => Some(title),
            _ => None,
        })
    }

    /// What a window calls the page: never blank.
    fn name(&self) -> String {
        let heading = self.title().map_or("", |title| &title.heading);
        let names = [self.sheet.title.as_str(), heading, "tenken"];
        let name = names.into_iter().find(|name| !name.trim().is_empty());
        line(name.unwrap_or_default()).trim().to_owned()
    }

    fn head(&self) -> Markup {
        let Some(title) = self.title() else { return html! { h1 { (self.name()) } } };
        html! {
            h1 { (line(&title.heading)) }
            @if !title.addressee.trim().is_empty() { p.to { (line(&title.addressee)) } }
            @for text in &title.lines { p.from { (line(text)) } }
        }
    }

    /// The blocks, each chapter in a section of its own.
    fn main(&mut self, blocks: &[Block]) -> Markup {
        let mut starts = vec![0];
        let chapter = |block: &Block| matches!(block, Block::Heading { level: Level::Chapter, .. });
        starts.extend((1..blocks.len()).filter(|at| chapter(&blocks[*at])));
        starts.push(blocks.len());
        html! {
            @for part in starts.windows(2) {
                @let blocks = &blocks[part[0]..part[1]];
                (NL)
                // What stands before the first chapter has no heading that a section needs.
                @if blocks.first().is_some_and(chapter) { section { (self.part(blocks)) } }
                @else { div { (self.part(blocks)) } }
            }
            (NL)
        }
    }

    fn part(&mut self, blocks: &[Block]) -> Markup {
        html! { @for block in blocks { (self.block(block)) } (NL) }
    }

    /// A name for a table or a drawing under the last heading, and the number of its anchor.
    fn call(&mut self, title: &str) -> (String, usize) {
        self.things += 1;
        let count = self.called.entry(title.to_owned()).or_default();
        *count += 1;
        let name = match *count {
            1 => title.to_owned(),
            n => fill(&self.words.repeated, &[("title", title), ("n", &n.to_string())]),
        };
        (name, self.things)
    }
}

/// The headings in order; the place in the list is the number of the anchor, from 1.
fn headings(blocks: &[Block]) -> Vec<(Level, &str)> {
    let heading = |block| match block {
        &Block::Heading { level, ref text } => Some((level, text.as_str())),
        _ => None,
    };
    blocks.iter().filter_map(heading).collect()
}

/// Links to the chapters, and inside them to their sections.
fn contents(headings: &[(Level, &str)], words: &HtmlWords) -> Markup {
    let numbered: Vec<_> =
        (1..).zip(headings).map(|(n, (level, text))| (n, *level, *text)).collect();
    let opens = |at: usize| at == 0 || numbered[at].1 == Level::Chapter;
    let starts: Vec<usize> = (0..numbered.len()).filter(|at| opens(*at)).collect();
    let link = |(n, _, text): &(usize, Level, &str)| {
        html! { a href={ "#h" (n) } { (line(text)) } }
    };
    html! {
        nav aria-labelledby="contents" {
            p #contents { (words.contents) }
            ul {
                @for (at, start) in starts.iter().enumerate() {
                    @let end = starts.get(at + 1).copied().unwrap_or(numbered.len());
                    (NL)
                    li {
                        (link(&numbered[*start]))
                        @if end - start > 1 {
                            ul { @for inner in &numbered[start + 1..end] { li { (link(inner)) } } }
                        }
                    }
                }
            }
        }
    }
}

/// A text as it was typed, made visible, with its line ends.
fn typed(text: &str) -> Markup {
    let shown = visible(text);
    html! {
        @for (n, row) in shown.split('\n').enumerate() {
            @if n > 0 { br; }
            (row)
        }
    }
}
