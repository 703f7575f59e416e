//! What looks like personal data in a text: 個人番号, 記号・番号, telephone numbers, addresses of mail.
//!
//! It only suspects, and never repeats what it found but masked. Names, illnesses and addresses of
//! homes are not looked for: no rule tells them from other words. Whether a text is recorded all
//! the same is the writer's to say; where the texts of an inspection stand is known to `cautions`.

mod audits;
mod card;
mod cautions;
mod contact;
mod mask;
mod number;
mod scan;
mod telephone;

use std::fmt;

pub use self::audits::fresh_of_audit;
pub use self::cautions::{Caution, Part, Place, cautions, fresh, of_texts};
use self::scan::Found;

/// What a part of a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 個人番号: 12 digits of which the last is their check digit.
    MyNumber,
    /// 被保険者等の記号・番号, by the words that stand before them.
    InsuredNumber,
    /// 保険者番号: 8 digits with 法別番号, prefecture and check digit; 6 only where it is named.
    InsurerNumber,
    Telephone,
    Mail,
    /// 郵便番号 behind 〒 or its name, the beginning of an address.
    PostalCode,
}

impl Kind {
    pub const ALL: [Self; 6] = [
        Self::MyNumber,
        Self::InsuredNumber,
        Self::InsurerNumber,
        Self::Telephone,
        Self::Mail,
        Self::PostalCode,
    ];

    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::MyNumber => "my_number",
            Self::InsuredNumber => "insured_number",
            Self::InsurerNumber => "insurer_number",
            Self::Telephone => "telephone",
            Self::Mail => "mail",
            Self::PostalCode => "postal_code",
        }
    }
}

/// A part of a text that looks like personal data. What it says is compared but never shown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suspicion {
    pub kind: Kind,
    /// In one width and without separators.
    value: String,
}

impl Suspicion {
    /// At most the first two and the last two characters, the others as `*`; of a short one
    /// fewer, down to none.
    pub fn masked(&self) -> String {
        mask::masked(&self.value)
    }
}

impl fmt::Debug for Suspicion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({})", self.kind, self.masked())
    }
}

/// Everything in `text` that looks like personal data, in its order; what overlaps counts once.
pub fn suspicions(text: &str) -> Vec<Suspicion> {
    let chars = scan::folded(text);
    let mut found: Vec<Found> = Vec::new();
    found.extend(number::my_numbers(&chars));
    found.extend(card::insured_numbers(&chars));
    found.extend(number::insurer_numbers(&chars));
    found.extend(telephone::telephones(&chars));
    found.extend(contact::mails(&chars));
    found.extend(contact::postal_codes(&chars));
    // The first to begin, of those the longest, of those the gravest.
    found.sort_by_key(|found| (found.range.start, usize::MAX - found.range.end, found.kind));
    let mut end = 0;
    let mut kept = Vec::new();
    for found in found {
        if found.range.start >= end {
            end = found.range.end;
            kept.push(Suspicion { kind: found.kind, value: found.value(&chars) });
        }
    }
    kept
}

#[cfg(test)]
mod tests;
