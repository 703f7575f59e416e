//! 前期比 as JSON: the items that did not stay as they were when they were last asked.

use serde::Serialize;

use crate::domain::comparison::Since;
use crate::domain::record::Record;

#[derive(Serialize)]
pub(super) struct AgainstLastShape<'a> {
    /// No item was asked before.
    first: bool,
    changes: Vec<ChangeShape<'a>>,
}

#[derive(Serialize)]
struct ChangeShape<'a> {
    change: &'static str,
    item: &'a str,
    verdict: &'static str,
    last: Option<LastShape>,
    age: Option<u32>,
}

#[derive(Serialize)]
struct LastShape {
    period: String,
    verdict: &'static str,
}

impl<'a> AgainstLastShape<'a> {
    pub(super) fn of(record: &'a Record) -> Self {
        let since = Since::of(record);
        let changes = since.changes.into_iter().map(|change| ChangeShape {
            change: change.turned.name(),
            item: change.item.id.as_str(),
            verdict: change.now.name(),
            last: change.last.map(|(period, verdict)| LastShape {
                period: period.to_string(),
                verdict: verdict.name(),
            }),
            age: change.age,
        });
        Self { first: since.is_first, changes: changes.collect() }
    }
}
