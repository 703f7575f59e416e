//! Evidence on the command line: files that are pointed at, days until which it holds, and what
//! became of the files that sealed records point at.
//!
//! What became of a file is no fault of a record and changes no exit code.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::args;
use super::context::Context;
use super::page::{Page, Table};
use super::progress::Progress;
use super::reply::{Stop, clean};
use super::status::date;
use crate::app::evidence::{self, Checked};
use crate::app::failure::{Failure, Wrong};
use crate::app::inspect::Work;
use crate::domain::evidence::{Evidence, FileState};
use crate::domain::period::Period;
use crate::domain::typed_date;
use crate::report::evidence_json::EvidenceShape;
use crate::text::Align;
use crate::words::{Expired, Seen};

/// The references that `answer` is given: those in words, then the files.
pub fn given(
    context: &Context,
    args: &args::Answer,
    progress: &mut Progress<'_>,
) -> Result<Vec<Evidence>, Failure> {
    let mut given: Vec<Evidence> = args.evidence.iter().map(Evidence::new).collect();
    let until = args.valid_until.iter().map(|text| until(text));
    let until = until.collect::<Result<Vec<_>, _>>()?;
    for named in &args.evidence_file {
        let (path, text) = evidence::path_and_text(&context.app, named);
        let mut watching = |path: &_, read, size| progress.tell(path, read, size);
        let file = evidence::point_at(&context.app, &path, &mut watching);
        progress.end();
        let file = file?;
        let text = text.unwrap_or_else(|| file.path.file_name().to_owned());
        given.push(Evidence { file: Some(file), ..Evidence::new(text) });
    }
    for (number, last) in until {
        match number {
            None => given.iter_mut().for_each(|evidence| evidence.valid_until = Some(last)),
            Some(number) => match given.get_mut(number - 1) {
                Some(evidence) => evidence.valid_until = Some(last),
                None => return Err(Failure::Wrong(Wrong::Reference { number })),
            },
        }
    }
    Ok(given)
}

/// `DATE`, or `2=DATE` for the second reference.
fn until(text: &str) -> Result<(Option<usize>, NaiveDate), Failure> {
    let bad = || Failure::Wrong(Wrong::Date { text: text.to_owned() });
    let (number, day) = match text.split_once('=') {
        None => (None, text),
        Some((number, day)) => {
            let number = number.trim().parse().ok().filter(|n| *n > 0).ok_or_else(bad)?;
            (Some(number), day)
        }
    };
    Ok((number, typed_date::read(day).map_err(|_| bad())?))
}

/// A warning for each reference that is past its last day.
pub fn warnings(context: &Context, list: &[Evidence]) -> String {
    let today = context.app.now().date();
    let told = list.iter().filter(|evidence| evidence.has_expired(today)).map(|evidence| {
        let day = evidence.valid_until.map(|day| date(context, day)).unwrap_or_default();
        let values = [("text", &*evidence.text), ("day", &*day)];
        context.warning(&clean(&context.evidence.status.warning, &values))
    });
    told.collect()
}

/// The references that say more than their words, as a field of what was recorded.
pub fn field<'a>(context: &'a Context, list: &[Evidence]) -> Option<(&'a str, String)> {
    let today = context.app.now().date();
    let more = list.iter().filter(|e| e.file.is_some() || e.valid_until.is_some());
    let told: Vec<String> = more
        .map(|evidence| {
            let day = evidence.valid_until.map(|day| date(context, day)).unwrap_or_default();
            let expired = if evidence.has_expired(today) { Expired::Yes } else { Expired::No };
            let behind = context.evidence.behind(evidence, &day, expired, Seen::NotLooked);
            clean("{text}", &[("text", &evidence.text)]) + &behind
        })
        .collect();
    let label = context.evidence.check.reference.as_str();
    (!told.is_empty()).then(|| (label, told.join(&context.words.line.list_separator)))
}

#[derive(Debug, Serialize)]
pub struct ExpiredShape {
    item: String,
    text: String,
    valid_until: Option<String>,
}

/// References of an open period that are past their last day.
pub fn expired(work: &Work, today: NaiveDate) -> Vec<ExpiredShape> {
    let list = evidence::expired(work, today).into_iter();
    list.map(|(item, evidence)| ExpiredShape {
        item: item.to_string(),
        text: evidence.text,
        valid_until: evidence.valid_until.map(|day| day.to_string()),
    })
    .collect()
}

/// The same as lines of `status`; nothing where there are none.
pub fn block(page: &mut Page, context: &Context, work: &Work, today: NaiveDate) {
    let words = &context.evidence.status;
    let list = evidence::expired(work, today);
    if list.is_empty() {
        return;
    }
    page.blank().line(&clean(&words.heading, &[("n", &list.len().to_string())]));
    for (item, evidence) in list {
        let day = evidence.valid_until.map(|day| date(context, day)).unwrap_or_default();
        let values = [("item", item.as_str()), ("text", &*evidence.text), ("day", &*day)];
        page.indented(&clean(&words.line, &values));
    }
}

/// What `verify --evidence` asks for; `None` where it was not asked.
pub fn asked(
    context: &Context,
    args: &args::Verify,
    progress: &mut Progress<'_>,
) -> Result<Option<Vec<Checked>>, Stop> {
    let Some(period) = &args.evidence else { return Ok(None) };
    let period = period.as_deref().map(|text| context.app.period(text)).transpose()?;
    let mut watching = |path: &_, read, size| progress.tell(path, read, size);
    let found = evidence::of_records(&context.app, period, &mut watching);
    progress.end();
    Ok(Some(found?))
}

/// ```text
/// 証跡のファイル（令和8年度第3四半期（FY2026-Q3））
///   同一      ORG-01  規程/取扱規程.pdf
///   所在不明  TEC-03  /mnt/share/名簿.xlsx  期限切れ 令和9年3月31日
/// ```
pub fn text(context: &Context, found: Option<&[Checked]>) -> String {
    let Some(found) = found else { return String::new() };
    let words = &context.evidence.check;
    let mut page = Page::default();
    page.blank();
    if found.is_empty() {
        page.line(&words.none);
        return page.into_text();
    }
    let mut periods: Vec<Period> = found.iter().map(|checked| checked.period).collect();
    periods.dedup();
    for period in periods {
        let heading = [("period", &*context.period(period))];
        page.line(&clean(&words.heading, &heading));
        let mut table = Table::new(vec![Align::Left; 4]);
        for checked in found.iter().filter(|checked| checked.period == period) {
            table.row(row(context, checked));
        }
        page.table(&table);
    }
    let counts = counts(found);
    let count = |state| counts.get(&state).copied().unwrap_or(0).to_string();
    let [same, changed, missing] = FileState::ALL.map(count);
    let values = [("same", &*same), ("changed", &*changed), ("missing", &*missing)];
    page.blank().line(&clean(&words.counts, &values));
    if same != found.len().to_string() {
        page.line(&words.why);
    }
    page.into_text()
}

fn row(context: &Context, checked: &Checked) -> Vec<String> {
    let expired = checked.evidence.has_expired(context.app.now().date());
    let day = checked.evidence.valid_until.filter(|_| expired).map(|day| date(context, day));
    let expired = |day: String| clean(&context.evidence.check.expired, &[("day", &day)]);
    vec![
        context.evidence.state(checked.state).to_owned(),
        checked.item.to_string(),
        checked.file.path.to_string(),
        day.map(expired).unwrap_or_default(),
    ]
}

fn counts(found: &[Checked]) -> BTreeMap<FileState, usize> {
    let mut counts = BTreeMap::new();
    for checked in found {
        *counts.entry(checked.state).or_default() += 1;
    }
    counts
}

#[derive(Debug, Serialize)]
pub struct Beside<'a, T: Serialize> {
    #[serde(flatten)]
    shape: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<FilesShape<'a>>,
}

#[derive(Debug, Serialize)]
struct FilesShape<'a> {
    same: usize,
    changed: usize,
    missing: usize,
    files: Vec<CheckedShape<'a>>,
}

#[derive(Debug, Serialize)]
struct CheckedShape<'a> {
    period: String,
    entry: String,
    item: &'a str,
    /// `same`, `changed` or `missing`.
    state: &'static str,
    expired: bool,
    #[serde(flatten)]
    reference: EvidenceShape<'a>,
}

/// The JSON of `verify` with what became of the files, where it was asked.
pub fn beside<'a, T: Serialize>(
    context: &Context,
    shape: T,
    found: Option<&'a [Checked]>,
) -> Beside<'a, T> {
    let today = context.app.now().date();
    let checked = |checked: &'a Checked| CheckedShape {
        period: checked.period.to_string(),
        entry: checked.entry.to_string(),
        item: checked.item.as_str(),
        state: checked.state.name(),
        expired: checked.evidence.has_expired(today),
        reference: EvidenceShape::of(&checked.evidence),
    };
    let evidence = found.map(|found| {
        let counts = counts(found);
        let count = |state| counts.get(&state).copied().unwrap_or(0);
        let [same, changed, missing] = FileState::ALL.map(count);
        FilesShape { same, changed, missing, files: found.iter().map(checked).collect() }
    });
    Beside { shape, evidence }
}
