//! The commands with their explanations in one language.
//!
//! Which commands there are is said in `args`; what is said of them, in `words`.

use clap::{ArgAction, Command, CommandFactory as _};

use super::args::Arguments;
use crate::words::{CliWords, fill};

/// The name under which the words know the program itself.
pub const PROGRAM: &str = "tenken";

/// Options that every command has stand after its own; help and version stand last.
const GLOBAL: usize = 1000;

/// The program's command, explained; ready to parse and to print.
pub fn command(words: &CliWords) -> Command {
    let mut command = explained(Arguments::command(), "", words);
    command.build();
    with_usage(command, words)
}

/// The command that `path` leads to, or the first word that leads nowhere.
pub fn find<'a>(root: &Command, path: &'a [String]) -> Result<Command, &'a str> {
    let mut found = root.clone();
    for name in path {
        found = found.find_subcommand(name).cloned().ok_or(name.as_str())?;
    }
    Ok(found)
}

fn explained(command: Command, path: &str, words: &CliWords) -> Command {
    let key = if path.is_empty() { PROGRAM } else { path };
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut number = 0;
    let mut command = command
        .help_template(template(words))
        .subcommand_help_heading(words.help.commands.clone())
        .subcommand_value_name(words.help.command_word.clone())
        .mut_args(|arg| {
            let heading =
                if arg.is_positional() { &words.help.arguments } else { &words.help.options };
            let help = words.arg(key, arg.get_id().as_str()).unwrap_or_default().to_owned();
            // As declared; clap would sort what stands under a heading of its own by name.
            number += 1;
            let order = match (arg.get_action(), arg.is_global_set()) {
                (ArgAction::Help | ArgAction::Version, _) => 2 * GLOBAL,
                (_, true) => GLOBAL,
                (_, false) => 0,
            };
            let values = arg.get_action().takes_values();
            let arg = arg.help_heading(heading.clone()).help(help);
            let arg = if values { arg.hide_possible_values(true) } else { arg };
            arg.display_order(order + number)
        });
    command = match words.about(key) {
        Some(about) => command.about(about.to_owned()),
        None => command,
    };
    command = match words.after.get(key) {
        Some(after) => command.after_help(after.trim_start_matches('\n').to_owned()),
        None => command,
    };
    for name in names {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        command = command.mut_subcommand(&name, |sub| explained(sub, &path, words));
    }
    command
}

/// Clap fills the names in braces.
fn template(words: &CliWords) -> String {
    words.help.template.clone()
}

/// The line of usage, whose word for options clap has in English only.
fn with_usage(mut command: Command, words: &CliWords) -> Command {
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| with_usage(sub, words));
    }
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let usage = usage.replace("[OPTIONS]", &words.help.options_word);
    command.override_usage(usage)
}

/// The explanation of a command as it is printed.
pub fn text(command: &mut Command) -> String {
    command.render_help().to_string()
}

/// A line for a wrong use: how the command is used.
pub fn usage_line(usage: &str, words: &CliWords) -> String {
    let usage = usage.trim_start_matches("Usage:").trim();
    let usage = usage.lines().next().unwrap_or_default();
    fill(&words.line.usage, &[("usage", usage)])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::words::Lang;

    fn walk(command: &Command, path: &str, words: &CliWords, used: &mut BTreeSet<String>) {
        let key = if path.is_empty() { PROGRAM } else { path };
        assert!(words.about(key).is_some(), "nothing is said of {key}");
        used.insert(format!("about.{key}"));
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            assert!(words.arg(key, id).is_some(), "nothing is said of {key}.{id}");
            let own = format!("{key}.{id}");
            used.insert(if words.arg.contains_key(&own) { own } else { id.to_owned() });
        }
        for sub in command.get_subcommands() {
            let name = sub.get_name();
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            walk(sub, &path, words, used);
        }
    }

    #[test]
    fn everything_is_explained_and_nothing_else_is() {
        for lang in Lang::ALL {
            let words = CliWords::load(lang).unwrap();
            let mut used = BTreeSet::new();
            walk(&command(&words), "", &words, &mut used);
            let said: BTreeSet<String> = words
                .about
                .keys()
                .map(|key| format!("about.{key}"))
                .chain(words.arg.keys().cloned())
                .collect();
            assert_eq!(said, used);
            assert!(words.after.keys().all(|key| words.about.contains_key(key)));
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        for lang in Lang::ALL {
            command(&CliWords::load(lang).unwrap()).debug_assert();
        }
    }

    #[test]
    fn no_english_of_clap_is_left_in_the_japanese_help() {
        let words = CliWords::load(Lang::Ja).unwrap();
        let mut all = vec![command(&words)];
        while let Some(mut next) = all.pop() {
            let text = text(&mut next);
            for english in ["Usage", "Options", "Commands", "Arguments", "possible", "Print"] {
                assert!(!text.contains(english), "{english}: {text}");
            }
            all.extend(next.get_subcommands().cloned());
        }
    }
}
