//! Sealed periods side by side, read one after another.

use std::num::NonZeroUsize;

use super::{App, Failure};
use crate::domain::trend::{Series, Trend};

/// The trend of the last `n` periods that were sealed, by what counts for each. Only one record
/// is held at a time. One that cannot be read is an error that names its file: a trend with a
/// hole would be read as one without.
pub fn trend(app: &App, last: NonZeroUsize) -> Result<Trend, Failure> {
    let standing = app.root.standing()?;
    if standing.is_empty() {
        // Where nothing is set up either, that comes first.
        app.society()?;
        return Err(Failure::NothingSealed);
    }
    let mut series = Series::default();
    for (_, entry) in &standing[standing.len().saturating_sub(last.get())..] {
        series.add(&app.root.record(entry)?);
    }
    Ok(series.trend())
}
