//! 記入用紙: the due items of a period as a form for people away from the terminal.
//!
//! What is asked is settled here for every format, and how it stands on paper; the workbook, which
//! comes back, is laid out in `form_workbook`. Nothing is answered in it beforehand.

use super::sheet::{Ask, Block, Group, Piece, Sheet, Slot, Title};
use crate::domain::answer::{Grade, Verdict};
use crate::domain::checklist::{Checklist, Item, Method, Section};
use crate::domain::due::is_due;
use crate::domain::era::date_in_era;
use crate::domain::finding::{Finding, Turn};
use crate::domain::form::Column as Field;
use crate::domain::id::SectionId;
use crate::domain::inspection::Inspection;
use crate::domain::past::Past;
use crate::words::{Lang, PaperFormWords, Terms, fill};

/// What a form is made of.
#[derive(Debug, Clone, Copy)]
pub struct Blank<'a> {
    pub society: &'a str,
    /// To whom it is returned; empty where nobody is named.
    pub inspector: &'a str,
    pub checklist: &'a Checklist,
    pub inspection: &'a Inspection,
    pub past: &'a Past,
    pub open: &'a [Finding],
    /// Those wanted; empty has all.
    pub sections: &'a [SectionId],
}

/// One item as the form asks it.
pub(super) struct Asked<'a> {
    pub(super) item: &'a Item,
    /// What was answered before, and what is recorded already.
    pub(super) last: Vec<String>,
    pub(super) findings: Vec<String>,
}

impl<'a> Blank<'a> {
    /// Sections with the items that are due, none of them empty.
    pub(super) fn asked(
        &self,
        words: &PaperFormWords,
        terms: &Terms,
    ) -> Vec<(&'a Section, Vec<Asked<'a>>)> {
        let wanted =
            |section: &&Section| self.sections.is_empty() || self.sections.contains(&section.id);
        let sections = self.checklist.sections.iter().filter(wanted);
        let asked = sections.map(|section| {
            let due = |item: &&Item| is_due(item, self.inspection.period());
            let items = self.checklist.items_of(&section.id).filter(due);
            (section, items.map(|item| self.ask(item, words, terms)).collect::<Vec<_>>())
        });
        asked.filter(|(_, items)| !items.is_empty()).collect()
    }

    /// How many items are on it.
    pub fn count(&self, words: &PaperFormWords, terms: &Terms) -> usize {
        self.asked(words, terms).iter().map(|(_, items)| items.len()).sum()
    }

    fn ask(&self, item: &'a Item, words: &PaperFormWords, terms: &Terms) -> Asked<'a> {
        let last = match self.past.last(&item.id) {
            Some(past) => {
                let verdict = terms.verdict(past.answer.verdict);
                let values = [("period", &*terms.period(past.period)), ("verdict", verdict)];
                fill(&words.last_value, &values)
            }
            None => words.never.clone(),
        };
        let now = self
            .inspection
            .verdict(&item.id)
            .map(|verdict| fill(&words.recorded, &[("verdict", terms.verdict(Some(verdict)))]));
        let open = self.open.iter().filter(|finding| finding.is_of(&item.id));
        let findings = open.map(|finding| {
            let (id, due) = (finding.id.to_string(), date_in_era(finding.due()));
            let values = [
                ("id", id.as_str()),
                ("grade", terms.grade(finding.grade)),
                ("due", &due),
                ("what", &finding.what),
            ];
            fill(&words.finding_value, &values)
        });
        let last = std::iter::once(last).chain(now).collect();
        Asked { item, last, findings: findings.collect() }
    }
}

/// What may be chosen in a column, as the form shows it; empty where anything can be written.
pub(super) fn choices(field: Field, terms: &Terms) -> Vec<String> {
    match field {
        Field::Verdict => Verdict::ALL.map(|v| terms.verdict(Some(v)).to_owned()).to_vec(),
        Field::Grade => Grade::ALL.map(|grade| terms.grade(grade).to_owned()).to_vec(),
        Field::Methods => Method::ALL.map(|method| terms.method(method).to_owned()).to_vec(),
        _ => Vec::new(),
    }
}

/// The form as a neutral sheet: each section begins a page, so that it can be handed out alone.
pub fn compose(blank: &Blank<'_>, words: &PaperFormWords, terms: &Terms, lang: Lang) -> Sheet {
    let period = terms.period(blank.inspection.period());
    let id = blank.inspection.period().to_string();
    let of = fill(&words.of, &[("period", &period), ("id", &id)]);
    let pen = Pen { words, terms };
    let mut blocks = vec![
        Block::Title(Title {
            heading: words.title.clone(),
            addressee: blank.society.to_owned(),
            lines: vec![of, list(blank, words)],
        }),
        Block::Paragraph(words.by_hand.guide.clone()),
    ];
    for (n, (section, items)) in blank.asked(words, terms).into_iter().enumerate() {
        blocks.extend((n > 0).then_some(Block::PageBreak));
        blocks.push(Block::chapter(&section.title));
        blocks.push(pen.hands(blank.inspector));
        blocks.extend(items.iter().map(|asked| Block::Ask(pen.ask(asked))));
    }
    let head = &words.by_hand.head;
    let list = &blank.checklist;
    let values = [
        ("society", blank.society),
        ("period", &period),
        ("title", &words.title),
        ("id", list.id.as_str()),
        ("version", &list.version),
    ];
    Sheet { lang, title: fill(head, &values), blocks }
}
fn list(blank: &Blank<'_>, words: &PaperFormWords) -> String {
    let list = blank.checklist;
    let values =
        [("title", list.title.as_str()), ("id", list.id.as_str()), ("version", &list.version)];
    fill(&words.list, &values)
}

/// What each place on paper is called.
struct Pen<'a> {
    words: &'a PaperFormWords,
    terms: &'a Terms,
}

impl Pen<'_> {
    /// Through whose hands the sheets of a section go.
    fn hands(&self, inspector: &str) -> Block {
        let words = &self.words.by_hand;
        let to = [self.terms.role.inspector.as_str(), inspector].join(" ");
        let day = |label: &str| Slot::day(label, &words.day);
        Block::Slots(vec![
            vec![Slot::lines(&words.filled_by, 1), day(&words.filled_on)],
            vec![Slot::on(&words.return_to, to.trim()), day(&words.return_by)],
            vec![Slot::lines(&words.typed_by, 1), day(&words.typed_on)],
        ])
    }

    fn ask(&self, asked: &Asked<'_>) -> Ask {
        let (item, words) = (asked.item, &self.words.by_hand);
        let mut told = vec![
            Piece::new(self.words.column(Field::Question), item.question.as_str()),
            Piece::new(self.words.column(Field::How), item.how.as_str()),
        ];
        if !item.evidence.is_empty() {
            told.push(Piece::new(&words.examples, item.evidence.join(&words.separator)));
        }
        let answer = vec![
            Slot::boxes(self.words.column(Field::Verdict), self.verdicts(item)),
            Slot::boxes(&words.methods, choices(Field::Methods, self.terms)),
            self.lines(Field::Evidence, 2),
            self.lines(Field::Note, 2),
        ];
        let mut groups: Vec<Group> = asked.findings.iter().map(|text| self.open(text)).collect();
        groups.extend([self.reason(item), self.fault(item)]);
        Ask {
            name: format!("{} {}", item.id, item.title),
            before: Piece::list(self.words.column(Field::Last), asked.last.clone()),
            told,
            answer,
            groups,
        }
    }

    /// Nobody can tick what would be refused.
    fn verdicts(&self, item: &Item) -> Vec<String> {
        let allowed = |one: &Verdict| *one != Verdict::Na || item.not_applicable.is_some();
        let verdicts = Verdict::ALL.into_iter().filter(allowed);
        verdicts.map(|one| self.terms.verdict(Some(one)).to_owned()).collect()
    }

    fn reason(&self, item: &Item) -> Group {
        let words = &self.words.by_hand;
        let condition = item.not_applicable.as_ref();
        Group {
            label: condition.map_or(&words.unverified, |_| &words.na).clone(),
            told: condition.map(|text| Piece::new(&words.na_only, text)).into_iter().collect(),
            rows: vec![vec![self.lines(Field::Reason, 1)]],
        }
    }

    fn fault(&self, item: &Item) -> Group {
        let words = &self.words.by_hand;
        let grade = choices(Field::Grade, self.terms);
        let told = item.escalate.then(|| Piece::new("", words.escalate.as_str()));
        Group {
            label: words.fault.clone(),
            told: told.into_iter().collect(),
            rows: vec![
                vec![
                    Slot::boxes(self.words.column(Field::Grade), grade),
                    Slot::lines(&words.owner, 1),
                    Slot::day(&words.due, &words.day),
                ],
                vec![self.lines(Field::Cause, 1)],
                vec![Slot::lines(&words.action, 1)],
            ],
        }
    }

    /// What became of a finding that stands open.
    fn open(&self, finding: &str) -> Group {
        let words = &self.words.by_hand;
        let turns = [Turn::Progress, Turn::Close].map(|turn| self.terms.turn(Some(turn)).into());
        Group {
            label: self.words.column(Field::Finding).to_owned(),
            told: vec![Piece::new("", finding)],
            rows: vec![
                vec![Slot::boxes(&words.state, turns.into()), Slot::lines(&words.confirmer, 1)],
                vec![Slot::lines(&words.progress, 1)],
            ],
        }
    }

    fn lines(&self, field: Field, count: u8) -> Slot {
        Slot::lines(self.words.column(field), count)
    }
}
