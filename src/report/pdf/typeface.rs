//! A font that a document is set in, checked once: it can be read, embedded, and writes Japanese.
//!
//! It looks for no file; where the bytes come from is the caller's matter.

use std::fmt;
use std::sync::Arc;

use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

/// Letters without which a report cannot be written: kana, kanji, signs and what codes are told in.
const NEEDED: &str = "あア点検個人情報、。（）〓0123456789ABCDEF[U+]:/-. abcxyz";

/// OS/2 `fsType`: the four bits of the kind of licence.
const KIND: u16 = 0xf;
/// Only with leave of the owner.
const RESTRICTED: u16 = 0x2;
/// To be embedded whole or not at all.
const NO_SUBSET: u16 = 0x100;
/// Only its bitmaps, if it has any.
const BITMAPS_ONLY: u16 = 0x200;

/// The bytes of a font file, and which of the fonts in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Face {
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) index: u32,
}

/// A font for the text, and one for headings where the family has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typeface {
    pub(super) regular: Face,
    pub(super) bold: Option<Face>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypefaceError {
    #[error("not a font that can be read")]
    Unreadable,
    #[error("a font without outlines")]
    NoOutlines,
    #[error("a font without {0:?}")]
    Lacks(char),
    /// As the font itself says.
    #[error("a font whose maker does not allow a part of it to be embedded")]
    NotEmbeddable,
}

impl Face {
    /// `index` counts the fonts of a collection from zero.
    pub fn new(bytes: Vec<u8>, index: u32) -> Self {
        Self { bytes: Arc::new(bytes), index }
    }

    /// The number of the font of this name in the file; `None` where it is not there.
    ///
    /// A collection holds the same letters for several countries under several names.
    pub fn named(bytes: &[u8], name: &str) -> Option<u32> {
        use skrifa::string::StringId;
        let called = |font: &FontRef, id| {
            font.localized_strings(id).any(|text| text.chars().eq(name.chars()))
        };
        let count = match skrifa::raw::FileRef::new(bytes).ok()? {
            skrifa::raw::FileRef::Font(_) => 1,
            skrifa::raw::FileRef::Collection(collection) => collection.len(),
        };
        (0..count).find(|index| {
            FontRef::from_index(bytes, *index).is_ok_and(|font| {
                called(&font, StringId::FULL_NAME) || called(&font, StringId::FAMILY_NAME)
            })
        })
    }

    pub(super) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.bytes, self.index).ok()
    }

    fn check(&self) -> Result<(), TypefaceError> {
        let font = self.font().ok_or(TypefaceError::Unreadable)?;
        if font.head().is_err() || font.hmtx().is_err() || font.maxp().is_err() {
            return Err(TypefaceError::Unreadable);
        }
        if font.glyf().is_err() && font.cff().is_err() {
            return Err(TypefaceError::NoOutlines);
        }
        let kind = font.os2().map_or(0, |os2| os2.fs_type());
        if kind & KIND == RESTRICTED || kind & (NO_SUBSET | BITMAPS_ONLY) != 0 {
            return Err(TypefaceError::NotEmbeddable);
        }
        let charmap = font.charmap();
        let lacks = |c: &char| charmap.map(*c).is_none_or(|glyph| glyph.to_u32() == 0);
        NEEDED.chars().find(lacks).map_or(Ok(()), |c| Err(TypefaceError::Lacks(c)))
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({} bytes, {})", self.bytes.len(), self.index)
    }
}

impl Typeface {
    pub fn new(regular: Face, bold: Option<Face>) -> Result<Self, TypefaceError> {
        regular.check()?;
        if let Some(bold) = &bold {
            bold.check()?;
        }
        Ok(Self { regular, bold })
    }
}
