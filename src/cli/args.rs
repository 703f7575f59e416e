//! The arguments of every command, as clap reads them.
//!
//! Comments here are no doc comments: clap would print those, and what people read is in `words`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, ArgGroup, Args, Parser, Subcommand, ValueEnum};

pub use super::audit_args::Audit;
pub use super::form_args::{Import, MakeForm};
pub use super::key_args::{Key, KeyNew, KeyShow, KeyTrust, Signing};
use super::values::{cycle, format, grade, group, lang, method, row_format, verdict};
use crate::domain::answer::{Grade, Verdict};
use crate::domain::checklist::Method;
use crate::domain::comparison::Group;
use crate::domain::period::Cycle;
use crate::report::Format;
use crate::report::rows::RowFormat;
use crate::words::Lang;

#[derive(Debug, Parser)]
#[command(
    name = "tenken",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    term_width = 0
)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Args)]
pub struct Global {
    // Only export takes more than one; the others refuse.
    #[arg(long, global = true, value_name = "DIR", action = ArgAction::Append)]
    pub root: Vec<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = lang())]
    pub lang: Option<Lang>,
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<String>,
    #[arg(long, short = 'h', global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(Init),
    Check(Check),
    Status(Status),
    Answer(Answer),
    Form(MakeForm),
    Import(Import),
    Findings(Findings),
    Finding(Finding),
    Seal(Seal),
    List(Printed),
    Show(Show),
    Report(Report),
    Compare(Compare),
    Trend(Trend),
    Audit(Audit),
    Correct(Correct),
    Export(Export),
    Verify(Verify),
    #[command(subcommand)]
    Key(Key),
    #[command(subcommand)]
    Checklist(Checklist),
    Demo(Demo),
    Completions(Completions),
    Man(Named),
    Help(Named),
}

// What the output is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, Args)]
pub struct Printed {
    #[arg(long, value_name = "F", default_value = "text", hide_default_value = true)]
    pub format: Form,
}

#[derive(Debug, Args)]
pub struct Init {
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    #[arg(long, value_name = "ID")]
    pub checklist: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub inspector: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub officer: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub auditor: Vec<String>,
    #[arg(long, value_name = "CYCLE", value_parser = cycle())]
    pub cycle: Option<Cycle>,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct Check {
    pub period: Option<String>,
}

#[derive(Debug, Args)]
pub struct Status {
    pub period: Option<String>,
    #[arg(long, conflicts_with = "format")]
    pub ids: bool,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("reference").args(["evidence", "evidence_file"]).multiple(true)))]
pub struct Answer {
    pub period: String,
    pub item: String,
    #[arg(value_parser = verdict())]
    pub verdict: Verdict,
    #[arg(long, value_name = "G", value_parser = grade())]
    pub grade: Option<Grade>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub evidence: Vec<String>,
    #[arg(long, value_name = "PATH[=TEXT]")]
    pub evidence_file: Vec<OsString>,
    #[arg(long, value_name = "[N=]DATE", requires = "reference")]
    pub valid_until: Vec<String>,
    #[arg(long, value_name = "M", value_parser = method())]
    pub method: Vec<Method>,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub cause: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub action: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long)]
    pub allow_personal_data: bool,
    #[command(flatten)]
    pub printed: Printed,
}

// What a list of findings is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListForm {
    Text,
    Json,
    Csv,
}

#[derive(Debug, Args)]
pub struct Findings {
    #[arg(long)]
    pub all: bool,
    #[arg(long, conflicts_with = "all")]
    pub overdue: bool,
    #[arg(long, value_name = "F", default_value = "text", hide_default_value = true)]
    pub format: ListForm,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("turn").args(["progress", "close"])))]
pub struct Finding {
    pub period: String,
    #[arg(value_name = "ID")]
    pub finding: String,
    #[arg(long, value_name = "TEXT")]
    pub progress: Option<String>,
    #[arg(long, value_name = "DATE", requires = "progress")]
    pub due: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "progress")]
    pub due_reason: Option<String>,
    #[arg(long)]
    pub close: bool,
    #[arg(long, value_name = "DATE", requires = "close")]
    pub closed_on: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "turn")]
    pub evidence: Vec<String>,
    #[arg(long, value_name = "TEXT", requires = "close")]
    pub effect: Option<String>,
    #[arg(long, value_name = "NAME", requires = "close")]
    pub confirmed_by: Option<String>,
    #[arg(long, value_name = "NAME", requires = "turn")]
    pub by: Option<String>,
    #[arg(long, requires = "turn")]
    pub allow_personal_data: bool,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct Seal {
    pub period: String,
    #[arg(long, value_name = "NAME")]
    pub confirmed_by: String,
    #[arg(long, value_name = "TEXT")]
    pub indicator_comment: Option<String>,
    #[arg(long, requires = "indicator_comment")]
    pub allow_personal_data: bool,
    #[command(flatten)]
    pub signing: Signing,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct Correct {
    pub period: String,
    #[arg(long, value_name = "TEXT", required_unless_present = "discard")]
    pub reason: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long, requires = "reason")]
    pub allow_personal_data: bool,
    #[arg(long, conflicts_with_all = ["reason", "by"])]
    pub discard: bool,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct Show {
    pub period: String,
    #[arg(long)]
    pub audits: bool,
    // The number of an entry that another one replaced.
    #[arg(long, value_name = "N")]
    pub entry: Option<u32>,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct Report {
    pub period: Option<String>,
    #[arg(long, value_name = "N")]
    pub entry: Option<u32>,
    #[arg(long, value_names = ["A", "B"], num_args = 2)]
    pub compare: Vec<String>,
    #[arg(long, value_name = "N")]
    pub trend: Option<String>,
    #[arg(long = "format", value_name = "F", value_delimiter = ',', value_parser = format())]
    pub formats: Vec<Format>,
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub ascii: bool,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct Compare {
    pub base: Option<String>,
    pub target: Option<String>,
    #[arg(long, conflicts_with = "target")]
    pub same_quarter: bool,
    #[arg(long)]
    pub fail_on_regression: bool,
    #[arg(long = "group", value_name = "G", value_delimiter = ',', value_parser = group())]
    pub groups: Vec<Group>,
    #[arg(long = "section", value_name = "S")]
    pub sections: Vec<String>,
    #[arg(long, value_name = "F", default_value = "text", hide_default_value = true)]
    pub format: TableForm,
}

#[derive(Debug, Args)]
pub struct Trend {
    #[arg(long, value_name = "N")]
    pub last: Option<String>,
    #[arg(long = "section", value_name = "S")]
    pub sections: Vec<String>,
    #[arg(long, value_name = "F", default_value = "text", hide_default_value = true)]
    pub format: TableForm,
}

// What a trend or a comparison is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableForm {
    Text,
    Md,
    Json,
    Csv,
}

#[derive(Debug, Args)]
pub struct Export {
    #[arg(long, value_name = "F", default_value = "ndjson", hide_default_value = true)]
    #[arg(value_parser = row_format())]
    pub format: RowFormat,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Verify {
    #[arg(long, value_name = "CODE", num_args = 1..=16)]
    pub head: Vec<String>,
    #[arg(long, requires = "head")]
    pub allow_later: bool,
    // Given without a period, those of every period that counts.
    #[arg(long, value_name = "PERIOD", num_args = 0..=1)]
    pub evidence: Option<Option<String>>,
    #[arg(long, value_name = "FILE")]
    pub allowed_signers: Option<PathBuf>,
    #[arg(long, conflicts_with = "format")]
    pub explain: bool,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Subcommand)]
pub enum Checklist {
    List(Printed),
    Show(ChecklistShow),
    Lint(ChecklistLint),
    Diff(ChecklistDiff),
    Adopt(ChecklistAdopt),
}

#[derive(Debug, Args)]
pub struct ChecklistShow {
    pub id: String,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct ChecklistLint {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct ChecklistDiff {
    pub old: PathBuf,
    pub new: PathBuf,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct ChecklistAdopt {
    pub period: String,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct Demo {
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Completions {
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Named {
    pub command: Vec<String>,
}
