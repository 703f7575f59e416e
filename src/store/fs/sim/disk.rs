//! The state of the simulated disk: what programs see, what is durable, what is pending.
//!
//! It decides nothing about crashes; see the images for that.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path};

use super::file::FileNode;
use super::{Failure, FsError, Kind, Op, Part, Step};

pub(super) type NodeId = usize;

const ROOT: NodeId = 0;

/// Names of all folders: (folder, name) to what stands there.
pub(super) type Names = BTreeMap<(NodeId, String), NodeId>;

#[derive(Debug, Clone)]
pub(super) struct Disk {
    pub nodes: Vec<Node>,
    /// What a program sees.
    pub live: Names,
    /// What is durable.
    pub kept: Names,
    /// Changes from `kept` to `live`, oldest first.
    pub pending: Vec<NameChange>,
    /// All calls so far, in order.
    pub steps: Vec<Step>,
    pub plan: Plan,
    pub modes_ignored: bool,
    /// Files that a program has the lock of.
    pub locked: BTreeSet<NodeId>,
}

#[derive(Debug, Clone)]
pub(super) enum Node {
    File(FileNode),
    /// A folder or a special file: it has no content of its own.
    Bare(Kind),
}

#[derive(Debug, Clone)]
pub(super) struct NameChange {
    dir: NodeId,
    what: Change,
}

#[derive(Debug, Clone)]
enum Change {
    Link { name: String, node: NodeId },
    Unlink { name: String },
    Move { from: String, to: String, node: NodeId },
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Plan {
    Sound,
    Cut { after: u64 },
    Fail { first: u64, last: u64, failure: Failure, part: Part },
}

impl Node {
    pub(super) fn file(bytes: &[u8]) -> Self {
        Self::File(FileNode::of(bytes))
    }

    pub(super) fn of(kind: Kind) -> Self {
        if kind == Kind::File { Self::file(b"") } else { Self::Bare(kind) }
    }
}

impl NameChange {
    pub(super) fn apply(&self, names: &mut Names) {
        let key = |name: &String| (self.dir, name.clone());
        match &self.what {
            Change::Link { name, node } => {
                names.insert(key(name), *node);
            }
            Change::Unlink { name } => {
                names.remove(&key(name));
            }
            Change::Move { from, to, node } => {
                names.remove(&key(from));
                names.insert(key(to), *node);
            }
        }
    }
}

impl Disk {
    pub(super) fn new() -> Self {
        Self {
            nodes: vec![Node::Bare(Kind::Dir)],
            live: Names::new(),
            kept: Names::new(),
            pending: Vec::new(),
            steps: Vec::new(),
            plan: Plan::Sound,
            modes_ignored: false,
            locked: BTreeSet::new(),
        }
    }

    /// How many calls there were.
    pub(super) fn count(&self) -> u64 {
        self.steps.len() as u64
    }

    /// Counts one call and tells whether it is to fail.
    pub(super) fn call(&mut self, op: Op, path: &Path) -> io::Result<()> {
        self.steps.push(Step { op, path: path.to_owned() });
        let now = self.count();
        match self.plan {
            Plan::Cut { after } if now > after => Err(io::Error::other("power is off")),
            Plan::Fail { first, last, failure, .. } if (first..=last).contains(&now) => {
                Err(failure.error())
            }
            _ => Ok(()),
        }
    }

    /// The same, with the failure as the store sees it.
    pub(super) fn step(&mut self, op: Op, path: &Path) -> Result<(), FsError> {
        self.call(op, path).map_err(|source| FsError::io(op, path, source))
    }

    pub(super) fn is_powered(&self) -> bool {
        !matches!(self.plan, Plan::Cut { after } if self.count() > after)
    }

    /// How much of a write reaches the file, or of a read the program, when its step failed.
    pub(super) fn part_of(&self, len: usize) -> usize {
        match self.plan {
            Plan::Fail { part, .. } => part.of(len),
            Plan::Sound | Plan::Cut { .. } => 0,
        }
    }

    pub(super) fn kind(&self, id: NodeId) -> Kind {
        match self.nodes[id] {
            Node::File(_) => Kind::File,
            Node::Bare(kind) => kind,
        }
    }

    pub(super) fn file(&self, id: NodeId) -> Option<&FileNode> {
        match &self.nodes[id] {
            Node::File(file) => Some(file),
            Node::Bare(_) => None,
        }
    }

    pub(super) fn file_mut(&mut self, id: NodeId) -> Option<&mut FileNode> {
        match &mut self.nodes[id] {
            Node::File(file) => Some(file),
            Node::Bare(_) => None,
        }
    }

    /// The lock file at `path`, made if it is not there. What it says is lasting at once: nobody
    /// relies on it.
    pub(super) fn lock_file(&mut self, path: &Path) -> io::Result<NodeId> {
        match self.find(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.create(path, Node::file(b""))
            }
            found => found,
        }
    }

    pub(super) fn children(&self, dir: NodeId) -> impl Iterator<Item = (&str, NodeId)> {
        self.live
            .range((dir, String::new())..(dir + 1, String::new()))
            .map(|((_, name), node)| (name.as_str(), *node))
    }

    pub(super) fn find(&self, path: &Path) -> io::Result<NodeId> {
        let mut at = ROOT;
        for part in path.components() {
            match part {
                Component::RootDir | Component::CurDir => {}
                Component::Normal(name) => {
                    if self.kind(at) != Kind::Dir {
                        return Err(io::ErrorKind::NotADirectory.into());
                    }
                    let key = (at, name.to_string_lossy().into_owned());
                    at = *self.live.get(&key).ok_or(io::ErrorKind::NotFound)?;
                }
                Component::ParentDir | Component::Prefix(_) => {
                    return Err(io::ErrorKind::InvalidInput.into());
                }
            }
        }
        Ok(at)
    }

    pub(super) fn find_dir(&self, path: &Path) -> io::Result<NodeId> {
        let id = self.find(path)?;
        match self.kind(id) {
            Kind::Dir => Ok(id),
            _ => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    /// Folder and name of a path.
    fn place_of(&self, path: &Path) -> io::Result<(NodeId, String)> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let dir = self.find_dir(super::super::parent(path))?;
        Ok((dir, name.to_string_lossy().into_owned()))
    }

    fn change(&mut self, dir: NodeId, what: Change) {
        let change = NameChange { dir, what };
        change.apply(&mut self.live);
        self.pending.push(change);
    }

    pub(super) fn create(&mut self, path: &Path, node: Node) -> io::Result<NodeId> {
        let (dir, name) = self.place_of(path)?;
        if self.live.contains_key(&(dir, name.clone())) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let id = self.nodes.len();
        self.nodes.push(node);
        self.change(dir, Change::Link { name, node: id });
        Ok(id)
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let node = self.find(from)?;
        let ((dir, from), (target, to)) = (self.place_of(from)?, self.place_of(to)?);
        if dir != target {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        if self.live.contains_key(&(dir, to.clone())) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.change(dir, Change::Move { from, to, node });
        Ok(())
    }

    pub(super) fn unlink_file(&mut self, path: &Path) -> io::Result<()> {
        if self.kind(self.find(path)?) == Kind::Dir {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let (dir, name) = self.place_of(path)?;
        self.change(dir, Change::Unlink { name });
        Ok(())
    }

    pub(super) fn unlink_dir(&mut self, path: &Path) -> io::Result<()> {
        let id = self.find_dir(path)?;
        if self.children(id).next().is_some() {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        let (dir, name) = self.place_of(path)?;
        self.change(dir, Change::Unlink { name });
        Ok(())
    }

    /// Makes the names of one folder durable.
    pub(super) fn keep_names(&mut self, dir: NodeId) {
        for change in self.pending.iter().filter(|change| change.dir == dir) {
            change.apply(&mut self.kept);
        }
        self.pending.retain(|change| change.dir != dir);
    }

    /// All there is to know as bytes: equal bytes mean equal disks, now and after a cut.
    pub(super) fn signature(&self) -> Vec<u8> {
        let mut out = format!("{:?}\n", self.locked).into_bytes();
        for ((dir, name), id) in &self.live {
            let Some(file) = self.file(*id) else {
                out.extend(format!("{dir} {name:?} {id} {:?}\n", self.kind(*id)).bytes());
                continue;
            };
            let (length, read_only) = (file.live.len(), file.read_only);
            out.extend(format!("{dir} {name:?} {length} {read_only}\n").bytes());
            out.extend(&file.live);
        }
        if !self.pending.is_empty() {
            out.extend(format!("{:?} {:?}", self.kept, self.pending).bytes());
        }
        for (id, node) in self.nodes.iter().enumerate() {
            match node {
                Node::File(file) if !(file.pending.is_empty() && file.lost.is_empty()) => {
                    let FileNode { kept, pending, lost, .. } = file;
                    out.extend(format!("{id} {kept:?} {pending:?} {lost:?}").bytes());
                }
                _ => {}
            }
        }
        out
    }

    pub(super) fn settle(&mut self) {
        self.kept.clone_from(&self.live);
        self.pending.clear();
        for node in &mut self.nodes {
            if let Node::File(file) = node {
                file.keep();
            }
        }
    }

    /// The same disk with nothing that was pending.
    pub(super) fn durable(&self) -> Self {
        let bare = |node: &Node| match node {
            Node::File(FileNode { kept, read_only, .. }) => Node::File(FileNode {
                live: kept.clone(),
                kept: kept.clone(),
                read_only: *read_only,
                ..FileNode::default()
            }),
            Node::Bare(kind) => Node::Bare(*kind),
        };
        let nodes = self.nodes.iter().map(bare).collect();
        Self { nodes, kept: self.kept.clone(), ..Self::new() }
    }

    /// Puts a durable node at `path`, making folders above it as needed.
    pub(super) fn place(&mut self, path: &Path, node: Node) {
        let mut at = ROOT;
        let mut parts = path.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        });
        let Some(mut name) = parts.next() else { return };
        for next in parts {
            let key = (at, std::mem::replace(&mut name, next));
            at = match self.live.get(&key) {
                Some(id) => *id,
                None => self.place_at(key, Node::of(Kind::Dir)),
            };
        }
        self.place_at((at, name), node);
    }

    fn place_at(&mut self, key: (NodeId, String), node: Node) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(node);
        self.live.insert(key.clone(), id);
        self.kept.insert(key, id);
        id
    }

    pub(super) fn erase(&mut self, path: &Path) {
        if let Ok(key) = self.place_of(path) {
            self.live.remove(&key);
            self.kept.remove(&key);
        }
    }
}
