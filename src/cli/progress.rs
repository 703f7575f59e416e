//! How far something is that takes its time, on one line of a terminal that is wiped in the end.
//!
//! Where standard error is no terminal nothing is said: a log has no use for it.

use std::io::Write;

use super::Terminal;
use super::reply::clean;
use crate::domain::evidence::FilePath;
use crate::text::cells;

/// Tells of files that take more than a moment.
pub struct Progress<'a> {
    to: Option<&'a mut dyn Write>,
    template: &'a str,
    /// The percent told last.
    told: Option<u64>,
    /// Cells that are to be wiped.
    wide: usize,
}

impl<'a> Progress<'a> {
    pub fn new(notes: Terminal, err: &'a mut dyn Write, template: &'a str) -> Self {
        let to = (notes == Terminal::Screen).then_some(err);
        Self { to, template, told: None, wide: 0 }
    }

    pub fn tell(&mut self, path: &FilePath, read: u64, size: u64) {
        if self.to.is_none() {
            return;
        }
        let percent = u128::from(read) * 100 / u128::from(size.max(1));
        let percent = u64::try_from(percent).unwrap_or(u64::MAX);
        if self.told == Some(percent) {
            return;
        }
        let values = [("file", path.file_name()), ("percent", &*percent.to_string())];
        self.say(&clean(self.template, &values));
        self.told = Some(percent);
    }

    /// Puts one line in the place of what was told.
    pub fn say(&mut self, text: &str) {
        let Some(to) = &mut self.to else { return };
        let blank = " ".repeat(self.wide.saturating_sub(cells(text)));
        // What cannot be said here is no reason to stop.
        drop(write!(to, "\r{text}{blank}").and_then(|()| to.flush()));
        self.wide = cells(text);
    }

    /// Wipes what was told.
    pub fn end(&mut self) {
        self.told = None;
        if let (Some(to), wide @ 1..) = (&mut self.to, std::mem::take(&mut self.wide)) {
            let blank = " ".repeat(wide);
            drop(write!(to, "\r{blank}\r").and_then(|()| to.flush()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_told_each_percent_once_and_wiped_and_a_log_nothing() {
        let path = FilePath::new("大きな\u{1b}.zip").unwrap();
        let mut out = Vec::new();
        let mut progress = Progress::new(Terminal::Screen, &mut out, "{file} {percent}%");
        for read in [0, 1, 2, 199, 200] {
            progress.tell(&path, read, 200);
        }
        progress.end();
        progress.end();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.matches('%').count(), 4, "{text:?}");
        assert!(text.ends_with(" \r") && !text.contains('\u{1b}'), "{text:?}");
        let mut log = Vec::new();
        let mut silent = Progress::new(Terminal::None, &mut log, "{percent}");
        silent.tell(&path, 1, 2);
        silent.end();
        assert!(log.is_empty());
    }
}
