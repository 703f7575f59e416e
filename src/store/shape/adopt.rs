//! The journal block by which an inspection goes on with another version of its checklist.
//!
//! The checklist itself lies in a file beside the journal.

use serde::Deserialize;
use toml::Value;

use super::item::item_id;
use super::{ShapeError, instant};
use crate::domain::answer::Stamp;
use crate::domain::event::Adoption;
use crate::domain::id::{ChecklistId, ItemId};

/// The word of the block.
pub(super) const ADOPT: &str = "adopt";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdoptShape {
    at: String,
    by: String,
    #[serde(rename = "act")]
    _act: String,
    pub(super) clock: Option<String>,
    checklist: String,
    checklist_version: String,
    checklist_digest: String,
    #[serde(default)]
    again: Vec<String>,
    #[serde(default)]
    dropped: Vec<String>,
}

/// Whether a body is such a block. `act` stands on a line of its own, which nothing typed can be.
pub(super) fn is_adoption(body: &str) -> bool {
    body.lines().any(|line| line == "act = \"adopt\"")
}

impl AdoptShape {
    pub(super) fn stamp(&self) -> Result<Stamp, ShapeError> {
        Ok(Stamp { by: self.by.clone(), at: instant("at", &self.at)? })
    }

    pub(super) fn read(self) -> Result<Adoption, ShapeError> {
        let ids = |list: &[String]| list.iter().map(|id| item_id(id)).collect::<Result<_, _>>();
        Ok(Adoption {
            checklist: ChecklistId::new(&self.checklist)
                .map_err(|_| ShapeError::value("checklist", &self.checklist, "a checklist id"))?,
            again: ids(&self.again)?,
            dropped: ids(&self.dropped)?,
            version: self.checklist_version,
            digest: self.checklist_digest,
        })
    }
}

/// The keys of the block, in their order.
pub(super) fn adoption_pairs(adoption: &Adoption) -> Vec<(&'static str, Value)> {
    let text = |text: &str| Value::String(text.to_owned());
    let ids = |ids: &[ItemId]| Value::Array(ids.iter().map(|id| text(id.as_str())).collect());
    let mut pairs = vec![
        ("checklist", text(adoption.checklist.as_str())),
        ("checklist_version", text(&adoption.version)),
        ("checklist_digest", text(&adoption.digest)),
    ];
    for (key, list) in [("again", &adoption.again), ("dropped", &adoption.dropped)] {
        if !list.is_empty() {
            pairs.push((key, ids(list)));
        }
    }
    pairs
}
