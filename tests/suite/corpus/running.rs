//! A case on a disk of its own: the folder it starts from, the run, and what holds for every run.
//!
//! Runs are made in this process; a few are made with the program itself, see `cases`.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use tempfile::TempDir;
use tenken::app::typeface::FontPlaces;
use tenken::cli::{self, Keyboard, Look, Surroundings, Terminal};
use tenken::store::fs::DiskFs;
use tenken::store::journal::Journal;
use tenken::tui::MouseUse;
use tenken::tui::paint::BorderSet;

use super::case::{Base, Case, Pose};
use crate::fixture::TODAY;

/// What a run left.
pub(super) struct Outcome {
    /// `None` after a panic.
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

const SOCIETY: &str = "format = 1\nname = \"試験健康保険組合\"\nchecklist = \"small\"\n\
    cycle = \"quarterly\"\ndeadline_days = 20\n\n[people]\ninspector = \"山田花子\"\n\
    officer = \"鈴木一郎\"\n\n[[auditor]]\nname = \"佐藤二郎\"\nseat = \"選定\"\n";
const SMALL: &str = include_str!("../cli/small.toml");

/// The longest refusal, in bytes: what a file holds must not come back in it.
const MAX_ASIDE: usize = 64 << 10;

static SMALL_FILES: LazyLock<Files> = LazyLock::new(|| {
    [("tenken.toml", SOCIETY), ("checklists/small.toml", SMALL)]
        .map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec()))
        .into()
});

static ANSWERED: LazyLock<Files> = LazyLock::new(|| {
    made_from(&SMALL_FILES, |at| {
        for item in ["ORG-01", "ORG-02", "HUM-01"] {
            let note = if item == "ORG-01" { "覚え書き" } else { "" };
            at(&["answer", "current", item, "ok", "--evidence", "台帳", "--note", note]);
        }
    })
});

static SEALED: LazyLock<Files> = LazyLock::new(|| {
    made_from(&ANSWERED, |at| at(&["seal", "current", "--confirmed-by", "鈴木一郎"]))
});

/// The files after some commands that must succeed.
fn made_from(files: &Files, commands: impl Fn(&dyn Fn(&[&str]))) -> Files {
    let disk = Disk::with(files);
    commands(&|words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let outcome = disk.run(&words);
        assert_eq!(outcome.code, Some(0), "{words:?}: {}", outcome.err);
    });
    disk.files()
}

/// A folder of a society, with something beside it that must stay as it is.
pub(super) struct Disk {
    temp: TempDir,
}

impl Disk {
    pub(super) fn of(base: Base) -> Self {
        match base {
            Base::Empty => Self::with(&Files::new()),
            Base::Small => Self::with(&SMALL_FILES),
            Base::Answered => Self::with(&ANSWERED),
            Base::Sealed => Self::with(&SEALED),
        }
    }

    fn with(files: &Files) -> Self {
        let disk = Self { temp: TempDir::new().unwrap() };
        fs::create_dir(disk.root()).unwrap();
        fs::create_dir(disk.outside().join("outside")).unwrap();
        fs::write(disk.outside().join("outside/secret.toml"), "secret = \"外の秘密\"\n").unwrap();
        for (name, bytes) in files {
            disk.put(name, bytes);
        }
        disk
    }

    pub(super) fn root(&self) -> PathBuf {
        self.temp.path().join("society")
    }

    pub(super) fn outside(&self) -> &Path {
        self.temp.path()
    }

    pub(super) fn put(&self, name: &Path, bytes: &[u8]) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Puts the input of a case where it belongs.
    pub(super) fn prepare(&self, case: &Case, group: &Path) {
        let Some(place) = case.place() else { return };
        let good = match case.pose {
            Pose::FileName => SMALL.as_bytes().to_vec(),
            _ => fs::read(self.root().join(&place)).unwrap(),
        };
        if let Some(body) = &case.append {
            let dir = self.root().join("reports/drafts/FY2026-Q3");
            let mut opened = Journal::open(&DiskFs, &dir, &"x".parse().unwrap()).unwrap();
            opened.journal.append(&super::case::repeated(body)).unwrap();
        } else {
            self.put(Path::new(&place), &case.input(&good, group));
        }
    }

    /// Every file, folder and link below the temporary folder but the lock.
    pub(super) fn files(&self) -> Files {
        let mut found = Files::new();
        let mut folders = vec![self.root()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let (path, kind) = (entry.path(), entry.file_type().unwrap());
                let name = path.strip_prefix(self.root()).unwrap().to_owned();
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_symlink() {
                    let to = fs::read_link(&path).unwrap();
                    found.insert(name, to.as_os_str().as_bytes().to_vec());
                } else if kind.is_file() && !path.ends_with(".lock") {
                    let sparse = entry.metadata().unwrap().len() > 1 << 30;
                    let bytes = if sparse { Vec::new() } else { fs::read(&path).unwrap() };
                    found.insert(name, bytes);
                }
            }
        }
        found
    }

    pub(super) fn run(&self, words: &[String]) -> Outcome {
        let args = std::iter::once("tenken".to_owned()).chain(words.iter().cloned());
        let root = self.root();
        let from = Surroundings {
            args: args.map(Into::into).collect(),
            root: Some(root.clone().into_os_string()),
            lang: None,
            today: Some(TODAY.into()),
            directory: root,
            home: None,
            notes: Terminal::None,
            terminal: Terminal::None,
            keyboard: Keyboard::None,
            config: None,
            fonts: FontPlaces::default(),
            look: Look {
                theme: None,
                no_color: None,
                borders: BorderSet::Lines,
                mouse: MouseUse::Off,
            },
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let run = || cli::run(&from, Arc::new(DiskFs), &mut out, &mut err) as i32;
        let code = std::panic::catch_unwind(AssertUnwindSafe(run)).ok();
        self.outcome(code, &out, &err)
    }

    /// The same with the program itself.
    pub(super) fn spawn(&self, words: &[String]) -> Outcome {
        let output = std::process::Command::new(crate::fixture::TENKEN)
            .env_clear()
            .env("TENKEN_TODAY", TODAY)
            .env("TENKEN_ROOT", self.root())
            .args(words.iter().map(OsStr::new))
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap();
        self.outcome(output.status.code(), &output.stdout, &output.stderr)
    }

    fn outcome(&self, code: Option<i32>, out: &[u8], err: &[u8]) -> Outcome {
        let outside = self.outside().display().to_string();
        let text = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            text.replace(&format!("{outside}/society"), "/society").replace(&outside, "/beside")
        };
        Outcome { code, out: text(out), err: text(err) }
    }
}

impl Outcome {
    /// What is wrong with a run, whatever it was about.
    pub(super) fn faults(&self, words: &[String]) -> Vec<String> {
        let mut faults = Vec::new();
        if !self.code.is_some_and(|code| matches!(code, 0..=3)) {
            faults.push(format!("it ended with {:?}", self.code));
        }
        let table = words.iter().any(|word| word.contains("csv"));
        let out = if table { plain_table(&self.out, &mut faults) } else { self.out.clone() };
        for (name, text) in [("out", &out), ("err", &self.err)] {
            if let Some(c) = text.chars().find(|c| steers_or_hides(*c)) {
                faults.push(format!("U+{:04X} came out raw on {name}", u32::from(c)));
            }
            if text.contains("外の秘密") {
                faults.push(format!("what lies outside the folder came out on {name}"));
            }
        }
        if self.err.len() > MAX_ASIDE {
            faults.push(format!("a refusal of {} bytes", self.err.len()));
        }
        faults
    }
}

/// A table without the mark and the line ends that belong to it, after a look at every field.
fn plain_table(text: &str, faults: &mut Vec<String>) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = super::table::rows(text);
    let columns = rows.first().map_or(0, Vec::len);
    if rows.iter().any(|row| row.len() != columns) {
        faults.push("the rows of the table differ in length".to_owned());
    }
    for field in rows.iter().flatten().filter(|field| super::table::is_formula(field)) {
        faults.push(format!("a spreadsheet would calculate {field:?}"));
    }
    text.replace("\r\n", "\n")
}

/// Whether a terminal obeys `c`, or a reader could not see it. Written apart from the program's
/// own list, after Unicode's `Cc`, `Bidi_Control` and `Default_Ignorable_Code_Point`; variation
/// selectors are looked at by the cases themselves.
pub(super) fn steers_or_hides(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(u32::from(c), 0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5
            | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfeff
            | 0xffa0 | 0xfff9..=0xfffb | 0xe0000..=0xe007f)
}
