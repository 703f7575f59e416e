//! One event made durable, of an inspection or of an audit.

use crate::app::failure::{Failure, ReadOnly};
use crate::store::journal::Journal;

/// Makes one event durable and returns its number. Where nobody can tell any more what is on the
/// disk, nothing further is written until the journal is opened anew.
pub(in crate::app) fn append(
    journal: &mut Journal,
    body: &str,
    read_only: &mut Option<ReadOnly>,
) -> Result<u64, Failure> {
    let appended = journal.append(body);
    if !journal.is_writable() {
        *read_only = Some(ReadOnly::Doubtful);
    }
    Ok(appended?)
}
