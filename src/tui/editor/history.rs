//! Taking edits back and making them again, in the steps a writer thinks in.
//!
//! It ends with the field: undo of answers is kept elsewhere.

/// How edits of one kind that follow each other become one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One step up to the next punctuation.
    Typing,
    /// One step while the key is held.
    Erasing,
    /// A step of its own.
    Whole,
}

/// `removed` gave way to `inserted` at the byte `at`.
#[derive(Clone, Debug)]
pub(super) struct Change {
    at: usize,
    removed: String,
    inserted: String,
    kind: Kind,
    /// The cursor before and after.
    pub(super) before: usize,
    pub(super) after: usize,
}

impl Change {
    pub(super) fn new(at: usize, removed: String, inserted: String, kind: Kind) -> Self {
        Self { at, removed, inserted, kind, before: at, after: at }
    }

    pub(super) fn make(&self, text: &mut String) {
        text.replace_range(self.at..self.at + self.removed.len(), &self.inserted);
    }

    fn unmake(&self, text: &mut String) {
        text.replace_range(self.at..self.end(), &self.removed);
    }

    /// Where the inserted text ends.
    pub(super) fn end(&self) -> usize {
        self.at + self.inserted.len()
    }

    /// Takes a change made right after this one into it, if both are one step.
    fn absorb(&mut self, next: &Self) -> bool {
        let joins = match (self.kind, next.kind) {
            (Kind::Typing, Kind::Typing) => {
                next.at >= self.at && next.at + next.removed.len() == self.end()
            }
            (Kind::Erasing, Kind::Erasing) => {
                next.at == self.at || next.at + next.removed.len() == self.at
            }
            _ => false,
        };
        if joins {
            match self.kind {
                Kind::Typing => self.inserted.truncate(next.at - self.at),
                _ if next.at == self.at => self.removed.push_str(&next.removed),
                _ => self.removed.insert_str(0, &next.removed),
            }
            self.at = self.at.min(next.at);
            self.inserted.push_str(&next.inserted);
            self.after = next.after;
        }
        joins
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
    /// Whether the next change may join the last.
    open: bool,
}

impl History {
    pub(super) fn record(&mut self, change: Change) {
        self.undone.clear();
        let ends_here = change.inserted.ends_with(['\n', ' ', '\u{3000}', '、', '。']);
        let joined = self.open && self.done.last_mut().is_some_and(|last| last.absorb(&change));
        if !joined {
            self.done.push(change);
        }
        self.open = !ends_here;
    }

    /// What comes next is a step of its own.
    pub(super) fn close(&mut self) {
        self.open = false;
    }

    /// Takes the last step back and gives where the cursor stood before it.
    pub(super) fn undo(&mut self, text: &mut String) -> Option<usize> {
        let change = self.done.pop()?;
        change.unmake(text);
        let cursor = change.before;
        self.undone.push(change);
        self.close();
        Some(cursor)
    }

    /// Makes the last step taken back again and gives where the cursor stood after it.
    pub(super) fn redo(&mut self, text: &mut String) -> Option<usize> {
        let change = self.undone.pop()?;
        change.make(text);
        let cursor = change.after;
        self.done.push(change);
        self.close();
        Some(cursor)
    }
}
