//! Corrections under power cuts and failing calls: beginning one, answering in it, sealing it,
//! setting it aside, each through the functions that the command line and the interface call.
//!
//! What must be there afterwards is in `correction_judge`.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::sync::{Arc, LazyLock};

use tenken::app::Failure;
use tenken::app::correcting::{self, Refused};
use tenken::store::fs::sim::{Detail, SimFs};
use tenken::store::fs::{Fs, Op};

use crate::app_faults::{DAY, answer_in_a_session, answer_singly, app, on, period, seal, sealed};
use crate::correction_judge::{Aside, Told, begin, find, judge};
use crate::faults::{Failing, SYNC_DIR, Start, Trial, Without, killed};

static BEGUN: LazyLock<SimFs> = LazyLock::new(|| {
    let fs = sealed();
    begin(&on(&fs)).unwrap();
    fs.settle();
    fs
});

/// A disk with a correction in which something was said, and what.
static AMENDED: LazyLock<(SimFs, Told)> = LazyLock::new(|| {
    let fs = BEGUN.duplicate();
    let mut told = Told { begun: 1, ..Told::nothing() };
    let disk: Arc<dyn Fs> = Arc::new(fs.clone());
    answer_singly(&disk, &mut told.answers, &["ORG-01", "ORG-02"]);
    assert_eq!(told.answers.saved.len(), 2);
    fs.settle();
    (fs, told)
});

fn amended() -> Start<Told> {
    Start { disk: AMENDED.0.duplicate(), known: AMENDED.1.clone() }
}

// ---- beginning ----

const BEGINNING: Trial<Told, Told> = Trial {
    starts: || vec![Start { disk: sealed(), known: Told::nothing() }],
    program: |fs, before| {
        let begun = begin(&app(fs, DAY)).is_ok();
        Told { begun: before.begun + usize::from(begun), ..before.clone() }
    },
    judge,
    done: |told| told.begun > 0,
    failing: Failing::InOneWay,
};

#[test]
fn a_correction_is_begun_wholly_or_not_at_all_after_a_power_cut_at_every_step() {
    let (judged, verdict) = BEGINNING.under_cuts(Detail::Coarse, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

#[test]
fn a_correction_is_begun_wholly_or_not_at_all_whatever_call_fails() {
    let (judged, verdict) = BEGINNING.under_failures(&Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

/// Another one after the seal of one that was killed when its entry had its name, on a machine
/// that went on.
const BEGINNING_ANOTHER: Trial<Told, Told> = Trial {
    starts: || {
        let Start { disk, known } = amended();
        let work = |fs: &SimFs| Told { sealed: seal(&on(fs)).ok(), ..known.clone() };
        let mut starts = killed(&disk, work, |op| matches!(op, Op::Rename | Op::Remove));
        starts.retain(|start| on(&start.disk).root.entries().unwrap().len() == 2);
        // The draft is whole, and it is half taken away.
        starts.truncate(2);
        starts
    },
    ..BEGINNING
};

#[test]
fn another_correction_begins_where_a_seal_was_cut_off_and_finishes_that_one_first() {
    let (judged, verdict) = BEGINNING_ANOTHER.under_cuts(Detail::Coarse, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

// ---- answering ----

const ANSWERING: Trial<Told, Told> = Trial {
    starts: || {
        let known = Told { begun: 1, ..Told::nothing() };
        vec![Start { disk: BEGUN.duplicate(), known }]
    },
    program: |fs, before| {
        let mut told = before.clone();
        answer_singly(&fs, &mut told.answers, &["ORG-01"]);
        answer_in_a_session(&fs, &mut told.answers, &["ORG-02"]);
        told
    },
    judge,
    done: |told| told.answers.saved.len() == 2 && told.answers.typed.is_some(),
    failing: Failing::InOneWay,
};

/// The same in what a killed program began, on a machine that went on.
const ANSWERING_ON: Trial<Told, Told> = Trial {
    starts: || {
        let work = |fs: &SimFs| {
            let begun = usize::from(begin(&on(fs)).is_ok());
            Told { begun, ..Told::nothing() }
        };
        let mut starts = killed(&sealed(), work, |op| op == Op::Rename);
        starts.retain(|start| !on(&start.disk).root.drafts().unwrap().is_empty());
        starts
    },
    program: |fs, before| {
        let mut told = before.clone();
        answer_singly(&fs, &mut told.answers, &["ORG-01"]);
        told
    },
    done: |told| told.answers.saved.len() == 1,
    ..ANSWERING
};

#[test]
fn no_answer_in_a_correction_is_lost_by_a_power_cut_or_a_failing_call() {
    for (judged, verdict) in [
        ANSWERING.under_cuts(Detail::Coarse, &Without::Nothing),
        ANSWERING_ON.under_cuts(Detail::Coarse, &Without::Nothing),
        ANSWERING.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 100, "only {} disks", judged.count);
    }
}

// ---- sealing ----

const SEALING: Trial<Told, Told> = Trial {
    starts: || vec![amended()],
    program: |fs, before| Told { sealed: seal(&app(fs, DAY)).ok(), ..before.clone() },
    judge,
    done: |told| told.sealed.is_some(),
    failing: Failing::InOneWay,
};

#[test]
fn a_correction_is_sealed_wholly_or_still_in_progress_after_a_power_cut_at_every_step() {
    let (judged, verdict) = SEALING.under_cuts(Detail::Coarse, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

#[test]
fn a_correction_is_sealed_wholly_or_still_in_progress_whatever_call_fails() {
    let (judged, verdict) = SEALING.under_failures(&Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

// ---- setting aside ----

/// Also where a program was killed while it answered, on a machine that went on.
const SETTING_ASIDE: Trial<Told, Told> = Trial {
    starts: || {
        let work = |fs: &SimFs| {
            let mut told = Told { begun: 1, ..Told::nothing() };
            let disk: Arc<dyn Fs> = Arc::new(fs.clone());
            answer_singly(&disk, &mut told.answers, &["ORG-01", "ORG-02"]);
            told
        };
        let mut starts = killed(&BEGUN, work, |op| op == Op::Write);
        starts.push(amended());
        starts
    },
    program: |fs, before| {
        let set = correcting::discard(&app(fs, DAY), period());
        Told { aside: set.map_or(Aside::Asked, Aside::Done), ..before.clone() }
    },
    judge,
    done: |told| matches!(told.aside, Aside::Done(_)),
    failing: Failing::InOneWay,
};

#[test]
fn a_correction_is_in_progress_or_set_aside_with_all_that_was_said_in_it() {
    for (judged, verdict) in [
        SETTING_ASIDE.under_cuts(Detail::Coarse, &Without::Nothing),
        SETTING_ASIDE.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 30, "only {} disks", judged.count);
    }
}

/// One that was killed while it was set aside is set aside by asking again.
const SETTING_ASIDE_AGAIN: Trial<Told, bool> = Trial {
    starts: || {
        let Start { disk, known } = amended();
        let work = |fs: &SimFs| {
            let set = correcting::discard(&on(fs), period());
            Told { aside: set.map_or(Aside::Asked, Aside::Done), ..known.clone() }
        };
        let mut starts = killed(&disk, work, |op| op == Op::Rename);
        starts.truncate(1);
        starts
    },
    program: |fs, _| {
        let told = correcting::discard(&app(fs, DAY), period());
        matches!(told, Err(Failure::Correction(Refused::NoDraft { .. })))
    },
    judge: |fs, told| {
        let found = find(fs, &on(fs))?;
        match found.progress {
            Some(_) if *told => Err("told that there is none, and it is there again".into()),
            _ => judge(fs, &Told { aside: Aside::Asked, ..amended().known }),
        }
    },
    done: |told| *told,
    failing: Failing::InOneWay,
};

#[test]
fn a_correction_of_which_is_told_that_there_is_none_does_not_come_back() {
    for (judged, verdict) in [
        SETTING_ASIDE_AGAIN.under_cuts(Detail::Coarse, &Without::Nothing),
        SETTING_ASIDE_AGAIN.under_failures(&Without::Nothing),
    ] {
        assert_eq!(verdict, Ok(()));
        assert!(judged.count > 5, "only {} disks", judged.count);
    }
}

#[test]
fn the_checkers_of_corrections_notice_each_missing_protection() {
    // A sound disk holds nothing that an attempt before left, the folder of drafts is there, and
    // its names are synced twice.
    let others = [
        "remove reports/drafts/FY2026-Q3/.staging-checklist.toml 1",
        "remove reports/drafts/FY2026-Q3/.staging-journal.toml 1",
        "remove reports/drafts/FY2026-Q3/checklist.toml 1",
        "sync folder . 1",
        "sync folder reports 1",
        "sync folder reports/drafts 1",
        "sync folder reports/drafts 2",
    ];
    assert_eq!(BEGINNING.unnoticed(), others);
    assert!(BEGINNING.notices(&Without::Every(SYNC_DIR)));
    assert_eq!(SETTING_ASIDE.unnoticed(), [""; 0]);
    assert_eq!(SETTING_ASIDE_AGAIN.unnoticed(), [""; 0]);
}
