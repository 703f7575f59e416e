//! Every word a person reads, per language, as TOML read into typed structs.
//!
//! One file of words for each part of the program; a word missing in one language, or one too
//! many, fails when the file is read, and a test reads them all.

mod audit;
mod audit_cli;
mod border;
mod checklist;
mod chrome;
mod cli;
mod comparison;
mod correction;
mod demo;
mod document;
mod evidence;
mod failure;
mod findings;
mod font;
mod form;
mod html;
mod indicators;
mod keys;
mod lint;
mod pdf;
mod privacy;
mod reading;
mod report;
mod rows;
mod screens;
mod signing;
mod succession;
mod terms;
mod trend;
mod verify;
mod workbook;
mod wrong;

pub use audit::AuditWords;
pub use audit_cli::AuditCliWords;
pub use border::BorderWords;
pub use checklist::ChecklistWords;
pub use chrome::ChromeWords;
pub use cli::CliWords;
pub use comparison::{CompareScreenWords, ComparisonWords};
pub use correction::{CorrectList, CorrectionWords};
pub use demo::DemoWords;
pub use document::{DocumentNames, DocumentWords};
pub use evidence::{EvidenceMarks, Expired, Seen};
pub use failure::{FailureWords, Told};
pub use findings::FindingWords;
pub use font::FontWords;
pub use form::PaperFormWords;
pub use html::HtmlWords;
pub use indicators::{IndicatorLine, IndicatorWords};
pub use keys::KeyWords;
pub use lint::LintWords;
pub use pdf::PdfWords;
pub use privacy::PrivacyWords;
pub use report::ReportWords;
pub use rows::RowsWords;
pub use screens::{
    AuditScreenWords, CommonWords, FindingGapWords, FindingMarks, FindingScreenWords,
    FindingsWords, FormWords, HomeWords, InspectWords, NextWords, ReviewFormWords, ReviewWords,
    ScreenWords, SetupFields, SetupWords, ViewerWords,
};
pub use signing::{RoleWords, SignerLineWords, SigningWords};
pub use succession::SuccessionWords;
pub use terms::Terms;
pub use trend::{TrendScreenWords, TrendSheetWords, TrendWords};
pub use verify::{ExplainWords, VerifyWords};
pub use workbook::WorkbookWords;
pub use wrong::{BadSignatureWords, WrongWords};

use reading::Said;
use serde::de::DeserializeOwned;

/// The language of the interface and of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Ja,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    pub fn name(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.name() == name)
    }
}

/// The embedded words of one language are not what the program expects: a fault of the build.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{file}: {what}")]
pub struct WordsError {
    pub file: &'static str,
    pub what: String,
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, WordsError> {
    let wrong = |what: String| WordsError { file, what };
    let table: toml::Table = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
    T::deserialize(Said(table.into())).map_err(|error| wrong(error.to_string()))
}

/// `template` with each `{name}` replaced by its value. A value is not searched for names again;
/// a name that is not given stays as it is, so that a slip is seen and not hidden.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let tail = &rest[open..];
        let found = tail.find('}').and_then(|close| {
            let name = &tail[1..close];
            values.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value, close + 1))
        });
        if let Some((value, used)) = found {
            out.push_str(value);
            rest = &tail[used..];
        } else {
            out.push('{');
            rest = &tail[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The words of every part, Japanese and English; each new part adds its own.
    const FILES: &[&[(&str, &str)]] = &[
        &terms::FILES,
        &failure::FILES,
        &findings::FILES,
        &indicators::FILES,
        &chrome::FILES,
        &report::FILES,
        &screens::FILES,
        &wrong::FILES,
        &lint::FILES,
        &checklist::FILES,
        &cli::FILES,
        &trend::FILES,
        &comparison::FILES,
        &correction::FILES,
        &succession::FILES,
        &rows::FILES,
        &demo::FILES,
        &document::FILES,
        &verify::FILES,
        &evidence::FILES,
        &keys::FILES,
        &signing::FILES,
        &audit::FILES,
        &audit_cli::FILES,
        &privacy::FILES,
        &html::FILES,
        &pdf::FILES,
        &font::FILES,
        &workbook::FILES,
        &form::FILES,
    ];

    /// The names in braces of every string of a TOML text, by the path of its key.
    pub(crate) fn names(text: &str) -> Vec<(String, Vec<String>)> {
        fn walk(path: &str, value: &toml::Value, out: &mut Vec<(String, Vec<String>)>) {
            match value {
                toml::Value::Table(t) => {
                    t.iter().for_each(|(k, v)| walk(&format!("{path}.{k}"), v, out));
                }
                toml::Value::String(s) => {
                    let mut found: Vec<String> = s
                        .split('{')
                        .skip(1)
                        .filter_map(|p| p.split_once('}').map(|(n, _)| n.to_owned()))
                        .collect();
                    found.sort();
                    found.dedup();
                    out.push((path.to_owned(), found));
                }
                _ => {}
            }
        }
        let table: toml::Table = text.parse().unwrap();
        let mut out = Vec::new();
        walk("", &toml::Value::Table(table), &mut out);
        out
    }

    #[test]
    fn values_are_put_in_once_and_unknown_names_stay() {
        assert_eq!(fill("{a}と{b}、{c", &[("a", "{b}"), ("b", "x")]), "{b}とx、{c");
        assert_eq!(fill("{x}", &[]), "{x}");
    }

    #[test]
    fn both_languages_have_the_same_words_with_the_same_names_in_them() {
        for &(ja, en) in FILES.iter().copied().flatten() {
            let without_calendar = |text: &str| -> Vec<(String, Vec<String>)> {
                names(text)
                    .into_iter()
                    .filter(|(key, _)| !key.starts_with(".period") && !key.starts_with(".date"))
                    .collect()
            };
            assert_eq!(without_calendar(ja), without_calendar(en));
        }
        for lang in Lang::ALL {
            Terms::load(lang).unwrap();
            PdfWords::load(lang).unwrap();
            FailureWords::load(lang).unwrap();
            FindingWords::load(lang).unwrap();
            CliWords::load(lang).unwrap();
            IndicatorWords::load(lang).unwrap();
            WrongWords::load(lang).unwrap();
            ReportWords::load(lang).unwrap();
            ChromeWords::load(lang).unwrap();
            ScreenWords::load(lang).unwrap();
            LintWords::load(lang).unwrap();
            ChecklistWords::load(lang).unwrap();
            TrendWords::load(lang).unwrap();
            ComparisonWords::load(lang).unwrap();
            CorrectionWords::load(lang).unwrap();
            SuccessionWords::load(lang).unwrap();
            RowsWords::load(lang).unwrap();
            DemoWords::load(lang).unwrap();
            VerifyWords::load(lang).unwrap();
            EvidenceMarks::load(lang).unwrap();
            KeyWords::load(lang).unwrap();
            SigningWords::load(lang).unwrap();
            AuditWords::load(lang).unwrap();
            AuditCliWords::load(lang).unwrap();
            HtmlWords::load(lang).unwrap();
            WorkbookWords::load(lang).unwrap();
            PaperFormWords::load(lang).unwrap();
        }
    }
}
