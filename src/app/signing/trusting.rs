//! Putting a key on the reader's own list of signers.
//!
//! That the key is whose it is said to be, the reader must have made sure of: by the fingerprint,
//! on paper or by voice.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};

use super::{KeyShown, SigningFailure, default_list, public_key, refuse_inside};
use crate::app::{App, Failure};
use crate::store::fs::{self, FsError};
use crate::store::sign::{
    AllowedLine, AllowedSigners, KeyComment, MAX_KEY_FILE, Principal, PublicKey, Role, TrustError,
    Validity, Zone,
};

/// A key that is offered to be trusted.
#[derive(Debug, Clone, Copy)]
pub enum Offer<'a> {
    /// A `.pub` file.
    File(&'a Path),
    /// The text of one, or a whole line as `key show` prints it.
    Line(&'a str),
}

/// What the reader says about it; the rest is taken from what its maker wrote beside the key.
#[derive(Debug, Clone)]
pub struct TrustRequest<'a> {
    pub offer: Offer<'a>,
    pub principal: Option<&'a str>,
    pub role: Option<Role>,
    /// From the beginning of this day on; without it from the day it was made, or else today.
    pub valid_after: Option<NaiveDate>,
    /// `None` for the reader's own list.
    pub file: Option<&'a Path>,
}

/// A line that was put on the list.
#[derive(Debug, Clone)]
pub struct Trusted {
    pub file: PathBuf,
    pub role: Role,
    pub line: AllowedLine,
    /// The numbers of other lines of the same name and role: its earlier keys.
    pub earlier: Vec<usize>,
}

impl Trusted {
    /// A new line has one name.
    pub fn principal(&self) -> &Principal {
        &self.line.principals[0]
    }
}

/// What a key says of itself, or a line that was handed over.
struct Offered {
    key: PublicKey,
    principal: Option<Principal>,
    role: Option<Role>,
    after: Option<DateTime<Utc>>,
    before: Option<DateTime<Utc>>,
}

pub fn trust(app: &App, request: &TrustRequest<'_>) -> Result<Trusted, Failure> {
    let file = match (request.file, default_list(app)) {
        (Some(file), _) => file.to_owned(),
        (None, Some(file)) => file,
        (None, None) => return Err(SigningFailure::NoPlace.into()),
    };
    refuse_inside(app, &file)?;
    let present = read(app, &file)?;
    let list = AllowedSigners::parse(&present, Zone::Machine)
        .map_err(|why| SigningFailure::Trust { file: file.clone(), why })?;
    let offered = offered(app, request.offer)?;
    let number = present.split_inclusive(|byte| *byte == b'\n').count() + 1;
    let (role, line) = line(app, request, offered, number)?;
    let earlier = refuse_conflicts(&file, &list, &line)?;
    append(app, &file, &present, &line)?;
    Ok(Trusted { file, role, line, earlier })
}

fn read(app: &App, file: &Path) -> Result<Vec<u8>, FsError> {
    match app.root.fs().read(file, MAX_KEY_FILE) {
        Err(error) if error.is_not_found() => Ok(Vec::new()),
        read => read,
    }
}

fn offered(app: &App, offer: Offer<'_>) -> Result<Offered, Failure> {
    let (text, bytes) = match offer {
        Offer::File(file) => (file.display().to_string(), app.root.fs().read(file, MAX_KEY_FILE)?),
        Offer::Line(line) => (line.to_owned(), line.as_bytes().to_vec()),
    };
    let wrong = match public_key(Path::new(&text), &bytes) {
        Ok((key, comment)) => return Ok(of_comment(app, key, comment)),
        Err(wrong) => wrong,
    };
    // A line of a list, as another program or `key show` prints it.
    match AllowedSigners::parse(&bytes, Zone::Machine) {
        Ok(list) if list.lines().len() == 1 => Ok(of_line(&list.lines()[0])),
        Err(TrustError::Lines(_)) | Ok(_) => Err(wrong.into()),
        Err(why) => Err(SigningFailure::Trust { file: text.into(), why }.into()),
    }
}

fn of_comment(app: &App, key: PublicKey, comment: KeyComment) -> Offered {
    let after = comment.made.map(|day| beginning(app, day));
    Offered { key, principal: comment.principal, role: comment.role, after, before: None }
}

fn of_line(line: &AllowedLine) -> Offered {
    let principal = line.principals.first().filter(|_| line.principals.len() == 1).cloned();
    let mut roles = Role::ALL.into_iter().filter(|role| line.allows(*role));
    let role = roles.next().filter(|_| roles.next().is_none());
    let Validity { after, before } = line.validity;
    Offered { key: line.key, principal, role, after, before }
}

/// The first second of a day, where the machine stands.
fn beginning(app: &App, day: NaiveDate) -> DateTime<Utc> {
    let zone: FixedOffset = *app.now().at.offset();
    let local = day.and_time(NaiveTime::MIN);
    local.and_local_timezone(zone).earliest().unwrap_or_else(|| local.and_utc().into()).to_utc()
}

fn line(
    app: &App,
    request: &TrustRequest<'_>,
    offered: Offered,
    number: usize,
) -> Result<(Role, AllowedLine), Failure> {
    let principal = match request.principal {
        Some(text) => {
            text.parse().map_err(|_| SigningFailure::Principal { text: text.to_owned() })?
        }
        None => offered.principal.ok_or(SigningFailure::NoPrincipal)?,
    };
    let role = match (request.role, offered.role) {
        (Some(asked), Some(made)) if asked != made => {
            return Err(SigningFailure::OtherRole { made, asked }.into());
        }
        (asked, made) => asked.or(made).ok_or(SigningFailure::NoRole)?,
    };
    let stated = request.valid_after.map(|day| beginning(app, day));
    let after = stated.or(offered.after).unwrap_or_else(|| beginning(app, app.now().date()));
    let validity = Validity { after: Some(after), before: offered.before };
    Ok((role, AllowedLine { number, ..one(principal, role, validity, offered.key) }))
}

fn one(principal: Principal, role: Role, validity: Validity, key: PublicKey) -> AllowedLine {
    let namespaces = Some(vec![role.namespace().to_owned()]);
    AllowedLine { number: 1, principals: vec![principal], namespaces, validity, key }
}

/// The line by which others may trust a key, where it is known whose it is and in which role.
pub fn offered_line(app: &App, shown: &KeyShown) -> Option<AllowedLine> {
    let KeyComment { principal, role, made } = shown.comment.clone();
    let after = made.map(|day| beginning(app, day));
    Some(one(principal?, role?, Validity { after, before: None }, shown.key))
}

/// Lines of the same name and role with other keys, unless something stands against the new one.
fn refuse_conflicts(
    file: &Path,
    list: &AllowedSigners,
    new: &AllowedLine,
) -> Result<Vec<usize>, SigningFailure> {
    let file = || file.to_owned();
    let same =
        |line: &AllowedLine| Role::ALL.iter().all(|role| line.allows(*role) == new.allows(*role));
    let mut earlier = Vec::new();
    for line in list.lines() {
        let number = line.number;
        let shared = line.principals.iter().find(|name| new.principals.contains(name));
        match (line.key == new.key, shared) {
            (true, Some(_)) if same(line) => {
                return Err(SigningFailure::Duplicate { file: file(), number });
            }
            // One key must not speak for two people, nor in two roles.
            (true, _) => return Err(SigningFailure::KeyConflict { file: file(), number }),
            (false, Some(_)) if same(line) => earlier.push(number),
            (false, Some(principal)) if Role::ALL.iter().any(|role| line.allows(*role)) => {
                let principal = principal.clone();
                return Err(SigningFailure::RoleConflict { file: file(), number, principal });
            }
            (false, _) => {}
        }
    }
    Ok(earlier)
}

/// Appends one whole line, durably; after a failure the list is as it was.
fn append(app: &App, file: &Path, present: &[u8], line: &AllowedLine) -> Result<(), FsError> {
    let fs = app.root.fs();
    let text = format!("{}\n", line.text());
    if present.is_empty() && fs.metadata(file).is_err() {
        return app.root.write_new(file, &text);
    }
    let unended = !present.is_empty() && !present.ends_with(b"\n");
    let text = if unended { format!("\n{text}") } else { text };
    let mut open = fs.open_append(file)?;
    let length = open.length()?;
    if let Err(error) = open.write_all(text.as_bytes()).and_then(|()| open.sync_all()) {
        let _ = open.truncate(length);
        return Err(error);
    }
    fs.sync_dir(fs::parent(file)).map(|_| ())
}
