//! What stands where a file or folder should: pipes, sockets, devices, links, folders, holes.
//!
//! None of it can be kept in a repository, so each is made here.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use super::ENTRY;
use super::case::Base;
use super::running::Disk;

struct Special {
    name: &'static str,
    base: Base,
    make: fn(&Disk),
    run: &'static [&'static str],
    exit: i32,
    told: &'static str,
}

const REGULAR: &str = "ふつうのファイルではありません";
const LINK: &str = "はリンクです。リンクの先は読み書きしません";
const DRAFT: &str = "reports/drafts/FY2026-Q3";

/// How many kinds there are.
pub(super) const CASES: usize = ALL.len();

const ALL: [Special; 26] = [
    of("a pipe as tenken.toml", Base::Small, |d| pipe(d, "tenken.toml"), &["status"], 1, REGULAR),
    of(
        "a pipe as a checklist",
        Base::Small,
        |d| pipe(d, "checklists/small.toml"),
        LIST,
        1,
        REGULAR,
    ),
    of(
        "another pipe among the checklists",
        Base::Small,
        |d| pipe(d, "checklists/b.toml"),
        LIST,
        1,
        REGULAR,
    ),
    of("a socket as tenken.toml", Base::Small, socket, &["status"], 1, REGULAR),
    of(
        "a link to a device",
        Base::Small,
        |d| to(d, "tenken.toml", "/dev/zero"),
        &["status"],
        1,
        LINK,
    ),
    of(
        "a link to a file outside",
        Base::Small,
        |d| out(d, "tenken.toml", "secret.toml"),
        &["status"],
        1,
        LINK,
    ),
    of(
        "a link to nowhere",
        Base::Small,
        |d| to(d, "tenken.toml", "/nowhere"),
        &["status"],
        1,
        LINK,
    ),
    of(
        "a link to itself",
        Base::Small,
        |d| to(d, "tenken.toml", "tenken.toml"),
        &["status"],
        1,
        LINK,
    ),
    of(
        "a linked checklist",
        Base::Small,
        |d| out(d, "checklists/b.toml", "secret.toml"),
        LIST,
        1,
        LINK,
    ),
    of("a hole of one tebibyte", Base::Small, hole, &["status"], 1, "大きすぎます"),
    of(
        "a folder as tenken.toml",
        Base::Empty,
        |d| dir(d, "tenken.toml"),
        &["status"],
        1,
        "はフォルダーです",
    ),
    of(
        "a folder as a checklist",
        Base::Small,
        |d| dir(d, "checklists/b.toml"),
        LIST,
        1,
        "はフォルダーです",
    ),
    of("reports as a link", Base::Sealed, |d| moved(d, "reports"), &["list"], 1, LINK),
    of(
        "reports as a link, checked",
        Base::Sealed,
        |d| moved(d, "reports"),
        &["verify"],
        3,
        REGULAR,
    ),
    of("reports as a link, written", Base::Answered, |d| moved(d, "reports"), ANSWER, 1, LINK),
    of(
        "reports as a file",
        Base::Small,
        |d| d.put(Path::new("reports"), b""),
        &["list"],
        1,
        "フォルダーではありません",
    ),
    of("drafts as a link", Base::Answered, |d| moved(d, "reports/drafts"), ANSWER, 1, LINK),
    of(
        "the folder of an inspection as a link",
        Base::Answered,
        |d| moved(d, DRAFT),
        ANSWER,
        1,
        LINK,
    ),
    of("a journal as a link", Base::Answered, journal, ANSWER, 1, LINK),
    of("an entry as a link", Base::Sealed, |d| moved(d, &entry("")), &["list"], 1, LINK),
    of(
        "an entry as a link, checked",
        Base::Sealed,
        |d| moved(d, &entry("")),
        &["verify"],
        3,
        ENTRY,
    ),
    of(
        "a pipe as a record",
        Base::Sealed,
        |d| pipe(d, &entry("/report.toml")),
        &["show", "last"],
        1,
        REGULAR,
    ),
    of("a pipe as a SEAL", Base::Sealed, |d| pipe(d, &entry("/SEAL")), &["verify"], 3, "SEAL"),
    of("checklists as a link", Base::Small, |d| moved(d, "checklists"), &["status"], 1, LINK),
    of("exports as a link", Base::Sealed, exports, &["report", "last"], 1, LINK),
    of(
        "a lock as a link",
        Base::Answered,
        |d| out(d, "reports/.lock", "secret.toml"),
        ANSWER,
        1,
        "書き込めません",
    ),
];

const LIST: &[&str] = &["checklist", "list"];
const ANSWER: &[&str] = &["answer", "current", "ORG-01", "ok", "--evidence", "別の台帳"];

const fn of(
    name: &'static str,
    base: Base,
    make: fn(&Disk),
    run: &'static [&'static str],
    exit: i32,
    told: &'static str,
) -> Special {
    Special { name, base, make, run, exit, told }
}

fn entry(below: &str) -> String {
    format!("reports/{ENTRY}{below}")
}

/// An empty place under a name.
fn cleared(disk: &Disk, name: &str) -> std::path::PathBuf {
    let path = disk.root().join(name);
    drop(fs::remove_file(&path));
    path
}

fn pipe(disk: &Disk, name: &str) {
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mkfifoat(rustix::fs::CWD, cleared(disk, name), mode).unwrap();
}

fn socket(disk: &Disk) {
    drop(UnixListener::bind(cleared(disk, "tenken.toml")).unwrap());
}

fn to(disk: &Disk, name: &str, target: &str) {
    symlink(target, cleared(disk, name)).unwrap();
}

fn out(disk: &Disk, name: &str, file: &str) {
    let target = disk.outside().join("outside").join(file);
    symlink(target, cleared(disk, name)).unwrap();
}

fn dir(disk: &Disk, name: &str) {
    fs::create_dir(cleared(disk, name)).unwrap();
}

fn hole(disk: &Disk) {
    File::create(cleared(disk, "tenken.toml")).unwrap().set_len(1 << 40).unwrap();
}

/// Moves a folder out and leaves a link to it.
fn moved(disk: &Disk, name: &str) {
    let (from, target) = (disk.root().join(name), disk.outside().join("outside/moved"));
    fs::rename(&from, &target).unwrap();
    symlink(&target, &from).unwrap();
}

fn journal(disk: &Disk) {
    let (from, target) =
        (disk.root().join(DRAFT).join("journal.toml"), disk.outside().join("outside/j.toml"));
    fs::rename(&from, &target).unwrap();
    symlink(&target, &from).unwrap();
}

fn exports(disk: &Disk) {
    symlink(disk.outside().join("outside"), disk.root().join("reports/exports")).unwrap();
}

/// Every file outside the root with its length.
fn outside(disk: &Disk) -> Vec<(std::path::PathBuf, u64)> {
    let mut found = Vec::new();
    let mut folders = vec![disk.outside().join("outside")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let meta = fs::symlink_metadata(&path).unwrap();
            if meta.is_dir() {
                folders.push(path.clone());
            }
            found.push((path, meta.len()));
        }
    }
    found.sort();
    found
}

#[test]
fn what_is_no_file_or_folder_of_ours_is_refused_at_once_and_nothing_behind_it_is_touched() {
    let mut report = String::new();
    for case in ALL {
        let disk = Disk::of(case.base);
        (case.make)(&disk);
        let before = (disk.files(), outside(&disk));
        let words: Vec<String> = case.run.iter().map(|word| (*word).to_owned()).collect();
        let outcome = disk.run(&words);
        let mut faults = outcome.faults(&words);
        if outcome.code != Some(case.exit) {
            faults.push(format!("it ended with {:?} instead of {}", outcome.code, case.exit));
        }
        if !format!("{}{}", outcome.out, outcome.err).contains(case.told) {
            faults.push(format!("it did not say {:?}", case.told));
        }
        if (disk.files(), outside(&disk)) != before {
            faults.push("something was written".to_owned());
        }
        for fault in faults {
            let _ = writeln!(report, "{}: {fault}\n{}{}", case.name, outcome.out, outcome.err);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn a_folder_reached_through_a_link_is_as_good_as_any() {
    let disk = Disk::of(Base::Sealed);
    let door = disk.outside().join("door");
    symlink(disk.root(), &door).unwrap();
    let door = door.display().to_string();
    for words in [["--root", &*door, "verify"], ["--root", &*door, "list"]] {
        let outcome = disk.run(&words.map(str::to_owned));
        assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    }
}

#[test]
fn a_file_that_may_not_be_read_is_told_by_its_name() {
    use std::os::unix::fs::PermissionsExt as _;
    let disk = Disk::of(Base::Small);
    let path = disk.root().join("tenken.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        println!("not tested: whoever runs this may read everything");
        return;
    }
    let outcome = disk.run(&["status".to_owned()]);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.err.contains("tenken.toml を扱えません（権限がありません）"),
        "{}",
        outcome.err
    );
}
