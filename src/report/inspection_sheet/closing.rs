//! The last page: signatures, the place for the 確認コード, and how to verify without tenken.

use super::front;
use crate::domain::society::Seat;
use crate::report::scribe::Scribe;
use crate::report::sheet::{Block, Piece, Signature};
use crate::words::fill;

/// Rows left for the remarks of the auditors.
const OPINION_ROWS: u8 = 5;

pub(super) fn signatures(scribe: &Scribe) -> Vec<Block> {
    let mut blocks = vec![Block::chapter(scribe.words.signature.heading.clone())];
    blocks.extend(places(scribe));
    blocks.push(space(scribe));
    blocks
}

/// The place for what auditors write by hand, as a chapter.
pub(super) fn opinion(scribe: &Scribe) -> Vec<Block> {
    vec![Block::chapter(scribe.words.signature.opinion.clone()), space(scribe)]
}

fn space(scribe: &Scribe) -> Block {
    Block::Space { label: scribe.words.signature.opinion.clone(), rows: OPINION_ROWS }
}

/// A place for everyone who signs.
pub(super) fn places(scribe: &Scribe) -> Vec<Block> {
    let (people, terms, words) = (&scribe.record.people, scribe.terms, &scribe.words.signature);
    let place = |role: &str, name: &str| Signature {
        role: role.to_owned(),
        name: (!name.trim().is_empty()).then(|| name.to_owned()),
        date_label: words.date.clone(),
        seal_label: words.seal.clone(),
    };
    let mut places = vec![
        place(&terms.role.inspector, &people.inspector),
        place(&terms.role.officer, &people.officer),
    ];
    for seat in Seat::ALL {
        let role = fill(&words.auditor, &[("seat", terms.seat(seat))]);
        let named: Vec<_> = people.auditors.iter().filter(|a| a.seat == seat).collect();
        // Both seats sign, named or not: paper comes before the names at some societies.
        if named.is_empty() {
            places.push(place(&role, ""));
        }
        places.extend(named.iter().map(|auditor| place(&role, &auditor.name)));
    }
    vec![Block::Signatures(places)]
}

pub(super) fn code(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.code;
    vec![
        Block::chapter(words.heading.clone()),
        Block::Code { label: words.label.clone() },
        Block::Paragraph(words.why.clone()),
    ]
}

pub(super) fn verify(scribe: &Scribe) -> Vec<Block> {
    let words = &scribe.words.verify;
    let seq = front::sequence(scribe);
    let mut blocks = vec![
        Block::chapter(words.heading.clone()),
        Block::Paragraph(fill(&words.intro, &[("seq", &seq)])),
    ];
    let systems = [
        (&words.linux, vec![&words.linux_files, &words.linux_code]),
        (&words.mac, vec![&words.mac_files, &words.mac_code]),
        (&words.windows, vec![&words.windows_code]),
    ];
    for (system, commands) in systems {
        blocks.push(Block::Paragraph(system.clone()));
        blocks.push(Block::Commands(commands.into_iter().cloned().collect()));
    }
    blocks.push(Block::chapter(words.particulars.clone()));
    blocks.push(front::particulars(scribe));
    let digest = scribe.or_none(&scribe.record.checklist_digest);
    blocks.push(Block::Facts(vec![Piece::new(&words.digest, digest)]));
    blocks
}
