//! Things of known widths put side by side into rows, none of them broken.
//!
//! It knows no unit and no text.

use std::ops::Range;

/// Which of them stand in each row; one that is wider than the row has a row of its own.
pub(super) fn packed(widths: &[usize], gap: usize, room: usize) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for (n, width) in widths.iter().enumerate() {
        match rows.last_mut() {
            Some(row) if used + gap + width <= room => {
                row.end = n + 1;
                used += gap + width;
            }
            _ => {
                rows.push(n..n + 1);
                used = *width;
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_filled_to_its_last_cell_and_no_further() {
        assert_eq!(packed(&[3, 3, 3, 2], 1, 11), [0..3, 3..4]);
        assert_eq!(packed(&[3, 3, 3, 2], 1, 10), [0..2, 2..4]);
    }

    #[test]
    fn what_is_wider_than_a_row_has_one_of_its_own() {
        assert_eq!(packed(&[2, 20, 2], 1, 10), [0..1, 1..2, 2..3]);
        assert_eq!(packed(&[], 1, 10), []);
    }
}
