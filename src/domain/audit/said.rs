//! What an auditor says: an opinion on the whole, findings on items.

use chrono::NaiveDate;

use super::Noted;
use crate::domain::answer::Grade;
use crate::domain::finding::{Finding, FindingId, Origin};
use crate::domain::id::ItemId;
use crate::domain::record::Record;

/// 総合意見.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opinion {
    /// 適正.
    Proper,
    /// 要改善.
    Improve,
    /// 意見を述べない.
    Withheld,
}

impl Opinion {
    pub const ALL: [Self; 3] = [Self::Proper, Self::Improve, Self::Withheld];

    /// The word in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proper => "proper",
            Self::Improve => "improve",
            Self::Withheld => "withheld",
        }
    }

    /// The word of the profession, accepted wherever the name is.
    pub fn kanji(self) -> &'static str {
        match self {
            Self::Proper => "適正",
            Self::Improve => "要改善",
            Self::Withheld => "意見を述べない",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.name() == name || o.kanji() == name)
    }
}

/// What an auditor finds wrong with an item. The default is that nothing has been said yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFinding {
    pub grade: Option<Grade>,
    pub what: String,
    /// What the auditor asks for; may stay empty, the next inspection says what is done.
    pub action: String,
    pub owner: String,
    pub due: Option<NaiveDate>,
    /// The due date as typed, where it is not a date yet.
    pub due_text: String,
}

impl AuditFinding {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What stands in a new one before the auditor changes it: 軽微, to be dealt with by the
    /// 個人情報取扱責任者 until the day by which the next period is to be sealed.
    pub fn suggested(record: &Record) -> Self {
        let days = (record.deadline - record.period.end()).num_days();
        let days = u16::try_from(days).unwrap_or_default();
        Self {
            grade: Some(Grade::Minor),
            owner: record.people.officer.clone(),
            due: record.period.next().ok().map(|next| next.deadline(days)),
            ..Self::default()
        }
    }

    pub(super) fn lacks(&self) -> Vec<AuditLack> {
        let told = |text: &str| !text.trim().is_empty();
        let all = [
            (told(&self.what), AuditLack::What),
            (self.grade.is_some(), AuditLack::Grade),
            (told(&self.owner), AuditLack::Owner),
            (self.due.is_some() && self.due_text.is_empty(), AuditLack::Due),
        ];
        all.into_iter().filter(|(there, _)| !there).map(|(_, lack)| lack).collect()
    }
}

/// What a finding of an auditor still needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditLack {
    What,
    Grade,
    Owner,
    Due,
}

/// Findings of auditors that are not closed stand among the others; this is how one begins.
pub(super) fn finding_of(
    record: &Record,
    number: u16,
    item: &ItemId,
    noted: &Noted<AuditFinding>,
) -> Option<Finding> {
    let asked = record.checklist.item(item)?;
    let said = &noted.said;
    Some(Finding {
        id: FindingId { period: record.period, item: item.clone(), origin: Origin::Audit(number) },
        items: vec![item.clone()],
        title: asked.title.clone(),
        section: asked.section.clone(),
        grade: said.grade?,
        what: said.what.clone(),
        cause: String::new(),
        action: said.action.clone(),
        owner: said.owner.clone(),
        first_due: said.due?,
        opened: noted.stamp.clone(),
        history: Vec::new(),
    })
}
