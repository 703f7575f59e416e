//! The figures of docs/performance.md: each of ours beside the least that could be done instead.
//!
//! divan's table comes first, then the same pairs in turns with their ratios; a word after `--`
//! leaves only the groups and benches with that in their names. It judges nothing: whether a figure
//! is good enough is for a reader to say.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, not the program")]

mod answering;
mod books;
mod export;
mod frame;
mod html;
mod ledger;
mod memory;
mod papers;
mod print;
mod ratio;
mod twenty;
mod wide;

fn main() {
    if frame::is_hello() {
        return frame::hello();
    }
    if let Some(root) = papers::is_row() {
        return papers::row(&root);
    }
    divan::main();
    let only_listed = std::env::args().any(|arg| arg == "--test" || arg == "--list");
    if !only_listed {
        println!();
        let chosen: Vec<String> =
            std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
        for (name, group) in GROUPS {
            if chosen.is_empty() || chosen.iter().any(|word| name.contains(word.as_str())) {
                group();
            }
        }
    }
}

/// What is measured in turns, by name.
const GROUPS: [(&str, fn()); 11] = [
    ("frame", frame::ratios),
    ("answering", answering::ratios),
    ("ledger", ledger::ratios),
    ("twenty", twenty::ratios),
    ("wide", wide::ratios),
    ("print", print::ratios),
    ("papers", papers::print),
    ("memory", memory::print),
    ("export", export::print),
    ("html", html::ratios),
    ("books", books::ratios),
];
