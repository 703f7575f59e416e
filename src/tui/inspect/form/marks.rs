//! What references carry besides their words: the file, the last day, the period they were cited
//! from. Each stays with its line however the text is edited.
//!
//! It draws nothing and reads no file.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::app::inspect::Work;
use crate::domain::checklist::Item;
use crate::domain::evidence::{Evidence, EvidenceFile};
use crate::domain::period::Period;
use crate::text::typed_line;

/// What one line carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) carried: Option<Period>,
    pub(super) file: Option<EvidenceFile>,
    pub(super) valid_until: Option<NaiveDate>,
}

impl Mark {
    fn of(evidence: &Evidence) -> Self {
        let Evidence { carried, file, valid_until, .. } = evidence.clone();
        Self { carried, file, valid_until }
    }

    /// What is left of it where the words become others: words that nobody cited are not cited,
    /// but a file is the one that was seen then, whatever it is called.
    fn with_other_words(self) -> Self {
        Self { carried: self.carried.filter(|_| self.file.is_some()), ..self }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The marks of all lines, and those of words that stood or can stand there.
#[derive(Debug, Clone, Default)]
pub(in crate::tui::inspect) struct Marks {
    /// One for each line of the text.
    lines: Vec<Mark>,
    /// By the words of a line, for when they come back.
    known: BTreeMap<String, Mark>,
    /// By words that can be put in with one key.
    offered: BTreeMap<String, Mark>,
}

impl Marks {
    pub(super) fn new(list: &[Evidence]) -> Self {
        let lines: Vec<Mark> = list.iter().map(Mark::of).collect();
        let known = list.iter().map(|e| (e.text.clone(), Mark::of(e))).collect();
        Self { lines, known, offered: BTreeMap::new() }
    }

    /// What comes along when a reference of the last time, or one of this period that says more
    /// than its words, is put in.
    pub(super) fn offer(&mut self, work: &Work, item: &Item) {
        if let Some(last) = work.past.last(&item.id) {
            for evidence in &last.answer.evidence {
                let mark = Mark { carried: Some(last.period), ..Mark::of(evidence) };
                self.offered.entry(evidence.text.clone()).or_insert(mark);
            }
        }
        for other in work.inspection.due(&work.checklist) {
            for evidence in work.inspection.answer(&other.id).evidence {
                let mark = Mark { carried: None, ..Mark::of(&evidence) };
                if evidence.carried.is_none() && !mark.is_empty() {
                    self.offered.entry(evidence.text).or_insert(mark);
                }
            }
        }
    }

    /// Words that are put in with one key bring what belongs to them.
    pub(super) fn bring(&mut self, text: &str) {
        if let Some(mark) = self.offered.get(text) {
            self.known.insert(text.to_owned(), mark.clone());
        }
    }

    /// The text was edited; lines that stayed keep their marks.
    pub(super) fn follow(&mut self, before: &str, after: &str) {
        if before == after {
            return;
        }
        let (old, new): (Vec<&str>, Vec<&str>) =
            (before.split('\n').collect(), after.split('\n').collect());
        self.lines.resize(old.len(), Mark::default());
        let same = |(a, b): &(&&str, &&str)| a == b;
        let head = old.iter().zip(&new).take_while(same).count();
        let tails = old[head..].iter().rev().zip(new[head..].iter().rev());
        let tail = tails.take_while(same).count();
        let (gone, come) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
        let marks: Vec<Mark> = self.lines[head..head + gone.len()].to_vec();
        if gone.len() > come.len() {
            for (text, mark) in gone.iter().zip(&marks).filter(|(_, mark)| !mark.is_empty()) {
                self.known.insert(typed_line(text), mark.clone());
            }
        }
        let mark = |(at, text): (usize, &&str)| {
            let words = typed_line(text);
            let known = self.known.get(&words).filter(|_| !words.is_empty()).cloned();
            let moved = || marks.get(at).cloned().unwrap_or_default().with_other_words();
            known.unwrap_or_else(moved)
        };
        let fresh: Vec<Mark> = come.iter().enumerate().map(mark).collect();
        self.lines.splice(head..head + gone.len(), fresh);
    }

    pub(super) fn of(&self, line: usize) -> Mark {
        self.lines.get(line).cloned().unwrap_or_default()
    }

    /// A file was pointed at: what is on that line was seen now and is not cited.
    pub(super) fn point(&mut self, line: usize, file: EvidenceFile) {
        let mark = self.line(line);
        (mark.file, mark.carried) = (Some(file), None);
    }

    pub(super) fn last_day(&mut self, line: usize, day: Option<NaiveDate>) {
        self.line(line).valid_until = day;
    }

    fn line(&mut self, line: usize) -> &mut Mark {
        if self.lines.len() <= line {
            self.lines.resize(line + 1, Mark::default());
        }
        &mut self.lines[line]
    }

    /// The references of a text, in their order; blank lines and repeated ones are left out.
    pub(super) fn references(&self, text: &str) -> Vec<Evidence> {
        let mut found: Vec<Evidence> = Vec::new();
        for (at, line) in text.split('\n').enumerate() {
            let (text, mark) = (typed_line(line), self.of(at));
            let twice = |e: &Evidence| e.text == text && e.file == mark.file;
            if !text.is_empty() && !found.iter().any(twice) {
                let Mark { carried, file, valid_until } = mark;
                found.push(Evidence { text, carried, file, valid_until });
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::tests::file;

    fn marks() -> Marks {
        let named = |text: &str| Evidence { file: Some(file(text, 1)), ..Evidence::new(text) };
        let cited = Evidence { carried: "FY2026-Q2".parse().ok(), ..Evidence::new("台帳") };
        Marks::new(&[named("甲.pdf"), cited, named("乙.pdf")])
    }

    const TEXT: &str = "甲.pdf\n台帳\n乙.pdf";

    /// What the lines carry after an edit: the name of the file, `*` where cited.
    fn after(marks: &Marks, text: &str) -> Vec<String> {
        let told = |e: Evidence| {
            let file = e.file.map(|f| f.path.to_string()).unwrap_or_default();
            format!("{}={file}{}", e.text, if e.carried.is_some() { "*" } else { "" })
        };
        marks.references(text).into_iter().map(told).collect()
    }

    #[test]
    fn a_file_stays_with_its_line_and_a_citation_with_its_words() {
        for (edited, told) in [
            (TEXT, ["甲.pdf=甲.pdf", "台帳=*", "乙.pdf=乙.pdf"].as_slice()),
            ("甲 第2版\n台帳\n乙.pdf", &["甲 第2版=甲.pdf", "台帳=*", "乙.pdf=乙.pdf"]),
            ("甲.pdf\n台帳2\n乙.pdf", &["甲.pdf=甲.pdf", "台帳2=", "乙.pdf=乙.pdf"]),
            ("甲.pdf\n\n台帳\n乙.pdf", &["甲.pdf=甲.pdf", "台帳=*", "乙.pdf=乙.pdf"]),
            ("台帳\n乙.pdf", &["台帳=*", "乙.pdf=乙.pdf"]),
            ("名簿\n甲.pdf\n台帳\n乙.pdf", &["名簿=", "甲.pdf=甲.pdf", "台帳=*", "乙.pdf=乙.pdf"]),
            ("", &[]),
        ] {
            let mut marks = marks();
            marks.follow(TEXT, edited);
            assert_eq!(after(&marks, edited), told, "{edited:?}");
            marks.follow(edited, TEXT);
            assert_eq!(after(&marks, TEXT)[2], "乙.pdf=乙.pdf", "taking back {edited:?}");
        }
    }

    #[test]
    fn lines_that_are_joined_and_parted_again_are_as_before() {
        let mut marks = marks();
        let joined = "甲.pdf台帳\n乙.pdf";
        marks.follow(TEXT, joined);
        assert_eq!(after(&marks, joined), ["甲.pdf台帳=甲.pdf", "乙.pdf=乙.pdf"]);
        marks.follow(joined, TEXT);
        assert_eq!(after(&marks, TEXT), ["甲.pdf=甲.pdf", "台帳=*", "乙.pdf=乙.pdf"]);
    }

    #[test]
    fn a_file_that_is_pointed_at_anew_is_cited_no_more() {
        let cited = Evidence {
            carried: "FY2026-Q2".parse().ok(),
            file: Some(file("甲.pdf", 1)),
            ..Evidence::new("甲.pdf")
        };
        let mut marks = Marks::new(&[cited]);
        marks.point(0, file("甲.pdf", 2));
        marks.last_day(3, NaiveDate::from_ymd_opt(2027, 3, 31));
        let found = marks.references("甲.pdf");
        assert_eq!((found[0].carried, found[0].file.as_ref().unwrap().size), (None, 2));
        assert_eq!(marks.references("甲.pdf\n\n\n乙")[1].valid_until, marks.of(3).valid_until);
    }
}
