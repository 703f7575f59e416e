//! The values that go into the words of a fault, where they need no words of their own.
//!
//! It holds no words.

use crate::domain::fault::FaultKind;

/// The values of the kinds that need no words of their own; the rest has none.
pub(super) fn plain(kind: &FaultKind) -> Vec<(&'static str, String)> {
    use FaultKind as K;
    match kind {
        K::TooLarge { bytes: count, max } => {
            vec![("count", count.to_string()), ("max", max.to_string())]
        }
        K::NewerFormat { found, known } => {
            vec![("found", found.to_string()), ("known", known.to_string())]
        }
        K::BadFormat { found } => vec![("found", found.to_string())],
        K::WrongStem { id, stem } => vec![("id", id.clone()), ("stem", stem.clone())],
        K::BadDate { text }
        | K::BadVersion { text }
        | K::UnknownMethod { text, .. }
        | K::UnknownFrequency { text, .. } => vec![("text", text.clone())],
        K::BadQuarter { key, found } => {
            vec![("key", (*key).to_owned()), ("found", found.to_string())]
        }
        K::QuarterMissing { key, frequency } | K::QuarterSuperfluous { key, frequency } => {
            vec![("key", (*key).to_owned()), ("frequency", (*frequency).to_owned())]
        }
        K::TurnOfRows { key } | K::NeedsExtends { key } => vec![("key", (*key).to_owned())],
        K::LongText { key, chars: count, max }
        | K::WideText { key, cells: count, max }
        | K::LongList { key, count, max } => {
            vec![("key", key.clone()), ("count", count.to_string()), ("max", max.to_string())]
        }
        K::EmptyText { key } | K::EmptyList { key } | K::LineBreak { key } => {
            vec![("key", key.clone())]
        }
        K::Repeated { key, text } => vec![("key", key.clone()), ("text", text.clone())],
        K::RetiredReused { id }
        | K::NothingChanged { id }
        | K::ChangedAndDisabled { id }
        | K::BaseNotFound { id, .. }
        | K::BaseExtends { id }
        | K::Uncovered { id } => vec![("id", id.clone())],
        K::NotRemovable { field, .. } | K::SetAndRemoved { field } => {
            vec![("field", field.clone())]
        }
        K::TableMissing { table, item, .. } => {
            vec![("table", table.clone()), ("item", item.clone())]
        }
        K::TableUnused { table, .. } => vec![("table", table.clone())],
        K::UnknownPlaceholder { name } => vec![("found", name.clone())],
        K::LongExpandedId { id, max } => vec![("id", id.clone()), ("max", max.to_string())],
        K::BaseFaulty { id, errors } => vec![("id", id.clone()), ("count", errors.to_string())],
        _ => Vec::new(),
    }
}
