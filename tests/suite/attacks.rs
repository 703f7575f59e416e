//! The attack table of docs/verify.md: what is done to a ledger, and which layer shows it.
//!
//! The page is the data: every mark in it is held here, by the program's verification and by
//! `tests/verify.sh`, which shares no code with it, on two ledgers. What nobody can see is held to
//! be unseen.

#![cfg(test)]

mod every_byte;
mod explained;
mod forger;
mod ledgers;
mod list;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use forger::{Keys, code, script, there_is_ssh_keygen};
use ledgers::{Ledger, Which};
use list::{ATTACKS, Attack, Scene};
use tenken::store::fs::DiskFs;
use tenken::store::names::{SEAL, SEAL_SIG};
use tenken::store::sign::{AllowedSigners, Zone};
use tenken::store::verify::{Fault, HeadCheck, Wrong, verify_against};

use crate::source::file;

const PAGE: &str = "docs/verify.md";
/// What a ledger can be looked at with; a column of the page each.
const LAYERS: usize = 7;

/// What one verifier found: by layer, the entries that are at fault; and the state of the code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Found {
    contents: BTreeSet<String>,
    chain: BTreeSet<String>,
    signature: BTreeSet<String>,
    /// In the order in which they were given.
    heads: Vec<String>,
}

/// With what a ledger is looked at.
struct Look<'a> {
    heads: &'a [&'a str],
    keys: Option<&'a Keys>,
}

fn entry_of(file: &str) -> String {
    file.split('/').next().unwrap_or_default().to_owned()
}

fn by_program(reports: &Path, look: &Look<'_>) -> Found {
    let trust = look.keys.map(|keys| {
        let list = std::fs::read(keys.allowed()).unwrap();
        AllowedSigners::parse(&list, Zone::Machine).unwrap()
    });
    let mut found = Found::default();
    for code in look.heads {
        let code = Some(code.parse().unwrap());
        let verification = verify_against(&DiskFs, reports, code, trust.as_ref());
        for fault in verification.faults() {
            layer(&mut found, fault).insert(entry_of(&fault.file));
        }
        found.heads.push(state(&verification.head).to_owned());
    }
    found
}

fn state(head: &HeadCheck) -> &'static str {
    match head {
        HeadCheck::NotGiven => "not_given",
        HeadCheck::Equal => "equal",
        HeadCheck::FoundAt(_) => "found_at",
        HeadCheck::NotFound => "not_found",
    }
}

/// The layer a fault belongs to: the list of one entry says no more than which content is not
/// what was sealed.
fn layer<'a>(found: &'a mut Found, fault: &Fault) -> &'a mut BTreeSet<String> {
    let listed = !fault.file.ends_with(SEAL) && !fault.file.ends_with(SEAL_SIG);
    match fault.what {
        Wrong::Changed { .. } | Wrong::Missing if listed => &mut found.contents,
        Wrong::Signature(_) => &mut found.signature,
        _ => &mut found.chain,
    }
}

fn by_script(reports: &Path, look: &Look<'_>) -> Found {
    let mut command = Command::new("bash");
    command.arg(script());
    for head in look.heads {
        command.args(["--head", head]);
    }
    if let Some(keys) = look.keys {
        command.arg("--signers").arg(keys.allowed());
    }
    let output = command.arg(reports).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.is_empty(), "{errors}");
    let mut found = Found::default();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["fault", "contents", file, _] => _ = found.contents.insert(entry_of(file)),
            ["fault", "chain", file, _] => _ = found.chain.insert(entry_of(file)),
            ["fault", "signature", file, _] => _ = found.signature.insert(entry_of(file)),
            ["head", state] => found.heads.push(state.to_owned()),
            _ => {}
        }
    }
    let clean = !found.is_faulty() && found.heads.iter().all(|head| head == EQUAL);
    assert_eq!(output.status.code(), Some(if clean { 0 } else { 3 }), "{text}");
    found
}

/// What both verifiers found alike, without keys and with them.
struct Looks {
    /// With the newest code.
    keyless: Found,
    /// With the newest code and the one before.
    keyed: Found,
}

impl Looks {
    fn at(reports: &Path, ledger: &Ledger, keys: &Keys, name: &str) -> Self {
        let alike = |heads, keys| {
            let look = Look { heads, keys };
            let (ours, theirs) = (by_program(reports, &look), by_script(reports, &look));
            assert_eq!(ours, theirs, "{name}: tenken (left) and tests/verify.sh (right)");
            ours
        };
        Self {
            keyless: alike(&[&ledger.newest], None),
            keyed: alike(&[&ledger.newest, &ledger.older], Some(keys)),
        }
    }

    /// Whether each layer shows that something is wrong, in the order of the page's columns.
    fn seen(&self) -> [bool; LAYERS] {
        let Self { keyless, keyed } = self;
        [
            !keyless.contents.is_empty(),
            keyless.is_faulty(),
            keyless.is_faulty() || keyless.heads[0] == NOT_FOUND,
            keyless.is_faulty() || keyless.heads[0] != EQUAL,
            keyed.is_faulty(),
            keyed.is_faulty() || keyed.heads[0] != EQUAL,
            keyed.is_faulty() || keyed.heads[1] == NOT_FOUND,
        ]
    }
}

const EQUAL: &str = "equal";
const NOT_FOUND: &str = "not_found";

impl Found {
    fn is_faulty(&self) -> bool {
        !(self.contents.is_empty() && self.chain.is_empty() && self.signature.is_empty())
    }
}

/// The keys and both ledgers; `None` where there is no ssh-keygen to make them.
static GROUND: LazyLock<Option<(Keys, [Ledger; 2])>> = LazyLock::new(|| {
    if !there_is_ssh_keygen() {
        println!("skipped: there is no ssh-keygen");
        return None;
    }
    let keys = Keys::make();
    let ledgers = Which::BOTH.map(|which| Ledger::make(which, Some(&keys)));
    Some((keys, ledgers))
});

/// A mark of the page for each of the two ledgers.
type Cell = [bool; 2];

/// The rows of the page by attack, and the row of counts.
fn page() -> (BTreeMap<String, [Cell; LAYERS]>, [[usize; 2]; LAYERS]) {
    let text = file(PAGE);
    let mut rows = BTreeMap::new();
    let mut counts = None;
    for line in text.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        // The border, the attack, what it is, the layers, the border.
        let [_, name, _, marks @ .., _] = &cells[..] else { continue };
        let Ok(marks) = <[&str; LAYERS]>::try_from(marks) else { continue };
        if let Some(name) = name.strip_prefix('`').and_then(|name| name.strip_suffix('`')) {
            let cells = marks.map(|cell| both(cell, |one| one == SEEN));
            assert!(marks.iter().all(|cell| cell.split('/').all(is_mark)), "{PAGE}: {line}");
            assert!(rows.insert(name.to_owned(), cells).is_none(), "{PAGE}: {name} twice");
        } else if *name == "見つかる数" {
            counts = Some(marks.map(|cell| both(cell, |one| one.parse().unwrap())));
        }
    }
    (rows, counts.unwrap_or_else(|| panic!("{PAGE} has no row of counts")))
}

const SEEN: &str = "●";

fn is_mark(text: &str) -> bool {
    text == SEEN || text == "-"
}

/// `a/b`: for the ledger with auditors and the one without; `a`: for both.
fn both<T>(cell: &str, read: impl Fn(&str) -> T) -> [T; 2] {
    let (one, other) = cell.split_once('/').unwrap_or((cell, cell));
    [read(one), read(other)]
}

fn attack(at: usize) {
    let Some((keys, ledgers)) = GROUND.as_ref() else { return };
    let (rows, counts) = page();
    let mut seen_in_all = [0; LAYERS];
    let mut wrong = Vec::new();
    for (name, attack) in ATTACKS {
        let expected = rows[name].map(|cell| cell[at]);
        let seen = under(attack, &ledgers[at], keys, name);
        for (count, seen) in seen_in_all.iter_mut().zip(seen) {
            *count += usize::from(seen);
        }
        if seen != expected {
            wrong.push(format!("{name}: seen {seen:?}, promised {expected:?}"));
        }
    }
    println!("of {} attacks seen by each layer: {seen_in_all:?}", ATTACKS.len());
    assert!(wrong.is_empty(), "{PAGE}:\n{}", wrong.join("\n"));
    assert_eq!(seen_in_all, counts.map(|cell| cell[at]), "{PAGE}: the row of counts");
}

fn under(attack: Attack, ledger: &Ledger, keys: &Keys, name: &str) -> [bool; LAYERS] {
    let mut scene = Scene { ledger: ledger.clone(), keys, noted_after: false };
    attack(&mut scene);
    let mut ledger = scene.ledger;
    if scene.noted_after {
        let codes = [3, 4].map(|at| code(&ledger.tree, &ledger.entries[at]));
        [ledger.older, ledger.newest] = codes;
    }
    let temp = tempfile::tempdir().unwrap();
    ledger.tree.write(temp.path());
    Looks::at(temp.path(), &ledger, keys, name).seen()
}

#[test]
fn on_a_ledger_with_auditors_each_layer_shows_what_the_page_promises() {
    attack(0);
}

#[test]
fn on_a_ledger_of_the_officer_alone_each_layer_shows_what_the_page_promises() {
    attack(1);
}

#[test]
fn every_attack_is_in_the_page_and_changes_something() {
    let (rows, _) = page();
    let names: BTreeSet<String> = ATTACKS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(rows.into_keys().collect::<BTreeSet<_>>(), names);
    let Some((keys, ledgers)) = GROUND.as_ref() else { return };
    for ledger in ledgers {
        let mut all = BTreeSet::new();
        for (name, attack) in ATTACKS {
            let mut scene = Scene { ledger: ledger.clone(), keys, noted_after: false };
            attack(&mut scene);
            assert_ne!(scene.ledger.tree, ledger.tree, "{name} did nothing");
            let after = format!("{:?}", scene.ledger.tree);
            assert!(all.insert(after), "{name} does what another does");
        }
    }
}

#[test]
fn a_clean_a_touched_and_an_opened_ledger_raise_no_alarm() {
    type Act = fn(&Path);
    let Some((keys, ledgers)) = GROUND.as_ref() else { return };
    let harmless: [(&str, Act); 3] =
        [("clean", |_| {}), ("touch", tree::touch), ("chmod", tree::open_to_all)];
    for (name, act) in harmless {
        for ledger in ledgers {
            let temp = tempfile::tempdir().unwrap();
            ledger.tree.write(temp.path());
            act(temp.path());
            let looks = Looks::at(temp.path(), ledger, keys, name);
            assert_eq!(looks.seen(), [false; LAYERS], "{name}");
            assert_eq!(looks.keyed.heads, [EQUAL, "found_at"], "{name}");
        }
    }
}
