//! Where an answer of the journal came from, when it was taken from a file.
//!
//! It is kept for readers and not read back: what counts is the answer itself.

use toml::Value;

use crate::domain::evidence::FileDigest;
use crate::store::journal::line;

/// A file from which answers were taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name without its folders.
    pub file: String,
    pub sha256: FileDigest,
}

/// Adds it to the body of an event.
pub fn write_source(body: &mut String, source: &Source) {
    for (key, text) in [("file", source.file.as_str()), ("file_sha256", source.sha256.as_str())] {
        body.push_str(&line(key, &Value::String(text.to_owned())));
    }
}
