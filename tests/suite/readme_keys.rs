//! The key table of the README: what the keymap and the words say, and nothing by hand.
//!
//! `UPDATE_GOLDEN=1` writes it anew.

#![cfg(test)]

use std::fmt::Write as _;

use tenken::tui::keymap::{Context, Keymap};
use tenken::words::{ChromeWords, Lang};

use crate::source::{file, package};

const BEGIN: &str = "<!-- keys:begin -->\n";
const END: &str = "<!-- keys:end -->\n";

fn table() -> String {
    let keymap = Keymap::load().unwrap();
    let words = ChromeWords::load(Lang::Ja).unwrap();
    let mut out =
        format!("| 場所 | {} | {} |\n| --- | --- | --- |\n", words.key_column, words.what_column);
    for context in Context::ALL {
        let mut place = words.context(&context.to_string()).to_owned();
        for binding in keymap.bindings(*context) {
            let caps = binding.keys.iter().map(ToString::to_string);
            let caps: Vec<String> = caps.map(|key| format!("`{}`", words.key(&key))).collect();
            let what = words.label(binding.command.name());
            let _ = writeln!(out, "| {place} | {} | {what} |", caps.join(" "));
            place.clear();
        }
    }
    out
}

#[test]
fn the_key_table_of_the_readme_is_what_the_keymap_says() {
    let readme = file("README.md");
    let (before, rest) = readme.split_once(BEGIN).expect("README.md marks its key table");
    let (found, after) = rest.split_once(END).expect("README.md ends its key table");
    let wanted = format!("\n{}\n", table());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let text = [before, BEGIN, &wanted, END, after].concat();
        std::fs::write(package().join("README.md"), text).unwrap();
    } else {
        assert_eq!(found, wanted, "run `UPDATE_GOLDEN=1 cargo test readme_keys` and look at it");
    }
}
