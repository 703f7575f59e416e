//! The whole state of the interface; meanings, never sentences.

use super::audit;
use super::compare;
use super::findings;
use super::home;
use super::inspect;
use super::kit::Kit;
use super::overlay::Overlay;
use super::review;
use super::setup;
use super::step::Notice;
use super::trend;
use super::viewer;

/// Where the person is.
#[derive(Debug, Clone)]
pub enum Screen {
    /// An effect is under way that the next screen needs.
    Loading,
    Setup(setup::State),
    Home(home::State),
    Inspect(Box<inspect::State>),
    /// The gate of the inspection that lies behind it.
    Review(review::State, Box<inspect::State>),
    Report(viewer::State),
    Findings(findings::State),
    Compare(Box<compare::State>),
    Trend(trend::State),
    Audit(Box<audit::State>),
    /// Nothing can be shown; the notice says why.
    Failed,
}

/// Everything that is drawn and updated.
#[derive(Debug, Clone)]
pub struct Model {
    pub kit: Kit,
    /// Width and height of the terminal in cells.
    pub size: (u16, u16),
    pub screen: Screen,
    pub overlay: Option<Overlay>,
    pub notice: Option<Notice>,
    /// Effects that have not been answered.
    pub waiting: usize,
    /// Whether the interface is to end once nothing is waited for.
    pub leaving: Leaving,
    /// What was typed at a gate that was left for one of its items.
    pub gate: Option<review::Typed>,
}

/// How the end was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    No,
    /// By the person, who is asked again if something cannot be kept.
    Asked,
    /// By the system, which does not wait.
    Told,
}

impl Model {
    pub fn new(kit: Kit, size: (u16, u16)) -> Self {
        Self {
            kit,
            size,
            screen: Screen::Loading,
            overlay: None,
            notice: None,
            waiting: 0,
            leaving: Leaving::No,
            gate: None,
        }
    }

    /// True when the loop may end: leaving was asked and no effect is under way.
    pub fn is_over(&self) -> bool {
        self.leaving != Leaving::No && self.waiting == 0
    }
}
