//! `tenken import`: a filled form is taken back, all of it or nothing.
//!
//! Every row is first judged by the rules that `tenken answer` goes by. Only where no row is
//! refused is anything written: one event with all the answers, and name and digest of the file.

mod row;
mod table;

use std::path::Path;

pub use self::row::{Row, RowState, Why};
pub use self::table::FormFault;
use self::table::Tables;
use super::inspect::{self, Missing, Work};
use super::privacy::Leave;
use super::{App, Failure, forming};
use crate::app::failure::Wrong;
use crate::domain::event;
use crate::domain::evidence::FileDigest;
use crate::domain::inspection::Change;
use crate::domain::period::Period;
use crate::domain::privacy::fresh;
use crate::store::digest::Digest;
use crate::store::grid::{self, MAX_FILE};
use crate::text::{typed_line, visible};

/// Whether answers are recorded or only judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Record,
    /// `--dry-run`.
    Check,
}

/// What is asked of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish<'a> {
    /// The period that the form must be of.
    pub period: Option<Period>,
    /// Who records; the inspector where it is empty.
    pub by: &'a str,
    pub mode: Mode,
    pub leave: Leave,
}

/// What became of a form.
#[derive(Debug)]
pub struct Import {
    pub period: Period,
    /// The name of the file alone: where it lay is nobody's business.
    pub file: String,
    pub sha256: FileDigest,
    pub by: String,
    pub rows: Vec<Row>,
    pub end: End,
}

/// How an import ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Recorded,
    /// Nothing was written, as was asked.
    Checked,
    /// A row was refused and nothing written.
    Refused,
}

/// Why a file is not taken at all.
#[derive(Debug)]
pub enum ImportError {
    Failure(Failure),
    Fault(FormFault),
}

impl<E: Into<Failure>> From<E> for ImportError {
    fn from(error: E) -> Self {
        Self::Failure(error.into())
    }
}

impl Import {
    pub fn count(&self, state: impl Fn(&RowState) -> bool) -> usize {
        self.rows.iter().filter(|row| state(&row.state)).count()
    }
}

/// Takes a form back.
pub fn import(app: &App, file: &Path, wish: &Wish<'_>) -> Result<Import, ImportError> {
    let bytes = app.root.fs().read(file, MAX_FILE)?;
    let sha256 = digest(&bytes);
    let name = visible(&file.file_name().unwrap_or_default().to_string_lossy()).into_owned();
    let grids = grid::read(&bytes).map_err(|error| ImportError::Fault(FormFault::Grid(error)))?;
    let tables = Tables::find(&grids).map_err(ImportError::Fault)?;
    let period = tables.period(wish.period).map_err(ImportError::Fault)?;
    let work = forming::work(app, period)?;
    tables.fits(&work).map_err(ImportError::Fault)?;
    let rows = row::judge(&tables, &work);
    let by = typed_line(wish.by);
    let by = if by.is_empty() { work.society.people.inspector.clone() } else { by };
    let import = |rows, end| {
        let (file, sha256) = (name.clone(), sha256.clone());
        Import { period, file, sha256, by: by.clone(), rows, end }
    };
    if row::is_refused(&rows) {
        return Ok(import(rows, End::Refused));
    }
    ask(wish.leave, &rows, &work)?;
    if wish.mode == Mode::Check {
        return Ok(import(rows, End::Checked));
    }
    if rows.iter().all(|row| row.change().is_none()) {
        return Ok(import(rows, End::Recorded));
    }
    if by.is_empty() {
        return Err(Failure::Wrong(Wrong::NoInspector).into());
    }
    let mut session = inspect::open(app, period, Missing::Start)?;
    // Someone may have answered since it was judged.
    tables.fits(session.work()).map_err(ImportError::Fault)?;
    let rows = row::judge(&tables, session.work());
    if row::is_refused(&rows) {
        return Ok(import(rows, End::Refused));
    }
    ask(wish.leave, &rows, session.work())?;
    let answers: Vec<_> = rows.iter().filter_map(Row::answer).collect();
    if !answers.is_empty() {
        let taken = event::Import { file: name.clone(), sha256: sha256.clone(), answers };
        session.record(app.now(), &by, Change::Import(taken))?;
    }
    Ok(import(rows, End::Recorded))
}

/// What looks like personal data in any row is recorded only with leave.
fn ask(leave: Leave, rows: &[Row], work: &Work) -> Result<(), Failure> {
    let changes = rows.iter().filter_map(Row::change);
    let found = changes.flat_map(|change: &Change| fresh(work.ground(), &work.inspection, change));
    leave.ask(found.collect())
}

fn digest(bytes: &[u8]) -> FileDigest {
    let digits = Digest::of(bytes).to_string();
    let digest = FileDigest::new(&digits);
    digest.unwrap_or_else(|| unreachable!("a digest has 64 digits: {digits}"))
}
