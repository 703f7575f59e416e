//! The terminal interface.

pub mod editor;
pub mod keymap;
pub mod paint;
pub mod theme;

use crate::app::{App, Failure};
use crate::domain::period::Period;
use crate::words::Lang;

/// How the interface is to start.
#[derive(Debug, Clone)]
pub struct Options {
    pub lang: Lang,
    /// The period to inspect at once; `None` starts at home, or at set-up.
    pub period: Option<Period>,
    pub no_color: bool,
    pub theme: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Stand-in until the interface is there.
#[expect(clippy::needless_pass_by_value, reason = "the signature is that of the interface")]
pub fn run(app: App, options: Options) -> Result<(), TuiError> {
    let _ = options;
    app.society()?;
    Err(std::io::Error::from(std::io::ErrorKind::Unsupported).into())
}
