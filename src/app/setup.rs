//! Setting up a society's folder.

use super::failure::{Failure, Wrong};
use super::{App, checklists};
use crate::domain::answer::limit;
use crate::domain::id::ChecklistId;
use crate::domain::period::Cycle;
use crate::domain::society::{Auditor, People, Seat, Society};
use crate::store::shape::society;
use crate::text::typed_line;

/// What set-up is told; `None` and empty are what was not said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewSociety {
    pub name: String,
    pub checklist: Option<String>,
    pub inspector: String,
    pub officer: String,
    /// In the order 選定, 互選.
    pub auditors: Vec<String>,
    pub cycle: Cycle,
}

/// The checklist used when none is named.
pub const DEFAULT_CHECKLIST: &str = "kenpo";

/// Checks what was said and writes `tenken.toml`, never over an existing one. The name may be
/// left out where the checklist was made for one society. `comments` head the file.
pub fn init(app: &App, new: &NewSociety, comments: &[&str]) -> Result<Society, Failure> {
    let file = app.root.society_file();
    if app.root.is_set_up()? {
        return Err(Failure::AlreadySetUp { file });
    }
    let society = compose(app, new)?;
    match app.root.write_new(&file, &society::write(&society, comments)) {
        Err(error) if error.is_already_there() => Err(Failure::AlreadySetUp { file }),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(society),
    }
}

fn compose(app: &App, new: &NewSociety) -> Result<Society, Failure> {
    let id = new.checklist.as_deref().map_or(DEFAULT_CHECKLIST, str::trim);
    let id = ChecklistId::new(id)
        .map_err(|_| Failure::Wrong(Wrong::ChecklistId { text: id.to_owned() }))?;
    let checklist = checklists::load(app, &id)?;
    if new.auditors.len() > Seat::ALL.len() {
        return Err(Failure::Wrong(Wrong::TooManyAuditors));
    }
    let given = name(&new.name)?;
    let society = if given.is_empty() { checklist.notice.society } else { given };
    if society.is_empty() {
        return Err(Failure::Wrong(Wrong::NoSocietyName));
    }
    let mut auditors = Vec::new();
    for (text, seat) in new.auditors.iter().zip(Seat::ALL) {
        let name = name(text)?;
        if !name.is_empty() {
            auditors.push(Auditor { name, seat });
        }
    }
    Ok(Society {
        name: society,
        checklist: id,
        cycle: new.cycle,
        deadline_days: 0,
        indicators: true,
        people: People { inspector: name(&new.inspector)?, officer: name(&new.officer)?, auditors },
    })
}

fn name(text: &str) -> Result<String, Failure> {
    let name = typed_line(text);
    if name.chars().count() > limit::LINE {
        return Err(Failure::Wrong(Wrong::Name { text: name }));
    }
    Ok(name)
}
