//! How to check this very folder without the program: a text that is a script of the shell too.
//!
//! It needs a shell, `sha256sum` or `shasum`, and `ssh-keygen`; it runs nothing itself. What is
//! said between the commands stands behind `#`, so that all of it can be pasted at once.

use super::context::Context;
use super::reply::clean;
use crate::app::signing::TrustList;
use crate::app::verifying::{Head, Verified};
use crate::store::names::{EntryName, SEAL, SEAL_SIG};
use crate::store::sign::{Role, Validity};
use crate::store::verify::{BadSignature, EntryCheck, HeadCheck, SignatureCheck};
use crate::text::{line, wrapped};

/// Cells of a line of explanation, without `# `.
const WIDTH: usize = 78;
/// What every check says.
const SAY: &str = "&& echo OK || { echo NG; false; }";

struct Script<'a> {
    context: &'a Context,
    verified: &'a Verified,
    out: String,
}

pub fn text(
    context: &Context,
    verified: &Verified,
    head: Option<Head>,
    list: Option<&TrustList>,
) -> String {
    let words = &context.verify.explain;
    let mut script = Script { context, verified, out: String::new() };
    script.told(&words.title).told(&words.how).told(&words.tools);
    if verified.ledger.entries.is_empty() {
        script.told(&words.empty);
        return script.out;
    }
    script.folder();
    script.contents();
    script.files();
    script.names();
    script.chain();
    script.times();
    script.code(head);
    script.signatures(list);
    script.blank().told(&words.limits);
    script.out
}

/// A text as one word of the shell; none where it could not be printed as it is.
fn quoted(text: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-@+:,".contains(c);
    if line(text) != text {
        None
    } else if !text.is_empty() && text.chars().all(plain) && !text.starts_with('-') {
        Some(text.to_owned())
    } else {
        Some(format!("'{}'", text.replace('\'', r"'\''")))
    }
}

impl Script<'_> {
    fn told(&mut self, text: &str) -> &mut Self {
        for row in wrapped(&line(text), WIDTH) {
            self.command(format!("# {row}").trim_end());
        }
        self
    }

    fn command(&mut self, text: &str) -> &mut Self {
        self.out.push_str(text);
        self.out.push('\n');
        self
    }

    fn blank(&mut self) -> &mut Self {
        self.command("")
    }

    fn names_of_entries(&self) -> Vec<EntryName> {
        self.verified.ledger.entries.iter().map(|entry| entry.name.clone()).collect()
    }

    fn folder(&mut self) {
        let words = &self.context.verify.explain;
        self.blank().told(&words.folder);
        let reports = self.context.app.root.reports();
        // From wherever the reader stands.
        let reports = self.context.app.root.fs().real_path(&reports).unwrap_or(reports);
        match reports.to_str().and_then(quoted) {
            Some(path) => self.command(&format!("cd {path}")),
            None => self.told(&words.folder_unprintable),
        };
        self.command("command -v sha256sum > /dev/null || sha256sum() { shasum -a 256 \"$@\"; }");
    }

    fn contents(&mut self) {
        let words = &self.context.verify.explain;
        self.blank().told(&words.contents);
        for entry in self.names_of_entries() {
            self.command(&format!("(cd {entry} && grep -v '^#' {SEAL} | sha256sum -c -)"));
        }
    }

    fn files(&mut self) {
        let words = &self.context.verify.explain;
        self.blank().told(&words.files);
        self.command("for e in [0-9]*_*; do");
        self.command(&format!(
            "  found=$(cd \"$e\" && LC_ALL=C ls -A | grep -vxF -e {SEAL} -e {SEAL_SIG})"
        ));
        self.command(&format!(
            "  listed=$(grep -v '^#' \"$e/{SEAL}\" | cut -c 67- | grep -v '^\\.\\./')"
        ));
        self.command(&format!("  echo \"$e\"; [ \"$found\" = \"$listed\" ] {SAY}"));
        self.command("done");
        self.command(
            "if find . -path './[0-9]*_*' ! -type f ! -type d | grep .; then echo NG; false; \
             else echo OK; fi",
        );
    }

    fn names(&mut self) {
        let words = &self.context.verify.explain;
        self.blank().told(&words.names);
        self.command(&format!("says() {{ sed -n \"s/^# $1: //p\" \"$e/{SEAL}\"; }}"));
        self.command("for e in [0-9]*_*; do");
        self.command("  name=$(printf %04d \"$(says seq)\")_$(says period)");
        self.command("  name=${name}_$(says signed-at | cut -c 1-10)_$(says kind)");
        self.command(&format!("  echo \"$e\"; [ \"$name\" = \"$e\" ] {SAY}"));
        self.command("done");
    }

    fn chain(&mut self) {
        let names = self.names_of_entries();
        let words = &self.context.verify.explain;
        self.blank().told(&words.present);
        self.command("[ \"$(LC_ALL=C ls -d [0-9]*_*)\" = \"$(printf '%s\\n' \\");
        for (at, entry) in names.iter().enumerate() {
            let end = if at + 1 == names.len() { format!(")\" ] {SAY}") } else { " \\".into() };
            self.command(&format!("  {entry}{end}"));
        }
        self.told(&words.chain);
        self.command(&format!(
            "if grep '  \\.\\./' {}/{SEAL}; then echo NG; false; else echo OK; fi",
            names[0]
        ));
        for pair in names.windows(2) {
            self.command(&format!(
                "grep -q '  \\.\\./{}/{SEAL}$' {}/{SEAL} {SAY}",
                pair[0], pair[1]
            ));
        }
    }

    fn times(&mut self) {
        let words = &self.context.verify.explain;
        let texts = self.verified.ledger.entries.iter().filter_map(|entry| entry.text.as_ref());
        let mut offsets: Vec<i32> =
            texts.map(|text| text.signed_at.time().offset().local_minus_utc()).collect();
        offsets.dedup();
        let list = format!("grep -h '^# signed-at: ' [0-9]*_*/{SEAL}");
        if offsets.len() <= 1 {
            self.blank().told(&words.times).command(&format!("{list} | LC_ALL=C sort -c {SAY}"));
        } else {
            self.blank().told(&words.times_by_eye).command(&list);
        }
    }

    fn code(&mut self, head: Option<Head>) {
        let words = &self.context.verify.explain;
        let names = self.names_of_entries();
        let entry = match &self.verified.ledger.head {
            // An older one that is accepted is looked for where it was found.
            HeadCheck::FoundAt(name) if !self.verified.is_later_refused() => name.clone(),
            _ => names[names.len() - 1].clone(),
        };
        let code = format!("sha256sum < {entry}/{SEAL} | cut -c 1-64");
        match head {
            Some(head) => self
                .blank()
                .told(&words.code)
                .command(&format!("[ \"$({code})\" = {} ] {SAY}", head.code)),
            None => self
                .blank()
                .told(&words.code_by_eye)
                .command(&format!("{code} | fold -w 8 | paste -s -d ' ' -")),
        };
    }

    fn signatures(&mut self, list: Option<&TrustList>) {
        let words = &self.context.verify.explain;
        let entries = &self.verified.ledger.entries;
        let there = |entry: &EntryCheck| !matches!(entry.signed, SignatureCheck::None(_));
        let file = list.and_then(|list| quoted(&list.file.display().to_string()));
        self.blank();
        if !entries.iter().any(there) {
            self.told(&words.signatures_none);
            return;
        }
        self.told(if list.is_some() { &words.signatures } else { &words.signatures_no_list });
        for entry in entries.iter().filter(|entry| there(entry)) {
            if matches!(entry.signed, SignatureCheck::Bad(BadSignature::Missing)) {
                let told = clean("{entry}: ", &[("entry", &entry.name.to_string())]);
                self.told(&(told + &words.must_be_signed));
            }
            let (name, namespace) = (&entry.name, Role::of(entry.name.kind).namespace());
            let sig = format!("-n {namespace} -s {name}/{SEAL_SIG}");
            let check = match (&file, list) {
                (Some(file), Some(list)) => {
                    format!("verify -f {file} {} {sig}{}", whom(entry, file), when(entry, list))
                }
                _ => format!("check-novalidate {sig}"),
            };
            self.command(&format!("ssh-keygen -Y {check} < {name}/{SEAL}"));
        }
    }
}

/// Whose signature it must be; where nobody is known, whoever the list says.
fn whom(entry: &EntryCheck, file: &str) -> String {
    let known = match &entry.signed {
        SignatureCheck::Good { principals, .. } => principals.first(),
        _ => None,
    };
    match known.and_then(|name| quoted(name.as_str())) {
        Some(name) => format!("-I {name}"),
        None => format!(
            "-I \"$(ssh-keygen -Y find-principals -f {file} -s {}/{SEAL_SIG})\"",
            entry.name
        ),
    }
}

/// The time of sealing, where keys of the list begin or end.
fn when(entry: &EntryCheck, list: &TrustList) -> String {
    let bounded = list.signers.lines().iter().any(|line| line.validity != Validity::default());
    match entry.text.as_ref().filter(|_| bounded) {
        Some(text) => {
            format!(" -Overify-time={}", text.signed_at.time().to_utc().format("%Y%m%d%H%M%SZ"))
        }
        None => String::new(),
    }
}
