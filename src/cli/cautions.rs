//! What looks like personal data in an inspection, one line each; masked also in JSON.

use serde::Serialize;

use super::context::Context;
use super::page::{Page, Table};
use super::reply::clean;
use crate::app::privacy::Leave;
use crate::domain::privacy::{Caution, Place};
use crate::text::Align;

#[derive(Debug, Serialize)]
pub struct CautionShape {
    /// `my_number`, `insured_number`, `insurer_number`, `telephone`, `mail` or `postal_code`.
    pub kind: &'static str,
    pub item: Option<String>,
    pub finding: Option<String>,
    /// Which text: `note`, `reason`, `cause`, `action`, `owner`, `evidence`, `date`, `progress`,
    /// `due_reason`, `confirmed_by`, `comment`, `remark`, `finding` or `opinion`.
    pub part: &'static str,
    pub masked: String,
}

impl CautionShape {
    pub fn list(cautions: &[Caution]) -> Vec<Self> {
        let one = |caution: &Caution| {
            let (item, finding) = match &caution.place {
                Place::Item(item) => (Some(item.to_string()), None),
                Place::Finding(finding) => (None, Some(finding.to_string())),
                Place::Inspection => (None, None),
            };
            let (kind, part) = (caution.suspicion.kind.name(), caution.part.name());
            Self { kind, item, finding, part, masked: caution.suspicion.masked() }
        };
        cautions.iter().map(one).collect()
    }
}

/// What `--allow-personal-data` means.
pub fn leave(allowed: bool) -> Leave {
    if allowed { Leave::Given } else { Leave::NotGiven }
}

/// Adds the list, where there is one.
pub fn block(page: &mut Page, cautions: &[Caution], context: &Context) {
    if cautions.is_empty() {
        return;
    }
    let words = &context.terms.privacy;
    let mut table = Table::new(vec![Align::Left; 4]);
    for Caution { place, part, suspicion } in cautions {
        let place = match place {
            Place::Item(item) => item.to_string(),
            Place::Finding(finding) => finding.to_string(),
            Place::Inspection => words.comment.clone(),
        };
        let (part, kind) = (words.part(*part).to_owned(), words.kind(suspicion.kind).to_owned());
        table.row(vec![place, part, kind, suspicion.masked()]);
    }
    let n = cautions.len().to_string();
    page.blank().line(&clean(&words.listed, &[("n", &n)])).table(&table);
}
