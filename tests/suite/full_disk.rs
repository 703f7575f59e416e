//! The program on a real disk that is full: a clean refusal, every acknowledged answer kept,
//! nothing half sealed, and work that goes on once there is space.
//!
//! It needs the right to mount a small disk in memory; where that is missing it says so.

#![cfg(test)]
#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixture::{Folder, Run, TENKEN, TODAY};

const SMALL: &str = include_str!("cli/small.toml");
/// What the disk gives out at a time, in bytes.
const PAGE: usize = 4096;
/// Large enough for all that is tried here.
const ROOMY: &str = "size=4m";

/// A small disk at a folder of its own, gone when dropped, also by a panic.
struct Disk {
    folder: Folder,
}

impl Disk {
    /// `None` where no disk can be mounted.
    fn mounted(size: &str) -> Option<Self> {
        let folder = Folder::empty();
        let output = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size},mode=700"), "tmpfs"])
            .arg(folder.path())
            .output();
        match output {
            Ok(output) if output.status.success() => Some(Self { folder }),
            Ok(output) => {
                println!("skipped: {}", String::from_utf8_lossy(&output.stderr));
                None
            }
            Err(error) => {
                println!("skipped: mount: {error}");
                None
            }
        }
    }

    fn resize(&self, options: &str) {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,{options}")]).arg(self.path());
        assert!(mount.status().unwrap().success());
    }

    fn path(&self) -> PathBuf {
        self.folder.path()
    }

    /// A society with the small checklist; false where not even that finds room.
    fn set_up(&self) -> bool {
        let checklists = self.path().join("checklists");
        let written = std::fs::create_dir(&checklists)
            .and_then(|()| std::fs::write(checklists.join("small.toml"), SMALL));
        let args = ["--name", "試験組合", "--inspector", "山田", "--officer", "鈴木"];
        written.is_ok() && {
            let run = self.run(&[&["init", "--checklist", "small"], &args[..]].concat());
            if run.code != Some(0) {
                refused(&run);
            }
            run.code == Some(0)
        }
    }

    fn run(&self, args: &[&str]) -> Run {
        let mut command = Command::new(TENKEN);
        command.env_clear().env("HOME", self.folder.outside()).env("TENKEN_TODAY", TODAY);
        Run::of(command.current_dir(self.path()).args(args))
    }

    fn answer(&self, id: &str, number: usize) -> Run {
        let (evidence, note) = (format!("資料 {number}"), "閲覧した。".repeat(60));
        self.run(&["answer", "current", id, "ok", "--evidence", &evidence, "--note", &note])
    }

    fn is_clean(&self) -> bool {
        self.run(&["verify"]).code == Some(0)
    }

    /// Takes what is left but for so many pages.
    fn fill(&self, but: usize) -> PathBuf {
        let path = self.path().join("filler");
        let _ = std::fs::write(&path, vec![b'x'; 8 << 20]);
        let len = std::fs::metadata(&path).unwrap().len();
        let kept = len.saturating_sub((but * PAGE) as u64);
        std::fs::File::options().write(true).open(&path).unwrap().set_len(kept).unwrap();
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

/// A refusal says in words that the disk is full, and steers no terminal.
fn refused(run: &Run) {
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert!(run.err.contains("空き容量"), "{}", run.err);
    assert!(!run.err.chars().any(|c| c.is_control() && c != '\n'), "{:?}", run.err);
}

fn journal(disk: &Path) -> String {
    std::fs::read_to_string(disk.join("reports/drafts/FY2026-Q3/journal.toml")).unwrap_or_default()
}

#[test]
fn a_full_disk_refuses_the_next_answer_and_keeps_every_acknowledged_one() {
    for size in ["16k", "32k", "48k", "64k"] {
        let Some(disk) = Disk::mounted(size) else { return };
        if !disk.set_up() {
            disk.resize(ROOMY);
            let _ = std::fs::remove_dir_all(disk.path().join("checklists"));
            assert!(disk.set_up(), "{size}: half a society bars the next attempt");
        }
        let mut kept = Vec::new();
        let full = (1..200).find_map(|number| {
            let run = disk.answer("ORG-01", number);
            if run.code == Some(0) {
                kept.push(number);
                return None;
            }
            Some(run)
        });
        if let Some(run) = &full {
            refused(run);
        }
        let text = journal(&disk.path());
        for number in &kept {
            assert!(text.contains(&format!("資料 {number}\"")), "{size}: answer {number} is gone");
        }
        assert!(disk.is_clean());
        disk.resize(ROOMY);
        assert_eq!(disk.answer("HUM-01", 999).code, Some(0), "{size}: it does not go on");
        let text = journal(&disk.path());
        assert!(kept.iter().all(|number| text.contains(&format!("資料 {number}\""))));
        assert!(text.contains("資料 999\""));
    }
}

#[test]
fn a_full_disk_refuses_a_seal_and_leaves_nothing_half_sealed() {
    let Some(disk) = Disk::mounted("4m") else { return };
    assert!(disk.set_up());
    for (number, id) in ["ORG-01", "ORG-02", "HUM-01"].into_iter().enumerate() {
        assert_eq!(disk.answer(id, number).code, Some(0));
    }
    let before = journal(&disk.path());
    let mut refusals = 0;
    for pages in 0.. {
        let filler = disk.fill(pages);
        let run = disk.run(&["seal", "current", "--confirmed-by", "鈴木"]);
        assert!(disk.is_clean(), "with {pages} pages: {}", disk.run(&["verify"]).out);
        std::fs::remove_file(filler).unwrap();
        if run.code == Some(0) {
            break;
        }
        refused(&run);
        refusals += 1;
        assert_eq!(journal(&disk.path()), before, "with {pages} pages");
        let entries = std::fs::read_dir(disk.path().join("reports")).unwrap();
        let names = entries.map(|one| one.unwrap().file_name().into_string().unwrap());
        let ours: Vec<_> = names.filter(|name| name != ".lock" && name != "drafts").collect();
        assert_eq!(ours, [""; 0], "with {pages} pages");
        assert!(pages < 100, "it never succeeds");
    }
    assert!(refusals > 3, "only {refusals} refusals");
    assert!(disk.is_clean());
    assert_eq!(journal(&disk.path()), "");
}
