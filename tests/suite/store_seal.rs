//! Sealed entries: made on a real disk, checked by `sha256sum`, and altered in every way.
//!
//! Power cuts and failing calls are elsewhere.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tenken::store::digest::Digest;
use tenken::store::fs::sim::SimFs;
use tenken::store::fs::{DiskFs, FileName, Fs, Kind};
use tenken::store::ledger;
use tenken::store::names::{EntryKind, SEAL, SEAL_SIG};
use tenken::store::seal::{Clock, SealError, SealRequest, SealText, SignedAt, seal_entry};
use tenken::store::sign::{KeyComment, Role, Signer};
use tenken::store::verify::{HeadCheck, Note, Verification, Wrong, verify};
use zeroize::Zeroizing;

const REPORTS: &str = "/root/reports";
const ENTRIES: [&str; 3] = [
    "0001_FY2026-Q1_2026-06-30_report",
    "0002_FY2026-Q2_2026-09-30_report",
    "0003_FY2026-Q3_2026-12-31_report",
];

fn request(period: &str, signed_at: &str) -> SealRequest {
    let files = ["report.toml", "report.txt", "journal.toml"];
    let content = |name: &str| format!("{name} of {period}: 適\n").repeat(4).into_bytes();
    let files: BTreeMap<FileName, Vec<u8>> =
        files.iter().map(|name| (name.parse().unwrap(), content(name))).collect();
    SealRequest {
        kind: EntryKind::Report,
        period: period.parse().unwrap(),
        signed_at: SignedAt::new(signed_at.parse().unwrap()),
        signer: "山田 太郎".parse().unwrap(),
        meaning: "四半期自己点検の確定".parse().unwrap(),
        clock: Clock::Machine,
        replaces: None,
        files,
    }
}

fn seal_three(fs: &dyn Fs, reports_dir: &Path) -> Vec<Digest> {
    [("FY2026-Q1", "2026-06-30"), ("FY2026-Q2", "2026-09-30"), ("FY2026-Q3", "2026-12-31")]
        .map(|(period, date)| {
            let request = request(period, &format!("{date}T17:00:00+09:00"));
            let sealed = seal_entry(fs, reports_dir, &request).unwrap();
            assert_eq!(sealed.unguarded, []);
            sealed.code
        })
        .to_vec()
}

fn ledger_of_three() -> (SimFs, Vec<Digest>) {
    let fs = SimFs::new();
    let codes = seal_three(&fs, Path::new(REPORTS));
    fs.settle();
    (fs, codes)
}

fn at(below: &str) -> std::path::PathBuf {
    Path::new(REPORTS).join(below)
}

fn check(fs: &SimFs, head: Option<Digest>) -> Verification {
    verify(fs, Path::new(REPORTS), head)
}

/// All faults as `file: kind`.
fn faults(verification: &Verification) -> Vec<String> {
    let kind = |wrong: &Wrong| {
        let text = format!("{wrong:?}");
        text.split([' ', '(']).next().unwrap_or_default().to_owned()
    };
    verification.faults().map(|fault| format!("{}: {}", fault.file, kind(&fault.what))).collect()
}

fn copy(fs: &SimFs, from: &str, to: &str) {
    for one in fs.list(&at(from)).unwrap() {
        let bytes = fs.contents(&at(from).join(&one.name)).unwrap();
        fs.place_file(&at(to).join(&one.name), &bytes);
    }
}

#[test]
fn three_seals_make_a_clean_chain_and_the_code_is_that_of_the_newest() {
    let (fs, codes) = ledger_of_three();
    let found = check(&fs, Some(codes[2]));
    assert_eq!(faults(&found), [""; 0]);
    assert_eq!((&found.head, found.is_clean()), (&HeadCheck::Equal, true));
    let names: Vec<String> = found.entries.iter().map(|e| e.name.to_string()).collect();
    assert_eq!(names, ENTRIES);
    assert_eq!(found.notes, []);
    assert_eq!(check(&fs, None).head, HeadCheck::NotGiven);
    let older = HeadCheck::FoundAt(ENTRIES[0].parse().unwrap());
    assert_eq!(check(&fs, Some(codes[0])).head, older);
    let listing = ledger::list(&fs, Path::new(REPORTS)).unwrap();
    assert_eq!(ledger::code(&fs, Path::new(REPORTS), &listing.entries[2]).unwrap(), codes[2]);
}

#[test]
fn an_empty_ledger_is_clean_but_has_no_code() {
    let fs = SimFs::new();
    assert!(check(&fs, None).is_clean());
    assert_eq!(check(&fs, Some(Digest::of(b""))).head, HeadCheck::NotFound);
}

#[cfg(unix)]
#[test]
fn sha256sum_alone_checks_a_sealed_entry_and_its_link() {
    use std::os::unix::fs::PermissionsExt as _;
    let temp = tempfile::tempdir().unwrap();
    let codes = seal_three(&DiskFs, temp.path());
    assert!(verify(&DiskFs, temp.path(), Some(codes[2])).is_clean());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let entry = temp.path().join(ENTRIES[2]);
    assert_eq!((mode(&entry), mode(&entry.join(SEAL))), (0o700, 0o400));
    let sum = |args: &[&str]| Command::new("sha256sum").args(args).current_dir(&entry).output();
    let Ok(output) = sum(&["--strict", "-c", SEAL]) else {
        println!("skipped: there is no sha256sum");
        return;
    };
    assert!(output.status.success(), "{output:?}");
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(lines.lines().count(), 4);
    assert!(lines.contains(&format!("../{}/{SEAL}: OK", ENTRIES[1])));
    let code = String::from_utf8(sum(&[SEAL]).unwrap().stdout).unwrap();
    assert!(code.starts_with(&codes[2].to_string()));
    let report = entry.join("report.txt");
    fs::set_permissions(&report, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&report, "changed").unwrap();
    assert!(!sum(&["--strict", "-c", SEAL]).unwrap().status.success());
    let found = verify(&DiskFs, temp.path(), None);
    assert_eq!(faults(&found), [format!("{}/report.txt: Changed", ENTRIES[2])]);
}

/// One bit in each byte, another one from byte to byte.
#[test]
fn no_byte_of_a_sealed_entry_changes_unnoticed() {
    let (fs, codes) = ledger_of_three();
    let mut flips = 0;
    // The middle entry needs no code; the newest SEAL is held by the code alone.
    for (entry, head) in [(ENTRIES[1], None), (ENTRIES[2], Some(codes[2]))] {
        for one in fs.list(&at(entry)).unwrap() {
            let file = format!("{entry}/{}", one.name.to_str().unwrap());
            let sound = fs.contents(&at(&file)).unwrap();
            for byte in 0..sound.len() {
                let mut changed = sound.clone();
                changed[byte] ^= 1 << (byte % 8);
                fs.place_file(&at(&file), &changed);
                let found = check(&fs, head);
                let named = found.faults().any(|fault| fault.file == file);
                let by_code = file.ends_with(SEAL) && found.head == HeadCheck::NotFound;
                assert!(named || by_code, "byte {byte} of {file}: {:?}", faults(&found));
                assert!(!found.is_clean());
                flips += 1;
            }
            fs.place_file(&at(&file), &sound);
        }
    }
    assert!(flips > 1500, "only {flips} bytes were tried");
    assert!(check(&fs, Some(codes[2])).is_clean());
}

#[test]
fn every_cut_and_every_added_byte_is_noticed() {
    let (fs, codes) = ledger_of_three();
    for one in fs.list(&at(ENTRIES[2])).unwrap() {
        let file = at(ENTRIES[2]).join(&one.name);
        let sound = fs.contents(&file).unwrap();
        let longer = [&sound[..], b"\n"].concat();
        for bytes in (0..sound.len()).map(|cut| &sound[..cut]).chain([&longer[..]]) {
            fs.place_file(&file, bytes);
            let found = check(&fs, Some(codes[2]));
            assert!(!found.is_clean(), "{} bytes of {}", bytes.len(), file.display());
        }
        fs.place_file(&file, &sound);
    }
}

#[test]
fn missing_extra_and_special_files_are_named() {
    let report = format!("{}/report.txt", ENTRIES[1]);
    let extra = format!("{}/extra.txt", ENTRIES[1]);
    let seal = format!("{}/{SEAL}", ENTRIES[1]);
    for (change, expected) in [
        (&(|fs: &SimFs| fs.erase(&at(&report))) as &dyn Fn(&SimFs), format!("{report}: Missing")),
        (&|fs| fs.place_file(&at(&extra), b""), format!("{extra}: Extra")),
        (&|fs| fs.place(&at(&extra), Kind::Dir), format!("{extra}: NotRegular")),
        (&|fs| fs.place(&at(&report), Kind::Symlink), format!("{report}: NotRegular")),
        (&|fs| fs.place(&at(&report), Kind::Other), format!("{report}: NotRegular")),
        (&|fs| fs.erase(&at(&seal)), format!("{seal}: Missing")),
        (&|fs| fs.place(&at(&seal), Kind::Symlink), format!("{seal}: NotRegular")),
        (&|fs| fs.place_file(&at(&seal), &vec![b'#'; 70_000]), format!("{seal}: TooLarge")),
    ] {
        let (fs, codes) = ledger_of_three();
        change(&fs);
        let found = check(&fs, Some(codes[2]));
        assert_eq!(faults(&found), [expected]);
        assert!(!found.is_clean());
    }
}

type Change<'a> = &'a dyn Fn(&SimFs);

#[test]
fn gaps_copies_renames_and_swaps_break_the_chain() {
    let [first, second, third] = ENTRIES;
    let other = "0002_FY2026-Q2_2026-09-30_audit";
    let cases: [(Change<'_>, &[&str]); 7] = [
        (&|fs| fs.erase(&at(first)), &["0002_FY2026-Q2_2026-09-30_report: Gap"]),
        (
            &|fs| fs.erase(&at(second)),
            &[&format!("{third}: Gap"), &format!("{third}/SEAL: WrongLink")],
        ),
        (
            &|fs| copy(fs, second, other),
            &[
                &format!("{other}: Duplicate"),
                &format!("{other}/SEAL: Renamed"),
                &format!("{other}/SEAL: WrongLink"),
                &format!("{third}/SEAL: WrongLink"),
            ],
        ),
        (
            &|fs| copy(fs, third, "0004_FY2026-Q4_2027-03-31_report"),
            &[
                "0004_FY2026-Q4_2027-03-31_report/SEAL: Renamed",
                "0004_FY2026-Q4_2027-03-31_report/SEAL: WrongLink",
            ],
        ),
        (
            &|fs| {
                copy(fs, third, "0003_FY2026-Q3_2026-12-31");
                fs.erase(&at(third));
            },
            &["0003_FY2026-Q3_2026-12-31: Misfit"],
        ),
        (
            &|fs| {
                fs.erase(&at(third));
                fs.place(&at(third), Kind::Symlink);
            },
            &[&format!("{third}: Misfit")],
        ),
        (
            &|fs| {
                let bytes = |of| fs.contents(&at(of).join(SEAL)).unwrap();
                let (one, two) = (bytes(first), bytes(second));
                fs.place_file(&at(first).join(SEAL), &two);
                fs.place_file(&at(second).join(SEAL), &one);
            },
            &[&format!("{first}/SEAL: Renamed"), &format!("{first}/SEAL: LinkOfFirst")],
        ),
    ];
    for (change, expected) in cases {
        let (fs, _) = ledger_of_three();
        change(&fs);
        let found = faults(&check(&fs, None));
        for fault in expected {
            assert!(found.contains(&(*fault).to_owned()), "no {fault} in {found:?}");
        }
    }
}

#[test]
fn only_the_code_shows_that_the_newest_entries_were_removed() {
    let (fs, codes) = ledger_of_three();
    fs.erase(&at(ENTRIES[2]));
    assert!(check(&fs, None).is_clean());
    let found = check(&fs, Some(codes[2]));
    assert_eq!((&found.head, found.is_clean()), (&HeadCheck::NotFound, false));
}

#[test]
fn only_the_code_shows_that_everything_was_sealed_anew() {
    let (_, codes) = ledger_of_three();
    let forged = SimFs::new();
    for (period, date) in [("FY2026-Q1", "06-30"), ("FY2026-Q2", "09-30"), ("FY2026-Q3", "12-31")] {
        let mut request = request(period, &format!("2026-{date}T17:00:00+09:00"));
        request.files.insert("report.txt".parse().unwrap(), b"all is well".to_vec());
        seal_entry(&forged, Path::new(REPORTS), &request).unwrap();
    }
    assert!(check(&forged, None).is_clean());
    assert!(!check(&forged, Some(codes[2])).is_clean());
}

#[test]
fn a_forged_time_before_the_entry_before_is_told() {
    let (fs, _) = ledger_of_three();
    let path = at(ENTRIES[2]).join(SEAL);
    let mut text = SealText::parse(&fs.contents(&path).unwrap()).unwrap();
    // The same instant as text order would have it, but earlier in truth.
    text.signed_at = SignedAt::new("2026-09-30T17:00:00+10:00".parse().unwrap());
    copy(&fs, ENTRIES[2], "0003_FY2026-Q3_2026-09-30_report");
    fs.erase(&at(ENTRIES[2]));
    let forged = at("0003_FY2026-Q3_2026-09-30_report");
    fs.place_file(&forged.join(SEAL), text.encode().as_bytes());
    let expected = "0003_FY2026-Q3_2026-09-30_report/SEAL: ClockBack";
    assert_eq!(faults(&check(&fs, None)), [expected]);
}

#[test]
fn a_signature_is_linked_by_the_next_entry_and_noted_as_not_checked() {
    let (fs, codes) = ledger_of_three();
    let sig = |entry: &str| at(entry).join(SEAL_SIG);
    let key = Signer::new(&Zeroizing::new([7; Signer::SEED]), &KeyComment::read("officer@kenpo"));
    let signature = |entry: &str| {
        let seal = fs.contents(&at(entry).join(SEAL)).unwrap();
        key.sign(Role::Officer, &seal).encode().into_bytes()
    };
    fs.place_file(&sig(ENTRIES[2]), &signature(ENTRIES[2]));
    let found = check(&fs, Some(codes[2]));
    let note = Note::SignatureNotChecked { entry: ENTRIES[2].parse().unwrap() };
    assert_eq!((found.is_clean(), found.notes), (true, vec![note]));
    let next = request("FY2026-Q4", "2027-03-31T17:00:00+09:00");
    let sealed = seal_entry(&fs, Path::new(REPORTS), &next).unwrap();
    assert!(check(&fs, Some(sealed.code)).is_clean());
    let told = |fault: &str| format!("{}/{SEAL_SIG}: {fault}", ENTRIES[2]);
    fs.place_file(&sig(ENTRIES[2]), b"other");
    assert_eq!(faults(&check(&fs, None)), [told("Signature"), told("Changed")]);
    fs.erase(&sig(ENTRIES[2]));
    assert_eq!(faults(&check(&fs, None)), [told("Missing")]);
    fs.place_file(&sig(ENTRIES[2]), &signature(ENTRIES[2]));
    fs.place_file(&sig(ENTRIES[0]), &signature(ENTRIES[0]));
    let expected = format!("{}/{SEAL_SIG}: Extra", ENTRIES[0]);
    assert_eq!(faults(&check(&fs, None)), [expected]);
}

#[test]
fn foreign_things_and_leftovers_are_noted_and_only_leftovers_removed() {
    let (fs, codes) = ledger_of_three();
    fs.place_file(&at("memo.txt"), b"");
    fs.place_file(&at(".staging-0004/report.toml"), b"half");
    fs.place(&at("drafts"), Kind::Dir);
    let found = check(&fs, Some(codes[2]));
    assert!(found.is_clean());
    let foreign = Note::Foreign { name: "memo.txt".to_owned() };
    let leftover = Note::Leftover { name: ".staging-0004".to_owned() };
    assert_eq!(found.notes, [foreign.clone(), leftover]);
    let next = request("FY2026-Q4", "2027-03-31T17:00:00+09:00");
    seal_entry(&fs, Path::new(REPORTS), &next).unwrap();
    let found = check(&fs, None);
    assert_eq!((found.is_clean(), found.notes), (true, vec![foreign]));
}

#[test]
fn seals_that_would_break_the_chain_are_refused_and_nothing_is_written() {
    let (fs, _) = ledger_of_three();
    let reports = Path::new(REPORTS);
    let before = fs.list(reports).unwrap();
    let good = request("FY2026-Q4", "2027-03-31T17:00:00+09:00");

    let early = request("FY2026-Q4", "2026-12-31T16:59:59+09:00");
    let refused = seal_entry(&fs, reports, &early).unwrap_err();
    assert!(matches!(refused, SealError::ClockBack { .. }), "{refused:?}");

    let mut empty = good.clone();
    empty.files.clear();
    assert!(matches!(seal_entry(&fs, reports, &empty), Err(SealError::NoFiles)));

    for name in [SEAL, "seal", SEAL_SIG, ".hidden"] {
        let mut reserved = good.clone();
        reserved.files.insert(name.parse().unwrap(), vec![]);
        let refused = seal_entry(&fs, reports, &reserved).unwrap_err();
        assert!(matches!(refused, SealError::ReservedName { .. }), "{refused:?}");
    }
    assert_eq!(fs.list(reports).unwrap(), before);

    fs.erase(&at(ENTRIES[0]));
    let refused = seal_entry(&fs, reports, &good).unwrap_err();
    let SealError::Chain { faults, .. } = refused else { panic!("{refused:?}") };
    assert_eq!(faults[0].what, Wrong::Gap { expected: 1 });
}

#[test]
fn an_old_entry_with_a_damaged_file_does_not_stop_sealing() {
    let (fs, _) = ledger_of_three();
    fs.place_file(&at(ENTRIES[2]).join("report.txt"), b"rotten");
    let next = request("FY2026-Q4", "2027-03-31T17:00:00+09:00");
    seal_entry(&fs, Path::new(REPORTS), &next).unwrap();
    assert_eq!(faults(&check(&fs, None)), [format!("{}/report.txt: Changed", ENTRIES[2])]);
}
