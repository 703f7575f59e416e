//! What changed in the checklist since it was last used, for the command that starts a period.

use super::checklist_diff::break_rows;
use super::context::Context;
use super::reply::Stop;
use crate::app::inspect::Work;
use crate::app::tell_account::AccountTeller;
use crate::report::checklist_json;
use crate::words::{ChecklistWords, SuccessionWords};

/// Cells of a line.
const WIDTH: usize = 80;

/// The account with a blank line behind it; empty where there is none to give.
pub fn text(context: &Context, work: &Work) -> Result<String, Stop> {
    let Some(account) = &work.account else { return Ok(String::new()) };
    let words = SuccessionWords::load(context.lang)?;
    let checklist = ChecklistWords::load(context.lang)?;
    let teller = AccountTeller { words: &words, checklist: &checklist, terms: &context.terms };
    let rows = teller.rows(account, WIDTH);
    Ok(rows.iter().map(|row| format!("{row}\n")).chain(["\n".to_owned()]).collect())
}

/// The same for JSON: as `checklist diff` has it.
pub fn value(context: &Context, work: &Work) -> Result<Option<serde_json::Value>, Stop> {
    let Some(account) = &work.account else { return Ok(None) };
    let words = SuccessionWords::load(context.lang)?;
    let rows = break_rows(&account.breaks, &account.diff.new.1, &words);
    Ok(Some(checklist_json::diff_value(&account.diff, &rows)))
}
