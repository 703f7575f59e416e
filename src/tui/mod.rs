//! The terminal interface: a pure `update` and `view` around one worker thread.
//!
//! Nothing here touches files: what is asked of the disk is an `Effect`, done by `runner` through
//! the same use cases as the command line.

mod audit;
mod chrome;
mod compare;
mod effect;
mod findings;
mod home;
mod inspect;
mod kit;
mod life;
mod list;
mod look;
mod model;
mod msg;
mod overlay;
mod prose;
mod review;
mod rows;
mod runner;
mod runner_audit;
mod setup;
mod stage;
mod step;
mod terminal;
mod transition;
mod trend;
mod update;
mod view;
mod viewer;

pub mod editor;
pub mod keymap;
pub mod paint;
pub mod passphrase;
pub mod theme;

pub use effect::{Effect, Errand};
pub use kit::{Kit, KitError, Look};
pub use look::{Look as FileLook, LookAt, Looked};
pub use model::{Model, Screen};
pub use msg::{Answer, AuditNote, Choice, Mouse, Msg, Outcome, Reading, Visit};
pub use runner::Desk;
pub use stage::{Options, TuiError, run};
pub use terminal::MouseUse;
pub use update::{update, update_at};
pub use view::view;
