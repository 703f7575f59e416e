//! What differs between two texts, as pieces that a reader can follow.
//!
//! It compares graphemes, so that no letter is cut; texts of many letters, or with little in
//! common, are compared in larger pieces. It draws no marks.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// More pairs of graphemes than this are compared sentence by sentence.
const PAIRS: usize = 1 << 20;
/// Fewer graphemes than this that stay between two changes are part of the change.
const ISLAND: usize = 2;

/// How a piece of text stands in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Kept,
    /// Only in the old text.
    Gone,
    /// Only in the new text.
    New,
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub mark: Mark,
    pub text: String,
}

/// The runs that tell both texts: without those that are new it is the old one, without those
/// that are gone the new one. No run is empty.
pub fn difference(old: &str, new: &str) -> Vec<Run> {
    let (before, after) = (pieces(old), pieces(new));
    let fine = before.len().saturating_mul(after.len()) <= PAIRS;
    let (before, after) = if fine { (before, after) } else { (sentences(old), sentences(new)) };
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    let kept: usize = ops.iter().filter(|op| is_kept(op)).map(|op| op.old_range().len()).sum();
    let mut runs = Runs { done: Vec::new(), gone: String::new(), new: String::new() };
    // What has next to nothing in common is easier to read one after the other.
    if kept * 3 < before.len().max(after.len()) {
        runs.changed(old, new);
        return runs.finish();
    }
    let last = ops.len().saturating_sub(1);
    for (at, op) in ops.iter().enumerate() {
        let (gone, come) = (joined(&before, op.old_range()), joined(&after, op.new_range()));
        let inner = at > 0 && at < last;
        if is_kept(op) && !(fine && inner && op.old_range().len() < ISLAND) {
            runs.kept(&gone);
        } else {
            runs.changed(&gone, &come);
        }
    }
    runs.finish()
}

fn is_kept(op: &DiffOp) -> bool {
    matches!(op, DiffOp::Equal { .. })
}

fn pieces(text: &str) -> Vec<&str> {
    text.graphemes(true).collect()
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '\n']).collect()
}

fn joined(pieces: &[&str], range: Range<usize>) -> String {
    pieces.get(range).unwrap_or_default().concat()
}

struct Runs {
    done: Vec<Run>,
    gone: String,
    new: String,
}

impl Runs {
    fn changed(&mut self, gone: &str, new: &str) {
        self.gone.push_str(gone);
        self.new.push_str(new);
    }

    fn kept(&mut self, text: &str) {
        self.flush();
        self.push(Mark::Kept, text.to_owned());
    }

    fn flush(&mut self) {
        let (gone, new) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.new));
        self.push(Mark::Gone, gone);
        self.push(Mark::New, new);
    }

    fn push(&mut self, mark: Mark, text: String) {
        if !text.is_empty() {
            self.done.push(Run { mark, text });
        }
    }

    fn finish(mut self) -> Vec<Run> {
        self.flush();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let runs = difference(old, new).into_iter().map(|run| match run.mark {
            Mark::Kept => run.text,
            Mark::Gone => format!("[-{}-]", run.text),
            Mark::New => format!("{{+{}+}}", run.text),
        });
        runs.collect()
    }

    #[test]
    fn only_what_changed_is_marked_and_letters_stay_whole() {
        assert_eq!(shown("名簿を確認した。", "名簿を確認した。"), "名簿を確認した。");
        assert_eq!(
            shown("退職者2名が残っていた。", "退職者1名が残っていた。"),
            "退職者[-2-]{+1+}名が残っていた。"
        );
        assert_eq!(shown("", "新しい"), "{+新しい+}");
        assert_eq!(shown("か\u{3099}き一覧表", "かき一覧表"), "[-か\u{3099}-]{+か+}き一覧表");
    }

    #[test]
    fn texts_with_nothing_in_common_stand_one_after_the_other() {
        assert_eq!(
            shown("鍵を数えた。", "全員に面談し記録を見た。"),
            "[-鍵を数えた。-]{+全員に面談し記録を見た。+}"
        );
    }

    #[test]
    fn long_texts_are_compared_by_sentence() {
        let old = "あいうえおかきくけこ。".repeat(200);
        let new = format!("{old}終わり。");
        assert_eq!(shown(&old, &new), format!("{old}{{+終わり。+}}"));
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(
            old in "([あいう。\n]|か\u{3099}|👨\u{200d}👩){0,30}",
            new in "([あいう。\n]|か\u{3099}|👨\u{200d}👩){0,30}",
        ) {
            let runs = difference(&old, &new);
            let without = |mark| -> String {
                runs.iter().filter(|run| run.mark != mark).map(|run| run.text.as_str()).collect()
            };
            prop_assert_eq!(without(Mark::New), old);
            prop_assert_eq!(without(Mark::Gone), new);
            prop_assert!(runs.iter().all(|run| !run.text.is_empty()));
        }
    }
}
