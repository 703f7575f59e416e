//! How things look, by what they mean, read from `theme.toml`.
//!
//! No colour carries a meaning alone: the marks and words stand beside it. It does not ask the
//! terminal for its colours, since the answer would come as key presses.

mod style;

use std::collections::BTreeMap;

use ratatui::style::Style;
use serde::Deserialize;

use self::style::Look;

/// A style for each meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub text: Style,
    /// What can be passed over in reading.
    pub dim: Style,
    pub title: Style,
    /// The row or button that the next key is for.
    pub focus: Style,
    pub ok: Style,
    pub ng: Style,
    pub na: Style,
    pub unverified: Style,
    /// Not answered yet.
    pub open: Style,
    pub warn: Style,
    pub error: Style,
    pub saved: Style,
    pub unsaved: Style,
    pub marks: Marks,
}

/// What stands for a verdict in a list; all take the same cells.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    pub ok: String,
    pub ng: String,
    pub na: String,
    pub unverified: String,
    pub open: String,
}

/// What can be wrong with a theme.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    #[error("themes not read: {0}")]
    Toml(#[from] toml::de::Error),
    #[error("no theme {name:?}, only {}", known.join(", "))]
    Unknown { name: String, known: Vec<String> },
}

#[derive(Deserialize)]
struct Themes {
    marks: Marks,
    #[serde(flatten)]
    looks: BTreeMap<String, Looks>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Looks {
    text: Look,
    dim: Look,
    title: Look,
    focus: Look,
    ok: Look,
    ng: Look,
    na: Look,
    unverified: Look,
    open: Look,
    warn: Look,
    error: Look,
    saved: Look,
    unsaved: Look,
}

impl Theme {
    /// The theme for any background.
    pub const DEFAULT: &str = "default";
    /// The theme without colour.
    pub const MONO: &str = "mono";

    /// The theme of that name.
    pub fn load(name: &str) -> Result<Self, ThemeError> {
        let Themes { marks, mut looks } = toml::from_str(include_str!("theme.toml"))?;
        match looks.remove(name) {
            Some(looks) => Ok(looks.with(marks)),
            None => Err(ThemeError::Unknown {
                name: name.to_owned(),
                known: looks.into_keys().collect(),
            }),
        }
    }

    /// The theme of that name, or the one without colour if the environment variable `NO_COLOR`
    /// has a value that is not empty (no-color.org).
    pub fn choose(name: &str, no_color: Option<&str>) -> Result<Self, ThemeError> {
        match no_color {
            Some(value) if !value.is_empty() => Self::load(Self::MONO),
            _ => Self::load(name),
        }
    }
}

impl Looks {
    fn with(&self, marks: Marks) -> Theme {
        Theme {
            text: self.text.style(),
            dim: self.dim.style(),
            title: self.title.style(),
            focus: self.focus.style(),
            ok: self.ok.style(),
            ng: self.ng.style(),
            na: self.na.style(),
            unverified: self.unverified.style(),
            open: self.open.style(),
            warn: self.warn.style(),
            error: self.error.style(),
            saved: self.saved.style(),
            unsaved: self.unsaved.style(),
            marks,
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::text::cells;

    const NAMES: [&str; 4] = ["default", "dark", "light", "mono"];

    fn styles(theme: &Theme) -> [Style; 13] {
        let Theme { text, dim, title, focus, ok, ng, na, .. } = *theme;
        let Theme { unverified, open, warn, error, saved, unsaved, .. } = *theme;
        [text, dim, title, focus, ok, ng, na, unverified, open, warn, error, saved, unsaved]
    }

    #[test]
    fn every_theme_loads_and_others_are_refused_by_name() {
        for name in NAMES {
            assert!(Theme::load(name).is_ok(), "{name}");
        }
        let Err(ThemeError::Unknown { known, .. }) = Theme::load("marks") else {
            panic!("marks are no theme");
        };
        assert_eq!(known, ["dark", "default", "light", "mono"]);
    }

    #[test]
    fn no_color_takes_all_colour_away() {
        let theme = Theme::choose("dark", Some("1")).unwrap();
        assert!(styles(&theme).iter().all(|style| style.fg.is_none() && style.bg.is_none()));
        assert_eq!(Theme::choose("dark", Some("")).unwrap(), Theme::load("dark").unwrap());
        assert_eq!(Theme::choose("dark", None).unwrap(), Theme::load("dark").unwrap());
    }

    #[test]
    fn the_default_can_be_read_on_white_and_on_black() {
        let safe = [None, Some(Color::Red), Some(Color::Green), Some(Color::Magenta)];
        for style in styles(&Theme::load(Theme::DEFAULT).unwrap()) {
            assert!(safe.contains(&style.fg) && style.bg.is_none(), "{style:?}");
        }
    }

    #[test]
    fn the_focus_is_seen_without_colour() {
        for name in NAMES {
            let theme = Theme::load(name).unwrap();
            assert_ne!(theme.focus.add_modifier, theme.text.add_modifier, "{name}");
            assert_ne!(theme.unsaved, theme.saved, "{name}");
        }
    }

    #[test]
    fn marks_differ_and_take_the_same_cells_in_every_terminal() {
        let Marks { ok, ng, na, unverified, open } = Theme::load(Theme::DEFAULT).unwrap().marks;
        let marks = [ok, ng, na, unverified, open];
        for (i, mark) in marks.iter().enumerate() {
            assert_eq!(cells(mark), 4, "{mark}");
            assert_eq!(mark.width(), mark.width_cjk(), "{mark}");
            assert!(!marks[..i].contains(mark), "{mark}");
        }
    }
}
