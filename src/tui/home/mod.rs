//! Home: the society, this period, what is overdue, what is sealed.
//!
//! It knows nothing that is not in the overview; every visit reads that anew.

mod audits;
mod rows;
mod update;
mod view;

use std::sync::Arc;

pub(super) use self::update::update;
pub(super) use self::view::view;
use crate::app::overview::{Overview, Replacements, replacements};
use crate::domain::period::Period;

#[derive(Debug, Clone)]
pub struct State {
    overview: Arc<Overview>,
    /// Which sealed entries are replaced, and by which.
    replaced: Replacements,
    /// Index into `targets`.
    cursor: usize,
}

/// What a row of the list leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// What is to be done in this period.
    Now,
    /// Index into the findings.
    Finding(usize),
    /// Index into the unfinished periods.
    Unfinished(usize),
    Skipped(Period),
    /// Index into the sealed entries.
    Sealed(usize),
}

impl State {
    pub(super) fn new(overview: Arc<Overview>) -> Self {
        Self { replaced: replacements(&overview.sealed), overview, cursor: 0 }
    }

    /// What the title bar says on the right.
    pub(super) fn about(&self) -> String {
        self.overview.society.name.clone()
    }

    /// Everything that can be chosen, in the order of the list; never empty.
    fn targets(&self) -> Vec<Target> {
        let overview = &self.overview;
        let mut targets = vec![Target::Now];
        targets.extend((0..overview.findings.len()).map(Target::Finding));
        targets.extend((0..overview.unfinished.len()).map(Target::Unfinished));
        targets.extend(overview.skipped.map(Target::Skipped));
        targets.extend((0..overview.sealed.len()).map(Target::Sealed));
        targets
    }

    fn target(&self) -> Target {
        self.targets().get(self.cursor).copied().unwrap_or(Target::Now)
    }
}
