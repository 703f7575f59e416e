//! The text of `SEAL`: a `sha256sum` list with header lines that `sha256sum` skips.
//!
//! It touches no file and checks no hash; what it reads is what it would write, byte for byte.
//!
//! ```text
//! # tenken-seal 1
//! # seq: 2
//! # kind: report
//! # period: FY2026-Q3
//! # signed-at: 2026-12-31T16:20:05+09:00
//! # signer: 山田 太郎
//! # meaning: …
//! # clock: set                                   (only if the date was given by hand)
//! # replaces: 0001_FY2026-Q2_2026-09-18_report   (only in a correction)
//! <64 digits>  journal.toml
//! <64 digits>  report.toml
//! <64 digits>  ../0001_FY2026-Q2_2026-09-18_report/SEAL
//! <64 digits>  ../0001_FY2026-Q2_2026-09-18_report/SEAL.sig   (only if it exists)
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::num::NonZeroU32;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, SubsecRound as _};

use crate::store::digest::Digest;
use crate::store::fs::FileName;
use crate::store::names::{EntryKind, EntryName, PeriodName, SEAL, SEAL_SIG};
use crate::store::plain::disturbs;

const FIRST: &str = "# tenken-seal ";
const FORMAT: u64 = 1;
/// The longest header value, in characters.
const MAX_VALUE: usize = 200;

/// Everything a `SEAL` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealText {
    pub seq: u32,
    pub kind: EntryKind,
    pub period: PeriodName,
    pub signed_at: SignedAt,
    pub signer: HeaderValue,
    pub meaning: HeaderValue,
    pub clock: Clock,
    /// The entry that no longer counts.
    pub replaces: Option<EntryName>,
    /// At least one, in the order of their names.
    pub files: BTreeMap<FileName, Digest>,
    /// Absent in the first entry only.
    pub previous: Option<Link>,
}

/// The hashes of the entry before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub entry: EntryName,
    pub seal: Digest,
    pub signature: Option<Digest>,
}

/// Where the date of sealing comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    Machine,
    /// A person gave it.
    Set,
}

/// The time of sealing: whole seconds, with its distance from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SignedAt(DateTime<FixedOffset>);

impl SignedAt {
    /// Cuts fractions of a second off.
    pub fn new(at: DateTime<FixedOffset>) -> Self {
        Self(at.trunc_subsecs(0))
    }

    pub fn time(&self) -> DateTime<FixedOffset> {
        self.0
    }
}

impl std::fmt::Display for SignedAt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.format("%Y-%m-%dT%H:%M:%S%:z").fmt(f)
    }
}

/// One line of text for the header: 1 to 200 characters, no white space at its ends, no
/// control and no invisible character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderValue(String);

impl HeaderValue {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for HeaderValue {
    type Err = BadHeaderValue;

    fn from_str(text: &str) -> Result<Self, BadHeaderValue> {
        let plain = !text.chars().any(disturbs);
        let length = text.chars().count();
        if plain && text.trim() == text && (1..=MAX_VALUE).contains(&length) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadHeaderValue { text: text.to_owned() })
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not fit for a line of SEAL: {text:?}")]
pub struct BadHeaderValue {
    pub text: String,
}

/// Why bytes are no `SEAL`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealTextError {
    #[error("it is not UTF-8")]
    NotUtf8,
    #[error("format {format} is newer than this program")]
    Newer { format: u64 },
    #[error("line {line} is not as expected")]
    Line { line: usize },
    /// Every line can be read, but not all stand as the program writes them.
    #[error("it is not in the canonical form")]
    NotCanonical,
}

impl SealText {
    /// The name the entry's folder must have.
    pub fn entry_name(&self) -> EntryName {
        let date = self.signed_at.0.date_naive();
        EntryName { seq: self.seq, period: self.period.clone(), date, kind: self.kind }
    }

    pub fn encode(&self) -> String {
        let mut out = format!("{FIRST}{FORMAT}\n");
        let mut header = |key: &str, value: &dyn std::fmt::Display| {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "# {key}: {value}");
        };
        header("seq", &self.seq);
        header("kind", &self.kind);
        header("period", &self.period);
        header("signed-at", &self.signed_at);
        header("signer", &self.signer.0);
        header("meaning", &self.meaning.0);
        if self.clock == Clock::Set {
            header("clock", &"set");
        }
        if let Some(entry) = &self.replaces {
            header("replaces", entry);
        }
        let mut list = |digest: &Digest, path: &dyn std::fmt::Display| {
            let _ = writeln!(out, "{digest}  {path}");
        };
        for (name, digest) in &self.files {
            list(digest, name);
        }
        if let Some(Link { entry, seal, signature }) = &self.previous {
            list(seal, &format_args!("../{entry}/{SEAL}"));
            if let Some(signature) = signature {
                list(signature, &format_args!("../{entry}/{SEAL_SIG}"));
            }
        }
        out
    }

    /// Reads the one form that [`SealText::encode`] writes.
    pub fn parse(bytes: &[u8]) -> Result<Self, SealTextError> {
        let text = str::from_utf8(bytes).map_err(|_| SealTextError::NotUtf8)?;
        let mut lines = Lines { rest: text, line: 0 };
        let format = lines.next_after(FIRST)?;
        match format.parse::<u64>() {
            Ok(FORMAT) => {}
            Ok(format) if format > FORMAT => return Err(SealTextError::Newer { format }),
            _ => return Err(lines.wrong()),
        }
        let read = Self {
            seq: lines.header::<NonZeroU32>("seq")?.get(),
            kind: lines.header("kind")?,
            period: lines.header("period")?,
            signed_at: SignedAt(lines.header("signed-at")?),
            signer: lines.header("signer")?,
            meaning: lines.header("meaning")?,
            clock: lines.clock()?,
            replaces: lines.optional("replaces")?,
            files: lines.files()?,
            previous: lines.link()?,
        };
        if read.files.is_empty() || !lines.rest.is_empty() {
            lines.line += 1;
            return Err(lines.wrong());
        }
        if read.encode().as_bytes() == bytes { Ok(read) } else { Err(SealTextError::NotCanonical) }
    }
}

/// The lines not read yet and the number of the last one read.
struct Lines<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Lines<'a> {
    fn wrong(&self) -> SealTextError {
        SealTextError::Line { line: self.line }
    }

    fn peek(&self) -> &'a str {
        self.rest.split('\n').next().unwrap_or_default()
    }

    fn skip(&mut self) {
        self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest);
        self.line += 1;
    }

    fn next_after(&mut self, prefix: &str) -> Result<&'a str, SealTextError> {
        let line = self.peek();
        self.skip();
        line.strip_prefix(prefix).ok_or_else(|| self.wrong())
    }

    fn header<T: FromStr>(&mut self, key: &str) -> Result<T, SealTextError> {
        let value = self.next_after(&format!("# {key}: "))?;
        value.parse().map_err(|_| self.wrong())
    }

    fn optional<T: FromStr>(&mut self, key: &str) -> Result<Option<T>, SealTextError> {
        let there = self.peek().starts_with(&format!("# {key}: "));
        if there { self.header(key).map(Some) } else { Ok(None) }
    }

    fn clock(&mut self) -> Result<Clock, SealTextError> {
        match self.optional::<String>("clock")?.as_deref() {
            None => Ok(Clock::Machine),
            Some("set") => Ok(Clock::Set),
            Some(_) => Err(self.wrong()),
        }
    }

    fn files(&mut self) -> Result<BTreeMap<FileName, Digest>, SealTextError> {
        let mut found = BTreeMap::new();
        while let Some((digest, name)) = self.peek().split_once("  ") {
            if name.starts_with("../") {
                break;
            }
            self.skip();
            let digest = digest.parse().map_err(|_| self.wrong())?;
            let name = name.parse().map_err(|_| self.wrong())?;
            found.insert(name, digest);
        }
        Ok(found)
    }

    fn link(&mut self) -> Result<Option<Link>, SealTextError> {
        let Some((entry, seal)) = self.linked(SEAL)? else { return Ok(None) };
        let signature = match self.linked(SEAL_SIG)? {
            None => None,
            Some((signed, digest)) if signed == entry => Some(digest),
            Some(_) => return Err(self.wrong()),
        };
        Ok(Some(Link { entry, seal, signature }))
    }

    fn linked(&mut self, file: &str) -> Result<Option<(EntryName, Digest)>, SealTextError> {
        let Some((digest, path)) = self.peek().split_once("  ../") else { return Ok(None) };
        self.skip();
        let entry = path.strip_suffix(file).and_then(|path| path.strip_suffix('/'));
        let entry = entry.and_then(|entry| entry.parse().ok()).ok_or_else(|| self.wrong())?;
        Ok(Some((entry, digest.parse().map_err(|_| self.wrong())?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> SealText {
        SealText {
            seq: 2,
            kind: EntryKind::Correction,
            period: "FY2026-Q3".parse().unwrap(),
            signed_at: SignedAt::new("2026-12-31T16:20:05.75+09:00".parse().unwrap()),
            signer: "山田 太郎".parse().unwrap(),
            meaning: "四半期自己点検の確定".parse().unwrap(),
            clock: Clock::Set,
            replaces: Some("0001_FY2026-Q2_2026-09-18_report".parse().unwrap()),
            files: ["report.toml", "report.txt", "journal.toml"]
                .map(|name| (name.parse().unwrap(), Digest::of(name.as_bytes())))
                .into(),
            previous: Some(Link {
                entry: "0001_FY2026-Q2_2026-09-18_report".parse().unwrap(),
                seal: Digest::of(b"seal"),
                signature: Some(Digest::of(b"signature")),
            }),
        }
    }

    #[test]
    fn a_seal_reads_as_written() {
        let mut seal = sample();
        assert_eq!(SealText::parse(seal.encode().as_bytes()), Ok(seal.clone()));
        assert_eq!(seal.entry_name().to_string(), "0002_FY2026-Q3_2026-12-31_correction");
        seal.previous = None;
        seal.replaces = None;
        seal.clock = Clock::Machine;
        seal.seq = 1;
        assert_eq!(SealText::parse(seal.encode().as_bytes()), Ok(seal));
    }

    #[test]
    fn the_text_is_the_one_in_the_format_description() {
        let mut seal = sample();
        seal.files.retain(|name, _| name.as_str() == "report.txt");
        let link = "../0001_FY2026-Q2_2026-09-18_report/SEAL";
        let expected = format!(
            "# tenken-seal 1\n# seq: 2\n# kind: correction\n# period: FY2026-Q3\n\
             # signed-at: 2026-12-31T16:20:05+09:00\n# signer: 山田 太郎\n\
             # meaning: 四半期自己点検の確定\n# clock: set\n\
             # replaces: 0001_FY2026-Q2_2026-09-18_report\n{}  report.txt\n{}  {link}\n\
             {}  {link}.sig\n",
            Digest::of(b"report.txt"),
            Digest::of(b"seal"),
            Digest::of(b"signature"),
        );
        assert_eq!(seal.encode(), expected);
    }

    #[test]
    fn every_other_spelling_is_refused() {
        let text = sample().encode();
        let upper = Digest::of(b"seal").to_string().to_uppercase();
        for changed in [
            text.replace("# seq: 2", "# seq: 02"),
            text.replace("# seq: 2", "# seq: 0"),
            text.replace("16:20:05+09:00", "16:20:05.0+09:00"),
            text.replace('\n', "\r\n"),
            text.replace(&Digest::of(b"seal").to_string(), &upper),
            text.replace("  report.txt", " *report.txt"),
            text.replace("  report.txt", "  a/report.txt"),
            text.replace("# clock: set\n", "# clock: machine\n"),
            text.replace("# clock: set\n", "# colour: red\n"),
            format!("{text}\n"),
            text.trim_end().to_owned(),
            format!("{text}# meaning: x\n"),
            text.replace("# tenken-seal 1", "# tenken-seal 0"),
            String::new(),
        ] {
            assert!(SealText::parse(changed.as_bytes()).is_err(), "accepted:\n{changed}");
        }
        let newer = text.replace("# tenken-seal 1", "# tenken-seal 2");
        assert_eq!(SealText::parse(newer.as_bytes()), Err(SealTextError::Newer { format: 2 }));
    }

    #[test]
    fn swapped_and_repeated_lines_are_refused() {
        let text = sample().encode();
        let lines: Vec<&str> = text.lines().collect();
        for at in 1..lines.len() {
            let mut swapped = lines.clone();
            swapped.swap(at - 1, at);
            assert!(SealText::parse((swapped.join("\n") + "\n").as_bytes()).is_err(), "{at}");
            let mut repeated = lines.clone();
            repeated.insert(at, lines[at]);
            assert!(SealText::parse((repeated.join("\n") + "\n").as_bytes()).is_err(), "{at}");
        }
    }

    #[test]
    fn header_values_are_one_plain_line() {
        for text in ["", " a", "a\n", "a\u{202E}b", "a\u{3000}", "\u{1b}[0m", &"長".repeat(201)] {
            assert!(text.parse::<HeaderValue>().is_err(), "{text:?} was accepted");
        }
        assert!("長".repeat(200).parse::<HeaderValue>().is_ok());
    }
}
