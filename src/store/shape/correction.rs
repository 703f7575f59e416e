//! `[correction]` of a record: what it replaces, why, and every change.

use serde::Deserialize;
use toml::Value;

use super::item::item_id;
use super::review::finding_id;
use super::{ShapeError, instant, instant_text};
use crate::domain::correction::{Amended, Correction, Field, Place};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CorrectionShape {
    replaces: String,
    code: String,
    reason: String,
    by: String,
    first_sealed_at: String,
    #[serde(default)]
    audits: Vec<String>,
    #[serde(default)]
    change: Vec<ChangeShape>,
}

/// About an item, a finding, or neither: the line on the indicators.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeShape {
    item: Option<String>,
    finding: Option<String>,
    field: String,
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
}

impl CorrectionShape {
    pub(super) fn read(self) -> Result<Correction, ShapeError> {
        Ok(Correction {
            entry: self.replaces,
            code: self.code,
            reason: self.reason,
            by: self.by,
            first_sealed: instant("first_sealed_at", &self.first_sealed_at)?,
            audits: self.audits,
            changes: self.change.into_iter().map(ChangeShape::read).collect::<Result<_, _>>()?,
        })
    }
}

impl ChangeShape {
    fn read(self) -> Result<Amended, ShapeError> {
        let place = match (&self.item, &self.finding) {
            (Some(id), None) => Place::Item(item_id(id)?),
            (None, Some(id)) => Place::Finding(finding_id(id)?),
            (None, None) => Place::Indicators,
            (Some(_), Some(id)) => {
                return Err(ShapeError::value("finding", id, "absent beside an item"));
            }
        };
        let field = Field::named(&self.field)
            .ok_or_else(|| ShapeError::value("field", &self.field, "a known word"))?;
        Ok(Amended { place, field, old: self.old, new: self.new })
    }
}

/// The keys in their order in files; the changes follow as blocks of their own.
pub(super) fn correction_pairs(correction: &Correction) -> Vec<(&'static str, Value)> {
    let texts = [
        ("replaces", correction.entry.clone()),
        ("code", correction.code.clone()),
        ("reason", correction.reason.clone()),
        ("by", correction.by.clone()),
        ("first_sealed_at", instant_text(correction.first_sealed)),
    ];
    let mut pairs: Vec<_> = texts.map(|(key, text)| (key, Value::String(text))).into();
    if !correction.audits.is_empty() {
        let audits = correction.audits.iter().cloned().map(Value::String).collect();
        pairs.push(("audits", Value::Array(audits)));
    }
    pairs
}

/// The keys of one change.
pub(super) fn change_pairs(change: &Amended) -> Vec<(&'static str, Value)> {
    let place = match &change.place {
        Place::Item(id) => Some(("item", id.to_string())),
        Place::Finding(id) => Some(("finding", id.to_string())),
        Place::Indicators => None,
    };
    let texts = [
        ("field", change.field.name().to_owned()),
        ("old", change.old.clone()),
        ("new", change.new.clone()),
    ];
    place.into_iter().chain(texts).map(|(key, text)| (key, Value::String(text))).collect()
}
