//! Asking for a passphrase on the terminal, outside the screens: nothing of it is shown.
//!
//! It does not judge what was typed. The terminal is given back whatever happens.

use std::io::{self, Write};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::app::signing::Passphrase;

/// Raw mode while this lives.
struct Raw;

impl Raw {
    fn enter() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

/// Asks once. `None` where the person broke off. The terminal stops showing what is typed before
/// the question can be read, so that not even the quickest answer is seen.
pub fn ask(question: &str, to: &mut dyn Write) -> io::Result<Option<Passphrase>> {
    let typed = {
        let _raw = Raw::enter()?;
        write!(to, "{question}")?;
        to.flush()?;
        typed()
    };
    writeln!(to)?;
    typed
}

fn typed() -> io::Result<Option<Passphrase>> {
    let mut text = Passphrase::empty();
    loop {
        let Event::Key(key) = read()? else { continue };
        match pressed(key) {
            Pressed::Nothing => {}
            Pressed::Done => return Ok(Some(text)),
            Pressed::BrokenOff => return Ok(None),
            Pressed::Erased => text.erase(),
            Pressed::Cleared => text.clear(),
            Pressed::Typed(c) => text.push(c),
        }
    }
}

/// What a key means while a passphrase is typed.
#[derive(Debug, PartialEq, Eq)]
enum Pressed {
    Nothing,
    Done,
    BrokenOff,
    Erased,
    Cleared,
    Typed(char),
}

fn pressed(key: KeyEvent) -> Pressed {
    if key.kind == KeyEventKind::Release {
        return Pressed::Nothing;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Enter => Pressed::Done,
        KeyCode::Char('j' | 'm') if control => Pressed::Done,
        KeyCode::Esc => Pressed::BrokenOff,
        KeyCode::Char('c' | 'd') if control => Pressed::BrokenOff,
        KeyCode::Backspace => Pressed::Erased,
        KeyCode::Char('h') if control => Pressed::Erased,
        KeyCode::Char('u') if control => Pressed::Cleared,
        KeyCode::Char(c) if !control && !c.is_control() => Pressed::Typed(c),
        _ => Pressed::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_end_or_mend_are_no_part_of_the_passphrase() {
        let plain = |code| pressed(KeyEvent::new(code, KeyModifiers::NONE));
        let control = |c| pressed(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
        assert_eq!(plain(KeyCode::Char('鍵')), Pressed::Typed('鍵'));
        assert_eq!(plain(KeyCode::Char(' ')), Pressed::Typed(' '));
        assert_eq!(plain(KeyCode::Enter), Pressed::Done);
        assert_eq!(plain(KeyCode::Backspace), Pressed::Erased);
        assert_eq!(plain(KeyCode::Esc), Pressed::BrokenOff);
        assert_eq!(plain(KeyCode::Left), Pressed::Nothing);
        assert_eq!([control('c'), control('u')], [Pressed::BrokenOff, Pressed::Cleared]);
        assert_eq!(control('a'), Pressed::Nothing);
        let up =
            KeyEvent::new_with_kind(KeyCode::Char('a'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(pressed(up), Pressed::Nothing);
    }
}
