//! Everything in a record, or in an audit, as one long table: one value in each row, told by where
//! it stands.
//!
//! It holds what the JSON holds, to the last value, and is for sorting and filtering; answers of
//! many periods as one row each are `rows`.

use serde_json::Value;

use super::{audit_json, csv, json};
use crate::domain::audit::AuditRecord;
use crate::domain::record::Record;

/// The columns, in their order.
pub const COLUMNS: [&str; 4] = ["part", "id", "field", "value"];

/// UTF-8 with a byte order mark, RFC 4180.
pub fn record_csv(record: &Record) -> String {
    table(&json::shape_of(record))
}

/// What an auditor said, in the same manner.
pub fn audit_csv(audit: &AuditRecord) -> String {
    table(&audit_json::shape_of(audit))
}

fn table(whole: &Value) -> String {
    let mut out = String::from(csv::MARK);
    csv::line(&mut out, &COLUMNS.map(str::to_owned));
    if let Value::Object(parts) = whole {
        for (part, value) in parts {
            rows(&mut out, part, value);
        }
    }
    out
}

/// The rows of one part. Entries of a list of things stand under their id, or their number.
fn rows(out: &mut String, part: &str, value: &Value) {
    match value {
        Value::Array(things) if things.iter().any(Value::is_object) => {
            for (number, thing) in (1..).zip(things) {
                let id = thing.get("id").and_then(Value::as_str);
                let id = id.map_or_else(|| format!("{number}"), str::to_owned);
                leaves(thing, &mut Vec::new(), &mut |field, text| {
                    csv::line(out, &[part.to_owned(), id.clone(), field, text]);
                });
            }
        }
        _ => leaves(value, &mut Vec::new(), &mut |field, text| {
            csv::line(out, &[part.to_owned(), String::new(), field, text]);
        }),
    }
}

/// Every value with its way to it: names joined by dots, numbers in lists counted from one.
/// What is null has no row.
fn leaves(value: &Value, way: &mut Vec<String>, put: &mut dyn FnMut(String, String)) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                way.push(name.clone());
                leaves(value, way, put);
                way.pop();
            }
        }
        Value::Array(values) => {
            for (number, value) in (1..).zip(values) {
                way.push(format!("{number}"));
                leaves(value, way, put);
                way.pop();
            }
        }
        Value::String(text) => put(way.join("."), text.clone()),
        other => put(way.join("."), other.to_string()),
    }
}
