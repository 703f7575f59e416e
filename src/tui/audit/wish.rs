//! What the auditor wishes to write, and who that is: the name is asked before the first of it.

use std::sync::Arc;

use super::asked::Asked;
use super::chapter::{Chapter, warnings};
use super::form::{About, Form, Said};
use super::{Closing, Pane, State};
use crate::app::Failure;
use crate::app::auditing::AuditWork;
use crate::domain::audit::{AuditChange, AuditFinding, Sampling};
use crate::domain::id::ItemId;
use crate::tui::kit::Kit;
use crate::tui::step::{Notice, Question, Step};

/// Something that writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// Mark an item as sampled, or take the mark back.
    Sample(ItemId),
    Remark(ItemId),
    Finding(ItemId),
    Opinion,
    TakeBack(ItemId),
    Finish,
}

impl State {
    /// The same wish for the item that is shown.
    pub(super) fn of_item(&mut self, wish: fn(ItemId) -> Wish) -> Step {
        match self.item().map(|item| item.id.clone()) {
            Some(item) => self.wish(wish(item)),
            None => Step::Tell(Notice::Audit(Said::NoItem)),
        }
    }

    pub(super) fn wish(&mut self, wish: Wish) -> Step {
        let Some(work) = &self.work else {
            self.asked = Some(Asked::new(&self.exhibit, wish));
            return Step::Stay;
        };
        if let Some(why) = work.read_only.clone() {
            if wish == Wish::Opinion {
                self.turn_to(Chapter::Opinion);
            }
            return Step::Tell(Notice::Audit(Said::ReadOnly(why)));
        }
        self.act(wish)
    }

    fn act(&mut self, wish: Wish) -> Step {
        let Some(ahead) = &self.ahead else { return Step::Stay };
        match wish {
            Wish::Sample(item) => {
                let sampled = ahead.is_sampled(&item);
                let sampling = if sampled { Sampling::Dropped } else { Sampling::Sampled };
                self.submit(AuditChange::Sample { item, sampling })
            }
            Wish::Remark(item) => {
                let form = Form::remark(item, ahead);
                self.open_form(form)
            }
            Wish::Finding(item) => {
                let form = Form::finding(item, ahead, &self.exhibit.record);
                self.open_form(form)
            }
            Wish::Opinion => {
                let form = Form::opinion(ahead);
                self.turn_to(Chapter::Opinion);
                self.open_form(form)
            }
            Wish::TakeBack(item) => {
                let said = ahead.finding(&item).is_some() || !ahead.remark(&item).is_empty();
                if said {
                    Step::Ask(Question::TakeBackSaid(item))
                } else {
                    Step::Tell(Notice::Audit(Said::NothingToTakeBack))
                }
            }
            Wish::Finish => self.finish(),
        }
    }

    fn open_form(&mut self, form: Form) -> Step {
        self.form_from = self.pane;
        self.pane = match form.about {
            About::Opinion => Pane::Body,
            About::Remark(_) | About::Finding(_) => Pane::Beside,
        };
        self.form = Some(form);
        Step::Stay
    }

    /// Asks for the last word, unless it is clear that it would be refused.
    fn finish(&mut self) -> Step {
        self.turn_to(Chapter::Opinion);
        self.pane = Pane::Body;
        let period = self.period();
        let Some(work) = &self.work else { return Step::Stay };
        let gaps = work.gaps();
        if !gaps.is_empty() {
            let failure = Failure::AuditGaps { period, gaps };
            return Step::Tell(Notice::Failed(Arc::new(failure)));
        }
        if self.has_unsaved() || !self.sent.is_empty() {
            return Step::Tell(Notice::Unsaved);
        }
        match Closing::of(&work.audit, &self.exhibit, self.code.text()) {
            Some(closing) => Step::Ask(Question::FinishAudit(closing)),
            None => Step::Stay,
        }
    }
}

/// The draft of the auditor is open: what stands in it, what to know first, then what was wished.
pub(in crate::tui) fn opened(
    state: &mut State,
    kit: &Kit,
    result: Result<AuditWork, Arc<Failure>>,
) -> (Option<Notice>, Step) {
    let work = match result {
        Ok(work) => work,
        Err(failure) => {
            if let Some(asked) = &mut state.asked {
                asked.refused();
            }
            return (None, Step::Tell(Notice::Failed(failure)));
        }
    };
    let torn = work.torn.as_ref().map(|torn| {
        let file = torn.file.to_string();
        Notice::Torn { file, bytes: torn.bytes }
    });
    state.ahead = Some(work.audit.clone());
    state.work = Some(work);
    let told = warnings(state, kit);
    let told = (!told.is_empty()).then_some(Notice::Audit(Said::Warnings(told)));
    let step = match state.asked.take() {
        Some(asked) => state.wish(asked.wish),
        None => Step::Stay,
    };
    (torn.or(told), step)
}

/// Takes back what the auditor said of an item, on the auditor's word.
pub(in crate::tui) fn take_back(state: &mut State, item: &ItemId) -> Step {
    let Some(ahead) = &state.ahead else { return Step::Stay };
    let item = item.clone();
    if ahead.finding(&item).is_some() {
        let finding = AuditFinding::default();
        return state.submit(AuditChange::Finding { item, finding });
    }
    state.submit(AuditChange::Remark { item, text: String::new() })
}
