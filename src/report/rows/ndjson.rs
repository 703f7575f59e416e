//! JSON, one object on each line; invisible and steering characters are escaped.
//!
//! Lists stay lists, and what there is nothing of is null.

use std::fmt::Write as _;

use serde_json::Value;

use super::Cell;
use crate::text::is_shown;

pub(super) fn row<'a>(cells: impl Iterator<Item = (&'static str, Cell<'a>)>, out: &mut String) {
    for (number, (name, cell)) in cells.enumerate() {
        out.push(if number == 0 { '{' } else { ',' });
        // Formatting into a string cannot fail.
        let _ = write!(out, "\"{name}\":");
        match cell {
            Cell::None => out.push_str("null"),
            Cell::Number(number) => {
                let _ = write!(out, "{number}");
            }
            Cell::Text(text) => plain(&Value::from(text), out),
            Cell::List(values) => plain(&Value::from(values), out),
        }
    }
    out.push_str("}\n");
}

/// What cannot be seen stands only within strings, so that it can be escaped afterwards.
fn plain(value: &Value, out: &mut String) {
    for c in value.to_string().chars() {
        if is_shown(None, c) {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
}
