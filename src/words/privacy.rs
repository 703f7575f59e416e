//! What looks like personal data, put into words; what was found only ever masked.

use serde::Deserialize;

use super::{Lang, Told, WordsError, fill, read};
use crate::domain::privacy::{Caution, Kind, Part};

const JA: &str = include_str!("ja/privacy.toml");
const EN: &str = include_str!("en/privacy.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

/// How many of a list are named.
const NAMED: usize = 4;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyWords {
    /// `{part}`, `{kind}` and `{masked}` of one of a `{list}`.
    one: String,
    separator: String,
    /// `{n}` that are not named in a list.
    more: String,
    /// In a form, while it stands there.
    pub form: String,
    /// Before it is recorded.
    pub question: String,
    /// Above the list of what stands in an inspection.
    pub listed: String,
    /// Where the comment on the indicators stands.
    pub comment: String,
    kind: KindWords,
    part: PartWords,
    /// On the command line, where nobody can be asked.
    pub refused: Told,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindWords {
    my_number: String,
    insured_number: String,
    insurer_number: String,
    telephone: String,
    mail: String,
    postal_code: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartWords {
    note: String,
    reason: String,
    cause: String,
    action: String,
    owner: String,
    evidence: String,
    date: String,
    progress: String,
    due_reason: String,
    confirmed_by: String,
    comment: String,
    remark: String,
    finding: String,
    opinion: String,
}

impl PrivacyWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/privacy.toml", JA),
            Lang::En => read("en/privacy.toml", EN),
        }
    }

    pub fn kind(&self, kind: Kind) -> &str {
        let words = &self.kind;
        match kind {
            Kind::MyNumber => &words.my_number,
            Kind::InsuredNumber => &words.insured_number,
            Kind::InsurerNumber => &words.insurer_number,
            Kind::Telephone => &words.telephone,
            Kind::Mail => &words.mail,
            Kind::PostalCode => &words.postal_code,
        }
    }

    pub fn part(&self, part: Part) -> &str {
        let words = &self.part;
        match part {
            Part::Note => &words.note,
            Part::Reason => &words.reason,
            Part::Cause => &words.cause,
            Part::Action => &words.action,
            Part::Owner => &words.owner,
            Part::Evidence => &words.evidence,
            Part::Date => &words.date,
            Part::Progress => &words.progress,
            Part::DueReason => &words.due_reason,
            Part::Confirmer => &words.confirmed_by,
            Part::Comment => &words.comment,
            Part::Remark => &words.remark,
            Part::Finding => &words.finding,
            Part::Opinion => &words.opinion,
        }
    }

    /// `所見: 電話番号らしい数字 0********8、証跡: …`.
    pub fn list(&self, cautions: &[Caution]) -> String {
        let told = cautions.iter().take(NAMED).map(|caution| {
            let masked = caution.suspicion.masked();
            let (part, kind) = (self.part(caution.part), self.kind(caution.suspicion.kind));
            fill(&self.one, &[("part", part), ("kind", kind), ("masked", &masked)])
        });
        let mut told: Vec<String> = told.collect();
        if let Some(more) = cautions.len().checked_sub(NAMED).filter(|more| *more > 0) {
            told.push(fill(&self.more, &[("n", &more.to_string())]));
        }
        told.join(&self.separator)
    }
}
