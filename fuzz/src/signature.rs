//! `SEAL.sig`: what is accepted is the one form that would be written.

use tenken::store::sign::Signature;

use super::promise::clean;

pub fn read(bytes: &[u8]) {
    let Ok(signature) = Signature::parse(bytes) else { return };
    assert_eq!(signature.encode().as_bytes(), bytes, "accepted in another form than it is written");
    clean(signature.namespace());
    clean(&signature.key().fingerprint());
    assert!(!signature.covers(bytes), "nothing can be signed by what it contains");
}
