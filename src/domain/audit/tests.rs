//! An audit through its changes, and what it becomes.

use super::*;
use crate::domain::answer::Grade;
use crate::domain::finding::Origin;
use crate::domain::inspection::tests::stamp;
use crate::domain::record::Sealing;
use crate::domain::record::tests::record;
use crate::domain::society::Auditor;

fn item(id: &str) -> ItemId {
    ItemId::new(id).unwrap()
}

pub(crate) fn audit() -> Audit {
    Audit::new(AuditStart {
        period: "FY2026-Q3".parse().unwrap(),
        target: Target { entry: "0001_FY2026-Q3_2026-12-18_report".into(), code: "0".repeat(64) },
        examiner: Examiner { name: "佐藤 三郎".into(), seat: Some(Seat::Appointed) },
        stamp: stamp(10),
        clock: Clock::Machine,
        program: "tenken 0".into(),
        society: "見本健康保険組合".into(),
    })
}

pub(crate) fn say(audit: &mut Audit, change: AuditChange) {
    let seq = audit.last_seq() + 1;
    let minute = 10 + u32::try_from(seq).unwrap();
    audit.apply(AuditEvent { seq, stamp: stamp(minute), change });
}

pub(crate) fn finished() -> AuditRecord {
    let mut audit = audit();
    let found =
        AuditFinding { what: "名簿が古い".into(), ..AuditFinding::suggested(&record()) };
    for change in [
        AuditChange::Sample { item: item("ORG-02"), sampling: Sampling::Sampled },
        AuditChange::Sample { item: item("ORG-01"), sampling: Sampling::Sampled },
        AuditChange::Remark { item: item("ORG-01"), text: "現物を\n確かめた".into() },
        AuditChange::Finding { item: item("ORG-01"), finding: found },
        AuditChange::Opinion {
            opinion: Some(Opinion::Improve), text: "名簿を改めること".into()
        },
    ] {
        assert_eq!(audit.refusal(&record(), &change), None);
        say(&mut audit, change);
    }
    assert_eq!(audit.gaps(), []);
    let sealing = Sealing { seq: 2, confirmed_by: "佐藤 三郎".into(), ..record().sealing };
    let checked = Checked { entries: 1, faults: 0, head: Head::NotGiven };
    AuditRecord::compose(&audit, &record(), 1, checked, sealing).unwrap()
}

#[test]
fn an_audit_holds_what_was_said_in_the_order_of_the_checklist() {
    let told = finished();
    assert_eq!(told.sampled, [item("ORG-01"), item("ORG-02")]);
    assert_eq!((told.remarks.len(), told.answered), (1, 2));
    let finding = &told.findings[0];
    assert_eq!(finding.id.to_string(), "A1-FY2026-Q3-ORG-01");
    assert_eq!(finding.id.origin, Origin::Audit(1));
    assert_eq!((finding.owner.as_str(), finding.grade), ("鈴木", Grade::Minor));
    assert_eq!(finding.first_due.to_string(), "2027-03-31", "the end of the next quarter");
}

#[test]
fn an_audit_is_finished_only_with_an_opinion_and_whole_findings() {
    let mut audit = audit();
    assert_eq!(audit.gaps(), [AuditGap::NoOpinion]);
    let opinion = |opinion, text: &str| AuditChange::Opinion { opinion, text: text.into() };
    for (said, gaps) in [
        (opinion(Some(Opinion::Improve), " "), vec![AuditGap::NoOpinionText]),
        (opinion(Some(Opinion::Withheld), ""), vec![AuditGap::NoOpinionText]),
        (opinion(Some(Opinion::Proper), ""), vec![]),
    ] {
        say(&mut audit, said);
        assert_eq!(audit.gaps(), gaps);
    }
    let half = AuditFinding { due_text: "来月".into(), ..AuditFinding::suggested(&record()) };
    say(&mut audit, AuditChange::Finding { item: item("ORG-02"), finding: half });
    let lacks = vec![AuditLack::What, AuditLack::Due];
    assert_eq!(audit.gaps(), [AuditGap::Finding { item: item("ORG-02"), lacks }]);
    let none = AuditFinding::default();
    say(&mut audit, AuditChange::Finding { item: item("ORG-02"), finding: none });
    assert_eq!(audit.gaps(), []);
}

#[test]
fn what_is_unknown_unchanged_or_too_long_is_refused() {
    let mut audit = audit();
    let remark =
        |id: &str, text: &str| AuditChange::Remark { item: item(id), text: text.to_owned() };
    let refused = |audit: &Audit, change| audit.refusal(&record(), &change);
    let unknown = AuditRefusal::UnknownItem { item: item("ORG-99") };
    assert_eq!(refused(&audit, remark("ORG-99", "x")), Some(unknown));
    assert_eq!(refused(&audit, remark("ORG-01", "")), Some(AuditRefusal::Unchanged));
    let long = "長".repeat(limit::TEXT + 1);
    assert_eq!(refused(&audit, remark("ORG-01", &long)), Some(AuditRefusal::TooLong));
    assert_eq!(refused(&audit, remark("ORG-03", "対象外でも")), None);
    say(&mut audit, remark("ORG-01", "x"));
    assert_eq!(refused(&audit, remark("ORG-01", "x")), Some(AuditRefusal::Unchanged));
    assert_eq!(refused(&audit, remark("ORG-01", "")), None);
}

#[test]
fn an_auditor_is_known_through_spaces_and_width_and_told_where_he_has_another_role() {
    let mut people = record().people;
    people.auditors = vec![Auditor { name: "佐藤　三郎".into(), seat: Seat::Elected }];
    let examiner = Examiner::named("佐藤三郎", &people);
    assert_eq!(examiner.seat, Some(Seat::Elected));
    assert!(examiner.is("佐藤 三郎") && !examiner.is("佐藤 四郎"));
    assert_eq!(examiner.same_person(&people), []);
    let officer = Examiner::named("鈴木", &people);
    assert_eq!(officer.seat, None);
    let same = [SamePerson::AuditorIsOfficer { name: "鈴木".into() }];
    assert_eq!(officer.same_person(&people), same);
}
