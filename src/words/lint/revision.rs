//! What is wrong with a declared change, in words.
//!
//! What the kinds of change are called elsewhere is not told here: a file has its own names.

use serde::Deserialize;

use crate::domain::fault::RevisionFault;
use crate::domain::lineage::Kind;
use crate::words::Told;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RevisionWords {
    unknown_kind: Told,
    revision_misshapen: Told,
    revision_twice: Told,
    revision_gone: Told,
    revision_still_asked: Told,
    revision_ahead: Told,
    revision_disordered: Told,
    form: FormWords,
}

/// What each kind of change needs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormWords {
    wording: String,
    merged: String,
    split: String,
    new: String,
    retired: String,
}

impl RevisionWords {
    pub(super) fn template(&self, fault: &RevisionFault) -> &Told {
        match fault {
            RevisionFault::UnknownKind { .. } => &self.unknown_kind,
            RevisionFault::Misshapen { .. } => &self.revision_misshapen,
            RevisionFault::Twice { .. } => &self.revision_twice,
            RevisionFault::Gone { .. } => &self.revision_gone,
            RevisionFault::StillAsked { .. } => &self.revision_still_asked,
            RevisionFault::Ahead { .. } => &self.revision_ahead,
            RevisionFault::Disordered { .. } => &self.revision_disordered,
        }
    }

    pub(super) fn values(&self, fault: &RevisionFault) -> Vec<(&'static str, String)> {
        match fault {
            RevisionFault::UnknownKind { text, .. } => vec![("text", text.clone())],
            RevisionFault::Misshapen { kind, from, to } => vec![
                ("kind", kind.name().to_owned()),
                ("from", from.to_string()),
                ("to", to.to_string()),
                ("form", self.form(*kind).to_owned()),
            ],
            RevisionFault::Twice { id } | RevisionFault::Gone { id } => vec![("id", id.clone())],
            RevisionFault::StillAsked { id, kind } => {
                vec![("id", id.clone()), ("kind", kind.name().to_owned())]
            }
            RevisionFault::Ahead { text, version } => {
                vec![("text", text.clone()), ("version", version.clone())]
            }
            RevisionFault::Disordered { text, earlier } => {
                vec![("text", text.clone()), ("earlier", earlier.clone())]
            }
        }
    }

    fn form(&self, kind: Kind) -> &str {
        match kind {
            Kind::Wording => &self.form.wording,
            Kind::Merged => &self.form.merged,
            Kind::Split => &self.form.split,
            Kind::New => &self.form.new,
            Kind::Retired => &self.form.retired,
        }
    }
}
