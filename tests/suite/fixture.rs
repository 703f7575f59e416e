//! One society's folder and the program run in it, as a person would from a shell.
//!
//! The program sees nothing of this machine: a clean environment, a stated date, a folder of its
//! own.

// Says to clippy that the functions below are tests' too.
#![cfg(test)]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub(crate) const TENKEN: &str = env!("CARGO_BIN_EXE_tenken");
const SMALL: &str = include_str!("cli/small.toml");
/// The day on which everything happens unless a test says otherwise.
pub(crate) const TODAY: &str = "2026-12-18";

/// A temporary folder that is gone when dropped.
pub(crate) struct Folder {
    temp: TempDir,
}

/// What one run of the program left.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    pub(crate) fn empty() -> Self {
        let folder = Self { temp: TempDir::new().unwrap() };
        std::fs::create_dir(folder.path()).unwrap();
        folder
    }

    /// A folder with the small checklist, set up for it.
    pub(crate) fn small() -> Self {
        let folder = Self::empty();
        std::fs::create_dir(folder.path().join("checklists")).unwrap();
        std::fs::write(folder.path().join("checklists/small.toml"), SMALL).unwrap();
        folder.done(&["init", "--name", "試験健康保険組合", "--checklist", "small"]);
        let text = std::fs::read_to_string(folder.path().join("tenken.toml")).unwrap();
        let named = text
            .replace("inspector = \"\"", "inspector = \"山田花子\"")
            .replace("officer = \"\"", "officer = \"鈴木一郎\"");
        assert_ne!(text, named);
        std::fs::write(folder.path().join("tenken.toml"), named).unwrap();
        folder
    }

    /// A small folder with every due item of the third quarter answered.
    pub(crate) fn answered() -> Self {
        let folder = Self::small();
        folder.answer_all("current");
        folder
    }

    /// A small folder with the third quarter sealed.
    pub(crate) fn sealed() -> Self {
        let folder = Self::answered();
        folder.done(&["seal", "current", "--confirmed-by", "鈴木一郎"]);
        folder
    }

    /// The society's folder; its parent is for what must lie outside.
    pub(crate) fn path(&self) -> PathBuf {
        self.temp.path().join("society")
    }

    pub(crate) fn outside(&self) -> &Path {
        self.temp.path()
    }

    /// The program, about to run in this folder.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(TENKEN);
        command
            .env_clear()
            .env("HOME", self.temp.path())
            .env("TENKEN_TODAY", TODAY)
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Run {
        Run::of(self.command().args(args))
    }

    /// A run that must succeed; what it printed.
    pub(crate) fn done<S: AsRef<OsStr>>(&self, args: &[S]) -> String {
        let run = self.run(args);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        run.out
    }

    /// A run on another day.
    pub(crate) fn on(&self, day: &str, args: &[&str]) -> Run {
        Run::of(self.command().env("TENKEN_TODAY", day).args(args))
    }

    /// Answers every open item 適.
    pub(crate) fn answer_all(&self, period: &str) {
        for id in self.done(&["status", period, "--ids"]).lines() {
            self.done(&["answer", period, id, "ok", "--evidence", &format!("資料 {id}")]);
        }
    }

    /// A run as a reader sees it: what was typed, both outputs, the exit code. What differs from
    /// folder to folder is replaced.
    pub(crate) fn show(&self, args: &[&str]) -> String {
        self.shown(args, &self.run(args))
    }

    pub(crate) fn shown(&self, args: &[&str], run: &Run) -> String {
        let text = format!(
            "{}\n{}{}[{}]\n",
            format!("$ tenken {}", args.join(" ")).trim_end(),
            run.out,
            run.err,
            run.code.map_or("-".to_owned(), |code| code.to_string())
        );
        let text = text.replace(&self.path().display().to_string(), "/society");
        let text = text.replace(&self.outside().display().to_string(), "/outside");
        without_codes(&text)
    }

    /// The one sealed entry.
    pub(crate) fn entry(&self) -> PathBuf {
        self.path().join("reports/0001_FY2026-Q3_2026-12-18_report")
    }

    /// Every file below the folder with its text, but for the lock, which says who came last.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, String> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.path()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with(".lock") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    found.insert(path, text);
                }
            }
        }
        found
    }
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        let value: serde_json::Value = serde_json::from_str(&self.out).unwrap();
        assert_eq!(value["format"], 1);
        value
    }
}

/// The check of an entry without this program.
pub(crate) fn sha256sum_says_ok(entry: &Path) {
    let output = Command::new("sha256sum")
        .args(["--strict", "-c", "SEAL"])
        .current_dir(entry)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Replaces SHA-256 values, in one piece or in groups: they change with every word of a report.
fn without_codes(text: &str) -> String {
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let lines = text.lines().map(|line| {
        let digits: Vec<&str> = line.split(|c: char| !hex(c)).filter(|w| w.len() == 64).collect();
        let mut line = line.to_owned();
        for digest in digits {
            line = line.replace(digest, "<sha256>");
        }
        let at = line.char_indices().map(|(at, _)| at).find(|at| {
            let rest: Vec<&str> = line[*at..].split(' ').take(8).collect();
            rest.len() == 8 && rest.iter().all(|w| w.len() == 8 && w.chars().all(hex))
        });
        if let Some(at) = at {
            line.replace_range(at..at + 71, "<code>");
        }
        line
    });
    lines.collect::<Vec<_>>().join("\n")
}
