//! What is wrong with a checklist, in words: what it is and what to do next.
//!
//! It says nothing of the place in the file; that is shown beside it.

mod plain;
mod revision;

use serde::Deserialize;

use self::plain::plain;
use self::revision::RevisionWords;
use super::{Lang, Told, WordsError, fill, read};
use crate::domain::checklist::Method;
use crate::domain::fault::{FaultKind, Named, Place, RelatedKind, Severity, Shape, Syntax};
use crate::domain::id::IdError;
use crate::text::{fit, line};

const JA: &str = include_str!("ja/lint.toml");
const EN: &str = include_str!("en/lint.toml");
#[cfg(test)]
pub(super) const FILES: [(&str, &str); 1] = [(JA, EN)];

/// What is quoted from a file is cut to this.
const MAX_CELLS: usize = 80;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LintWords {
    severity: SeverityWords,
    hint: HintWords,
    related: RelatedWords,
    named: NamedWords,
    form: NamedWords,
    id: IdWords,
    shape: ShapeWords,
    syntax: SyntaxWords,
    fault: FaultWords,
    revision: RevisionWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeverityWords {
    error: String,
    warning: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct HintWords {
    title: String,
    nearest: String,
    /// The place before any header.
    top: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RelatedWords {
    first: String,
    retired: String,
    base: String,
    template: String,
    disabled: String,
    item: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedWords {
    checklist: String,
    section: String,
    commitment: String,
    item: String,
    row: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct IdWords {
    empty: String,
    device: String,
    long: String,
    character: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShapeWords {
    text: String,
    number: String,
    flag: String,
    date: String,
    list: String,
    texts: String,
    block: String,
    blocks: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SyntaxWords {
    key_twice: Told,
    unquoted: Told,
    unclosed: Told,
    missing_comma: Told,
    missing_value: Told,
    missing_equals: Told,
    bad_key: Told,
    bad_escape: Told,
    bad_number: Told,
    too_deep: Told,
    lone_return: Told,
    other: Told,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultWords {
    too_many: Told,
    too_large: Told,
    newer_format: Told,
    bad_format: Told,
    unknown_key: Told,
    missing_key: Told,
    wrong_type: Told,
    bad_id: Told,
    wrong_stem: Told,
    duplicate: Told,
    unknown_id: Told,
    bad_date: Told,
    bad_version: Told,
    unknown_method: Told,
    method_order: Told,
    unknown_frequency: Told,
    bad_quarter: Told,
    quarter_missing: Told,
    quarter_superfluous: Told,
    turn_of_rows: Told,
    rows_take_turns: Told,
    long_text: Told,
    wide_text: Told,
    empty_text: Told,
    empty_list: Told,
    long_list: Told,
    repeated: Told,
    hidden: Told,
    line_break: Told,
    retired_reused: Told,
    needs_extends: Told,
    not_removable: Told,
    set_and_removed: Told,
    nothing_changed: Told,
    changed_and_disabled: Told,
    table_missing: Told,
    table_unused: Told,
    unknown_placeholder: Told,
    long_expanded_id: Told,
    unbalanced_turns: Told,
    base_not_found: Told,
    base_faulty: Told,
    base_extends: Told,
    extends_twice: Told,
    uncovered: Told,
}

impl LintWords {
    pub fn load(lang: Lang) -> Result<Self, WordsError> {
        match lang {
            Lang::Ja => read("ja/lint.toml", JA),
            Lang::En => read("en/lint.toml", EN),
        }
    }

    pub fn severity(&self, severity: Severity) -> &str {
        match severity {
            Severity::Error => &self.severity.error,
            Severity::Warning => &self.severity.warning,
        }
    }

    /// The word before what to do next.
    pub fn hint(&self) -> &str {
        &self.hint.title
    }

    pub fn related(&self, kind: RelatedKind) -> &str {
        match kind {
            RelatedKind::First => &self.related.first,
            RelatedKind::Retired => &self.related.retired,
            RelatedKind::Base => &self.related.base,
            RelatedKind::Template => &self.related.template,
            RelatedKind::Disabled => &self.related.disabled,
            RelatedKind::Item => &self.related.item,
        }
    }

    /// What is wrong and what to do next; what comes from the file is made safe to print.
    pub fn tell(&self, kind: &FaultKind) -> Told {
        let template = self.template(kind);
        let mut values = self.values(kind);
        let mut next = template.next.as_str();
        if let Some(nearest) = kind.nearest() {
            next = &self.hint.nearest;
            values.push(("nearest", nearest.to_owned()));
        }
        let clean: Vec<(&str, String)> =
            values.iter().map(|(name, value)| (*name, fit(&line(value), MAX_CELLS))).collect();
        let values: Vec<(&str, &str)> = clean.iter().map(|(n, v)| (*n, v.as_str())).collect();
        Told { what: fill(&template.what, &values), next: fill(next, &values) }
    }

    fn template(&self, kind: &FaultKind) -> &Told {
        let words = &self.fault;
        match kind {
            FaultKind::Syntax(syntax) => self.syntax(syntax),
            FaultKind::TooLarge { .. } => &words.too_large,
            FaultKind::TooMany { .. } => &words.too_many,
            FaultKind::NewerFormat { .. } => &words.newer_format,
            FaultKind::BadFormat { .. } => &words.bad_format,
            FaultKind::UnknownKey { .. } => &words.unknown_key,
            FaultKind::MissingKey { .. } => &words.missing_key,
            FaultKind::WrongType { .. } => &words.wrong_type,
            FaultKind::BadId { .. } => &words.bad_id,
            FaultKind::WrongStem { .. } => &words.wrong_stem,
            FaultKind::Duplicate { .. } => &words.duplicate,
            FaultKind::UnknownId { .. } => &words.unknown_id,
            FaultKind::BadDate { .. } => &words.bad_date,
            FaultKind::BadVersion { .. } => &words.bad_version,
            FaultKind::UnknownMethod { .. } => &words.unknown_method,
            FaultKind::MethodOrder { .. } => &words.method_order,
            FaultKind::UnknownFrequency { .. } => &words.unknown_frequency,
            FaultKind::BadQuarter { .. } => &words.bad_quarter,
            FaultKind::QuarterMissing { .. } => &words.quarter_missing,
            FaultKind::QuarterSuperfluous { .. } => &words.quarter_superfluous,
            FaultKind::TurnOfRows { .. } => &words.turn_of_rows,
            FaultKind::RowsTakeTurns => &words.rows_take_turns,
            FaultKind::LongText { .. } => &words.long_text,
            FaultKind::WideText { .. } => &words.wide_text,
            FaultKind::EmptyText { .. } => &words.empty_text,
            FaultKind::EmptyList { .. } => &words.empty_list,
            FaultKind::LongList { .. } => &words.long_list,
            FaultKind::Repeated { .. } => &words.repeated,
            FaultKind::Hidden { .. } => &words.hidden,
            FaultKind::LineBreak { .. } => &words.line_break,
            FaultKind::RetiredReused { .. } => &words.retired_reused,
            FaultKind::NeedsExtends { .. } => &words.needs_extends,
            FaultKind::NotRemovable { .. } => &words.not_removable,
            FaultKind::SetAndRemoved { .. } => &words.set_and_removed,
            FaultKind::NothingChanged { .. } => &words.nothing_changed,
            FaultKind::ChangedAndDisabled { .. } => &words.changed_and_disabled,
            FaultKind::TableMissing { .. } => &words.table_missing,
            FaultKind::TableUnused { .. } => &words.table_unused,
            FaultKind::UnknownPlaceholder { .. } => &words.unknown_placeholder,
            FaultKind::LongExpandedId { .. } => &words.long_expanded_id,
            FaultKind::UnbalancedTurns { .. } => &words.unbalanced_turns,
            FaultKind::BaseNotFound { .. } => &words.base_not_found,
            FaultKind::BaseFaulty { .. } => &words.base_faulty,
            FaultKind::BaseExtends { .. } => &words.base_extends,
            FaultKind::ExtendsTwice => &words.extends_twice,
            FaultKind::Uncovered { .. } => &words.uncovered,
            FaultKind::Revision(fault) => self.revision.template(fault),
        }
    }

    fn syntax(&self, syntax: &Syntax) -> &Told {
        let words = &self.syntax;
        match syntax {
            Syntax::KeyTwice => &words.key_twice,
            Syntax::Unquoted => &words.unquoted,
            Syntax::Unclosed => &words.unclosed,
            Syntax::MissingComma => &words.missing_comma,
            Syntax::MissingValue => &words.missing_value,
            Syntax::MissingEquals => &words.missing_equals,
            Syntax::BadKey => &words.bad_key,
            Syntax::BadEscape => &words.bad_escape,
            Syntax::BadNumber => &words.bad_number,
            Syntax::TooDeep => &words.too_deep,
            Syntax::LoneReturn => &words.lone_return,
            Syntax::Other => &words.other,
        }
    }

    fn values(&self, kind: &FaultKind) -> Vec<(&'static str, String)> {
        use FaultKind as K;
        let place = |place: Place| match place {
            Place::Top => self.hint.top.clone(),
            other => other.header().to_owned(),
        };
        match kind {
            K::TooMany { max } => vec![("max", max.to_string())],
            K::Syntax(_) | K::RowsTakeTurns | K::ExtendsTwice => Vec::new(),
            K::UnknownKey { key, place: at, .. } => {
                vec![("key", key.clone()), ("place", place(*at))]
            }
            K::MissingKey { key, place: at, id } => vec![
                ("key", (*key).to_owned()),
                ("place", place(*at)),
                ("of", id.as_ref().map(|id| format!(" {id}")).unwrap_or_default()),
            ],
            K::WrongType { key, expected, found } => vec![
                ("key", key.clone()),
                ("expected", self.shape(*expected).to_owned()),
                ("found", self.shape(*found).to_owned()),
            ],
            K::BadId { text, named, why } => vec![
                ("text", text.clone()),
                ("named", of(&self.named, *named).to_owned()),
                ("form", of(&self.form, *named).to_owned()),
                ("why", self.why(why)),
            ],
            K::Duplicate { id, named } | K::UnknownId { id, named, .. } => {
                vec![("id", id.clone()), ("named", of(&self.named, *named).to_owned())]
            }
            K::MethodOrder { ordered } => {
                let names: Vec<&str> = ordered.iter().copied().map(Method::name).collect();
                vec![("ordered", names.join("・"))]
            }
            K::Hidden { code } => vec![("code", format!("U+{:04X}", u32::from(*code)))],
            K::UnbalancedTurns { table, counts } => {
                let counts = counts.map(|count| count.to_string()).join("・");
                vec![("table", table.clone()), ("counts", counts)]
            }
            K::Revision(fault) => self.revision.values(fault),
            other => plain(other),
        }
    }

    fn shape(&self, shape: Shape) -> &str {
        let words = &self.shape;
        match shape {
            Shape::Text => &words.text,
            Shape::Number => &words.number,
            Shape::Flag => &words.flag,
            Shape::Date => &words.date,
            Shape::List => &words.list,
            Shape::Texts => &words.texts,
            Shape::Block => &words.block,
            Shape::Blocks => &words.blocks,
        }
    }

    fn why(&self, why: &IdError) -> String {
        match why {
            IdError::Empty => self.id.empty.clone(),
            IdError::Device => self.id.device.clone(),
            IdError::Long { max } => fill(&self.id.long, &[("max", &max.to_string())]),
            IdError::Character { found } => {
                fill(&self.id.character, &[("found", &found.to_string())])
            }
        }
    }
}

fn of(words: &NamedWords, named: Named) -> &str {
    match named {
        Named::Checklist => &words.checklist,
        Named::Section => &words.section,
        Named::Commitment => &words.commitment,
        Named::Item => &words.item,
        Named::Row => &words.row,
    }
}
