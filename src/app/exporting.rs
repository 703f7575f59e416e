//! Writing documents to files, apart from the sealed entries.
//!
//! A file has its name only when it is whole and durable, and is read back before it is told of.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::documents::{Document, Held, Naming, Printer};
use super::{App, Failure};
use crate::report::{Format, workbook};
use crate::store::fresh::{Fresh, Kept};
use crate::store::fs::{FsError, Op};
use crate::store::names::EXPORTS;

/// A file that now holds what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    pub file: PathBuf,
    pub state: Written,
    /// What was found in it when it was read back.
    pub held: Held,
}

/// How a file came to hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    New,
    /// It was there with the same content.
    Same,
    /// It was there with other content, which is gone.
    Replaced,
}

/// Where files go, what they are called and what becomes of those that are there.
#[derive(Debug, Clone, Copy)]
pub struct Manner<'a> {
    /// `reports/exports/` unless it is said.
    pub dir: Option<&'a Path>,
    pub naming: Naming,
    pub others: Others,
}

/// What becomes of a file that is there with other content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// It stays, and the export is refused.
    Stay,
    Replace,
}

/// Writes one file for each format. All of them are made before the first is written; one that may
/// not be written stops those after it.
pub fn export(
    app: &App,
    document: &Document,
    formats: &[Format],
    manner: Manner<'_>,
    printer: &Printer,
) -> Result<Vec<Exported>, Failure> {
    export_watched(app, document, formats, manner, printer, &mut |_, _| {})
}

/// The same; `watching` is told each format before its file is made, and its number from 1.
pub fn export_watched(
    app: &App,
    document: &Document,
    formats: &[Format],
    manner: Manner<'_>,
    printer: &Printer,
    watching: &mut dyn FnMut(Format, usize),
) -> Result<Vec<Exported>, Failure> {
    let dir = manner.dir.map_or_else(|| app.root.reports().join(EXPORTS), Path::to_owned);
    let name = printer.name(document, manner.naming);
    let mut made = Vec::new();
    for (number, format) in (1..).zip(formats) {
        watching(*format, number);
        let file = dir.join(format!("{name}.{}", format.name()));
        made.push((file, *format, printer.print(app, document, *format)?));
    }
    let mut exported = Vec::new();
    for (file, format, bytes) in made {
        let state = place(app, &file, &bytes, manner.others)?;
        let held = read_back(app, &file, &bytes, (format, document, printer))?;
        exported.push(Exported { file, state, held });
    }
    Ok(exported)
}

/// Refuses the folder of a sealed entry, however it is reached: a file too many there is damage.
fn keep_out_of_entries(app: &App, file: &Path) -> Result<(), Failure> {
    let fs = app.root.fs();
    // What is not there yet lies in the nearest folder that is.
    let there = file.ancestors().skip(1).find_map(|dir| fs.real_path(dir).ok());
    let Some(there) = there else { return Ok(()) };
    for entry in app.root.entries()? {
        if let Ok(entry) = fs.real_path(&app.root.entry(&entry))
            && there.starts_with(entry)
        {
            return Err(Failure::IntoSealed { file: file.to_owned() });
        }
    }
    Ok(())
}

/// Puts a whole file where it is to be, never among the files of a sealed entry.
pub fn place(app: &App, file: &Path, bytes: &[u8], others: Others) -> Result<Written, Failure> {
    keep_out_of_entries(app, file)?;
    let fresh = || -> Result<Kept, FsError> {
        let mut fresh = Fresh::create(app.root.fs(), file, std::process::id())?;
        fresh.write_all(bytes).map_err(|error| FsError::io(Op::Write, file, error))?;
        fresh.keep()
    };
    match (fresh()?, others) {
        (Kept::New, _) => Ok(Written::New),
        (Kept::Same, _) => Ok(Written::Same),
        (Kept::Other, Others::Stay) => Err(Failure::OtherContent { file: file.to_owned() }),
        (Kept::Other, Others::Replace) => {
            // It can be made again from the sealed record at any time.
            app.root.fs().remove_file(file)?;
            match fresh()? {
                Kept::New => Ok(Written::Replaced),
                Kept::Same => Ok(Written::Same),
                Kept::Other => Err(Failure::OtherContent { file: file.to_owned() }),
            }
        }
    }
}

/// What a file holds, from its bytes on the disk. What a program can read is counted in them.
fn read_back(
    app: &App,
    file: &Path,
    bytes: &[u8],
    (format, document, printer): (Format, &Document, &Printer),
) -> Result<Held, Failure> {
    let wrong = || Failure::ReadBack { file: file.to_owned() };
    let cap = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let found = app.root.fs().read(file, cap).map_err(|_| wrong())?;
    let held = document.held(format);
    let counted = match (format, document) {
        (Format::Json, Document::Report(_) | Document::Audit(_)) => in_json(&found),
        (Format::Csv, Document::Report(_) | Document::Audit(_)) => in_csv(&found),
        (Format::Excel, Document::Report(_)) => in_workbook(&found, printer),
        _ => Some(held),
    };
    if found == bytes && counted == Some(held) { Ok(held) } else { Err(wrong()) }
}

fn in_workbook(bytes: &[u8], printer: &Printer) -> Option<Held> {
    let found = workbook::read_back(bytes, printer.workbook_words()).ok()?;
    Some(Held { items: Some(found.items), findings: found.findings, remarks: found.remarks })
}

fn in_json(bytes: &[u8]) -> Option<Held> {
    let value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    let count = |name: &str| value.get(name)?.as_array().map(Vec::len);
    let (findings, remarks) = (count("findings")?, count("remarks").unwrap_or(0));
    Some(Held { items: count("items"), findings, remarks })
}

/// Rows that tell the id of a thing, or of what it is about, stand once for each.
fn in_csv(bytes: &[u8]) -> Option<Held> {
    let text = std::str::from_utf8(bytes).ok()?;
    let count = |part: &str, name: &str| {
        let told = |line: &str| {
            let (_, rest) = line.strip_prefix(part)?.strip_prefix(',')?.split_once(',')?;
            Some(rest.split_once(',')?.0 == name)
        };
        text.split("\r\n").filter(|line| told(line) == Some(true)).count()
    };
    let is_audit = text.split("\r\n").any(|line| line == "kind,,,audit");
    let (items, findings) = (count("items", "id"), count("findings", "id"));
    let remarks = if is_audit { count("remarks", "item") } else { 0 };
    Some(Held { items: (!is_audit).then_some(items), findings, remarks })
}
