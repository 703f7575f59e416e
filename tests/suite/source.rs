//! The Rust files of this package, read just well enough to hold rules about them.
//!
//! It is no parser: comments and literals are blanked, `use` trees are spread out, and macros are
//! taken for what they look like.

#![cfg(test)]

use std::path::{Path, PathBuf};

/// One file below the package's folder.
pub(crate) struct Source {
    /// From the package's folder, with `/`.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A path such as `crate::store::fs` and the line it stands in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) line: usize,
    pub(crate) path: Vec<String>,
}

pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the package that must be there.
pub(crate) fn file(name: &str) -> String {
    std::fs::read_to_string(package().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Every `.rs` file below a folder, by name.
pub(crate) fn rust_files(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![package().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(listed) = std::fs::read_dir(folder) else { continue };
        for entry in listed {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let name = path.strip_prefix(package()).unwrap().display().to_string();
                found.push(Source { text: file(&name), name: name.replace('\\', "/") });
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

impl Source {
    /// The text before the tests at the end of the file; nothing for a file of tests.
    pub(crate) fn without_tests(&self) -> &str {
        if self.name.ends_with("/tests.rs") {
            return "";
        }
        let mut start = 0;
        let lines: Vec<&str> = self.text.split_inclusive('\n').collect();
        for (at, line) in lines.iter().enumerate() {
            let mut after = lines[at..].iter().skip_while(|line| line.starts_with("#["));
            if line.starts_with("#[cfg(test)]") && after.next().is_some_and(|l| is_module(l)) {
                return &self.text[..start];
            }
            start += line.len();
        }
        &self.text
    }

    /// The modules the file is in, and its own: `["store", "fs"]` for `src/store/fs/mod.rs`.
    fn module(&self) -> Vec<String> {
        let inner = self.name.trim_start_matches("src/").trim_end_matches(".rs");
        let inner = inner.strip_suffix("/mod").unwrap_or(inner);
        let root = matches!(inner, "lib" | "main");
        inner.split('/').filter(|_| !root).map(str::to_owned).collect()
    }

    /// Every path outside tests, with `self` and `super` resolved to `crate`.
    pub(crate) fn paths(&self) -> Vec<Named> {
        let code = blanked(self.without_tests());
        let mut found = Vec::new();
        let mut rest = code.as_str();
        let mut line = 1;
        while let Some(start) = rest.find(is_word) {
            line += rest[..start].matches('\n').count();
            rest = &rest[start..];
            let word = leading_word(rest);
            let (tree, after) = match word {
                "use" => rest["use".len()..].split_once(';').unwrap_or((rest, "")),
                _ => split_path(rest),
            };
            let mut paths = Vec::new();
            spread(tree, &[], &mut paths);
            for path in paths.into_iter().filter(|path| path.len() > 1) {
                found.push(Named { line, path: self.resolved(path) });
            }
            line += rest[..rest.len() - after.len()].matches('\n').count();
            rest = after;
        }
        found
    }

    fn resolved(&self, path: Vec<String>) -> Vec<String> {
        let mut module = self.module();
        let ups = path.iter().take_while(|part| *part == "super").count();
        match path[0].as_str() {
            "super" => module.truncate(module.len().saturating_sub(ups)),
            "self" => {}
            _ => return path,
        }
        let skipped = ups.max(1);
        std::iter::once("crate".to_owned())
            .chain(module)
            .chain(path.into_iter().skip(skipped))
            .collect()
    }
}

/// Whether a line opens a module within its file.
fn is_module(line: &str) -> bool {
    let line = line.trim().trim_start_matches("pub(super) ").trim_start_matches("pub(crate) ");
    line.starts_with("mod ") && line.ends_with('{')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn leading_word(text: &str) -> &str {
    text.find(|c| !is_word(c)).map_or(text, |end| &text[..end])
}

/// The `a::b::c` at the start of a text, and what follows it.
fn split_path(text: &str) -> (&str, &str) {
    let mut end = leading_word(text).len();
    while let Some(more) = text[end..].strip_prefix("::") {
        let word = leading_word(more);
        if word.is_empty() {
            break;
        }
        end += 2 + word.len();
    }
    text.split_at(end)
}

/// All paths of a `use` tree; `a::{b, c as d}` is `a::b` and `a::c`.
fn spread(tree: &str, before: &[String], out: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let (plain, group) = match tree.split_once('{') {
        Some((plain, group)) => (plain, Some(group.strip_suffix('}').unwrap_or(group))),
        None => (tree, None),
    };
    let parts = plain.split("::").map(|part| leading_word(part.trim()).to_owned());
    let path: Vec<String> =
        before.iter().cloned().chain(parts.filter(|part| !part.is_empty())).collect();
    let Some(group) = group else {
        out.push(path);
        return;
    };
    let (mut depth, mut start) = (0, 0);
    for (at, c) in group.char_indices().chain([(group.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                spread(&group[start..at], &path, out);
                start = (at + 1).min(group.len());
            }
            _ => {}
        }
    }
}

/// The code with comments and literals as spaces, line by line as before.
pub(crate) fn blanked(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    let mut out = String::with_capacity(code.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_end(&chars, at);
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            let blank = |c: &char| if *c == '\n' { '\n' } else { ' ' };
            out.extend(chars[at..end].iter().map(blank));
            at = end;
        }
    }
    out
}

/// The lines, from 1, that begin inside a string.
pub(crate) fn lines_in_strings(code: &str) -> Vec<usize> {
    let chars: Vec<char> = code.chars().collect();
    let (mut at, mut line, mut found) = (0, 1, Vec::new());
    while at < chars.len() {
        let end = literal_end(&chars, at).max(at + 1);
        let text = end > at + 1 && chars[at] != '/';
        for _ in chars[at..end].iter().filter(|c| **c == '\n') {
            line += 1;
            if text {
                found.push(line);
            }
        }
        at = end;
    }
    found
}

/// Where the comment or literal that begins at `at` ends; `at` where none does.
fn literal_end(chars: &[char], at: usize) -> usize {
    let after = |from: usize, wanted: &[char]| {
        let found = (from..chars.len()).find(|i| chars[*i..].starts_with(wanted));
        found.map_or(chars.len(), |i| i + wanted.len())
    };
    let next = chars.get(at + 1);
    let fresh = at == 0 || !is_word(chars[at - 1]);
    match chars[at] {
        '/' if next == Some(&'/') => after(at, &['\n']) - 1,
        '/' if next == Some(&'*') => after(at + 2, &['*', '/']),
        'r' if fresh && matches!(next, Some('"' | '#')) => {
            let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
            if chars.get(at + 1 + hashes) != Some(&'"') {
                return at;
            }
            let mut wanted = vec!['"'];
            wanted.extend(std::iter::repeat_n('#', hashes));
            after(at + 2 + hashes, &wanted)
        }
        '"' => closing(chars, at + 1, '"'),
        '\'' if next == Some(&'\\') || chars.get(at + 2) == Some(&'\'') => {
            closing(chars, at + 1, '\'')
        }
        _ => at,
    }
}

fn closing(chars: &[char], from: usize, quote: char) -> usize {
    let mut at = from;
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

#[test]
fn paths_are_found_in_code_and_nowhere_else() {
    let text = "//! crate::no\nuse crate::{a::{b, c as d}, e};\nuse super::fs::Fs;\n\
        fn f<'a>() -> &'a str { \"crate::not\"; std::fs::read(r#\"\"crate::no\"#) }\n\
        #[cfg(test)]\nmod tests {\n    use crate::never;\n}\n";
    let source = Source { name: "src/store/lock.rs".into(), text: text.into() };
    let found: Vec<_> = source.paths().iter().map(|n| (n.line, n.path.join("::"))).collect();
    let wanted = [
        (2, "crate::a::b"),
        (2, "crate::a::c"),
        (2, "crate::e"),
        (3, "crate::store::fs::Fs"),
        (4, "std::fs::read"),
    ];
    assert_eq!(found, wanted.map(|(line, path)| (line, path.to_owned())));
}
