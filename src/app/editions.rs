//! Versions of a checklist over time: what changed since the last use, and taking one over.
//!
//! Nothing here touches a sealed entry; each holds the checklist it was sealed with.

use super::inspect::{self, Missing, Session, Work};
use super::{App, Failure, checklists, correcting};
use crate::domain::changes::{self, ChecklistDiff};
use crate::domain::checklist::Checklist;
use crate::domain::id::ChecklistId;
use crate::domain::inspection::Event;
use crate::domain::period::Period;
use crate::domain::succession::{self, Break};
use crate::store::checklists as lists;

/// What changed in the checklist since it was last used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The sealed period it was last used for.
    pub last: Period,
    pub diff: ChecklistDiff,
    /// What the new version does without saying so.
    pub breaks: Vec<Break>,
}

/// Compares `checklist` with that of the last period sealed before `period`; nothing where it is
/// the same, or where nothing was sealed.
pub fn account(
    app: &App,
    period: Period,
    checklist: &Checklist,
) -> Result<Option<Account>, Failure> {
    let standing = app.root.standing()?;
    let Some((last, entry)) = standing.into_iter().rfind(|(sealed, _)| *sealed < period) else {
        return Ok(None);
    };
    let before = app.root.record(&entry)?.checklist;
    if before == *checklist {
        return Ok(None);
    }
    let diff = changes::diff(&before, checklist);
    Ok(Some(Account { last, diff, breaks: succession::breaks(&before, checklist) }))
}

/// How the installed checklist stands to the one of an inspection in progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Installed {
    Newer {
        version: String,
    },
    /// Other content under the same version.
    Altered {
        version: String,
    },
}

/// Nothing where it is the same or an older one, where the society uses another checklist now, or
/// where it cannot be read: then the inspection goes on as it is. A correction always does.
pub fn installed(app: &App, work: &Work) -> Option<Installed> {
    if work.correcting().is_some() {
        return None;
    }
    let found = checklists::load(app, &work.society.checklist).ok()?;
    let ours = &work.checklist;
    if found.id != ours.id || found == **ours {
        return None;
    }
    let version = found.version.clone();
    if found.version == ours.version {
        return Some(Installed::Altered { version });
    }
    let newer = crate::domain::version::is_after(&found.version, &ours.version);
    newer.then_some(Installed::Newer { version })
}

/// Why the installed checklist is not taken over.
#[derive(Debug, thiserror::Error)]
pub enum AdoptError {
    #[error("the checklist is the one in use")]
    Unchanged,
    #[error("the inspection uses {old}, the society {new}")]
    Other { old: ChecklistId, new: ChecklistId },
    #[error("version {version} breaks the history in {} places", breaks.len())]
    Breaks { version: String, breaks: Vec<Break> },
    #[error(transparent)]
    App(#[from] Failure),
}

/// An inspection that goes on with another version of its checklist.
#[derive(Debug)]
pub struct Adopted {
    /// The version it went on with until now.
    pub old: String,
    pub diff: ChecklistDiff,
    pub event: Event,
    pub work: Work,
}

/// Takes the installed checklist over into the inspection of `period`, recorded by `by` or the
/// inspector. Nothing is written when it is refused.
pub fn adopt(app: &App, period: Period, by: &str) -> Result<Adopted, AdoptError> {
    take_over(app, &mut inspect::open(app, period, Missing::Refuse)?, by)
}

fn take_over(app: &App, session: &mut Session, by: &str) -> Result<Adopted, AdoptError> {
    let work = session.work();
    if work.correcting().is_some() {
        let period = work.inspection.period();
        return Err(Failure::from(correcting::Refused::OtherChecklist { period }).into());
    }
    let new = checklists::load(app, &work.society.checklist)?;
    let old = work.checklist.clone();
    if old.id != new.id {
        return Err(AdoptError::Other { old: old.id.clone(), new: new.id });
    }
    if *old == new {
        return Err(AdoptError::Unchanged);
    }
    let breaks = succession::breaks(&old, &new);
    if !breaks.is_empty() {
        return Err(AdoptError::Breaks { version: new.version, breaks });
    }
    let diff = changes::diff(&old, &new);
    let adoption = succession::adoption(&old, &new, lists::digest(&new), &work.inspection);
    let event = session.adopt(app, by, new, adoption)?;
    let work = session.work().clone();
    Ok(Adopted { old: old.version.clone(), diff, event, work })
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::app::{Place, Timepiece};
    use crate::domain::id::ItemId;
    use crate::domain::inspection::{Act, Change};
    use crate::domain::rules::tests::ok;
    use crate::store::fs::Fs as _;
    use crate::store::fs::sim::{Detail, SimFs};
    use crate::store::root::{Root, SOCIETY_FILE};

    const ROOT: &str = "/root";
    const OLD: &str = "format = 1\nid = \"list\"\ntitle = \"表\"\nversion = \"1.0.0\"\n\
        basis_date = \"2026-11-21\"\n\n[[section]]\nid = \"human\"\ntitle = \"人的\"\n\
        short = \"人的\"\n\n[[item]]\nid = \"HUM-01\"\nsection = \"human\"\ntitle = \"研修\"\n\
        question = \"研修をしたか。\"\nhow = \"記録を見る。\"\nmethods = [\"閲覧\"]\n\
        evidence = [\"記録\"]\nbasis = [\"法24条\"]\ncommitments = []\nfrequency = \"quarterly\"\n";

    fn new_text() -> String {
        let text = OLD.replace("1.0.0", "1.1.0").replace("研修をした", "研修を2回した");
        text + "\n[[revision]]\nversion = \"1.1.0\"\nkind = \"wording\"\nfrom = [\"HUM-01\"]\n\
            to = [\"HUM-01\"]\nreason = \"回数を決めた\"\n"
    }

    fn app(fs: &SimFs) -> App {
        let day = "2026-12-18".parse().unwrap();
        App::new(Arc::new(fs.clone()), &Place::Named(Path::new(ROOT)), Timepiece::Stated(day))
    }

    fn put(root: &Root, file: &str, text: &str) {
        let path = root.dir().join(file);
        let _ = root.fs().remove_file(&path);
        root.write_new(&path, text).unwrap();
    }

    /// A disk with an inspection against the old version, the new one installed.
    fn prepared() -> (SimFs, Session) {
        let fs = SimFs::new();
        fs.create_dir(Path::new(ROOT)).unwrap();
        let app = app(&fs);
        let society = "format = 1\nname = \"組合\"\nchecklist = \"list\"\n\n[people]\n\
            inspector = \"山田\"\nofficer = \"鈴木\"\n";
        put(&app.root, SOCIETY_FILE, society);
        put(&app.root, "checklists/list.toml", OLD);
        let society = app.society().unwrap();
        let mut session = inspect::begin(&app, society, "FY2026-Q3".parse().unwrap()).unwrap();
        let item = ItemId::new("HUM-01").unwrap();
        let change = Change::Put { item, act: Act::Answer, answer: ok("記録"), seconds: None };
        session.record(app.now(), "", change).unwrap();
        put(&app.root, "checklists/list.toml", &new_text());
        fs.settle();
        (fs, session)
    }

    #[test]
    fn a_power_cut_leaves_the_old_version_or_the_new_one_in_force_and_no_answer_lost() {
        let (fs, mut session) = prepared();
        let start = fs.steps();
        assert!(take_over(&app(&fs), &mut session, "").is_ok());
        let (mut old, mut new) = (0, 0);
        for cut in start..=fs.steps() {
            let (fs, mut session) = prepared();
            fs.cut_after(cut);
            let done = take_over(&app(&fs), &mut session, "").is_ok();
            for image in fs.images(Detail::Coarse) {
                let work = inspect::peek(&app(&image), "FY2026-Q3".parse().unwrap()).unwrap();
                let item = ItemId::new("HUM-01").unwrap();
                assert_eq!(work.inspection.answer(&item), ok("記録"), "cut after {cut}");
                let adopted = !work.inspection.adopted().is_empty();
                let expected = if adopted { "1.1.0" } else { "1.0.0" };
                assert_eq!(work.checklist.version, expected, "cut after {cut}");
                assert!(adopted || !done, "what was said to be done is done");
                *if adopted { &mut new } else { &mut old } += 1;
            }
        }
        assert!(old > 0 && new > 0, "{old} {new}");
    }

    #[test]
    fn what_a_cut_left_behind_does_not_bar_the_next_attempt() {
        let (fs, mut session) = prepared();
        let file = app(&fs).root.draft("FY2026-Q3".parse().unwrap()).join("checklist-2.toml");
        app(&fs).root.write_new(&file, "half").unwrap();
        let adopted = take_over(&app(&fs), &mut session, "").unwrap();
        assert_eq!((adopted.old.as_str(), adopted.work.inspection.again().len()), ("1.0.0", 1));
        assert!(matches!(take_over(&app(&fs), &mut session, ""), Err(AdoptError::Unchanged)));
    }
}
