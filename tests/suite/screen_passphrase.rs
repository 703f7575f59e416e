//! The masked field for the passphrase of the key that seals.

#![cfg(test)]

use std::path::PathBuf;

use insta::assert_snapshot;
use tenken::app::signing::Passphrase;
use tenken::tui::{Effect, Outcome};

use crate::driver::{Driver, SIZES};

/// The overlay as it opens over home.
fn locked() -> Driver {
    let mut driver = Driver::new();
    driver.answer(Outcome::Locked {
        period: "FY2026-Q3".parse().unwrap(),
        confirmed_by: "鈴木 一郎".to_owned(),
        file: PathBuf::from("/home/officer/.config/tenken/officer_ed25519"),
    });
    driver
}

#[test]
fn the_letters_are_counted_and_not_shown() {
    let mut shown = String::new();
    for (width, height) in SIZES {
        let mut driver = locked();
        driver.resize(width, height);
        driver.type_text("点検 y の鍵");
        shown.push_str(&driver.screen());
        shown.push('\n');
    }
    assert!(!shown.contains("点検 y"));
    assert_snapshot!(shown);
}

#[test]
fn a_long_passphrase_stays_in_its_field() {
    let mut driver = locked();
    driver.type_text(&"長".repeat(200));
    assert_snapshot!(driver.screen());
}

#[test]
fn what_was_typed_and_pasted_goes_to_the_key_and_nowhere_else() {
    let mut driver = locked();
    driver.type_text("点検q");
    driver.press("backspace");
    driver.paste("の鍵\n");
    let Some(Effect::Seal { passphrase, confirmed_by, .. }) = driver.asks("enter") else {
        panic!("{}", driver.screen())
    };
    assert_eq!(passphrase, Some(Passphrase::of("点検の鍵")));
    assert_eq!(confirmed_by, "鈴木 一郎");
    assert!(!driver.screen().contains("点検の鍵"));
}

#[test]
fn an_empty_passphrase_opens_nothing_and_esc_seals_nothing() {
    let mut driver = locked();
    assert!(driver.asks("enter").is_none());
    driver.type_text("点検");
    driver.press("ctrl-u");
    assert!(driver.asks("enter").is_none(), "cleared");
    assert!(driver.screen().contains("署名の鍵"), "the field stays");
    assert!(driver.asks("esc").is_none());
    assert!(!driver.screen().contains("署名の鍵"));
}
