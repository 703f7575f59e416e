//! The form of a review drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Field, Form};
use crate::domain::finding::{Finding, Turn};
use crate::domain::review::review_lacks;
use crate::text::{line, wrapped};
use crate::tui::inspect::entry::{self, Shown};
use crate::tui::kit::Kit;
use crate::tui::paint;
use crate::words::{ReviewFormWords, fill};

/// Draws the form under what it is about, and says where text is typed.
///
/// ```text
/// 「適」と記録しました。この指摘を完了するか、…
/// 退職者の確認: 返却記録がない
/// 期限 令和8年10月31日  担当 佐藤次郎
/// >見直し
///   [継続]  完了
/// ```
pub(in crate::tui::inspect) fn view(
    form: &Form,
    finding: &Finding,
    kit: &Kit,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(u16, u16)> {
    let width = usize::from(area.width);
    let words = &kit.words.finding;
    let mut y = area.y;
    let mut say = |text: &str, most: usize, style| {
        for row in wrapped(text, width).iter().take(most) {
            paint::put(buf, area.x, y, row, area.width, style);
            y += 1;
        }
    };
    let most = usize::from(area.height / 6).max(1);
    if let Some(verdict) = form.asked {
        let verdict = kit.terms.verdict(Some(verdict));
        say(&fill(&words.form.asked, &[("verdict", verdict)]), most + 1, kit.theme.warn);
    }
    say(&line(&finding.what), most, kit.theme.text);
    let due = kit.words.common.day(finding.due());
    let about = fill(&words.due_and_owner, &[("due", &due), ("owner", &line(&finding.owner))]);
    say(&about, 1, kit.theme.dim);
    let used = (y - area.y).min(area.height);
    let below = Rect { y: area.y + used, height: area.height - used, ..area };
    let lacks = review_lacks(finding, &form.review(), None);
    let lacking: Vec<Field> = lacks.into_iter().map(Field::of).collect();
    let shown = |field: &Field| Shown {
        field: *field,
        name: name(&words.form, form, *field),
        lacking: lacking.contains(field),
        choices: (*field == Field::Turn).then(|| turns(form, kit)),
        notes: Vec::new(),
    };
    let fields: Vec<Shown<Field>> = form.fields().iter().map(shown).collect();
    entry::view(&form.entry, &fields, kit, below, buf)
}

fn name(words: &ReviewFormWords, form: &Form, field: Field) -> String {
    let closes = form.turn == Some(Turn::Close);
    match field {
        Field::Turn => &words.turn,
        Field::Text if closes => &words.effect,
        Field::Text => &words.progress,
        Field::Due => &words.due,
        Field::DueReason => &words.due_reason,
        Field::ClosedOn => &words.closed_on,
        Field::Evidence if closes => &words.evidence,
        Field::Evidence => &words.evidence_of_progress,
        Field::Confirmer => &words.confirmer,
    }
    .clone()
}

fn turns(form: &Form, kit: &Kit) -> String {
    let one = |turn: &Turn| {
        let name = kit.terms.turn(Some(*turn));
        if form.turn == Some(*turn) { format!("[{name}]") } else { format!(" {name} ") }
    };
    Turn::ALL.iter().map(one).collect::<Vec<_>>().join(" ")
}
