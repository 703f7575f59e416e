//! What a command hands back: text for the reader, notes beside it, an exit code.

use crate::app::failure::{Exit, Failure};
use crate::text::line;
use crate::words::{CliWords, Told, fill};

/// The outcome of a command, complete before any of it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// For standard output.
    pub out: String,
    /// For standard error: refusals and warnings.
    pub aside: String,
    pub exit: Exit,
}

/// Why a command has no reply of its own.
#[derive(Debug)]
pub enum Stop {
    Failure(Failure),
    /// It was asked for in a way that it cannot be done.
    Usage(Told),
    /// What was being written took no more.
    Output(std::io::Error),
}

impl<E: Into<Failure>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failure(error.into())
    }
}

impl Reply {
    pub fn done(out: String) -> Self {
        Self { out, aside: String::new(), exit: Exit::Done }
    }

    pub fn refused(told: &Told, exit: Exit, words: &CliWords) -> Self {
        let what = fill(&words.line.what, &[("what", &told.what)]);
        let next = fill(&words.line.next, &[("next", &told.next)]);
        Self { out: String::new(), aside: format!("{what}\n{next}\n"), exit }
    }
}

/// A template for both lines with values put in; the values are made safe to print.
pub fn put(told: &Told, values: &[(&str, &str)]) -> Told {
    Told { what: clean(&told.what, values), next: clean(&told.next, values) }
}

/// A template with values put in; the values are made safe to print and stand on one line.
pub fn clean(template: &str, values: &[(&str, &str)]) -> String {
    let values: Vec<(&str, String)> =
        values.iter().map(|(name, value)| (*name, line(value).into_owned())).collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
    fill(template, &values)
}
