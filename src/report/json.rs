//! A record as JSON for programs: complete, versioned, the same in every language.
//!
//! Its shape is told in docs/formats.md and only ever grows. It is not how a record is stored, and
//! nothing is read back from it.

mod against_last;
mod comparison;
mod correction;
pub(super) mod plain;
mod shape;
mod trend;

pub use plain::written as plain_json;

use crate::domain::comparison::Comparison;
use crate::domain::record::Record;
use crate::domain::trend::Trend;

/// Raised when a reader of the older form would misread the newer one.
pub(super) const FORMAT: u32 = 1;

/// The record as indented JSON; ends with a line end. Characters that a terminal would obey or a
/// reader could not see are written as `\uXXXX`, so that nothing is lost and nothing is hidden.
pub fn json(record: &Record) -> String {
    plain::written(&shape::Report::of(record))
}

/// The same, not written yet.
pub(super) fn shape_of(record: &Record) -> serde_json::Value {
    serde_json::to_value(shape::Report::of(record)).unwrap_or_default()
}

/// A trend in the same manner, in a shape of its own.
pub fn trend_json(trend: &Trend) -> String {
    plain::written(&trend::TrendShape::of(trend))
}

/// A comparison in the same manner.
pub fn comparison_json(comparison: &Comparison) -> String {
    plain::written(&comparison::ComparisonShape::of(comparison))
}
