//! Counts and the rate of conformity.

use super::answer::Verdict;

/// How many items stand how. `open` are due and 未点検; `not_due` are 対象外.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub ok: usize,
    pub ng: usize,
    pub na: usize,
    pub unverified: usize,
    pub open: usize,
    pub not_due: usize,
}

/// 適合率 as its two numbers: 適 / (適 + 不適 + 確認不能). 該当なし is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    pub ok: usize,
    pub of: usize,
}

impl Tally {
    /// Counts one due item.
    pub fn add(&mut self, verdict: Option<Verdict>) {
        match verdict {
            Some(Verdict::Ok) => self.ok += 1,
            Some(Verdict::Ng) => self.ng += 1,
            Some(Verdict::Na) => self.na += 1,
            Some(Verdict::Unverified) => self.unverified += 1,
            None => self.open += 1,
        }
    }

    pub fn of(&self, verdict: Verdict) -> usize {
        match verdict {
            Verdict::Ok => self.ok,
            Verdict::Ng => self.ng,
            Verdict::Na => self.na,
            Verdict::Unverified => self.unverified,
        }
    }

    pub fn answered(&self) -> usize {
        self.ok + self.ng + self.na + self.unverified
    }

    pub fn due(&self) -> usize {
        self.answered() + self.open
    }

    /// `None` when there is nothing to divide by.
    pub fn rate(&self) -> Option<Rate> {
        let of = self.ok + self.ng + self.unverified;
        (of > 0).then_some(Rate { ok: self.ok, of })
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), |a, b| Self {
            ok: a.ok + b.ok,
            ng: a.ng + b.ng,
            na: a.na + b.na,
            unverified: a.unverified + b.unverified,
            open: a.open + b.open,
            not_due: a.not_due + b.not_due,
        })
    }
}

impl Rate {
    /// Percent to one decimal, rounded half up but never up to 100.0 while something is missing.
    pub fn percent(self) -> String {
        let tenths = self.tenths();
        format!("{}.{}%", tenths / 10, tenths % 10)
    }

    /// The same in tenths of a percent.
    pub fn tenths(self) -> usize {
        let tenths = (self.ok * 2000 + self.of) / (self.of * 2);
        if self.ok < self.of { tenths.min(999) } else { tenths }
    }
}

/// `93.3% (56/60)`: a rate is never printed without its two numbers.
impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{} ({}/{})", self.percent(), self.ok, self.of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_leaves_out_na_and_counts_unverified_against() {
        let tally = Tally { ok: 56, ng: 3, na: 9, unverified: 1, open: 4, not_due: 20 };
        assert_eq!(tally.rate().unwrap().to_string(), "93.3% (56/60)");
        assert_eq!((tally.due(), tally.answered()), (73, 69));
        assert_eq!(Tally { na: 3, ..Tally::default() }.rate(), None);
    }

    #[test]
    fn a_rate_never_rounds_up_to_all() {
        assert_eq!(Rate { ok: 1999, of: 2000 }.percent(), "99.9%");
        assert_eq!(Rate { ok: 2000, of: 2000 }.percent(), "100.0%");
        assert_eq!(Rate { ok: 0, of: 7 }.percent(), "0.0%");
        assert_eq!(Rate { ok: 2, of: 3 }.percent(), "66.7%");
    }
}
