//! Questions that are answered with a pen on the printed page, and other places to be written in.
//!
//! Nothing in them can be typed into: what is written comes back through a person.

use maud::{Markup, html};

use super::block::texts;
use super::{NL, typed};
use crate::report::sheet::{Ask, BOX, Block, Group, Piece, Room, Slot};
use crate::text::line;

pub(super) const CSS: &str = include_str!("ask.css");

/// Their style, where the page has any.
pub(super) fn style(blocks: &[Block]) -> &'static str {
    let by_hand = |block: &Block| matches!(block, Block::Ask(_) | Block::Slots(_));
    if blocks.iter().any(by_hand) { CSS } else { "" }
}

pub(super) fn ask(ask: &Ask) -> Markup {
    html! {
        div.ask {
            p.lead {
                span { (line(&ask.name)) } " "
                span { (line(&ask.before.label)) ": " (line(&ask.before.texts.join(" / "))) }
            }
            div.sides {
                div.told { (told(&ask.told)) }
                div { @for slot in &ask.answer { (NL) (place(slot)) } }
            }
            @for group in &ask.groups { (NL) (case(group)) }
            (NL)
        }
    }
}

pub(super) fn slots(rows: &[Vec<Slot>]) -> Markup {
    html! { div.slots { (beside(rows)) (NL) } }
}

fn case(group: &Group) -> Markup {
    html! {
        div.case {
            p { (line(&group.label)) }
            div { div.told { (told(&group.told)) } (beside(&group.rows)) }
        }
    }
}

fn told(pieces: &[Piece]) -> Markup {
    html! {
        @for piece in pieces {
            div {
                @if !piece.label.is_empty() { b { (line(&piece.label)) ":" } " " }
                (texts(&piece.texts))
            }
        }
    }
}

fn beside(rows: &[Vec<Slot>]) -> Markup {
    html! {
        @for row in rows {
            (NL)
            div.row { @for slot in row { (place(slot)) } }
        }
    }
}

fn place(slot: &Slot) -> Markup {
    let ruled = matches!(slot.room, Room::Lines(_) | Room::On(_));
    html! {
        div.slot .ruled[ruled] {
            p { (line(&slot.label)) }
            @match &slot.room {
                Room::Boxes(choices) => {
                    p.boxes { @for one in choices { span { (BOX) " " (line(one)) } " " } }
                }
                Room::Lines(count) => div.lines { @for _ in 0..*count { div {} } },
                Room::On(text) => div.lines { div { (typed(text)) } },
                Room::Day(signs) => {
                    p.day { @for sign in signs { i {} (line(sign)) } }
                }
            }
        }
    }
}
