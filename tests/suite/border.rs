//! What the source must keep to so that nothing of a file is told in words that are not ours.
//!
//! It reads the source as text; the behaviour is in `corpus`.

#![cfg(test)]

use std::collections::BTreeSet;

use crate::source::{file, rust_files};

/// The literals that end a call of `name(`.
fn last_literals(text: &str, name: &str) -> Vec<String> {
    let calls = text.match_indices(name).map(|(at, _)| &text[at + name.len()..]);
    let literal = |call: &str| {
        // No phrase has a parenthesis, and every call ends behind its phrase.
        let end = call.find("\")")?;
        let start = call[..end].rfind('"')?;
        let between = &call[..start];
        (!between.contains(';')).then(|| call[start + 1..end].to_owned())
    };
    calls.filter_map(literal).collect()
}

#[test]
fn what_a_value_should_have_been_is_told_in_both_languages() {
    let words: toml::Table = file("src/words/ja/border.toml").parse().unwrap();
    let known: BTreeSet<&str> =
        words["border"]["expected"].as_table().unwrap().keys().map(String::as_str).collect();
    let mut found = BTreeSet::new();
    for source in rust_files("src/store/shape") {
        let code = source.text.split("#[cfg(test)]").next().unwrap();
        for name in ["ShapeError::value(", "parsed("] {
            found.extend(last_literals(code, name));
        }
    }
    assert!(found.len() > 15, "{found:?}");
    let missing: Vec<_> = found.iter().filter(|phrase| !known.contains(phrase.as_str())).collect();
    assert!(
        missing.is_empty(),
        "say what is meant by {missing:?} under [border.expected] of src/words/*/border.toml"
    );
}

#[test]
fn every_shape_is_read_through_the_one_bounded_reader() {
    for source in rust_files("src/store/shape") {
        let code = source.text.split("#[cfg(test)]").next().unwrap();
        let times = code.matches("toml::from_str").count();
        let allowed = usize::from(source.name.ends_with("shape/mod.rs"));
        assert!(times <= allowed, "{}: read it with `parse` of `store::shape`", source.name);
    }
}

#[test]
fn no_text_of_the_toml_reader_leaves_the_place_where_it_is_understood() {
    // Words, keys and themes are our own files, and a test reads them all.
    let allowed = ["src/words/mod.rs", "src/tui/keymap/", "src/tui/theme/", "src/app/demo/"];
    let understood = ["src/store/shape/trouble.rs", "src/store/checklists/syntax.rs"];
    for source in rust_files("src") {
        let code = source.text.split("#[cfg(test)]").next().unwrap();
        let name = &source.name;
        if understood.iter().chain(&allowed).any(|place| name.starts_with(place)) {
            continue;
        }
        assert!(!code.contains(".message()"), "{name}: tell kinds, not the reader's own text");
    }
}

/// A call that the bounded disk did not pass on would be answered by the trait's own default, or go
/// around the bounds.
#[test]
fn every_call_of_the_disk_goes_through_the_bounds() {
    let text = file("src/store/fs/mod.rs");
    let (_, body) = text.split_once("pub trait Fs").unwrap();
    let body = body.split("\n}\n").next().unwrap();
    let bounded = file("src/store/fs/bounded.rs");
    let mut count = 0;
    for line in body.lines() {
        let Some(rest) = line.strip_prefix("    fn ") else { continue };
        let name = rest.split('(').next().unwrap();
        count += 1;
        // These two are made of `open_read`.
        let passed =
            matches!(name, "read" | "read_until") || bounded.contains(&format!("fn {name}("));
        assert!(passed, "`{name}` of `Fs`: pass it on in src/store/fs/bounded.rs");
    }
    assert!(count > 12, "{count}");
}
