//! No field of a record is forgotten by a format: whatever stands in `report.toml` stands in the
//! JSON, in the long CSV and in the workbook too.

use std::collections::BTreeSet;

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use serde_json::Value;
use tenken::report::{json, record_csv};
use tenken::store::shape::record_out;
use tenken::text::visible;
use tenken::words::Lang;

use crate::workbook::{bytes, with_texts};

/// A value of the sealed record with the way to it.
type Leaf = (String, String);

fn leaves(value: &toml::Value, way: &str, out: &mut Vec<Leaf>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                leaves(value, &format!("{way}.{name}"), out);
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| leaves(value, way, out)),
        toml::Value::String(text) => out.push((way.to_owned(), text.clone())),
        other => out.push((way.to_owned(), other.to_string())),
    }
}

fn of_json(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.values().for_each(|value| of_json(value, out)),
        Value::Array(values) => values.iter().for_each(|value| of_json(value, out)),
        Value::String(text) => {
            out.insert(text.clone());
        }
        other => {
            out.insert(other.to_string());
        }
    }
}

fn cells(bytes: &[u8]) -> String {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let ranges: Vec<_> = names.iter().map(|name| book.worksheet_range(name).unwrap()).collect();
    let cells = ranges.iter().flat_map(|range| range.cells().map(|(_, _, data)| data));
    cells.map(Data::to_string).collect::<Vec<_>>().join("\n")
}

/// Whether JSON says it in the same words: a rate stands there as two numbers.
fn told(way: &str) -> bool {
    way != ".summary.rate"
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn every_value_of_the_sealed_record_stands_in_every_format(
        texts in proptest::collection::vec("[ぁ-ん一-龠]{1,12}|[a-z =+-]{1,12}", 1..20)
    ) {
        let mut n = 0;
        let record = with_texts(&mut || {
            n += 1;
            format!("{}〔{n}〕", texts[n % texts.len()])
        });
        let toml = record_out::write(&record);
        let mut found = Vec::new();
        leaves(&toml::from_str(&toml).unwrap(), "", &mut found);
        let typed: Vec<&Leaf> = found.iter().filter(|(_, text)| text.contains('〔')).collect();
        prop_assert_eq!(typed.len(), n, "{}", toml);
        let mut json_values = BTreeSet::new();
        of_json(&serde_json::from_str(&json(&record)).unwrap(), &mut json_values);
        let csv = record_csv(&record);
        let book = cells(&bytes(&record, Lang::Ja));
        let lost: Vec<&Leaf> =
            found.iter().filter(|(way, text)| !json_values.contains(text) && told(way)).collect();
        prop_assert!(lost.is_empty(), "JSON lacks {lost:#?}");
        for (way, text) in typed {
            let shown = visible(text);
            prop_assert!(csv.contains(&**text), "CSV lacks {way}: {text:?}");
            prop_assert!(book.contains(&*shown), "Excel lacks {way}: {text:?}");
        }
    }
}
