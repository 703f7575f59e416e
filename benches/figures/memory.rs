//! The most memory the program has used by the time home is on the screen.

use std::ffi::OsStr;
use std::path::Path;

use super::{frame, ledger};

pub(crate) fn print() {
    let empty = tempfile::tempdir().unwrap();
    frame::set_up(empty.path());
    println!("peak memory at home, nothing sealed: {}", peak(empty.path()));
    println!("peak memory at home, 80 sealed:      {}", peak(ledger::root()));
}

/// `VmHWM`, where the system tells it.
fn peak(root: &Path) -> String {
    let program = OsStr::new(env!("CARGO_BIN_EXE_tenken"));
    let (_, status) = frame::start(program, &[], root, |pid| {
        std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default()
    });
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown".to_owned(), |value| value.trim().to_owned())
}
