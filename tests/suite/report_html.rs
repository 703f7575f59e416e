//! The page of HTML: its golden file, that it is sound whatever was typed, and that nothing of a
//! sheet is lost in it.

#![cfg(test)]

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tenken::app::comparing::{self, Pair};
use tenken::app::{reading, trends};
use tenken::report::comparison_sheet::{self, Telling};
use tenken::report::sheet::{Block, Chart, Level};
use tenken::report::trend_sheet::{self, Scope};
use tenken::report::{Sheet, compose, html};
use tenken::text::visible;
use tenken::words::{ComparisonWords, Lang, ReportWords, Terms, TrendWords};

use crate::fixture::Folder;
use crate::page::{Element, is_sound, read};
use crate::report_formats::with_text;
use crate::sample_record::sample;
use crate::sample_sheet::{sheet, texts};
use crate::scenes_trend::trend;

const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script> <!-- --> ]]> <![CDATA[ &lt;&#60;&amp;amp; </style></title></p>",
    "\" onload=\"alert(1)\" x='y' ` </td></tr></table><table> javascript:alert(1)",
    "</svg><svg onload=alert(1)><foreignObject><style>*{display:none}</style> </text></title>",
    "url(http://e.jp) \\22 } @import 'x'; --> <a href=//e.jp>",
    "\u{1b}[2J\u{9b}31m\u{7}\u{202e}逆さ\u{2066}\u{200b}\u{feff}\0\u{fffe}\u{e000}",
    "髙﨑 葛\u{e0100}城 ｶﾞｷﾞ ﾊﾟﾝ ㈱①②③ 𠮷野家 👨‍👩‍👧 か\u{3099}",
    "一行目\n\n  三行目\r\n\t四行目\r",
    "",
    " \n ",
];

fn plain(lang: Lang) -> Sheet {
    sheet(lang, str::to_owned)
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every text of the sheet, made visible, is a text of the page.
fn nothing_is_lost(sheet: &Sheet, all: &[Element]) {
    let body = all.iter().find(|e| e.name == "html").unwrap();
    let seen = without_blanks(&body.text);
    for typed in texts(sheet) {
        let typed = without_blanks(&visible(typed));
        assert!(seen.contains(&typed), "{typed:?} is lost");
    }
}

/// The elements without those that a longer or shorter text has more or fewer of.
fn shape(all: &[Element]) -> Vec<(String, Vec<String>)> {
    let of_text = ["br", "text", "title", "g", "col", "b"];
    let ours = all.iter().filter(|e| !of_text.contains(&e.name.as_str()));
    ours.map(|e| (e.name.clone(), e.attributes.keys().cloned().collect())).collect()
}

/// Compares with a file of `golden/`; `UPDATE_GOLDEN=1` writes it anew.
#[test]
fn a_sheet_with_every_block_and_drawing_is_its_golden_file() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/golden");
    for lang in Lang::ALL {
        let path = golden.join(format!("sheet.{}.html", lang.name()));
        let found = html(&plain(lang));
        if std::env::var("UPDATE_GOLDEN").is_ok_and(|set| set == "1") {
            std::fs::write(&path, &found).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        assert!(golden == found, "{} differs; see it with UPDATE_GOLDEN=1", path.display());
        assert_eq!(found, html(&plain(lang)), "the same sheet gives other bytes");
    }
}

#[test]
fn every_page_is_sound_and_holds_all_texts_of_its_sheet() {
    for lang in Lang::ALL {
        let (terms, trend) = (Terms::load(lang).unwrap(), trend());
        let scope = Scope { periods: trend.columns.len(), sections: &[] };
        let sheets = [
            plain(lang),
            compose(&sample(), &ReportWords::load(lang).unwrap(), &terms),
            trend_sheet::compose(&trend, scope, &TrendWords::load(lang).unwrap(), &terms),
            Sheet { lang, title: String::new(), blocks: Vec::new() },
        ];
        for sheet in sheets {
            let all = read(&html(&sheet));
            is_sound(&all);
            nothing_is_lost(&sheet, &all);
            assert_eq!(all[0].get("lang"), lang.name());
        }
    }
}

#[test]
fn the_contents_lead_to_every_heading_in_order() {
    let sheet = plain(Lang::Ja);
    let all = read(&html(&sheet));
    let links = all.iter().filter(|e| e.name == "a" && e.around.iter().any(|n| n == "nav"));
    let links: Vec<(&str, &str)> = links.map(|e| (e.get("href"), e.text.as_str())).collect();
    let headings = sheet.blocks.iter().filter_map(|block| match block {
        Block::Heading { text, level } => Some((text, *level)),
        _ => None,
    });
    let headings: Vec<_> = headings.collect();
    assert_eq!(links.len(), headings.len());
    for ((href, text), (heading, level)) in links.into_iter().zip(headings) {
        assert_eq!(text, heading);
        let target = all.iter().find(|e| format!("#{}", e.get("id")) == href).unwrap();
        assert_eq!(&target.text, heading);
        assert!(level == Level::Chapter && target.name == "h2" || level == Level::Section);
    }
}

#[test]
fn the_policy_allows_the_one_style_and_nothing_else() {
    use sha2::{Digest as _, Sha256};
    let all = read(&html(&plain(Lang::Ja)));
    let style = &all.iter().find(|e| e.name == "style").unwrap().text;
    let policy = all.iter().find(|e| !e.get("http-equiv").is_empty()).unwrap().get("content");
    let (_, rest) = policy.split_once("style-src 'sha256-").unwrap();
    let (hash, rest) = rest.split_once('\'').unwrap();
    assert_eq!(hash, base64(&Sha256::digest(style)));
    assert!(policy.starts_with("default-src 'none'; ") && !rest.contains("sha256"));
    assert!(all.iter().all(|e| !e.attributes.contains_key("style")));
}

/// By the bits, apart from how the program does it.
fn base64(bytes: &[u8]) -> String {
    let digits: Vec<char> =
        ('A'..='Z').chain('a'..='z').chain('0'..='9').chain("+/".chars()).collect();
    let bits: Vec<u8> = bytes.iter().flat_map(|b| (0..8).rev().map(move |n| b >> n & 1)).collect();
    let sixes = bits.chunks(6).map(|six| {
        let filled = six.iter().copied().chain(std::iter::repeat(0)).take(6);
        digits[usize::from(filled.fold(0, |all, bit| all << 1 | bit))]
    });
    let text: String = sixes.collect();
    format!("{text}{}", "=".repeat(text.len().next_multiple_of(4) - text.len()))
}

#[test]
fn hostile_texts_stay_texts_in_every_block() {
    for text in HOSTILE {
        let (hostile, harmless) =
            (sheet(Lang::Ja, |_| text.into()), sheet(Lang::Ja, |_| "文".into()));
        let all = read(&html(&hostile));
        is_sound(&all);
        nothing_is_lost(&hostile, &all);
        if !text.trim().is_empty() {
            assert_eq!(shape(&all), shape(&read(&html(&harmless))), "{text:?}");
        }
    }
}

#[test]
fn hostile_texts_of_a_record_stay_texts() {
    for lang in Lang::ALL {
        let (words, terms) = (ReportWords::load(lang).unwrap(), Terms::load(lang).unwrap());
        for text in HOSTILE {
            let sheet = compose(&with_text(sample(), text), &words, &terms);
            let all = read(&html(&sheet));
            is_sound(&all);
            nothing_is_lost(&sheet, &all);
        }
    }
}

#[test]
fn a_note_of_five_thousand_characters_is_written_whole_in_every_block() {
    let long: String = "所見の長い文、髙﨑 ㈱ｶﾞ。\n".chars().cycle().take(5000).collect();
    let sheet = sheet(Lang::Ja, |_| long.clone());
    let all = read(&html(&sheet));
    is_sound(&all);
    nothing_is_lost(&sheet, &all);
    let name = &all.iter().find(|e| e.name == "style").unwrap().text;
    assert!(name.len() < 20_000, "the title grows into the style: {}", name.len());
}

#[test]
fn every_drawing_has_a_name_and_the_first_of_a_chart_a_description() {
    let sheet = plain(Lang::Ja);
    let charts = sheet.blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    let charts: Vec<&Chart> = charts.collect();
    let all = read(&html(&sheet));
    let drawings: Vec<&Element> = all.iter().filter(|e| e.name == "svg").collect();
    let described = drawings.iter().filter(|e| e.attributes.contains_key("aria-describedby"));
    assert_eq!((charts.len(), drawings.len(), described.count()), (3, 5, 3));
    let text = |id: &str| all.iter().find(|e| e.get("id") == id).unwrap().text.clone();
    for drawing in drawings {
        assert_eq!(drawing.get("role"), "img");
        let name = text(drawing.get("aria-labelledby"));
        let chart = charts.iter().find(|chart| name.starts_with(&chart.title)).unwrap();
        if let Some(id) = drawing.attributes.get("aria-describedby") {
            assert_eq!(text(id), chart.told);
        }
    }
}

#[test]
fn what_the_colours_of_a_drawing_tell_its_numbers_and_marks_tell_too() {
    let all = read(&html(&plain(Lang::Ja)));
    let text: String = all.iter().filter(|e| e.name == "svg").map(|e| e.text.as_str()).collect();
    for told in
        ["37.5%", "3/8", "－", "×重", "？", "5", "3（うち期限超過 1）", "2（うち期限超過 2）"]
    {
        assert!(text.contains(told), "{told}");
    }
    let hatched = all.iter().filter(|e| e.get("fill") == "url(#hatch)").count();
    // Nine doubts of the strip, two marked parts, and what the marking means.
    assert_eq!(hatched, 9 + 2 + 1);
    assert_eq!(all.iter().filter(|e| e.name == "pattern").count(), 1);
}

/// Pages to look at, and for the checkers of `tests/html`: only where a folder is named for them.
#[test]
fn pages_are_written_where_the_environment_asks_for_them() {
    let Some(dir) = std::env::var_os("TENKEN_HTML_PAGES").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&dir).unwrap();
    let folder = Folder::empty();
    folder.done(&["demo", "tenken-demo"]);
    let app = app(&folder.path().join("tenken-demo"));
    let lang = Lang::Ja;
    let terms = Terms::load(lang).unwrap();
    let (_, record) = reading::sealed(&app, "FY2026-Q3".parse().unwrap()).unwrap();
    let compared = comparing::compare(&app, Pair::Newest).unwrap();
    let trend = trends::trend(&app, 8.try_into().unwrap()).unwrap();
    let words = ComparisonWords::load(lang).unwrap();
    let telling = Telling { words: &words, terms: &terms };
    let scope = Scope { periods: 8, sections: &[] };
    let hostile = HOSTILE.concat();
    let pages = [
        ("report", compose(&record, &ReportWords::load(lang).unwrap(), &terms)),
        ("comparison", comparison_sheet::compose(&compared.comparison, &[], telling)),
        ("trend", trend_sheet::compose(&trend, scope, &TrendWords::load(lang).unwrap(), &terms)),
        ("sheet", plain(lang)),
        ("sheet-en", plain(Lang::En)),
        ("hostile", sheet(lang, |_| hostile.clone())),
    ];
    for (name, sheet) in pages {
        std::fs::write(dir.join(format!("{name}.html")), html(&sheet)).unwrap();
    }
}

fn app(root: &Path) -> tenken::app::App {
    use tenken::app::{App, Place, Timepiece};
    let today = Timepiece::Stated("2027-01-20".parse().unwrap());
    App::new(std::sync::Arc::new(tenken::store::fs::DiskFs), &Place::Named(root), today)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn whatever_is_typed_the_page_is_sound_and_nothing_is_lost(
        parts in prop::collection::vec(
            prop_oneof![
                any::<char>().prop_map(String::from),
                "[<>&\"'/=!;#a-z-]{1,20}",
                "[ぁ-んァ-ン一-龠、。「」（）ー｡-ﾟ]{1,30}",
                Just("\n".to_owned()),
            ],
            1..10,
        )
    ) {
        let text: String = parts.concat();
        let sheet = sheet(Lang::Ja, |_| text.clone());
        let all = read(&html(&sheet));
        is_sound(&all);
        nothing_is_lost(&sheet, &all);
        if !text.trim().is_empty() && !visible(&text).trim().is_empty() {
            let harmless = crate::sample_sheet::sheet(Lang::Ja, |_| "文".into());
            prop_assert_eq!(shape(&all), shape(&read(&html(&harmless))));
        }
    }
}
