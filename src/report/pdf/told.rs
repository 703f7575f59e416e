//! The parts of a document as a PDF tells of them: a tree of headings, paragraphs and tables, in
//! the order in which they are read.
//!
//! It draws nothing; `file` says where each part begins.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, TableHeaderScope, Tag,
    TagGroup, TagKind, TagTree,
};

use super::parts::{Part, Parts, Role};
use crate::report::sheet::Level;
use crate::words::Lang;

const TITLE: NonZeroU16 = NonZeroU16::new(1).expect("it is not zero");
const CHAPTER: NonZeroU16 = NonZeroU16::new(2).expect("it is not zero");
const SECTION: NonZeroU16 = NonZeroU16::new(3).expect("it is not zero");

/// What is in a part, in the order of reading.
#[derive(Clone, Copy)]
enum Inside {
    Drawn(Identifier),
    Part(usize),
}

pub(super) struct Told {
    parts: Vec<(Role, Part)>,
    inside: Vec<Vec<Inside>>,
    /// Which parts were found in the part they are in.
    found: Vec<bool>,
    whole: Vec<Inside>,
    lang: Lang,
}

impl Told {
    pub(super) fn new(parts: Parts, lang: Lang) -> Self {
        let parts = parts.into_list();
        let inside = parts.iter().map(|_| Vec::new()).collect();
        Self { found: vec![false; parts.len()], parts, inside, whole: Vec::new(), lang }
    }

    /// What is drawn next belongs to this part; without one it only guides the eye.
    pub(super) fn begin(&mut self, surface: &mut Surface, part: Option<Part>) {
        let aside = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
        let number = match part {
            Some(Part::Number(number)) => number,
            Some(Part::Current | Part::Aside) => {
                surface.start_tagged(aside(ArtifactType::PaginationOther));
                return;
            }
            None => {
                surface.start_tagged(aside(ArtifactType::Layout));
                return;
            }
        };
        let drawn = surface.start_tagged(ContentTag::Other);
        self.inside[number].push(Inside::Drawn(drawn));
        let mut inner = number;
        while !self.found[inner] {
            self.found[inner] = true;
            match self.parts[inner].1 {
                Part::Number(outer) => {
                    self.inside[outer].push(Inside::Part(inner));
                    inner = outer;
                }
                Part::Current | Part::Aside => self.whole.push(Inside::Part(inner)),
            }
        }
    }

    pub(super) fn tree(mut self) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(spoken(self.lang).to_owned()));
        for inside in std::mem::take(&mut self.whole) {
            tree.push(self.node(inside));
        }
        tree
    }

    fn node(&mut self, inside: Inside) -> Node {
        match inside {
            Inside::Drawn(drawn) => drawn.into(),
            Inside::Part(number) => {
                let mut group = TagGroup::new(kind(&self.parts[number].0));
                for inside in std::mem::take(&mut self.inside[number]) {
                    group.push(self.node(inside));
                }
                group.into()
            }
        }
    }
}

/// How a file names a language.
pub(super) fn spoken(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "ja-JP",
        Lang::En => "en",
    }
}

fn kind(role: &Role) -> TagKind {
    match role {
        Role::Title => Tag::Hn(TITLE, None).into(),
        Role::Heading(Level::Chapter) => Tag::Hn(CHAPTER, None).into(),
        Role::Heading(Level::Section) => Tag::Hn(SECTION, None).into(),
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::Head => Tag::TH(TableHeaderScope::Column).into(),
        Role::Name(across) => {
            let across = NonZeroU32::new(*across).filter(|n| n.get() > 1);
            Tag::TH(TableHeaderScope::Row).with_col_span(across).into()
        }
        Role::Cell => Tag::TD.into(),
        Role::Figure(told) => Tag::Figure(Some(told.clone())).into(),
    }
}
