//! The arguments of `tenken form` and `tenken import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Printed;

#[derive(Debug, Args)]
pub struct MakeForm {
    pub period: String,
    #[arg(long = "section", value_name = "S")]
    pub sections: Vec<String>,
    #[arg(long, value_name = "F", default_value = "xlsx", hide_default_value = true)]
    pub format: FormFormat,
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
}

// What a form is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormFormat {
    Xlsx,
    Pdf,
    Html,
    Txt,
    Md,
}

impl FormFormat {
    /// The ending of the file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Txt => "txt",
            Self::Md => "md",
        }
    }
}

#[derive(Debug, Args)]
pub struct Import {
    pub file: PathBuf,
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub allow_personal_data: bool,
    #[command(flatten)]
    pub printed: Printed,
}
