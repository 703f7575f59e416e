//! `tenken.toml`: what is accepted reads the same after it was written anew.

use std::path::PathBuf;

use tenken::app::Failure;
use tenken::store::root::RootError;
use tenken::store::shape::society;

use super::promise::told;

pub fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    match society::read(text) {
        Ok(found) => {
            let written = society::write(&found, &["説明"]);
            assert_eq!(society::read(&written).as_ref(), Ok(&found), "{written}");
        }
        Err(what) => {
            let path = PathBuf::from("/society/tenken.toml");
            told(&Failure::Root(RootError::Shape { path, what }));
        }
    }
}
