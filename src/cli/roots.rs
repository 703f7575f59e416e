//! How many folders may be named: one, and of `export` several.

use super::Surroundings;
use super::args::{Arguments, Command};
use super::reply::Stop;
use crate::words::{Lang, RowsWords};

const OPTION: &str = "--root";

/// Refuses more folders than the command takes. clap keeps only those on one side of the command,
/// so the words themselves are counted: none that was named must be lost.
pub fn check(from: &Surroundings, lang: Lang, arguments: &Arguments) -> Result<(), Stop> {
    let named = named(from);
    if named < 2 {
        return Ok(());
    }
    let words = RowsWords::load(lang)?;
    match arguments.command {
        Some(Command::Export(_)) if arguments.global.root.len() == named => Ok(()),
        Some(Command::Export(_)) => Err(Stop::Usage(words.split_roots)),
        _ => Err(Stop::Usage(words.one_root)),
    }
}

/// How often the option was given.
fn named(from: &Surroundings) -> usize {
    let mut words = from.args.iter().skip(1).map(|arg| arg.to_string_lossy());
    let mut count = 0;
    while let Some(word) = words.next().filter(|word| word != "--") {
        let value = word.strip_prefix(OPTION);
        if value == Some("") {
            // Its value may be spelled like an option.
            let _ = words.next();
        }
        count += usize::from(value.is_some_and(|rest| rest.is_empty() || rest.starts_with('=')));
    }
    count
}
