//! `tenken help`, `completions` and `man`: what the program says of itself.

use clap::Command;

use super::args::{Completions, Named};
use super::help;
use super::reply::{Reply, Stop, put};
use crate::words::CliWords;

pub fn help(args: &Named, root: &Command, words: &CliWords) -> Result<Reply, Stop> {
    Ok(Reply::done(help::text(&mut found(args, root, words)?)))
}

pub fn completions(args: &Completions, root: &mut Command) -> Reply {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, root, help::PROGRAM, &mut bytes);
    Reply::done(String::from_utf8_lossy(&bytes).into_owned())
}

pub fn man(args: &Named, root: &Command, words: &CliWords) -> Result<Reply, Stop> {
    let command = found(args, root, words)?;
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    drop(clap_mangen::Man::new(command).render(&mut bytes));
    Ok(Reply::done(String::from_utf8_lossy(&bytes).into_owned()))
}

fn found(args: &Named, root: &Command, words: &CliWords) -> Result<Command, Stop> {
    help::find(root, &args.command)
        .map_err(|name| Stop::Usage(put(&words.usage.unknown_command, &[("given", name)])))
}
