//! What each verdict requires, by design §2 of the product; asked before anything is recorded.
//!
//! The words in which a lack is told live elsewhere.

use super::answer::{Answer, Verdict, limit};
use super::checklist::Item;

/// One thing that keeps an answer from being recorded or sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// 適 without an evidence reference.
    Evidence,
    /// 不適 without a grade.
    Grade,
    /// 不適 without saying what is wrong.
    Wrong,
    /// 不適 without a corrective action.
    Action,
    /// 不適 without a person in charge of it.
    Owner,
    /// 不適 without a due date.
    Due,
    /// 該当なし on an item that does not allow it.
    NotApplicableRefused,
    /// 該当なし or 確認不能 without a reason.
    Reason,
    /// A text longer than is kept.
    TooLong,
    /// More evidence references than are kept.
    TooMany,
    /// A reference, owner or name that contains a line break or is blank.
    BlankEvidence,
}

/// Everything that `answer` lacks for its verdict on `item`; empty when it may be recorded.
/// An answer without a verdict lacks nothing but may still be too long.
pub fn lacks(item: &Item, answer: &Answer) -> Vec<Lack> {
    let mut found = Vec::new();
    let mut need = |missing: bool, lack: Lack| {
        if missing {
            found.push(lack);
        }
    };
    let remedy = &answer.remedy;
    match answer.verdict {
        None => {}
        Some(Verdict::Ok) => need(answer.evidence.is_empty(), Lack::Evidence),
        Some(Verdict::Ng) => {
            need(remedy.grade.is_none(), Lack::Grade);
            need(blank(&answer.note), Lack::Wrong);
            need(blank(&remedy.action), Lack::Action);
            need(blank(&remedy.owner), Lack::Owner);
            need(remedy.due.is_none(), Lack::Due);
        }
        Some(Verdict::Na) => {
            need(item.not_applicable.is_none(), Lack::NotApplicableRefused);
            need(blank(&answer.reason), Lack::Reason);
        }
        Some(Verdict::Unverified) => need(blank(&answer.reason), Lack::Reason),
    }
    let texts = [&answer.note, &answer.reason, &remedy.cause, &remedy.action];
    let lines = answer.evidence.iter().map(|e| &e.text).chain([&remedy.owner]);
    let too_long = texts.into_iter().any(|t| t.chars().count() > limit::TEXT)
        || lines.into_iter().any(|t| t.chars().count() > limit::LINE);
    need(too_long, Lack::TooLong);
    need(answer.evidence.len() > limit::EVIDENCE, Lack::TooMany);
    need(answer.evidence.iter().any(|e| blank(&e.text)), Lack::BlankEvidence);
    found
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::answer::{Evidence, Grade, Remedy};
    use crate::domain::checklist::{Frequency, Method};
    use crate::domain::id::{ItemId, SectionId};

    pub(crate) fn item(id: &str) -> Item {
        Item {
            id: ItemId::new(id).unwrap(),
            section: SectionId::new("organizational").unwrap(),
            title: format!("{id}の題"),
            question: "文書と一致しているか。".into(),
            how: "突き合わせる。".into(),
            methods: vec![Method::Read],
            evidence: vec!["台帳".into()],
            not_applicable: None,
            basis: vec!["法23条".into()],
            commitments: vec![],
            frequency: Frequency::Quarterly,
            escalate: false,
        }
    }

    pub(crate) fn ok(evidence: &str) -> Answer {
        Answer {
            verdict: Some(Verdict::Ok),
            evidence: vec![Evidence::new(evidence)],
            ..Answer::default()
        }
    }

    pub(crate) fn ng() -> Answer {
        Answer {
            verdict: Some(Verdict::Ng),
            note: "名簿に1名の漏れ".into(),
            remedy: Remedy {
                grade: Some(Grade::Minor),
                cause: String::new(),
                action: "名簿を改める".into(),
                owner: "佐藤".into(),
                due: NaiveDate::from_ymd_opt(2027, 1, 31),
            },
            ..Answer::default()
        }
    }

    #[test]
    fn ok_needs_evidence() {
        assert_eq!(lacks(&item("A"), &ok("台帳 第3号")), []);
        let bare = Answer { verdict: Some(Verdict::Ok), ..Answer::default() };
        assert_eq!(lacks(&item("A"), &bare), [Lack::Evidence]);
    }

    #[test]
    fn ng_needs_grade_fault_action_owner_and_date() {
        assert_eq!(lacks(&item("A"), &ng()), []);
        let bare = Answer { verdict: Some(Verdict::Ng), note: " \n".into(), ..Answer::default() };
        assert_eq!(
            lacks(&item("A"), &bare),
            [Lack::Grade, Lack::Wrong, Lack::Action, Lack::Owner, Lack::Due]
        );
    }

    #[test]
    fn na_needs_the_items_leave_and_a_reason() {
        let mut asked = item("A");
        let answer = Answer { verdict: Some(Verdict::Na), ..Answer::default() };
        assert_eq!(lacks(&asked, &answer), [Lack::NotApplicableRefused, Lack::Reason]);
        asked.not_applicable = Some("0件の場合".into());
        assert_eq!(lacks(&asked, &Answer { reason: "0件".into(), ..answer }), []);
    }

    #[test]
    fn unverified_needs_a_reason_but_no_leave() {
        let answer = Answer { verdict: Some(Verdict::Unverified), ..Answer::default() };
        assert_eq!(lacks(&item("A"), &answer), [Lack::Reason]);
    }

    #[test]
    fn what_is_too_long_or_blank_is_refused_whatever_the_verdict() {
        let long = Answer { note: "あ".repeat(limit::TEXT + 1), ..Answer::default() };
        assert_eq!(lacks(&item("A"), &long), [Lack::TooLong]);
        let fits = Answer { note: "あ".repeat(limit::TEXT), ..Answer::default() };
        assert_eq!(lacks(&item("A"), &fits), []);
        assert_eq!(lacks(&item("A"), &ok("  ")), [Lack::BlankEvidence]);
        let many = Answer { evidence: vec![ok("a").evidence.remove(0); 51], ..ok("a") };
        assert_eq!(lacks(&item("A"), &many), [Lack::TooMany]);
    }
}
