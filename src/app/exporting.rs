//! Writing reports of sealed periods to files, apart from the sealed entries.

use std::path::{Path, PathBuf};

use super::reading::Renderer;
use super::{App, Failure, reading};
use crate::domain::period::Period;
use crate::report::Format;
use crate::store::names::{EXPORTS, EntryKind};
use crate::store::root::MAX_RECORD;

/// A file that now holds what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    pub file: PathBuf,
    pub state: Written,
}

/// How a file came to hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    New,
    /// It was there with the same content.
    Same,
}

impl Written {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "same",
        }
    }
}

/// Writes one file per format into `dir`, or `reports/exports/`: of the record that counts, or of
/// the entry with a number. A file that is there with other
/// content is refused, and then nothing after it is written.
pub fn export(
    app: &App,
    (period, seq): (Period, Option<u32>),
    formats: &[Format],
    dir: Option<&Path>,
    renderer: &Renderer,
) -> Result<Vec<Exported>, Failure> {
    let (entry, record) = reading::one(app, period, seq)?;
    let dir = dir.map_or_else(|| app.root.reports().join(EXPORTS), Path::to_owned);
    let mut exported = Vec::new();
    for format in formats {
        let name = match entry.kind {
            // There may be several on one day.
            EntryKind::Correction => format!("{entry}.{}", format.name()),
            kind => format!("{}_{}_{kind}.{}", entry.period, entry.date, format.name()),
        };
        let file = dir.join(name);
        let text = renderer.render(&record, *format);
        let state = write(app, &file, &text)?;
        exported.push(Exported { file, state });
    }
    Ok(exported)
}

fn write(app: &App, file: &Path, text: &str) -> Result<Written, Failure> {
    match app.root.write_new(file, text) {
        Ok(()) => Ok(Written::New),
        Err(error) if error.is_already_there() => {
            if app.root.fs().read(file, MAX_RECORD)? == text.as_bytes() {
                Ok(Written::Same)
            } else {
                Err(Failure::OtherContent { file: file.to_owned() })
            }
        }
        Err(error) => Err(error.into()),
    }
}
