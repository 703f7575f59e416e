//! Findings as CSV, one row each (RFC 4180): for a spreadsheet or an analysis.
//!
//! Column names are those of the JSON and the same in every language; docs/formats.md tells of
//! them. Columns are only ever added, at the end.

use chrono::NaiveDate;

use crate::domain::finding::{Finding, Turn};
use crate::domain::findings::State;
use crate::domain::period::Period;
use crate::text::visible;

const COLUMNS: [&str; 22] = [
    "id",
    "period",
    "item",
    "title",
    "section",
    "state",
    "grade",
    "what",
    "cause",
    "action",
    "owner",
    "first_due",
    "due",
    "extensions",
    "days_over",
    "age",
    "reviewed_in",
    "turn",
    "text",
    "closed_on",
    "evidence",
    "confirmed_by",
];

/// The findings as they stand in `period`, looked at on `day`; the last review stands in the
/// columns from `reviewed_in`. Characters that could not be seen are written as `⟨U+202E⟩`.
pub fn findings_csv<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    period: Period,
    day: NaiveDate,
) -> String {
    let mut out = row(COLUMNS.map(str::to_owned).as_slice());
    for finding in findings {
        out.push_str(&row(&cells(finding, period, day)));
    }
    out
}

fn cells(finding: &Finding, period: Period, day: NaiveDate) -> [String; 22] {
    let last = finding.history.last();
    let said = |of: fn(&crate::domain::finding::Review) -> String| {
        last.map(|reviewed| of(&reviewed.review)).unwrap_or_default()
    };
    [
        finding.id.to_string(),
        finding.id.period.to_string(),
        finding.id.item.to_string(),
        finding.title.clone(),
        finding.section.to_string(),
        State::of(finding, period, day).name().to_owned(),
        finding.grade.name().to_owned(),
        finding.what.clone(),
        finding.cause.clone(),
        finding.action.clone(),
        finding.owner.clone(),
        finding.first_due.to_string(),
        finding.due().to_string(),
        finding.extensions().len().to_string(),
        finding.days_over(day).map(|days| days.to_string()).unwrap_or_default(),
        finding.age_in(period).to_string(),
        last.map(|reviewed| reviewed.period.to_string()).unwrap_or_default(),
        said(|review| review.turn.map(Turn::name).unwrap_or_default().to_owned()),
        said(|review| review.text.clone()),
        said(|review| review.closed_on.map(|day| day.to_string()).unwrap_or_default()),
        said(|review| review.evidence.join("\n")),
        said(|review| review.confirmed_by.clone()),
    ]
}

fn row(cells: &[String]) -> String {
    cells.iter().map(|cell| quoted(&visible(cell))).collect::<Vec<_>>().join(",") + "\r\n"
}

/// Quoted where it must be, and where a spreadsheet would take the text for a formula.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::tests::{close, finding, progress};

    #[test]
    fn a_row_holds_the_finding_and_what_was_said_of_it_last() {
        let mut one = finding("FY2026-Q1", "ORG-04");
        one.what = "=1+1,\n\"引用\"\u{202e}".into();
        one.review(progress("FY2026-Q2", Some("2027-03-31")));
        let (period, day) = ("FY2026-Q3".parse().unwrap(), "2027-04-02".parse().unwrap());
        let csv = findings_csv([&one], period, day);
        assert!(csv.starts_with("id,period,item,") && csv.ends_with("\r\n"), "{csv}");
        assert!(csv.contains("\"'=1+1,\n\"\"引用\"\"⟨U+202E⟩\""), "{csv}");
        assert!(csv.contains("2027-03-31,1,2,2,FY2026-Q2,progress,手配中,,,"), "{csv}");
        one.review(close("FY2026-Q3"));
        let csv = findings_csv([&one], period, day);
        assert!(csv.contains(",closed,") && csv.ends_with("連絡網 令和9年1月版,鈴木\r\n"), "{csv}");
    }
}
