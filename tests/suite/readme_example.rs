//! The example of the README, run as it stands.

#![cfg(test)]

use std::path::Path;
use std::process::Command;

use crate::fixture::{TENKEN, TODAY};
use crate::source::file;

const BEGIN: &str = "<!-- example:begin -->";
const END: &str = "<!-- example:end -->";

/// The lines of the fenced blocks between the marks.
fn example(text: &str) -> String {
    let (_, rest) = text.split_once(BEGIN).unwrap();
    let (marked, _) = rest.split_once(END).unwrap();
    let mut lines = String::new();
    let mut fenced = false;
    for line in marked.lines() {
        if line.starts_with("```") {
            fenced = line == "```sh";
        } else if fenced {
            lines.push_str(line);
            lines.push('\n');
        }
    }
    lines
}

#[test]
fn the_example_of_the_readme_leads_to_a_sealed_report() {
    let script = example(&file("README.md"));
    assert!(script.contains("tenken init") && script.contains("sha256sum"), "{script}");
    let temp = tempfile::tempdir().unwrap();
    let programs = Path::new(TENKEN).parent().unwrap().display().to_string();
    let output = Command::new("sh")
        .args(["-eu", "-c", &script])
        .env_clear()
        .env("PATH", format!("{programs}:/usr/bin:/bin"))
        .env("HOME", temp.path())
        .env("TENKEN_TODAY", TODAY)
        .current_dir(temp.path())
        .output()
        .unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    );
    assert!(output.status.success(), "{out}\n{err}");
    assert!(out.contains("report.toml: OK"), "{out}");
    assert!(out.contains("自己点検結果報告書"), "{out}");
}
