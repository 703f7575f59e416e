//! Undo and redo of answers and reviews: what stood before each recorded change.

use crate::domain::answer::Answer;
use crate::domain::finding::{FindingId, Review};
use crate::domain::id::ItemId;
use crate::domain::inspection::{Act, Change};

/// What stood before a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Before {
    Answer(ItemId, Answer),
    Review(FindingId, Review),
}

impl Before {
    /// The change that restores it.
    pub(super) fn restored(self, act: Act) -> Change {
        match self {
            Self::Answer(item, answer) => Change::Put { item, act, answer, seconds: None },
            Self::Review(finding, review) => Change::Review { finding, act, review },
        }
    }
}

/// Changes that can be taken back, newest last; only what is durable comes in.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    undo: Vec<Before>,
    redo: Vec<Before>,
}

/// How many changes are remembered.
const DEPTH: usize = 500;

impl History {
    /// Takes note of a recorded change and what stood before it.
    pub(super) fn recorded(&mut self, act: Act, before: Before) {
        match act {
            Act::Undo => {
                self.undo.pop();
                self.redo.push(before);
            }
            Act::Redo => {
                self.redo.pop();
                self.undo.push(before);
            }
            _ => {
                self.redo.clear();
                self.undo.push(before);
                if self.undo.len() > DEPTH {
                    self.undo.remove(0);
                }
            }
        }
    }

    /// What the next undo would restore.
    pub(super) fn undo(&self) -> Option<&Before> {
        self.undo.last()
    }

    /// What the next redo would restore.
    pub(super) fn redo(&self) -> Option<&Before> {
        self.redo.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Before {
        let answer = Answer { note: text.into(), ..Answer::default() };
        Before::Answer(ItemId::new("A").unwrap(), answer)
    }

    #[test]
    fn undo_and_redo_walk_the_same_way_back_and_forth() {
        let mut history = History::default();
        history.recorded(Act::Answer, note(""));
        history.recorded(Act::Answer, note("1"));
        assert_eq!(history.undo(), Some(&note("1")));
        history.recorded(Act::Undo, note("2"));
        assert_eq!(history.undo(), Some(&note("")));
        assert_eq!(history.redo(), Some(&note("2")));
        history.recorded(Act::Redo, note("1"));
        assert_eq!((history.undo(), history.redo()), (Some(&note("1")), None));
        history.recorded(Act::Undo, note("2"));
        history.recorded(Act::Answer, note("1"));
        assert_eq!(history.redo(), None, "a new change ends what could be done again");
    }
}
