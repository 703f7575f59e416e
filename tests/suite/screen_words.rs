//! The words of the interface: all that are needed, in letters that every terminal measures alike.

use std::collections::BTreeSet;

use tenken::tui::keymap::{Command, Context};
use tenken::words::{ChromeWords, Lang};
use unicode_width::UnicodeWidthChar as _;

#[test]
fn every_command_has_a_label_and_every_context_a_name_and_no_other_has() {
    let commands: BTreeSet<&str> = Command::ALL.iter().map(|command| command.name()).collect();
    let contexts: BTreeSet<String> = Context::ALL.iter().map(ToString::to_string).collect();
    for lang in Lang::ALL {
        let words = ChromeWords::load(lang).unwrap();
        assert_eq!(words.labels().collect::<BTreeSet<_>>(), commands, "{lang:?}");
        assert_eq!(words.contexts().map(str::to_owned).collect::<BTreeSet<_>>(), contexts);
    }
}

#[test]
fn no_letter_on_the_screen_has_a_width_that_terminals_disagree_on() {
    let words = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words");
    for lang in Lang::ALL {
        let files = [
            "chrome",
            "common",
            "setup",
            "home",
            "inspect",
            "finding_screens",
            "review",
            "viewer",
            "failure",
            "terms",
            "trend",
            "comparison",
            "audit_screen",
        ];
        for file in files.map(|name| words.join(lang.name()).join(format!("{name}.toml"))) {
            let text = std::fs::read_to_string(&file).unwrap();
            for (number, line) in (1..).zip(text.lines()) {
                let unsure = line.chars().find(|c| c.width() != c.width_cjk());
                assert_eq!(unsure, None, "{}:{number}: {line}", file.display());
            }
        }
    }
}
