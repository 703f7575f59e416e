//! A folder as names and contents, to be altered at will and laid out on a disk.
//!
//! It knows nothing of seals.

#![cfg(test)]

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What stands under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Thing {
    File(Vec<u8>),
    Symlink(String),
}

/// Paths below `reports/`, with `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tree(pub(crate) BTreeMap<String, Thing>);

impl Tree {
    pub(crate) fn write(&self, dir: &Path) {
        for (name, thing) in &self.0 {
            let path = dir.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            match thing {
                Thing::File(bytes) => std::fs::write(path, bytes).unwrap(),
                Thing::Symlink(to) => std::os::unix::fs::symlink(to, path).unwrap(),
            }
        }
    }

    pub(crate) fn bytes(&self, name: &str) -> &[u8] {
        match self.0.get(name) {
            Some(Thing::File(bytes)) => bytes,
            other => panic!("{name}: {other:?}"),
        }
    }

    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name).to_vec()).unwrap()
    }

    pub(crate) fn put(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.to_owned(), Thing::File(bytes.into()));
    }

    /// Changes what a file holds; it must become something else.
    pub(crate) fn edit(&mut self, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = self.bytes(name).to_vec();
        change(&mut bytes);
        assert_ne!(bytes, self.bytes(name), "{name} stayed as it was");
        self.put(name, bytes);
    }

    pub(crate) fn remove(&mut self, name: &str) -> Thing {
        self.0.remove(name).unwrap_or_else(|| panic!("there is no {name}"))
    }

    /// The names below a folder, without it.
    pub(crate) fn inside(&self, folder: &str) -> Vec<String> {
        let start = format!("{folder}/");
        let names = self.0.keys().filter_map(|name| name.strip_prefix(&start));
        names.map(str::to_owned).collect()
    }

    pub(crate) fn remove_folder(&mut self, folder: &str) {
        for name in self.inside(folder) {
            self.remove(&format!("{folder}/{name}"));
        }
    }

    pub(crate) fn copy_folder(&mut self, from: &str, to: &str) {
        for name in self.inside(from) {
            let thing = self.0[&format!("{from}/{name}")].clone();
            self.0.insert(format!("{to}/{name}"), thing);
        }
    }

    pub(crate) fn rename_folder(&mut self, from: &str, to: &str) {
        self.copy_folder(from, to);
        if from != to {
            self.remove_folder(from);
        }
    }
}

/// Sets the time of every file below `dir` to another one.
pub(crate) fn touch(dir: &Path) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    every_file(dir, &|path| {
        std::fs::File::open(path).unwrap().set_modified(long_ago).unwrap();
    });
}

/// Lets everybody write to every file below `dir`.
pub(crate) fn open_to_all(dir: &Path) {
    every_file(dir, &|path| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o666)).unwrap();
    });
}

fn every_file(dir: &Path, act: &dyn Fn(&Path)) {
    for one in std::fs::read_dir(dir).unwrap() {
        let path = one.unwrap().path();
        if path.is_dir() { every_file(&path, act) } else { act(&path) }
    }
}
