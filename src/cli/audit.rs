//! `tenken audit`: the auditor's part without the interface, and the interface where it is wanted.

use serde::Serialize;

use super::args::{self, Form};
use super::audit_page;
use super::cautions;
use super::check;
use super::context::Context;
use super::json::{self, FORMAT, PeriodShape};
use super::page::Page;
use super::passphrase;
use super::reply::{Reply, Stop, clean};
use super::verify;
use super::{Surroundings, Terminal};
use crate::app::auditing::{self, AuditConfirmation, AuditSession, AuditWork, Exhibit};
use crate::app::failure::{Failure, Wrong};
use crate::app::reading::Renderer;
use crate::app::tell_audit;
use crate::domain::audit::{AuditChange, AuditFinding, AuditGap, AuditRecord, Sampling};
use crate::domain::id::ItemId;
use crate::domain::inspection::Clock;
use crate::domain::typed_date;
use crate::report::audit_json::AuditShape;
use crate::store::seal::Sealed;
use crate::store::sign::{PublicKey, Role, Signer};
use crate::text::{typed, typed_line};
use crate::words::{AuditCliWords, Told};

#[derive(Debug, Serialize)]
struct RecordedShape {
    format: u32,
    period: PeriodShape,
    finished: bool,
    auditor: String,
    /// The entry that is audited.
    entry: String,
    /// Changes that this run recorded.
    recorded: usize,
    sampled: usize,
    remarks: usize,
    findings: usize,
    /// `proper`, `improve` or `withheld`; null while there is none.
    opinion: Option<&'static str>,
    /// What keeps it from being finished.
    gaps: Vec<AuditGapShape>,
}

#[derive(Debug, Serialize)]
struct AuditGapShape {
    /// `no_opinion`, `no_opinion_text` or `finding`.
    kind: &'static str,
    item: Option<String>,
    /// `what`, `grade`, `owner` or `due`.
    lacks: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct FinishedShape {
    format: u32,
    period: PeriodShape,
    finished: bool,
    folder: String,
    /// 確認コード of the new entry.
    seal: String,
    /// The fingerprint of the key that signed.
    key: Option<String>,
    audit: AuditShape,
}

pub fn run(context: &Context, args: &args::Audit, from: &Surroundings) -> Result<Reply, Stop> {
    let period = context.app.period(&args.period)?;
    let words = AuditCliWords::load(context.lang).map_err(Failure::from)?;
    let head = verify::code(&args.head)?;
    let acts = args.acts();
    if !acts && args.printed.format == Form::Text && from.terminal == Terminal::Screen {
        return check::audit(context.clone(), period, head, args.by.clone(), from);
    }
    let exhibit = auditing::exhibit(&context.app, period, head)?;
    if !acts {
        return Ok(audit_page::shown(context, &words, &exhibit, args.printed.format));
    }
    let Some(by) = &args.by else { return Err(Stop::Usage(who(&words, &exhibit))) };
    let changes = changes(args, &exhibit)?;
    let mut session = auditing::open(&context.app, exhibit.into(), by)?;
    let leave = cautions::leave(args.allow_personal_data);
    leave.ask(session.work().cautions(&changes))?;
    let recorded = auditing::record_all(&context.app, &mut session, changes)?;
    if !args.finish {
        return Ok(recorded_reply(context, &words, session.work(), recorded, args.printed.format));
    }
    let renderer = Renderer::new(context.lang)?;
    let meaning = &context.failure.audit.meaning;
    let confirmation = AuditConfirmation { meaning, head };
    let mut key = None;
    let unlock = || {
        let signer = passphrase::signer(context, from, Role::Auditor, &args.signing)?;
        key = signer.as_ref().map(Signer::public);
        Ok(signer)
    };
    let app = &context.app;
    let (record, sealed) = auditing::finish_by_key(app, &session, confirmation, unlock, &renderer)?;
    Ok(finished(context, &words, &session, (&record, &sealed, key), args.printed.format))
}

/// Whose audit it is must be said; the record names those it may be.
fn who(words: &AuditCliWords, exhibit: &Exhibit) -> Told {
    let names: Vec<&str> =
        exhibit.record.people.auditors.iter().map(|auditor| auditor.name.as_str()).collect();
    let names = if names.is_empty() { words.no_auditors.clone() } else { names.join("、") };
    super::reply::put(&words.who, &[("names", &names)])
}

/// What the arguments say, in their order by kind.
fn changes(args: &args::Audit, exhibit: &Exhibit) -> Result<Vec<AuditChange>, Failure> {
    let mut changes = Vec::new();
    for (list, sampling) in [(&args.sample, Sampling::Sampled), (&args.unsample, Sampling::Dropped)]
    {
        for text in list {
            changes.push(AuditChange::Sample { item: item(text)?, sampling });
        }
    }
    for (item, text) in pairs(&args.remark)? {
        changes.push(AuditChange::Remark { item, text });
    }
    let date = |text: &String| {
        typed_date::read(text).map_err(|_| Failure::Wrong(Wrong::Date { text: text.clone() }))
    };
    let due = args.due.as_ref().map(date).transpose()?;
    for (item, what) in pairs(&args.finding)? {
        let suggested = AuditFinding::suggested(&exhibit.record);
        let finding = if what.is_empty() {
            AuditFinding::default()
        } else {
            AuditFinding {
                what,
                grade: args.grade.or(suggested.grade),
                action: args.action.as_deref().map(typed).unwrap_or_default(),
                owner: args.owner.as_deref().map_or(suggested.owner, typed_line),
                due: due.or(suggested.due),
                due_text: String::new(),
            }
        };
        changes.push(AuditChange::Finding { item, finding });
    }
    if args.opinion.is_some() || args.opinion_text.is_some() {
        let text = args.opinion_text.as_deref().map(typed).unwrap_or_default();
        changes.push(AuditChange::Opinion { opinion: args.opinion, text });
    }
    Ok(changes)
}

/// `ORG-04=text`; without a text, what was said is taken back.
fn pairs(list: &[String]) -> Result<Vec<(ItemId, String)>, Failure> {
    let pair = |text: &String| {
        let (id, said) = text.split_once(['=', '＝']).unwrap_or((text, ""));
        Ok((item(id)?, typed(said)))
    };
    list.iter().map(pair).collect()
}

fn item(text: &str) -> Result<ItemId, Failure> {
    use unicode_normalization::UnicodeNormalization as _;
    let id: String = text.trim().nfkc().collect::<String>().to_uppercase();
    ItemId::new(&id).map_err(|_| Failure::Wrong(Wrong::ItemId { text: text.to_owned() }))
}

fn recorded_reply(
    context: &Context,
    words: &AuditCliWords,
    work: &AuditWork,
    recorded: usize,
    form: Form,
) -> Reply {
    let (audit, gaps) = (&work.audit, work.gaps());
    let period = audit.period();
    let out = match form {
        Form::Json => json::text(&RecordedShape {
            format: FORMAT,
            period: PeriodShape::of(period),
            finished: false,
            auditor: audit.start().examiner.name.clone(),
            entry: audit.start().target.entry.clone(),
            recorded,
            sampled: audit.sampled().len(),
            remarks: audit.remarks().len(),
            findings: audit.findings().len(),
            opinion: audit.opinion().map(crate::domain::audit::Opinion::name),
            gaps: gaps.iter().map(AuditGapShape::of).collect(),
        }),
        Form::Text => {
            let mut page = Page::default();
            let told = [("n", &*recorded.to_string()), ("period", &context.period(period))];
            page.line(&clean(&words.recorded, &told));
            audit_page::state(&mut page, context, words, audit);
            let todo = if gaps.is_empty() { &words.todo_finish } else { &words.todo_gaps };
            let list: Vec<String> =
                gaps.iter().map(|gap| tell_audit::gap(&context.failure.audit, gap)).collect();
            let by = &audit.start().examiner.name;
            let values = [("list", &*list.join(" / ")), ("id", &period.to_string()), ("by", by)];
            page.into_text() + &context.todo(&clean(todo, &values))
        }
    };
    let mut reply = Reply::done(out);
    cautions(context, work, &mut reply);
    reply
}

/// What an auditor must hear beside what was done.
fn cautions(context: &Context, work: &AuditWork, reply: &mut Reply) {
    for same in work.same_person() {
        reply.aside.push_str(&context.same_person(&same));
    }
    if work.audit.start().examiner.seat.is_none() {
        let values = [("name", &*work.audit.start().examiner.name)];
        let told = clean(&context.failure.audit.sheet.unknown_seat, &values);
        reply.aside.push_str(&context.warning(&told));
    }
    if !work.exhibit.verified.is_clean() {
        let n = work.exhibit.verified.told().faults.to_string();
        let told = clean(&context.failure.audit.sheet.faults, &[("n", &n)]);
        reply.aside.push_str(&context.warning(&told));
    }
}

impl AuditGapShape {
    fn of(gap: &AuditGap) -> Self {
        use crate::domain::audit::AuditLack;
        let lack = |lack: &AuditLack| match lack {
            AuditLack::What => "what",
            AuditLack::Grade => "grade",
            AuditLack::Owner => "owner",
            AuditLack::Due => "due",
        };
        match gap {
            AuditGap::NoOpinion => Self { kind: "no_opinion", item: None, lacks: vec![] },
            AuditGap::NoOpinionText => Self { kind: "no_opinion_text", item: None, lacks: vec![] },
            AuditGap::Finding { item, lacks } => Self {
                kind: "finding",
                item: Some(item.to_string()),
                lacks: lacks.iter().map(lack).collect(),
            },
        }
    }
}

fn finished(
    context: &Context,
    words: &AuditCliWords,
    session: &AuditSession,
    (record, sealed, key): (&AuditRecord, &Sealed, Option<PublicKey>),
    form: Form,
) -> Reply {
    let folder = context.app.root.entry(&sealed.entry).display().to_string();
    let mut reply = Reply::done(match form {
        Form::Json => json::text(&FinishedShape {
            format: FORMAT,
            period: PeriodShape::of(record.period),
            finished: true,
            folder,
            seal: sealed.code.to_string(),
            key: key.map(|key| key.fingerprint()),
            audit: AuditShape::of(record),
        }),
        Form::Text => {
            let mut page = Page::default();
            let period = context.period(record.period);
            page.line(&clean(&words.finished, &[("period", &period)]));
            let audits = &context.failure.audit;
            let mut fields = vec![
                (words.entry.as_str(), sealed.entry.to_string()),
                (&words.auditor, record.examiner.name.clone()),
                (&words.opinion, audits.opinion(record.opinion).to_owned()),
                (&words.read, record.target.entry.clone()),
                (&words.counts, audit_page::counts(words, record)),
            ];
            if let Some(key) = key {
                let told = clean(&context.keys.seal.by, &[("key", &key.fingerprint())]);
                fields.push((&context.keys.seal.signed, told));
            }
            page.fields(&fields);
            page.blank().line(&words.code).indented(&sealed.code.grouped()).line(&words.keep);
            page.blank();
            page.into_text() + &context.todo(&clean(&words.todo_done, &[("folder", &folder)]))
        }
    });
    cautions(context, session.work(), &mut reply);
    if record.sealing.clock == Clock::Stated {
        reply.aside.push_str(&context.warning(&context.words.seal.stated_clock));
    }
    reply
}
