//! The chapters of what is laid before an auditor, and what is told of the audit as a whole.

use super::{Said, State};
use crate::app::tell::Teller;
use crate::domain::audit::AuditGap;
use crate::text::line;
use crate::tui::kit::Kit;
use crate::words::{Told, fill};

/// One chapter, in the order in which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Chapter {
    /// Whether the records are as they were sealed.
    Check,
    /// The period on one page.
    Story,
    Faults,
    /// What was open when the period was sealed.
    Findings,
    /// Against the period before.
    Changes,
    /// 参考指標.
    Figures,
    Items,
    /// Other audits of the period.
    Audits,
    Opinion,
}

impl Chapter {
    const ALL: [Self; 9] = [
        Self::Check,
        Self::Story,
        Self::Faults,
        Self::Findings,
        Self::Changes,
        Self::Figures,
        Self::Items,
        Self::Audits,
        Self::Opinion,
    ];

    /// Whether it is a list with what is under the cursor beside it.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Faults | Self::Findings | Self::Changes | Self::Items)
    }

    /// The name in a row of tabs.
    pub(super) fn tab(self, kit: &Kit) -> &str {
        let words = &kit.words.audit.tab;
        match self {
            Self::Check => &words.check,
            Self::Story => &words.story,
            Self::Faults => &words.faults,
            Self::Findings => &words.findings,
            Self::Changes => &words.changes,
            Self::Figures => &words.figures,
            Self::Items => &words.items,
            Self::Audits => &words.audits,
            Self::Opinion => &words.opinion,
        }
    }
}

/// The chapters that there are; other audits only where there is one.
pub(super) fn chapters(state: &State) -> Vec<Chapter> {
    let exhibit = &state.exhibit;
    let alone = exhibit.audits.is_empty() && exhibit.in_progress.is_empty();
    Chapter::ALL.into_iter().filter(|chapter| *chapter != Chapter::Audits || !alone).collect()
}

/// The name of a chapter, with how much there is in it.
pub(super) fn name(state: &State, chapter: Chapter, kit: &Kit) -> String {
    let words = &kit.words.audit.chapter;
    let counted = |template: &str, n: usize| fill(template, &[("n", &n.to_string())]);
    let listed = |template: &str| counted(template, super::list::places(state, chapter).len());
    match chapter {
        Chapter::Check => words.check.clone(),
        Chapter::Story => words.story.clone(),
        Chapter::Faults => listed(&words.faults),
        Chapter::Findings => listed(&words.findings),
        Chapter::Changes => listed(&words.changes),
        Chapter::Figures => words.figures.clone(),
        Chapter::Items => listed(&words.items),
        Chapter::Audits => {
            counted(&words.audits, state.exhibit.audits.len() + state.exhibit.in_progress.len())
        }
        Chapter::Opinion => match state.audit().map(|audit| audit.gaps().len()) {
            Some(n @ 1..) => counted(&words.opinion_gaps, n),
            Some(0) | None => words.opinion.clone(),
        },
    }
}

/// What is told in the line above the footer.
pub(in crate::tui) fn tell(kit: &Kit, said: &Said) -> Told {
    let words = &kit.words.audit.said;
    let plain = |what: &str| Told { what: what.to_owned(), next: String::new() };
    match said {
        Said::ReadOnly(why) => {
            let teller = Teller { words: &kit.failures, terms: &kit.terms, cycle: None };
            Told { what: teller.read_only(why).what, next: words.read_only.clone() }
        }
        Said::NoItem => plain(&words.no_item),
        Said::NothingToTakeBack => plain(&words.nothing_to_take_back),
        Said::NoName => plain(&words.no_name),
        Said::Incomplete { lacks } => {
            let audit = &kit.failures.audit;
            let lacks: Vec<&str> = lacks.iter().map(|lack| audit.lack(*lack)).collect();
            plain(&fill(&words.incomplete, &[("lacks", &lacks.join("、"))]))
        }
        Said::Warnings(texts) => plain(&texts.join(" ")),
    }
}

/// Everything an auditor should know before writing, each as a sentence.
pub(super) fn warnings(state: &State, kit: &Kit) -> Vec<String> {
    let words = &kit.words.audit.warning;
    let mut texts = Vec::new();
    if !state.exhibit.verified.is_clean() {
        texts.push(words.faulty.clone());
    }
    let Some(work) = &state.work else { return texts };
    let start = work.audit.start();
    if let Some(old) = work.audit.replaced() {
        let (old, new) = (line(&old.entry), line(&start.target.entry));
        texts.push(fill(&words.replaced, &[("old", &old), ("new", &new)]));
    }
    let name = line(&start.examiner.name);
    for same in work.same_person() {
        let (template, _) = kit.failures.audit.same(&same);
        texts.push(fill(template, &[("name", &name)]));
    }
    if start.examiner.seat.is_none() {
        texts.push(fill(&words.unknown, &[("name", &name)]));
    }
    let audits = state.exhibit.audits.len();
    if audits > 0 {
        texts.push(fill(&words.earlier, &[("n", &audits.to_string())]));
    }
    texts
}

/// What keeps the audit from being finished, as sentences with the item to mend.
pub(super) fn gap(kit: &Kit, gap: &AuditGap) -> String {
    crate::app::tell_audit::gap(&kit.failures.audit, gap)
}
