//! A checklist file: every fault points into the text and is told in clean words; what can be
//! used reads the same after it was written in its canonical form.

use std::sync::LazyLock;

use tenken::cli::snippet::{self, Source};
use tenken::domain::id::ChecklistId;
use tenken::store::checklists::{Catalog, canonical, diff, read_canonical};

use super::promise::{clean, speeches};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::new(Vec::new()));

pub fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let file = format!("{}.toml", stated(text));
    let (faults, items) = CATALOG.lint(&file, text);
    for fault in faults.iter().filter(|fault| fault.file == file) {
        assert!(text.get(fault.span.clone()).is_some(), "{fault:?} points outside the text");
    }
    let source = Source { name: &file, text };
    for speech in speeches() {
        clean(&snippet::render(&faults, &[source], &speech.lint));
    }
    let id = ChecklistId::new(file.trim_end_matches(".toml"));
    let loaded =
        id.ok().and_then(|id| Catalog::new(vec![(file.clone(), text.to_owned())]).load(&id).ok());
    assert_eq!(loaded.as_ref().map(|list| list.items.len()), items, "lint and load differ");
    let Some(checklist) = loaded else { return };
    let plain = canonical(&checklist);
    clean(&plain);
    let again = read_canonical(&plain).unwrap_or_else(|faults| panic!("{faults:?}\n{plain}"));
    assert_eq!(again, checklist, "{plain}");
    assert_eq!(canonical(&again), plain);
    let unchanged = diff(&checklist, &again);
    assert!(unchanged.metadata.is_empty(), "{unchanged:?}");
}

/// The id that the text states, since a file must be called so; any other where it states none.
fn stated(text: &str) -> String {
    let table: Option<toml::Table> = text.parse().ok();
    let id = table.and_then(|table| Some(table.get("id")?.as_str()?.to_owned()));
    id.filter(|id| ChecklistId::new(id).is_ok()).unwrap_or_else(|| "any".to_owned())
}
