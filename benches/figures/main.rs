//! The figures of docs/performance.md: each of ours beside the least that could be done instead.
//!
//! divan's table comes first, then the same pairs in turns with their ratios. It judges nothing:
//! whether a figure is good enough is for a reader to say.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, not the program")]

mod answering;
mod export;
mod frame;
mod ledger;
mod memory;
mod ratio;
mod wide;

fn main() {
    if frame::is_hello() {
        return frame::hello();
    }
    divan::main();
    let only_listed = std::env::args().any(|arg| arg == "--test" || arg == "--list");
    if !only_listed {
        println!();
        frame::ratios();
        answering::ratios();
        ledger::ratios();
        wide::ratios();
        memory::print();
        export::print();
    }
}
