//! Every key that can be pressed can be told in both languages.

use std::collections::BTreeSet;

use tenken::tui::keymap::{Command, Context};
use tenken::words::{ChromeWords, Lang};

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
