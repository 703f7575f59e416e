//! A bug gives the terminal back before it is told.
//!
//! No input is known that makes the program panic, so this runs the interface on a disk that
//! does, in a process of its own: this test crate started again inside the terminal.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use tenken::app::{App, Place, Timepiece};
use tenken::store::fs::{Claim, DirSync, Fs, FsError, Listed, Metadata, OpenFile, Reading};
use tenken::tui::paint::BorderSet;
use tenken::tui::{MouseUse, Options};
use tenken::words::Lang;

use super::Window;
use crate::fixture::Folder;

/// A disk whose every use is a bug.
#[derive(Debug)]
struct Broken;

const BUG: &str = "a bug for the test";

impl Fs for Broken {
    fn open_read(&self, _: &Path) -> Result<Reading, FsError> {
        panic!("{BUG}")
    }
    fn list(&self, _: &Path) -> Result<Vec<Listed>, FsError> {
        panic!("{BUG}")
    }
    fn metadata(&self, _: &Path) -> Result<Metadata, FsError> {
        panic!("{BUG}")
    }
    fn create_new(&self, _: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        panic!("{BUG}")
    }
    fn open_append(&self, _: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        panic!("{BUG}")
    }
    fn create_dir(&self, _: &Path) -> Result<(), FsError> {
        panic!("{BUG}")
    }
    fn rename_new(&self, _: &Path, _: &Path) -> Result<(), FsError> {
        panic!("{BUG}")
    }
    fn sync_dir(&self, _: &Path) -> Result<DirSync, FsError> {
        panic!("{BUG}")
    }
    fn remove_file(&self, _: &Path) -> Result<(), FsError> {
        panic!("{BUG}")
    }
    fn remove_dir(&self, _: &Path) -> Result<(), FsError> {
        panic!("{BUG}")
    }
    fn set_read_only(&self, _: &Path) -> Result<(), FsError> {
        panic!("{BUG}")
    }
    fn try_lock(&self, _: &Path, _: &str) -> Result<Claim, FsError> {
        panic!("{BUG}")
    }
}

#[test]
#[ignore = "the inside of the test below; it needs a terminal of its own"]
fn the_interface_on_a_disk_that_panics() {
    let today = Timepiece::Stated(NaiveDate::from_ymd_opt(2026, 12, 18).unwrap());
    let app = App::new(Arc::new(Broken), &Place::Named(Path::new("/nowhere")), today);
    let options = Options {
        lang: Lang::Ja,
        period: None,
        audit: None,
        theme: None,
        no_color: None,
        borders: BorderSet::Lines,
        mouse: MouseUse::On,
    };
    tenken::tui::run(app, &options).unwrap();
}

#[test]
fn a_panic_of_the_worker_gives_the_terminal_back_and_ends_the_program() {
    let folder = Folder::empty();
    let tests = std::env::current_exe().unwrap();
    let name = "pty::panicking::the_interface_on_a_disk_that_panics";
    let args = [name, "--exact", "--ignored", "--nocapture", "--test-threads=1"];
    let window = Window::start(tests.as_os_str(), &args, &folder.path());
    let exit = window.ends();
    assert_eq!(exit.exit_code(), 101, "{exit:?}");
    window.is_given_back();
    window.shows(BUG);
}
