//! Two sealed periods side by side: the lines by group, and both sides of one in full.
//!
//! It compares nothing itself; it holds what was compared and what of it is looked at.

mod sides;
mod update;
mod view;

use std::sync::Arc;

pub(super) use self::update::update;
pub(super) use self::view::view;
use super::keymap::{Command, Context};
use super::kit::Kit;
use crate::app::comparing::{Compared, Pair};
use crate::domain::comparison::{Comparison, Group, Line};
use crate::domain::id::SectionId;
use crate::words::fill;

#[derive(Debug, Clone)]
pub struct State {
    compared: Arc<Compared>,
    /// What the base was chosen as.
    pair: Pair,
    /// The one group that is shown, or all.
    group: Option<Group>,
    /// The one section that is shown, or all.
    section: Option<SectionId>,
    /// Index into the lines that are shown.
    chosen: usize,
    /// The first row seen of the line in full, while it is open.
    full: Option<usize>,
}

impl State {
    pub(super) fn new(compared: Arc<Compared>, pair: Pair) -> Self {
        Self { compared, pair, group: None, section: None, chosen: 0, full: None }
    }

    /// The same filters on other periods.
    pub(super) fn turn_to(&mut self, compared: Arc<Compared>, pair: Pair) {
        (self.compared, self.pair) = (compared, pair);
        (self.chosen, self.full) = (0, None);
        let section = self.section.take();
        self.section = section.filter(|id| self.comparison().sections.iter().any(|s| s.id == *id));
    }

    pub(super) fn context() -> Context {
        Context::Compare
    }

    /// What can be done now, most wanted first.
    pub(super) fn commands(&self) -> &'static [Command] {
        use Command as C;
        if self.full.is_some() {
            &[C::Down, C::Right, C::Left, C::Back, C::Help]
        } else {
            &[C::Open, C::NextGroup, C::NextSection, C::YearBefore, C::Export, C::Back, C::Help]
        }
    }

    /// What the title bar says on the right.
    pub(super) fn about(&self, kit: &Kit) -> String {
        let period = |period| kit.terms.period(period);
        let (old, new) = (self.comparison().base.period, self.comparison().target.period);
        let values = [("old", &*period(old)), ("new", &*period(new))];
        fill(&kit.comparison.screen.span, &values)
    }

    fn comparison(&self) -> &Comparison {
        &self.compared.comparison
    }

    /// The lines that are shown, in their order.
    fn lines(&self) -> Vec<&Line> {
        let (groups, sections) = (self.group.as_slice(), self.section.as_slice());
        self.comparison().lines.iter().filter(|line| line.is_in(groups, sections)).collect()
    }

    fn line(&self) -> Option<&Line> {
        self.lines().get(self.chosen).copied()
    }
}
