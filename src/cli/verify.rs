//! `tenken verify`: what was found out about each record, and what cannot be found out.
//!
//! The json of it and the way to do without it are in files of their own.

use std::collections::BTreeMap;

use super::args::{self, Form};
use super::context::Context;
use super::page::{Page, Table};
use super::progress::Progress;
use super::reply::{Reply, Stop, clean};
use super::{evidence, json, verify_explain, verify_json};
use crate::app::failure::{Exit, Failure, Wrong as WrongInput};
use crate::app::signing::{self, TrustList};
use crate::app::tell_wrong;
use crate::app::verifying::{self, Against, Aspect, EntryFindings, Head, Later, Verified};
use crate::domain::period::Period;
use crate::store::digest::Digest;
use crate::store::sign::{Principal, PublicKey};
use crate::store::verify::{BadSignature, Fault, HeadCheck, Note, SignatureCheck, Unsigned};
use crate::text::{Align, cells, fit, wrapped};

/// A terminal of the usual width.
const WIDTH: usize = 80;
/// How many periods are named in one note.
const MAX_PERIODS: usize = 8;
const INDENT: usize = 2;
/// Between two columns.
const GAP: usize = 2;

pub fn run(
    context: &Context,
    args: &args::Verify,
    progress: &mut Progress<'_>,
) -> Result<Reply, Stop> {
    let app = &context.app;
    let head = head(args)?;
    if !app.root.is_set_up()? && app.root.fs().metadata(&app.root.reports()).is_err() {
        return Err(Failure::NotSetUp { root: app.root.dir().to_owned() }.into());
    }
    let list = signing::trust_list(app, args.allowed_signers.as_deref())?;
    let trust = list.as_ref().map(|list| &list.signers);
    let verified = verifying::verify_against(app, Against { head, trust });
    if args.explain {
        return Ok(Reply::done(verify_explain::text(context, &verified, head, list.as_ref())));
    }
    let files = evidence::asked(context, args, progress)?;
    Ok(Reply {
        out: match args.printed.format {
            Form::Text => {
                let told = text(context, &verified, list.as_ref());
                told + &evidence::text(context, files.as_deref())
            }
            Form::Json => {
                let shape = verify_json::shape(&verified, list.as_ref());
                json::text(&evidence::beside(context, shape, files.as_deref()))
            }
        },
        aside: String::new(),
        exit: if verified.is_clean() { Exit::Done } else { Exit::Damaged },
    })
}

fn head(args: &args::Verify) -> Result<Option<Head>, Failure> {
    let later = if args.allow_later { Later::Accepted } else { Later::Refused };
    Ok(code(&args.head)?.map(|code| Head { code, later }))
}

/// A 確認コード as it was typed, in one word or in groups.
pub(super) fn code(words: &[String]) -> Result<Option<Digest>, Failure> {
    let text = words.join(" ");
    if words.is_empty() {
        return Ok(None);
    }
    match text.parse() {
        Ok(digest) => Ok(Some(digest)),
        Err(_) => Err(Failure::Wrong(WrongInput::Code { text })),
    }
}

/// What is being written, and with what.
struct Writer<'a> {
    context: &'a Context,
    verified: &'a Verified,
    list: Option<&'a TrustList>,
    page: Page,
}

fn text(context: &Context, verified: &Verified, list: Option<&TrustList>) -> String {
    let mut writer = Writer { context, verified, list, page: Page::default() };
    let of_none = writer.table();
    writer.chain(&of_none);
    writer.notes();
    writer.conclusion();
    writer.page.into_text()
}

impl Writer<'_> {
    /// One row an entry; what is wrong with it stands below. The faults that are of no entry.
    fn table(&mut self) -> Vec<Fault> {
        let words = &self.context.verify.table;
        let (entries, of_none) = self.verified.findings_of();
        if !entries.is_empty() {
            let mut table = Table::new(vec![Align::Left; 5]);
            let heads = [&words.entry, &words.contents, &words.chain, &words.signature, &words.key];
            table.row(heads.map(Clone::clone).to_vec());
            let names = entries.iter().map(|entry| cells(&entry.check.name.to_string()));
            let fixed: usize =
                heads[1..4].iter().map(|head| cells(head).max(cells(&words.bad))).sum();
            let used = INDENT + names.max().unwrap_or(0) + fixed + 4 * GAP;
            for (at, entry) in entries.iter().enumerate() {
                let mut row = self.row(entry, at);
                row[4] = fit(&row[4], WIDTH.saturating_sub(used).max(cells(&words.key)));
                table.row(row);
                for line in self.below(entry) {
                    for part in wrapped(&line, WIDTH - 2 * INDENT) {
                        table.under(part);
                    }
                }
            }
            self.page.table(&table);
        }
        of_none.into_iter().cloned().collect()
    }

    fn row(&self, entry: &EntryFindings<'_>, at: usize) -> Vec<String> {
        let words = &self.context.verify.table;
        let state = |aspect, good: &String| {
            if entry.is_sound(aspect) { good.clone() } else { words.bad.clone() }
        };
        let chain = if at == 0 { &words.first } else { &words.good };
        let signed = match entry.signature() {
            SignatureCheck::None(_) => &words.none,
            SignatureCheck::KeyNotChecked { .. } | SignatureCheck::Good { .. } => &words.good,
            SignatureCheck::Bad(_) => &words.bad,
        };
        vec![
            entry.check.name.to_string(),
            state(Aspect::Contents, &words.good),
            state(Aspect::Chain, chain),
            state(Aspect::Signature, signed),
            self.key(entry.signature()),
        ]
    }

    fn key(&self, signed: &SignatureCheck) -> String {
        let words = &self.context.verify.key;
        match signed {
            SignatureCheck::None(Unsigned::NotAsked) => words.none.clone(),
            SignatureCheck::None(Unsigned::NoKey) => words.no_key.clone(),
            SignatureCheck::None(Unsigned::BeforeKeys { .. }) => words.before_keys.clone(),
            SignatureCheck::KeyNotChecked { .. } => words.not_checked.clone(),
            SignatureCheck::Good { principals, .. } => {
                let names: Vec<&str> = principals.iter().map(Principal::as_str).collect();
                names.join(&self.context.verify.table.separator)
            }
            SignatureCheck::Bad(bad) => match bad {
                BadSignature::UnknownKey { .. } => words.unknown.clone(),
                BadSignature::KeyOfOtherRole { .. } => words.other_role.clone(),
                BadSignature::NotThen { .. } => words.not_then.clone(),
                BadSignature::Missing
                | BadSignature::Form(_)
                | BadSignature::Altered { .. }
                | BadSignature::OtherRole { .. } => words.none.clone(),
            },
        }
    }

    fn below(&self, entry: &EntryFindings<'_>) -> Vec<String> {
        let words = &self.context.verify.result;
        let folder = format!("{}/", entry.check.name);
        let mut lines = Vec::new();
        for fault in &entry.faults {
            let file = fault.file.strip_prefix(&folder).unwrap_or_default();
            lines.push(self.fault(file, fault));
        }
        if let Some(error) = entry.unreadable {
            let what = self.context.teller().root(error).what;
            lines.push(clean(&words.unreadable, &[("what", &what)]));
        }
        if entry.misplaced {
            lines.push(words.misplaced.clone());
        }
        if entry.usurping {
            let words = &self.context.failure.correction.usurping;
            lines.push(clean(words, &[("entry", &entry.check.name.to_string())]));
        }
        if entry.unbound {
            lines.push(words.unbound.clone());
        }
        lines
    }

    fn fault(&self, file: &str, fault: &Fault) -> String {
        let what = tell_wrong::tell(&self.context.wrong, &fault.what);
        if file.is_empty() {
            return what;
        }
        clean(&self.context.verify.result.fault, &[("file", file), ("what", &what)])
    }

    /// What is wrong, but with no entry.
    fn chain(&mut self, faults: &[Fault]) {
        if faults.is_empty() {
            return;
        }
        self.page.line(&self.context.verify.result.chain);
        for fault in faults {
            let line = self.fault(&fault.file, fault);
            self.indented(&line);
        }
    }

    fn notes(&mut self) {
        let words = &self.context.verify.note;
        let mut lines = Vec::new();
        for note in &self.verified.ledger.notes {
            match note {
                Note::Foreign { name } => lines.push(clean(&words.foreign, &[("name", name)])),
                Note::Leftover { name } => lines.push(clean(&words.leftover, &[("name", name)])),
                // The table says so of each entry.
                Note::SignatureNotChecked { .. } => {}
            }
        }
        let missing = &self.verified.missing;
        let overdue: Vec<Period> = missing.overdue.iter().map(|(period, _)| *period).collect();
        for (template, periods) in [(&words.skipped, &missing.between), (&words.overdue, &overdue)]
        {
            if !periods.is_empty() {
                lines.push(clean(template, &[("periods", &self.periods(periods))]));
            }
        }
        if !lines.is_empty() {
            self.page.line(&self.context.verify.result.notes);
            for line in lines {
                self.indented(&line);
            }
        }
    }

    fn periods(&self, periods: &[Period]) -> String {
        let words = &self.context.verify.note;
        let named = periods.iter().take(MAX_PERIODS).map(|period| self.context.period(*period));
        let mut names: Vec<String> = named.collect();
        if periods.len() > MAX_PERIODS {
            let more = (periods.len() - MAX_PERIODS).to_string();
            names.push(clean(&words.more, &[("n", &more)]));
        }
        names.join(&words.separator)
    }

    fn conclusion(&mut self) {
        let words = &self.context.verify.result;
        let (verified, ledger) = (self.verified, &self.verified.ledger);
        let newest = ledger.entries.last();
        let of_records = [&verified.misplaced, &verified.usurping, &verified.unbound];
        let unread = verified.unreadable.len() + of_records.iter().map(|l| l.len()).sum::<usize>();
        let faults = ledger.faults().count() + unread;
        self.page.blank();
        if faults > 0 {
            self.said(&clean(&words.bad, &[("n", &faults.to_string())]));
        } else if newest.is_none() {
            self.said(&words.none);
        } else {
            self.said(&clean(&words.good, &[("n", &ledger.entries.len().to_string())]));
        }
        self.head();
        self.trust();
        // A code of an older record says itself what to do.
        if faults > 0 || ledger.head == HeadCheck::NotFound {
            let todo = clean(&self.context.words.line.todo, &[("text", &words.todo_bad)]);
            self.said(&todo);
        }
        if let Some(code) = newest.and_then(|entry| entry.seal) {
            self.page.blank().line(&words.newest).indented(&code.grouped());
        }
    }

    fn head(&mut self) {
        let words = &self.context.verify.head;
        let (verified, ledger) = (self.verified, &self.verified.ledger);
        let later: Vec<String> = verified.after_head().map(ToString::to_string).collect();
        match (&ledger.head, ledger.entries.last()) {
            (HeadCheck::NotGiven, _) => self.said(&words.not_given),
            (HeadCheck::Equal, Some(entry)) => {
                self.said(&clean(&words.equal, &[("entry", &entry.name.to_string())]));
            }
            (HeadCheck::FoundAt(entry), _) => {
                let refused = verified.is_later_refused();
                let told = if refused { &words.later_refused } else { &words.later_accepted };
                let count = later.len().to_string();
                self.said(&clean(told, &[("entry", &entry.to_string()), ("n", &count)]));
                if refused {
                    self.page.line(&words.later_list);
                    for entry in later {
                        self.page.indented(&entry);
                    }
                }
            }
            (HeadCheck::NotFound | HeadCheck::Equal, _) => self.said(&words.missing),
        }
    }

    /// By whose list keys were looked up; nothing where there is neither list nor signature.
    fn trust(&mut self) {
        let words = &self.context.verify.trust;
        let signed = self.verified.ledger.entries.iter().any(|entry| entry.signature.is_some());
        if let Some(list) = self.list {
            let count = list.signers.lines().len().to_string();
            let file = list.file.display().to_string();
            self.said(&clean(&words.list, &[("file", &file), ("n", &count)]));
            if list.inside {
                self.said(&words.inside);
            }
        } else if signed {
            self.said(&words.none);
        }
        self.keys();
    }

    /// Each key that signed, by its fingerprint, with whom it stands for.
    fn keys(&mut self) {
        let words = &self.context.verify.trust;
        for (key, whose) in keys_of(self.verified) {
            self.said(&clean(&words.key, &[("key", &key.fingerprint())]));
            for (whom, count) in whose {
                let template =
                    if whom.principals.is_some() { &words.whose } else { &words.whose_unknown };
                let principals = whom.principals.unwrap_or_default();
                let values = [
                    ("principals", &*principals),
                    ("signer", whom.signer),
                    ("n", &count.to_string()),
                ];
                self.indented(&clean(template, &values));
            }
        }
    }

    fn said(&mut self, text: &str) {
        for row in wrapped(text, WIDTH) {
            self.page.line(&row);
        }
    }

    fn indented(&mut self, text: &str) {
        for row in wrapped(text, WIDTH - INDENT) {
            self.page.indented(&row);
        }
    }
}

/// As whom a key signed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Whom<'a> {
    /// By the reader's list; `None` where it was not looked up.
    principals: Option<String>,
    /// As `SEAL` names whoever sealed.
    signer: &'a str,
}

/// The keys whose signatures fit and are not refused, in the order in which they come.
fn keys_of(verified: &Verified) -> Vec<(PublicKey, BTreeMap<Whom<'_>, usize>)> {
    let mut keys: Vec<(PublicKey, BTreeMap<Whom<'_>, usize>)> = Vec::new();
    for entry in &verified.ledger.entries {
        let (key, principals) = match &entry.signed {
            SignatureCheck::Good { key, principals } => {
                let names: Vec<&str> = principals.iter().map(Principal::as_str).collect();
                (*key, Some(names.join(" ")))
            }
            SignatureCheck::KeyNotChecked { key } => (*key, None),
            SignatureCheck::None(_) | SignatureCheck::Bad(_) => continue,
        };
        let signer = entry.text.as_ref().map_or("", |text| text.signer.as_str());
        let at = keys.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
            keys.push((key, BTreeMap::new()));
            keys.len() - 1
        });
        *keys[at].1.entry(Whom { principals, signer }).or_default() += 1;
    }
    keys
}
