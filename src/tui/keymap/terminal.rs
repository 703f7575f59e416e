//! Keys as crossterm reports them, turned into ours; the only file of the keymap that knows it.
//!
//! It reads no events.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::key::{Code, Key, Press};

/// A report that is not the press of a key known here (a release, a media key).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the press of a known key")]
pub struct NotAPress;

impl TryFrom<KeyEvent> for Press {
    type Error = NotAPress;

    fn try_from(event: KeyEvent) -> Result<Self, NotAPress> {
        // Windows also reports releases.
        if event.kind == KeyEventKind::Release {
            return Err(NotAPress);
        }
        let has = |modifier| event.modifiers.contains(modifier);
        let (ctrl, alt) = (has(KeyModifiers::CONTROL), has(KeyModifiers::ALT));
        let code = match code(event.code).ok_or(NotAPress)? {
            Code::Tab if has(KeyModifiers::SHIFT) => Code::BackTab,
            Code::Char(c) if ctrl => Code::Char(control(c)),
            code => code,
        };
        let mut key = Key::plain(code);
        if ctrl {
            key = key.with_ctrl();
        }
        if alt {
            key = key.with_alt();
        }
        let typed = match code {
            Code::Char(c) if key.is_text() => Some(c),
            _ => None,
        };
        Ok(Self { key, typed })
    }
}

/// Crossterm names the control bytes 0x1C to 0x1F after digits; the keys are these.
fn control(c: char) -> char {
    match c {
        '4' => '\\',
        '5' => ']',
        '6' => '^',
        '7' => '/',
        c => c,
    }
}

fn code(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Press {
        KeyEvent::new(code, modifiers).try_into().unwrap()
    }

    #[test]
    fn reports_become_the_keys_of_the_keymap() {
        for (code, modifiers, name, typed) in [
            (KeyCode::Char('１'), KeyModifiers::NONE, "1", Some('１')),
            (KeyCode::Char('N'), KeyModifiers::SHIFT, "N", Some('N')),
            (KeyCode::Char('s'), KeyModifiers::CONTROL, "ctrl-s", None),
            (KeyCode::Char('7'), KeyModifiers::CONTROL, "ctrl-/", None),
            (KeyCode::Char('z'), KeyModifiers::ALT, "alt-z", None),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "shift-tab", None),
            (KeyCode::Tab, KeyModifiers::SHIFT, "shift-tab", None),
            (KeyCode::F(1), KeyModifiers::NONE, "f1", None),
            (KeyCode::Home, KeyModifiers::CONTROL, "ctrl-home", None),
        ] {
            let press = press(code, modifiers);
            assert_eq!((press.key, press.typed), (name.parse().unwrap(), typed), "{name}");
        }
    }

    #[test]
    fn a_release_is_no_press() {
        let event =
            KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(Press::try_from(event), Err(NotAPress));
        assert_eq!(Press::try_from(KeyEvent::from(KeyCode::CapsLock)), Err(NotAPress));
    }
}
