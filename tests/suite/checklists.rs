//! The checklists that come with the program, and what commands print of a checklist.
//!
//! Their contents are data; what is held here is that they are whole, clean and stable.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use proptest::prelude::*;
use tenken::cli::checklist::{Words, list, list_rows, show};
use tenken::cli::checklist_diff::diff as diff_text;
use tenken::domain::changes::{Fate, diff};
use tenken::domain::checklist::{Checklist, Frequency, Method};
use tenken::domain::due::is_due;
use tenken::domain::id::{ChecklistId, CommitmentId, ItemId};
use tenken::report::checklist_json;
use tenken::store::checklists::{
    Catalog, CatalogError, Origin, State, canonical, digest, read_canonical,
};
use tenken::words::{ChecklistWords, Lang, LintWords, SuccessionWords, Terms};

const REAL: [&str; 3] = ["kenpo", "fsi-kenpo", "gunma-nodan-kenpo"];
const BASE: &str = include_str!("lint/mini.toml");
const SOCIETY: &str = include_str!("lint/demo.toml");

fn id(text: &str) -> ChecklistId {
    ChecklistId::new(text).unwrap()
}

fn real(name: &str) -> Checklist {
    Catalog::new(Vec::new()).load(&id(name)).unwrap()
}

fn own(files: &[(&str, &str)]) -> Catalog {
    Catalog::new(files.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect())
}

fn demo() -> Checklist {
    own(&[("mini.toml", BASE), ("demo.toml", SOCIETY)]).load(&id("demo")).unwrap()
}

fn with_words(lang: Lang, print: impl FnOnce(Words<'_>) -> String) -> String {
    let (checklist, lint) = (ChecklistWords::load(lang).unwrap(), LintWords::load(lang).unwrap());
    let terms = Terms::load(lang).unwrap();
    let succession = SuccessionWords::load(lang).unwrap();
    print(Words { checklist: &checklist, lint: &lint, terms: &terms, succession: &succession })
}

#[test]
fn the_checklists_that_come_with_the_program_have_no_faults() {
    for name in REAL {
        let file = format!("{name}.toml");
        let text = std::fs::read_to_string(format!("checklists/{file}")).unwrap();
        let (faults, items) = Catalog::new(Vec::new()).lint(&file, &text);
        assert_eq!(faults, [], "{name}");
        assert_eq!(items, Some(real(name).items.len()));
    }
}

#[test]
fn every_item_of_the_real_checklists_is_asked_in_its_quarter() {
    for (name, items, quarters) in [
        ("kenpo", 80, [66, 67, 65, 68]),
        ("fsi-kenpo", 101, [73, 73, 73, 74]),
        ("gunma-nodan-kenpo", 103, [73, 74, 74, 74]),
    ] {
        let checklist = real(name);
        let due = [1, 2, 3, 4].map(|quarter| {
            let period = format!("FY2026-Q{quarter}").parse().unwrap();
            checklist.items.iter().filter(|item| is_due(item, period)).count()
        });
        assert_eq!((checklist.items.len(), due), (items, quarters), "{name}");
        let sections: Vec<_> = checklist.sections.iter().map(|s| &s.id).collect();
        let places: Vec<_> = checklist
            .items
            .iter()
            .map(|i| sections.iter().position(|s| **s == i.section))
            .collect();
        assert!(places.is_sorted(), "items stand in section order");
    }
}

#[test]
fn every_commitment_of_the_real_checklists_has_an_item() {
    for name in REAL {
        let checklist = real(name);
        let coverage = checklist.coverage();
        assert_eq!(coverage.len(), 29);
        for (commitment, items) in coverage {
            assert!(!items.is_empty(), "{name}: {}", commitment.id);
        }
    }
}

#[test]
fn a_society_puts_its_words_over_the_base_and_its_rows_into_the_items() {
    let checklist = demo();
    let ids: Vec<&str> = checklist.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["HUM-01", "HUM-02", "DMO-01", "PUR-QUALIFY", "PUR-CASH"]);
    let item = |name| checklist.item(&ItemId::new(name).unwrap()).unwrap();
    assert_eq!(item("HUM-01").question, "研修が四半期に1度行われているか。");
    assert_eq!(item("HUM-01").how, "記録を見る。");
    assert_eq!(item("HUM-01").not_applicable, None);
    assert_eq!(item("HUM-02").frequency, Frequency::Quarterly);
    assert!(item("HUM-02").escalate);
    assert_eq!(
        item("PUR-QUALIFY").question,
        "資格に関する情報は、加入者の管理、保険料の徴収の範囲か。"
    );
    assert_eq!(item("PUR-CASH").frequency, Frequency::Rotating { turn: 3 });
    let texts: Vec<&str> = checklist.commitments.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(
        texts,
        ["研修を年4回行っている", "目的の範囲で取り扱っている", "効果を検証している"]
    );
    assert_eq!(checklist.extends, Some(id("mini")));
    assert_eq!(checklist.retired.len(), 1);
}

#[test]
fn what_stands_in_a_row_is_never_taken_for_a_placeholder() {
    let text = SOCIETY.replace("現金給付に関する情報", "{entries}");
    let checklist = own(&[("mini.toml", BASE), ("demo.toml", &text)]).load(&id("demo")).unwrap();
    let cash = checklist.item(&ItemId::new("PUR-CASH").unwrap()).unwrap();
    assert_eq!(cash.question, "{entries}は、給付の審査の範囲か。");
}

#[test]
fn a_file_of_the_root_wins_over_the_embedded_one() {
    let text = BASE.replace("\"mini\"", "\"kenpo\"");
    let catalog = own(&[("kenpo.toml", &text), ("broken.toml", "format = 1\nid = \"broken\"\n")]);
    assert_eq!(catalog.load(&id("kenpo")).unwrap().items.len(), 3);
    let listed: Vec<_> =
        catalog.list().into_iter().map(|one| (one.id.to_string(), one.origin, one.state)).collect();
    assert_eq!(listed.len(), 4);
    assert_eq!(listed[0], ("broken".to_owned(), Origin::Root, State::Faulty { errors: 5 }),);
    assert_eq!(listed[3], ("kenpo".to_owned(), Origin::Root, State::Usable { items: 3 }));
    assert!(matches!(listed[1], (_, Origin::Embedded, State::Faulty { errors }) if errors > 0));
}

#[test]
fn a_checklist_that_is_not_there_is_answered_with_the_nearest() {
    let error = Catalog::new(Vec::new()).load(&id("fsi-kenpou")).unwrap_err();
    let nearest = Some("fsi-kenpo".to_owned());
    assert_eq!(error, CatalogError::Unknown { id: "fsi-kenpou".to_owned(), nearest });
}

#[test]
fn the_faults_of_a_base_are_told_with_the_checklist_that_needs_it() {
    let base = BASE.replace("turn = 2", "turn = 7");
    let catalog = own(&[("mini.toml", &base), ("demo.toml", SOCIETY)]);
    let CatalogError::Faulty { files } = catalog.load(&id("demo")).unwrap_err() else {
        panic!("the base is faulty")
    };
    let told: Vec<(&str, usize)> =
        files.iter().map(|file| (file.file.as_str(), file.faults.len())).collect();
    assert_eq!(told, [("demo.toml", 1), ("mini.toml", 1)]);
}

#[test]
fn the_canonical_text_reads_back_as_the_same_checklist() {
    for checklist in REAL.map(real).into_iter().chain([demo()]) {
        let text = canonical(&checklist);
        assert!(text.len() < tenken::store::checklists::MAX_BYTES);
        assert_eq!(read_canonical(&text).unwrap(), checklist);
        // It is a checklist file like any other, and needs no base.
        let name = format!("{}.toml", checklist.id);
        let (faults, items) = own(&[]).lint(&name, &text);
        assert_eq!((faults.as_slice(), items), (&[][..], Some(checklist.items.len())));
        assert_eq!(digest(&read_canonical(&text).unwrap()), digest(&checklist));
    }
}

#[test]
fn a_canonical_text_stays_readable_when_the_linter_grows_stricter() {
    let mut checklist = demo();
    checklist.items[0].title = "長い題名".repeat(200);
    checklist.items[0].methods = vec![Method::Ask, Method::Read];
    assert_eq!(read_canonical(&canonical(&checklist)).unwrap(), checklist);
    // But what says something this program does not know is not taken for read.
    let text = canonical(&demo()).replacen("escalate = true", "escalate = true\nurgent = true", 1);
    assert!(read_canonical(&text).is_err());
    assert!(read_canonical(&canonical(&demo()).replacen("format = 1", "format = 2", 1)).is_err());
}

#[test]
fn the_digest_of_a_layout_does_not_depend_on_comments_or_line_ends() {
    let text = SOCIETY.replace('\n', "\r\n").replace("[[item]]", "# 注釈\r\n[[item]]");
    let other = own(&[("mini.toml", BASE), ("demo.toml", &text)]).load(&id("demo")).unwrap();
    assert_eq!(digest(&other), digest(&demo()));
}

/// Changes one field; `which` picks it, `n` picks the item.
fn altered(mut checklist: Checklist, which: usize, n: usize, word: &str) -> Checklist {
    let count = checklist.items.len();
    let item = &mut checklist.items[n % count];
    match which {
        0 => item.title.push_str(word),
        1 => item.question.push_str(word),
        2 => item.how.push_str(word),
        3 => item.evidence.push(word.to_owned()),
        4 => item.basis.push(word.to_owned()),
        5 => item.escalate = !item.escalate,
        6 => {
            let condition = item.not_applicable.take().unwrap_or_default();
            item.not_applicable = Some(condition + word);
        }
        7 => item.commitments.push(CommitmentId::new("Z9").unwrap()),
        8 => {
            item.frequency = match item.frequency {
                Frequency::Quarterly => Frequency::Annual { due_quarter: 2 },
                Frequency::Annual { due_quarter } => Frequency::Rotating { turn: due_quarter },
                Frequency::Rotating { .. } => Frequency::Quarterly,
            }
        }
        9 => item.methods.push(Method::Repeat),
        10 => checklist.title.push_str(word),
        11 => checklist.version.push_str(word),
        12 => checklist.notice.edition.push_str(word),
        13 => checklist.sections[0].title.push_str(word),
        14 => checklist.commitments[0].text.push_str(word),
        15 => checklist.basis_date = checklist.basis_date.succ_opt().unwrap(),
        16 => checklist.items.swap(0, 1),
        17 => checklist.extends = Some(id("other")),
        18 => checklist.retired.clear(),
        _ => item.id = ItemId::new("NEW-01").unwrap(),
    }
    checklist
}

proptest! {
    #[test]
    fn every_change_of_a_field_changes_the_digest(
        which in 0_usize..20,
        n in 0_usize..5,
        word in "[a-zあ-ん\"\\\\#\\[\\]=\n]{1,12}",
    ) {
        let (old, new) = (demo(), altered(demo(), which, n, &word));
        prop_assert_ne!(digest(&old), digest(&new));
        let compared = diff(&old, &new);
        let same = compared.items.iter().all(|item| item.fate == Fate::Same)
            && compared.commitments.iter().all(|c| c.fate == Fate::Same)
            && compared.metadata.is_empty();
        // The order of items and the retired ids are no business of a comparison.
        prop_assert_eq!(same, which == 16 || which == 18);
    }

    #[test]
    fn any_text_survives_the_canonical_form(word in "\\PC{1,30}") {
        let mut checklist = demo();
        checklist.items[0].question = format!("問{word}");
        prop_assert_eq!(read_canonical(&canonical(&checklist)).unwrap(), checklist);
    }

    #[test]
    fn no_text_makes_the_linter_fail(
        text in "(\\[\\[?(item|table\\.x|change)\\]\\]?|[a-z_]{1,6}|[=\"\n]|\\PC){0,60}",
    ) {
        let (faults, items) = own(&[]).lint("x.toml", &text);
        prop_assert!(items.is_none() && !faults.is_empty());
        for fault in faults {
            prop_assert!(text.get(fault.span).is_some(), "a span that is no text");
        }
    }
}

#[test]
fn the_list_and_a_checklist_print_whole() {
    let catalog = own(&[
        ("mini.toml", BASE),
        ("demo.toml", SOCIETY),
        ("odd.toml", "format = 1\n"),
        ("点検表.toml", ""),
    ]);
    for lang in Lang::ALL {
        let name = lang.name();
        let text = with_words(lang, |words| list(&catalog.list(), &catalog.misnamed(), words));
        insta::assert_snapshot!(format!("list_{name}"), text);
        let text = with_words(lang, |words| show(&demo(), words));
        insta::assert_snapshot!(format!("show_{name}"), text);
    }
    insta::assert_snapshot!("list_json", checklist_json::list(&list_rows(&catalog.list())));
    insta::assert_snapshot!("show_json", checklist_json::show(&demo(), &digest(&demo())));
}

#[test]
fn no_line_of_a_shown_checklist_is_wider_than_80_cells() {
    for name in REAL {
        for lang in Lang::ALL {
            let text = with_words(lang, |words| show(&real(name), words));
            assert_eq!(text.lines().find(|line| tenken::text::cells(line) > 80), None);
        }
    }
}

#[test]
fn a_comparison_prints_what_changed_old_beside_new() {
    let text = SOCIETY
        .replace("1.2.0", "1.3.0")
        .replace("検証したか。", "効果を検証し、記録したか。")
        .replace("section = \"human\"\ntitle", "section = \"purpose\"\ntitle")
        .replace("[[disable]]\nid = \"HUM-03\"", "[[disable]]\nid = \"HUM-02\"")
        .replace("id = \"HUM-02\"\nfrequency", "id = \"HUM-03\"\nfrequency")
        .replace("研修を年4回", "研修を年5回");
    let new = own(&[("mini.toml", BASE), ("demo.toml", &text)]).load(&id("demo")).unwrap();
    let compared = diff(&demo(), &new);
    for lang in Lang::ALL {
        let name = format!("diff_{}", lang.name());
        insta::assert_snapshot!(name, with_words(lang, |words| diff_text(&compared, words)));
    }
    insta::assert_snapshot!("diff_json", checklist_json::diff(&compared, &[]));
    let same = with_words(Lang::Ja, |words| diff_text(&diff(&new, &new), words));
    assert!(same.ends_with("違いはありません。\n"));
    let other = diff(&real("fsi-kenpo"), &real("gunma-nodan-kenpo"));
    assert!(other.different_ids());
    assert_eq!(other.items.len(), 101 + other.count(Fate::Added));
}
