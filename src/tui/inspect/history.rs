//! Undo and redo of answers: what stood before each recorded change.

use crate::domain::answer::Answer;
use crate::domain::id::ItemId;
use crate::domain::inspection::Act;

/// Changes that can be taken back, newest last; only what is durable comes in.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    undo: Vec<(ItemId, Answer)>,
    redo: Vec<(ItemId, Answer)>,
}

/// How many changes are remembered.
const DEPTH: usize = 500;

impl History {
    /// Takes note of a recorded change and what stood before it.
    pub(super) fn recorded(&mut self, act: Act, item: ItemId, before: Answer) {
        match act {
            Act::Undo => {
                self.undo.pop();
                self.redo.push((item, before));
            }
            Act::Redo => {
                self.redo.pop();
                self.undo.push((item, before));
            }
            _ => {
                self.redo.clear();
                self.undo.push((item, before));
                if self.undo.len() > DEPTH {
                    self.undo.remove(0);
                }
            }
        }
    }

    /// What the next undo would restore.
    pub(super) fn undo(&self) -> Option<&(ItemId, Answer)> {
        self.undo.last()
    }

    /// What the next redo would restore.
    pub(super) fn redo(&self) -> Option<&(ItemId, Answer)> {
        self.redo.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Answer {
        Answer { note: text.into(), ..Answer::default() }
    }

    #[test]
    fn undo_and_redo_walk_the_same_way_back_and_forth() {
        let id = ItemId::new("A").unwrap();
        let mut history = History::default();
        history.recorded(Act::Answer, id.clone(), note(""));
        history.recorded(Act::Answer, id.clone(), note("1"));
        assert_eq!(history.undo().unwrap().1, note("1"));
        history.recorded(Act::Undo, id.clone(), note("2"));
        assert_eq!(history.undo().unwrap().1, note(""));
        assert_eq!(history.redo().unwrap().1, note("2"));
        history.recorded(Act::Redo, id.clone(), note("1"));
        assert_eq!((history.undo().unwrap().1.clone(), history.redo()), (note("1"), None));
        history.recorded(Act::Undo, id.clone(), note("2"));
        history.recorded(Act::Answer, id, note("1"));
        assert_eq!(history.redo(), None, "a new change ends what could be done again");
    }
}
