//! The arguments of `tenken key`.
//!
//! Comments here are no doc comments: clap would print those, and what people read is in `words`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Args, Subcommand};

use super::args::Printed;
use super::values::named;
use crate::store::sign::Role;

#[derive(Debug, Subcommand)]
pub enum Key {
    New(KeyNew),
    Show(KeyShow),
    Trust(KeyTrust),
}

// With which key something is sealed.
#[derive(Debug, Args)]
pub struct Signing {
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[arg(long, conflicts_with = "key")]
    pub unsigned: bool,
}

#[derive(Debug, Args)]
pub struct KeyNew {
    #[arg(long, value_name = "NAME")]
    pub principal: String,
    #[arg(long, value_name = "ROLE", value_parser = role(), default_value = "officer")]
    #[arg(hide_default_value = true)]
    pub role: Role,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub no_passphrase: bool,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct KeyShow {
    pub file: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub principal: Option<String>,
    #[arg(long, value_name = "ROLE", value_parser = role())]
    pub role: Option<Role>,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
pub struct KeyTrust {
    pub key: String,
    #[arg(long, value_name = "NAME")]
    pub principal: Option<String>,
    #[arg(long, value_name = "ROLE", value_parser = role())]
    pub role: Option<Role>,
    #[arg(long, value_name = "DATE")]
    pub valid_after: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub printed: Printed,
}

fn role() -> impl TypedValueParser<Value = Role> {
    named(Role::ALL.map(|role| (PossibleValue::new(role.name()), role)).to_vec())
}
