//! Keys as a person makes, shows and trusts them, and sealing and verifying with them.
//!
//! Asking for a passphrase takes a terminal and is tested in one.

#![cfg(test)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use insta::assert_snapshot;
use tenken::app::signing::{self, KeyRequest, SigningFailure};
use tenken::app::{App, Failure, Place, Timepiece};
use tenken::store::fs::sim::SimFs;
use tenken::store::sign::Role;

use crate::fixture::{Folder, Run, sha256sum_says_ok};

const NEW: [&str; 5] = ["key", "new", "--principal", "officer@kenpo", "--no-passphrase"];
const AUDITOR: [&str; 7] =
    ["key", "new", "--principal", "kanji@kenpo", "--no-passphrase", "--role", "auditor"];
const SEAL: [&str; 4] = ["seal", "current", "--confirmed-by", "鈴木一郎"];

fn config(folder: &Folder) -> PathBuf {
    folder.outside().join(".config/tenken")
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// What differs from key to key, replaced.
fn without_keys(text: &str) -> String {
    let mut text = text.to_owned();
    for (begin, length, name) in
        [("SHA256:", 50, "<fingerprint>"), ("AAAAC3NzaC1lZDI1NTE5AAAAI", 68, "<key>")]
    {
        while let Some(at) = text.find(begin) {
            text.replace_range(at..at + length, name);
        }
    }
    text
}

fn show(folder: &Folder, args: &[&str]) -> String {
    without_keys(&folder.show(args))
}

/// The society's folder after the officer made a key and sealed with it.
fn signed() -> Folder {
    let folder = Folder::answered();
    folder.done(&NEW);
    folder.done(&SEAL);
    folder
}

fn seals() -> Folder {
    Folder::answered()
}

#[test]
fn a_key_is_made_outside_the_folder_and_its_owner_alone_can_read_it() {
    let folder = Folder::small();
    assert_snapshot!(show(&folder, &NEW));
    let key = config(&folder).join("officer_ed25519");
    assert_eq!((mode(&key), mode(&config(&folder))), (0o600, 0o700));
    let text = std::fs::read_to_string(&key).unwrap();
    assert!(text.starts_with("-----BEGIN OPENSSH PRIVATE KEY-----\n"), "{text}");
    assert_snapshot!(show(&folder, &NEW), @r"
    $ tenken key new --principal officer@kenpo --no-passphrase
    tenken: /outside/.config/tenken/officer_ed25519 はすでにあります。鍵に上書きはしません。
      次に: 別の名前を --out で指定してください。前の鍵は、確定した記録を確かめるあいだ残しておきます。
    [1]
    ");
    assert_eq!(std::fs::read_to_string(&key).unwrap(), text);
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    assert!(public.ends_with(" officer@kenpo tenken.officer 2026-12-18\n"), "{public}");
    assert_snapshot!(show(&folder, &["key", "show"]));
    assert_eq!(folder.run(&["key", "show", "--role", "auditor"]).code, Some(2));
}

#[test]
fn no_key_and_no_list_is_taken_from_or_put_into_a_society() {
    let folder = Folder::small();
    let inside = folder.path().join("key");
    std::os::unix::fs::symlink(folder.path().join("reports"), folder.outside().join("link"))
        .unwrap();
    std::fs::create_dir(folder.path().join("reports")).unwrap();
    for out in ["key", "reports/key", "../society/key", "../link/key", "new/folder/key"] {
        let run = folder.run(&[&NEW[..], &["--out", out]].concat());
        assert_eq!(run.code, Some(1), "{out}: {}", run.out);
        assert!(run.err.contains("組合のフォルダーの中です"), "{}", run.err);
    }
    folder.done(&NEW);
    std::fs::copy(config(&folder).join("officer_ed25519"), &inside).unwrap();
    let sealing = folder.run(&[&SEAL[..], &["--key", "key"]].concat());
    assert_eq!(sealing.code, Some(1), "gaps come first: {}", sealing.err);
    folder.answer_all("current");
    let before = folder.files();
    let sealing = folder.run(&[&SEAL[..], &["--key", "key"]].concat());
    assert!(sealing.err.contains("組合のフォルダーの中です"), "{}", sealing.err);
    assert_eq!((sealing.code, folder.files()), (Some(1), before));
    let public = config(&folder).join("officer_ed25519.pub").display().to_string();
    let run = folder.run(&["key", "trust", &public, "--file", "reports/allowed_signers"]);
    assert!(run.code == Some(1) && run.err.contains("組合のフォルダーの中です"), "{}", run.err);
    // Another society's folder is no place for it either.
    let other = folder.outside().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("tenken.toml"), "").unwrap();
    let run = folder.run(&[&NEW[..], &["--out", "../other/key"]].concat());
    assert_eq!(run.code, Some(1), "{}", run.out);
}

#[test]
fn a_disk_that_lets_others_read_gets_no_key() {
    let fs = SimFs::new();
    fs.ignore_modes();
    let day = Timepiece::Stated("2026-12-18".parse().unwrap());
    let app = App::new(Arc::new(fs.clone()), &Place::Named(Path::new("/society")), day)
        .with_config(Some("/stick".into()));
    let request = KeyRequest { role: Role::Officer, principal: "officer@kenpo", file: None };
    let made = signing::make(&app, &request, |_| panic!("nobody is asked"));
    let Err(Failure::Signing(SigningFailure::Exposed { mode: 0o777, .. })) = made else {
        panic!("{made:?}")
    };
    assert_eq!(fs.kind(Path::new("/stick/officer_ed25519")), None, "nothing is left there");
}

#[test]
fn a_key_that_others_can_read_is_not_used() {
    let folder = seals();
    folder.done(&NEW);
    let key = config(&folder).join("officer_ed25519");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o640)).unwrap();
    let before = folder.files();
    let run = folder.run(&SEAL);
    assert!(run.code == Some(1) && run.err.contains("モード 640"), "{}", run.err);
    assert_eq!(folder.files(), before);
}

#[test]
fn where_nobody_can_be_asked_no_passphrase_is() {
    let folder = seals();
    assert_snapshot!(folder.show(&NEW[..4]), @r"
    $ tenken key new --principal officer@kenpo
    tenken: 端末ではないため、パスフレーズを尋ねられません（/outside/.config/tenken/officer_ed25519）。
      次に: 端末で実行してください。署名せずに確定するなら --unsigned、守らない鍵を作るなら --no-passphrase を付けます。
    [2]
    ");
    assert!(!config(&folder).join("officer_ed25519").exists());
}

#[test]
fn sealing_signs_with_the_key_of_the_officer_and_says_so() {
    let folder = signed();
    let entry = folder.entry();
    let signature = std::fs::read_to_string(entry.join("SEAL.sig")).unwrap();
    assert!(signature.starts_with("-----BEGIN SSH SIGNATURE-----\n"));
    assert_eq!(mode(&entry.join("SEAL.sig")), 0o400);
    sha256sum_says_ok(&entry);
    assert_snapshot!(show(&folder, &["verify"]));
    let found = folder.run(&["verify", "--format", "json"]).json();
    assert_eq!(found["entries"][0]["signature"]["state"], "key_not_checked");
    assert_eq!(found["allowed_signers"], serde_json::Value::Null);
    let public = config(&folder).join("officer_ed25519.pub").display().to_string();
    assert_snapshot!(show(&folder, &["key", "trust", &public]));
    assert_snapshot!(show(&folder, &["verify"]));
    assert_snapshot!(show(&folder, &["--lang", "en", "verify"]));
    let found = folder.run(&["verify", "--format", "json"]).json();
    assert_eq!(found["entries"][0]["signature"]["state"], "good");
    assert_eq!(found["entries"][0]["signature"]["principals"][0], "officer@kenpo");
    assert_eq!(found["allowed_signers"]["keys"], 1);
}

#[test]
fn sealing_without_a_signature_is_said_and_found() {
    let folder = seals();
    folder.done(&NEW);
    let run = folder.run(&[&SEAL[..], &["--unsigned", "--format", "json"]].concat());
    assert_eq!((run.code, run.json()["signed"].as_bool()), (Some(0), Some(false)));
    assert!(run.err.contains("--unsigned"), "{}", run.err);
    assert!(!folder.entry().join("SEAL.sig").exists());
    let public = config(&folder).join("officer_ed25519.pub").display().to_string();
    folder.done(&["key", "trust", &public]);
    assert_snapshot!(show(&folder, &["verify"]));
    std::fs::remove_file(config(&folder).join("allowed_signers")).unwrap();
    folder.done(&["key", "trust", &public, "--valid-after", "2027-01-01"]);
    assert_snapshot!(show(&folder, &["verify"]));
}

#[test]
fn a_named_key_stands_before_the_own_one() {
    let folder = seals();
    folder.done(&NEW);
    folder.done(&[
        "key",
        "new",
        "--principal",
        "new@kenpo",
        "--no-passphrase",
        "--out",
        "../second",
    ]);
    folder.done(&[&SEAL[..], &["--key", "../second"]].concat());
    folder.done(&["key", "trust", "../second.pub"]);
    let found = folder.run(&["verify", "--format", "json"]).json();
    assert_eq!(found["entries"][0]["signature"]["principals"][0], "new@kenpo");
    let run = folder.run(&[&SEAL[..], &["--key", "../second", "--unsigned"]].concat());
    assert_eq!(run.code, Some(2), "one excludes the other");
}

#[test]
fn altered_signatures_and_lists_in_the_folder_are_told() {
    let folder = signed();
    let public = config(&folder).join("officer_ed25519.pub").display().to_string();
    folder.done(&["key", "trust", &public]);
    let list = config(&folder).join("allowed_signers");
    std::fs::copy(&list, folder.path().join("allowed_signers")).unwrap();
    let run = folder.run(&["verify", "--allowed-signers", "allowed_signers"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.contains("自分の控えを使ってください"), "{}", run.out);
    let signature = folder.entry().join("SEAL.sig");
    std::fs::set_permissions(&signature, std::fs::Permissions::from_mode(0o600)).unwrap();
    let text = std::fs::read_to_string(&signature).unwrap();
    std::fs::write(&signature, text.replace('\n', "\r\n")).unwrap();
    assert_snapshot!(show(&folder, &["verify"]));
    // A list that is not understood is not passed over in silence.
    std::fs::write(&list, "*@kenpo ssh-ed25519 AAAA\na ssh-rsa AAAA\n").unwrap();
    assert_snapshot!(show(&folder, &["verify"]), @r"
    $ tenken verify
    tenken: 鍵の一覧 /outside/.config/tenken/allowed_signers に、分からない行があります。1行目: 名前の型（*@kenpo）は使えません／2行目: ssh-rsa の鍵は扱えません（ssh-ed25519 だけを扱います）
      次に: その行を直すか、tenken で使う鍵だけの一覧を別に作ってください。分からない行を飛ばして確かめることはしません。
    [2]
    ");
}

#[test]
fn trust_is_given_once_and_to_one_role() {
    let folder = Folder::small();
    folder.done(&NEW);
    folder.done(&AUDITOR);
    let key =
        |role: &str| config(&folder).join(format!("{role}_ed25519.pub")).display().to_string();
    let (officer, auditor) = (key("officer"), key("auditor"));
    folder.done(&["key", "trust", &officer]);
    let refused = |args: &[&str]| {
        let run = folder.run(args);
        assert_eq!(run.code, Some(1), "{args:?}: {}", run.out);
        run.err
    };
    assert!(refused(&["key", "trust", &officer]).contains("1行目にすでにあります"));
    let conflict = refused(&["key", "trust", &officer, "--principal", "other@kenpo"]);
    assert!(conflict.contains("別の名前か別の役割"), "{conflict}");
    let made_for = refused(&["key", "trust", &auditor, "--role", "officer"]);
    assert!(made_for.contains("監事のものとして作られています"), "{made_for}");
    let both = refused(&["key", "trust", &auditor, "--principal", "officer@kenpo"]);
    assert!(both.contains("兼ねることはできません"), "{both}");
    // The line as the other person's program prints it, handed over by mail.
    let shown = folder.run(&["key", "show", "--role", "auditor", "--format", "json"]).json();
    let line = shown["keys"][0]["signers_line"].as_str().unwrap().to_owned();
    let run = folder.run(&["key", "trust", &line, "--format", "json"]);
    assert_eq!(run.json()["signer"]["principals"][0], "kanji@kenpo");
    // A second key of the same person: both count, and the older one is pointed at.
    folder.done(&[&NEW[..], &["--out", "../later"]].concat());
    let run = folder.run(&["key", "trust", "../later.pub", "--valid-after", "R9.4.1"]);
    assert!(run.code == Some(0) && run.err.contains("1行目"), "{}", run.err);
    let list = std::fs::read_to_string(config(&folder).join("allowed_signers")).unwrap();
    assert_eq!(list.lines().count(), 3, "{list}");
    assert!(list.contains("valid-after=\"20270331150000Z\""), "{list}");
    assert_snapshot!(show(&folder, &["key", "show"]));
}

#[test]
fn an_auditor_signs_in_a_role_of_his_own() {
    let folder = signed();
    folder.done(&AUDITOR);
    let finish = ["audit", "last", "--by", "監事太郎", "--opinion", "適正", "--finish"];
    let out = folder.done(&finish);
    assert!(out.contains("SEAL.sig（鍵 SHA256:"), "{out}");
    for role in ["officer", "auditor"] {
        let public = config(&folder).join(format!("{role}_ed25519.pub"));
        folder.done(&["key", "trust", &public.display().to_string()]);
    }
    let found = folder.run(&["verify", "--format", "json"]).json();
    let signature = |at: usize| found["entries"][at]["signature"].clone();
    assert_eq!(signature(0)["principals"][0], "officer@kenpo");
    assert_eq!(signature(1)["principals"][0], "kanji@kenpo");
    // The officer's key is no key for an audit.
    let list = config(&folder).join("allowed_signers");
    let text = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, text.replace("tenken.auditor", "tenken.officer")).unwrap();
    let found = folder.run(&["verify", "--format", "json"]);
    assert_eq!(found.code, Some(3));
    assert_eq!(found.json()["entries"][1]["signature"]["why"], "key_other_role");
}

#[test]
fn what_cannot_be_a_key_or_a_name_says_what_to_do() {
    let folder = Folder::small();
    std::fs::write(folder.outside().join("rsa.pub"), "ssh-rsa AAAAB3Nza x\n").unwrap();
    std::fs::write(folder.outside().join("text"), "秘密\n").unwrap();
    let told = |args: &[&str]| show(&folder, args);
    let all = [
        told(&["key", "trust", "../rsa.pub"]),
        told(&["key", "trust", "../nothing.pub"]),
        told(&["key", "trust", "ssh-ed25519 AAAA x"]),
        told(&["key", "show", "../text"]),
        told(&["key", "new", "--principal", "鈴木 一郎", "--no-passphrase"]),
        told(&["key", "new", "--principal", "*@kenpo", "--no-passphrase"]),
        told(&["key", "show"]),
    ];
    assert_snapshot!(all.join("\n"));
}

#[test]
fn the_stock_program_takes_what_the_commands_made() {
    if Command::new("ssh-keygen").arg("-?").output().is_err() {
        println!("skipped: ssh-keygen is not installed");
        return;
    }
    let folder = signed();
    let public = config(&folder).join("officer_ed25519.pub").display().to_string();
    folder.done(&["key", "trust", &public]);
    let run = Run::of(
        Command::new("ssh-keygen")
            .args(["-Y", "verify", "-I", "officer@kenpo", "-n", "tenken.officer"])
            .args(["-s", "SEAL.sig", "-Overify-time=20261218030000Z", "-f"])
            .arg(config(&folder).join("allowed_signers"))
            .current_dir(folder.entry())
            .stdin(std::fs::File::open(folder.entry().join("SEAL")).unwrap()),
    );
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    assert!(
        run.out.starts_with("Good \"tenken.officer\" signature for officer@kenpo"),
        "{}",
        run.out
    );
}
