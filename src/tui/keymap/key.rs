//! A key by itself, however it was typed: `１` with the IME on is `1`.
//!
//! It knows neither the terminal library nor what the key is for.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// A key with its modifiers, in one form for all ways to type it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Key {
    code: Code,
    ctrl: bool,
    alt: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// A key as pressed, with the very letter it writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    pub key: Key,
    /// The letter as it came (`１` stays `１`); none with Ctrl or Alt and for keys without one.
    pub typed: Option<char>,
}

impl Press {
    /// A letter as the terminal hands it over.
    pub fn letter(c: char) -> Self {
        Self { key: Key::plain(Code::Char(c)), typed: Some(c) }
    }
}

impl From<Key> for Press {
    fn from(key: Key) -> Self {
        let typed = match key.code {
            Code::Char(c) if key.is_text() => Some(c),
            _ => None,
        };
        Self { key, typed }
    }
}

/// Names as written in `keys.toml`, and as printed on the keyboard.
const NAMED: &[(&str, Code, &str)] = &[
    ("enter", Code::Enter, "Enter"),
    ("esc", Code::Esc, "Esc"),
    ("tab", Code::Tab, "Tab"),
    ("shift-tab", Code::BackTab, "Shift-Tab"),
    ("backspace", Code::Backspace, "BackSpace"),
    ("delete", Code::Delete, "Delete"),
    ("insert", Code::Insert, "Insert"),
    ("left", Code::Left, "Left"),
    ("right", Code::Right, "Right"),
    ("up", Code::Up, "Up"),
    ("down", Code::Down, "Down"),
    ("home", Code::Home, "Home"),
    ("end", Code::End, "End"),
    ("page-up", Code::PageUp, "PageUp"),
    ("page-down", Code::PageDown, "PageDown"),
    ("space", Code::Char(' '), "Space"),
];

impl Key {
    pub fn plain(code: Code) -> Self {
        Self { code: narrow(code), ctrl: false, alt: false }
    }

    /// With Ctrl a letter has no case: terminals send none.
    #[must_use]
    pub fn with_ctrl(self) -> Self {
        let code = match self.code {
            Code::Char(c) => Code::Char(c.to_ascii_lowercase()),
            code => code,
        };
        Self { code, ctrl: true, ..self }
    }

    #[must_use]
    pub fn with_alt(self) -> Self {
        Self { alt: true, ..self }
    }

    pub fn code(self) -> Code {
        self.code
    }

    /// Whether the key writes a letter where text is typed.
    pub fn is_text(self) -> bool {
        matches!(self.code, Code::Char(_)) && !self.ctrl && !self.alt
    }
}

/// NFKC, where that is one character: `？` is `?`, `ｊ` is `j`, `　` is a space.
fn narrow(code: Code) -> Code {
    let Code::Char(c) = code else {
        return code;
    };
    let mut folded = std::iter::once(c).nfkc();
    match (folded.next(), folded.next()) {
        (Some(one), None) => Code::Char(one),
        _ => code,
    }
}

/// A name that no key has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown key {0:?}")]
pub struct UnknownKey(String);

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(name: &str) -> Result<Self, UnknownKey> {
        if let Some(rest) = name.strip_prefix("ctrl-") {
            return rest.parse().map(Self::with_ctrl);
        }
        if let Some(rest) = name.strip_prefix("alt-") {
            return rest.parse().map(Self::with_alt);
        }
        let mut chars = name.chars();
        let code = match (chars.next(), chars.as_str()) {
            (Some(c), "") => Some(Code::Char(c)),
            (Some('f'), number) if !number.starts_with(['0', '+']) => {
                number.parse().ok().filter(|n| (1..=12).contains(n)).map(Code::F)
            }
            _ => None,
        };
        let named = NAMED.iter().find(|row| row.0 == name).map(|row| row.1);
        code.or(named).map(Self::plain).ok_or_else(|| UnknownKey(name.to_owned()))
    }
}

impl TryFrom<String> for Key {
    type Error = UnknownKey;

    fn try_from(name: String) -> Result<Self, UnknownKey> {
        name.parse()
    }
}

/// As printed on the keyboard: `Ctrl-S`, `F1`, `?`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ctrl = if self.ctrl { "Ctrl-" } else { "" };
        let alt = if self.alt { "Alt-" } else { "" };
        write!(f, "{ctrl}{alt}")?;
        match (NAMED.iter().find(|row| row.1 == self.code), self.code) {
            (Some((_, _, cap)), _) => f.write_str(cap),
            (None, Code::F(n)) => write!(f, "F{n}"),
            (None, Code::Char(c)) if !self.is_text() => write!(f, "{}", c.to_ascii_uppercase()),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Key {
        name.parse().unwrap()
    }

    #[test]
    fn one_key_has_one_form() {
        for (a, b) in [("1", "１"), ("?", "？"), ("j", "ｊ"), ("/", "／"), ("space", "　")] {
            assert_eq!(key(a), key(b));
        }
        assert_eq!(key("ctrl-S"), key("ctrl-s"));
        assert_ne!(key("N"), key("n"));
        assert_ne!(key("ctrl-n"), key("n"));
    }

    #[test]
    fn keys_are_shown_as_printed_on_the_keyboard() {
        for (name, shown) in [
            ("ctrl-s", "Ctrl-S"),
            ("alt-z", "Alt-Z"),
            ("ctrl-home", "Ctrl-Home"),
            ("shift-tab", "Shift-Tab"),
            ("f10", "F10"),
            ("page-up", "PageUp"),
            ("space", "Space"),
            ("n", "n"),
            ("N", "N"),
            ("ctrl-/", "Ctrl-/"),
        ] {
            assert_eq!(key(name).to_string(), shown);
        }
    }

    #[test]
    fn names_of_no_key_are_refused() {
        for name in ["", "f0", "f13", "f+1", "f01", "ctrl-", "hyper-x", "ab", "１２"] {
            assert!(name.parse::<Key>().is_err(), "{name}");
        }
        assert_eq!(key("-").code(), Code::Char('-'));
        assert_eq!(key("f").code(), Code::Char('f'));
    }

    #[test]
    fn a_letter_keeps_the_form_it_was_typed_in() {
        let press = Press::letter('１');
        assert_eq!((press.key, press.typed), (key("1"), Some('１')));
        assert_eq!(Press::from(key("space")).typed, Some(' '));
        assert_eq!(Press::from(key("ctrl-s")).typed, None);
    }
}
