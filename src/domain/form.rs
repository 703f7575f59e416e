//! The form for people away from the terminal: its columns, and what is understood of what they
//! write into it.
//!
//! It knows no file format; which words stand on the form is decided in `words`.

use unicode_normalization::UnicodeNormalization as _;

use super::answer::{Grade, Verdict};
use super::checklist::Method;

/// The word by which a form is known.
pub const MARK: &str = "tenken-form";
/// The version of the form's layout.
pub const FORMAT: u32 = 1;

/// A column of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Item,
    Question,
    How,
    /// What was said before.
    Last,
    /// The open finding.
    Finding,
    Verdict,
    Evidence,
    Note,
    Reason,
    Methods,
    Grade,
    Cause,
    Action,
    Owner,
    Due,
}

impl Column {
    pub const ALL: [Self; 15] = [
        Self::Item,
        Self::Question,
        Self::How,
        Self::Last,
        Self::Finding,
        Self::Verdict,
        Self::Evidence,
        Self::Note,
        Self::Reason,
        Self::Methods,
        Self::Grade,
        Self::Cause,
        Self::Action,
        Self::Owner,
        Self::Due,
    ];

    /// The key in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Question => "question",
            Self::How => "how",
            Self::Last => "last",
            Self::Finding => "finding",
            Self::Verdict => "verdict",
            Self::Evidence => "evidence",
            Self::Note => "note",
            Self::Reason => "reason",
            Self::Methods => "methods",
            Self::Grade => "grade",
            Self::Cause => "cause",
            Self::Action => "action",
            Self::Owner => "owner",
            Self::Due => "due",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name.trim())
    }

    /// Whether people write into it.
    pub fn is_input(self) -> bool {
        !matches!(self, Self::Item | Self::Question | Self::How | Self::Last | Self::Finding)
    }
}

/// Other ways of writing a verdict by hand, as `plain` leaves them.
const VERDICTS: [(Verdict, &[&str]); 4] = [
    (Verdict::Ok, &["適合", "○", "◯", "〇", "⭕", "テキ", "テキゴウ", "conforms"]),
    (Verdict::Ng, &["不適合", "×", "✕", "✖", "✗", "x", "フテキ", "フテキゴウ", "doesnotconform"]),
    (Verdict::Na, &["該当無し", "該当ナシ", "ガイトウナシ", "非該当", "n/a", "notapplicable"]),
    (Verdict::Unverified, &["確認フノウ", "カクニンフノウ", "確認できず", "notverifiable"]),
];

const GRADES: [(Grade, &[&str]); 3] = [
    (Grade::Major, &["ジュウダイ"]),
    (Grade::Minor, &["ケイビ"]),
    (Grade::Watch, &["カンサツ", "observation"]),
];

const METHODS: [(Method, &[&str]); 6] = [
    (Method::Read, &["エツラン", "reading"]),
    (Method::Match, &["ショウゴウ", "matching"]),
    (Method::Visit, &["ジッチ", "onsite"]),
    (Method::Ask, &["シツモン", "inquiry"]),
    (Method::Sample, &["抜取", "抜き取り", "ヌキトリ", "sampling"]),
    (Method::Repeat, &["サイジッシ", "reperformance"]),
];

/// A word without what differs from hand to hand: width, case, blanks, hiragana.
fn plain(text: &str) -> String {
    let text = text.nfkc().filter(|c| !c.is_whitespace() && *c != '\u{fe0f}');
    let text: String = text.flat_map(char::to_lowercase).collect();
    // A word all in hiragana is read as in katakana; 「適」 with okurigana never is.
    let kana = |c: char| ('ぁ'..='ゖ').contains(&c);
    if !text.is_empty() && text.chars().all(kana) {
        let katakana = |c: char| char::from_u32(u32::from(c) + 0x60).unwrap_or(c);
        return text.chars().map(katakana).collect();
    }
    text
}

fn known<T: Copy>(
    text: &str,
    names: &[(T, &[&str])],
    word: impl Fn(T) -> [&'static str; 2],
) -> Option<T> {
    let text = plain(text);
    let found = names.iter().find(|(value, others)| {
        word(*value).contains(&text.as_str()) || others.contains(&text.as_str())
    });
    found.map(|(value, _)| *value)
}

/// Reads `適`, `ok`, `○`, `ﾃｷ` and the like; `None` for what could mean something else.
pub fn verdict(text: &str) -> Option<Verdict> {
    known(text, &VERDICTS, |verdict| [verdict.name(), verdict.kanji()])
}

/// Reads `重大`, `major`, `ｼﾞｭｳﾀﾞｲ`.
pub fn grade(text: &str) -> Option<Grade> {
    known(text, &GRADES, |grade| [grade.name(), grade.kanji()])
}

/// Reads `閲覧、照合`, one a line or between marks; a word that is none is handed back.
pub fn methods(text: &str) -> Result<Vec<Method>, String> {
    let words = text.split(['\n', '、', ',', '，', '・', '/', '／', ';', '；', '､', '･']);
    let words = words.map(str::trim).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let method = known(word, &METHODS, |method| [method.name(), method.name()]);
            method.ok_or_else(|| word.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_for_a_verdict_is_understood_and_nothing_is_guessed() {
        for (verdict, texts) in [
            (Verdict::Ok, ["適", " 適 ", "OK", "ｏｋ", "○", "〇", "ﾃｷ", "てき"]),
            (Verdict::Ng, ["不適", "NG", "×", "✕", "Ｘ", "ﾌﾃｷ", "フテキ", "ふてき"]),
            (
                Verdict::Na,
                ["該当なし", "該当ﾅｼ", "N/A", "na", "該当無し", "ｶﾞｲﾄｳﾅｼ", "がいとうなし", "非該当"],
            ),
            (
                Verdict::Unverified,
                [
                    "確認不能",
                    "確認 不能",
                    "unverified",
                    "ｶｸﾆﾝﾌﾉｳ",
                    "確認ﾌﾉｳ",
                    "かくにんふのう",
                    "確認できず",
                    "Not verifiable",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(super::verdict(text), Some(verdict), "{text}");
            }
        }
        for text in ["", "△", "-", "適?", "はい", "?", "適、不適", "未点検"] {
            assert_eq!(super::verdict(text), None, "{text}");
        }
    }

    #[test]
    fn grades_and_methods_are_read_in_every_width() {
        assert_eq!(grade("ｹｲﾋﾞ"), Some(Grade::Minor));
        assert_eq!(grade("Major"), Some(Grade::Major));
        assert_eq!(grade("中"), None);
        let found = methods("閲覧、ｼｮｳｺﾞｳ\n On site・").unwrap();
        assert_eq!(found, [Method::Read, Method::Match, Method::Visit]);
        assert_eq!(methods("閲覧、電話"), Err("電話".to_owned()));
    }

    #[test]
    fn columns_are_found_by_their_keys() {
        for column in Column::ALL {
            assert_eq!(Column::named(column.name()), Some(column));
        }
    }
}
