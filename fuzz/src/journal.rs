//! A journal: what is accepted is what would be written, a torn tail is set aside byte for byte,
//! damage changes nothing; and every event reads the same after it was written anew.

use std::path::{Path, PathBuf};

use tenken::app::Failure;
use tenken::domain::inspection::{Inspection, Start};
use tenken::store::fs::sim::SimFs;
use tenken::store::journal::{Contents, JOURNAL, Journal, check_body};
use tenken::store::shape::ShapeError;
use tenken::store::shape::event::{read_change, read_start, write_change, write_start};

use super::promise::told;

const DIR: &str = "/draft";
const START: &str = "at = \"2026-12-18T12:00:00+09:00\"\nby = \"山田\"\nact = \"start\"\n\
    program = \"tenken\"\nsociety = \"見本\"\nchecklist = \"small\"\nchecklist_version = \"1\"\n\
    checklist_digest = \"0\"\n";

pub fn read(bytes: &[u8]) {
    whole(bytes);
    if let Ok(text) = str::from_utf8(bytes) {
        text.split("\n\n").for_each(event);
    }
}

fn file() -> PathBuf {
    Path::new(DIR).join(JOURNAL)
}

/// The bytes as a journal.
fn whole(bytes: &[u8]) {
    let fs = SimFs::new();
    fs.place_file(&file(), bytes);
    let (dir, stamp) = (Path::new(DIR), "t".parse().expect("a file name"));
    let looked = Journal::read(&fs, dir);
    let opened = Journal::open(&fs, dir, &stamp);
    let (looked, mut opened) = match (looked, opened) {
        (Ok(looked), Ok(opened)) => (looked, opened),
        (Err(looked), Err(opened)) => {
            assert_eq!(looked.to_string(), opened.to_string());
            assert_eq!(fs.contents(&file()).as_deref(), Some(bytes), "damage was changed");
            return told(&Failure::Journal(opened));
        }
        (looked, opened) => panic!("{looked:?} but {opened:?}"),
    };
    assert_eq!(looked.blocks, opened.blocks);
    let (sound, tail) = bytes.split_at(bytes.len() - looked.torn_bytes);
    assert_eq!(fs.contents(&file()).as_deref(), Some(sound));
    match &opened.torn {
        None => assert!(tail.is_empty()),
        Some(torn) => {
            assert_eq!(fs.contents(&dir.join(&torn.file)).as_deref(), Some(tail));
            assert_eq!(torn.bytes, tail.len());
        }
    }
    if !looked.blocks.is_empty() {
        assert_eq!(written(&looked), sound, "accepted in another form than it is written");
    }
    opened.journal.append("a = 1\n").expect("a sound journal goes on");
    let next = Journal::read(&fs, dir).expect("what was appended is read");
    assert_eq!(next.blocks.len(), looked.blocks.len() + 1);
    assert_eq!(next.torn_bytes, 0);
}

/// The same journal written from its parts.
fn written(journal: &Contents) -> Vec<u8> {
    let fs = SimFs::new();
    let (first, rest) = journal.blocks.split_first().expect("it has a block");
    let mut made = Journal::create(&fs, Path::new(DIR), &journal.period, &first.body)
        .expect("what was read can be written");
    for block in rest {
        made.append(&block.body).expect("what was read can be written");
    }
    fs.contents(&file()).expect("it was written")
}

/// A part of the input as the body of one block; what belongs to the frame is left out.
fn event(part: &str) {
    let frame = |line: &&str| {
        !(line.starts_with("[[event]]") || line.starts_with("seq = ") || line.starts_with("check"))
    };
    let body: String = part.lines().filter(frame).flat_map(|line| [line, "\n"]).collect();
    if check_body(&body).is_ok() {
        let fs = SimFs::new();
        let period = "FY2026-Q3".parse().expect("a period");
        Journal::create(&fs, Path::new(DIR), &period, &body).expect("a sound body is taken");
        let found = Journal::read(&fs, Path::new(DIR)).expect("what was written is read");
        assert_eq!(found.blocks.iter().map(|b| b.body.as_str()).collect::<Vec<_>>(), [&*body]);
    }
    match started(&body) {
        Ok(start) => {
            let again = write_start(&start);
            check_body(&again).expect("a start is a sound body");
            assert_eq!(started(&again).as_ref(), Ok(&start), "{again}");
        }
        Err(what) => tell(what),
    }
    match read_change(2, &body) {
        Ok((event, clock)) => {
            let before = Inspection::new(started(START).expect("a start"));
            let again = write_change(&event.stamp, clock, &event.change, &before);
            check_body(&again).expect("an event is a sound body");
            assert_eq!(read_change(2, &again), Ok((event, clock)), "{again}");
        }
        Err(what) => tell(what),
    }
}

fn started(body: &str) -> Result<Start, ShapeError> {
    read_start("FY2026-Q3".parse().expect("a period"), body)
}

fn tell(what: ShapeError) {
    told(&Failure::Event { file: file(), seq: 2, what });
}
