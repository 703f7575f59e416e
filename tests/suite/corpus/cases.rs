//! Runs the cases that are data, group by group.
//!
//! What a case says of itself is checked here, what holds for every run in `running`.

use std::fmt::Write as _;

use super::case::Case;
use super::running::{Disk, Outcome};
use super::{GROUPS, folder, group, special};

/// What of a case did not come out as it says.
fn faults(case: &Case, words: &[String], outcome: &Outcome) -> Vec<String> {
    let mut faults = outcome.faults(words);
    if outcome.code != Some(case.exit) {
        faults.push(format!("it ended with {:?} instead of {}", outcome.code, case.exit));
    }
    let all = format!("{}{}", outcome.out, outcome.err);
    for told in case.told.iter().filter(|told| !all.contains(told.as_str())) {
        faults.push(format!("it did not say {told:?}"));
    }
    for never in case.never.iter().filter(|never| all.contains(never.as_str())) {
        faults.push(format!("it said {never:?}"));
    }
    for line in case.no_line.iter().filter(|line| all.lines().any(|found| found == *line)) {
        faults.push(format!("it has the line {line:?}"));
    }
    if case.exit != 0 && case.told.is_empty() {
        faults.push("a refusal whose words nobody looks at".to_owned());
    }
    faults
}

fn ran(name: &str, case: &Case, report: &mut String) {
    let disk = Disk::of(case.base());
    disk.prepare(case, &folder(name));
    let before = disk.files();
    let words = case.run(&disk.root().display().to_string());
    let outcome = disk.run(&words);
    let mut faults = faults(case, &words, &outcome);
    let same = before == disk.files();
    if same == case.writes {
        faults.push(if same { "nothing was written" } else { "something was written" }.to_owned());
    }
    for fault in faults {
        let _ = writeln!(report, "{name}: {}: {fault}", case.name);
        let _ = writeln!(report, "    {:?}\n{}{}", outcome.code, outcome.out, outcome.err);
    }
}

fn all_of(name: &str) {
    let mut report = String::new();
    for case in group(name) {
        ran(name, &case, &mut report);
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn what_would_steer_the_terminal_does_not() {
    all_of("terminal");
}

#[test]
fn what_would_hide_or_turn_text_is_shown() {
    all_of("bidi");
}

#[test]
fn other_encodings_are_named_and_utf_8_opens_with_its_mark_and_line_ends() {
    all_of("encodings");
}

#[test]
fn what_toml_can_be_made_to_do_is_bounded() {
    all_of("toml");
}

#[test]
fn what_cannot_be_meant_is_told_where_it_stands() {
    all_of("meaning");
}

#[test]
fn no_name_leads_out_of_its_folder() {
    all_of("names");
}

#[test]
fn what_is_put_out_is_text_in_every_format() {
    all_of("output");
}

#[test]
fn the_corpus_is_as_large_as_it_is_said_to_be() {
    let mut all = 0;
    for (name, least) in GROUPS {
        let cases = group(name);
        let mut names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), cases.len(), "{name}: two cases of one name");
        assert!(cases.len() >= least, "{name} has {} cases instead of {least}", cases.len());
        println!("{name}: {}", cases.len());
        all += cases.len();
    }
    println!("special: {}", special::CASES);
    assert!(all + special::CASES >= 430, "{all}");
}

/// One case in twelve with the program itself: it must end and speak as it did here.
#[test]
fn the_program_itself_does_as_its_library() {
    for (name, _) in GROUPS {
        for case in group(name).iter().step_by(12).filter(|case| !case.writes) {
            // No system hands a zero byte to a program.
            let disk = Disk::of(case.base());
            disk.prepare(case, &folder(name));
            let words = case.run(&disk.root().display().to_string());
            if words.iter().any(|word| word.contains('\0')) {
                continue;
            }
            let (here, there) = (disk.run(&words), disk.spawn(&words));
            let both = [&here, &there].map(|o| (o.code, o.out.as_str(), o.err.as_str()));
            assert_eq!(both[0], both[1], "{name}: {}", case.name);
        }
    }
}
