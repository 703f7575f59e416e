//! Agreement with the stock `ssh-keygen`, in both directions and in every refusal.
//!
//! Where it is not installed, the tests say so and pass; `.ci/run` installs it.

#![cfg(test)]

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use chrono::{DateTime, Utc};
use tempfile::TempDir;
use tenken::store::sign::{
    AllowedSigners, Found, KeyComment, LockedKey, Passphrase, PublicKey, Role, Signature, Signer,
    Zone,
};
use zeroize::Zeroizing;

const MESSAGE: &str = "# tenken-seal 1\n# seq: 1\n";

/// A folder to run `ssh-keygen` in, in its own time zone and language.
struct Stock {
    temp: TempDir,
}

impl Stock {
    /// `None`, with a word about it, where there is no `ssh-keygen`.
    fn here() -> Option<Self> {
        let found = Command::new("ssh-keygen").arg("-?").stdin(Stdio::null()).output();
        if found.is_err() {
            println!("skipped: ssh-keygen is not installed, so agreement with it is not tested");
            return None;
        }
        Some(Self { temp: TempDir::new().unwrap() })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        drop(fs::remove_file(&path));
        fs::write(&path, text).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        }
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }

    /// Whether it succeeds, and what it prints.
    fn run(&self, args: &[&str], input: Option<&str>) -> (bool, String) {
        let input = input.map_or(Stdio::null(), |name| File::open(self.at(name)).unwrap().into());
        let output = Command::new("ssh-keygen")
            .args(args)
            .env("TZ", "UTC")
            .current_dir(self.temp.path())
            .stdin(input)
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn done(&self, args: &[&str]) -> String {
        let (success, out) = self.run(args, None);
        assert!(success, "{args:?}");
        out
    }

    fn new_key(&self, name: &str, passphrase: &str) {
        self.done(&["-q", "-t", "ed25519", "-N", passphrase, "-C", "officer@kenpo", "-f", name]);
    }

    /// Whether it takes `SEAL.sig` over `SEAL`.
    fn takes(&self, principal: &str, namespace: &str, at: &str) -> bool {
        let time = format!("-Overify-time={at}");
        let args = [
            "-Y",
            "verify",
            "-f",
            "allowed_signers",
            "-I",
            principal,
            "-n",
            namespace,
            "-s",
            "SEAL.sig",
            &time,
        ];
        self.run(&args, Some("SEAL")).0
    }

    /// Whether we take the same, for whichever name the list has.
    fn we_take(&self, principal: &str, role: Role, at: &str) -> bool {
        let zone = Zone::Fixed(chrono::FixedOffset::east_opt(0).unwrap());
        let Ok(list) = AllowedSigners::parse(self.read("allowed_signers").as_bytes(), zone) else {
            return false;
        };
        let Ok(signature) = Signature::parse(&fs::read(self.at("SEAL.sig")).unwrap()) else {
            return false;
        };
        let at: DateTime<Utc> = DateTime::from_timestamp(time(at), 0).unwrap();
        let allowed = |found: Found<'_>| match found {
            Found::Trusted { principals } => principals.iter().any(|p| p.as_str() == principal),
            _ => false,
        };
        signature.covers(self.read("SEAL").as_bytes())
            && signature.namespace() == role.namespace()
            && allowed(list.look_up(signature.key(), role, at))
    }
}

/// `20270101000000Z` in seconds.
fn time(text: &str) -> i64 {
    let text = text.trim_end_matches('Z');
    chrono::NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").unwrap().and_utc().timestamp()
}

const NOW: &str = "20270601000000Z";

fn passphrase(text: &str) -> Passphrase {
    Passphrase::of(text)
}

fn ours() -> Signer {
    let comment = KeyComment::read("officer@kenpo tenken.officer 2026-12-18");
    Signer::new(&Zeroizing::new([42; Signer::SEED]), &comment)
}

fn line(principal: &str, options: &str, key: &PublicKey) -> String {
    format!("{principal} {options} {}\n", key.line())
}

#[test]
fn what_we_sign_the_stock_program_takes_and_what_it_signs_we_take() {
    let Some(stock) = Stock::here() else { return };
    stock.new_key("key", "");
    stock.write("SEAL", MESSAGE);
    stock.done(&["-q", "-Y", "sign", "-f", "key", "-n", "tenken.officer", "SEAL"]);
    let theirs = stock.read("SEAL.sig");
    let key = LockedKey::parse(stock.read("key").as_bytes()).unwrap();
    let signer = key.open(&Passphrase::default()).unwrap();
    let mine = signer.sign(Role::Officer, MESSAGE.as_bytes());
    assert_eq!(mine.encode(), theirs, "Ed25519 leaves nothing to chance");
    assert_eq!(Signature::parse(theirs.as_bytes()).unwrap(), mine);
    let (public, comment) = (stock.read("key.pub"), signer.comment());
    assert_eq!(public, format!("{} {comment}\n", signer.public().line()));
    let print = stock.done(&["-l", "-f", "key.pub"]);
    assert_eq!(print, format!("256 {} {comment} (ED25519)\n", signer.public().fingerprint()));
    let list = line("officer@kenpo", "namespaces=\"tenken.officer\"", &signer.public());
    stock.write("allowed_signers", &list);
    assert!(stock.takes("officer@kenpo", "tenken.officer", NOW));
    assert!(stock.we_take("officer@kenpo", Role::Officer, NOW));
}

#[test]
fn both_refuse_the_same() {
    let Some(stock) = Stock::here() else { return };
    let signer = ours();
    stock.write("SEAL", MESSAGE);
    let signature = signer.sign(Role::Officer, MESSAGE.as_bytes()).encode();
    let other = line(
        "other@kenpo",
        "",
        &PublicKey::read_line(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHGPXKszbLN86iiFlgRtsW38rT28DOj9zwxe6GPdkHDD",
        )
        .unwrap()
        .0,
    );
    let key = signer.public();
    let of = |options: &str| other.clone() + &line("officer@kenpo", options, &key);
    let span = "valid-after=\"20270101Z\",valid-before=\"20280101Z\"";
    let officer = "namespaces=\"tenken.officer\"";
    for (list, principal, role, at, expected) in [
        (of(officer), "officer@kenpo", Role::Officer, NOW, true),
        (of(officer), "other@kenpo", Role::Officer, NOW, false),
        (of(officer), "nobody@kenpo", Role::Officer, NOW, false),
        (of(officer), "officer@kenpo", Role::Auditor, NOW, false),
        (of("namespaces=\"tenken.auditor\""), "officer@kenpo", Role::Officer, NOW, false),
        (of("namespaces=\"x,tenken.officer\""), "officer@kenpo", Role::Officer, NOW, true),
        (of(""), "officer@kenpo", Role::Officer, NOW, true),
        (of(span), "officer@kenpo", Role::Officer, NOW, true),
        (of(span), "officer@kenpo", Role::Officer, "20270101000000Z", true),
        (of(span), "officer@kenpo", Role::Officer, "20261231235959Z", false),
        (of(span), "officer@kenpo", Role::Officer, "20280101000000Z", true),
        (of(span), "officer@kenpo", Role::Officer, "20280101000001Z", false),
        (of("valid-after=\"202706010000\""), "officer@kenpo", Role::Officer, NOW, true),
        (of("valid-after=\"20270601000001\""), "officer@kenpo", Role::Officer, NOW, false),
        (of("Valid-Before=\"20270531\""), "officer@kenpo", Role::Officer, NOW, false),
        (of("valid-before=\"20270601z\""), "officer@kenpo", Role::Officer, NOW, true),
        (of(officer).replace('\n', "\r\n"), "officer@kenpo", Role::Officer, NOW, true),
        (format!("# x\n\n \t\n{}", of(officer)), "officer@kenpo", Role::Officer, NOW, true),
        (line("a@b,officer@kenpo", officer, &key), "officer@kenpo", Role::Officer, NOW, true),
        (
            line("officer@kenpo", officer, &key).replace(' ', "\t"),
            "officer@kenpo",
            Role::Officer,
            NOW,
            true,
        ),
        (line("監事", officer, &key), "監事", Role::Officer, NOW, true),
        (of("no-such-option"), "officer@kenpo", Role::Officer, NOW, false),
        (of("namespaces=\"tenken.officer\","), "officer@kenpo", Role::Officer, NOW, false),
        (
            of("valid-after=\"20270101\",valid-before=\"20260101\""),
            "officer@kenpo",
            Role::Officer,
            NOW,
            false,
        ),
        (of("cert-authority"), "officer@kenpo", Role::Officer, NOW, false),
    ] {
        stock.write("allowed_signers", &list);
        stock.write("SEAL.sig", &signature);
        let theirs = stock.takes(principal, role.namespace(), at);
        assert_eq!(theirs, expected, "ssh-keygen, {principal} {role:?} {at}: {list}");
        let mine = stock.we_take(principal, role, at);
        assert_eq!(mine, expected, "tenken, {principal} {role:?} {at}: {list}");
    }
}

#[test]
fn whatever_changed_signature_we_take_the_stock_program_takes() {
    let Some(stock) = Stock::here() else { return };
    let signer = ours();
    stock.write("SEAL", MESSAGE);
    stock.write("allowed_signers", &line("officer@kenpo", "", &signer.public()));
    let sound = signer.sign(Role::Officer, MESSAGE.as_bytes()).encode();
    // Each run of the other program takes its time: one byte in 16 there, all of them here.
    for at in 0..sound.len() {
        let mut changed = sound.clone().into_bytes();
        changed[at] ^= 1;
        fs::write(stock.at("SEAL.sig"), &changed).unwrap();
        assert!(!stock.we_take("officer@kenpo", Role::Officer, NOW), "byte {at}");
        if at % 16 == 0 && !(0x80..).contains(&changed[at]) {
            let last = sound.len() - 1;
            let theirs = stock.takes("officer@kenpo", "tenken.officer", NOW);
            assert!(!theirs || at == last, "ssh-keygen takes byte {at} changed");
        }
    }
    stock.write("SEAL.sig", &sound);
    stock.write("SEAL", &MESSAGE.replace("seq: 1", "seq: 2"));
    assert!(!stock.takes("officer@kenpo", "tenken.officer", NOW));
    assert!(!stock.we_take("officer@kenpo", Role::Officer, NOW));
}

#[test]
fn a_key_of_ours_opens_in_the_stock_program_with_its_passphrase() {
    let Some(stock) = Stock::here() else { return };
    let signer = ours();
    let public = format!("{} {}\n", signer.public().line(), signer.comment());
    for (number, text) in
        ["correct horse battery", "点検の鍵 令和8年", "é\u{301}✓"].iter().enumerate()
    {
        let name = format!("ours{number}");
        let noise = [u8::try_from(number).unwrap(); Signer::NOISE];
        stock.write(&name, &signer.to_file(Some(&passphrase(text)), &noise));
        assert_eq!(stock.done(&["-y", "-P", text, "-f", &name]), public);
        assert!(!stock.run(&["-y", "-P", "wrong", "-f", &name], None).0);
    }
    stock.write("plain", &signer.to_file(None, &[1; Signer::NOISE]));
    assert_eq!(stock.done(&["-y", "-P", "", "-f", "plain"]), public);
    stock.write("SEAL", MESSAGE);
    stock.done(&["-q", "-Y", "sign", "-f", "plain", "-n", "tenken.auditor", "SEAL"]);
    let mine = signer.sign(Role::Auditor, MESSAGE.as_bytes()).encode();
    assert_eq!(stock.read("SEAL.sig"), mine);
}

#[test]
fn a_key_of_the_stock_program_opens_here_with_its_passphrase() {
    let Some(stock) = Stock::here() else { return };
    for (name, text) in [("a", "点検の鍵"), ("b", "p"), ("c", "")] {
        stock.new_key(name, text);
        let key = LockedKey::parse(stock.read(name).as_bytes()).unwrap();
        assert_eq!(key.is_locked(), !text.is_empty());
        let signer = key.open(&passphrase(text)).unwrap();
        assert_eq!(signer.public().line(), stock.read(&format!("{name}.pub"))[..80]);
    }
    stock.done(&["-q", "-p", "-P", "p", "-N", "new", "-a", "30", "-f", "b"]);
    let key = LockedKey::parse(stock.read("b").as_bytes()).unwrap();
    assert!(key.open(&passphrase("new")).is_ok());
}
