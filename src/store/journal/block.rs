//! The text form of a journal: a header and one self-checking block per event.
//!
//! It reads and writes bytes in memory; files, locks and time are not its business.
//!
//! ```toml
//! format = 1
//! kind = "journal"
//! period = "FY2026-Q3"
//! check = "16 hexadecimal digits"
//!
//! [[event]]
//! seq = 1
//! item = "ORG-01"
//! check = "16 hexadecimal digits"
//!
//! ```
//!
//! `check` holds the first 16 digits of the SHA-256 of the check before it (nothing, for the
//! header) followed by the text from the start of the block to the start of its check line. A
//! blank line ends a block and stands nowhere else, see [`super::line::check_body`].

use crate::store::digest::Digest;
use crate::store::encoding::Likely;
use crate::store::names::PeriodName;

/// The format written, and the newest that can be read.
pub(super) const FORMAT: u64 = 1;

const CHECK_DIGITS: usize = 16;
const EVENT: &str = "[[event]]\n";
const END: &[u8] = b"\n\n";

/// What the next block's check value is computed from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Check(String);

/// One event as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// 1, 2, 3 … without gap.
    pub seq: u64,
    /// Line of the file, counted from 1, on which the body begins.
    pub line: usize,
    /// The caller's TOML lines.
    pub body: String,
}

/// What is wrong with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    #[error("the header is not as written")]
    Header,
    #[error("this is not a block")]
    Frame,
    #[error("the block has another number")]
    Sequence,
    #[error("the check value does not fit the text")]
    Check,
    /// An editor put a byte order mark before it.
    #[error("a byte order mark stands before the text")]
    Mark,
    /// An editor wrote its own line ends.
    #[error("the line ends are those of Windows")]
    LineEnds,
    /// An editor saved it in another encoding.
    #[error("it is not UTF-8")]
    Encoding(Likely),
}

/// A journal as far as it is sound.
#[derive(Debug)]
pub(super) struct Text {
    pub period: PeriodName,
    pub blocks: Vec<Block>,
    /// The check of the last sound block.
    pub check: Check,
    /// Where the sound part ends, in bytes; what follows is a torn tail.
    pub sound: usize,
}

/// Why a text is no journal.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    Newer { format: u64 },
    Damaged { line: usize, seq: u64, what: Damage },
}

pub(super) fn header(period: &PeriodName) -> (String, Check) {
    let text = format!("format = {FORMAT}\nkind = \"journal\"\nperiod = \"{period}\"\n");
    finish(&text, &Check::default())
}

pub(super) fn block(previous: &Check, seq: u64, body: &str) -> (String, Check) {
    finish(&format!("{EVENT}seq = {seq}\n{body}"), previous)
}

fn finish(text: &str, previous: &Check) -> (String, Check) {
    let mut hex = Digest::of([previous.0.as_str(), text].concat().as_bytes()).to_string();
    hex.truncate(CHECK_DIGITS);
    (format!("{text}check = \"{hex}\"\n\n"), Check(hex))
}

/// Reads blocks from the start until the end or a torn tail.
pub(super) fn read(bytes: &[u8]) -> Result<Text, Flaw> {
    let (period, mut check, mut sound) = read_header(bytes)?;
    let mut blocks = Vec::new();
    let mut line = 1 + lines(&bytes[..sound]);
    let mut seq = 0;
    while sound < bytes.len() {
        let rest = &bytes[sound..];
        match read_block(rest, &check, seq + 1) {
            Ok((body, length, next)) => {
                // The two lines `[[event]]` and `seq` stand before the body.
                blocks.push(Block { seq: seq + 1, line: line + 2, body });
                line += lines(&rest[..length]);
                (seq, sound, check) = (seq + 1, sound + length, next);
            }
            Err(_) if is_torn(rest) => break,
            Err(what) => return Err(Flaw::Damaged { line, seq: seq + 1, what }),
        }
    }
    Ok(Text { period, blocks, check, sound })
}

fn read_header(bytes: &[u8]) -> Result<(PeriodName, Check, usize), Flaw> {
    let damaged = Flaw::Damaged { line: 1, seq: 0, what: Damage::Header };
    let end = find(bytes, END).map_or(bytes.len(), |at| at + END.len());
    let text = str::from_utf8(&bytes[..end]).unwrap_or_default();
    let mut fields = text.lines();
    let format = fields.next().and_then(|line| line.strip_prefix("format = "));
    match format.and_then(|number| number.parse::<u64>().ok()) {
        Some(FORMAT) => {}
        Some(format) if format > FORMAT => return Err(Flaw::Newer { format }),
        _ => return Err(damaged),
    }
    let quoted = fields.nth(1).and_then(|line| line.strip_prefix("period = \""));
    let period = quoted.and_then(|rest| rest.strip_suffix('"')).and_then(|p| p.parse().ok());
    let Some(period) = period else { return Err(damaged) };
    let (expected, check) = header(&period);
    if expected == text { Ok((period, check, end)) } else { Err(damaged) }
}

/// The body of the first block, the length of the block in bytes, and its check.
fn read_block(bytes: &[u8], previous: &Check, seq: u64) -> Result<(String, usize, Check), Damage> {
    let length = find(bytes, END).ok_or(Damage::Frame)? + END.len();
    let text = str::from_utf8(&bytes[..length]).map_err(|_| Damage::Frame)?;
    let rest = text.strip_prefix(EVENT).ok_or(Damage::Frame)?;
    let rest = rest.strip_prefix("seq = ").ok_or(Damage::Frame)?;
    let (number, rest) = rest.split_once('\n').ok_or(Damage::Frame)?;
    let (body, _) = rest.rsplit_once("check = \"").ok_or(Damage::Frame)?;
    if number != seq.to_string() {
        return Err(Damage::Sequence);
    }
    let (expected, check) = block(previous, seq, body);
    if expected == text { Ok((body.to_owned(), length, check)) } else { Err(Damage::Check) }
}

/// Whether an append that was cut short explains `tail`, which starts where a block should.
///
/// One append is under way at a time, so a torn tail is less than one block: cut off before
/// its end, or with zeros where the disk did not get to. Anything else is damage.
fn is_torn(tail: &[u8]) -> bool {
    let another = find(tail, b"\n[[event]]\n").is_some();
    !another && (find(tail, END).is_none() || tail.contains(&0))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODIES: [&str; 3] = ["a = 1\n", "a = \"点検\\n\\n[[event]]\"\nb = true\n", "c = 3\n"];

    fn journal() -> (String, Vec<usize>) {
        let (mut text, mut check) = header(&"FY2026-Q3".parse().unwrap());
        let mut ends = vec![text.len()];
        for (seq, body) in (1..).zip(BODIES) {
            let (block, next) = block(&check, seq, body);
            text.push_str(&block);
            ends.push(text.len());
            check = next;
        }
        (text, ends)
    }

    #[test]
    fn a_journal_reads_as_written_with_the_lines_of_its_bodies() {
        let (text, ends) = journal();
        let read = read(text.as_bytes()).unwrap();
        assert_eq!(read.blocks.iter().map(|b| b.body.as_str()).collect::<Vec<_>>(), BODIES);
        assert_eq!(read.sound, *ends.last().unwrap());
        let lines: Vec<&str> = text.lines().collect();
        for block in &read.blocks {
            assert_eq!(lines[block.line - 1], block.body.lines().next().unwrap());
        }
        assert!(toml::from_str::<toml::Table>(&text).is_ok());
    }

    #[test]
    fn a_journal_cut_at_any_byte_keeps_every_block_before_the_cut() {
        let (text, ends) = journal();
        for cut in ends[0]..text.len() {
            let whole = ends.iter().filter(|end| **end <= cut).count() - 1;
            let zeroed = [&text.as_bytes()[..cut], &vec![0; text.len() - cut]].concat();
            for bytes in [&text.as_bytes()[..cut], &zeroed[..]] {
                // Zeros over complete blocks before the last one are damage, not a torn tail.
                match read(bytes) {
                    Ok(read) => assert_eq!(read.blocks.len(), whole, "cut at {cut}"),
                    Err(flaw) => panic!("cut at {cut}: {flaw:?}"),
                }
            }
        }
    }

    #[test]
    fn a_header_cut_at_any_byte_is_damage() {
        let (text, ends) = journal();
        for cut in 0..ends[0] {
            let flaw = read(&text.as_bytes()[..cut]).unwrap_err();
            assert_eq!(flaw, Flaw::Damaged { line: 1, seq: 0, what: Damage::Header });
        }
    }

    #[test]
    fn no_changed_bit_goes_unnoticed() {
        let (text, ends) = journal();
        let mut torn = 0;
        for at in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                match read(&bytes) {
                    Err(_) => {}
                    Ok(read) => {
                        assert!(read.blocks.len() < BODIES.len(), "bit {bit} of byte {at}");
                        assert!(at >= ends[2], "a tail is cut though blocks follow: byte {at}");
                        torn += 1;
                    }
                }
            }
        }
        assert!(torn < 30, "{torn} flips look like a torn tail");
    }

    #[test]
    fn left_out_repeated_and_swapped_blocks_are_damage() {
        let (text, ends) = journal();
        let part = |n: usize| &text[ends[n]..ends[n + 1]];
        let head = &text[..ends[0]];
        for (order, seq) in [
            (vec![0, 2], 2),
            (vec![1, 2], 1),
            (vec![0, 1, 1], 3),
            (vec![1, 0, 2], 1),
            (vec![0, 1, 2, 2], 4),
        ] {
            let parts: String = order.iter().map(|n| part(*n)).collect();
            let flaw = read([head, &parts].concat().as_bytes()).unwrap_err();
            let Flaw::Damaged { seq: found, .. } = flaw else { panic!("{flaw:?}") };
            assert_eq!(found, seq, "{order:?}");
        }
    }

    #[test]
    fn a_newer_format_is_told_apart_from_damage() {
        let flaw = read(b"format = 2\nwhatever").unwrap_err();
        assert_eq!(flaw, Flaw::Newer { format: 2 });
    }

    #[test]
    fn line_ends_changed_by_an_editor_are_damage() {
        let (text, _) = journal();
        assert!(read(text.replace('\n', "\r\n").as_bytes()).is_err());
    }
}
