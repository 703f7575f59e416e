//! The comparison of two periods as CSV, one row for each line, for spreadsheets.
//!
//! Where several items stand on one side, their fields are joined by line ends.

use super::csv;
use crate::domain::answer::{Grade, Verdict};
use crate::domain::comparison::{Comparison, Line, Side};
use crate::report::trend_csv::bond;

const HEADER: [&str; 23] = [
    "group",
    "movement",
    "bond",
    "regression",
    "age",
    "note_changed",
    "section",
    "base_period",
    "base_item",
    "base_title",
    "base_question",
    "base_verdict",
    "base_grade",
    "base_note",
    "base_reason",
    "target_period",
    "target_item",
    "target_title",
    "target_question",
    "target_verdict",
    "target_grade",
    "target_note",
    "target_reason",
];

/// Lines in the order of the comparison.
pub fn comparison_csv(comparison: &Comparison) -> String {
    let mut out = String::from(csv::MARK);
    csv::line(&mut out, &HEADER.map(str::to_owned));
    for line in &comparison.lines {
        csv::line(&mut out, &fields(line));
    }
    out
}

fn fields(line: &Line) -> Vec<String> {
    let flag = |set: bool| if set { "true" } else { "false" }.to_owned();
    let mut fields = vec![
        line.group.name().to_owned(),
        line.movement.map(|movement| movement.name().to_owned()).unwrap_or_default(),
        bond(line.bond).to_owned(),
        flag(line.regression),
        line.age.map(|age| age.to_string()).unwrap_or_default(),
        flag(line.note_changed),
        line.section().map(ToString::to_string).unwrap_or_default(),
    ];
    for sides in [&line.base, &line.target] {
        fields.extend(side(sides));
    }
    fields
}

fn side(sides: &[Side]) -> [String; 8] {
    let each = |text: fn(&Side) -> String| {
        sides.iter().map(text).collect::<Vec<_>>().join("\n").trim_end().to_owned()
    };
    [
        each(|side| side.period.to_string()),
        each(|side| side.item.id.to_string()),
        each(|side| side.item.title.clone()),
        each(|side| side.item.question.clone()),
        each(|side| match side.answer() {
            Some(answer) => answer.verdict.map(Verdict::name).unwrap_or_default().to_owned(),
            None => "not_due".to_owned(),
        }),
        each(|side| {
            let grade = side.answer().and_then(|answer| answer.remedy.grade);
            grade.map(Grade::name).unwrap_or_default().to_owned()
        }),
        each(|side| side.answer().map(|answer| answer.note.clone()).unwrap_or_default()),
        each(|side| side.answer().map(|answer| answer.reason.clone()).unwrap_or_default()),
    ]
}
