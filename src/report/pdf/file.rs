//! Pages as a PDF file: PDF/A-3a, with bookmarks, properties and attached files.
//!
//! The level asks that every letter can be copied as what it is, that the file says what each part
//! of it is to one who hears it read, and lets the record be attached.
//! What krilla refuses is an error; nothing is written at a lower level instead.

use chrono::{Datelike, Timelike};
use krilla::color::luma;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::ink::{Area, HAIR, Jump, Mark, POINT, Style, Twips, Weight};
use super::letters::{Letters, Placed};
use super::pages::{HIGH, Page, TOP, WIDE};
use super::parts::{Part, Parts};
use super::told::{Told, spoken};
use super::typeface::{Face, Typeface};
use super::{About, PdfError};
use crate::report::sheet::{Level, Sheet};
use crate::text::line;

/// Strings of a PDF are bounded; whoever reads properties or bookmarks needs no more.
const PROPERTY: usize = 300;
/// Without its version, so that a later one writes the same file.
const PROGRAM: &str = env!("CARGO_PKG_NAME");
/// From one slanting line to the next.
const HATCH: Twips = 3 * POINT;
/// How much thicker a letter is drawn where the family has no bold: a part of its size.
const THICKER: f32 = 0.022;

struct Fonts {
    regular: Font,
    bold: Option<Font>,
}

pub(super) fn file(
    sheet: &Sheet,
    (pages, parts): (&[Page], Parts),
    (typeface, letters): (&Typeface, &Letters),
    about: &About,
) -> Result<Vec<u8>, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .finish()
        .map_err(|error| PdfError::Refused(format!("{error:?}")))?;
    let settings =
        SerializeSettings { enable_tagging: true, configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let bold = typeface.bold.as_ref().map(font).transpose()?;
    let fonts = Fonts { regular: font(&typeface.regular)?, bold };
    let paper = PageSettings::from_wh(points(WIDE), points(HIGH))
        .ok_or_else(|| PdfError::Refused("paper".into()))?;
    let mut told = Told::new(parts, sheet.lang);
    for page in pages {
        let mut leaf = document.start_page_with(paper.clone());
        let mut surface = leaf.surface();
        for run in page.marks.chunk_by(|one, next| part(one) == part(next)) {
            told.begin(&mut surface, run.first().and_then(part));
            for mark in run {
                draw(&mut surface, mark, &fonts, letters);
            }
            surface.end_tagged();
        }
        surface.finish();
        leaf.finish();
    }
    document.set_tag_tree(told.tree());
    document.set_outline(outline(pages));
    document.set_metadata(
        Metadata::new()
            .title(clipped(&sheet.title))
            .language(spoken(sheet.lang).to_owned())
            .creator(PROGRAM.to_owned())
            .creation_date(date(about)),
    );
    attach(&mut document, about)?;
    document.finish().map_err(refusal)
}

/// What a mark is a part of; lines and shades are of none.
fn part(mark: &Mark) -> Option<Part> {
    match mark {
        Mark::Text { part, .. } => Some(*part),
        _ => None,
    }
}

fn font(face: &Face) -> Result<Font, PdfError> {
    Font::new(face.bytes.clone().into(), face.index)
        .ok_or_else(|| PdfError::Refused("the font cannot be read".into()))
}

fn clipped(text: &str) -> String {
    line(text).chars().take(PROPERTY).collect()
}

fn date(about: &About) -> DateTime {
    let at = about.at;
    let small = |n: u32| u8::try_from(n).unwrap_or_default();
    let offset = at.offset().local_minus_utc() / 60;
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(i8::try_from(offset / 60).unwrap_or_default())
        .utc_offset_minute(u8::try_from((offset % 60).unsigned_abs()).unwrap_or_default())
}

fn attach(document: &mut Document, about: &About) -> Result<(), PdfError> {
    for attached in about.attached {
        let refused = || PdfError::Attachment { name: attached.name.to_owned() };
        let file = EmbeddedFile {
            path: attached.name.to_owned(),
            mime_type: Some(MimeType::new(attached.mime).ok_or_else(refused)?),
            description: Some(attached.about.to_owned()),
            association_kind: AssociationKind::Source,
            data: attached.bytes.to_vec().into(),
            modification_date: Some(date(about)),
            compress: Some(true),
            location: None,
        };
        document.embed_file(file).ok_or_else(refused)?;
    }
    Ok(())
}

/// What krilla will not write, in its own words: each kind once.
fn refusal(error: KrillaError) -> PdfError {
    match error {
        KrillaError::Validation(errors) => {
            let mut kinds: Vec<String> = errors
                .into_iter()
                .map(|(error, _)| {
                    let text = format!("{error:?}");
                    text.chars().take_while(char::is_ascii_alphanumeric).collect()
                })
                .collect();
            kinds.sort();
            kinds.dedup();
            PdfError::Refused(kinds.join(", "))
        }
        other => PdfError::Refused(other.to_string()),
    }
}

/// Chapters with their sections; a section before any chapter stands alone.
fn outline(pages: &[Page]) -> Outline {
    let mut outline = Outline::new();
    let mut chapter: Option<OutlineNode> = None;
    let jumps =
        pages.iter().enumerate().flat_map(|(n, page)| page.jumps.iter().map(move |jump| (n, jump)));
    for (page, Jump { level, text, y }) in jumps {
        let y = (*y - 4 * POINT).max(TOP / 2);
        let place = XyzDestination::new(page, Point::from_xy(0.0, points(y)));
        let node = OutlineNode::new(clipped(text), place);
        match (level, &mut chapter) {
            (Level::Chapter, open) => {
                if let Some(before) = open.replace(node) {
                    outline.push_child(before);
                }
            }
            (Level::Section, Some(open)) => open.push_child(node),
            (Level::Section, None) => outline.push_child(node),
        }
    }
    if let Some(last) = chapter {
        outline.push_child(last);
    }
    outline
}

fn draw(surface: &mut Surface, mark: &Mark, fonts: &Fonts, letters: &Letters) {
    match mark {
        Mark::Text { x, y, text, style, .. } => {
            let at = Point::from_xy(points(*x), points(*y));
            write(surface, at, text, *style, fonts, letters);
        }
        Mark::Rule { from, to, width, shade } => {
            let mut path = PathBuilder::new();
            path.move_to(points(from.0), points(from.1));
            path.line_to(points(to.0), points(to.1));
            stroke(surface, path, *width, *shade);
        }
        Mark::Fill { area, shade } => {
            let mut path = PathBuilder::new();
            if let Some(rect) = rect(*area) {
                path.push_rect(rect);
            }
            surface.set_stroke(None);
            surface.set_fill(Some(ink(*shade)));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Mark::Frame { area, width, shade } => {
            let mut path = PathBuilder::new();
            if let Some(rect) = rect(*area) {
                path.push_rect(rect);
            }
            stroke(surface, path, *width, *shade);
        }
        Mark::Hatch { area } => stroke(surface, hatched(*area), HAIR, 0),
    }
}

fn stroke(surface: &mut Surface, path: PathBuilder, width: Twips, shade: u8) {
    let Some(path) = path.finish() else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(pen(points(width), shade)));
    surface.draw_path(&path);
}

/// Lines from the left foot to the right head of each square, cut at the edges.
fn hatched(Area { x, y, width, height }: Area) -> PathBuilder {
    let mut path = PathBuilder::new();
    let mut along = HATCH;
    while along < width + height {
        let (from, to) = (along.min(height), (along - width).max(0));
        path.move_to(points(x + along - from), points(y + from));
        path.line_to(points(x + along - to), points(y + to));
        along += HATCH;
    }
    path
}

fn write(
    surface: &mut Surface,
    at: Point,
    text: &str,
    style: Style,
    fonts: &Fonts,
    letters: &Letters,
) {
    let (placed, units) = letters.placed(text, style.weight);
    let units = f32::from(units);
    let glyph = |Placed { glyph, range, advance }: Placed| {
        let advance = f32::from(advance) / units;
        KrillaGlyph::new(GlyphId::new(glyph), advance, 0.0, 0.0, 0.0, range, None)
    };
    let glyphs: Vec<KrillaGlyph> = placed.into_iter().map(glyph).collect();
    let size = points(style.size);
    let font = match &fonts.bold {
        Some(bold) if letters.is_bold(text, style.weight) => bold,
        _ => &fonts.regular,
    };
    let thicker = style.weight == Weight::Bold && !letters.is_bold(text, style.weight);
    surface.set_fill(Some(ink(style.shade)));
    surface.set_stroke(thicker.then(|| pen(size * THICKER, style.shade)));
    surface.draw_glyphs(at, &glyphs, font.clone(), text, size, false);
}

fn ink(shade: u8) -> Fill {
    Fill { paint: luma::Color::new(shade).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn pen(width: f32, shade: u8) -> Stroke {
    Stroke { paint: luma::Color::new(shade).into(), width, ..Stroke::default() }
}

fn rect(Area { x, y, width, height }: Area) -> Option<Rect> {
    Rect::from_xywh(points(x), points(y), points(width), points(height))
}

/// Pages are smaller than 32,767 twips; what would lie beyond is not on the paper.
fn points(twips: Twips) -> f32 {
    let bounded = twips.clamp(i32::from(i16::MIN), i32::from(i16::MAX));
    f32::from(i16::try_from(bounded).unwrap_or_default()) / 20.0
}
