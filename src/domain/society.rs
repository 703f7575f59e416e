//! The society and its people, as `tenken.toml` states them and every record repeats them.

use super::id::ChecklistId;
use super::period::Cycle;

/// Which of the two 監事 (健康保険法21条4項).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// 選定議員から.
    Appointed,
    /// 互選議員から.
    Elected,
}

impl Seat {
    pub const ALL: [Self; 2] = [Self::Appointed, Self::Elected];

    /// The word in files and on paper.
    pub fn kanji(self) -> &'static str {
        match self {
            Self::Appointed => "選定",
            Self::Elected => "互選",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|seat| seat.kanji() == name)
    }
}

/// 監事.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Auditor {
    pub name: String,
    pub seat: Seat,
}

/// Names of those who check, confirm and audit; an empty name is one not yet stated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// 点検担当者.
    pub inspector: String,
    /// 個人情報取扱責任者.
    pub officer: String,
    pub auditors: Vec<Auditor>,
}

/// Two roles in one person; the report says so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SamePerson {
    InspectorIsOfficer { name: String },
    AuditorIsInspector { name: String },
    AuditorIsOfficer { name: String },
    BothAuditors { name: String },
}

impl People {
    /// Every overlap of roles. Names are compared without spaces and in compatibility form, so
    /// that 「山田　花子」 and 「山田花子」 are one person.
    pub fn same(&self) -> Vec<SamePerson> {
        let equal = |a: &str, b: &str| !bare(a).is_empty() && bare(a) == bare(b);
        let mut found = Vec::new();
        if equal(&self.inspector, &self.officer) {
            found.push(SamePerson::InspectorIsOfficer { name: self.officer.clone() });
        }
        for auditor in &self.auditors {
            if equal(&auditor.name, &self.inspector) {
                found.push(SamePerson::AuditorIsInspector { name: auditor.name.clone() });
            }
            if equal(&auditor.name, &self.officer) {
                found.push(SamePerson::AuditorIsOfficer { name: auditor.name.clone() });
            }
        }
        if let [first, second, ..] = self.auditors.as_slice()
            && equal(&first.name, &second.name)
        {
            found.push(SamePerson::BothAuditors { name: first.name.clone() });
        }
        found
    }

    /// Whether `name` is the 点検担当者, compared as in `same`.
    pub fn is_inspector(&self, name: &str) -> bool {
        !bare(name).is_empty() && bare(name) == bare(&self.inspector)
    }

    /// Whether `name` is the 個人情報取扱責任者, compared as in `same`.
    pub fn is_officer(&self, name: &str) -> bool {
        !bare(name).is_empty() && bare(name) == bare(&self.officer)
    }
}

/// Whether two names are of one person, one of them perhaps with an office before it:
/// 「総務課長 佐藤 次郎」 is 「佐藤次郎」. A name of fewer than three letters must be the same.
pub fn is_one_person(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    let (short, long) =
        if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    !short.is_empty() && (short == long || (short.chars().count() > 2 && long.ends_with(&short)))
}

fn bare(name: &str) -> String {
    crate::text::fold(name).chars().filter(|c| !c.is_whitespace()).collect()
}

/// What `tenken.toml` states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Society {
    pub name: String,
    pub checklist: ChecklistId,
    pub cycle: Cycle,
    /// Days after the end of a period by which it is to be sealed.
    pub deadline_days: u16,
    /// Whether the 参考指標 are shown and recorded.
    pub indicators: bool,
    pub people: People,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_its_office_is_the_same_person() {
        assert!(is_one_person("総務課長 佐藤 次郎", "佐藤次郎"));
        assert!(is_one_person("佐藤　次郎", "ｻﾄｳ課長 佐藤 次郎"));
        assert!(!is_one_person("次郎", "佐藤 次郎"), "two letters may be anyone");
        assert!(!is_one_person("", "佐藤 次郎") && !is_one_person("鈴木 一郎", "佐藤 次郎"));
    }

    #[test]
    fn one_person_in_two_roles_is_seen_through_spaces_and_width() {
        let people = People {
            inspector: "山田　花子".into(),
            officer: "山田花子".into(),
            auditors: vec![
                Auditor { name: "ﾀﾅｶ".into(), seat: Seat::Appointed },
                Auditor { name: "タナカ".into(), seat: Seat::Elected },
            ],
        };
        assert_eq!(
            people.same(),
            [
                SamePerson::InspectorIsOfficer { name: "山田花子".into() },
                SamePerson::BothAuditors { name: "ﾀﾅｶ".into() }
            ]
        );
    }

    #[test]
    fn a_name_is_recognised_in_its_role_and_nobody_is_no_name() {
        let people =
            People { inspector: "髙﨑 一郎".into(), officer: String::new(), auditors: vec![] };
        assert!(people.is_inspector("髙﨑　一郎"));
        assert!(!people.is_inspector("髙﨑 二郎"));
        assert!(!people.is_officer(""));
    }

    #[test]
    fn unnamed_roles_are_nobody_in_particular() {
        assert_eq!(People::default().same(), []);
    }
}
