//! The 参考指標 put into words, alike on the screen, on the command line and in the report.
//!
//! Whoever prints them decides how many items are named and makes the comment safe.

use serde::Deserialize;

use super::{Lang, Terms, WordsError, fill, read};
use crate::domain::indicators::Indicators;

const JA: &str = include_str!("ja/indicators.toml");
const EN: &str = include_str!("en/indicators.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorWords {
    pub heading: String,
    /// The heading where there is little room.
    pub short: String,
    pub intro: String,
    /// Said in place of the figures where there is little room and nothing to tell.
    quiet: String,
    comma: String,
    more: String,
    /// `{value}` with its `{basis}`.
    line: String,
    /// The value where there is nothing to be a part of.
    nothing: String,
    carried: FigureWords,
    same_notes: FigureWords,
    run: RunWords,
    fast: FastWords,
    whole: WholeWords,
    pub comment: CommentWords,
}

/// How many `{n}` of how many `{of}`, and of what.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureWords {
    label: String,
    value: String,
    basis: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RunWords {
    label: String,
    value: String,
    basis: String,
    none: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FastWords {
    label: String,
    value: String,
    basis: String,
    item: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeWords {
    label: String,
    value: String,
    basis: String,
    identical: String,
    none: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentWords {
    pub label: String,
    pub none: String,
    /// A comment `{text}` that is not on the disk.
    pub unsaved: String,
    /// With the key `{save}`.
    pub how: String,
}

/// One figure, what it rests on, and the items behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorLine<'w> {
    pub label: &'w str,
    pub value: String,
    pub basis: String,
    pub items: Vec<String>,
}

impl IndicatorWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/indicators.toml", JA),
            Lang::En => read("en/indicators.toml", EN),
        }
    }

    /// Every figure, without the comment.
    pub fn lines(&self, found: &Indicators, terms: &Terms) -> Vec<IndicatorLine<'_>> {
        let FigureWords { label, value, basis } = &self.carried;
        let carried = IndicatorLine {
            label,
            value: self.part(value, found.carried, found.texts),
            basis: basis.clone(),
            items: Vec::new(),
        };
        let FigureWords { label, value, basis } = &self.same_notes;
        let same_notes = IndicatorLine {
            label,
            value: self.part(value, found.same_notes.len(), found.notes),
            basis: basis.clone(),
            items: found.same_notes.iter().map(ToString::to_string).collect(),
        };
        vec![
            carried,
            same_notes,
            self.run(found, terms),
            self.fast(found),
            self.whole(found, terms),
        ]
    }

    /// What is said in place of the figures where they are quiet.
    pub fn quiet(&self, found: &Indicators) -> String {
        let (measured, answered) = (found.measured.to_string(), found.answered.to_string());
        fill(&self.quiet, &[("measured", &measured), ("answered", &answered)])
    }

    /// The figure and what it rests on, in one sentence.
    pub fn sentence(&self, line: &IndicatorLine<'_>) -> String {
        fill(&self.line, &[("value", &line.value), ("basis", &line.basis)])
    }

    fn part(&self, template: &str, n: usize, of: usize) -> String {
        if of == 0 {
            return self.nothing.clone();
        }
        fill(template, &[("n", &n.to_string()), ("of", &of.to_string())])
    }

    fn run(&self, found: &Indicators, terms: &Terms) -> IndicatorLine<'_> {
        let words = &self.run;
        let length = found.run.as_ref().map_or(0, |run| run.length);
        let basis = found.run.as_ref().map_or_else(
            || words.none.clone(),
            |run| {
                let (first, last) = (run.first.as_str(), run.last.as_str());
                let verdict = terms.verdict(Some(run.verdict));
                fill(&words.basis, &[("first", first), ("last", last), ("verdict", verdict)])
            },
        );
        let value = self.part(&words.value, length, found.answered);
        IndicatorLine { label: &words.label, value, basis, items: Vec::new() }
    }

    fn fast(&self, found: &Indicators) -> IndicatorLine<'_> {
        let words = &self.fast;
        let values = [
            ("of", &*found.measured.to_string()),
            ("answered", &*found.answered.to_string()),
            ("speed", &*found.reading_speed.to_string()),
        ];
        let items = found.fast.iter().map(|hasty| {
            let values = [
                ("item", hasty.item.as_str()),
                ("seconds", &*hasty.seconds.to_string()),
                ("characters", &*hasty.characters.to_string()),
            ];
            fill(&words.item, &values)
        });
        IndicatorLine {
            label: &words.label,
            value: self.part(&words.value, found.fast.len(), found.measured),
            basis: fill(&words.basis, &values),
            items: items.collect(),
        }
    }

    fn whole(&self, found: &Indicators, terms: &Terms) -> IndicatorLine<'_> {
        let words = &self.whole;
        let (value, basis) = match found.whole {
            None => (self.nothing.clone(), words.none.clone()),
            Some(whole) => {
                let identical = whole.is_identical();
                let basis = if identical { &words.identical } else { &words.basis };
                let basis = fill(basis, &[("period", &terms.period(whole.last))]);
                (self.part(&words.value, whole.same, whole.common), basis)
            }
        };
        IndicatorLine { label: &words.label, value, basis, items: Vec::new() }
    }

    /// The items in one line, at most `most` of them by name.
    pub fn some(&self, items: &[String], most: usize) -> String {
        let named = items[..items.len().min(most)].join(&self.comma);
        match items.len().saturating_sub(most) {
            0 => named,
            left => fill(&self.more, &[("items", &named), ("n", &left.to_string())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Verdict;
    use crate::domain::id::ItemId;
    use crate::domain::indicators::{Hasty, Run, Whole};

    fn found() -> Indicators {
        let item = |id: &str| ItemId::new(id).unwrap();
        Indicators {
            texts: 9,
            carried: 2,
            notes: 4,
            same_notes: vec![item("ORG-01"), item("ORG-04")],
            answered: 8,
            run: Some(Run {
                verdict: Verdict::Ok,
                length: 3,
                first: item("ORG-01"),
                last: item("HUM-02"),
            }),
            measured: 7,
            fast: vec![Hasty { item: item("TEC-01"), seconds: 1, characters: 84 }],
            reading_speed: 30,
            whole: Some(Whole { last: "FY2026-Q2".parse().unwrap(), common: 8, same: 5 }),
            comment: String::new(),
        }
    }

    fn told(found: &Indicators) -> Vec<String> {
        let words = IndicatorWords::load(Lang::Ja).unwrap();
        let lines = words.lines(found, &Terms::load(Lang::Ja).unwrap());
        let told = |line: &IndicatorLine<'_>| {
            format!("{}: {} {}", line.label, words.sentence(line), line.items.join(" "))
        };
        lines.iter().map(told).collect()
    }

    #[test]
    fn every_figure_is_told_with_what_it_is_a_part_of() {
        let told = told(&found());
        for (line, part) in told.iter().zip([
            "2/9件（所見と証跡のうち）",
            "2/4項目（前回も今回も所見のある項目のうち） ORG-01 ORG-04",
            "3/8項目（最も長いもの。点検表の順に ORG-01 から HUM-02 まで「適」）",
            "1/7項目（時間を測った項目（8項目中7項目）のうち、1秒30字で",
            "5/8項目（令和8年度第2四半期にも",
        ]) {
            assert!(line.contains(part), "{line}");
        }
        assert!(told[3].ends_with("TEC-01（1秒、84字）"), "{}", told[3]);
        assert!(!told.concat().contains('{'), "{told:?}");
    }

    #[test]
    fn an_identical_period_and_a_first_one_are_said_plainly() {
        let mut found = found();
        let last = "FY2026-Q2".parse().unwrap();
        found.whole = Some(Whole { last, common: 8, same: 8 });
        assert!(told(&found)[4].contains("8/8項目（全ての項目で"), "{:?}", told(&found));
        let first = told(&Indicators::default());
        assert!(first[4].contains("前回の記録がない") && first[2].contains("判定のある項目がない"));
    }

    #[test]
    fn a_long_list_of_items_is_cut_with_how_many_are_left() {
        let words = IndicatorWords::load(Lang::Ja).unwrap();
        let items = ["A", "B", "C"].map(str::to_owned);
        assert_eq!(words.some(&items, 3), "A、B、C");
        assert_eq!(words.some(&items, 1), "A ほか2項目");
    }
}
