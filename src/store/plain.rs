//! Which characters never stand raw in what the store writes.
//!
//! It does not clean text for the screen; that is done where text is drawn.

/// Control characters, line and paragraph separators, and the invisible characters that turn
/// the reading direction. All of them lie below U+10000.
pub(super) fn disturbs(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || c == '\u{FEFF}'
}
