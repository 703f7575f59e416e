//! Properties of the search; the labelled texts are in `tests/corpus/personal`.

use proptest::prelude::*;

use super::*;

fn kinds(text: &str) -> Vec<Kind> {
    suspicions(text).iter().map(|s| s.kind).collect()
}

fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// The check digit written the other way round: as the table of weights stands in the ordinance.
fn is_checked(text: &str) -> bool {
    const WEIGHTS: [u32; 11] = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let number = digits(text);
    let rest = number.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum::<u32>() % 11;
    let check = match rest {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    number[11] == check
}

fn is_moment(text: &str) -> bool {
    let parsed = chrono::NaiveDateTime::parse_from_str(&format!("{text}00"), "%Y%m%d%H%M%S");
    parsed.is_ok_and(|moment| (1900..2100).contains(&chrono::Datelike::year(&moment)))
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| {
            char::from_u32(u32::from(c) + 0xfee0).filter(|_| c.is_ascii_graphic()).unwrap_or(c)
        })
        .collect()
}

/// Twelve digits, mostly any, often with a right check digit, sometimes a moment.
fn twelve() -> impl Strategy<Value = String> {
    let moment = (1890i32..2110, 1u32..14, 1u32..33, 0u32..26, 0u32..62)
        .prop_map(|(y, m, d, h, n)| format!("{y:04}{m:02}{d:02}{h:02}{n:02}"));
    let right = "[0-9]{11}".prop_map(|first| {
        let check = (0..10).map(|n| format!("{first}{n}")).find(|text| is_checked(text));
        check.unwrap_or_default()
    });
    prop_oneof![2 => "[0-9]{12}".boxed(), 2 => right.boxed(), 1 => moment.boxed()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn exactly_numbers_with_their_check_digit_that_are_no_moment_are_suspected(
        number in twelve(),
        before in prop::sample::select(vec!["", "本人は", "(", "・", "No. ", "控：", "\n", "/"]),
        after in prop::sample::select(vec!["", "です", ")", "、", " を確認", "\n"]),
        form in 0..5,
    ) {
        let fours = |with: &str| [&number[..4], &number[4..8], &number[8..]].join(with);
        let written = match form {
            0 => number.clone(),
            1 => fours("-"),
            2 => fours("　"),
            3 => full_width(&fours("−")),
            _ => full_width(&number),
        };
        let expected = is_checked(&number) && !is_moment(&number);
        let found = kinds(&format!("{before}{written}{after}"));
        prop_assert_eq!(found.contains(&Kind::MyNumber), expected, "{}", written);
    }

    #[test]
    fn a_mask_shows_at_most_two_characters_at_each_end(
        text in prop_oneof![
            "(記号|番号|電話|〒|[0-9]{1,12}|[-@. ]|[a-c]{1,9}\\.jp|あ){0,14}".boxed(),
            any::<String>().boxed(),
            "記号[0-9]{1,4}番号[0-9]{1,8}".boxed(),
            "[a-z]{1,30}@[a-z]{1,30}\\.[a-z]{2,3}".boxed(),
        ],
    ) {
        for suspicion in suspicions(&text) {
            let (value, masked) = (&suspicion.value, suspicion.masked());
            let length = value.chars().count();
            let shown: Vec<char> = masked.chars().filter(|c| *c != '*').collect();
            prop_assert!(shown.len() <= 4 && 3 * shown.len() <= length, "{} of {}", masked, length);
            let head: String = shown[..shown.len() / 2].iter().collect();
            let tail: String = shown[shown.len() / 2..].iter().collect();
            prop_assert!(value.starts_with(&head) && value.ends_with(&tail));
            prop_assert!(masked.starts_with(&head) && masked.ends_with(&tail));
            prop_assert!(masked.len() >= shown.len() + length.min(12) - shown.len());
            let told = format!("{suspicion:?}");
            prop_assert!(!told.contains(&**value));
        }
    }
}

#[test]
fn what_is_hidden_between_digits_does_not_hide_the_number() {
    assert_eq!(kinds("1234\u{200b}5678\u{ad}9018"), [Kind::MyNumber]);
    assert_eq!(kinds("𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗𝟎𝟏𝟖"), [Kind::MyNumber]);
}

#[test]
fn what_overlaps_counts_once() {
    assert_eq!(kinds("09012345678@example.jp"), [Kind::Mail]);
    assert_eq!(
        kinds("保険者番号 01130012 記号 12 番号 345"),
        [Kind::InsurerNumber, Kind::InsuredNumber]
    );
}
