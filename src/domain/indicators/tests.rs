//! What each figure counts, at its borders, and that none of them decides anything.

use proptest::prelude::*;

use super::*;
use crate::domain::answer::Evidence;
use crate::domain::checklist::Checklist;
use crate::domain::gate;
use crate::domain::inspection::tests::{checklist, inspection, stamp};
use crate::domain::inspection::{Act, Change, Event};
use crate::domain::past::PastAnswer;
use crate::domain::rules::tests::{ng, ok};
use crate::domain::society::People;

fn id(text: &str) -> ItemId {
    ItemId::new(text).unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// A checklist of quarterly items with a question of 80 characters and 10 for how to check it.
fn list(count: usize) -> Checklist {
    let mut list = checklist();
    let model = list.items[0].clone();
    list.items = (1..=count)
        .map(|n| Item {
            id: id(&format!("ORG-{n:02}")),
            question: "問い ".repeat(40),
            how: "見る\n".repeat(5),
            ..model.clone()
        })
        .collect();
    list
}

fn noted(note: &str) -> Answer {
    Answer { note: note.into(), ..ok("台帳") }
}

/// An inspection with these answers to ORG-01, ORG-02, ….
fn work(answers: &[(Answer, Option<u32>)]) -> Inspection {
    let mut work = inspection();
    for (n, (answer, seconds)) in (1..).zip(answers) {
        let change = Change::Put {
            item: id(&format!("ORG-{n:02}")),
            act: Act::Answer,
            answer: answer.clone(),
            seconds: *seconds,
        };
        work.apply(Event { seq: n + 1, stamp: stamp(1), change });
    }
    work
}

fn untimed(answers: Vec<Answer>) -> Inspection {
    work(&answers.into_iter().map(|answer| (answer, None)).collect::<Vec<_>>())
}

/// What one earlier period said of ORG-01, ORG-02, ….
fn before(name: &str, answers: Vec<Answer>) -> Past {
    let mut past = Past::default();
    for (n, answer) in (1..).zip(answers) {
        let last = PastAnswer { period: period(name), answer, stamp: None };
        past.add(id(&format!("ORG-{n:02}")), last);
    }
    past
}

fn figures(work: &Inspection, past: &Past) -> Indicators {
    let checklist = list(6);
    Indicators::of(Ground { checklist: &checklist, past, open: &[] }, work)
}

#[test]
fn an_inspection_without_answers_and_without_a_past_has_figures_of_nothing() {
    let found = figures(&inspection(), &Past::default());
    let nothing = Indicators { reading_speed: READING_SPEED, ..Indicators::default() };
    assert_eq!(found, nothing);
    assert!(found.is_quiet());
}

#[test]
fn carried_texts_are_counted_among_all_notes_and_references() {
    let mut cited = noted("前の文");
    cited.note_carried = Some(period("FY2026-Q2"));
    let carried = Some(period("FY2026-Q2"));
    cited.evidence.push(Evidence { carried, ..Evidence::new("名簿") });
    let blank = Answer { note: " \u{3000}".into(), ..ok("帳簿") };
    let found = figures(&untimed(vec![cited, blank]), &Past::default());
    // Two notes are there, one of them blank; three references.
    assert_eq!((found.carried, found.texts), (2, 4));
    assert!(!found.is_quiet());
}

#[test]
fn a_note_is_the_same_whatever_its_blanks_and_an_empty_one_is_no_note() {
    let past =
        before("FY2026-Q2", ["相違なし。", "相違なし。", "", "相違なし。"].map(noted).into());
    let now = ["相違\n なし。\u{3000}", "相違あり。", "", ""].map(noted);
    let found = figures(&untimed(now.into()), &past);
    assert_eq!((found.same_notes, found.notes), (vec![id("ORG-01")], 2));
}

#[test]
fn the_longest_row_follows_the_checklist_and_the_first_of_equals_counts() {
    let found = figures(&untimed(vec![ng(), ok("a"), ok("a"), ng(), ng()]), &Past::default());
    let run = found.run.unwrap();
    assert_eq!((run.verdict, run.length), (Verdict::Ok, 2));
    assert_eq!((run.first, run.last, found.answered), (id("ORG-02"), id("ORG-03"), 5));
    let open = Answer { verdict: None, ..ok("a") };
    let found = figures(&untimed(vec![ok("a"), open, ok("a")]), &Past::default());
    assert_eq!(found.run.map(|run| run.length), Some(2), "what is open is not in the row");
}

#[test]
fn exactly_the_time_that_reading_takes_is_time_enough() {
    // 80 characters of the question and 10 of how to check it take three seconds.
    let measured = [Some(3), Some(2), None, Some(0)].map(|seconds| (ok("a"), seconds));
    let found = figures(&work(&measured), &Past::default());
    let hasty = |item: &str, seconds| Hasty { item: id(item), seconds, characters: 90 };
    assert_eq!(found.fast, [hasty("ORG-02", 2), hasty("ORG-04", 0)]);
    assert_eq!((found.measured, found.answered), (3, 4));
}

#[test]
fn an_item_without_a_verdict_is_not_called_hasty() {
    let open = Answer { verdict: None, ..noted("途中") };
    let found = figures(&work(&[(open, Some(1))]), &Past::default());
    assert_eq!((found.fast, found.measured), (vec![], 0));
}

#[test]
fn a_period_is_identical_where_verdicts_and_notes_of_all_common_items_are() {
    let all = || vec![noted("甲"), ng(), ok("a")];
    let past = before("FY2026-Q2", all());
    let again = figures(&untimed(all()), &past);
    let last = period("FY2026-Q2");
    assert_eq!(again.whole, Some(Whole { last, common: 3, same: 3 }));
    let other = figures(&untimed(vec![noted("乙"), ng(), ok("a"), ok("新設")]), &past);
    assert_eq!(other.whole, Some(Whole { last, common: 3, same: 2 }));
    assert!(again.whole.is_some_and(Whole::is_identical));
    assert!(!other.whole.is_some_and(Whole::is_identical));
    assert_eq!(figures(&untimed(all()), &Past::default()).whole, None);
}

#[test]
fn only_the_last_period_counts_as_the_last() {
    let mut past = before("FY2026-Q1", vec![ok("a"), ok("a")]);
    past.add(id("ORG-01"), PastAnswer { period: period("FY2026-Q2"), answer: ng(), stamp: None });
    let found = figures(&untimed(vec![ok("a"), ok("a")]), &past).whole.unwrap();
    assert_eq!((found.last, found.common, found.same), (period("FY2026-Q2"), 1, 0));
    let nothing = Whole { last: found.last, common: 0, same: 0 };
    assert!(!nothing.is_identical(), "nothing in common is not identical");
}

#[test]
fn an_ordinary_inspection_is_quiet_and_a_uniform_one_is_not() {
    let ordinary = figures(&work(&[(ok("a"), Some(60)), (ng(), Some(60))]), &Past::default());
    assert!(ordinary.is_quiet());
    let uniform = figures(&untimed(vec![ok("a"), ok("a")]), &Past::default());
    assert!(!uniform.is_quiet());
    assert!(figures(&untimed(vec![ok("a")]), &Past::default()).is_quiet());
}

fn answers() -> impl Strategy<Value = Vec<(Answer, Option<u32>)>> {
    let answer = prop_oneof![
        Just(ok("a")),
        Just(ng()),
        Just(Answer::default()),
        Just(noted("同じ")),
        Just(Answer { note_carried: Some(period("FY2026-Q2")), ..noted("引用") }),
    ];
    prop::collection::vec((answer, prop::option::of(0..200_u32)), 0..6)
}

proptest! {
    /// What the figures rest on – times, marks and the comment – changes neither what keeps an
    /// inspection from being sealed nor its counts; and no figure is more than what it is part of.
    #[test]
    fn indicators_decide_nothing(given in answers(), last in answers(), comment in "\\PC{0,20}") {
        let checklist = list(6);
        let past = before("FY2026-Q2", last.into_iter().map(|(answer, _)| answer).collect());
        let ground = Ground { checklist: &checklist, past: &past, open: &[] };
        let bare = work(&given
            .iter()
            .map(|(answer, _)| {
                let mut answer = answer.clone();
                answer.note_carried = None;
                (answer, None)
            })
            .collect::<Vec<_>>());
        let mut timed = work(&given);
        let change = Change::Comment { text: comment };
        timed.apply(Event { seq: 99, stamp: stamp(2), change });
        let people = People { inspector: "山田".into(), ..People::default() };
        let gaps = |work: &Inspection| gate::gaps(ground, work, &people);
        prop_assert_eq!(gaps(&bare), gaps(&timed));
        prop_assert_eq!(gate::progress(&checklist, &bare), gate::progress(&checklist, &timed));
        let found = Indicators::of(ground, &timed);
        prop_assert!(found.carried <= found.texts && found.same_notes.len() <= found.notes);
        prop_assert!(found.fast.len() <= found.measured && found.measured <= found.answered);
        prop_assert!(found.run.is_none_or(|run| (1..=found.answered).contains(&run.length)));
        prop_assert!(found.whole.is_none_or(|w| w.same <= w.common && w.common <= found.answered));
    }
}
