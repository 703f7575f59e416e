//! The reader's own list of whose keys may sign what and when (`allowed_signers` of OpenSSH).
//!
//! A list with one line that is not understood is refused whole, with all such lines: a key left
//! out unnoticed would let an unsigned entry pass. What is taken means what it means to
//! `ssh-keygen`; patterns, certificates and keys other than Ed25519 are not taken.

use chrono::{DateTime, Utc};

use super::key::{KeyLineError, MAX_TOLD, Principal, PublicKey, is_key_type};
use super::times::{self, Zone};
use super::{MAX_KEY_FILE, Role};

/// The longest namespace of a line, in characters.
const MAX_NAMESPACE: usize = 100;

/// The lines of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedSigners {
    lines: Vec<AllowedLine>,
}

/// One key, whose it is, and what and when it may sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedLine {
    /// Counted from 1.
    pub number: usize,
    /// At least one.
    pub principals: Vec<Principal>,
    /// `None` for every namespace.
    pub namespaces: Option<Vec<String>>,
    pub validity: Validity,
    pub key: PublicKey,
}

/// From when and until when, both with their second.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Validity {
    pub after: Option<DateTime<Utc>>,
    pub before: Option<DateTime<Utc>>,
}

impl Validity {
    pub fn covers(&self, at: DateTime<Utc>) -> bool {
        self.after.is_none_or(|after| at >= after) && self.before.is_none_or(|before| at <= before)
    }
}

/// Why a list is not taken: all its lines that are not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    #[error("it is not UTF-8")]
    NotUtf8,
    #[error("it begins with a byte order mark")]
    Mark,
    #[error("{} lines are not understood", .0.len())]
    Lines(Vec<(usize, LineFault)>),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    #[error("the name {text:?} is a pattern, and only plain names are taken")]
    Pattern { text: String },
    #[error("{text:?} is no name")]
    Principal { text: String },
    #[error("there is no key")]
    NoKey,
    #[error("the key is of type {found:?}")]
    KeyType { found: String },
    #[error("the key is damaged")]
    Key,
    #[error("certificate authorities are not taken")]
    Authority,
    #[error("the option {text:?} is not known")]
    Option { text: String },
    #[error("the option {option} is there twice")]
    Twice { option: &'static str },
    #[error("{text:?} is no namespace that is taken")]
    Namespace { text: String },
    #[error("{text:?} is no time")]
    Time { text: String },
    #[error("it ends before it begins")]
    Never,
}

/// What a list says about a key that signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'a> {
    Trusted {
        principals: &'a [Principal],
    },
    /// It may sign in this role, but not then.
    NotThen {
        principals: &'a [Principal],
        validity: Validity,
    },
    /// It may sign, but not in this role.
    OtherRole {
        principals: &'a [Principal],
    },
    Unknown,
}

impl AllowedSigners {
    pub fn parse(bytes: &[u8], zone: Zone) -> Result<Self, TrustError> {
        let text = str::from_utf8(bytes).map_err(|_| TrustError::NotUtf8)?;
        if text.starts_with('\u{feff}') {
            return Err(TrustError::Mark);
        }
        let (mut lines, mut faults) = (Vec::new(), Vec::new());
        for (number, line) in (1..).zip(text.lines().take(MAX_KEY_FILE as usize)) {
            let line = line.trim_matches([' ', '\t', '\r']);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match read_line(number, line, zone) {
                Ok(line) => lines.push(line),
                Err(fault) => faults.push((number, fault)),
            }
        }
        if faults.is_empty() { Ok(Self { lines }) } else { Err(TrustError::Lines(faults)) }
    }

    pub fn lines(&self) -> &[AllowedLine] {
        &self.lines
    }

    /// What it says about a key that signed in this role at this time. As with `ssh-keygen`, one
    /// line that allows it is enough.
    pub fn look_up(&self, key: &PublicKey, role: Role, at: DateTime<Utc>) -> Found<'_> {
        let mut found = Found::Unknown;
        for line in self.lines.iter().filter(|line| line.key == *key) {
            let principals = &line.principals[..];
            let told = if !line.allows(role) {
                Found::OtherRole { principals }
            } else if line.validity.covers(at) {
                return Found::Trusted { principals };
            } else {
                Found::NotThen { principals, validity: line.validity }
            };
            if !matches!(found, Found::NotThen { .. }) {
                found = told;
            }
        }
        found
    }

    /// From when on entries of a role must be signed: the beginning of its first key, with `None`
    /// inside for one without a beginning. `None` where no key is of the role.
    pub fn signed_from(&self, role: Role) -> Option<Option<DateTime<Utc>>> {
        let of_role = self.lines.iter().filter(|line| line.allows(role));
        // None sorts first: a key without a beginning covers all time.
        of_role.map(|line| line.validity.after).min()
    }
}

impl AllowedLine {
    pub fn allows(&self, role: Role) -> bool {
        let listed = |namespaces: &Vec<String>| namespaces.iter().any(|n| n == role.namespace());
        self.namespaces.as_ref().is_none_or(listed)
    }

    /// As it stands in the list, without line end.
    pub fn text(&self) -> String {
        let principals: Vec<&str> = self.principals.iter().map(Principal::as_str).collect();
        let mut options = Vec::new();
        if let Some(namespaces) = &self.namespaces {
            options.push(format!("namespaces=\"{}\"", namespaces.join(",")));
        }
        let times = [("valid-after", self.validity.after), ("valid-before", self.validity.before)];
        for (name, at) in times {
            options.extend(at.map(|at| format!("{name}=\"{}\"", times::write(at))));
        }
        let mut parts = vec![principals.join(",")];
        if !options.is_empty() {
            parts.push(options.join(","));
        }
        parts.push(self.key.line());
        parts.join(" ")
    }
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_TOLD).collect()
}

fn read_line(number: usize, line: &str, zone: Zone) -> Result<AllowedLine, LineFault> {
    let (names, rest) = line.split_once([' ', '\t']).ok_or(LineFault::NoKey)?;
    let principals = names.split(',').map(principal).collect::<Result<Vec<_>, _>>()?;
    let rest = rest.trim_start_matches([' ', '\t']);
    let (options, key) = if is_key_type(rest) { ("", rest) } else { split_options(rest)? };
    let mut read = Options::default();
    read.all(options, zone)?;
    let validity = Validity { after: read.after, before: read.before };
    if let (Some(after), Some(before)) = (validity.after, validity.before)
        && before <= after
    {
        return Err(LineFault::Never);
    }
    let (key, _) = PublicKey::read_line(key).map_err(|why| match why {
        KeyLineError::NoKey => LineFault::NoKey,
        KeyLineError::OtherType { found } => LineFault::KeyType { found },
        KeyLineError::Damaged => LineFault::Key,
    })?;
    Ok(AllowedLine { number, principals, namespaces: read.namespaces, validity, key })
}

fn principal(text: &str) -> Result<Principal, LineFault> {
    text.parse().map_err(|_| {
        let text = cut(text);
        if text.contains(['*', '?', '!']) {
            LineFault::Pattern { text }
        } else {
            LineFault::Principal { text }
        }
    })
}

/// Options up to the first white space outside quotes, and what follows it.
fn split_options(text: &str) -> Result<(&str, &str), LineFault> {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ' ' | '\t' if !quoted => {
                return Ok((&text[..at], text[at..].trim_start_matches([' ', '\t'])));
            }
            _ => {}
        }
    }
    Err(if quoted { LineFault::Option { text: cut(text) } } else { LineFault::NoKey })
}

#[derive(Default)]
struct Options {
    namespaces: Option<Vec<String>>,
    after: Option<DateTime<Utc>>,
    before: Option<DateTime<Utc>>,
}

impl Options {
    fn all(&mut self, mut text: &str, zone: Zone) -> Result<(), LineFault> {
        while !text.is_empty() {
            text = self.one(text, zone)?;
            if let Some(rest) = text.strip_prefix(',').filter(|rest| !rest.is_empty()) {
                text = rest;
            } else if !text.is_empty() {
                return Err(LineFault::Option { text: cut(text) });
            }
        }
        Ok(())
    }

    /// Reads one option; what follows it.
    fn one<'a>(&mut self, text: &'a str, zone: Zone) -> Result<&'a str, LineFault> {
        let unknown = || LineFault::Option { text: cut(text) };
        let name_end = text.find(['=', ',']).unwrap_or(text.len());
        let (name, rest) = text.split_at(name_end);
        let name = name.to_ascii_lowercase();
        if name == "cert-authority" {
            return Err(LineFault::Authority);
        }
        if !["namespaces", "valid-after", "valid-before"].contains(&&*name) {
            return Err(unknown());
        }
        let value = rest.strip_prefix("=\"").ok_or_else(unknown)?;
        let (value, rest) = value.split_once('"').ok_or_else(unknown)?;
        let time = || times::read(value, zone).ok_or_else(|| LineFault::Time { text: cut(value) });
        match &*name {
            "namespaces" => once("namespaces", &mut self.namespaces, namespaces(value)?)?,
            "valid-after" => once("valid-after", &mut self.after, time()?)?,
            _ => once("valid-before", &mut self.before, time()?)?,
        }
        Ok(rest)
    }
}

fn once<T>(option: &'static str, place: &mut Option<T>, value: T) -> Result<(), LineFault> {
    if place.replace(value).is_some() { Err(LineFault::Twice { option }) } else { Ok(()) }
}

fn namespaces(value: &str) -> Result<Vec<String>, LineFault> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-@/:+".contains(c);
    let one = |text: &str| {
        let fits = (1..=MAX_NAMESPACE).contains(&text.len()) && text.chars().all(plain);
        if fits { Ok(text.to_owned()) } else { Err(LineFault::Namespace { text: cut(text) }) }
    };
    value.split(',').map(one).collect()
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;

    const KEY: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVdwTNNkZ64JUb66aLdVcYjyf8GVeH5rBLBIicK2nAN";
    const OTHER: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHGPXKszbLN86iiFlgRtsW38rT28DOj9zwxe6GPdkHDD";

    fn zone() -> Zone {
        Zone::Fixed(FixedOffset::east_opt(9 * 3600).unwrap())
    }

    fn parse(text: &str) -> Result<AllowedSigners, TrustError> {
        AllowedSigners::parse(text.as_bytes(), zone())
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn key(line: &str) -> PublicKey {
        PublicKey::read_line(line).unwrap().0
    }

    #[test]
    fn lines_are_read_with_their_options_and_comments_are_passed_over() {
        let text = format!(
            "# 監事の控え\n\n  \t# x\nofficer@kenpo namespaces=\"tenken.officer\" {KEY} 鍵の説明\r\n\
             a,b\tNameSpaces=\"x,tenken.auditor\",valid-after=\"20270101\",\
             valid-before=\"20280101Z\"  {OTHER}"
        );
        let list = parse(&text).unwrap();
        let [first, second] = list.lines() else { panic!("{list:?}") };
        assert_eq!((first.number, second.number), (4, 5));
        assert_eq!(first.text(), format!("officer@kenpo namespaces=\"tenken.officer\" {KEY}"));
        assert_eq!(
            second.text(),
            format!(
                "a,b namespaces=\"x,tenken.auditor\",valid-after=\"20261231150000Z\",\
                 valid-before=\"20280101000000Z\" {OTHER}"
            )
        );
        assert_eq!(parse(&second.text()).unwrap().lines()[0].validity, second.validity);
        assert_eq!(parse("").unwrap(), AllowedSigners::default());
    }

    #[test]
    fn a_key_is_good_for_its_roles_and_times_only() {
        let text = format!(
            "o namespaces=\"tenken.officer\",valid-after=\"20270101Z\",valid-before=\"20280101Z\" \
             {KEY}\nany {OTHER}"
        );
        let list = parse(&text).unwrap();
        let (mine, other) = (key(KEY), key(OTHER));
        let look = |role, time: &str| list.look_up(&mine, role, at(time));
        assert!(matches!(look(Role::Officer, "2027-06-01T00:00:00Z"), Found::Trusted { .. }));
        // The first and the last second belong to it, as with ssh-keygen.
        for edge in ["2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"] {
            assert!(matches!(look(Role::Officer, edge), Found::Trusted { .. }), "{edge}");
        }
        for outside in ["2026-12-31T23:59:59Z", "2028-01-01T00:00:01Z"] {
            assert!(matches!(look(Role::Officer, outside), Found::NotThen { .. }), "{outside}");
        }
        let wrong = look(Role::Auditor, "2027-06-01T00:00:00Z");
        assert!(matches!(wrong, Found::OtherRole { .. }));
        for role in Role::ALL {
            let found = list.look_up(&other, role, at("1990-01-01T00:00:00Z"));
            assert!(matches!(found, Found::Trusted { .. }));
        }
        let none = AllowedSigners::default();
        assert_eq!(none.look_up(&mine, Role::Officer, at("2027-06-01T00:00:00Z")), Found::Unknown);
    }

    #[test]
    fn signatures_are_asked_for_from_the_first_key_of_a_role_on() {
        let line = |role: &str, from: &str| format!("x namespaces=\"{role}\"{from} {KEY}\n");
        let from = |text: &str, role| parse(text).unwrap().signed_from(role);
        let late = line("tenken.officer", ",valid-after=\"20280101Z\"");
        let early = line("tenken.officer", ",valid-after=\"20270101Z\"");
        let auditor = line("tenken.auditor", "");
        let all = format!("{late}{early}{auditor}");
        assert_eq!(from(&all, Role::Officer), Some(Some(at("2027-01-01T00:00:00Z"))));
        assert_eq!(from(&all, Role::Auditor), Some(None));
        assert_eq!(from(&late, Role::Auditor), None);
    }

    #[test]
    fn every_line_that_is_not_understood_is_told_with_its_number() {
        let name = |text: &str| text.to_owned();
        for (line, fault) in [
            (format!("*@kenpo {KEY}"), LineFault::Pattern { text: name("*@kenpo") }),
            (format!("!a {KEY}"), LineFault::Pattern { text: name("!a") }),
            (format!("a,,b {KEY}"), LineFault::Principal { text: name("") }),
            (format!("\"a b\" {KEY}"), LineFault::Principal { text: name("\"a") }),
            (KEY.to_owned(), LineFault::Principal { text: name("ssh-ed25519") }),
            ("officer@kenpo".into(), LineFault::NoKey),
            ("officer@kenpo nothing".into(), LineFault::NoKey),
            (format!("a cert-authority {KEY}"), LineFault::Authority),
            ("a ssh-rsa AAAA".into(), LineFault::KeyType { found: name("ssh-rsa") }),
            (
                "a sk-ssh-ed25519@openssh.com AAAA".into(),
                LineFault::KeyType { found: name("sk-ssh-ed25519@openssh.com") },
            ),
            (format!("a {}", &KEY[..40]), LineFault::Key),
            (format!("a no-such=\"x\" {KEY}"), LineFault::Option { text: name("no-such=\"x\"") }),
            (format!("a namespaces=x {KEY}"), LineFault::Option { text: name("namespaces=x") }),
            (format!("a namespaces=\"x\", {KEY}"), LineFault::Option { text: name(",") }),
            (format!("a namespaces=\"x\"y {KEY}"), LineFault::Option { text: name("y") }),
            (
                format!("a namespaces=\"x {KEY}"),
                LineFault::Option {
                    text: format!("namespaces=\"x {KEY}").chars().take(40).collect(),
                },
            ),
            (
                format!("a namespaces=\"tenken.*\" {KEY}"),
                LineFault::Namespace { text: name("tenken.*") },
            ),
            (format!("a namespaces=\"\" {KEY}"), LineFault::Namespace { text: name("") }),
            (format!("a valid-after=\"x\" {KEY}"), LineFault::Time { text: name("x") }),
            (
                format!("a valid-after=\"20270101\",valid-after=\"20270102\" {KEY}"),
                LineFault::Twice { option: "valid-after" },
            ),
            (
                format!("a valid-after=\"20270101\",valid-before=\"20270101\" {KEY}"),
                LineFault::Never,
            ),
        ] {
            let text = format!("# first\nok {KEY}\n{line}\nok {OTHER}\n");
            assert_eq!(parse(&text), Err(TrustError::Lines(vec![(3, fault)])), "{line}");
        }
        assert_eq!(AllowedSigners::parse(b"\xff", zone()), Err(TrustError::NotUtf8));
        assert_eq!(parse(&format!("\u{feff}a {KEY}")), Err(TrustError::Mark));
    }
}
