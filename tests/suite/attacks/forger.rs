//! Someone who knows the format and has tools of his own: a second writer of `SEAL`.
//!
//! It shares nothing with the program: hashes come from the library, signatures from ssh-keygen.

#![cfg(test)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use super::tree::Tree;

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// The keys of everybody concerned, made by ssh-keygen, without passphrases.
pub(crate) struct Keys {
    dir: TempDir,
}

/// Who holds a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holder {
    Officer,
    Sentei,
    Gosen,
    /// Somebody whose key nobody knows.
    Stranger,
}

impl Holder {
    const ALL: [Self; 4] = [Self::Officer, Self::Sentei, Self::Gosen, Self::Stranger];

    fn name(self) -> &'static str {
        match self {
            Self::Officer => "officer@kenpo",
            Self::Sentei => "kanji-sentei@kenpo",
            Self::Gosen => "kanji-gosen@kenpo",
            Self::Stranger => "stranger@example",
        }
    }

    /// The namespace of the holder's role.
    fn namespace(self) -> &'static str {
        match self {
            Self::Officer | Self::Stranger => OFFICER,
            Self::Sentei | Self::Gosen => AUDITOR,
        }
    }
}

const OFFICER: &str = "tenken.officer";
const AUDITOR: &str = "tenken.auditor";

/// The namespace in which an entry is signed, as its name says.
pub(crate) fn namespace_of(entry: &str) -> &'static str {
    if entry.ends_with("_audit") { AUDITOR } else { OFFICER }
}

impl Keys {
    pub(crate) fn make() -> Self {
        let keys = Self { dir: tempfile::tempdir().unwrap() };
        let mut allowed = String::new();
        for holder in Holder::ALL {
            let args = ["-q", "-t", "ed25519", "-N", "", "-C", holder.name(), "-f"];
            let made =
                Command::new("ssh-keygen").args(args).arg(keys.private(holder)).output().unwrap();
            assert!(made.status.success(), "{made:?}");
            if holder != Holder::Stranger {
                let public = std::fs::read_to_string(keys.public(holder)).unwrap();
                let key: Vec<&str> = public.split(' ').take(2).collect();
                let (name, space) = (holder.name(), holder.namespace());
                writeln!(allowed, "{name} namespaces=\"{space}\" {}", key.join(" ")).unwrap();
            }
        }
        std::fs::write(keys.allowed(), allowed).unwrap();
        keys
    }

    fn private(&self, holder: Holder) -> PathBuf {
        self.dir.path().join(holder.name())
    }

    pub(crate) fn public(&self, holder: Holder) -> PathBuf {
        self.dir.path().join(format!("{}.pub", holder.name()))
    }

    /// The reader's own list of the keys known: all but the stranger's.
    pub(crate) fn allowed(&self) -> PathBuf {
        self.dir.path().join("allowed_signers")
    }

    pub(crate) fn sign(&self, holder: Holder, namespace: &str, bytes: &[u8]) -> Vec<u8> {
        use std::io::Write as _;
        let mut signing = Command::new("ssh-keygen")
            .args(["-Y", "sign", "-q", "-n", namespace, "-f"])
            .arg(self.private(holder))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        signing.stdin.take().unwrap().write_all(bytes).unwrap();
        let signed = signing.wait_with_output().unwrap();
        assert!(signed.status.success(), "{}", String::from_utf8_lossy(&signed.stderr));
        signed.stdout
    }

    /// Puts a signature over `SEAL` beside it, in the namespace that fits the entry.
    pub(crate) fn sign_entry(&self, tree: &mut Tree, entry: &str, holder: Holder) {
        let bytes = tree.bytes(&format!("{entry}/SEAL")).to_vec();
        let signature = self.sign(holder, namespace_of(entry), &bytes);
        tree.put(&format!("{entry}/SEAL.sig"), signature);
    }
}

/// Whether this machine can make and check signatures.
pub(crate) fn there_is_ssh_keygen() -> bool {
    Command::new("ssh-keygen").arg("-?").stderr(Stdio::null()).status().is_ok()
}

fn seal(entry: &str) -> String {
    format!("{entry}/SEAL")
}

/// Writes the hashes of an entry's files anew, as they are now; head and link stay.
pub(crate) fn relist(tree: &mut Tree, entry: &str) {
    let old = tree.text(&seal(entry));
    let (list, rest): (Vec<&str>, Vec<&str>) =
        old.lines().partition(|line| !line.starts_with('#') && !line.contains("  ../"));
    assert!(!list.is_empty());
    let mut new: String = rest.iter().filter(|l| l.starts_with('#')).fold(String::new(), join);
    for name in tree.inside(entry).iter().filter(|name| !name.starts_with("SEAL")) {
        let sum = sha256(tree.bytes(&format!("{entry}/{name}")));
        writeln!(new, "{sum}  {name}").unwrap();
    }
    new += &rest.iter().filter(|l| !l.starts_with('#')).fold(String::new(), join);
    tree.put(&seal(entry), new);
}

fn join(text: String, line: &&str) -> String {
    text + line + "\n"
}

/// Links an entry to the one before it, as that is now.
pub(crate) fn relink(tree: &mut Tree, entry: &str, previous: Option<&str>) {
    let old = tree.text(&seal(entry));
    let mut new =
        old.lines().filter(|l| !l.contains("  ../")).fold(String::new(), |t, l| t + l + "\n");
    for file in ["SEAL", "SEAL.sig"] {
        let Some(previous) = previous else { continue };
        let name = format!("{previous}/{file}");
        if tree.0.contains_key(&name) {
            writeln!(new, "{}  ../{name}", sha256(tree.bytes(&name))).unwrap();
        }
    }
    tree.put(&seal(entry), new);
}

/// Replaces the value of a head line.
pub(crate) fn restate(tree: &mut Tree, entry: &str, key: &str, value: &str) {
    let start = format!("# {key}: ");
    let old = tree.text(&seal(entry));
    let (mut new, mut found) = (String::new(), false);
    for line in old.lines() {
        if line.starts_with(&start) {
            writeln!(new, "{start}{value}").unwrap();
            found = true;
        } else {
            writeln!(new, "{line}").unwrap();
        }
    }
    assert!(found, "no {key} in {old}");
    tree.put(&seal(entry), new);
}

/// Recomputes lists and links of all entries from the one at `first` on, and signs each again
/// whose signature `signed` can make.
pub(crate) fn rechain(
    tree: &mut Tree,
    entries: &[String],
    first: usize,
    signed: &dyn Fn(&mut Tree, &str),
) {
    for at in first..entries.len() {
        relist(tree, &entries[at]);
        let previous = at.checked_sub(1).map(|before| entries[before].as_str());
        relink(tree, &entries[at], previous);
        signed(tree, &entries[at]);
    }
}

/// What is to be sealed by hand.
pub(crate) struct Forgery<'a> {
    pub(crate) entry: &'a str,
    pub(crate) time: &'a str,
    pub(crate) signer: &'a str,
    pub(crate) text: &'a str,
}

/// Adds an entry after `previous`, complete but for a signature.
pub(crate) fn add(tree: &mut Tree, previous: &str, forged: &Forgery<'_>) {
    let Forgery { entry, time, signer, text } = forged;
    let parts: Vec<&str> = entry.split('_').collect();
    let [number, period, _, kind] = parts[..] else { panic!("{entry}") };
    let head = [
        ("seq", number.trim_start_matches('0')),
        ("kind", kind),
        ("period", period),
        ("signed-at", time),
        ("signer", signer),
        ("meaning", "四半期自己点検の確定"),
    ];
    let mut lines = "# tenken-seal 1\n".to_owned();
    for (key, value) in head {
        writeln!(lines, "# {key}: {value}").unwrap();
    }
    writeln!(lines, "{}  report.toml", "0".repeat(64)).unwrap();
    tree.put(&format!("{entry}/report.toml"), *text);
    tree.put(&seal(entry), lines);
    relist(tree, entry);
    relink(tree, entry, Some(previous));
}

/// The code of an entry as it is now.
pub(crate) fn code(tree: &Tree, entry: &str) -> String {
    sha256(tree.bytes(&seal(entry)))
}

pub(crate) fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify.sh")
}
