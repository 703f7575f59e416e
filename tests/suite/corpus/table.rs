//! A reader of CSV after RFC 4180, written apart from the writer.
//!
//! It knows no columns.

/// The fields of every row.
pub(super) fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    if !(row.is_empty() && field.is_empty()) {
        row.push(field);
        rows.push(row);
    }
    rows
}

/// Whether a spreadsheet takes a field for a formula, as its user's programs do: some strip white
/// space first, Japanese ones take full-width signs too. A number may have a sign.
pub(super) fn is_formula(field: &str) -> bool {
    let signs = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];
    field.starts_with(signs)
}

#[test]
fn rows_are_read_as_they_are_written() {
    let text = "a,\"b\r\n\"\"c\"\"\",\r\n1,2,3\r\n";
    assert_eq!(rows(text), [["a", "b\r\n\"c\"", ""], ["1", "2", "3"]]);
}
