//! Whole files of a sealed quarter as the program writes them and reads them back: how long and
//! with how much memory for each format, beside the program that only says its version; and a
//! thousand in a row in one process.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tenken::app::documents::{self, Naming, Printer, Subject};
use tenken::app::exporting::{self, Manner, Others};
use tenken::report::Format;
use tenken::words::Lang;

use super::{frame, ledger, ratio};

/// The quarters before, of which the report tells.
const PERIODS: usize = 8;
const TIMES: usize = 5;
const MANY: usize = 1_000;
const TODAY: &str = "2026-12-18";
const ROW: &str = "--row";

pub(crate) fn print() {
    let root = ledger::sealed(PERIODS);
    for format in Format::ALL {
        let mut most = 0;
        let ours = || {
            let (took, peak) =
                run(root.path(), &["report", "FY2026-Q2", "--force", "--format", format.name()]);
            most = most.max(peak);
            took
        };
        let name = format!("tenken report --format {} / --version", format.name());
        ratio::print(&name, TIMES, ours, || run(root.path(), &["--version"]).0);
        println!("{:44} peak {most} kB", "");
    }
    let program = std::env::current_exe().unwrap();
    let said = Command::new(program).arg(ROW).arg(root.path()).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    print!("{}", String::from_utf8_lossy(&said.stdout));
}

/// The folder, in the process that writes many in a row.
pub(crate) fn is_row() -> Option<PathBuf> {
    let mut args = std::env::args_os().skip(1);
    (args.next()? == ROW).then(|| args.next().map(PathBuf::from))?
}

/// Each format by turns.
pub(crate) fn row(root: &Path) {
    let app = frame::app(root, TODAY);
    let printer = Printer::new(Lang::Ja).unwrap();
    let began = Instant::now();
    for number in 1..=MANY {
        let formats = [Format::ALL[number % Format::ALL.len()]];
        let subject = Subject::Report { period: "FY2026-Q2".parse().unwrap(), seq: None };
        let document = documents::gather(&app, subject, &formats).unwrap();
        let manner = Manner { dir: None, naming: Naming::Ascii, others: Others::Replace };
        exporting::export(&app, &document, &formats, manner, &printer).unwrap();
        if [10, 100, MANY].contains(&number) {
            let (seconds, peak) = (began.elapsed().as_secs_f64(), peak(std::process::id()));
            println!("{number} reports in a row: {seconds:.1} s, peak {} kB", peak.unwrap_or(0));
        }
    }
}

/// How long the program ran, and the most memory it had when last looked at, in kB.
fn run(root: &Path, args: &[&str]) -> (Duration, usize) {
    let began = Instant::now();
    let mut child: Child = Command::new(env!("CARGO_BIN_EXE_tenken"))
        .args(["--root", root.to_str().unwrap(), "--today", TODAY])
        .args(args)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = 0;
    loop {
        most = most.max(peak(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{args:?}");
            return (began.elapsed(), most);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// `VmHWM`: it never falls, so that the last look tells the most there was.
fn peak(pid: u32) -> Option<usize> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
