//! One function per use case, called by the command line and the interface alike.
//!
//! It prints nothing, draws nothing and holds no rule of its own: rules are asked of `domain`,
//! files of `store`.

pub mod answering;
pub mod answers;
pub mod auditing;
pub mod checklists;
pub mod comparing;
pub mod correcting;
pub mod demo;
pub mod documents;
pub mod editions;
pub mod evidence;
pub mod exporting;
pub mod failure;
pub mod findings;
pub mod forming;
pub mod importing;
pub mod inspect;
pub mod moment;
pub mod overview;
pub mod privacy;
pub mod reading;
pub mod sealing;
pub mod setup;
pub mod signing;
pub mod status;
pub mod stopwatch;
pub mod tell;
pub mod tell_account;
pub mod tell_audit;
mod tell_border;
mod tell_evidence;
pub mod tell_signature;
pub mod tell_signing;
mod tell_typeface;
pub mod tell_wrong;
pub mod trends;
pub mod typeface;
pub mod verifying;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use evidence::Whereabouts;
pub use failure::Failure;
pub use moment::{Moment, Timepiece};

use typeface::FontPlaces;

use crate::domain::period::Period;
use crate::domain::society::Society;
use crate::store::fs::Fs;
use crate::store::root::Root;

/// The program's name and version, as records state them.
pub const PROGRAM: &str = concat!("tenken ", env!("CARGO_PKG_VERSION"));

/// Where the folder of the society comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place<'a> {
    /// `--root` or `$TENKEN_ROOT`.
    Named(&'a Path),
    /// The nearest folder with a `tenken.toml`, upwards from here.
    Upwards(&'a Path),
}

/// Everything a use case needs from outside: the folder and the time.
#[derive(Debug, Clone)]
pub struct App {
    pub root: Root,
    pub timepiece: Timepiece,
    pub whereabouts: Whereabouts,
    /// The person's own folder of settings, where keys are; never in the society's folder.
    pub config: Option<PathBuf>,
    pub fonts: FontPlaces,
}

/// What a draft is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draft {
    First,
    Correction,
}

impl App {
    pub fn new(fs: Arc<dyn Fs>, place: &Place<'_>, timepiece: Timepiece) -> Self {
        let root = match place {
            Place::Named(dir) => Root::new(fs, dir),
            Place::Upwards(start) => Root::nearest(fs, start),
        };
        Self {
            root,
            timepiece,
            whereabouts: Whereabouts::default(),
            config: None,
            fonts: FontPlaces::default(),
        }
    }

    /// The same, with files named from there.
    #[must_use]
    pub fn looking_from(self, whereabouts: Whereabouts) -> Self {
        Self { whereabouts, ..self }
    }

    /// The same with a folder of settings.
    #[must_use]
    pub fn with_config(self, config: Option<PathBuf>) -> Self {
        Self { config, ..self }
    }

    /// The same with places where fonts may be.
    #[must_use]
    pub fn with_fonts(self, fonts: FontPlaces) -> Self {
        Self { fonts, ..self }
    }

    /// The same at another folder.
    #[must_use]
    pub fn at(&self, root: Root) -> Self {
        Self { root, ..self.clone() }
    }

    pub fn now(&self) -> Moment {
        self.timepiece.now()
    }

    /// The society, or the failure that says how to set one up.
    pub fn society(&self) -> Result<Society, Failure> {
        if self.root.is_set_up()? {
            Ok(self.root.society()?)
        } else {
            Err(Failure::NotSetUp { root: self.root.dir().to_owned() })
        }
    }

    /// Periods with a draft that is not sealed yet, and whether it is a first inspection or a
    /// correction. One that cannot be read is among them.
    pub fn unsealed(&self) -> Result<Vec<(Period, Draft)>, Failure> {
        let standing = self.root.standing()?;
        let drafts = self.root.drafts()?.into_iter().filter_map(|period| {
            match standing.iter().find(|(sealed, _)| *sealed == period) {
                None => Some((period, Draft::First)),
                Some((_, entry)) => {
                    let none = matches!(correcting::draft(self, period, entry), Ok(None));
                    (!none).then_some((period, Draft::Correction))
                }
            }
        });
        Ok(drafts.collect())
    }

    /// Reads the name of a period: any form of `Period`, or `current`, `previous`, `last`.
    pub fn period(&self, text: &str) -> Result<Period, Failure> {
        let bad = |what| Failure::Period { text: text.to_owned(), what };
        let current = || {
            let cycle = self.society()?.cycle;
            Period::containing(self.now().date(), cycle).map_err(bad)
        };
        match text.trim() {
            "current" | "今期" => current(),
            "previous" | "前期" => current()?.previous().map_err(bad),
            "last" | "直近" => {
                let standing = self.root.standing()?;
                standing.last().map(|(period, _)| *period).ok_or(Failure::NothingSealed)
            }
            other => other.parse().map_err(bad),
        }
    }
}
