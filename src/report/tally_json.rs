//! Counts and their rate as JSON, the same wherever they stand.

use serde::Serialize;

use crate::domain::tally::{Rate, Tally};

#[derive(Debug, Serialize)]
pub struct TallyShape {
    pub ok: usize,
    pub ng: usize,
    pub na: usize,
    pub unverified: usize,
    pub open: usize,
    pub not_due: usize,
    pub rate: Option<RateShape>,
}

/// 適合率 with both numbers.
#[derive(Debug, Serialize)]
pub struct RateShape {
    pub ok: usize,
    pub of: usize,
}

impl From<&Tally> for TallyShape {
    fn from(tally: &Tally) -> Self {
        let Tally { ok, ng, na, unverified, open, not_due } = *tally;
        let rate = tally.rate().map(|Rate { ok, of }| RateShape { ok, of });
        Self { ok, ng, na, unverified, open, not_due, rate }
    }
}
