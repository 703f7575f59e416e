//! The words of each screen, one file a screen.

mod audit;
mod common;
mod finding;
mod home;
mod inspect;
mod review;
mod setup;
mod viewer;

pub use audit::AuditScreenWords;
pub use common::CommonWords;
pub use finding::{
    FindingGapWords, FindingMarks, FindingScreenWords, FindingsWords, ReviewFormWords,
};
pub use home::{HomeWords, NextWords};
pub use inspect::{FormWords, InspectWords};
pub use review::ReviewWords;
pub use setup::{SetupFields, SetupWords};
pub use viewer::ViewerWords;

use super::{IndicatorWords, Lang, TrendWords, WordsError, read};

#[cfg(test)]
pub(super) const FILES: [(&str, &str); 8] = [
    audit::FILES,
    common::FILES,
    finding::FILES,
    home::FILES,
    inspect::FILES,
    review::FILES,
    setup::FILES,
    viewer::FILES,
];

/// The words of all screens in one language.
#[derive(Debug, Clone)]
pub struct ScreenWords {
    pub audit: AuditScreenWords,
    pub common: CommonWords,
    pub finding: FindingScreenWords,
    pub home: HomeWords,
    pub inspect: InspectWords,
    pub review: ReviewWords,
    pub indicators: IndicatorWords,
    pub setup: SetupWords,
    pub viewer: ViewerWords,
    pub trend: TrendWords,
}

impl ScreenWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        let pick = |(ja, en): (&'static str, &'static str)| match lang {
            Lang::Ja => ja,
            Lang::En => en,
        };
        Ok(Self {
            audit: read("audit_screen.toml", pick(audit::FILES))?,
            common: read("common.toml", pick(common::FILES))?,
            finding: read("finding_screens.toml", pick(finding::FILES))?,
            home: read("home.toml", pick(home::FILES))?,
            inspect: read("inspect.toml", pick(inspect::FILES))?,
            review: read("review.toml", pick(review::FILES))?,
            indicators: IndicatorWords::load(lang)?,
            setup: read("setup.toml", pick(setup::FILES))?,
            viewer: read("viewer.toml", pick(viewer::FILES))?,
            trend: TrendWords::load(lang)?,
        })
    }
}
