//! The arguments of `tenken audit`.
//!
//! Comments here are no doc comments: clap would print those, and what people read is in `words`.

use clap::Args;

use super::args::{Printed, Signing};
use super::values::{grade, opinion};
use crate::domain::answer::Grade;
use crate::domain::audit::Opinion;

#[derive(Debug, Args)]
pub struct Audit {
    pub period: String,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long, value_name = "ITEM", value_delimiter = ',')]
    pub sample: Vec<String>,
    #[arg(long, value_name = "ITEM", value_delimiter = ',')]
    pub unsample: Vec<String>,
    #[arg(long, value_name = "ITEM=TEXT")]
    pub remark: Vec<String>,
    #[arg(long, value_name = "ITEM=TEXT")]
    pub finding: Vec<String>,
    #[arg(long, value_name = "G", value_parser = grade(), requires = "finding")]
    pub grade: Option<Grade>,
    #[arg(long, value_name = "TEXT", requires = "finding")]
    pub action: Option<String>,
    #[arg(long, value_name = "NAME", requires = "finding")]
    pub owner: Option<String>,
    #[arg(long, value_name = "DATE", requires = "finding")]
    pub due: Option<String>,
    #[arg(long, value_name = "O", value_parser = opinion())]
    pub opinion: Option<Opinion>,
    #[arg(long, value_name = "TEXT", requires = "opinion")]
    pub opinion_text: Option<String>,
    #[arg(long)]
    pub allow_personal_data: bool,
    #[arg(long)]
    pub finish: bool,
    #[command(flatten)]
    pub signing: Signing,
    #[arg(long, value_name = "CODE", num_args = 1..=16)]
    pub head: Vec<String>,
    #[command(flatten)]
    pub printed: Printed,
}

impl Audit {
    // Whether anything is to be recorded.
    pub fn acts(&self) -> bool {
        let lists = [&self.sample, &self.unsample, &self.remark, &self.finding];
        self.finish || self.opinion.is_some() || lists.iter().any(|list| !list.is_empty())
    }
}
