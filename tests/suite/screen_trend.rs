//! The trend on the screen: three views, moving both ways, at every size.

use tenken::domain::trend::{Series, Trend};
use tenken::tui::Effect;
use tenken::words::Lang;

use crate::driver::{Driver, Setting};
use crate::scenes::period;
use crate::scenes_trend::{arrived, changes, quarters, trend, write};

fn shown_in(trend: Trend, setting: Setting) -> Driver {
    let mut driver = Driver::with(setting);
    driver.answer(arrived(trend));
    driver
}

fn shown() -> Driver {
    shown_in(trend(), Setting::default())
}

/// Three years and more, so that not all periods fit anywhere.
fn long() -> Trend {
    let mut series = Series::default();
    let mut first = period("FY2015-Q1");
    let records = quarters(&changes());
    for _ in 0..5 {
        for record in &records {
            let mut record = record.clone();
            record.period = first;
            record.findings.clear();
            series.add(&record);
            first = first.next().unwrap();
        }
    }
    series.trend()
}

#[test]
fn items_stand_by_period_with_what_the_chosen_cell_means() {
    let mut driver = shown();
    driver.press("j left left left left left");
    insta::assert_snapshot!("trend_items", driver.screens());
}

#[test]
fn rates_stand_under_a_chart_in_which_every_line_has_its_letter() {
    let mut driver = shown();
    driver.press("tab j space j j j");
    insta::assert_snapshot!("trend_rates", driver.screens());
}

#[test]
fn findings_stand_with_their_ages_under_the_counts() {
    let mut driver = shown();
    driver.press("tab tab j left left left left left");
    insta::assert_snapshot!("trend_findings", driver.screens());
}

#[test]
fn the_english_screens_fit_too() {
    let mut driver = shown_in(trend(), Setting { lang: Lang::En, ..Setting::default() });
    let mut out = driver.screens();
    driver.press("tab");
    out.push_str(&driver.screens());
    driver.press("tab");
    out.push_str(&driver.screens());
    insta::assert_snapshot!("trend_en", out);
}

#[test]
fn the_periods_scroll_with_the_cursor_and_their_names_and_the_items_stay() {
    let mut driver = shown_in(long(), Setting::default());
    driver.resize(60, 16);
    let newest = driver.screen();
    assert!(newest.lines().nth(1).unwrap().contains('<'), "{newest}");
    assert!(newest.contains("R6") && !newest.contains("H27"), "{newest}");
    for _ in 0..39 {
        driver.press("h");
        let screen = driver.screen();
        assert!(screen.contains("ORG-01 個人情報取扱"), "{screen}");
    }
    let oldest = driver.screen();
    let head = oldest.lines().nth(1).unwrap();
    assert!(head.contains("H27") && head.contains('>') && !head.contains('<'), "{oldest}");
    assert!(oldest.contains("平成27年度第1四半期"), "{oldest}");
    driver.press("h");
    assert_eq!(driver.screen(), oldest, "there is nothing older");
    for _ in 0..80 {
        driver.press("l");
    }
    assert_eq!(driver.screen(), newest);
}

#[test]
fn every_item_can_be_brought_into_view_on_the_smallest_screen() {
    let mut driver = shown();
    driver.resize(60, 16);
    for row in &trend().rows {
        let screen = driver.screen();
        let line = screen.lines().find(|line| line.starts_with('>')).unwrap();
        assert!(line.contains(row.item.as_str()), "{}\n{screen}", row.item);
        assert!(screen.contains("4Q"), "{screen}");
        driver.press("down");
    }
    let last = driver.screen();
    driver.press("down page-down");
    assert_eq!(driver.screen(), last);
    driver.press("home");
    assert!(driver.screen().contains(">ORG-01") || driver.screen().contains("> ORG-01"));
    driver.press("] ] ]");
    assert!(driver.screen().contains("> TEC-01"), "{}", driver.screen());
    driver.press("[");
    assert!(driver.screen().contains("> PHY-01"), "{}", driver.screen());
}

#[test]
fn enter_asks_for_the_report_of_the_period_in_every_view() {
    for view in ["", "tab", "tab tab", "shift-tab"] {
        let mut driver = shown();
        driver.press(view);
        driver.press("h h");
        assert_eq!(driver.asks("enter"), Some(Effect::Report(period("FY2026-Q1"))), "{view}");
    }
}

#[test]
fn home_leads_to_the_trend_and_a_report_back_to_where_it_was_left() {
    let mut driver = Driver::new();
    write(&quarters(&[]), driver.root());
    let society = "format = 1\nname = \"見本健康保険組合\"\nchecklist = \"mihon\"\n\
                   cycle = \"quarterly\"\ndeadline_days = 15\n\n[people]\ninspector = \"山田 花子\"\n\
                   officer = \"鈴木 一郎\"\n";
    std::fs::write(driver.root().join("tenken.toml"), society).unwrap();
    for dir in std::fs::read_dir(driver.root().join("reports")).unwrap() {
        std::fs::write(dir.unwrap().path().join("SEAL"), "").unwrap();
    }
    driver.send(tenken::tui::Msg::Start { inspect: None });
    assert!(driver.screen().contains("t 推移"), "{}", driver.screen());
    driver.press("ｔ");
    assert!(driver.screen().contains("[項目]"), "{}", driver.screen());
    driver.press("tab j h");
    let left = driver.screen();
    driver.press("enter");
    assert!(driver.screen().contains("令和8年度第2四半期"), "{}", driver.screen());
    assert!(!driver.screen().contains("[適合率]"), "{}", driver.screen());
    driver.press("q");
    assert_eq!(driver.screen(), left);
    driver.press("q");
    assert!(driver.screen().contains("今期は確定済です"), "{}", driver.screen());
}

#[test]
fn a_record_that_cannot_be_read_is_named_and_home_stays() {
    let mut driver = Driver::new();
    write(&quarters(&[])[..2], driver.root());
    let file = "reports/0002_FY2025-Q1_2025-06-30_report/report.toml";
    std::fs::write(driver.root().join(file), "format = 1").unwrap();
    driver.answer(tenken::tui::Outcome::Overview(Ok(std::sync::Arc::new(
        crate::scenes::busy_overview(),
    ))));
    driver.resize(120, 40);
    driver.press("t");
    let screen = driver.screen();
    assert!(screen.contains(file) && screen.contains("ホーム"), "{screen}");
    let mut empty = Driver::new();
    empty.answer(tenken::tui::Outcome::Overview(Ok(std::sync::Arc::new(
        crate::scenes::new_overview(),
    ))));
    assert_eq!(empty.asks("t"), Some(Effect::Trend));
}

#[test]
fn a_click_chooses_and_a_second_one_opens() {
    let mut driver = shown();
    driver.click("観  観");
    let screen = driver.screen();
    assert!(screen.contains("> HUM-02") && screen.contains("不適（観察）"), "{screen}");
    assert!(screen.contains("令和6年度第4四半期  不適（観察）"), "{screen}");
    driver.wheel_down();
    assert!(driver.screen().contains("> HUM-03"), "{}", driver.screen());
    driver.click("> HUM-03");
    assert!(driver.screen().contains("令和6年度第4四半期"), "a name is no period");
}

#[test]
fn a_changed_checklist_is_marked_and_told_at_its_period() {
    let mut driver = shown();
    for keys in ["h h h", "tab", "tab"] {
        driver.press(keys);
        let screen = driver.screen();
        assert!(screen.contains("4Q*"), "{screen}");
        assert!(screen.contains("1.1.0版から1.2.0版に変わりました"), "{screen}");
    }
}

#[test]
fn lines_are_kept_and_dropped_in_the_chart() {
    let mut driver = shown();
    driver.press("tab");
    let drawn = |driver: &Driver| {
        let screen = driver.screen();
        (0..7).filter(|n| screen.contains(&format!("[{}]", char::from(b'A' + n)))).count()
    };
    assert_eq!(drawn(&driver), 1);
    driver.press("j space j");
    assert_eq!(drawn(&driver), 3);
    driver.press("k space j");
    assert_eq!(drawn(&driver), 2);
    driver.press("？");
    assert!(driver.screen().contains("ヘルプ"));
}

#[test]
fn nothing_to_show_is_said_and_every_size_is_drawn() {
    let records = quarters(&changes());
    let mut series = Series::default();
    let mut only = records[0].clone();
    only.findings.clear();
    series.add(&only);
    for trend in [trend(), series.trend(), Trend::default()] {
        let mut driver = shown_in(trend, Setting::default());
        for _ in 0..3 {
            driver.press("end right left");
            driver.draws_at_every_size();
            driver.press("tab");
        }
    }
    let mut quiet = shown_in(series.trend(), Setting::default());
    quiet.press("tab tab j");
    assert!(quiet.screen().contains("この間に指摘はありません。"), "{}", quiet.screen());
}

#[test]
fn colour_says_nothing_alone() {
    let mut colour = shown();
    let mut mono = shown_in(trend(), Setting { no_color: Some("1"), ..Setting::default() });
    for _ in 0..3 {
        assert_eq!(colour.screens(), mono.screens());
        colour.press("tab");
        mono.press("tab");
    }
}
