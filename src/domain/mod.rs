//! The rules of the inspection as pure functions and types.
//!
//! Nothing here knows files, the clock, stored shapes or a terminal: values in, values out.

pub mod answer;
pub mod audit;
#[cfg(test)]
mod carry_over;
#[cfg(test)]
mod carry_over_corrected;
pub mod changes;
pub mod checklist;
pub mod comparison;
pub mod correction;
pub mod due;
pub mod era;
pub mod event;
pub mod evidence;
pub mod fault;
pub mod finding;
pub mod findings;
pub mod form;
pub mod gate;
pub mod id;
pub mod indicators;
pub mod inspection;
pub mod lineage;
pub mod lines;
pub mod notation;
pub mod past;
pub mod period;
pub mod privacy;
pub mod record;
pub mod review;
pub mod revision;
pub mod rules;
pub mod society;
pub mod succession;
pub mod tally;
pub mod trend;
pub mod typed_date;
pub mod version;
