//! Finds a Japanese font on this machine for documents with pages: the one that was named, or the
//! first of a list of known ones.
//!
//! It downloads nothing and takes no font apart from checking that it can be embedded; folders of
//! fonts are the only places outside the society's own that are read through links.

mod known;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use known::KNOWN;

use crate::report::pdf::{Face, PdfError, Typeface, TypefaceError};
use crate::store::fs::{Fs, FsError, Kind};
use crate::text::composed;

/// The largest font file that is read, in bytes; the fonts of all of East Asia are a third of it.
const MAX_FONT: u64 = 64 << 20;
/// The largest that both weights of a family may be together, in bytes: beyond it bold letters are
/// the regular ones drawn thicker, which a reader hardly sees and a small machine does.
const MAX_FAMILY: u64 = 32 << 20;
/// Folders of fonts are this deep at most, and this many are looked into.
const DEEPEST: usize = 5;
const MOST_FOLDERS: usize = 2_000;

/// Where fonts may be, as `main` reads it once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FontPlaces {
    /// `TENKEN_FONT`: a file that is used and no other.
    pub named: Option<PathBuf>,
    /// The home folder, for the fonts of one person.
    pub home: Option<PathBuf>,
    /// `WINDIR`.
    pub windows: Option<PathBuf>,
    /// `LOCALAPPDATA`, for the fonts of one person on Windows.
    pub local: Option<PathBuf>,
}

/// Why there is no file with pages.
#[derive(Debug, thiserror::Error)]
pub enum PrintFailure {
    #[error("no Japanese font is installed")]
    NoFont,
    #[error("{}: {what}", file.display())]
    Font { file: PathBuf, what: FontFault },
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

/// Why the font that was named cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FontFault {
    #[error(transparent)]
    Unreadable(FsError),
    #[error(transparent)]
    Unfit(#[from] TypefaceError),
}

/// The font that was named, or the best that is installed.
pub fn find(fs: &dyn Fs, places: &FontPlaces) -> Result<Typeface, PrintFailure> {
    if let Some(file) = &places.named {
        return named(fs, file).map_err(|what| PrintFailure::Font { file: file.clone(), what });
    }
    let files = files(fs, &folders(places));
    let fit = KNOWN.iter().find_map(|known| {
        let regular = bytes(fs, files.get(known.file)?, MAX_FONT).ok()?;
        let room = MAX_FAMILY.saturating_sub(regular.len() as u64);
        let bold = known.bold.and_then(|file| bytes(fs, files.get(file)?, room).ok());
        let bold = bold.map(|bytes| face(bytes, known.bold_name));
        let regular = face(regular, known.name);
        match Typeface::new(regular.clone(), bold) {
            Ok(typeface) => Some(typeface),
            Err(_) => Typeface::new(regular, None).ok(),
        }
    });
    fit.ok_or(PrintFailure::NoFont)
}

fn named(fs: &dyn Fs, file: &Path) -> Result<Typeface, FontFault> {
    let bytes = bytes(fs, file, MAX_FONT).map_err(FontFault::Unreadable)?;
    let index = KNOWN.iter().find_map(|known| Face::named(&bytes, known.name));
    Ok(Typeface::new(Face::new(bytes, index.unwrap_or_default()), None)?)
}

fn face(bytes: Vec<u8>, name: &str) -> Face {
    let index = Face::named(&bytes, name).unwrap_or_default();
    Face::new(bytes, index)
}

/// A font may be a link, as many systems lay them out.
fn bytes(fs: &dyn Fs, file: &Path, cap: u64) -> Result<Vec<u8>, FsError> {
    fs.read(&fs.real_path(file)?, cap)
}

/// A person's own fonts come before those of the system.
fn folders(places: &FontPlaces) -> Vec<PathBuf> {
    let home = |dirs: &str| places.home.as_ref().map(|home| home.join(dirs));
    let own = [
        home(".local/share/fonts"),
        home(".fonts"),
        home("Library/Fonts"),
        places.local.as_ref().map(|local| local.join("Microsoft/Windows/Fonts")),
        places.windows.as_ref().map(|windows| windows.join("Fonts")),
    ];
    let shared = [
        "/usr/local/share/fonts",
        "/usr/share/fonts",
        "/run/current-system/sw/share/X11/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
    ];
    own.into_iter().flatten().chain(shared.map(PathBuf::from)).collect()
}

/// The known fonts that are there, by the name of the file; of two the one found first.
fn files(fs: &dyn Fs, folders: &[PathBuf]) -> BTreeMap<&'static str, PathBuf> {
    let mut found = BTreeMap::new();
    let mut waiting: Vec<(PathBuf, usize)> =
        folders.iter().rev().map(|folder| (folder.clone(), 0)).collect();
    for _ in 0..MOST_FOLDERS {
        let Some((folder, depth)) = waiting.pop() else { break };
        // One that is not there or not ours to read has no fonts for us.
        for listed in fs.list(&folder).unwrap_or_default() {
            let path = folder.join(&listed.name);
            if let Some(name) = known_name(&listed.name) {
                found.entry(name).or_insert(path);
            } else if depth < DEEPEST && is_folder(fs, &path, listed.kind) {
                waiting.push((path, depth + 1));
            }
        }
    }
    found
}

/// A name with an ending is no folder of fonts, so that a link to a file is not asked about.
fn is_folder(fs: &dyn Fs, path: &Path, kind: Kind) -> bool {
    match kind {
        Kind::Dir => true,
        Kind::Symlink if path.extension().is_none() => {
            let real = fs.real_path(path);
            real.and_then(|real| fs.metadata(&real)).is_ok_and(|found| found.kind == Kind::Dir)
        }
        _ => false,
    }
}

fn known_name(name: &OsStr) -> Option<&'static str> {
    // A disk may keep the kana of a name in two characters.
    let name = composed(name.to_str()?);
    let mut all = KNOWN.iter().flat_map(|known| std::iter::once(known.file).chain(known.bold));
    all.find(|file| file.eq_ignore_ascii_case(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::Op;
    use crate::store::fs::sim::SimFs;

    fn with(files: &[&str]) -> SimFs {
        let fs = SimFs::new();
        for file in files {
            fs.place_file(Path::new(file), b"not a font");
        }
        fs
    }

    #[test]
    fn without_any_font_it_says_so() {
        let found = find(&SimFs::new(), &FontPlaces::default());
        assert!(matches!(found, Err(PrintFailure::NoFont)));
    }

    #[test]
    fn a_font_that_is_none_is_passed_over_but_told_where_it_was_named() {
        let file = "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf";
        let fs = with(&[file]);
        assert!(matches!(find(&fs, &FontPlaces::default()), Err(PrintFailure::NoFont)));
        let places = FontPlaces { named: Some(file.into()), ..FontPlaces::default() };
        let Err(PrintFailure::Font { what, .. }) = find(&fs, &places) else { panic!() };
        assert!(matches!(what, FontFault::Unfit(TypefaceError::Unreadable)), "{what}");
    }

    #[test]
    fn a_named_font_that_is_not_there_is_told_and_no_other_is_taken() {
        let places = FontPlaces { named: Some("/none.ttf".into()), ..FontPlaces::default() };
        let Err(PrintFailure::Font { file, what }) = find(&SimFs::new(), &places) else { panic!() };
        assert_eq!(file, Path::new("/none.ttf"));
        assert!(matches!(what, FontFault::Unreadable(error) if error.is_not_found()));
    }

    #[test]
    fn fonts_are_found_in_folders_of_folders_whatever_the_case_of_their_names() {
        let fs = with(&[
            "/usr/share/fonts/truetype/x/IPAEXG.TTF",
            "/home/a/.local/share/fonts/ipaexg.ttf",
            "/usr/share/fonts/a/b/c/d/e/f/vl-gothic-regular.ttf",
            "/usr/share/fonts/readme.txt",
        ]);
        let places = FontPlaces { home: Some("/home/a".into()), ..FontPlaces::default() };
        let found = files(&fs, &folders(&places));
        let own = PathBuf::from("/home/a/.local/share/fonts/ipaexg.ttf");
        assert_eq!(found, BTreeMap::from([("ipaexg.ttf", own)]));
    }

    #[test]
    fn a_bold_font_is_read_only_where_both_weights_take_little_room() {
        let dir = Path::new("/usr/share/fonts");
        let at = |name: &str| dir.join(name);
        let (regular, bold) = (at("NotoSansJP-Regular.otf"), at("NotoSansJP-Bold.otf"));
        let read = |size: u64| {
            let fs = SimFs::new();
            let half = vec![0; usize::try_from(size / 2).unwrap()];
            fs.place_file(&regular, &half);
            fs.place_file(&bold, &half);
            assert!(matches!(find(&fs, &FontPlaces::default()), Err(PrintFailure::NoFont)));
            let reads = fs.trace().into_iter().filter(|step| step.op == Op::Read);
            reads.map(|step| step.path).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(read(MAX_FAMILY), [regular.clone(), bold.clone()].into());
        assert_eq!(read(MAX_FAMILY + 2), [regular.clone()].into());
    }
}
