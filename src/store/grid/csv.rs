//! CSV of RFC 4180 in UTF-8, with commas or, as some save it, with tabs.

use super::{Budget, Grid, GridError, Place, Value};

pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Grid, GridError> {
    let text = std::str::from_utf8(bytes).map_err(|_| GridError::Unknown)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(GridError::Unknown);
    }
    let first = text.lines().next().unwrap_or_default();
    let comma = if first.contains('\t') && !first.contains(',') { '\t' } else { ',' };
    let mut grid = Grid::default();
    let (mut place, mut field) = (Place { row: 0, column: 0 }, String::new());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                put(&mut grid, budget, place, &mut field)?;
                place = Place { row: place.row.saturating_add(1), column: 0 };
            }
            c if c == comma && !quoted => {
                put(&mut grid, budget, place, &mut field)?;
                place.column = place.column.saturating_add(1);
            }
            c => field.push(c),
        }
    }
    if quoted {
        return Err(GridError::Quote);
    }
    put(&mut grid, budget, place, &mut field)?;
    Ok(grid)
}

fn put(
    grid: &mut Grid,
    budget: &mut Budget,
    place: Place,
    field: &mut String,
) -> Result<(), GridError> {
    let text = std::mem::take(field);
    if text.is_empty() { Ok(()) } else { budget.put(grid, place, Value::Text(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_hold_commas_quotes_and_lines_and_tabs_part_them_too() {
        let at = |text: &str, row, column| {
            let grid = read(text.as_bytes(), &mut Budget(99)).unwrap();
            grid.text(Place { row, column })
        };
        let text = "\u{feff}item,note\r\nORG-01,\"a,b\n\"\"c\"\"\"\r\n,x";
        assert_eq!(at(text, 0, 0), "item");
        assert_eq!(at(text, 1, 1), "a,b\n\"c\"");
        assert_eq!((at(text, 2, 0), at(text, 2, 1)), (String::new(), "x".into()));
        assert_eq!(at("item\tnote\nA\tb", 1, 1), "b");
    }

    #[test]
    fn more_cells_than_are_kept_are_refused() {
        assert_eq!(read(b"a,b,c", &mut Budget(2)), Err(GridError::TooManyCells));
    }
}
