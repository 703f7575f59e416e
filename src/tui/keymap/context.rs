//! Where a key is pressed, and which other bindings hold there.
//!
//! A context is not a screen: several screens may share one, and a form changes between two.

use std::fmt;

use serde::Deserialize;

/// A set of bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Context {
    /// Beneath all others.
    Global,
    Home,
    Inspection,
    /// A form while the cursor is in one of its text fields.
    Form,
    /// A form while one of a few values is picked instead of text typed.
    Choice,
    /// The editing of text, beneath every context where text is typed.
    Field,
    Review,
    /// The name of the confirmer, in the review.
    Sign,
    /// The comment on the indicators, in the review.
    Remark,
    Report,
    /// The reason for a correction, under a report.
    Reason,
    Findings,
    /// Two periods side by side.
    Compare,
    Trend,
    /// A sealed period laid before an auditor.
    Audit,
    /// The name of the auditor, or a code from paper.
    Asked,
    Setup,
    /// The references in the form of an answer.
    Evidence,
    /// The line for a file or a last day, over that form.
    Point,
    Search,
    Confirm,
    /// The passphrase of the key that signs what is sealed.
    Passphrase,
    Help,
    Details,
    /// The form in which what is shown becomes a file.
    Export,
}

impl Context {
    pub const ALL: &[Self] = &[
        Self::Global,
        Self::Home,
        Self::Inspection,
        Self::Form,
        Self::Choice,
        Self::Field,
        Self::Review,
        Self::Sign,
        Self::Remark,
        Self::Report,
        Self::Reason,
        Self::Findings,
        Self::Compare,
        Self::Trend,
        Self::Audit,
        Self::Asked,
        Self::Setup,
        Self::Evidence,
        Self::Point,
        Self::Search,
        Self::Confirm,
        Self::Passphrase,
        Self::Help,
        Self::Details,
        Self::Export,
    ];

    /// The contexts asked when this one does not know a key, in their order.
    pub const fn beneath(self) -> &'static [Self] {
        match self {
            Self::Global => &[],
            Self::Setup | Self::Evidence => &[Self::Form, Self::Field, Self::Global],
            Self::Form
            | Self::Search
            | Self::Sign
            | Self::Remark
            | Self::Asked
            | Self::Reason
            | Self::Passphrase
            | Self::Point => &[Self::Field, Self::Global],
            Self::Choice => &[Self::Form, Self::Global],
            _ => &[Self::Global],
        }
    }

    /// Whether a letter pressed here is a letter written.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Form
                | Self::Field
                | Self::Setup
                | Self::Search
                | Self::Sign
                | Self::Remark
                | Self::Evidence
                | Self::Point
                | Self::Asked
                | Self::Reason
        )
    }
}

/// The name in `keys.toml`.
impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", format!("{self:?}").to_lowercase())
    }
}
