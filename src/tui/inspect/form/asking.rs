//! The line in which the place of a file or the last day of a reference is typed, over the form.
//!
//! It reads no file: that is asked for, and its answer comes as a message.

use chrono::NaiveDate;

use super::{Field, Form};
use crate::app::evidence::{Names, Told};
use crate::domain::answer::limit;
use crate::domain::evidence::EvidenceFile;
use crate::domain::typed_date;
use crate::tui::editor::{EditKey, Edited, Editor};
use crate::tui::inspect::entry::Formed;
use crate::tui::keymap::{Command, Context, Press};
use crate::tui::kit::Kit;
use crate::tui::look::{LookAt, Looked};
use crate::tui::step::{EvidenceNotice, Notice};

/// Characters of a path.
const PATH: usize = 1000;
/// Characters of a date.
const DATE: usize = 40;

/// What is typed over the form, for one line of the references.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    pub(super) editor: Editor,
    /// The line of the references that it is about.
    line: usize,
    pub(super) what: What,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    File(Wait),
    Until,
}

/// What is waited for.
#[derive(Debug, Clone)]
pub(super) enum Wait {
    Nothing,
    /// The names that a typed beginning can go on with.
    Names {
        ticket: u32,
    },
    /// They have come.
    Offered(Names),
    /// A file that is being read.
    File {
        ticket: u32,
        read: u64,
        size: u64,
    },
}

/// Opens the line for what the key asks of the reference under the cursor.
pub(super) fn begin(form: &mut Form, kit: &Kit, press: Press) -> Option<Formed> {
    if form.entry.focus() != Field::Evidence || form.entry.is_picking() {
        return None;
    }
    let line = form.entry.line();
    let mark = form.marks.of(line);
    let (what, text, limit) = match kit.keymap.command(Context::Evidence, press.key)? {
        Command::PointFile => {
            let path = mark.file.map(|file| file.path.to_string());
            (What::File(Wait::Nothing), path.unwrap_or_else(|| form.left.clone()), PATH)
        }
        Command::LastDay => {
            if reference(form, line).trim().is_empty() {
                return Some(told(EvidenceNotice::NoReference));
            }
            let day = mark.valid_until.map(|day| day.to_string());
            (What::Until, day.unwrap_or_default(), DATE)
        }
        _ => return None,
    };
    form.asking = Some(Asking { editor: Editor::line(&text, limit), line, what });
    Some(Formed::Stay)
}

fn told(notice: EvidenceNotice) -> Formed {
    Formed::Tell(Notice::Evidence(notice))
}

fn reference(form: &Form, line: usize) -> &str {
    form.text(Field::Evidence).split('\n').nth(line).unwrap_or_default()
}

/// A key while the line is open.
pub(super) fn press(form: &mut Form, kit: &Kit, width: u16, press: Press) -> Formed {
    let Some(asking) = &mut form.asking else { return Formed::Stay };
    let command = kit.keymap.command(Context::Point, press.key);
    if let What::File(wait @ Wait::File { .. }) = &mut asking.what {
        if command != Some(Command::Cancel) {
            return Formed::Stay;
        }
        *wait = Wait::Nothing;
        return told(EvidenceNotice::Stopped);
    }
    let text = asking.editor.text().to_owned();
    match (command, &mut asking.what) {
        (Some(Command::Cancel), what) => {
            if let What::File(_) = what {
                form.left = text;
            }
            form.asking = None;
            Formed::Stay
        }
        (Some(Command::Take), What::File(_)) if text.trim().is_empty() => {
            form.asking = None;
            Formed::Stay
        }
        (Some(Command::Take), What::File(_)) => Formed::Look(LookAt::Point(text)),
        (Some(Command::Complete), What::File(_)) => Formed::Look(LookAt::Names(text)),
        (Some(Command::Take), What::Until) => until(form, &text),
        _ => match EditKey::of(&kit.keymap, press) {
            Some(key) => edit(asking, width, key),
            None => Formed::Stay,
        },
    }
}

/// Text that is pasted while the line is open: a path copied from a file manager.
pub(super) fn paste(form: &mut Form, width: u16, text: &str) -> Formed {
    match &mut form.asking {
        Some(Asking { what: What::File(Wait::File { .. }), .. }) | None => Formed::Stay,
        Some(asking) => edit(asking, width, EditKey::Paste(text.trim().to_owned())),
    }
}

fn edit(asking: &mut Asking, width: u16, key: EditKey) -> Formed {
    match asking.editor.apply(key, width) {
        Edited::Full { over } => Formed::Tell(Notice::TextFull { over }),
        Edited::Changed => {
            if let What::File(wait) = &mut asking.what {
                *wait = Wait::Nothing;
            }
            Formed::Stay
        }
        Edited::Moved | Edited::Unchanged => Formed::Stay,
    }
}

fn until(form: &mut Form, text: &str) -> Formed {
    let day = match text.trim() {
        "" => None,
        typed => match typed_date::read(typed) {
            Ok(day) => Some(day),
            Err(_) => return Formed::Tell(Notice::BadDate),
        },
    };
    let Some(asking) = form.asking.take() else { return Formed::Stay };
    let mark = form.marks.of(asking.line);
    if mark.valid_until == day {
        return Formed::Stay;
    }
    form.marks.last_day(asking.line, day);
    form.entry.not_kept();
    told(EvidenceNotice::Until(day))
}

impl Form {
    /// The line that is open waits for the answer to this ticket.
    pub(in crate::tui::inspect) fn waits_for(&mut self, ticket: u32, at: &LookAt) {
        if let Some(Asking { what: What::File(wait), .. }) = &mut self.asking {
            *wait = match at {
                LookAt::Point(_) => Wait::File { ticket, read: 0, size: 0 },
                _ => Wait::Names { ticket },
            };
        }
    }

    /// Whether a file is being read for it.
    pub(in crate::tui::inspect) fn is_reading(&self) -> bool {
        let what = self.asking.as_ref().map(|asking| &asking.what);
        matches!(what, Some(What::File(Wait::File { .. })))
    }

    /// An answer to what the line asked for; `None` where it asked for nothing of the kind. A
    /// file that was read comes with whatever is to be told.
    pub(in crate::tui::inspect) fn looked(
        &mut self,
        ticket: u32,
        looked: Option<&Looked>,
    ) -> Option<Answered> {
        let asking = self.asking.as_mut()?;
        let What::File(wait) = &mut asking.what else { return None };
        match (&*wait, looked) {
            (Wait::File { ticket: own, .. }, Some(Looked::File(told))) if *own == ticket => {
                if let Told::Reading { read, size } = told {
                    *wait = Wait::File { ticket, read: *read, size: *size };
                    return Some(Answered::More);
                }
                *wait = Wait::Nothing;
                match told {
                    Told::Pointed(file) => Some(self.take(file)),
                    _ => Some(Answered::Nothing),
                }
            }
            (Wait::Names { ticket: own }, Some(Looked::Names(names))) if *own == ticket => {
                if names.names.is_empty() {
                    *wait = Wait::Nothing;
                    return Some(Answered::Tell(EvidenceNotice::NoNames));
                }
                asking.editor = Editor::line(&names.completed, PATH);
                *wait = if names.names.len() == 1 {
                    Wait::Nothing
                } else {
                    Wait::Offered(names.clone())
                };
                Some(Answered::Nothing)
            }
            (Wait::File { ticket: own, .. } | Wait::Names { ticket: own }, _) if *own == ticket => {
                *wait = Wait::Nothing;
                Some(Answered::Nothing)
            }
            _ => None,
        }
    }

    /// The file becomes that of the line; a blank line gets its name.
    fn take(&mut self, file: &EvidenceFile) -> Answered {
        let Some(asking) = self.asking.take() else { return Answered::Nothing };
        self.left.clear();
        if reference(self, asking.line).trim().is_empty() {
            let before = self.text(Field::Evidence).to_owned();
            let name = self.name_for(file);
            // The width is that of no view: nothing is asked of rows.
            let _ = self.entry.edit(self.fields(), 80, EditKey::Paste(name));
            let after = self.text(Field::Evidence).to_owned();
            self.marks.follow(&before, &after);
        }
        self.marks.point(asking.line, file.clone());
        self.entry.not_kept();
        Answered::Pointed(file.clone())
    }

    /// The name of a file, or its path where another line has that name already.
    fn name_for(&self, file: &EvidenceFile) -> String {
        let name = file.path.file_name();
        let taken = self.text(Field::Evidence).split('\n').any(|line| line.trim() == name);
        let name = if taken { file.path.as_str() } else { name };
        name.chars().take(limit::LINE).collect()
    }
}

/// What follows an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui::inspect) enum Answered {
    Nothing,
    /// There is more to read.
    More,
    Pointed(EvidenceFile),
    Tell(EvidenceNotice),
}

/// The day that is to be told, in words.
pub(super) fn days(evidence: &crate::domain::evidence::Evidence, kit: &Kit) -> String {
    let day = |day: NaiveDate| kit.words.common.day(day);
    evidence.valid_until.map(day).unwrap_or_default()
}
