//! Where a file is, and how a record names it: in the folder of the society, below the home
//! folder, or in full.
//!
//! The name of the home folder is taken out here, before anything else sees the path.

use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::FileFault;
use crate::app::App;
use crate::domain::evidence::{Base, FilePath};
use crate::store::fs::{Fs, FsError, Kind};

/// A file that was pointed at.
pub(super) struct Placed {
    /// As it is opened.
    pub(super) open: PathBuf,
    /// As it is recorded.
    pub(super) path: FilePath,
}

/// The folder of the society, in full.
pub(super) fn root(app: &App) -> PathBuf {
    app.whereabouts.directory.join(app.root.dir())
}

/// A path as it was given, in full; `~` is the home folder, the rest begins at `from`.
pub(super) fn absolute(app: &App, given: &Path, from: &Path) -> PathBuf {
    match (given.strip_prefix("~"), &app.whereabouts.home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => from.join(given),
    }
}

/// Finds a file that was given in full and says how it is recorded.
pub(super) fn place(app: &App, given: &Path) -> Result<Placed, FileFault> {
    let fs = app.root.fs();
    let mut open = spelled(fs, given);
    let behind_link = linked(fs, &open);
    if behind_link {
        open = real(fs, &open)?;
    }
    // Before its name is looked at: a folder is refused as what it is, also the one at home.
    if fs.metadata(&open)?.kind != Kind::File {
        return Err(FileFault::NotRegular);
    }
    let real = if behind_link { open.clone() } else { real(fs, &open)? };
    let path = recorded(app, &open, Some(&real)).ok_or(FileFault::Name)?;
    Ok(Placed { open, path })
}

/// Whether a link inside the society's folder leads there. None is followed later, so that such a
/// file is known by where it lies.
fn linked(fs: &dyn Fs, path: &Path) -> bool {
    let found = fs.metadata(path);
    matches!(found, Err(FsError::NotRegular { kind: Kind::Symlink, path: at }) if at != path)
}

/// Where a file lies once the links that its folder is reached by are followed.
fn real(fs: &dyn Fs, path: &Path) -> Result<PathBuf, FileFault> {
    let name = path.file_name().ok_or(FileFault::NoName)?;
    let folder = fs.real_path(path.parent().ok_or(FileFault::NoName)?)?;
    Ok(plain(&folder.join(name)))
}

/// What a record calls a file that was given in full; `real` is where it lies once links are
/// followed.
pub(super) fn recorded(app: &App, given: &Path, real: Option<&Path>) -> Option<FilePath> {
    let straight = given.components().all(|part| part != Component::ParentDir);
    let given = straight.then(|| given.components().collect::<PathBuf>());
    let spellings = given.as_deref().into_iter().chain(real);
    let bases = bases(app);
    let mut nearest: Option<(usize, Base, PathBuf)> = None;
    for path in spellings.clone() {
        for (base, dir) in &bases {
            let depth = dir.components().count();
            if let Ok(rest) = path.strip_prefix(dir)
                && nearest.as_ref().is_none_or(|(deepest, _, _)| depth > *deepest)
            {
                nearest = Some((depth, *base, rest.to_owned()));
            }
        }
    }
    if let Some((_, base, rest)) = nearest {
        let parts = rest.components().map(|part| part.as_os_str().to_str());
        return FilePath::below(base, &parts.collect::<Option<Vec<_>>>()?).ok();
    }
    FilePath::new(spellings.into_iter().next()?.to_str()?).ok()
}

/// What a path is called in a message: as a record would name it, the folders that paths are told
/// from by their signs, and anything else by its last part alone.
pub(super) fn shown(app: &App, given: &Path) -> String {
    if let Some(path) = recorded(app, given, None) {
        return path.to_string();
    }
    let same = |(_, dir): &&(Base, PathBuf)| given.components().eq(dir.components());
    match bases(app).iter().find(same) {
        Some((Base::Home, _)) => "~".to_owned(),
        Some(_) => ".".to_owned(),
        None => given.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

/// The folders that paths are told from, each as it is given and as it lies; that of the society
/// goes first where both are one.
fn bases(app: &App) -> Vec<(Base, PathBuf)> {
    let home = app.whereabouts.home.clone();
    // A home folder that is the whole disk says nothing of anybody.
    let home = home.filter(|home| home.is_absolute() && home.parent().is_some());
    let dirs = [(Base::Root, Some(root(app))), (Base::Home, home)];
    let mut bases = Vec::new();
    for (base, dir) in dirs.into_iter().filter_map(|(base, dir)| Some((base, dir?))) {
        if let Ok(real) = app.root.fs().real_path(&dir) {
            bases.push((base, plain(&real)));
        }
        bases.push((base, dir.components().collect()));
    }
    bases
}

/// Where a recorded file would be on this machine, if it can be anywhere.
pub(super) fn found(app: &App, path: &FilePath) -> Option<PathBuf> {
    let (base, rest) = path.parts();
    let whole = match base {
        Base::Root => root(app).join(rest),
        Base::Home => app.whereabouts.home.as_ref()?.join(rest),
        // A path of another system is nowhere here.
        Base::None => Some(PathBuf::from(rest)).filter(|path| path.is_absolute())?,
    };
    Some(spelled(app.root.fs(), &whole))
}

/// The path as the disk spells it: some systems take accents and sound marks apart in names.
fn spelled(fs: &dyn Fs, path: &Path) -> PathBuf {
    if !matches!(fs.metadata(path), Err(error) if error.is_not_found()) {
        return path.to_owned();
    }
    let mut at = PathBuf::new();
    for part in path.components() {
        let next = at.join(part);
        let missing = matches!(fs.metadata(&next), Err(error) if error.is_not_found());
        at = match part.as_os_str().to_str().filter(|_| missing) {
            Some(name) => at.join(same_name(fs, &at, name).unwrap_or_else(|| name.to_owned())),
            None => next,
        };
    }
    at
}

fn same_name(fs: &dyn Fs, dir: &Path, name: &str) -> Option<String> {
    let listed = fs.list(dir).ok()?;
    let names = listed.into_iter().filter_map(|entry| entry.name.into_string().ok());
    names.into_iter().find(|other| other.nfc().eq(name.nfc()))
}

/// Without the mark that Windows puts before a path in full.
fn plain(path: &Path) -> PathBuf {
    match path.to_str().and_then(|text| text.strip_prefix(r"\\?\")) {
        Some(rest) => match rest.strip_prefix(r"UNC\") {
            Some(share) => PathBuf::from(format!(r"\\{share}")),
            None => PathBuf::from(rest),
        },
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::evidence::Whereabouts;
    use crate::app::{Place, Timepiece};
    use crate::store::fs::sim::SimFs;

    fn app(root: &str, home: &str) -> App {
        let whereabouts =
            Whereabouts { directory: "/home/taro/work".into(), home: Some(home.into()) };
        let place = Place::Named(Path::new(root));
        App::new(Arc::new(SimFs::new()), &place, Timepiece::Machine).looking_from(whereabouts)
    }

    fn told(app: &App, path: &str) -> String {
        recorded(app, Path::new(path), None).unwrap().to_string()
    }

    #[test]
    fn the_nearest_folder_names_the_path_and_the_home_folder_never_does() {
        let usual = app("society", "/home/taro");
        assert_eq!(told(&usual, "/home/taro/work/society/規程/a.pdf"), "規程/a.pdf");
        assert_eq!(told(&usual, "/home/taro/work/./b.pdf"), "~/work/b.pdf");
        assert_eq!(told(&usual, "/home/taroo/b.pdf"), "/home/taroo/b.pdf");
        assert_eq!(told(&usual, "/mnt//share/c.pdf"), "/mnt/share/c.pdf");
        let above = app("/home", "/home/taro");
        assert_eq!(told(&above, "/home/taro/a.pdf"), "~/a.pdf");
        assert_eq!(told(&above, "/home/share/a.pdf"), "share/a.pdf");
        let same = app("/home/taro", "/home/taro");
        assert_eq!(told(&same, "/home/taro/~/a.pdf"), "./~/a.pdf");
        let whole = app("/srv/society", "/");
        assert_eq!(told(&whole, "/mnt/a.pdf"), "/mnt/a.pdf");
    }

    #[test]
    fn what_lies_below_the_home_folder_by_a_link_is_told_as_lying_there() {
        let app = app("society", "/home/taro");
        let (given, real) = (Path::new("/docs/a.pdf"), Path::new("/home/taro/文書/a.pdf"));
        let path = |given| recorded(&app, given, Some(real)).unwrap().to_string();
        assert_eq!(path(given), "~/文書/a.pdf");
        assert_eq!(path(Path::new("/docs/x/../a.pdf")), "~/文書/a.pdf");
    }

    #[test]
    fn a_recorded_path_leads_back_on_any_machine() {
        let here = app("society", "/home/taro");
        let lies = |app: &App, path: &str| found(app, &FilePath::new(path).unwrap());
        let at = |path: &str| Some(PathBuf::from(path));
        assert_eq!(lies(&here, "規程/a.pdf"), at("/home/taro/work/society/規程/a.pdf"));
        assert_eq!(lies(&here, "~/b.pdf"), at("/home/taro/b.pdf"));
        assert_eq!(lies(&app("society", "/home/hana"), "~/b.pdf"), at("/home/hana/b.pdf"));
        let homeless = app("society", "/x").looking_from(Whereabouts::default());
        assert_eq!(lies(&homeless, "~/b.pdf"), None);
        if cfg!(unix) {
            assert_eq!(lies(&here, r"C:\a.pdf"), None);
        }
    }
}
