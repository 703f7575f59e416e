//! Journal bodies: the start of an inspection and each change, one `key = value` per line.

use serde::Deserialize;
use toml::Value;

use super::adopt::{ADOPT, AdoptShape, adoption_pairs, is_adoption};
use super::evidence::{EvidenceShape, evidence_value};
use super::import::{is_import, read_import, write_import};
use super::review::{ReviewShape, finding_id, review_pairs};
use super::{ShapeError, date, instant, instant_text, parse, parsed};
use crate::domain::answer::{Answer, Grade, Remedy, Stamp, Verdict};
use crate::domain::checklist::Method;
use crate::domain::correction::Correcting;
use crate::domain::id::{ChecklistId, ItemId};
use crate::domain::inspection::{Act, Change, Clock, Draft, Event, Inspection, ReviewDraft, Start};
use crate::store::journal::line;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StartShape {
    at: String,
    by: String,
    act: String,
    #[serde(default)]
    clock: Option<String>,
    program: String,
    society: String,
    checklist: String,
    checklist_version: String,
    checklist_digest: String,
    /// Of a correction: the entry it replaces, the digest of its SEAL, and why.
    corrects: Option<String>,
    corrects_code: Option<String>,
    reason: Option<String>,
}

/// All keys of an answer; a key that is absent is empty.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ChangeShape {
    at: String,
    by: String,
    act: String,
    clock: Option<String>,
    item: String,
    verdict: Option<String>,
    note: String,
    note_carried: Option<String>,
    evidence: Vec<EvidenceShape>,
    methods: Vec<String>,
    reason: String,
    grade: Option<String>,
    cause: String,
    action: String,
    owner: String,
    due: Option<String>,
    due_text: String,
    evidence_text: String,
    seconds: Option<u32>,
    /// What stood before; kept for readers, not read back: the earlier blocks say the same.
    #[serde(rename = "was")]
    _was: Option<toml::Table>,
}

/// Keys and values in their order in files.
pub(super) type Pairs = Vec<(&'static str, Value)>;

/// The word of the first block.
const START: &str = "start";
/// The word of an unfinished form, of an answer or of a review.
const DRAFT: &str = "draft";
/// The word of the line on the indicators.
const COMMENT: &str = "comment";
const STATED: &str = "stated";

/// The body of the first block.
pub fn write_start(start: &Start) -> String {
    let mut out = Lines::new(&start.stamp, START, start.clock);
    out.text("program", &start.program);
    out.text("society", &start.society);
    out.text("checklist", start.checklist.as_str());
    out.text("checklist_version", &start.checklist_version);
    out.text("checklist_digest", &start.checklist_digest);
    if let Some(correcting) = &start.correction {
        out.text("corrects", &correcting.entry);
        out.text("corrects_code", &correcting.code);
        out.text("reason", &correcting.reason);
    }
    out.0
}

/// Reads the body of the first block of the journal of `period`.
pub fn read_start(period: crate::domain::period::Period, body: &str) -> Result<Start, ShapeError> {
    let shape: StartShape = parse(body)?;
    if shape.act != START {
        return Err(ShapeError::value("act", &shape.act, "start"));
    }
    let correction = match (shape.corrects, shape.corrects_code, shape.reason) {
        (None, None, None) => None,
        (Some(entry), Some(code), Some(reason)) => Some(Correcting { entry, code, reason }),
        _ => return Err(ShapeError::Missing { key: "corrects" }),
    };
    Ok(Start {
        period,
        stamp: Stamp { by: shape.by, at: instant("at", &shape.at)? },
        clock: clock(shape.clock.as_deref())?,
        program: shape.program,
        society: shape.society,
        checklist: ChecklistId::new(&shape.checklist)
            .map_err(|_| ShapeError::value("checklist", &shape.checklist, "a checklist id"))?,
        checklist_version: shape.checklist_version,
        checklist_digest: shape.checklist_digest,
        correction,
    })
}

/// The body of a change of `before`.
pub fn write_change(stamp: &Stamp, clock: Clock, change: &Change, before: &Inspection) -> String {
    match change {
        Change::Put { item, act, answer, seconds } => {
            let mut out = Lines::new(stamp, act.name(), clock);
            out.text("item", item.as_str());
            out.pairs(with_past(&before.answer(item), answer));
            if let Some(seconds) = seconds {
                out.push("seconds", &Value::Integer((*seconds).into()));
            }
            out.0
        }
        Change::Review { finding, act, review } => {
            let mut out = Lines::new(stamp, act.name(), clock);
            out.text("finding", &finding.to_string());
            out.pairs(past_beside(&review_pairs(&before.review(finding)), review_pairs(review)));
            out.0
        }
        Change::ReviewDraft { finding, draft } => {
            let mut out = Lines::new(stamp, DRAFT, clock);
            out.text("finding", &finding.to_string());
            for (key, value) in review_pairs(&draft.review) {
                out.push(key, &value);
            }
            out.text("due_text", &draft.due_text);
            out.text("closed_text", &draft.closed_text);
            out.text("evidence_text", &draft.evidence_text);
            out.0
        }
        Change::Comment { text } => {
            let mut out = Lines::new(stamp, COMMENT, clock);
            out.text("note", text);
            out.0
        }
        Change::Import(import) => write_import(stamp, clock, import, before),
        Change::Adopt(adoption) => {
            let mut out = Lines::new(stamp, ADOPT, clock);
            for (key, value) in adoption_pairs(adoption) {
                out.push(key, &value);
            }
            out.0
        }
        Change::Draft { item, draft } => {
            let mut out = Lines::new(stamp, DRAFT, clock);
            out.text("item", item.as_str());
            for (key, value) in answer_pairs(&draft.answer) {
                out.push(key, &value);
            }
            out.text("due_text", &draft.due_text);
            out.text("evidence_text", &draft.evidence_text);
            out.0
        }
    }
}

/// Reads one change, and whether its time was stated.
pub fn read_change(seq: u64, body: &str) -> Result<(Event, Clock), ShapeError> {
    // A line of its own: what a person typed never starts one.
    if body.lines().any(|line| line.starts_with("finding = ")) {
        return read_review(seq, body);
    }
    if is_adoption(body) {
        let shape: AdoptShape = parse(body)?;
        let (stamp, clock) = (shape.stamp()?, clock(shape.clock.as_deref())?);
        return Ok((Event { seq, stamp, change: Change::Adopt(shape.read()?) }, clock));
    }
    if is_import(body) {
        return read_import(seq, body);
    }
    let shape: ChangeShape = parse(body)?;
    let stamp = Stamp { by: shape.by.clone(), at: instant("at", &shape.at)? };
    let clock = clock(shape.clock.as_deref())?;
    if shape.act == COMMENT {
        return Ok((Event { seq, stamp, change: Change::Comment { text: shape.note } }, clock));
    }
    let item = ItemId::new(&shape.item)
        .map_err(|_| ShapeError::value("item", &shape.item, "an item id"))?;
    let (act, seconds) = (shape.act.clone(), shape.seconds);
    let (due_text, evidence_text) = (shape.due_text.clone(), shape.evidence_text.clone());
    let answer = shape.answer()?;
    let change = if act == DRAFT {
        Change::Draft { item, draft: Draft { answer, due_text, evidence_text } }
    } else {
        let act = Act::named(&act).ok_or_else(|| ShapeError::value("act", &act, "a known act"))?;
        Change::Put { item, act, answer, seconds }
    };
    Ok((Event { seq, stamp, change }, clock))
}

fn read_review(seq: u64, body: &str) -> Result<(Event, Clock), ShapeError> {
    let mut shape: ReviewShape = parse(body)?;
    let stamp = shape.stamp()?;
    let clock = clock(shape.clock.as_deref())?;
    let finding = finding_id(&shape.finding)?;
    let act = std::mem::take(&mut shape.act);
    let change = if act == DRAFT {
        let due_text = std::mem::take(&mut shape.due_text);
        let closed_text = std::mem::take(&mut shape.closed_text);
        let evidence_text = std::mem::take(&mut shape.evidence_text);
        let review = shape.review()?;
        let draft = ReviewDraft { review, due_text, closed_text, evidence_text };
        Change::ReviewDraft { finding, draft }
    } else {
        let act = Act::named(&act).ok_or_else(|| ShapeError::value("act", &act, "a known act"))?;
        Change::Review { finding, act, review: shape.review()? }
    };
    Ok((Event { seq, stamp, change }, clock))
}

impl ChangeShape {
    /// Whether it has only the keys of an answer.
    pub(super) fn is_answer_alone(&self) -> bool {
        let texts =
            [&self.at, &self.by, &self.act, &self.item, &self.due_text, &self.evidence_text];
        texts.iter().all(|text| text.is_empty()) && self.clock.is_none() && self.seconds.is_none()
    }

    pub(super) fn answer(self) -> Result<Answer, ShapeError> {
        let unknown = |key, text: &str| ShapeError::value(key, text, "a known word");
        Ok(Answer {
            verdict: self
                .verdict
                .map(|v| Verdict::named(&v).ok_or_else(|| unknown("verdict", &v)))
                .transpose()?,
            note: self.note,
            note_carried: self
                .note_carried
                .map(|p| parsed("note_carried", &p, "a period"))
                .transpose()?,
            evidence: self
                .evidence
                .into_iter()
                .map(EvidenceShape::read)
                .collect::<Result<_, _>>()?,
            methods: self
                .methods
                .iter()
                .map(|m| Method::named(m).ok_or_else(|| unknown("methods", m)))
                .collect::<Result<_, _>>()?,
            reason: self.reason,
            remedy: Remedy {
                grade: self
                    .grade
                    .map(|g| Grade::named(&g).ok_or_else(|| unknown("grade", &g)))
                    .transpose()?,
                cause: self.cause,
                action: self.action,
                owner: self.owner,
                due: self.due.map(|d| date("due", &d)).transpose()?,
            },
        })
    }
}

/// The keys of an answer that say something, in their order in files.
pub(super) fn answer_pairs(answer: &Answer) -> Vec<(&'static str, Value)> {
    let mut pairs = Vec::new();
    let mut text = |key, value: &str| {
        if !value.is_empty() {
            pairs.push((key, Value::String(value.to_owned())));
        }
    };
    let remedy = &answer.remedy;
    text("verdict", answer.verdict.map_or("", Verdict::name));
    text("note", &answer.note);
    text("note_carried", &answer.note_carried.map(|p| p.to_string()).unwrap_or_default());
    text("reason", &answer.reason);
    text("grade", remedy.grade.map_or("", Grade::name));
    text("cause", &remedy.cause);
    text("action", &remedy.action);
    text("owner", &remedy.owner);
    text("due", &remedy.due.map(|d| d.to_string()).unwrap_or_default());
    if !answer.evidence.is_empty() {
        pairs
            .push(("evidence", Value::Array(answer.evidence.iter().map(evidence_value).collect())));
    }
    if !answer.methods.is_empty() {
        let names = answer.methods.iter().map(|m| Value::String(m.name().into()));
        pairs.push(("methods", Value::Array(names.collect())));
    }
    pairs
}

/// What an answer is from now on, and the earlier values of what changed.
pub(super) fn with_past(before: &Answer, after: &Answer) -> Pairs {
    past_beside(&answer_pairs(before), answer_pairs(after))
}

fn past_beside(before: &[(&'static str, Value)], after: Pairs) -> Pairs {
    let was = changed(before, &after);
    let was = (!was.is_empty()).then_some(("was", Value::Table(was)));
    after.into_iter().chain(was).collect()
}

/// The earlier values of what changed; `""` for what was absent.
fn changed(before: &[(&'static str, Value)], after: &[(&'static str, Value)]) -> toml::Table {
    let find = |list: &[(&'static str, Value)], key| {
        list.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone())
    };
    let keys = before.iter().chain(after).map(|(key, _)| *key);
    keys.filter(|key| find(before, *key) != find(after, *key))
        .map(|key| (key.to_owned(), find(before, key).unwrap_or(Value::String(String::new()))))
        .collect()
}

pub(super) fn clock(text: Option<&str>) -> Result<Clock, ShapeError> {
    match text {
        None => Ok(Clock::Machine),
        Some(STATED) => Ok(Clock::Stated),
        Some(other) => Err(ShapeError::value("clock", other, "stated")),
    }
}

/// Body lines in the making; empty texts are left out.
pub(super) struct Lines(pub(super) String);

impl Lines {
    pub(super) fn new(stamp: &Stamp, act: &str, clock: Clock) -> Self {
        let mut out = Self(String::new());
        out.text("at", &instant_text(stamp.at));
        out.push("by", &Value::String(stamp.by.clone()));
        out.text("act", act);
        if clock == Clock::Stated {
            out.text("clock", STATED);
        }
        out
    }

    fn pairs(&mut self, pairs: Pairs) {
        for (key, value) in pairs {
            self.push(key, &value);
        }
    }

    pub(super) fn text(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.push(key, &Value::String(value.to_owned()));
        }
    }

    pub(super) fn push(&mut self, key: &str, value: &Value) {
        self.0.push_str(&line(key, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::Adoption;
    use crate::domain::finding::tests::{close, finding, progress};
    use crate::domain::inspection::tests::{inspection, put, stamp};
    use crate::domain::rules::tests::{ng, ok};
    use crate::store::journal::check_body;

    fn round(change: &Change, before: Answer) -> (String, Event, Clock) {
        let mut stood = inspection();
        if let Some(item) = change.item() {
            stood.apply(Event { seq: 2, stamp: stamp(4), change: put(item.as_str(), before) });
        }
        round_over(change, &stood)
    }

    fn round_over(change: &Change, before: &Inspection) -> (String, Event, Clock) {
        let body = write_change(&stamp(5), Clock::Stated, change, before);
        check_body(&body).unwrap();
        let (event, clock) = read_change(7, &body).unwrap();
        (body, event, clock)
    }

    #[test]
    fn a_start_reads_back() {
        let start = inspection().start().clone();
        let body = write_start(&start);
        check_body(&body).unwrap();
        assert_eq!(read_start(start.period, &body).unwrap(), start);
    }

    #[test]
    fn the_start_of_a_correction_says_what_it_corrects_and_why() {
        let correction = Some(Correcting {
            entry: "0001_FY2026-Q3_2026-12-18_report".into(),
            code: "0".repeat(64),
            reason: "\"誤記\"のため".into(),
        });
        let start = Start { correction, ..inspection().start().clone() };
        let body = write_start(&start);
        check_body(&body).unwrap();
        assert_eq!(read_start(start.period, &body).unwrap(), start);
        let half = body.lines().filter(|line| !line.starts_with("reason")).collect::<Vec<_>>();
        let half = half.join("\n");
        assert!(matches!(read_start(start.period, &half), Err(ShapeError::Missing { .. })));
    }

    #[test]
    fn a_change_reads_back_and_says_what_stood_before() {
        let item = ItemId::new("ORG-01").unwrap();
        let mut answer = ng();
        answer.note = "一行目\n[[event]]\ncheck = \"0\"\r\n\"\"\"\u{202e}'''".into();
        answer.methods = vec![Method::Visit];
        answer.evidence = ok("台帳").evidence;
        answer.evidence[0].carried = Some("FY2026-Q2".parse().unwrap());
        let change = Change::Put { item, act: Act::Answer, answer, seconds: Some(42) };
        let (body, event, clock) = round(&change, ok("名簿"));
        assert_eq!((event.seq, &event.change, clock), (7, &change, Clock::Stated));
        assert!(body.contains("was = {"), "{body}");
        assert!(body.contains("verdict = \"ok\""), "{body}");
    }

    #[test]
    fn an_unfinished_form_keeps_what_was_typed_even_where_it_is_no_date() {
        let draft = Draft {
            answer: Answer { verdict: Some(Verdict::Ng), ..Answer::default() },
            due_text: "来月末".into(),
            evidence_text: "台".into(),
        };
        let change = Change::Draft { item: ItemId::new("A").unwrap(), draft };
        assert_eq!(round(&change, Answer::default()).1.change, change);
        let none = Change::Draft { item: ItemId::new("A").unwrap(), draft: Draft::default() };
        assert_eq!(round(&none, Answer::default()).1.change, none);
    }

    #[test]
    fn a_review_reads_back_with_its_draft_and_the_line_on_the_indicators() {
        let id = finding("FY2026-Q2", "ORG-01").id;
        let of = |review| Change::Review { finding: id.clone(), act: Act::Review, review };
        let first = of(progress("FY2026-Q3", Some("2027-03-31")).review);
        let mut stood = inspection();
        assert_eq!(round_over(&first, &stood).1.change, first);
        stood.apply(Event { seq: 2, stamp: stamp(4), change: first });
        let second = of(close("FY2026-Q3").review);
        let (body, event, _) = round_over(&second, &stood);
        assert_eq!(event.change, second);
        assert!(body.contains("was = {") && body.contains("納品の遅れ"), "{body}");
        let draft = ReviewDraft {
            review: close("FY2026-Q3").review,
            due_text: "来月".into(),
            closed_text: "finding = ".into(),
            evidence_text: "連".into(),
        };
        let typed = Change::ReviewDraft { finding: id.clone(), draft };
        assert_eq!(round_over(&typed, &stood).1.change, typed);
        let comment = Change::Comment { text: "\nfinding = \"x\"".into() };
        assert_eq!(round_over(&comment, &stood).1.change, comment);
    }

    #[test]
    fn a_version_taken_over_reads_back() {
        let ids = |ids: &[&str]| ids.iter().map(|id| ItemId::new(id).unwrap()).collect();
        let mut adoption = Adoption {
            checklist: ChecklistId::new("sample").unwrap(),
            version: "1.1.0".into(),
            digest: "1".repeat(64),
            again: ids(&["ORG-01"]),
            dropped: ids(&["ORG-02", "ORG-03"]),
        };
        let change = Change::Adopt(adoption.clone());
        assert_eq!(round_over(&change, &inspection()).1.change, change);
        (adoption.again, adoption.dropped) = (Vec::new(), Vec::new());
        let change = Change::Adopt(adoption);
        assert_eq!(round_over(&change, &inspection()).1.change, change);
    }

    #[test]
    fn a_body_of_another_kind_is_refused_by_key() {
        let wrong = "at = \"2026-12-18T10:00:00+09:00\"\nby = \"\"\nact = \"fly\"\nitem = \"A\"\n";
        assert!(matches!(read_change(2, wrong), Err(ShapeError::Value { key: "act", .. })));
        let wrong = wrong.replace("fly", "note").replace("\"A\"", "\"../a\"");
        assert!(matches!(read_change(2, &wrong), Err(ShapeError::Value { key: "item", .. })));
    }
}
