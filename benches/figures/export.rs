//! Every answer of many societies exported at once: how long, and with how much memory.
//!
//! One society is sealed; the others are the same files under other names, since what counts here
//! is their number.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::ledger;

const SOCIETIES: usize = 500;
const PERIODS: usize = 20;
/// How much is read between two looks at the memory, in bytes.
const CHUNK: usize = 1 << 20;

/// What one run of the program did.
struct Run {
    took: Duration,
    bytes: usize,
    rows: usize,
    /// `VmHWM` in kB as last seen; the peak never falls.
    peak: usize,
}

pub(crate) fn print() {
    let root = ledger::sealed(PERIODS);
    let names: Vec<PathBuf> = (0..SOCIETIES).map(|number| copy(root.path(), number)).collect();
    for count in [SOCIETIES / 100, SOCIETIES] {
        let Run { took, bytes, rows, peak } = export(&names[..count]);
        let mut line = format!("export of {count} societies × {PERIODS} periods: ");
        let (seconds, megabytes) = (took.as_secs_f64(), bytes / 1_000_000);
        let _ = write!(line, "{rows} rows, {megabytes} MB, {seconds:.1} s, peak {peak} kB");
        println!("{line}");
    }
}

/// The same society under another name, its files shared.
fn copy(root: &Path, number: usize) -> PathBuf {
    let to = root.join(format!("society-{number:03}"));
    link(&root.join("reports"), &to.join("reports"));
    to
}

fn link(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            link(&path, &to.join(name));
        } else {
            std::fs::hard_link(path, to.join(name)).unwrap();
        }
    }
}

fn export(roots: &[PathBuf]) -> Run {
    let began = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenken"));
    command.arg("export").args(roots.iter().flat_map(|root| [Path::new("--root"), root]));
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut out = child.stdout.take().unwrap();
    let (mut chunk, mut seen, mut looked) = (vec![0; CHUNK], 0, 0);
    let mut run = Run { took: Duration::ZERO, bytes: 0, rows: 0, peak: 0 };
    loop {
        let count = out.read(&mut chunk).unwrap();
        if count == 0 {
            break;
        }
        run.bytes += count;
        run.rows += chunk[..count].split(|byte| *byte == b'\n').count() - 1;
        seen += count;
        if seen - looked > CHUNK || run.peak == 0 {
            looked = seen;
            run.peak = run.peak.max(peak(&status).unwrap_or_default());
        }
    }
    assert!(child.wait().unwrap().success());
    run.took = began.elapsed();
    run
}

fn peak(status: &str) -> Option<usize> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
