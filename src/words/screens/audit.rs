//! The words of the auditor's screen, and of audits on home and where reports are read.

use serde::Deserialize;

pub(super) const FILES: (&str, &str) =
    (include_str!("../ja/audit_screen.toml"), include_str!("../en/audit_screen.toml"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditScreenWords {
    pub title: String,
    pub about: String,
    pub contents: String,
    /// In an inspection: what the auditor `{by}` said in `{period}`.
    pub past: String,
    pub take_back: String,
    pub help: String,
    /// Asked where the auditor's key `{file}` is locked.
    pub passphrase: String,
    pub tab: AuditTabWords,
    pub chapter: AuditChapterWords,
    pub said: AuditSaidWords,
    pub warning: AuditWarningWords,
    pub form: AuditFormWords,
    pub asked: AuditAskedWords,
    pub code: AuditCodeWords,
    pub check: AuditCheckWords,
    pub story: AuditStoryWords,
    pub past_audits: PastAuditsWords,
    pub item: AuditItemWords,
    pub list: AuditListWords,
    pub opinion: AuditOpinionWords,
    pub home: AuditHomeWords,
    pub viewer: AuditViewerWords,
}

/// The names of chapters in a row of tabs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditTabWords {
    pub check: String,
    pub story: String,
    pub faults: String,
    pub findings: String,
    pub changes: String,
    pub figures: String,
    pub items: String,
    pub audits: String,
    pub opinion: String,
}

/// The names of chapters with how much there is in them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditChapterWords {
    pub check: String,
    pub story: String,
    pub faults: String,
    pub findings: String,
    pub changes: String,
    pub figures: String,
    pub items: String,
    pub audits: String,
    pub opinion: String,
    pub opinion_gaps: String,
}

/// What is told in the line above the footer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditSaidWords {
    pub read_only: String,
    pub no_item: String,
    pub nothing_to_take_back: String,
    pub no_name: String,
    pub incomplete: String,
}

/// What an auditor should know before writing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditWarningWords {
    pub faulty: String,
    pub replaced: String,
    pub unknown: String,
    pub earlier: String,
}

/// The fields that an auditor fills in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditFormWords {
    pub opinion_text: String,
    pub remark: String,
    pub opinion: String,
    pub what: String,
    pub grade: String,
    pub action: String,
    pub owner: String,
    pub due: String,
}

/// The question who audits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditAskedWords {
    pub title: String,
    pub how: String,
    pub name: String,
    pub begun: String,
    pub other: String,
}

/// A code typed from paper beside the one on the screen.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditCodeWords {
    pub label: String,
    pub nothing: String,
    pub unfinished: String,
    pub unfit: String,
    pub newest: String,
    pub older: String,
    pub not_found: String,
}

/// The result of the check.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditCheckWords {
    pub clean: String,
    pub faulty: String,
    pub faulty_how: String,
    pub newest: String,
    pub compare: String,
    pub entries: String,
    pub entry: String,
    pub entry_read: String,
    pub good: String,
    pub bad: String,
    pub unbound: String,
    pub limit: String,
}

/// The period on one page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditStoryWords {
    pub first: String,
    pub nothing_first: String,
    pub society: String,
    pub none: String,
    pub period: String,
    pub span: String,
    pub sealed: String,
    pub sealed_value: String,
    pub deadline: String,
    pub late: String,
    pub kept: String,
    pub people: String,
    pub people_value: String,
    pub checklist: String,
    pub checklist_value: String,
    pub entry: String,
    pub corrects: String,
    pub escalated: String,
    pub major: String,
    pub unverified: String,
    pub overdue: String,
    pub worse: String,
    pub other: String,
    pub before_end: String,
    pub clock: String,
    pub counts: String,
    pub total: String,
    pub rate: String,
    pub rate_note: String,
    pub no_figures: String,
}

/// Other audits of the period.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastAuditsWords {
    pub heading: String,
    pub entry: String,
    pub in_progress: String,
    pub sampled: String,
    pub remark: String,
    pub finding: String,
    pub beside: String,
}

/// What stands beside a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditItemWords {
    pub finding: String,
    pub sampled: String,
    pub remark: String,
    pub found: String,
    pub found_value: String,
    pub lacks: String,
    pub last: String,
    pub never: String,
}

/// The lists.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditListWords {
    pub no_faults: String,
    pub no_findings: String,
    pub nothing_before: String,
    pub no_changes: String,
    pub overdue: String,
    pub open: String,
    pub mark_sampled: String,
    pub mark_remark: String,
    pub mark_finding: String,
    pub marks: String,
}

/// The last chapter, and what is asked before the end.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditOpinionWords {
    pub ask: String,
    pub not_begun: String,
    pub auditor: String,
    pub opinion: String,
    pub no_text: String,
    pub ready: String,
    pub finish: String,
    pub gaps: String,
    pub sampled: String,
    pub remarks: String,
    pub findings: String,
    pub cut: String,
}

/// Audits in the list of home.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditHomeWords {
    pub audit: String,
    pub outdated: String,
    pub in_progress: String,
    pub unread: String,
}

/// Audits where reports are read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditViewerWords {
    pub title: String,
    pub finished: String,
    pub audits: String,
    pub note: String,
}
