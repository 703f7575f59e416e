//! `SEAL`: what is accepted is the one form that would be written.

use tenken::app::tell_wrong;
use tenken::store::names::EntryName;
use tenken::store::seal::SealText;
use tenken::store::verify::Wrong;

use super::promise::{clean, speeches};

pub fn read(bytes: &[u8]) {
    match SealText::parse(bytes) {
        Ok(seal) => {
            let text = seal.encode();
            assert_eq!(text.as_bytes(), bytes, "accepted in another form than it is written");
            clean(&text);
            let name = seal.entry_name();
            assert_eq!(name.to_string().parse::<EntryName>().as_ref(), Ok(&name));
            assert_eq!(SealText::parse(text.as_bytes()), Ok(seal));
        }
        Err(error) => {
            let what = Wrong::SealText(error);
            for speech in speeches() {
                clean(&tell_wrong::tell(&speech.wrong, &what));
            }
        }
    }
}
