//! Taking a filled form back under power cuts and failing calls: all of it is recorded, or nothing.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::path::Path;
use std::sync::Arc;

use tenken::app::App;
use tenken::app::importing::{self, End, ImportError, Mode, Wish};
use tenken::app::inspect;
use tenken::app::privacy::Leave;
use tenken::store::fs::Fs;
use tenken::store::fs::sim::{Detail, SimFs};

use crate::app_faults::{
    Answers, DAY, ITEMS, answer_singly, app, clean, item, number, on, period, shown, society,
};
use crate::faults::{Failing, Start, Trial, Verdict, Without};

const FORM: &str = "/root/form.csv";
/// What the form says of the items, in their order; one of them was answered before it came.
const SAID: [Option<u32>; 3] = [Some(11), Some(12), Some(13)];
const BEFORE: [Option<u32>; 3] = [Some(1), None, None];

/// Whether it was told as recorded.
fn take(app: &App) -> Result<bool, ImportError> {
    let wish = Wish {
        period: Some(period()),
        by: "佐藤次郎",
        mode: Mode::Record,
        leave: Leave::default(),
    };
    importing::import(app, Path::new(FORM), &wish).map(|import| import.end == End::Recorded)
}

fn said(app: &App) -> Result<[Option<u32>; 3], String> {
    let work = inspect::peek(app, period()).map_err(|error| format!("{error:?}"))?;
    Ok(ITEMS.map(|id| number(&work.inspection.answer(&item(id)))))
}

const TAKING: Trial<(), bool> = Trial {
    starts: || {
        let disk = society();
        let fs: Arc<dyn Fs> = Arc::new(disk.clone());
        answer_singly(&fs, &mut Answers::default(), &["ORG-01"]);
        let rows =
            ITEMS.iter().zip(SAID).map(|(id, said)| format!("{id},適,資料 {}\n", said.unwrap()));
        let form = format!("item,verdict,evidence\n{}", rows.collect::<String>());
        disk.place_file(Path::new(FORM), form.as_bytes());
        disk.settle();
        vec![Start { disk, known: () }]
    },
    program: |fs, ()| take(&app(fs, DAY)).is_ok_and(|recorded| recorded),
    judge: |fs, told| judge(fs, *told),
    done: |told| *told,
    failing: Failing::AllWays,
};

fn judge(fs: &SimFs, told: bool) -> Verdict {
    let app = on(fs);
    shown(&app)?;
    let found = said(&app)?;
    let whole = found == SAID || (found == BEFORE && !told);
    if !whole {
        return Err(format!("told {told}, and {found:?} stands there"));
    }
    // Taking it again is always right.
    if !take(&app).map_err(|error| format!("{error:?}"))? || said(&app)? != SAID {
        return Err("it cannot be taken again".into());
    }
    clean(&app, None)
}

#[test]
fn a_form_is_taken_wholly_or_not_at_all_after_a_power_cut_at_every_step() {
    let (judged, verdict) = TAKING.under_cuts(Detail::EveryByte, &Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 100, "only {} disks", judged.count);
}

#[test]
fn a_form_is_taken_wholly_or_not_at_all_whatever_call_fails() {
    let (judged, verdict) = TAKING.under_failures(&Without::Nothing);
    assert_eq!(verdict, Ok(()));
    assert!(judged.count > 50, "only {} disks", judged.count);
}

#[test]
fn the_checker_of_forms_notices_an_answer_that_was_told_and_not_synced() {
    assert!(TAKING.notices(&Without::Every(crate::faults::SYNC)));
}
