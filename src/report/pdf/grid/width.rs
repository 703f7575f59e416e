//! How wide each column of a grid becomes: none wider than it needs while another needs more.
//!
//! It measures nothing; it is told what each column would like.

use crate::report::pdf::ink::Twips;

/// What a column asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wish {
    /// So that none of its lines breaks.
    pub(super) natural: Twips,
    /// Less makes it unreadable.
    pub(super) least: Twips,
    /// Its share of what there is, relative to the others.
    pub(super) weight: Twips,
}

/// Weighs columns of long texts by what they hold as well as by what was planned for them, so that
/// none stays half empty beside a long one.
pub(super) fn balance(wishes: &mut [Wish], volumes: &[u64]) {
    const WHOLE: u64 = 1_000;
    let planned: u64 = wishes.iter().map(|wish| u64::from(wish.weight.unsigned_abs())).sum();
    let held: u64 = volumes.iter().sum();
    for (wish, volume) in wishes.iter_mut().zip(volumes) {
        let plan = u64::from(wish.weight.unsigned_abs()) * WHOLE / planned.max(1);
        let share = volume * WHOLE / held.max(1);
        wish.weight = Twips::try_from((plan * share).isqrt()).unwrap_or_default().max(1);
    }
}

/// A width for each column; together they are `total`.
pub(super) fn share(wishes: &[Wish], total: Twips) -> Vec<Twips> {
    let mut widths: Vec<Option<Twips>> = vec![None; wishes.len()];
    loop {
        let open = || wishes.iter().zip(&widths).filter(|(_, width)| width.is_none());
        let left = total - widths.iter().flatten().sum::<Twips>();
        let weights: Twips = open().map(|(wish, _)| wish.weight).sum();
        if weights == 0 {
            break;
        }
        let fair = |wish: &Wish| left.max(0) * wish.weight / weights;
        let short = open().any(|(wish, _)| fair(wish) < wish.least);
        let mut settled = false;
        for (wish, width) in wishes.iter().zip(&mut widths).filter(|(_, width)| width.is_none()) {
            let fair = left.max(0) * wish.weight / weights;
            // Those that get too little come first; what the others can spare is known after.
            let wanted = if short {
                (fair < wish.least).then_some(wish.least)
            } else {
                (fair >= wish.natural).then_some(wish.natural)
            };
            settled |= wanted.is_some();
            *width = wanted;
        }
        if !settled {
            for (wish, width) in wishes.iter().zip(&mut widths) {
                width.get_or_insert(left.max(0) * wish.weight / weights);
            }
            break;
        }
    }
    let widths: Vec<Twips> = widths.into_iter().map(Option::unwrap_or_default).collect();
    fill(wishes, widths, total)
}

/// Spreads what is left, or takes what is too much, so that the grid is as wide as the page.
fn fill(wishes: &[Wish], mut widths: Vec<Twips>, total: Twips) -> Vec<Twips> {
    let sum: Twips = widths.iter().sum();
    if sum > total {
        for width in &mut widths {
            *width = *width * (total / 8) / (sum / 8).max(1);
        }
    } else {
        let weights: Twips = wishes.iter().map(|wish| wish.weight).sum();
        for (wish, width) in wishes.iter().zip(&mut widths) {
            *width += (total - sum) * wish.weight / weights.max(1);
        }
    }
    let off = total - widths.iter().sum::<Twips>();
    if let Some(widest) = widths.iter_mut().max() {
        *widest += off;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wish(natural: Twips, least: Twips, weight: Twips) -> Wish {
        Wish { natural, least, weight }
    }

    #[test]
    fn what_a_short_column_does_not_need_goes_to_a_long_one() {
        let widths = share(&[wish(100, 100, 50), wish(5_000, 100, 50)], 1_000);
        assert_eq!(widths, [100, 900]);
    }

    #[test]
    fn no_column_gets_less_than_it_needs_while_there_is_enough() {
        let widths = share(&[wish(5_000, 400, 1), wish(5_000, 100, 99)], 1_000);
        assert_eq!(widths, [400, 600]);
    }

    #[test]
    fn a_column_with_more_text_is_weighed_more_than_was_planned() {
        let mut wishes = [wish(9, 9, 50), wish(9, 9, 50)];
        balance(&mut wishes, &[100, 900]);
        assert_eq!(wishes.map(|wish| wish.weight), [223, 670]);
    }

    #[test]
    fn what_is_left_over_widens_all_by_their_weight() {
        assert_eq!(share(&[wish(100, 50, 1), wish(100, 50, 3)], 600), [200, 400]);
    }

    proptest! {
        #[test]
        fn the_columns_are_together_as_wide_as_the_page(
            wishes in prop::collection::vec((1..20_000i32, 1..4_000i32, 1..200i32), 1..14),
        ) {
            let wishes: Vec<Wish> =
                wishes.into_iter().map(|(n, l, weight)| wish(n.max(l), l, weight)).collect();
            let widths = share(&wishes, 9_586);
            prop_assert_eq!(widths.iter().sum::<Twips>(), 9_586);
            prop_assert!(widths.iter().all(|width| *width >= 0));
        }
    }
}
