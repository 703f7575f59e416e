//! The running head and the page number of every page.
//!
//! Nothing of the document itself is here.

use super::ink::{DIM, FAINT, HAIR, Mark, POINT, Style, Twips};
use super::letters::Letters;
use super::pages::{BOTTOM, HIGH, LEFT, Page, TOP, WIDTH};
use super::parts::Part;
use crate::words::{PdfWords, fill};

const STYLE: Style = Style::new(150, 210).shaded(DIM);
const HEAD: Twips = TOP - 22 * POINT;
const FOOT: Twips = HIGH - BOTTOM + 26 * POINT;

/// The first page has its title and so no head.
pub(super) fn add(pages: &mut [Page], letters: &Letters, words: &PdfWords, title: &str) {
    let title = letters.fitted(&letters.writable(title), STYLE, WIDTH);
    let total = pages.len().to_string();
    for (n, page) in (1..).zip(pages) {
        if n > 1 {
            let text = title.clone();
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
