//! `tenken verify --explain`: what it prints is run by a shell, on clean and on altered ledgers.

#![cfg(test)]

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::forger::{Holder, Keys};
use super::ledgers::{Ledger, Which};
use super::list::{ATTACKS, Scene};
use super::{GROUND, page};
use crate::fixture::{Run, TENKEN};

/// A folder of a society that holds nothing but sealed entries.
struct Place {
    temp: TempDir,
    name: &'static str,
}

impl Place {
    fn with(ledger: &Ledger, name: &'static str) -> Self {
        let place = Self { temp: tempfile::tempdir().unwrap(), name };
        place.lay(ledger);
        place
    }

    fn root(&self) -> PathBuf {
        self.temp.path().join(self.name)
    }

    fn lay(&self, ledger: &Ledger) {
        let reports = self.root().join("reports");
        if reports.exists() {
            std::fs::remove_dir_all(&reports).unwrap();
        }
        std::fs::create_dir_all(&reports).unwrap();
        ledger.tree.write(&reports);
    }

    fn tenken(&self, args: &[&str]) -> Run {
        Run::of(
            Command::new(TENKEN)
                .env_clear()
                .env("HOME", self.temp.path())
                .env("TENKEN_TODAY", "2026-12-31")
                .arg("--root")
                .arg(self.root())
                .arg("verify")
                .args(args)
                .stdin(Stdio::null()),
        )
    }

    fn explained(&self, args: &[&str]) -> String {
        let run = self.tenken(&[&["--explain"], args].concat());
        assert_eq!(run.code, Some(0), "{}", run.err);
        run.out
    }

    /// Runs a text as a shell would that someone pasted it into, but for the stop at a fault.
    fn run(&self, shell: &[&str], text: &str) -> Output {
        let file = self.temp.path().join("steps");
        std::fs::write(&file, text).unwrap();
        let mut command = Command::new(shell[0]);
        command.args(&shell[1..]).arg(file).current_dir(self.temp.path());
        command.stdin(Stdio::null()).output().unwrap()
    }
}

const BASH: [&str; 4] = ["bash", "-e", "-o", "pipefail"];

fn shown(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr].concat();
    String::from_utf8(text).unwrap()
}

fn allowed(keys: &Keys) -> String {
    keys.allowed().to_str().unwrap().to_owned()
}

#[test]
fn the_steps_that_were_printed_show_every_attack_that_keys_and_code_can_show() {
    let Some((keys, ledgers)) = GROUND.as_ref() else { return };
    let (rows, _) = page();
    let (ledger, list) = (&ledgers[0], allowed(keys));
    let place = Place::with(ledger, "society");
    let args = ["--head", &ledger.newest, "--allowed-signers", &list];
    let steps = place.explained(&args);
    let clean = place.run(&BASH, &steps);
    assert!(clean.status.success(), "{steps}\n{}", shown(&clean));
    assert!(!shown(&clean).contains("NG"), "{}", shown(&clean));
    assert_eq!(shown(&clean).matches("Good \"tenken.").count(), 5, "{}", shown(&clean));
    for (name, attack) in ATTACKS {
        let mut scene = Scene { ledger: ledger.clone(), keys, noted_after: false };
        attack(&mut scene);
        // What is false was sealed and then noted: the steps of that ledger would not show it.
        if scene.noted_after || NOT_BY_HAND.contains(&name) {
            continue;
        }
        place.lay(&scene.ledger);
        let run = place.run(&BASH, &steps);
        let seen = rows[name][5][0];
        assert_eq!(!run.status.success(), seen, "{name}: {}", shown(&run));
    }
}

/// Stock tools take what comes after the end of a signature for nothing, and so do the steps.
const NOT_BY_HAND: [&str; 1] = ["signature_trailing"];

#[test]
fn steps_printed_for_an_altered_folder_fail_too() {
    let Some((keys, ledgers)) = GROUND.as_ref() else { return };
    let (ledger, list) = (&ledgers[0], allowed(keys));
    let args = ["--head", &ledger.newest, "--allowed-signers", &list];
    for wanted in ["edit_answer", "remove_middle", "truncate_one", "rewrite_and_strip", "duplicate"]
    {
        let (_, attack) = ATTACKS.iter().find(|(name, _)| *name == wanted).unwrap();
        let mut scene = Scene { ledger: ledger.clone(), keys, noted_after: false };
        attack(&mut scene);
        let place = Place::with(&scene.ledger, "society");
        let run = place.run(&BASH, &place.explained(&args));
        assert!(!run.status.success(), "{wanted}: {}", shown(&run));
        assert_eq!(place.tenken(&args).code, Some(3), "{wanted}");
    }
}

#[test]
fn the_steps_hold_in_folders_of_any_name_and_in_a_plain_shell() {
    let ledger = Ledger::make(Which::OfficerOnly, None);
    for name in ["it's a \"society\" $HOME `id`", "点検 令和8年度", "-n", "新しい\nフォルダー"]
    {
        let place = Place::with(&ledger, name);
        for lang in ["ja", "en"] {
            let run = place.tenken(&["--lang", lang, "--explain"]);
            assert_eq!(run.code, Some(0), "{}", run.err);
            let steps = if name.contains('\n') {
                assert!(!run.out.contains("\ncd "), "{}", run.out);
                format!("cd \"$PWD\"/*/reports\n{}", run.out)
            } else {
                run.out
            };
            let done = place.run(&["sh", "-e"], &steps);
            assert!(done.status.success(), "{name:?}: {steps}\n{}", shown(&done));
            assert!(shown(&done).matches("OK").count() > 20, "{}", shown(&done));
        }
    }
}

#[test]
fn nothing_but_commands_would_be_carried_out() {
    let Some((keys, ledgers)) = GROUND.as_ref() else { return };
    let place = Place::with(&ledgers[0], "society");
    let list = allowed(keys);
    for lang in ["ja", "en"] {
        let steps = place.explained(&["--lang", lang, "--allowed-signers", &list]);
        for line in steps.lines().filter(|line| line.starts_with('#')) {
            let harmless = !line.contains(['`', '$', '\'', '"', '!', '(', ')', '&', ';', '|', '<']);
            assert!(harmless, "{line}");
            assert!(tenken::text::cells(line) <= 80, "{line}");
        }
    }
}

/// By whom a key is held makes no difference to the steps without a list.
#[test]
fn without_a_list_the_steps_check_that_signatures_fit() {
    let Some((keys, ledgers)) = GROUND.as_ref() else { return };
    let place = Place::with(&ledgers[1], "society");
    let steps = place.explained(&[]);
    assert!(steps.contains("check-novalidate -n tenken.officer"), "{steps}");
    assert!(place.run(&BASH, &steps).status.success());
    let mut other = ledgers[1].clone();
    let newest = other.entries[4].clone();
    keys.sign_entry(&mut other.tree, &newest, Holder::Stranger);
    place.lay(&other);
    assert!(place.run(&BASH, &steps).status.success());
    other.tree.edit(&format!("{newest}/SEAL"), |bytes| bytes.extend(b"# \n"));
    place.lay(&other);
    assert!(!place.run(&BASH, &steps).status.success());
}
