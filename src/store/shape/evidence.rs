//! A reference as journals and records hold it: one inline table, its keys in alphabetical order.
//!
//! It looks at no file: what stands here is what somebody saw.

use serde::Deserialize;
use toml::Value;

use super::{ShapeError, date, instant, instant_text, parsed};
use crate::domain::evidence::{Evidence, EvidenceFile, FileDigest, FilePath};

/// A reference as it stands in a file. The keys of a file come together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceShape {
    text: String,
    carried: Option<String>,
    file: Option<String>,
    sha256: Option<String>,
    size: Option<u64>,
    modified: Option<String>,
    valid_until: Option<String>,
}

impl EvidenceShape {
    pub(super) fn read(self) -> Result<Evidence, ShapeError> {
        let file = match &self.file {
            Some(path) => Some(self.file(path)?),
            None if self.sha256.is_some() || self.size.is_some() || self.modified.is_some() => {
                return Err(ShapeError::Missing { key: "file" });
            }
            None => None,
        };
        let carried = self.carried.map(|p| parsed("carried", &p, "a period")).transpose()?;
        let valid_until = self.valid_until.map(|d| date("valid_until", &d)).transpose()?;
        Ok(Evidence { text: self.text, carried, file, valid_until })
    }

    fn file(&self, path: &str) -> Result<EvidenceFile, ShapeError> {
        let digest = self.sha256.as_ref().ok_or(ShapeError::Missing { key: "sha256" })?;
        Ok(EvidenceFile {
            path: FilePath::new(path)
                .map_err(|_| ShapeError::value("file", path, "a path within its folder"))?,
            sha256: FileDigest::new(digest)
                .ok_or_else(|| ShapeError::value("sha256", digest, "64 hexadecimal digits"))?,
            size: self.size.ok_or(ShapeError::Missing { key: "size" })?,
            modified: self.modified.as_ref().map(|at| instant("modified", at)).transpose()?,
        })
    }
}

/// The table of a reference; what it does not say is left out.
pub(super) fn evidence_value(evidence: &Evidence) -> Value {
    let mut table = toml::Table::new();
    let mut text = |key: &str, value: String| {
        table.insert(key.to_owned(), Value::String(value));
    };
    text("text", evidence.text.clone());
    if let Some(period) = evidence.carried {
        text("carried", period.to_string());
    }
    if let Some(last) = evidence.valid_until {
        text("valid_until", last.to_string());
    }
    if let Some(file) = &evidence.file {
        text("file", file.path.to_string());
        text("sha256", file.sha256.to_string());
        if let Some(at) = file.modified {
            text("modified", instant_text(at));
        }
        let size = i64::try_from(file.size).unwrap_or(i64::MAX);
        table.insert("size".to_owned(), Value::Integer(size));
    }
    Value::Table(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::tests::file;

    fn back(value: Value) -> Result<Evidence, ShapeError> {
        value.try_into::<EvidenceShape>().unwrap().read()
    }

    #[test]
    fn a_reference_reads_back_whatever_it_says() {
        let named = Some(file("規程/取扱\u{7}規程.pdf", u64::from(u32::MAX) * 9));
        let undated = named.clone().map(|f| EvidenceFile { modified: None, ..f });
        let valid_until = chrono::NaiveDate::from_ymd_opt(2027, 3, 31);
        let carried = "FY2026-Q2".parse().ok();
        for file in [None, named, undated] {
            let said = Evidence { carried, file, valid_until, ..Evidence::new("規程") };
            assert_eq!(back(evidence_value(&said)), Ok(said));
        }
    }

    #[test]
    fn a_reference_in_words_is_written_as_ever() {
        let plain = Evidence { carried: "FY2026-Q2".parse().ok(), ..Evidence::new("規程") };
        let table = evidence_value(&plain).to_string();
        assert_eq!(table, "{ carried = \"FY2026-Q2\", text = \"規程\" }");
    }

    #[test]
    fn half_a_file_and_one_that_leads_out_are_refused_by_key() {
        let full = Evidence { file: Some(file("a.pdf", 1)), ..Evidence::new("a") };
        let Value::Table(full) = evidence_value(&full) else { unreachable!() };
        for (key, value, wrong) in [
            ("file", None, ShapeError::Missing { key: "file" }),
            ("sha256", None, ShapeError::Missing { key: "sha256" }),
            ("size", None, ShapeError::Missing { key: "size" }),
            ("file", Some("../a"), ShapeError::value("file", "../a", "a path within its folder")),
            ("sha256", Some("0"), ShapeError::value("sha256", "0", "64 hexadecimal digits")),
            ("valid_until", Some("31"), ShapeError::value("valid_until", "31", "a date")),
        ] {
            let mut table = full.clone();
            match value {
                Some(text) => table.insert(key.into(), Value::String(text.into())),
                None => table.remove(key),
            };
            assert_eq!(back(Value::Table(table)), Err(wrong), "{key}");
        }
    }
}
