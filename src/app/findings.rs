//! 指摘: which there are, how each stands today, and what a period says of one of them.

use chrono::NaiveDate;

use super::failure::Wrong;
use super::inspect::{self, Missing, Work};
use super::privacy::Leave;
use super::{App, Failure, auditing, status};
use crate::domain::checklist::Checklist;
use crate::domain::finding::{Finding, FindingId, Review, Reviewed, Turn};
use crate::domain::findings::{Findings, State, sort_by_urgency};
use crate::domain::id::ItemId;
use crate::domain::inspection::{Act, Change, Event};
use crate::domain::lineage;
use crate::domain::period::Period;
use crate::store::names::{EntryKind, EntryName};
use crate::text::{typed, typed_line};

/// Every finding that an audit or a record which counts states; one that was replaced by a
/// correction says nothing any more. A record that cannot be read is an error: what it left open
/// would be lost.
pub fn known(app: &App) -> Result<Findings, Failure> {
    let mut told = Vec::new();
    for (period, entry) in counting(app)? {
        told.push((period, told_by(app, &entry)?));
    }
    Ok(Findings::of(told.iter().map(|(period, findings)| (*period, &findings[..]))))
}

/// The entries whose statements of findings count: of each period the newest record, and every
/// audit. By period, then by number.
pub(super) fn counting(app: &App) -> Result<Vec<(Period, EntryName)>, Failure> {
    let mut entries = app.root.standing()?;
    let audits = app.root.audits()?.into_iter();
    entries.extend(audits.filter_map(|entry| Some((entry.period.as_str().parse().ok()?, entry))));
    entries.sort_by_key(|(period, entry)| (*period, entry.seq));
    Ok(entries)
}

/// What a sealed entry states of findings.
pub(super) fn told_by(app: &App, entry: &EntryName) -> Result<Vec<Finding>, Failure> {
    Ok(match entry.kind {
        EntryKind::Audit => app.root.audit(entry)?.findings,
        EntryKind::Report | EntryKind::Correction => app.root.record_head(entry)?.findings,
    })
}

/// What sealed periods left open for `period` to review, each under the items of `checklist` that
/// continue the one it arose from.
pub fn open_before(
    app: &App,
    period: Period,
    checklist: &Checklist,
) -> Result<Vec<Finding>, Failure> {
    under(app, known(app)?.open_before(period), checklist)
}

/// Findings that are open, each under the items of `checklist` that continue its own.
pub(super) fn under(
    app: &App,
    mut open: Vec<Finding>,
    checklist: &Checklist,
) -> Result<Vec<Finding>, Failure> {
    let mut left: Vec<&mut Finding> = open.iter_mut().collect();
    // The newest record that states a finding says under which of its own items it stands.
    for (_, entry) in counting(app)?.iter().rev() {
        if left.is_empty() {
            break;
        }
        let told = told_by(app, entry)?;
        let (mut here, rest): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|f| told.iter().any(|told| told.id == f.id));
        left = rest;
        if here.is_empty() {
            continue;
        }
        let asked = match entry.kind {
            EntryKind::Audit => auditing::asked(app, &app.root.audit(entry)?)?,
            EntryKind::Report | EntryKind::Correction => Some(app.root.record(entry)?.checklist),
        };
        let Some(asked) = asked else { continue };
        let kins = lineage::kins(&asked, checklist);
        for finding in &mut here {
            let of = |kin: &&lineage::Kin<'_>| kin.old.iter().any(|item| finding.is_of(&item.id));
            let heirs = kins.iter().filter(of).flat_map(|kin| &kin.new);
            finding.items = heirs.map(|item| item.id.clone()).collect();
        }
    }
    Ok(open)
}

/// Which findings are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Open,
    /// Open, and their due date has passed.
    Overdue,
    /// The closed ones too.
    All,
}

/// One finding as it stands in a period, looked at on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingLine {
    pub finding: Finding,
    pub state: State,
    /// In periods; of a closed one, when it was closed.
    pub age: u32,
    /// What an inspection that is not sealed says of it.
    pub said: Option<Reviewed>,
}

impl FindingLine {
    pub fn of(finding: Finding, period: Period, day: NaiveDate) -> Self {
        let (state, age) = (State::of(&finding, period, day), finding.age_in(period));
        Self { finding, state, age, said: None }
    }
}

/// The findings of a society, looked at today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    pub society: String,
    pub today: NaiveDate,
    /// The period of today.
    pub period: Period,
    /// Open ones first, as they are to be looked at; then closed ones, the newest first.
    pub list: Vec<FindingLine>,
    /// How many are open, wanted or not.
    pub open: usize,
    /// How many of these are overdue.
    pub overdue: usize,
}

/// The findings that are wanted.
pub fn register(app: &App, which: Which) -> Result<Register, Failure> {
    let society = app.society()?.name;
    let (today, period) = (app.now().date(), app.period("current")?);
    let known = known(app)?;
    let (mut open, mut closed): (Vec<Finding>, Vec<Finding>) =
        known.iter().cloned().partition(Finding::is_open);
    sort_by_urgency(&mut open, today);
    closed.sort_by_key(|f| std::cmp::Reverse(f.closed().map(|c| (c.period, c.stamp.at))));
    let overdue = open.iter().filter(|f| f.is_overdue(today)).count();
    let count = open.len();
    let wanted: Vec<Finding> = match which {
        Which::Open => open,
        Which::Overdue => open.into_iter().filter(|f| f.is_overdue(today)).collect(),
        Which::All => open.into_iter().chain(closed).collect(),
    };
    let mut list: Vec<FindingLine> =
        wanted.into_iter().map(|finding| FindingLine::of(finding, period, today)).collect();
    add_said(app, &mut list)?;
    Ok(Register { society, today, period, list, open: count, overdue })
}

/// Adds what inspections in progress say, of a correction only what it says otherwise. One that
/// cannot be read is told where it is looked at.
fn add_said(app: &App, list: &mut [FindingLine]) -> Result<(), Failure> {
    for (period, _) in app.unsealed()? {
        let Ok(work) = inspect::peek(app, period) else { continue };
        let corrects = work.correcting().is_some();
        for line in list.iter_mut().filter(|line| line.finding.is_open()) {
            let id = &line.finding.id;
            if corrects && !work.inspection.is_review_changed(id) {
                continue;
            }
            if let Some(said) = work.inspection.reviewed(&line.finding.id) {
                line.said = Some(said.clone());
            }
        }
    }
    Ok(())
}

/// How a person names a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    Finding(FindingId),
    /// The one open finding of an item.
    Item(ItemId),
}

impl Name {
    /// Reads `F-FY2026-Q3-ORG-04` or `ORG-04`; `text` is in one width and upper case.
    pub fn read(text: &str) -> Result<Self, Failure> {
        if let Ok(id) = text.parse() {
            return Ok(Self::Finding(id));
        }
        let item = ItemId::new(text).map(Self::Item);
        item.map_err(|_| Failure::Wrong(Wrong::FindingId { text: text.to_owned() }))
    }

    /// The one of `findings` that is meant.
    fn among<'a>(
        &self,
        findings: impl Iterator<Item = &'a Finding>,
    ) -> Result<&'a Finding, Failure> {
        let name = match self {
            Self::Finding(id) => id.to_string(),
            Self::Item(item) => item.to_string(),
        };
        let meant = |f: &&Finding| match self {
            Self::Finding(id) => f.id == *id,
            Self::Item(item) => f.is_of(item) || f.id.item == *item,
        };
        let found: Vec<&Finding> = findings.filter(meant).collect();
        match found[..] {
            [] => Err(Failure::NoFinding { name }),
            [one] => Ok(one),
            _ => {
                let ids = found.iter().map(|f| f.id.clone()).collect();
                Err(Failure::ManyFindings { name, ids })
            }
        }
    }
}

/// One finding with its whole life, as it stands in `period`; of an item, its open finding, or
/// the only one there was.
pub fn one(app: &App, period: Period, name: &Name) -> Result<FindingLine, Failure> {
    app.society()?;
    let known = known(app)?;
    let found = match name.among(known.iter().filter(|f| f.is_open())) {
        Err(Failure::NoFinding { .. }) => name.among(known.iter())?,
        found => found?,
    };
    let mut list = [FindingLine::of(found.clone(), period, app.now().date())];
    add_said(app, &mut list)?;
    let [line] = list;
    Ok(line)
}

/// What is said of a finding; what is not said stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub turn: Turn,
    /// What was done, or how the effect was checked.
    pub text: Option<String>,
    pub due: Option<NaiveDate>,
    pub due_reason: Option<String>,
    /// Today where it is not said.
    pub closed_on: Option<NaiveDate>,
    /// Replaces the references when not empty.
    pub evidence: Vec<String>,
    pub confirmed_by: Option<String>,
    /// For what looks like personal data.
    pub leave: Leave,
}

/// A review that is on the disk.
#[derive(Debug)]
pub struct Recorded {
    pub finding: FindingId,
    pub event: Event,
    /// How the inspection stands afterwards.
    pub work: Work,
}

/// Records what `period` says of one of its open findings, starting the period if need be.
/// Nothing is written when it is refused, not even the start of a period.
pub fn review(
    app: &App,
    period: Period,
    name: &Name,
    said: &Said,
    by: &str,
) -> Result<Recorded, Failure> {
    let by = typed_line(by);
    let today = app.now().date();
    let change = |work: &Work| -> Result<(FindingId, Change), Failure> {
        let finding = match name {
            Name::Finding(id) => id.clone(),
            Name::Item(_) => name.among(work.open.iter())?.id.clone(),
        };
        let review = said.over(work.inspection.review(&finding), today);
        Ok((finding.clone(), Change::Review { finding, act: Act::Review, review }))
    };
    if !app.root.drafts()?.contains(&period) {
        let work = status::unstarted(app, period)?;
        let (_, change) = change(&work)?;
        if let Some(refusal) = work.inspection.refusal(work.ground(), &change, Some(today)) {
            return Err(refusal.into());
        }
        said.leave.ask_before(&work, &change)?;
        if by.is_empty() && work.society.people.inspector.is_empty() {
            return Err(Failure::Wrong(Wrong::NoInspector));
        }
    }
    let mut session = inspect::open(app, period, Missing::Start)?;
    let (finding, change) = change(session.work())?;
    said.leave.ask_before(session.work(), &change)?;
    let event = session.record(app.now(), &by, change)?;
    Ok(Recorded { finding, event, work: session.work().clone() })
}

impl Said {
    /// The review that results from saying this over `before`; one with another turn is not
    /// continued, since its text meant another thing.
    fn over(&self, before: Review, today: NaiveDate) -> Review {
        let same = before.turn == Some(self.turn);
        let mut review = if same { before } else { Review::default() }.with_turn(self.turn);
        if let Some(text) = &self.text {
            review.text = typed(text);
        }
        if let Some(reason) = &self.due_reason {
            review.due_reason = typed(reason);
        }
        if let Some(name) = &self.confirmed_by {
            review.confirmed_by = typed_line(name);
        }
        if !self.evidence.is_empty() {
            review.evidence = self.evidence.iter().map(|text| typed_line(text)).collect();
        }
        review.due = self.due.or(review.due);
        if self.turn == Turn::Close {
            review.closed_on = self.closed_on.or(review.closed_on).or(Some(today));
        }
        review
    }
}
