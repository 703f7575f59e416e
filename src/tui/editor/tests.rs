//! The field against a plain model, and against text that is hard to edit.
//!
//! No drawing: what is painted is tested with the painting.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::text::{cells, clip, display};

const WIDE: u16 = 40;

fn typed(text: &str) -> Editor {
    let mut editor = Editor::area("", 1_000);
    for c in text.chars() {
        let _ = editor.apply(EditKey::Char(c), WIDE);
    }
    editor
}

fn press(editor: &mut Editor, keys: &[EditKey]) {
    for key in keys {
        let _ = editor.apply(key.clone(), WIDE);
    }
}

#[test]
fn text_typed_letter_by_letter_is_stored_composed() {
    assert_eq!(typed("か\u{3099}は\u{309a}ー").text(), "がぱー");
    assert_eq!(typed("葛\u{e0100}城").text(), "葛\u{e0100}城");
    assert_eq!(typed("ｶﾞ𠮷").text(), "ｶﾞ𠮷");
    assert_eq!(typed("e\u{301}").text(), "é");
    assert_eq!(typed("\u{fa19}か\u{3099}").text(), "\u{fa19}が");
}

#[test]
fn one_key_erases_one_letter_with_all_its_marks() {
    for text in ["葛\u{e0100}", "ｶﾞ", "q\u{303}", "☎\u{fe0f}", "🇯🇵"] {
        let mut editor = typed(text);
        assert_eq!(editor.text(), text);
        assert_eq!(editor.apply(EditKey::EraseBack, WIDE), Edited::Changed);
        assert_eq!(editor.text(), "");
        let mut editor = typed(text);
        press(&mut editor, &[EditKey::TextStart, EditKey::EraseForward]);
        assert_eq!(editor.text(), "");
    }
}

#[test]
fn a_full_field_takes_nothing_more_and_loses_nothing() {
    let mut editor = Editor::area("点検", 4);
    assert_eq!(editor.apply(EditKey::Paste("した。済".into()), WIDE), Edited::Full { over: 2 });
    assert_eq!((editor.text(), editor.room()), ("点検", 2));
    assert_eq!(editor.apply(EditKey::Paste("か\u{3099}た".into()), WIDE), Edited::Changed);
    assert_eq!(editor.apply(EditKey::Char('。'), WIDE), Edited::Full { over: 1 });
    assert_eq!(editor.text(), "点検がた");
    let mut longer = Editor::area("点検した", 2);
    assert_eq!(longer.apply(EditKey::Char('a'), WIDE), Edited::Full { over: 1 });
    assert_eq!(longer.apply(EditKey::EraseBack, WIDE), Edited::Changed);
}

#[test]
fn a_mark_that_joins_the_last_letter_fits_a_full_field() {
    let mut editor = Editor::area("か", 1);
    assert_eq!(editor.apply(EditKey::Char('\u{3099}'), WIDE), Edited::Changed);
    assert_eq!(editor.text(), "が");
}

#[test]
fn a_field_of_one_line_stays_one_line() {
    let mut editor = Editor::line("一\r\n二", 100);
    assert_eq!(editor.text(), "一 二");
    assert_eq!(editor.apply(EditKey::Newline, WIDE), Edited::Unchanged);
    assert_eq!(editor.apply(EditKey::Up, WIDE), Edited::Unchanged);
    press(&mut editor, &[EditKey::Paste("\n三".into())]);
    assert_eq!(editor.text(), "一 二 三");
}

#[test]
fn control_characters_are_not_accepted() {
    let mut editor = typed("");
    for c in ['\u{1b}', '\u{7f}', '\u{85}', '\u{200b}', '\u{202e}', '\u{e0100}'] {
        assert_eq!(editor.apply(EditKey::Char(c), WIDE), Edited::Unchanged, "{c:?}");
    }
}

#[test]
fn erasing_by_words_and_lines_leaves_the_rest() {
    let mut editor = typed("一行目\n個人データ");
    press(&mut editor, &[EditKey::EraseWord]);
    assert_eq!(editor.text(), "一行目\n個人");
    press(&mut editor, &[EditKey::Left, EditKey::EraseToEnd]);
    assert_eq!(editor.text(), "一行目\n個");
    press(&mut editor, &[EditKey::EraseToStart]);
    assert_eq!(editor.text(), "一行目\n");
    assert_eq!(editor.apply(EditKey::EraseToStart, WIDE), Edited::Unchanged);
    press(&mut editor, &[EditKey::EraseBack, EditKey::TextStart, EditKey::WordRight]);
    assert_eq!(editor.cursor(), "一行目".len());
}

#[test]
fn undo_goes_by_phrase_and_redo_brings_back() {
    let mut editor = typed("確認した。次も、");
    press(&mut editor, &[EditKey::Undo]);
    assert_eq!(editor.text(), "確認した。");
    press(&mut editor, &[EditKey::Undo]);
    assert_eq!(editor.text(), "");
    assert_eq!(editor.apply(EditKey::Undo, WIDE), Edited::Unchanged);
    press(&mut editor, &[EditKey::Redo, EditKey::Redo]);
    assert_eq!(editor.text(), "確認した。次も、");
    press(&mut editor, &[EditKey::EraseBack, EditKey::EraseBack, EditKey::Undo]);
    assert_eq!(editor.text(), "確認した。次も、");
    press(&mut editor, &[EditKey::EraseWord, EditKey::Char('a')]);
    assert_eq!(editor.apply(EditKey::Redo, WIDE), Edited::Unchanged);
}

#[test]
fn up_and_down_keep_the_column_over_short_rows() {
    let mut editor = Editor::area("個人情報\nab\n個人情報", 100);
    press(&mut editor, &[EditKey::Left, EditKey::Up]);
    assert_eq!(editor.view(WIDE, 3).cursor, (2, 1));
    press(&mut editor, &[EditKey::Up]);
    assert_eq!(editor.view(WIDE, 3).cursor, (6, 0));
    assert_eq!(editor.apply(EditKey::Up, WIDE), Edited::Unchanged);
    press(&mut editor, &[EditKey::Down, EditKey::Down]);
    assert_eq!(editor.view(WIDE, 3).cursor, (6, 2));
    press(&mut editor, &[EditKey::Up, EditKey::Left, EditKey::Up]);
    assert_eq!(editor.view(WIDE, 3).cursor, (0, 0));
}

#[test]
fn home_and_end_go_by_the_row_that_is_seen() {
    let mut editor = Editor::area("個人情報保護", 100);
    // Seven cells: three letters and the place for the cursor.
    let _ = editor.apply(EditKey::LineStart, 7);
    assert_eq!(editor.cursor(), "個人情".len());
    let _ = editor.apply(EditKey::Up, 7);
    let _ = editor.apply(EditKey::LineEnd, 7);
    assert_eq!(editor.cursor(), "個人".len());
    assert_eq!(editor.view(7, 2).cursor, (4, 0));
}

#[test]
fn the_view_shows_the_rows_around_the_cursor() {
    let mut editor = Editor::area("一\n二\n三\n四\n五", 100);
    let view = editor.view(10, 2);
    assert_eq!(view.rows, ["四", "五"]);
    assert_eq!((view.cursor, view.more_above, view.more_below), ((2, 1), true, false));
    press(&mut editor, &[EditKey::TextStart]);
    let view = editor.view(10, 2);
    assert_eq!(view.rows, ["一", "二"]);
    assert_eq!((view.cursor, view.more_above, view.more_below), ((0, 0), false, true));
}

#[test]
fn a_long_line_slides_under_the_cursor() {
    let mut editor = Editor::line("個人情報取扱責任者", 100);
    let view = editor.view(8, 1);
    assert_eq!(view.rows, ["責任者"]);
    assert_eq!((view.cursor, view.more_above, view.more_below), ((6, 0), true, false));
    press(&mut editor, &[EditKey::TextStart]);
    let view = editor.view(8, 1);
    assert_eq!(view.rows, ["個人情報"]);
    assert_eq!((view.cursor, view.more_above, view.more_below), ((0, 0), false, true));
}

const LETTERS: &[char] = &[
    'a',
    ' ',
    '\n',
    '漢',
    '、',
    '。',
    '（',
    'か',
    '\u{3099}',
    'ｶ',
    '\u{ff9e}',
    '葛',
    '\u{e0100}',
    'e',
    '\u{301}',
    '\u{200d}',
    '👨',
    '🇯',
    '🇵',
    '\u{1100}',
    '\u{1161}',
    '\u{11a8}',
    '\u{fa19}',
    '\u{e000}',
    '\r',
    '\t',
    '\u{1b}',
    '\u{3000}',
    '\u{94d}',
    '\u{915}',
];

fn letters(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(LETTERS), count).prop_map(String::from_iter)
}

fn edit_key() -> impl Strategy<Value = EditKey> {
    use EditKey as K;
    prop_oneof![
        8 => prop::sample::select(LETTERS).prop_map(K::Char),
        2 => letters(0..6).prop_map(K::Paste),
        8 => prop::sample::select(vec![
            K::Newline, K::EraseBack, K::EraseForward, K::EraseWord, K::EraseToStart,
            K::EraseToEnd, K::Left, K::Right, K::Up, K::Down, K::WordLeft, K::WordRight,
            K::LineStart, K::LineEnd, K::TextStart, K::TextEnd, K::Undo, K::Redo,
        ]),
    ]
}

fn check(editor: &Editor) {
    let at = editor.cursor();
    let mut places = editor.text().grapheme_indices(true).map(|(i, _)| i);
    assert!(at == editor.text().len() || places.any(|i| i == at), "{:?} {at}", editor.text());
    for width in [0, 1, 2, 3, 7, 40] {
        for height in [0, 1, 3] {
            let view = editor.view(width, height);
            assert!(view.cursor.0 < width.max(1) && view.cursor.1 < height.max(1));
            assert!(view.rows.len() <= usize::from(height));
            assert!(view.rows.iter().all(|row| cells(row) <= usize::from(width)));
            if width > 0 && height > 0 {
                assert!(usize::from(view.cursor.1) < view.rows.len());
            }
        }
    }
}

proptest! {
    #[test]
    fn no_edit_splits_a_letter_or_puts_the_cursor_outside(
        start in letters(0..8),
        keys in prop::collection::vec((edit_key(), 0u16..12), 0..30),
        limit in 0usize..30,
    ) {
        for mut editor in [Editor::area(&start, limit), Editor::line(&start, limit)] {
            let first = editor.text().to_owned();
            for (key, width) in &keys {
                let before = (editor.text().to_owned(), editor.cursor());
                let edited = editor.apply(key.clone(), *width);
                let after = (editor.text().to_owned(), editor.cursor());
                let did = matches!(edited, Edited::Changed | Edited::Moved);
                prop_assert_eq!(before != after, did);
                prop_assert_eq!(before.0 != after.0, edited == Edited::Changed);
                let (old, new) = (before.0.chars().count(), after.0.chars().count());
                prop_assert!(new <= limit.max(old) || matches!(key, EditKey::Undo | EditKey::Redo));
            }
            check(&editor);
            let last = editor.text().to_owned();
            while editor.apply(EditKey::Undo, 9) == Edited::Changed {}
            prop_assert_eq!(editor.text(), first);
            while editor.apply(EditKey::Redo, 9) == Edited::Changed {}
            // An undo among the keys leaves steps behind that redo makes again too.
            if !keys.iter().any(|(key, _)| *key == EditKey::Undo) {
                prop_assert_eq!(editor.text(), last);
            }
            check(&editor);
        }
    }

    #[test]
    fn simple_letters_are_edited_as_in_a_list(
        keys in prop::collection::vec(
            prop_oneof![
                3 => prop::sample::select(vec!['a', '漢', '\n', '。']).prop_map(EditKey::Char),
                2 => prop::sample::select(vec![
                    EditKey::EraseBack, EditKey::EraseForward, EditKey::Left, EditKey::Right,
                    EditKey::TextStart, EditKey::TextEnd, EditKey::EraseToStart,
                    EditKey::EraseToEnd,
                ]),
            ],
            0..60,
        ),
    ) {
        let mut editor = Editor::area("", 1_000);
        let (mut model, mut at): (Vec<char>, usize) = (Vec::new(), 0);
        for key in keys {
            let _ = editor.apply(key.clone(), WIDE);
            let from = model[..at].iter().rposition(|c| *c == '\n').map_or(0, |i| i + 1);
            let to = model[at..].iter().position(|c| *c == '\n').map_or(model.len(), |i| at + i);
            match key {
                EditKey::Char(c) => { model.insert(at, c); at += 1; }
                EditKey::EraseBack if at > 0 => { at -= 1; model.remove(at); }
                EditKey::EraseForward if at < model.len() => { model.remove(at); }
                EditKey::Left => at = at.saturating_sub(1),
                EditKey::Right => at = (at + 1).min(model.len()),
                EditKey::TextStart => at = 0,
                EditKey::TextEnd => at = model.len(),
                EditKey::EraseToStart => { model.drain(from..at); at = from; }
                EditKey::EraseToEnd => { model.drain(at..to); }
                _ => {}
            }
            prop_assert_eq!(editor.text(), model.iter().collect::<String>());
            prop_assert_eq!(editor.text()[..editor.cursor()].chars().count(), at);
        }
    }

    #[test]
    fn the_cursor_stands_on_the_letter_behind_it(text in letters(0..30), width in 4u16..30) {
        // A code such as ⟨U+000D⟩ can take a mark to it on the screen that is not its own.
        let text: String = text.chars().filter(|c| !"\r\t\u{1b}\u{e000}".contains(*c)).collect();
        let mut editor = Editor::area(&text, 100);
        loop {
            let view = editor.view(width, 100);
            let row = &view.rows[usize::from(view.cursor.1)];
            let under = &row[clip(row, usize::from(view.cursor.0)).len()..];
            let behind = editor.text()[editor.cursor()..].graphemes(true).next();
            let behind = display(behind.unwrap_or_default());
            // Spaces hang over the edge, and a code can be wider than the area.
            if !behind.trim().is_empty() && cells(&behind) < usize::from(width) {
                prop_assert!(under.starts_with(&*behind), "{:?} {:?}", under, behind);
            }
            if editor.apply(EditKey::Left, width) == Edited::Unchanged {
                break;
            }
        }
    }
}
