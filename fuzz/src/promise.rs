//! What is asked of everything that comes out: no character that steers a terminal.

use std::sync::LazyLock;

use tenken::app::Failure;
use tenken::app::tell::Teller;
use tenken::words::{FailureWords, Lang, LintWords, Terms, WrongWords};

/// The words of one language.
pub struct Speech {
    pub failure: FailureWords,
    pub lint: LintWords,
    pub terms: Terms,
    pub wrong: WrongWords,
}

static SPEECHES: LazyLock<[Speech; 2]> = LazyLock::new(|| {
    Lang::ALL.map(|lang| Speech {
        failure: FailureWords::load(lang).expect("the words are complete"),
        lint: LintWords::load(lang).expect("the words are complete"),
        terms: Terms::load(lang).expect("the words are complete"),
        wrong: WrongWords::load(lang).expect("the words are complete"),
    })
});

/// The words of every language.
pub fn speeches() -> &'static [Speech] {
    &*SPEECHES
}

/// Most of what a message about one file may take, in characters.
const MESSAGE: usize = 4000;

/// No control character but the line end, nothing that turns the reading direction.
pub fn clean(text: &str) {
    let odd = text.chars().find(|c| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert_eq!(odd, None, "{text:?}");
}

/// A failure is told in words that are clean and short, in every language.
pub fn told(failure: &Failure) {
    for speech in speeches() {
        let teller = Teller { words: &speech.failure, terms: &speech.terms, cycle: None };
        let told = teller.tell(failure);
        for text in [&told.what, &told.next] {
            clean(text);
            assert!(text.chars().count() < MESSAGE, "{} characters", text.chars().count());
        }
        assert!(!told.what.is_empty(), "{failure:?} is told in no words");
    }
}
