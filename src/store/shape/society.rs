//! `tenken.toml`, written once by set-up and from then on kept by people in an editor.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::trouble::{hidden, nearest};
use super::{ShapeError, check_format, parse, position};
use crate::domain::answer::limit;
use crate::domain::id::ChecklistId;
use crate::domain::period::Cycle;
use crate::domain::society::{Auditor, People, Seat, Society};
use crate::store::journal::quote;

const KEYS: [&str; 8] =
    ["format", "name", "checklist", "cycle", "deadline_days", "indicators", "people", "auditor"];
const PEOPLE_KEYS: [&str; 2] = ["inspector", "officer"];
const AUDITOR_KEYS: [&str; 2] = ["name", "seat"];

#[derive(Deserialize)]
struct SocietyShape {
    name: String,
    checklist: String,
    #[serde(default)]
    cycle: Option<String>,
    #[serde(default)]
    deadline_days: Option<i64>,
    #[serde(default)]
    indicators: Option<bool>,
    #[serde(default)]
    people: PeopleShape,
    #[serde(default)]
    auditor: Vec<AuditorShape>,
}

#[derive(Deserialize, Default)]
struct PeopleShape {
    #[serde(default)]
    inspector: String,
    #[serde(default)]
    officer: String,
}

#[derive(Deserialize)]
struct AuditorShape {
    name: String,
    seat: String,
}

/// Reads the text of `tenken.toml`.
pub fn read(text: &str) -> Result<Society, ShapeError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some((line, column, trouble)) = hidden(text) {
        return Err(ShapeError::Toml { line, column, trouble });
    }
    check_format(text)?;
    refuse_unknown_keys(text)?;
    let shape: SocietyShape = parse(text)?;
    let cycle = match shape.cycle {
        None => Cycle::default(),
        Some(name) => Cycle::named(&name)
            .ok_or_else(|| ShapeError::value("cycle", &name, "quarterly, half-yearly or annual"))?,
    };
    let deadline_days = u16::try_from(shape.deadline_days.unwrap_or(0))
        .ok()
        .filter(|days| *days <= 366)
        .ok_or_else(|| {
            let found = shape.deadline_days.unwrap_or(0).to_string();
            ShapeError::value("deadline_days", &found, "a number from 0 to 366")
        })?;
    let checklist = ChecklistId::new(&shape.checklist)
        .map_err(|_| ShapeError::value("checklist", &shape.checklist, "a checklist id"))?;
    let auditors = shape.auditor.into_iter().map(auditor).collect::<Result<_, _>>()?;
    Ok(Society {
        name: name_of("name", shape.name)?,
        checklist,
        cycle,
        deadline_days,
        indicators: shape.indicators.unwrap_or(true),
        people: People {
            inspector: name_of("people.inspector", shape.people.inspector)?,
            officer: name_of("people.officer", shape.people.officer)?,
            auditors,
        },
    })
}

fn auditor(shape: AuditorShape) -> Result<Auditor, ShapeError> {
    let seat = Seat::named(&shape.seat)
        .ok_or_else(|| ShapeError::value("auditor.seat", &shape.seat, "選定 or 互選"))?;
    Ok(Auditor { name: name_of("auditor.name", shape.name)?, seat })
}

fn name_of(key: &'static str, name: String) -> Result<String, ShapeError> {
    if name.chars().count() > limit::LINE || name.contains('\n') {
        return Err(ShapeError::value(key, &name, "one line of at most 200 characters"));
    }
    // Written as escapes; those that stand raw have been told with their place.
    match hidden(&name) {
        None => Ok(name),
        Some(_) => Err(ShapeError::value(key, &name, "letters that can be seen")),
    }
}

/// Points at the first key nobody knows, with the one that was probably meant.
fn refuse_unknown_keys(text: &str) -> Result<(), ShapeError> {
    let top = DeTable::parse(text).map_err(|e| ShapeError::toml(text, &e))?;
    let top = top.get_ref();
    let mut odd = unknown(top, &KEYS);
    for (key, known) in [("people", PEOPLE_KEYS), ("auditor", AUDITOR_KEYS)] {
        let value = top.get(key).map(Spanned::get_ref);
        let inner = value.and_then(DeValue::as_table).into_iter();
        let list = value.and_then(DeValue::as_array).into_iter().flatten();
        let tables = inner.chain(list.filter_map(|entry| entry.get_ref().as_table()));
        odd.extend(tables.flat_map(|table| unknown(table, &known)));
    }
    odd.sort_by_key(|(start, ..)| *start);
    match odd.into_iter().next() {
        None => Ok(()),
        Some((start, key, nearest)) => {
            let (line, column) = position(text, start..start);
            Err(ShapeError::UnknownKey { line, column, key, nearest })
        }
    }
}

/// Where each unknown key stands, and which was probably meant.
fn unknown(table: &DeTable<'_>, known: &[&str]) -> Vec<(usize, String, Option<String>)> {
    let odd = table.keys().filter(|key| !known.contains(&&**key.get_ref()));
    odd.map(|key| {
        let name: &str = key.get_ref();
        (key.span().start, name.chars().take(40).collect(), nearest(name, known))
    })
    .collect()
}

/// The text that set-up writes. `comments` are lines a person reads, without the `#`.
pub fn write(society: &Society, comments: &[&str]) -> String {
    let mut out = String::new();
    for comment in comments {
        out.extend(["# ", *comment, "\n"]);
    }
    let people = &society.people;
    let mut put = |key: &str, value: &str| out.extend([key, " = ", value, "\n"]);
    put("format", "1");
    put("name", &quote(&society.name));
    put("checklist", &quote(society.checklist.as_str()));
    put("cycle", &quote(society.cycle.name()));
    put("deadline_days", &society.deadline_days.to_string());
    if !society.indicators {
        put("indicators", "false");
    }
    out.push_str("\n[people]\n");
    let mut put = |key: &str, name: &str| out.extend([key, " = ", &quote(name), "\n"]);
    put("inspector", &people.inspector);
    put("officer", &people.officer);
    for auditor in &people.auditors {
        out.push_str("\n[[auditor]]\n");
        let mut put = |key: &str, text: &str| out.extend([key, " = ", &quote(text), "\n"]);
        put("name", &auditor.name);
        put("seat", auditor.seat.kanji());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn society() -> Society {
        Society {
            name: "見本\"健康保険組合\"".into(),
            checklist: ChecklistId::new("kenpo").unwrap(),
            cycle: Cycle::HalfYearly,
            deadline_days: 20,
            indicators: true,
            people: People {
                inspector: "山田 花子".into(),
                officer: "髙﨑".into(),
                auditors: vec![
                    Auditor { name: "監事一".into(), seat: Seat::Appointed },
                    Auditor { name: "監事二".into(), seat: Seat::Elected },
                ],
            },
        }
    }

    #[test]
    fn what_set_up_writes_reads_back() {
        let text = write(&society(), &["この組合の設定"]);
        assert_eq!(read(&text).unwrap(), society());
        assert_eq!(read(&format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap(), society());
    }

    #[test]
    fn indicators_are_on_unless_they_are_switched_off() {
        assert!(!write(&society(), &[]).contains("indicators"));
        let off = Society { indicators: false, ..society() };
        let text = write(&off, &[]);
        assert!(text.contains("\nindicators = false\n"), "{text}");
        assert_eq!(read(&text).unwrap(), off);
        let told = read(&text.replace("= false", "= \"no\"")).unwrap_err();
        assert!(matches!(told, ShapeError::Toml { line: 6, .. }), "{told:?}");
    }

    #[test]
    fn a_newer_format_is_told_before_anything_else() {
        let text = "format = 2\nwhatever = 1\n";
        assert_eq!(read(text), Err(ShapeError::Newer { found: 2 }));
    }

    #[test]
    fn an_unknown_key_is_told_with_its_place_and_the_likely_one() {
        let text = write(&society(), &[]).replace("deadline_days", "deadline_day");
        assert_eq!(
            read(&text),
            Err(ShapeError::UnknownKey {
                line: 5,
                column: 1,
                key: "deadline_day".into(),
                nearest: Some("deadline_days".into())
            })
        );
        let text = write(&society(), &[]).replace("officer", "oficer");
        assert_eq!(
            read(&text),
            Err(ShapeError::UnknownKey {
                line: 9,
                column: 1,
                key: "oficer".into(),
                nearest: Some("officer".into())
            })
        );
    }

    #[test]
    fn values_out_of_range_name_their_key() {
        for (from, to, key) in [
            ("\"half-yearly\"", "\"monthly\"", "cycle"),
            ("deadline_days = 20", "deadline_days = -1", "deadline_days"),
            ("\"kenpo\"", "\"../kenpo\"", "checklist"),
            ("\"選定\"", "\"選任\"", "auditor.seat"),
        ] {
            let text = write(&society(), &[]).replace(from, to);
            assert!(
                matches!(read(&text), Err(ShapeError::Value { key: k, .. }) if k == key),
                "{key}"
            );
        }
    }
}
