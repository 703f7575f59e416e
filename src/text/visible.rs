//! The one gate that foreign text passes before it is printed anywhere.
//!
//! It escapes what a reader could not see or what would steer the terminal; it does not
//! judge meaning, look for confusable letters, or change what is stored.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// The half-width voicing marks; terminals draw each in a cell of its own.
pub(super) const SOUND_MARKS: [char; 2] = ['\u{ff9e}', '\u{ff9f}'];

/// Text with every invisible or steering character as `⟨U+202E⟩`.
///
/// `\n` and `\r\n` stay line ends (`\n`), a tab becomes one space. Variation selectors stay
/// behind the characters they may vary: names such as 葛󠄀城 are written with them.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        push_visible(&mut out, grapheme);
    }
    Cow::Owned(out)
}

/// [`visible`] on one line: line ends are shown as spaces.
pub fn line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        shown if shown.contains('\n') => Cow::Owned(shown.replace('\n', " ")),
        shown => shown,
    }
}

/// The form for the screen: [`visible`], half-width kana and its sound mark joined to the
/// full-width letter of the same two cells, no variation selectors.
///
/// Terminals draw a box for an unknown selector and disagree on the width of the mark.
pub fn display(text: &str) -> Cow<'_, str> {
    match visible(text) {
        shown if shown.chars().any(|c| SOUND_MARKS.contains(&c) || is_selector(c)) => {
            Cow::Owned(joined(&shown))
        }
        shown => shown,
    }
}

/// Whether `c`, written behind `previous`, is something a reader sees as itself.
///
/// Private-use characters (外字) count as shown: [`visible`] prints their code, and the writer
/// must be able to see that it does. Line ends and tabs do not count.
pub fn is_shown(previous: Option<char>, c: char) -> bool {
    is_private(c) || !(c.is_control() || is_invisible(c)) || varies(previous, c)
}

fn push_visible(out: &mut String, grapheme: &str) {
    match grapheme {
        "\n" | "\r\n" => return out.push('\n'),
        "\t" => return out.push(' '),
        _ => {}
    }
    // What a mark of no width may lean on: the character printed just before it.
    let mut previous = None;
    for c in grapheme.chars() {
        let alone = previous.is_none() && !SOUND_MARKS.contains(&c) && c.width() == Some(0);
        if !is_private(c) && is_shown(previous, c) && !alone {
            out.push(c);
            previous = Some(c);
        } else {
            push_code(out, c);
            previous = None;
        }
    }
}

fn push_code(out: &mut String, c: char) {
    use std::fmt::Write as _;
    // Writing to a String cannot fail.
    let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
}

/// Scripts without anything to escape, so that ordinary text is not even segmented.
fn is_plain(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}'
        | '\u{30a0}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9d}')
}

/// A variation selector behind a character it may vary (Unicode IVD: ideographs;
/// emoji-variation-sequences.txt: the symbol blocks).
fn varies(base: Option<char>, c: char) -> bool {
    match c {
        '\u{e0100}'..='\u{e01ef}' | '\u{fe00}'..='\u{fe02}' => base.is_some_and(is_han),
        '\u{fe0e}' | '\u{fe0f}' => base.is_some_and(is_symbol),
        _ => false,
    }
}

pub(super) fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}')
}

fn is_symbol(c: char) -> bool {
    matches!(c, '#' | '*' | '0'..='9' | '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}'
        | '\u{2122}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'
        | '\u{1f000}'..='\u{1faff}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}'
        | '\u{100000}'..='\u{10fffd}')
}

/// Zero-width, bidirectional, filling, tagging and non-characters (Unicode's
/// `Default_Ignorable_Code_Point` and `Bidi_Control`, the line separators, the annotation
/// marks, the blank Braille pattern and the non-characters).
fn is_invisible(c: char) -> bool {
    match c {
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        c => u32::from(c) & 0xfffe == 0xfffe,
    }
}

/// Half-width kana that takes a sound mark, its voiced and its half-voiced full-width form.
const VOICED: &str = "ｶガ ｷギ ｸグ ｹゲ ｺゴ ｻザ ｼジ ｽズ ｾゼ ｿゾ ﾀダ ﾁヂ ﾂヅ ﾃデ ﾄド \
                      ﾊバパ ﾋビピ ﾌブプ ﾍベペ ﾎボポ ｳヴ";

fn joined(shown: &str) -> String {
    let mut out = String::with_capacity(shown.len());
    let mut chars = shown.chars().filter(|c| !is_selector(*c)).peekable();
    while let Some(c) = chars.next() {
        match chars.peek().and_then(|mark| voiced(c, *mark)) {
            Some(full) => {
                out.push(full);
                chars.next();
            }
            None => out.push(c),
        }
    }
    out
}

fn voiced(kana: char, mark: char) -> Option<char> {
    let place = 1 + SOUND_MARKS.iter().position(|m| *m == mark)?;
    VOICED.split(' ').find(|row| row.starts_with(kana))?.chars().nth(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    const NASTY: &[char] = &[
        'a',
        '葛',
        '髙',
        'か',
        'ｶ',
        'ｱ',
        '\u{ff9e}',
        '\u{ff9f}',
        '\u{3099}',
        '\u{301}',
        '\n',
        '\r',
        '\t',
        '\u{1b}',
        '\u{202e}',
        '\u{200d}',
        '\u{e0100}',
        '\u{fe0f}',
        '\u{fe00}',
        '❤',
        '👨',
        '\u{e000}',
        '\u{1160}',
        '\u{1161}',
        '\u{1100}',
        '\u{110bd}',
        '\u{11a8}',
        '🇯',
        '\u{2028}',
        '⟩',
        ' ',
        '\u{915}',
        '\u{94d}',
        '\u{93f}',
        '\u{e0041}',
    ];

    fn nasty() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(NASTY), 0..12).prop_map(String::from_iter)
    }

    #[test]
    fn no_scalar_leaves_something_unseen_or_steering_behind() {
        let all_shown = |text: &str| {
            let before = std::iter::once(None).chain(text.chars().map(Some));
            before
                .zip(text.chars())
                .all(|(previous, c)| c == '\n' || is_shown(previous, c) && !is_private(c))
        };
        let mut escaped = 0;
        for c in '\0'..=char::MAX {
            // At the start, and behind a letter that takes selectors.
            let text = format!("{c}葛{c}");
            let shown = visible(&text);
            if shown != text {
                assert_eq!(visible(&shown), shown, "{text:?}");
            }
            assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
            assert!(!shown.contains(['\u{202e}', '\u{200b}', '\u{feff}', '\u{e0041}']));
            assert!(all_shown(&shown), "{text:?}");
            if shown != text || is_selector(c) {
                let (one, screen) = (line(&text), display(&text));
                assert!(!one.contains(char::is_control) && all_shown(&one), "{text:?}");
                assert!(all_shown(&screen) && !screen.contains(is_selector), "{text:?}");
                assert_eq!((line(&one), display(&screen)), (one.clone(), screen.clone()));
            }
            escaped += usize::from(is_private(c) || !is_shown(None, c));
        }
        assert_eq!(escaped, ESCAPED);
    }

    /// Counted apart from this program: 65 `Cc`, 4,174 `Default_Ignorable_Code_Point`, 137,468
    /// `Co` and 66 non-characters; and U+2028, U+2029, U+2800, U+FFF9 to U+FFFB.
    const ESCAPED: usize = 65 + 4_174 + 137_468 + 66 + 6;

    #[test]
    fn names_keep_their_letters() {
        for name in [
            "髙橋",
            "﨑山",
            "葛\u{e0100}城",
            "𠮷野家",
            "か\u{3099}",
            "ｶﾞｷﾞ",
            "神\u{fe00}",
            "☎\u{fe0f}",
        ] {
            assert_eq!(visible(name), name);
        }
    }

    #[test]
    fn what_hides_or_turns_text_is_shown_as_its_code() {
        assert_eq!(visible("適\u{202e}否"), "適⟨U+202E⟩否");
        assert_eq!(visible("\u{1b}[2J"), "⟨U+001B⟩[2J");
        assert_eq!(visible("a\u{e0100}"), "a⟨U+E0100⟩");
        assert_eq!(visible("\u{301}a"), "⟨U+0301⟩a");
        assert_eq!(visible("外\u{e000}字"), "外⟨U+E000⟩字");
        assert_eq!(visible("一\t二\r\n三\r"), "一 二\n三⟨U+000D⟩");
        assert_eq!(line("一\n二"), "一 二");
    }

    #[test]
    fn the_screen_gets_full_width_letters_for_marked_half_width_ones() {
        assert_eq!(display("ｶﾞｷﾞﾊﾟｳﾞｱｲ"), "ガギパヴｱｲ");
        assert_eq!(display("葛\u{e0100}城☎\u{fe0f}"), "葛城☎");
        assert_eq!(display("ｱﾞ"), "ｱﾞ");
    }

    proptest! {
        #[test]
        fn showing_twice_is_showing_once(text in nasty()) {
            let shown = visible(&text);
            prop_assert_eq!(visible(&shown), shown.clone());
            let screen = display(&text);
            prop_assert_eq!(display(&screen), screen.clone());
            for grapheme in screen.graphemes(true) {
                let marks = grapheme.matches(SOUND_MARKS).count();
                prop_assert!(grapheme == "\n" || grapheme.width() + marks > 0, "{:?}", grapheme);
            }
        }

        #[test]
        fn no_character_is_lost(text in nasty()) {
            let shown = visible(&text);
            for c in text.chars().filter(|c| !"\r\n\t".contains(*c)) {
                let code = format!("⟨U+{:04X}⟩", u32::from(c));
                prop_assert!(shown.contains(c) || shown.contains(&code));
            }
        }
    }
}
