//! The one style element: `style.css`, the widths of the columns and the head of printed pages.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::text::fit;

const CSS: &str = include_str!("style.css");
/// Cells of the title above a printed page.
const TITLE: usize = 80;

/// `widths` are percents; each has a class `w12`. `more` is what only some pages need.
pub(super) fn style(title: &str, widths: &BTreeSet<u16>, more: &str) -> String {
    let mut out = String::from("\n");
    out.push_str(CSS);
    out.push_str(more);
    for width in widths {
        // Writing to a String cannot fail.
        let _ = writeln!(out, ".w{width}{{width:{width}%}}");
    }
    let _ = writeln!(out, "@page{{@top-right{{content:\"{}\"}}}}", quoted(&fit(title, TITLE)));
    out
}

/// A text inside the quotes of a CSS string (CSS Syntax 3, section 4.3.7): everything but ASCII
/// letters and digits is written by its number, so that no text can end the string or the element.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:06X}", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::ask;
    use super::*;

    #[test]
    fn no_title_can_end_the_string_or_the_element() {
        assert_eq!(quoted("a1髙"), "a1\\009AD9");
        let style = style("\"}</style><script>\\", &BTreeSet::from([7]), "");
        assert!(style.contains(".w7{width:7%}"));
        let tail = &style[CSS.len()..];
        assert!(!tail.contains('<') && tail.matches('"').count() == 2, "{tail}");
    }

    #[test]
    fn the_style_reaches_for_nothing_outside_the_page() {
        for word in ["url(", "@import", "@font-face", "http", "</"] {
            assert!(!CSS.contains(word) && !ask::CSS.contains(word), "{word}");
        }
    }
}
