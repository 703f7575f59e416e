//! `report.toml`: what is accepted reads the same after it was written anew, its head says the
//! same alone, and every report made of it is safe to print.

use std::path::PathBuf;
use std::sync::LazyLock;

use tenken::app::Failure;
use tenken::app::reading::Renderer;
use tenken::report::{self, SealedForm};
use tenken::store::root::RootError;
use tenken::store::shape::record_out::HEAD_END;
use tenken::store::shape::{record_in, record_out};
use tenken::words::Lang;

use super::promise::{clean, told};

static RENDERERS: LazyLock<[Renderer; 2]> =
    LazyLock::new(|| Lang::ALL.map(|lang| Renderer::new(lang).expect("the words are complete")));

pub fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let path = || PathBuf::from("/society/reports/0001/report.toml");
    let record = match record_in::read(text) {
        Ok(record) => record,
        Err(what) => {
            told(&Failure::Root(RootError::Shape { path: path(), what }));
            // A list reads the head only; it must take it or tell it as well.
            let end = text.find(HEAD_END).map_or(text.len(), |at| at + HEAD_END.len());
            if let Err(what) = record_in::read_head(&text[..end]) {
                told(&Failure::Root(RootError::Shape { path: path(), what }));
            }
            return;
        }
    };
    let written = record_out::write(&record);
    assert_eq!(record_in::read(&written).as_ref(), Ok(&record), "{written}");
    let end = written.find(HEAD_END).expect("a record has a head") + HEAD_END.len();
    let head = record_in::read_head(&written[..end]).expect("what is written has a head");
    assert_eq!((head.period, &head.sealing), (record.period, &record.sealing));
    assert_eq!((&head.society, &head.findings), (&record.society, &record.findings));
    for renderer in &*RENDERERS {
        clean(&renderer.render(&record, SealedForm::Text));
        clean(&renderer.render(&record, SealedForm::Markdown));
    }
    let json = report::json(&record);
    clean(&json);
    serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
    clean(&report::record_csv(&record).trim_start_matches('\u{feff}').replace("\r\n", "\n"));
}
