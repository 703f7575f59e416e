//! The program itself, killed at random moments while it answers and seals, and looked at after
//! each kill as a person would find it.
//!
//! What is done and when it is killed comes from fixed seeds; where exactly the kill strikes is up
//! to the machine, and nothing that is asserted depends on it. A kill cannot show a missing sync:
//! that is for the simulated disk.

#![cfg(test)]

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use tenken::app::{App, Place, Timepiece, inspect, verifying};
use tenken::domain::period::{Cycle, Period};
use tenken::store::fs::DiskFs;
use tenken::store::verify::Note;

use crate::app_faults::{item, number};
use crate::fixture::Folder;

/// Kills of a process that was at work, over all folders.
const KILLS: usize = 200;
/// Folders, each worked on by a thread of its own.
const FOLDERS: u64 = 2;
/// More runs than a folder can need.
const RUNS: usize = 4000;

/// Fixed numbers that look random (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ x >> 31) % sides
    }
}

/// What a process is told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    /// An item of those due, and the number of the answer.
    Answer(usize, u32),
    Seal,
}

/// How a process ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// It was killed, and had acknowledged its task or not.
    Killed {
        acknowledged: bool,
    },
    Done,
}

/// The society that one thread works on, and all that was acknowledged.
struct Site {
    folder: Folder,
    dice: Dice,
    day: NaiveDate,
    /// By item: the last answer that was acknowledged, or found later.
    answers: Vec<Option<u32>>,
    sealed: usize,
    tried: u32,
    /// How long an answer and a seal took the last time, without a kill.
    lasts: [Duration; 2],
    kills: usize,
}

impl Site {
    fn new(seed: u64) -> Self {
        let mut site = Self {
            folder: Folder::small(),
            dice: Dice(seed),
            day: "2026-12-18".parse().unwrap(),
            answers: Vec::new(),
            sealed: 0,
            tried: 0,
            lasts: [Duration::ZERO; 2],
            kills: 0,
        };
        site.answers = vec![None; site.due().len()];
        site
    }

    fn period(&self) -> Period {
        Period::containing(self.day, Cycle::Quarterly).unwrap()
    }

    fn due(&self) -> &'static [&'static str] {
        let last_quarter = self.period().to_string().ends_with("Q4");
        &["ORG-01", "ORG-02", "HUM-01", "ORG-03"][..if last_quarter { 4 } else { 3 }]
    }

    fn app(&self) -> App {
        let timepiece = Timepiece::Stated(self.day);
        App::new(Arc::new(DiskFs), &Place::Named(&self.folder.path()), timepiece)
    }

    fn next(&mut self) -> Task {
        let open = self.answers.iter().position(Option::is_none);
        match (open, self.dice.roll(4)) {
            (None, 0) => Task::Seal,
            (Some(open), 0) => self.answer(open),
            _ => {
                let any = usize::try_from(self.dice.roll(self.answers.len() as u64)).unwrap();
                self.answer(any)
            }
        }
    }

    fn answer(&mut self, at: usize) -> Task {
        self.tried += 1;
        Task::Answer(at, self.tried)
    }

    fn command(&self, task: Task) -> Command {
        let mut command = self.folder.command();
        let day = self.day.to_string();
        command.env("TENKEN_TODAY", day).stdout(Stdio::piped()).stderr(Stdio::null());
        match task {
            Task::Answer(at, number) => command
                .args(["answer", "current", self.due()[at], "ok", "--evidence"])
                .arg(format!("資料 {number}")),
            Task::Seal => command.args(["seal", "current", "--confirmed-by", "鈴木一郎"]),
        };
        command
    }

    /// Runs the program to its end.
    fn run(&mut self, task: Task) -> End {
        let begun = Instant::now();
        let output = self.command(task).output().unwrap();
        assert!(output.status.success(), "{task:?}: {output:?}");
        let kind = usize::from(task == Task::Seal);
        self.lasts[kind] = begun.elapsed();
        End::Done
    }

    /// Runs the program and kills it at some moment of the time that it would take; or, one time in
    /// four, when it has begun to say that it is done.
    fn kill(&mut self, task: Task) -> End {
        let begun = Instant::now();
        let usual = self.lasts[usize::from(task == Task::Seal)];
        let moment = usual * u32::try_from(self.dice.roll(1000)).unwrap() / 1000;
        let speaking = self.dice.roll(4) == 0;
        let mut child = self.command(task).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        let (spoken, heard) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            let mut text = Vec::new();
            let mut first = [0];
            let count = out.read(&mut first).unwrap();
            text.extend_from_slice(&first[..count]);
            let _ = spoken.send(());
            out.read_to_end(&mut text).unwrap();
            text
        });
        if speaking {
            heard.recv().unwrap();
        } else {
            // Until the moment has come, or it speaks before that.
            let _ = heard.recv_timeout(moment.saturating_sub(begun.elapsed()));
        }
        child.kill().unwrap();
        let status = child.wait().unwrap();
        let text = reader.join().unwrap();
        if status.success() {
            return End::Done;
        }
        assert_eq!(status.code(), None, "{task:?} failed: {}", String::from_utf8_lossy(&text));
        self.kills += 1;
        End::Killed { acknowledged: !text.is_empty() }
    }

    /// Looks at what is there, and takes over what was done though not acknowledged.
    fn look(&mut self, task: Task, end: &End) {
        let app = self.app();
        let verified = verifying::verify(&app, None);
        assert!(verified.is_clean(), "{task:?} {end:?}: {verified:?}");
        let leftover = |note: &Note| matches!(note, Note::Leftover { .. });
        if (task, end) == (Task::Seal, &End::Done) {
            assert!(!verified.ledger.notes.iter().any(leftover), "{verified:?}");
        }
        let (must, may) = match (task, end) {
            (_, End::Done | End::Killed { acknowledged: true }) => (true, true),
            (_, End::Killed { acknowledged: false }) => (false, true),
        };
        let entries = app.root.entries().unwrap().len();
        match task {
            Task::Answer(at, number) if must => self.answers[at] = Some(number),
            _ => {}
        }
        if entries > self.sealed {
            assert_eq!((task, entries), (Task::Seal, self.sealed + 1));
            return self.finish();
        }
        assert!(!(must && task == Task::Seal), "an acknowledged entry is gone");
        if self.answers.iter().all(Option::is_none) && app.root.drafts().unwrap().is_empty() {
            return;
        }
        let work = inspect::peek(&app, self.period()).unwrap();
        for at in 0..self.answers.len() {
            let found = number(&work.inspection.answer(&item(self.due()[at])));
            if found != self.answers[at] {
                let under_way = matches!(task, Task::Answer(of, n) if of == at && found == Some(n));
                assert!(may && under_way, "{task:?} {end:?}: {:?}, {found:?}", self.answers[at]);
                self.answers[at] = found;
            }
        }
    }

    /// The period is sealed: what it holds is what was acknowledged; then the next one.
    fn finish(&mut self) {
        let app = self.app();
        if app.root.drafts().unwrap().contains(&self.period()) {
            self.run(Task::Seal);
            assert_eq!(app.root.drafts().unwrap(), []);
        }
        self.sealed += 1;
        let entry = app.root.entries().unwrap().pop().unwrap();
        let record = app.root.record(&entry).unwrap();
        for (id, acknowledged) in self.due().iter().zip(&self.answers) {
            let sealed = number(record.outcome(&item(id)).unwrap().answer().unwrap());
            assert_eq!(sealed, *acknowledged, "{id}");
        }
        self.day = self.day.checked_add_months(chrono::Months::new(3)).unwrap();
        self.answers = vec![None; self.due().len()];
    }

    /// Works until the program was killed often enough.
    fn work(mut self, kills: usize) -> (usize, usize) {
        for _ in 0..RUNS {
            let task = self.next();
            let known = self.lasts[usize::from(task == Task::Seal)] > Duration::ZERO;
            let end = if known && self.dice.roll(4) > 0 { self.kill(task) } else { self.run(task) };
            self.look(task, &end);
            if self.kills >= kills {
                return (self.kills, self.sealed);
            }
        }
        (self.kills, self.sealed)
    }
}

#[test]
fn two_hundred_kills_lose_no_acknowledged_answer_and_leave_no_half_entry() {
    let share = KILLS.div_ceil(usize::try_from(FOLDERS).unwrap());
    let ends: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let work = |seed| scope.spawn(move || Site::new(seed).work(share));
        let threads: Vec<_> = (1..=FOLDERS).map(work).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let kills: usize = ends.iter().map(|(kills, _)| kills).sum();
    let sealed: usize = ends.iter().map(|(_, sealed)| sealed).sum();
    println!("{kills} kills, {sealed} periods sealed");
    assert!(kills >= KILLS, "only {kills} kills");
    assert!(sealed > 0, "nothing was sealed");
}
