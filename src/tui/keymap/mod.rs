//! Which key asks for what, read from `keys.toml`.
//!
//! Help, footer and the key table are drawn from here. The words for commands are kept with all
//! other words, under [`Command::name`]; what a command does is up to the screen.

mod command;
mod context;
mod key;
mod terminal;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

pub use self::command::Command;
pub use self::context::Context;
pub use self::key::{Code, Key, Press};

/// The bindings of every context.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Keymap {
    contexts: BTreeMap<Context, Vec<Binding>>,
}

/// A command and the keys that ask for it, the first being the one to advertise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Binding {
    pub command: Command,
    pub keys: Vec<Key>,
}

/// What can be wrong with a keymap.
#[derive(Debug, thiserror::Error)]
pub enum KeymapError {
    #[error("keymap not read: {0}")]
    Toml(#[from] toml::de::Error),
    #[error("{key} bound twice in {context}")]
    Twice { context: Context, key: Key },
    #[error("{key} in {context} would keep that letter from being typed")]
    Typed { context: Context, key: Key },
}

impl Keymap {
    /// The keymap built into the program.
    pub fn load() -> Result<Self, KeymapError> {
        Self::parse(include_str!("keys.toml"))
    }

    fn parse(source: &str) -> Result<Self, KeymapError> {
        let keymap: Self = toml::from_str(source)?;
        for (&context, bindings) in &keymap.contexts {
            let mut seen = BTreeSet::new();
            for &key in bindings.iter().flat_map(|binding| &binding.keys) {
                if !seen.insert(key) {
                    return Err(KeymapError::Twice { context, key });
                }
                if context.takes_text() && key.is_text() {
                    return Err(KeymapError::Typed { context, key });
                }
            }
        }
        Ok(keymap)
    }

    /// What `key` asks for in `context`, or in what lies beneath it ([`Context::beneath`]).
    ///
    /// Where text is typed, keys that write a letter ask for nothing.
    pub fn command(&self, context: Context, key: Key) -> Option<Command> {
        if context.takes_text() && key.is_text() {
            return None;
        }
        self.chain(context).find(|binding| binding.keys.contains(&key)).map(|b| b.command)
    }

    /// The keys that ask for `command` in `context`, as printed on the keyboard, those of the
    /// context itself first; none that the context uses for something else.
    pub fn keys(&self, context: Context, command: Command) -> Vec<String> {
        let mut keys: Vec<Key> = Vec::new();
        for key in self.chain(context).filter(|b| b.command == command).flat_map(|b| &b.keys) {
            if self.command(context, *key) == Some(command) && !keys.contains(key) {
                keys.push(*key);
            }
        }
        keys.iter().map(Key::to_string).collect()
    }

    /// The bindings of `context` itself, in the order in which help lists them.
    pub fn bindings(&self, context: Context) -> &[Binding] {
        self.contexts.get(&context).map_or(&[], Vec::as_slice)
    }

    fn chain(&self, context: Context) -> impl Iterator<Item = &Binding> {
        std::iter::once(context)
            .chain(context.beneath().iter().copied())
            .flat_map(|context| self.bindings(context))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Key {
        name.parse().unwrap()
    }

    #[test]
    fn every_command_is_bound_somewhere() {
        let keymap = Keymap::load().unwrap();
        for command in Command::ALL {
            let bound = Context::ALL
                .iter()
                .flat_map(|context| keymap.bindings(*context))
                .any(|binding| binding.command == *command && !binding.keys.is_empty());
            assert!(bound, "{}", command.name());
        }
    }

    #[test]
    fn every_context_has_bindings() {
        let keymap = Keymap::load().unwrap();
        for context in Context::ALL {
            assert!(!keymap.bindings(*context).is_empty(), "{context}");
        }
    }

    #[test]
    fn a_key_bound_twice_in_one_context_is_refused() {
        let twice =
            "home = [{ command = 'help', keys = ['?'] }, { command = 'quit', keys = ['？'] }]";
        assert!(matches!(Keymap::parse(twice), Err(KeymapError::Twice { .. })));
    }

    #[test]
    fn a_letter_bound_where_text_is_typed_is_refused() {
        let letter = "form = [{ command = 'save', keys = ['s'] }]";
        assert!(matches!(Keymap::parse(letter), Err(KeymapError::Typed { .. })));
    }

    #[test]
    fn unknown_names_are_refused() {
        for source in [
            "home = [{ command = 'fly', keys = ['f'] }]",
            "home = [{ command = 'help', keys = ['hyper-f'] }]",
            "moon = []",
            "home = [{ command = 'help', keys = [], more = 1 }]",
        ] {
            assert!(matches!(Keymap::parse(source), Err(KeymapError::Toml(_))), "{source}");
        }
    }

    #[test]
    fn keys_typed_with_the_ime_on_do_the_same() {
        let keymap = Keymap::load().unwrap();
        for (narrow, wide) in [("1", "１"), ("4", "４"), ("?", "？"), ("j", "ｊ"), ("/", "／")]
        {
            let command = keymap.command(Context::Inspection, key(narrow));
            assert!(command.is_some(), "{narrow}");
            assert_eq!(command, keymap.command(Context::Inspection, key(wide)), "{wide}");
        }
    }

    #[test]
    fn the_context_goes_before_what_lies_beneath() {
        let keymap = Keymap::load().unwrap();
        assert_eq!(keymap.command(Context::Home, key("q")), Some(Command::Quit));
        assert_eq!(keymap.command(Context::Report, key("q")), Some(Command::Back));
        assert_eq!(keymap.command(Context::Form, key("home")), Some(Command::LineStart));
        assert_eq!(keymap.command(Context::Report, key("home")), Some(Command::First));
        assert_eq!(keymap.keys(Context::Report, Command::Back), ["Esc", "q"]);
        assert_eq!(keymap.keys(Context::Home, Command::Back), ["Esc"]);
    }

    #[test]
    fn letters_are_text_where_text_is_typed() {
        let keymap = Keymap::load().unwrap();
        for context in [Context::Form, Context::Setup, Context::Search, Context::Field] {
            for letter in ["q", "?", "j", "1", "space", "／"] {
                assert_eq!(keymap.command(context, key(letter)), None, "{context} {letter}");
            }
            assert_eq!(keymap.command(context, key("f1")), Some(Command::Help));
            assert_eq!(keymap.command(context, key("up")), Some(Command::Up));
            assert!(keymap.keys(context, Command::Help).iter().all(|k| k != "?"));
        }
    }

    #[test]
    fn the_keys_of_the_design_do_what_it_says() {
        let keymap = Keymap::load().unwrap();
        for (name, command) in [
            ("1", Command::VerdictOk),
            ("2", Command::VerdictNg),
            ("3", Command::VerdictNa),
            ("4", Command::VerdictUnverified),
            ("enter", Command::Edit),
            ("n", Command::NextOpen),
            ("/", Command::Search),
            ("u", Command::Undo),
            ("ctrl-r", Command::Redo),
            ("tab", Command::NextPane),
            ("?", Command::Help),
            ("q", Command::Back),
            ("h", Command::Left),
            ("j", Command::Down),
            ("k", Command::Up),
            ("l", Command::Right),
            ("ctrl-z", Command::Suspend),
        ] {
            assert_eq!(keymap.command(Context::Inspection, key(name)), Some(command), "{name}");
        }
    }
}
