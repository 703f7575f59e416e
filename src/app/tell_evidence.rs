//! Why a file cannot be pointed at, put into words.
//!
//! A path in it is as a record would name it, never below the home folder in full.

use super::evidence::FileFault;
use super::tell::{Teller, put};
use crate::words::Told;

impl Teller<'_> {
    /// Why a file cannot be pointed at; `path` as a record would name it.
    pub(super) fn evidence(&self, path: &str, what: &FileFault) -> Told {
        let words = &self.words.evidence_file;
        let template = match what {
            FileFault::NoName => &words.no_name,
            FileFault::Name => &words.name,
            FileFault::NotFound => &words.not_found,
            FileFault::NotRegular => &words.not_regular,
            FileFault::Changing => &words.changing,
            FileFault::Unreadable(error) => {
                return put(&words.unreadable, &[("file", path), ("what", &self.io(error))]);
            }
        };
        put(template, &[("file", path)])
    }
}
