//! A page of HTML taken apart by a tokenizer of the standard, stricter than a browser would be:
//! whatever it would repair is a fault here.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// Elements that never have an end tag.
const VOID: [&str; 4] = ["br", "col", "link", "meta"];

/// One element as it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// The names of the elements around it, the outermost first.
    pub(crate) around: Vec<String>,
    /// Everything inside it, also that of elements within.
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// The elements in the order in which they open.
pub(crate) fn read(html: &str) -> Vec<Element> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                assert!(!tag.self_closing);
                let name = text(&tag.name);
                let around = open.iter().map(|at| all[*at].name.clone()).collect();
                let attributes = tag.attributes.iter().map(|(k, v)| (text(k), text(v))).collect();
                if !VOID.contains(&name.as_str()) {
                    open.push(all.len());
                }
                if name == "br" {
                    for at in &open {
                        all[*at].text.push('\n');
                    }
                }
                all.push(Element { name, attributes, around, text: String::new() });
            }
            Token::EndTag(tag) => {
                let last = open.pop().map(|at| all[at].name.clone());
                assert_eq!(last.as_deref(), Some(text(&tag.name).as_str()));
            }
            Token::String(run) => {
                let run = text(&run);
                assert!(!open.is_empty() || run.trim().is_empty(), "{run:?}");
                for at in &open {
                    all[*at].text.push_str(&run);
                }
            }
            Token::Doctype(doctype) => assert_eq!(text(&doctype.name), "html"),
            Token::Comment(comment) => panic!("a comment: {:?}", text(&comment)),
            Token::Error(error) => panic!("{error:?}"),
        }
    }
    assert!(open.is_empty());
    all
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Whatever holds of every page: one of everything that there must be one of, anchors that lead
/// somewhere, nothing that runs, loads or sends.
pub(crate) fn is_sound(all: &[Element]) {
    let named = |name: &str| all.iter().filter(|e| e.name == name).collect::<Vec<_>>();
    for name in ["html", "head", "title", "style", "body", "header", "main", "footer", "h1"] {
        let found = named(name).into_iter().filter(|e| !e.around.iter().any(|n| n == "svg"));
        assert_eq!(found.count(), 1, "{name}");
    }
    let ids: Vec<&str> = all.iter().map(|e| e.get("id")).filter(|id| !id.is_empty()).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an anchor stands twice");
    for element in all {
        assert!(ELEMENTS.contains(&element.name.as_str()), "<{}>", element.name);
        for (name, value) in &element.attributes {
            assert!(ATTRIBUTES.contains(&name.as_str()), "<{} {name}>", element.name);
            let plain = |c: char| c.is_ascii_alphanumeric() || "-# ".contains(c);
            if ["id", "class", "href", "aria-labelledby", "aria-describedby"]
                .contains(&name.as_str())
            {
                assert!(value.chars().all(plain), "{name}={value:?}");
            }
            let to = value.strip_prefix('#').filter(|_| name == "href");
            let by = Some(value.as_str()).filter(|_| name.starts_with("aria-"));
            if let Some(anchor) = to.or(by) {
                assert!(known.contains(anchor), "{name}={value:?} leads nowhere");
            }
        }
    }
    levels(all);
    tables(all);
}

const ELEMENTS: [&str; 49] = [
    "a",
    "b",
    "body",
    "br",
    "caption",
    "code",
    "col",
    "colgroup",
    "dd",
    "defs",
    "desc",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "g",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "i",
    "li",
    "line",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pattern",
    "pre",
    "rect",
    "section",
    "span",
    "strong",
    "style",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

const ATTRIBUTES: [&str; 27] = [
    "aria-describedby",
    "aria-labelledby",
    "charset",
    "class",
    "colspan",
    "content",
    "data-label",
    "fill",
    "height",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "patterntransform",
    "patternunits",
    "role",
    "scope",
    "tabindex",
    "viewbox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// No heading is more than one level below the one before it.
fn levels(all: &[Element]) {
    let mut last = 0;
    for level in all.iter().filter_map(|e| e.name.strip_prefix('h')?.parse::<usize>().ok()) {
        assert!(level <= last + 1, "h{level} after h{last}");
        last = level;
    }
}

/// Every table has a caption, every header a scope, every row as many cells as there are columns.
fn tables(all: &[Element]) {
    let count = |name: &str| all.iter().filter(|e| e.name == name).count();
    assert_eq!(count("table"), count("caption"));
    let mut columns = 0;
    let mut at = 0;
    while at < all.len() {
        match all[at].name.as_str() {
            "colgroup" => columns = 0,
            "col" => columns += 1,
            "th" => assert!(["col", "row", "rowgroup"].contains(&all[at].get("scope"))),
            "tr" => {
                let inside = all[at].around.len() + 1;
                let rest = all[at + 1..].iter().take_while(|e| e.around.len() >= inside);
                let cells = rest.filter(|e| e.around.len() == inside);
                let span = |e: &Element| e.get("colspan").parse().unwrap_or(1);
                assert_eq!(cells.map(span).sum::<usize>(), columns);
            }
            _ => {}
        }
        at += 1;
    }
}
