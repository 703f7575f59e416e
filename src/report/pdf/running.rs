//! The running head and the page number of every page.
//!
//! Nothing of the document itself is here.

use super::ink::{DIM, FAINT, HAIR, Mark, POINT, Style, Twips};
use super::letters::Letters;
use super::pages::{BOTTOM, HIGH, LEFT, Page, TOP, WIDTH};
use super::parts::Part;
use crate::report::sheet::{Block, Level, Sheet};
use crate::text::line;
use crate::words::{PdfWords, fill};

const STYLE: Style = Style::new(150, 210).shaded(DIM);
const HEAD: Twips = TOP - 22 * POINT;
const FOOT: Twips = HIGH - BOTTOM + 26 * POINT;

/// The first page has its title and so no head.
pub(super) fn add(pages: &mut [Page], letters: &Letters, words: &PdfWords, sheet: &Sheet) {
    let total = pages.len().to_string();
    // Sheets that are written on lie about alone; each says where it belongs.
    let loose = sheet.blocks.iter().any(|block| matches!(block, Block::Ask(_)));
    let mut chapter = String::new();
    for (n, page) in (1..).zip(pages) {
        let mut chapters = page.jumps.iter().filter(|jump| jump.level == Level::Chapter);
        if let Some(last) = chapters.next_back().filter(|_| loose) {
            chapter = format!("　{}", last.text);
        }
        if n > 1 {
            let text = format!("{}{chapter}", line(&sheet.title));
            let text = letters.fitted(&letters.writable(&text), STYLE, WIDTH);
            page.marks
                .insert(0, Mark::Text { x: LEFT, y: HEAD, text, style: STYLE, part: Part::Aside });
            let rule = Mark::across(LEFT, HEAD + 5 * POINT, WIDTH, HAIR, FAINT);
            page.marks.insert(1, rule);
        }
        let text = fill(&words.page, &[("page", &n.to_string()), ("total", &total)]);
        let text = letters.writable(&text).into_owned();
        let x = LEFT + (WIDTH - letters.width(&text, STYLE)) / 2;
        page.marks.push(Mark::Text { x, y: FOOT, text, style: STYLE, part: Part::Aside });
    }
}
