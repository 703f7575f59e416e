//! The journal block of a filled form: who took it from which file, and a line for each item.
//!
//! One block has all its answers, so that a form is recorded whole or not at all, whatever
//! happens to the disk meanwhile.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Value;

use super::event::{ChangeShape, Lines, clock, with_past};
use super::item::item_id;
use super::{ShapeError, instant, parse};
use crate::domain::answer::Stamp;
use crate::domain::evidence::FileDigest;
use crate::domain::inspection::{Change, Clock, Event, Import, Inspection};

/// The word of the block.
const IMPORT: &str = "import";

/// The keys beside the items. Those are in capitals, so that neither is taken for the other.
#[derive(Deserialize)]
struct ImportShape {
    at: String,
    by: String,
    #[serde(rename = "act")]
    _act: String,
    clock: Option<String>,
    file: String,
    file_sha256: String,
    #[serde(flatten)]
    answers: BTreeMap<String, ChangeShape>,
}

/// Whether a body is such a block. `act` stands on a line of its own, which nothing typed can be.
pub(super) fn is_import(body: &str) -> bool {
    body.lines().any(|line| line == "act = \"import\"")
}

pub(super) fn write_import(
    stamp: &Stamp,
    clock: Clock,
    import: &Import,
    before: &Inspection,
) -> String {
    let mut out = Lines::new(stamp, IMPORT, clock);
    out.push("file", &Value::String(import.file.clone()));
    out.text("file_sha256", import.sha256.as_str());
    for (item, answer) in &import.answers {
        let pairs = with_past(&before.answer(item), answer).into_iter();
        let pairs = pairs.map(|(key, value)| (key.to_owned(), value)).collect();
        out.push(item.as_str(), &Value::Table(pairs));
    }
    out.0
}

pub(super) fn read_import(seq: u64, body: &str) -> Result<(Event, Clock), ShapeError> {
    let shape: ImportShape = parse(body)?;
    let sha256 = FileDigest::new(&shape.file_sha256);
    let answers = shape.answers.into_iter().map(|(id, answer)| {
        let id = item_id(&id)?;
        if !answer.is_answer_alone() {
            return Err(ShapeError::value("item", id.as_str(), "an answer alone"));
        }
        Ok((id, answer.answer()?))
    });
    let import = Import {
        sha256: sha256.ok_or_else(|| {
            ShapeError::value("file_sha256", &shape.file_sha256, "64 hexadecimal digits")
        })?,
        answers: answers.collect::<Result<_, _>>()?,
        file: shape.file,
    };
    let stamp = Stamp { by: shape.by, at: instant("at", &shape.at)? };
    Ok((Event { seq, stamp, change: Change::Import(import) }, clock(shape.clock.as_deref())?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ItemId;
    use crate::domain::inspection::tests::{inspection, put, stamp};
    use crate::domain::rules::tests::{ng, ok};
    use crate::store::journal::check_body;
    use crate::store::shape::event::{read_change, write_change};

    fn import() -> Import {
        let id = |id| ItemId::new(id).unwrap();
        let mut noted = ng();
        noted.note = "一行目\n[[event]]\nORG-09 = 1".into();
        Import {
            file: "記入 \"済\".xlsx".into(),
            sha256: FileDigest::new(&"a".repeat(64)).unwrap(),
            answers: vec![(id("ORG-01"), ok("台帳")), (id("ORG-02"), noted)],
        }
    }

    fn body(import: Import) -> String {
        let mut stood = inspection();
        stood.apply(Event { seq: 2, stamp: stamp(4), change: put("ORG-01", ok("名簿")) });
        write_change(&stamp(5), Clock::Stated, &Change::Import(import), &stood)
    }

    #[test]
    fn a_filled_form_reads_back_from_one_block_and_says_what_stood_before() {
        let text = body(import());
        check_body(&text).unwrap();
        let (event, clock) = read_change(7, &text).unwrap();
        assert_eq!((event.seq, clock), (7, Clock::Stated));
        assert_eq!(event.change, Change::Import(import()));
        assert_eq!(text.matches("was = {").count(), 2, "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("ORG-0")).count(), 2, "{text}");
    }

    #[test]
    fn a_block_of_a_form_holds_nothing_but_answers() {
        let text = body(import());
        for (from, to) in [
            ("ORG-01 = {", "ORG-01 = { seconds = 3,"),
            ("ORG-01 = {", "ORG-01 = { by = \"誰か\","),
            ("ORG-01 = {", "ORG-01 = { unknown = 1,"),
            ("ORG-01 = {", "org-01 = {"),
            ("ORG-01 = {", "ORG-01 = 3 # "),
            ("file_sha256 = \"a", "file_sha256 = \"b?"),
        ] {
            assert!(text.contains(from), "{text}");
            assert!(read_change(7, &text.replacen(from, to, 1)).is_err(), "{to}");
        }
    }
}
