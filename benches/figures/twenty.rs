//! Twenty years with audits: 80 reports and 80 audits, verified with code and keys.
//!
//! Once with 90 KB in each entry, which are no records and so are only hashed, linked and looked
//! up; once with real, unsigned reports and audits of 80 quarters, which `tenken verify` also reads
//! as records.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};

use tempfile::TempDir;
use tenken::app::auditing::{self, AuditConfirmation};
use tenken::app::reading::Renderer;
use tenken::app::verifying::{self, Against, Head, Later};
use tenken::domain::audit::{AuditChange, Opinion};
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

/// 90 KB in each entry, signed by two keys that are on the list.
static SMALL: LazyLock<Twenty> = LazyLock::new(|| {
    let root = ledger::in_memory();
    let [officer, auditor] = [1, 2]
        .map(|seed| Signer::new(&Zeroizing::new([seed; Signer::SEED]), &KeyComment::default()));
    let mut code = None;
    for period in quarters() {
        let (end, later) = days(period);
        seal(root.path(), EntryKind::Report, period, &end, &officer);
        code = Some(seal(root.path(), EntryKind::Audit, period, &later, &auditor));
    }
    let line = |name: &str, role: Role, key: &Signer| {
        format!("{name} namespaces=\"{}\" {}\n", role.namespace(), key.public().line())
    };
    let list = line("officer@kenpo", Role::Officer, &officer)
        + &line("auditor@kenpo", Role::Auditor, &auditor);
    let trust = AllowedSigners::parse(list.as_bytes(), Zone::Machine).unwrap();
    Twenty { root, code: code.unwrap(), trust }
});

/// Reports and audits as the program makes them, unsigned.
static REAL: LazyLock<Twenty> = LazyLock::new(|| {
    let root = ledger::in_memory();
    frame::set_up(root.path());
    let renderer = Renderer::new(Lang::Ja).unwrap();
    let mut code = None;
    for period in quarters() {
        ledger::seal(root.path(), period, &renderer);
        let app = frame::app(root.path(), &days(period).1);
        let exhibit = Arc::new(auditing::exhibit(&app, period, None).unwrap());
        let mut session = auditing::open(&app, exhibit, "監事 花子").unwrap();
        let (opinion, text) = (Some(Opinion::Improve), "改めること".to_owned());
        session.record(&app, AuditChange::Opinion { opinion, text }).unwrap();
        let confirmation = AuditConfirmation { meaning: "監事監査の所見", head: None };
        let (_, sealed) = auditing::finish(&app, &session, confirmation, &renderer).unwrap();
        code = Some(sealed.code);
    }
    Twenty { root, code: code.unwrap(), trust: AllowedSigners::default() }
});

fn quarters() -> Vec<Period> {
    let mut period: Period = format!("FY{}-Q3", 2026 - YEARS).parse().unwrap();
    let mut all = Vec::new();
    while all.len() < QUARTERS {
        all.push(period);
        period = period.next().unwrap();
    }
    all
}

/// The end of a period, and a day three weeks later.
fn days(period: Period) -> (String, String) {
    (period.end().to_string(), (period.end() + chrono::Days::new(21)).to_string())
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
}

fn sha256sum(files: &[PathBuf]) {
    let done = Command::new("sha256sum").args(files).stdout(Stdio::null()).status().unwrap();
    assert!(done.success());
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
        || ratio::timed(|| sha256sum(&files)),
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
        || ratio::timed(|| sha256sum(&files)),
    );
}
