//! The story made into sealed periods, through the same calls that a person's work goes through.
//!
//! Every time is stated, so that the same files come of it on every machine and day.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate};

use super::story::{Quarter, Reviewing, Special, Story, slip};
use crate::app::inspect::{self, Missing, Session};
use crate::app::reading::Renderer;
use crate::app::sealing::{self, Confirmation};
use crate::app::{App, Failure, Moment, Timepiece};
use crate::domain::answer::{Answer, Evidence, Remedy, Verdict};
use crate::domain::checklist::Item;
use crate::domain::era::date_in_era;
use crate::domain::finding::{Finding, Review, Turn};
use crate::domain::findings::of_item;
use crate::domain::inspection::{self, Act, Change};
use crate::domain::period::Period;
use crate::words::fill;

/// The work begins so many seconds after noon on the first day, when the period is opened.
const AFTER_OPENING: i64 = 3600;
/// The other days begin so many seconds before noon.
const MORNING: i64 = 8100;
/// Between two items: fetching a binder, walking to a cabinet.
const BETWEEN: u32 = 40;
/// A question of this many characters takes the usual time.
const USUAL_LENGTH: usize = 220;

/// One period in the making.
pub(super) struct Making<'a> {
    pub(super) story: &'a Story,
    pub(super) quarter: &'a Quarter,
    /// Which of the story's periods it is, from 0.
    pub(super) index: usize,
}

/// The times at which things are recorded, one after another over several days.
struct Clock {
    days: Vec<NaiveDate>,
    /// How many items fall on one day.
    share: usize,
    done: usize,
    at: DateTime<FixedOffset>,
}

impl Clock {
    fn new(days: Vec<NaiveDate>, items: usize) -> Result<Self, Failure> {
        let first = *days.first().ok_or_else(|| slip("days"))?;
        let at = noon(first) + Duration::seconds(AFTER_OPENING);
        Ok(Self { share: items.div_ceil(days.len()), days, done: 0, at })
    }

    /// The moment after so many more seconds of work.
    fn after(&mut self, seconds: u32) -> Moment {
        self.at += Duration::seconds((seconds + BETWEEN).into());
        Moment { at: self.at, ..Timepiece::Stated(self.at.date_naive()).now() }
    }

    fn next_item(&mut self) {
        self.done += 1;
        if self.done.is_multiple_of(self.share)
            && let Some(day) = self.days.get(self.done / self.share)
        {
            self.at = noon(*day) - Duration::seconds(MORNING);
        }
    }
}

fn noon(day: NaiveDate) -> DateTime<FixedOffset> {
    Timepiece::Stated(day).now().at
}

impl Making<'_> {
    /// Opens the period, reviews, answers, and seals it.
    pub(super) fn make(
        &self,
        app: &App,
        renderer: &Renderer,
        meaning: &str,
    ) -> Result<(), Failure> {
        let (period, days) = (self.quarter.period()?, self.quarter.days()?);
        let on = |day| App { timepiece: Timepiece::Stated(day), config: None, ..app.clone() };
        let first = *days.first().ok_or_else(|| slip("days"))?;
        let mut session = inspect::open(&on(first), period, Missing::Start)?;
        self.work(&mut session, days)?;
        drop(session);
        let confirmed_by = &self.story.society.officer;
        let confirmation = Confirmation { confirmed_by, meaning };
        sealing::seal(&on(self.quarter.sealed()?), period, confirmation, renderer)?;
        Ok(())
    }

    fn work(&self, session: &mut Session, days: Vec<NaiveDate>) -> Result<(), Failure> {
        let checklist = session.work().checklist.clone();
        let due: Vec<&Item> = session.work().inspection.due(&checklist).collect();
        let mut clock = Clock::new(days, due.len())?;
        for review in self.story.reviews(self.quarter) {
            let (finding, act) = (review.finding()?, Act::Review);
            let change = Change::Review { finding, act, review: reviewed(review)? };
            session.record(clock.after(BETWEEN), "", change)?;
        }
        for (number, item) in due.into_iter().enumerate() {
            let seconds = self.seconds(item, number);
            let moment = clock.after(seconds);
            let answer = self.answer(session, item, moment.date())?;
            let by = &self.story.usual(&item.id)?.by;
            let (item, act, seconds) = (item.id.clone(), Act::Answer, Some(seconds));
            session.record(moment, by, Change::Put { item, act, answer, seconds })?;
            clock.next_item();
        }
        if !self.quarter.comment.is_empty() {
            let text = self.quarter.comment.clone();
            session.record(clock.after(0), "", Change::Comment { text })?;
        }
        Ok(())
    }

    /// How long the item was before the person's eyes: longer questions take longer, and no two
    /// take the same.
    fn seconds(&self, item: &Item, number: usize) -> u32 {
        let length = item.question.chars().count() + item.how.chars().count();
        let uneven = 70 + (number * 37 + self.index * 13) % 60;
        let pace = usize::try_from(self.quarter.pace).unwrap_or_default();
        let seconds = pace * (length + USUAL_LENGTH) / (2 * USUAL_LENGTH) * uneven / 100;
        u32::try_from(seconds.max(3)).unwrap_or(u32::MAX)
    }

    fn answer(&self, session: &Session, item: &Item, day: NaiveDate) -> Result<Answer, Failure> {
        let methods = item.methods.clone();
        if let Some(special) = self.story.special(self.quarter, &item.id) {
            return Ok(Answer { methods, ..self.special(session, item, special, day)? });
        }
        if self.quarter.cites(&item.id)
            && let Some(last) = session.work().past.last(&item.id)
        {
            let blank = Answer { verdict: Some(Verdict::Ok), methods, ..Answer::default() };
            return Ok(inspection::cite(&blank, last).unwrap_or(blank));
        }
        let usual = self.story.usual(&item.id)?;
        let put = |text: &String| self.filled(text, item, &usual.number(self.index), day);
        let in_turn =
            |list: &[String]| list.get(self.index % list.len().max(1)).map(put).unwrap_or_default();
        if usual.na.is_empty() {
            let (evidence, note) = (usual.evidence.iter().map(put), in_turn(&usual.note));
            let verdict = Some(Verdict::Ok);
            Ok(Answer { verdict, note, evidence: referred(evidence), methods, ..Answer::default() })
        } else {
            let (verdict, reason) = (Some(Verdict::Na), in_turn(&usual.na));
            Ok(Answer { verdict, methods, reason, ..Answer::default() })
        }
    }

    fn filled(&self, text: &str, item: &Item, number: &str, day: NaiveDate) -> String {
        let period = self.quarter.period().map(Period::in_era).unwrap_or_default();
        let values =
            [("day", &*date_in_era(day)), ("q", &period), ("n", number), ("title", &item.title)];
        fill(text, &values)
    }

    /// What the story tells of this item and period; a 不適 that continues takes what was settled
    /// from its open finding.
    fn special(
        &self,
        session: &Session,
        item: &Item,
        special: &Special,
        day: NaiveDate,
    ) -> Result<Answer, Failure> {
        let put = |text: &String| self.filled(text, item, "", day);
        let work = session.work();
        let open = of_item(&work.open, &item.id);
        let closed =
            |finding: &Finding| work.inspection.review(&finding.id).turn == Some(Turn::Close);
        let remedy = match open.filter(|finding| !closed(finding)) {
            Some(finding) if special.verdict()? == Verdict::Ng => Remedy {
                grade: Some(finding.grade),
                cause: finding.cause.clone(),
                action: finding.action.clone(),
                owner: finding.owner.clone(),
                due: work.inspection.review(&finding.id).due.or(Some(finding.due())),
            },
            _ => Remedy {
                grade: special.grade()?,
                cause: special.cause.clone(),
                action: special.action.clone(),
                owner: special.owner.clone(),
                due: special.due()?,
            },
        };
        Ok(Answer {
            verdict: Some(special.verdict()?),
            note: put(&special.note),
            evidence: referred(special.evidence.iter().map(put)),
            reason: put(&special.reason),
            remedy,
            ..Answer::default()
        })
    }
}

fn referred(texts: impl Iterator<Item = String>) -> Vec<Evidence> {
    texts.map(Evidence::new).collect()
}

fn reviewed(told: &Reviewing) -> Result<Review, Failure> {
    Ok(Review {
        turn: Some(told.turn()?),
        text: told.text.clone(),
        due: told.due()?,
        due_reason: told.due_reason.clone(),
        closed_on: told.closed_on()?,
        evidence: told.evidence.clone(),
        confirmed_by: told.confirmed_by.clone(),
    })
}
