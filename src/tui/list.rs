//! Which rows of a list are seen, computed from the cursor; no scroll state is kept anywhere.

/// The index of the first row seen, so that `cursor` is in view with a few rows of context.
pub(super) fn first_seen(cursor: usize, total: usize, height: usize) -> usize {
    if height == 0 || total <= height {
        return 0;
    }
    let context = (height / 4).min(3);
    // Pages half a height apart, so that the list stands still while the cursor moves a little.
    let half = (height / 2).max(1);
    let page = cursor / half * half;
    let first = page.saturating_sub(context);
    let last_possible = total - height;
    let lowest = (cursor + 1 + context.min(total - 1 - cursor)).saturating_sub(height);
    first.max(lowest).min(cursor.saturating_sub(0)).min(last_possible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_always_seen_and_the_window_never_overhangs() {
        for height in 0..12 {
            for total in 1..40 {
                for cursor in 0..total {
                    let first = first_seen(cursor, total, height);
                    if height > 0 {
                        assert!(
                            first <= cursor && cursor < first + height,
                            "{cursor} {total} {height}"
                        );
                        assert!(first + height.min(total) <= total, "{cursor} {total} {height}");
                    }
                }
            }
        }
    }
}
