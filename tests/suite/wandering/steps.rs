//! What a hand on the keyboard does, at random: any key, often those that lead somewhere.

use proptest::prelude::*;

/// One thing that happens.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A key by its name in `keys.toml`.
    Key(&'static str),
    /// So many letters, each never typed before.
    Type(u8),
    /// These letters, which may have been typed before.
    Say(&'static str),
    /// So many new letters at once, with line ends and what no reader sees between.
    Paste(u8),
    Click(u16, u16),
    WheelUp(u16, u16),
    WheelDown(u16, u16),
    Resize(u16, u16),
    /// The disk is full when the next change is to be recorded.
    Full,
    /// The worker is slow: so many steps pass before it answers.
    Slow(u8),
    /// The system asks to end.
    Stop,
}

const KEYS: &str = include_str!("../../../src/tui/keymap/keys.toml");

/// Every key that is bound anywhere.
fn keys() -> Vec<&'static str> {
    let table: toml::Table = KEYS.parse().unwrap();
    let bindings = table.values().flat_map(|list| list.as_array().unwrap());
    let mut keys: Vec<String> = bindings
        .flat_map(|binding| binding["keys"].as_array().unwrap())
        .map(|key| key.as_str().unwrap().to_owned())
        .collect();
    keys.sort();
    keys.dedup();
    assert!(keys.len() > 60);
    keys.into_iter().map(|key| &*Box::leak(key.into_boxed_str())).collect()
}

/// Ways that lead somewhere, with `*` for new letters, `~` for a slow worker, and `!` for a full
/// disk.
const WAYS: &[&str] = &[
    "n 4 * ctrl-s",
    "g j 4 * ctrl-s",
    "g j 1 * tab * esc",
    "n 1 * ctrl-s",
    "n 2 2 * tab * tab * tab * tab =R9.3.31 ctrl-s",
    "n 2 1 * tab tab * tab f4 enter tab =2027-03-31 ctrl-s",
    "g p * ctrl-s",
    "g d f4 enter tab * tab * tab * ctrl-s",
    "g p * tab =R9.3.31 tab * esc",
    "r c * enter",
    "c * enter",
    "c * esc esc",
    "r s y",
    "r tab * tab esc",
    "g j 4 * esc c",
    "g j j 1 * esc c",
    "~ g j r 4 * * * ctrl-q",
    "~ r g p * * * esc",
    "n ~ 4 * ctrl-s * esc",
    "n ~ 4 * esc 4 * ctrl-s",
    "n 4 * ~ ctrl-q enter *",
    "~ n 1 * ctrl-s n 4 * ctrl-s",
    "n 4 * 1 shift-tab 1 * ctrl-s",
    "enter * tab * tab *",
    "n 4 * ctrl-w",
    "n 4 * backspace left delete",
    "n 1 * enter * ctrl-s u",
    "! n 4 * esc esc",
    "! n 4 * ctrl-s ctrl-s",
    "! g p * esc n",
    "! n 4 * ctrl-q n",
    "n ! ~ 4 * ctrl-s * esc",
    "x y",
    "x n",
    "u ctrl-r",
    "/ * enter",
    "ctrl-q",
    "esc esc esc t",
    "esc esc esc f enter",
    "esc esc esc c enter",
    "esc esc esc r /",
    "esc esc esc v",
    "f1 page-down esc",
    "n 4 =090-1234-5678 * ctrl-s y",
    "n 4 =123456789018 * esc y",
    "n 4 =taro@example.jp * ctrl-q n",
];

/// The steps of one way, with so many letters each time.
pub(super) fn on_the_way(way: &'static str, letters: u8) -> Vec<Step> {
    let step = |word: &'static str| match word {
        "*" => Step::Type(letters),
        "~" => Step::Slow(4 * letters),
        "!" => Step::Full,
        word => word.strip_prefix('=').map_or(Step::Key(word), Step::Say),
    };
    way.split(' ').filter(|word| !word.is_empty()).map(step).collect()
}

/// A way, mostly from where its first key means something.
fn way() -> impl Strategy<Value = Vec<Step>> {
    let from = prop::sample::select(vec!["", "", "esc esc", "esc esc esc esc i", "n esc i"]);
    (from, prop::sample::select(WAYS), 1u8..5).prop_map(|(from, way, letters)| {
        [on_the_way(from, letters), on_the_way(way, letters)].concat()
    })
}

fn one() -> impl Strategy<Value = Step> {
    const OFTEN: &[&str] = &[
        "1",
        "2",
        "3",
        "4",
        "enter",
        "tab",
        "shift-tab",
        "ctrl-s",
        "esc",
        "j",
        "k",
        "n",
        "r",
        "c",
        "p",
        "d",
        "u",
        "x",
        "y",
        "f4",
        "space",
        "down",
        "up",
        "backspace",
        "left",
    ];
    const SAID: &[&str] = &[
        "R9.3.31",
        "2027-03-31",
        "来月",
        "１",
        "ｱﾞ",
        "か\u{3099}",
        "03-1234-5678",
        "台帳　第3号",
        " ",
        "\u{e000}",
        "\u{1b}[2J",
    ];
    let (x, y) = (0u16..130, 0u16..45);
    let at = (x, y).boxed();
    prop_oneof![
        4 => prop::sample::select(keys()).prop_map(Step::Key),
        6 => prop::sample::select(OFTEN).prop_map(Step::Key),
        4 => (1u8..6).prop_map(Step::Type),
        2 => prop::sample::select(SAID).prop_map(Step::Say),
        1 => (1u8..60).prop_map(Step::Paste),
        1 => at.clone().prop_map(|(x, y)| Step::Click(x, y)),
        1 => at.clone().prop_map(|(x, y)| Step::WheelUp(x, y)),
        1 => at.prop_map(|(x, y)| Step::WheelDown(x, y)),
        1 => (1u16..200, 1u16..60).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => prop::sample::select(vec![(60, 16), (80, 24), (120, 40)])
            .prop_map(|(width, height)| Step::Resize(width, height)),
        1 => (1u8..9).prop_map(Step::Slow),
    ]
}

/// A folder to begin in, and what is done there.
pub(super) fn wandering() -> impl Strategy<Value = (usize, Vec<Step>)> {
    let part = prop_oneof![
        30 => way().boxed(),
        30 => prop::collection::vec(one(), 1..6).boxed(),
        1 => Just(vec![Step::Stop]).boxed(),
    ];
    let seed = prop_oneof![6 => Just(0usize), 5 => Just(1), 1 => Just(2)];
    (seed, prop::collection::vec(part, 4..14).prop_map(|parts| parts.concat()))
}
