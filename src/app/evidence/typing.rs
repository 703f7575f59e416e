//! Paths as people type, drop or paste them, and what a typed beginning can go on with.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::place;
use crate::app::App;
use crate::store::fs::Kind;
use crate::text::is_shown;

/// The most names that are offered.
const MOST: usize = 100;

/// What a typed beginning can go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// What was typed, with all that every name has in common.
    pub completed: String,
    /// The names in the folder, those of folders with a `/`; in order.
    pub names: Vec<String>,
}

/// The path that was meant: file managers and terminals put quotes round a path that is copied
/// or dropped, or a backslash before a blank.
pub(super) fn meant(typed: &str) -> String {
    let text = typed.trim();
    for quote in ['"', '\''] {
        let inner = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty()) {
            return inner.to_owned();
        }
    }
    if cfg!(windows) { text.to_owned() } else { text.replace("\\ ", " ") }
}

/// `PATH` or `PATH=TEXT` of the command line. A path that holds `=` itself is taken whole where
/// it is there; else the first `=` parts the two.
pub fn path_and_text(app: &App, given: &OsStr) -> (PathBuf, Option<String>) {
    let whole = place::absolute(app, Path::new(given), &app.whereabouts.directory);
    match given.to_str().and_then(|text| text.split_once('=')) {
        Some((path, text)) if app.root.fs().metadata(&whole).is_err() => {
            (PathBuf::from(path), Some(text.to_owned()))
        }
        _ => (PathBuf::from(given), None),
    }
}

pub(super) fn names(app: &App, typed: &str) -> Names {
    let slash = |c: char| c == '/' || (cfg!(windows) && c == '\\');
    let start = typed.rfind(slash).map_or(0, |at| at + 1);
    let (folder, begun) = typed.split_at(start);
    let dir = place::absolute(app, Path::new(folder), &place::root(app));
    let begun: String = begun.nfc().collect();
    let listed = app.root.fs().list(&dir).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for entry in listed {
        let Ok(name) = entry.name.into_string() else { continue };
        let hidden = name.starts_with('.') && !begun.starts_with('.');
        let fits = name.nfc().collect::<String>().starts_with(&begun);
        // What cannot be typed cannot be offered.
        let plain = name.chars().scan(None, |last, c| Some(is_shown(last.replace(c), c)));
        if hidden || !fits || !plain.into_iter().all(|shown| shown) {
            continue;
        }
        match entry.kind {
            Kind::Dir => names.push(name + "/"),
            Kind::File => names.push(name),
            Kind::Symlink | Kind::Other => {}
        }
    }
    let completed = match names.split_first() {
        Some((first, rest)) => format!("{folder}{}", common(first, rest)),
        None => typed.to_owned(),
    };
    names.truncate(MOST);
    Names { completed, names }
}

fn common<'a>(first: &'a str, rest: &[String]) -> &'a str {
    let shared = |end: usize| rest.iter().all(|name| name.starts_with(&first[..end]));
    let ends = first.char_indices().map(|(at, c)| at + c.len_utf8());
    &first[..ends.take_while(|end| shared(*end)).last().unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dropped_or_copied_is_read_as_the_path_it_is() {
        for (typed, path) in [
            ("規程.pdf", "規程.pdf"),
            (" \"C:\\書類\\契約 書.pdf\" ", "C:\\書類\\契約 書.pdf"),
            ("'/mnt/share/名簿.xlsx' ", "/mnt/share/名簿.xlsx"),
            ("\"", "\""),
        ] {
            assert_eq!(meant(typed), path, "{typed}");
        }
        if cfg!(unix) {
            assert_eq!(meant("/Users/t/My\\ File.pdf"), "/Users/t/My File.pdf");
        }
    }

    #[test]
    fn the_common_beginning_ends_where_names_part() {
        let rest = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(common("規程1.pdf", &rest(&["規程2.pdf", "規程集.pdf"])), "規程");
        assert_eq!(common("甲", &rest(&["乙"])), "");
        assert_eq!(common("甲.pdf", &[]), "甲.pdf");
    }
}
