//! One block of a corpus file: what goes in, which command is run, what must come of it.
//!
//! The blocks are described for their writers in tests/corpus/README.md.

use serde::Deserialize;

/// What the input poses as, and so where it is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) enum Pose {
    #[serde(rename = "tenken.toml")]
    Society,
    #[serde(rename = "checklist")]
    Checklist,
    #[serde(rename = "journal")]
    Journal,
    #[serde(rename = "draft checklist")]
    DraftChecklist,
    #[serde(rename = "report.toml")]
    Record,
    #[serde(rename = "SEAL")]
    Seal,
    /// The note of an answer in a sealed record.
    #[serde(rename = "note")]
    Note,
    /// Nothing but the words of the command.
    #[serde(rename = "argument")]
    Argument,
    /// A file under a name of its own.
    #[serde(rename = "file name")]
    FileName,
}

/// The folder a case starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Base {
    Empty,
    Small,
    Answered,
    Sealed,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) name: String,
    #[serde(rename = "as")]
    pub(super) pose: Pose,
    pub(super) base: Option<Base>,
    /// The whole text, with `⟪text×count⟫` for repetitions.
    text: Option<String>,
    /// The whole content in hexadecimal digits.
    hex: Option<String>,
    /// The whole content as a file beside the blocks.
    pub(super) file: Option<String>,
    /// What is replaced in the good file.
    #[serde(default)]
    change: Vec<[String; 2]>,
    /// An event that is appended to the journal with a right check value.
    pub(super) append: Option<String>,
    /// Encodings and line ends that are laid over the text, in order.
    #[serde(default)]
    encode: Vec<String>,
    /// The size in bytes that a comment at the end brings the file to.
    pad: Option<usize>,
    /// Of a file name: the folder below the root, and the name.
    #[serde(default)]
    pub(super) folder: String,
    pub(super) named: Option<String>,
    pub(super) run: Option<Vec<String>>,
    pub(super) exit: i32,
    #[serde(default)]
    pub(super) told: Vec<String>,
    /// What must not be found in the output, raw.
    #[serde(default)]
    pub(super) never: Vec<String>,
    /// Lines that the output must not have.
    #[serde(default)]
    pub(super) no_line: Vec<String>,
    /// Whether the command is to write.
    #[serde(default)]
    pub(super) writes: bool,
}

impl Case {
    pub(super) fn base(&self) -> Base {
        self.base.unwrap_or(match self.pose {
            Pose::Society | Pose::Checklist | Pose::Argument | Pose::FileName => Base::Small,
            Pose::Journal | Pose::DraftChecklist => Base::Answered,
            Pose::Record | Pose::Seal | Pose::Note => Base::Sealed,
        })
    }

    /// Where the input is put below the root; `None` for words of a command.
    pub(super) fn place(&self) -> Option<String> {
        let draft = |file: &str| format!("reports/drafts/FY2026-Q3/{file}");
        let entry = |file: &str| format!("reports/{}/{file}", super::ENTRY);
        match self.pose {
            Pose::Society => Some("tenken.toml".to_owned()),
            Pose::Checklist => Some("checklists/small.toml".to_owned()),
            Pose::Journal => Some(draft("journal.toml")),
            Pose::DraftChecklist => Some(draft("checklist.toml")),
            Pose::Record | Pose::Note => Some(entry("report.toml")),
            Pose::Seal => Some(entry("SEAL")),
            Pose::FileName => {
                let name = self.named.as_deref().unwrap_or_default();
                Some(format!("{}/{}", self.folder, repeated(name)))
            }
            Pose::Argument => None,
        }
    }

    /// The words of the command; `{root}` is the folder.
    pub(super) fn run(&self, root: &str) -> Vec<String> {
        let default: &[&str] = match self.pose {
            Pose::Society | Pose::Journal | Pose::DraftChecklist | Pose::Argument => &["status"],
            Pose::Checklist => &["checklist", "lint", "{root}/checklists/small.toml"],
            Pose::Record | Pose::Note => &["show", "last"],
            Pose::Seal => &["verify"],
            Pose::FileName => &["checklist", "list"],
        };
        let words = self.run.clone();
        let words = words.unwrap_or_else(|| default.iter().map(|w| (*w).to_owned()).collect());
        words.iter().map(|word| repeated(&word.replace("{root}", root))).collect()
    }

    /// The bytes that are put there; `good` is what a sound file of the kind holds.
    pub(super) fn input(&self, good: &[u8], group: &std::path::Path) -> Vec<u8> {
        let mut bytes = if let Some(hex) = &self.hex {
            unhex(hex)
        } else if let Some(file) = &self.file {
            std::fs::read(group.join(file)).unwrap()
        } else {
            self.written(good).into_bytes()
        };
        for name in &self.encode {
            bytes = encoded(&bytes, name);
        }
        if let Some(size) = self.pad {
            let missing = size.checked_sub(bytes.len() + 2).unwrap();
            bytes.extend_from_slice(b"# ");
            bytes.extend(std::iter::repeat_n(b'x', missing));
        }
        bytes
    }

    fn written(&self, good: &[u8]) -> String {
        let good = String::from_utf8(good.to_vec()).unwrap();
        let text = self.text.as_deref().map(repeated);
        let mut text = match (self.pose, text) {
            (Pose::Note, text) => {
                let quoted = tenken::store::journal::quote(&text.unwrap_or_default());
                good.replace("note = \"覚え書き\"", &format!("note = {quoted}"))
            }
            (_, text) => text.unwrap_or(good),
        };
        for [from, to] in &self.change {
            assert!(text.contains(from), "{}: {from:?} is not in the good file", self.name);
            text = text.replacen(from, &repeated(to), 1);
        }
        text
    }
}

/// `⟪text×count⟫` written out.
pub(super) fn repeated(pattern: &str) -> String {
    let mut parts = pattern.split('⟪');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (inside, after) = part.split_once('⟫').unwrap();
        let (text, count) = inside.rsplit_once('×').unwrap();
        out.push_str(&text.repeat(count.parse().unwrap()));
        out.push_str(after);
    }
    out
}

fn unhex(hex: &str) -> Vec<u8> {
    let digits: Vec<char> = hex.chars().filter(|c| !c.is_whitespace()).collect();
    let byte = |pair: &[char]| u8::from_str_radix(&String::from_iter(pair), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

fn encoded(bytes: &[u8], name: &str) -> Vec<u8> {
    let text = || str::from_utf8(bytes).unwrap();
    let units = |pair: fn(u16) -> [u8; 2]| text().encode_utf16().flat_map(pair).collect();
    match name {
        "BOM" => [b"\xef\xbb\xbf", bytes].concat(),
        "CRLF" => text().replace('\n', "\r\n").into_bytes(),
        "CR" => text().replace('\n', "\r").into_bytes(),
        "UTF-16LE" => units(u16::to_le_bytes),
        "UTF-16BE" => units(u16::to_be_bytes),
        "FFFE" => [b"\xff\xfe", bytes].concat(),
        "FEFF" => [b"\xfe\xff", bytes].concat(),
        "zeros" => [bytes, &[0; 64]].concat(),
        label => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let (out, _, lossy) = encoding.encode(text());
            assert!(!lossy, "{label} cannot hold the text");
            out.into_owned()
        }
    }
}
