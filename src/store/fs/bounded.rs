//! A disk on which no folder below a root is reached through a symbolic link.
//!
//! How the root itself is reached is the person's affair: a society may keep it behind a link.
//! What lies outside the root passes unlooked at, since only a person can have named it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Claim, DirSync, Fs, FsError, Kind, Listed, Metadata, OpenFile, Privacy, Reading};

/// [`Fs`] with one more rule.
#[derive(Debug)]
pub struct Bounded {
    disk: Arc<dyn Fs>,
    root: PathBuf,
}

/// What the last component of a path names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// A file, or a folder that is only looked at; the disk itself follows no link there.
    Name,
    /// A folder that is gone into.
    Folder,
}

impl Bounded {
    pub fn new(disk: Arc<dyn Fs>, root: &Path) -> Self {
        Self { disk, root: root.to_owned() }
    }

    fn within(&self, path: &Path, last: Last) -> Result<(), FsError> {
        let Ok(below) = path.strip_prefix(&self.root) else { return Ok(()) };
        let mut at = self.root.clone();
        let mut parts = below.components().peekable();
        while let Some(part) = parts.next() {
            at.push(part);
            if parts.peek().is_none() && last == Last::Name {
                break;
            }
            if self.disk.is_link(&at) {
                return Err(FsError::NotRegular { path: at, kind: Kind::Symlink });
            }
        }
        Ok(())
    }
}

impl Fs for Bounded {
    fn open_read(&self, path: &Path) -> Result<Reading, FsError> {
        self.within(path, Last::Name)?;
        self.disk.open_read(path)
    }

    fn list(&self, dir: &Path) -> Result<Vec<Listed>, FsError> {
        self.within(dir, Last::Folder)?;
        self.disk.list(dir)
    }

    fn metadata(&self, path: &Path) -> Result<Metadata, FsError> {
        self.within(path, Last::Name)?;
        self.disk.metadata(path)
    }

    fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        self.within(path, Last::Name)?;
        self.disk.create_new(path)
    }

    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, FsError> {
        self.within(path, Last::Name)?;
        self.disk.open_append(path)
    }

    fn create_dir(&self, path: &Path) -> Result<(), FsError> {
        self.within(path, Last::Name)?;
        self.disk.create_dir(path)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        self.within(from, Last::Name)?;
        self.within(to, Last::Name)?;
        self.disk.rename_new(from, to)
    }

    fn sync_dir(&self, dir: &Path) -> Result<DirSync, FsError> {
        self.within(dir, Last::Folder)?;
        self.disk.sync_dir(dir)
    }

    fn remove_file(&self, path: &Path) -> Result<(), FsError> {
        self.within(path, Last::Name)?;
        self.disk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> Result<(), FsError> {
        self.within(path, Last::Name)?;
        self.disk.remove_dir(path)
    }

    fn set_read_only(&self, path: &Path) -> Result<(), FsError> {
        self.within(path, Last::Name)?;
        self.disk.set_read_only(path)
    }

    fn try_lock(&self, path: &Path, says: &str) -> Result<Claim, FsError> {
        self.within(path, Last::Name)?;
        self.disk.try_lock(path, says)
    }

    fn privacy(&self, path: &Path) -> Result<Privacy, FsError> {
        self.within(path, Last::Name)?;
        self.disk.privacy(path)
    }

    /// Follows links by its nature: it only tells where a place is.
    fn real_path(&self, path: &Path) -> Result<PathBuf, FsError> {
        self.disk.real_path(path)
    }

    fn is_link(&self, path: &Path) -> bool {
        self.disk.is_link(path)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::super::{DiskFs, create_dirs};
    use super::*;

    /// `real/` with a file, `root/in` a link to it, `root/own` a folder of its own.
    fn prepared() -> (tempfile::TempDir, Bounded) {
        let temp = tempfile::tempdir().unwrap();
        let at = |name: &str| temp.path().join(name);
        fs::create_dir_all(at("real/deep")).unwrap();
        fs::create_dir_all(at("root/own")).unwrap();
        fs::write(at("real/f"), b"x").unwrap();
        fs::write(at("root/own/f"), b"y").unwrap();
        symlink(at("real"), at("root/in")).unwrap();
        let bounded = Bounded::new(Arc::new(DiskFs), &at("root"));
        (temp, bounded)
    }

    #[test]
    fn nothing_behind_a_link_below_the_root_is_read_or_written() {
        let (temp, disk) = prepared();
        let at = |name: &str| temp.path().join(name);
        let link = at("root/in");
        let refused = |outcome: Result<(), FsError>| {
            let Err(FsError::NotRegular { path, kind: Kind::Symlink }) = outcome else {
                panic!("{outcome:?}")
            };
            assert_eq!(path, link);
        };
        refused(disk.read(&link.join("f"), 9).map(drop));
        refused(disk.list(&link).map(drop));
        refused(disk.list(&link.join("deep")).map(drop));
        refused(disk.metadata(&link.join("f")).map(drop));
        refused(disk.create_new(&link.join("new")).map(drop));
        refused(disk.open_append(&link.join("f")).map(drop));
        refused(disk.create_dir(&link.join("new")));
        refused(create_dirs(&disk, &link.join("deep/new")));
        refused(disk.rename_new(&at("root/own/f"), &link.join("g")));
        refused(disk.rename_new(&link.join("f"), &at("root/own/g")));
        refused(disk.sync_dir(&link).map(drop));
        refused(disk.remove_file(&link.join("f")));
        refused(disk.remove_dir(&link.join("deep")));
        refused(disk.set_read_only(&link.join("f")));
        let mut left: Vec<_> = fs::read_dir(at("real")).unwrap().collect();
        assert_eq!((left.len(), left.pop().is_some()), (2, true));
    }

    #[test]
    fn the_root_may_be_a_link_and_what_lies_outside_is_not_judged() {
        let (temp, disk) = prepared();
        let at = |name: &str| temp.path().join(name);
        assert_eq!(disk.read(&at("root/own/f"), 9).unwrap(), b"y");
        assert_eq!(disk.metadata(&at("root/in")).unwrap().kind, Kind::Symlink);
        symlink(at("root"), at("door")).unwrap();
        let behind = Bounded::new(Arc::new(DiskFs), &at("door"));
        assert_eq!(behind.read(&at("door/own/f"), 9).unwrap(), b"y");
        assert!(behind.list(&at("door")).is_ok());
        assert!(behind.read(&at("door/in/f"), 9).is_err());
        assert_eq!(behind.read(&at("root/in/f"), 9).unwrap(), b"x");
    }
}
