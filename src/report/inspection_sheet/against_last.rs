//! 前期比: what became of each item since it was last asked, from the record alone.
//!
//! Notes are not compared here: the record holds its own only.

use crate::domain::comparison::{Change, Since, Turned};
use crate::report::scribe::{Scribe, named, put};
use crate::report::sheet::{Block, Piece};

pub(super) fn chapter(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.against_last;
    let heading = Block::chapter(words.heading.clone());
    let since = Since::of(scribe.record);
    if since.is_first {
        return vec![heading, Block::Paragraph(words.nothing.clone())];
    }
    let pieces = Turned::ALL.map(|turned| {
        let label = match turned {
            Turned::NewFault => &words.new_fault,
            Turned::StillFault => &words.still_fault,
            Turned::Better => &words.better,
            Turned::NewDoubt => &words.new_doubt,
            Turned::NotApplicable => &words.not_applicable,
        };
        let texts: Vec<String> = since.with(turned).map(|change| told(scribe, change)).collect();
        Piece::list(label, if texts.is_empty() { vec![words.none.clone()] } else { texts })
    });
    vec![heading, Block::Paragraph(words.intro.clone()), Block::Facts(pieces.into())]
}

fn told(scribe: &Scribe, change: &Change<'_>) -> String {
    let (words, terms) = (&scribe.words.against_last, scribe.terms);
    let verdict = |verdict| terms.verdict(Some(verdict)).to_owned();
    let item = named(change.item);
    let Some((period, last)) = change.last else {
        return put(&words.item_first, &[("item", item), ("new", verdict(change.now))]);
    };
    let period = terms.period(period);
    if let Some(age) = change.age {
        let values = [("item", item), ("age", age.to_string()), ("period", period)];
        put(&words.item_aged, &values)
    } else {
        let (old, new) = (verdict(last), verdict(change.now));
        put(&words.item, &[("item", item), ("old", old), ("new", new), ("period", period)])
    }
}
