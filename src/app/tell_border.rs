//! What stands where a file of ours should stand, and what it says that it should not, in words.
//!
//! Of what the file holds nothing but short, cleaned pieces is told.

use std::io::ErrorKind;
use std::path::Path;

use super::tell::{Teller, path, put};
use crate::store::encoding::{Garbled, Likely};
use crate::store::fs::{FsError, Kind};
use crate::store::journal::Damage;
use crate::store::names::is_kept;
use crate::store::root::RootError;
use crate::store::shape::{ShapeError, Trouble};
use crate::text::line;
use crate::words::{Told, fill};

impl Teller<'_> {
    pub fn root(&self, error: &RootError) -> Told {
        match error {
            RootError::Fs(error) => self.disk(error),
            RootError::Encoding { path, what } => self.encoding(path, what),
            RootError::Shape { path: file, what: ShapeError::Newer { found } } => put(
                &self.words.journal_newer,
                &[("file", &path(file)), ("format", &found.to_string())],
            ),
            RootError::Shape { path: file, what } => {
                let values = [("file", &*path(file)), ("what", &*self.shape(what))];
                let kept = &self.words.border.kept;
                if is_kept(file) {
                    put(&Told { what: kept.shape.clone(), next: kept.next.clone() }, &values)
                } else {
                    put(&self.words.shape, &values)
                }
            }
        }
    }

    fn encoding(&self, file: &Path, what: &Garbled) -> Told {
        let words = &self.words.border;
        let values = [
            ("file", &*path(file)),
            ("name", what.likely.name().unwrap_or_default()),
            ("line", &*what.line.to_string()),
            ("at", &*(what.at + 1).to_string()),
        ];
        if is_kept(file) {
            let kept = &words.kept;
            return put(&Told { what: kept.encoding.clone(), next: kept.next.clone() }, &values);
        }
        let template = match what.likely {
            Likely::Zeros => &words.encoding_zeros,
            Likely::Utf8 => &words.encoding_damaged,
            Likely::Unknown => &words.encoding_unknown,
            _ => &words.encoding_named,
        };
        put(template, &values)
    }

    pub(super) fn disk(&self, error: &FsError) -> Told {
        let words = self.words;
        let file = path(error.path());
        match error {
            FsError::Io { .. } => put(&words.disk, &[("file", &file), ("what", &self.io(error))]),
            FsError::NotRegular { kind, .. } => {
                let template = match kind {
                    Kind::Symlink => &words.border.link,
                    Kind::Dir => &words.border.folder,
                    Kind::File | Kind::Other => &words.border.special,
                };
                put(template, &[("file", &file)])
            }
            FsError::TooLarge { len, cap, .. } => put(
                &words.too_large,
                &[("file", &file), ("len", &len.to_string()), ("cap", &cap.to_string())],
            ),
        }
    }

    /// What the system said, in words; the text of the library is never shown.
    pub fn io(&self, error: &FsError) -> String {
        let (words, further) = (&self.words.io, &self.words.border.io);
        match error.io_kind() {
            Some(ErrorKind::NotFound) => words.not_found.clone(),
            Some(ErrorKind::PermissionDenied) => words.permission_denied.clone(),
            Some(ErrorKind::AlreadyExists) => words.already_exists.clone(),
            Some(ErrorKind::StorageFull) => words.storage_full.clone(),
            Some(ErrorKind::ReadOnlyFilesystem) => words.read_only_filesystem.clone(),
            Some(ErrorKind::NotADirectory) => further.not_a_directory.clone(),
            Some(ErrorKind::IsADirectory) => further.is_a_directory.clone(),
            Some(ErrorKind::InvalidFilename | ErrorKind::InvalidInput) => further.filename.clone(),
            Some(ErrorKind::QuotaExceeded) => further.quota.clone(),
            Some(other) if format!("{other:?}") == "FilesystemLoop" => further.ring.clone(),
            Some(other) => fill(&words.other, &[("code", &other.to_string())]),
            None => self.disk(error).what,
        }
    }

    /// A journal that is not as it was written.
    pub(super) fn damaged(&self, file: &Path, (line, seq): (usize, u64), what: Damage) -> Told {
        let border = &self.words.border;
        let how = match what {
            Damage::Mark => border.how.mark.clone(),
            Damage::LineEnds => border.how.line_ends.clone(),
            Damage::Encoding(likely) => match likely.name() {
                Some(name) => fill(&border.how.encoding, &[("name", name)]),
                None => border.how.encoding_zeros.clone(),
            },
            Damage::Header | Damage::Frame | Damage::Sequence | Damage::Check => {
                let values = [
                    ("file", &*path(file)),
                    ("line", &*line.to_string()),
                    ("seq", &*seq.to_string()),
                ];
                return put(&self.words.journal_damaged, &values);
            }
        };
        put(&border.resaved, &[("file", &path(file)), ("how", &how)])
    }

    pub fn shape(&self, error: &ShapeError) -> String {
        let words = &self.words.shape_fault;
        let place = |line: &usize, column: &usize| (line.to_string(), column.to_string());
        let text = match error {
            ShapeError::Toml { line, column, trouble } => {
                let (l, c) = place(line, column);
                let what = self.trouble(trouble);
                let template = &self.words.border.trouble.at;
                fill(template, &[("line", &l), ("column", &c), ("what", &what)])
            }
            ShapeError::Newer { found } => fill(&words.newer, &[("format", &found.to_string())]),
            ShapeError::Value { key, value, expected } => {
                let expected = self.words.border.expected(expected);
                fill(&words.value, &[("key", key), ("value", value), ("expected", expected)])
            }
            ShapeError::Missing { key } => fill(&words.missing, &[("key", key)]),
            ShapeError::UnknownKey { line, column, key, nearest: None } => {
                let (l, c) = place(line, column);
                fill(&words.unknown_key, &[("line", &l), ("column", &c), ("key", key)])
            }
            ShapeError::UnknownKey { line, column, key, nearest: Some(nearest) } => {
                let (l, c) = place(line, column);
                fill(
                    &words.unknown_key_nearest,
                    &[("line", &l), ("column", &c), ("key", key), ("nearest", nearest)],
                )
            }
        };
        line(&text).into_owned()
    }

    fn trouble(&self, trouble: &Trouble) -> String {
        let (border, words) = (&self.words.border, &self.words.border.trouble);
        match trouble {
            Trouble::Syntax(syntax) => words.syntax(syntax).to_owned(),
            Trouble::Hidden { code } => {
                let code = format!("U+{:04X}", u32::from(*code));
                fill(&words.hidden, &[("code", &code)])
            }
            Trouble::MissingKey { key } => fill(&words.missing_key, &[("key", key)]),
            Trouble::WrongType { key, expected } => {
                let named = [&words.wrong_type, &words.wrong_type_unnamed];
                let template = named[usize::from(key.is_empty())];
                fill(template, &[("key", key), ("expected", border.shape(*expected))])
            }
            Trouble::OutOfRange { key } => {
                let named = [&words.out_of_range, &words.out_of_range_unnamed];
                fill(named[usize::from(key.is_empty())], &[("key", key)])
            }
            Trouble::Crowded => words.crowded.clone(),
            Trouble::Other => words.other.clone(),
        }
    }
}
