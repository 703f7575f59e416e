//! The auditor's part: how its words are called, what its report says, what keeps it from ending.

use serde::Deserialize;

use super::{Lang, Told, WordsError, read};
use crate::domain::audit::{AuditLack, Head, Opinion};
use crate::domain::society::SamePerson;

const JA: &str = include_str!("ja/audit.toml");
const EN: &str = include_str!("en/audit.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditWords {
    #[serde(skip)]
    pub lang: Lang,
    pub failure: AuditFailureWords,
    /// What the auditor states by finishing; stands in SEAL.
    pub meaning: String,
    /// 監事所見の後に訂正.
    pub outdated: String,
    opinion: OpinionWords,
    lack: LackWords,
    head: HeadWords,
    same: SameWords,
    pub sheet: AuditSheetWords,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditFailureWords {
    pub gaps: Told,
    pub unknown_item: Told,
    pub too_long: Told,
    pub unchanged: Told,
    pub replaced: Told,
    pub no_opinion: String,
    pub no_opinion_text: String,
    /// A finding on `{item}` lacks `{lacks}`.
    pub finding: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpinionWords {
    proper: String,
    improve: String,
    withheld: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LackWords {
    what: String,
    grade: String,
    owner: String,
    due: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadWords {
    not_given: String,
    newest: String,
    older: String,
    not_found: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SameWords {
    auditor_is_inspector: String,
    auditor_is_officer: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditSheetWords {
    pub title: String,
    pub addressee: String,
    pub span: String,
    pub of: String,
    pub caution: String,
    pub faults: String,
    pub clock: String,
    pub unknown_seat: String,
    pub opinion: String,
    pub opinion_text: String,
    pub auditor: String,
    pub auditor_seated: String,
    pub finished: String,
    pub read: String,
    pub code: String,
    pub checked: String,
    pub checked_clean: String,
    pub checked_faulty: String,
    pub sampled: String,
    pub sampled_value: String,
    pub sampled_none: String,
    pub remarks: String,
    pub remarks_none: String,
    pub findings: String,
    pub findings_none: String,
    pub findings_note: String,
    pub samples: String,
    pub item: String,
    pub remark: String,
    pub by: String,
    pub finding: String,
    pub grade: String,
    pub what: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub date: String,
    pub seal: String,
    pub own_code: String,
    pub none: String,
}

impl AuditWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        let words = match lang {
            Lang::Ja => read("ja/audit.toml", JA),
            Lang::En => read("en/audit.toml", EN),
        }?;
        Ok(Self { lang, ..words })
    }

    pub fn opinion(&self, opinion: Opinion) -> &str {
        match opinion {
            Opinion::Proper => &self.opinion.proper,
            Opinion::Improve => &self.opinion.improve,
            Opinion::Withheld => &self.opinion.withheld,
        }
    }

    pub fn lack(&self, lack: AuditLack) -> &str {
        match lack {
            AuditLack::What => &self.lack.what,
            AuditLack::Grade => &self.lack.grade,
            AuditLack::Owner => &self.lack.owner,
            AuditLack::Due => &self.lack.due,
        }
    }

    /// What a 確認コード kept elsewhere showed.
    pub fn head(&self, head: Head) -> &str {
        match head {
            Head::NotGiven => &self.head.not_given,
            Head::Newest => &self.head.newest,
            Head::Older => &self.head.older,
            Head::NotFound => &self.head.not_found,
        }
    }

    /// The warning that an auditor has another role; `{name}` is to be put in.
    pub fn same<'a>(&'a self, same: &'a SamePerson) -> (&'a str, &'a str) {
        match same {
            SamePerson::AuditorIsInspector { name } => (&self.same.auditor_is_inspector, name),
            SamePerson::AuditorIsOfficer { name }
            | SamePerson::InspectorIsOfficer { name }
            | SamePerson::BothAuditors { name } => (&self.same.auditor_is_officer, name),
        }
    }
}
