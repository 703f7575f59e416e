//! Twenty years with two auditors: 80 reports and 80 audits, signed, verified with code and keys.
//!
//! Once with 90 KB in each entry, which are no records and so are only hashed, linked and looked
//! up; once with real, unsigned reports of 80 quarters, which `tenken verify` also reads as
//! records.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;
use tenken::app::reading::Renderer;
use tenken::app::verifying::{self, Against, Head, Later};
use tenken::domain::period::Period;
use tenken::store::digest::Digest;
use tenken::store::fs::DiskFs;
use tenken::store::names::EntryKind;
use tenken::store::seal::{Clock, SealRequest, SignedAt, seal_signed};
use tenken::store::sign::{AllowedSigners, KeyComment, Role, Signer, Zone};
use tenken::store::verify::verify_against;
use tenken::words::Lang;
use zeroize::Zeroizing;

use super::{frame, ledger, ratio};

const YEARS: i32 = 20;
const QUARTERS: usize = 80;
/// Bytes of the files of one entry.
const FILES: [(&str, usize); 4] =
    [("toml", 40_000), ("txt", 25_000), ("md", 15_000), ("journal.toml", 10_000)];

struct Twenty {
    root: TempDir,
    code: Digest,
    trust: AllowedSigners,
}

/// Whether the reports are what the program makes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Records {
    None,
    Reports,
}

static SMALL: LazyLock<Twenty> = LazyLock::new(|| {
    make(Records::None, &|root, period, key| {
        seal(root, EntryKind::Report, period, &period.end().to_string(), key);
    })
});

static REAL: LazyLock<Twenty> = LazyLock::new(|| {
    let renderer = Renderer::new(Lang::Ja).unwrap();
    make(Records::Reports, &move |root, period, _| ledger::seal(root, period, &renderer))
});

/// Seals a report of each quarter with `report`, and an audit of it three weeks later.
fn make(of_records: Records, report: &dyn Fn(&Path, Period, &Signer)) -> Twenty {
    let root = ledger::in_memory();
    frame::set_up(root.path());
    let [officer, auditor] =
        [1, 2].map(|seed: u8| Signer::new(&Zeroizing::new([seed; 32]), &KeyComment::default()));
    let mut period: Period = format!("FY{}-Q3", 2026 - YEARS).parse().unwrap();
    let mut code = None;
    for _ in 0..QUARTERS {
        report(root.path(), period, &officer);
        let day = period.end() + chrono::Days::new(21);
        code = Some(seal(root.path(), EntryKind::Audit, period, &day.to_string(), &auditor));
        period = period.next().unwrap();
    }
    let line = |name: &str, role: Role, key: &Signer| {
        format!("{name} namespaces=\"{}\" {}\n", role.namespace(), key.public().line())
    };
    let mut list = line("auditor@kenpo", Role::Auditor, &auditor);
    // The program signs with a file only: the real reports have no signature.
    if of_records == Records::None {
        list += &line("officer@kenpo", Role::Officer, &officer);
    }
    let trust = AllowedSigners::parse(list.as_bytes(), Zone::Machine).unwrap();
    Twenty { root, code: code.unwrap(), trust }
}

fn seal(root: &Path, kind: EntryKind, period: Period, day: &str, key: &Signer) -> Digest {
    let name = if kind == EntryKind::Audit { "audit" } else { "report" };
    let files: BTreeMap<_, _> = FILES
        .iter()
        .map(|(end, size)| (format!("{name}.{end}").parse().unwrap(), content(*size, period)))
        .collect();
    let request = SealRequest {
        kind,
        period: period.to_string().parse().unwrap(),
        signed_at: SignedAt::new(format!("{day}T23:59:59+09:00").parse().unwrap()),
        signer: "監事 花子".parse().unwrap(),
        meaning: "確かめた".parse().unwrap(),
        clock: Clock::Machine,
        replaces: None,
        files,
    };
    seal_signed(&DiskFs, &root.join("reports"), &request, Some(key)).unwrap().code
}

fn content(size: usize, period: Period) -> Vec<u8> {
    let lines =
        (0..).flat_map(|n| format!("{period} {n}: 台帳を閲覧し、適と認めた\n").into_bytes());
    lines.take(size).collect()
}

impl Twenty {
    fn reports(&self) -> PathBuf {
        self.root.path().join("reports")
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(self.reports()).unwrap() {
            let path = entry.unwrap().path();
            if path.join("SEAL").exists() {
                found.extend(std::fs::read_dir(path).unwrap().map(|file| file.unwrap().path()));
            }
        }
        found
    }

    fn sha256sum(&self, files: &[PathBuf]) {
        let mut command = Command::new("sha256sum");
        let done = command.args(files).stdout(Stdio::null()).status().unwrap();
        assert!(done.success());
    }
}

pub(crate) fn ratios() {
    let (small, real) = (&*SMALL, &*REAL);
    for (name, twenty) in [("90 KB each", small), ("real", real)] {
        let files = twenty.files();
        let bytes: u64 = files.iter().map(|file| file.metadata().unwrap().len()).sum();
        println!("80 + 80 entries, {name}: {} files, {} kB", files.len(), bytes / 1000);
    }
    let files = small.files();
    let verify = || {
        let (reports, code) = (small.reports(), Some(small.code));
        let found = verify_against(&DiskFs, &reports, code, Some(&small.trust));
        assert!(found.is_clean());
    };
    ratio::print(
        "verify 80 + 80 of 90 KB / sha256sum",
        20,
        || ratio::timed(verify),
        || ratio::timed(|| small.sha256sum(&files)),
    );
    let files = real.files();
    let verify = || {
        let head = Some(Head { code: real.code, later: Later::Refused });
        let against = Against { head, trust: Some(&real.trust) };
        let found = verifying::verify_against(&frame::app(real.root.path(), "2026-12-18"), against);
        assert!(found.is_clean());
    };
    ratio::print(
        "verify 80 + 80 real / sha256sum",
        20,
        || ratio::timed(verify),
        || ratio::timed(|| real.sha256sum(&files)),
    );
}
