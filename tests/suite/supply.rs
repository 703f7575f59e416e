//! Where the dependencies come from, and under what licence.
//!
//! It asks cargo, not the network; known weaknesses of a dependency are not looked up here.

#![cfg(test)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::Command;

use serde::Deserialize;

use crate::source::package;

/// The one place that dependencies are taken from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What a dependency may be under; each entry is needed by one.
const ALLOWED: [&str; 6] =
    ["Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "Unicode-3.0", "Zlib"];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// Every package in `Cargo.lock` but our own, for all systems.
fn dependencies() -> Vec<Package> {
    let ask = |offline: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--locked", "--format-version", "1"])
            .args(offline)
            .current_dir(package())
            .output()
            .unwrap()
    };
    // A fresh machine has only what its own system needs; the rest is then fetched.
    let mut output = ask(&["--offline"]);
    if !output.status.success() {
        output = ask(&[]);
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let all: Metadata = serde_json::from_slice(&output.stdout).unwrap();
    let ours = env!("CARGO_PKG_NAME");
    let theirs: Vec<Package> = all.packages.into_iter().filter(|p| p.name != ours).collect();
    assert!(theirs.len() > 10, "cargo metadata names only {}", theirs.len());
    theirs
}

#[test]
fn every_dependency_comes_from_the_one_registry_under_an_allowed_licence() {
    let mut faults = String::new();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for Package { name, version, license, source } in dependencies() {
        if source.as_deref() != Some(REGISTRY) {
            let _ = writeln!(faults, "{name} {version} comes from {source:?}; use crates.io");
        }
        // Some old crates write `MIT/Apache-2.0`, which is not SPDX but means OR.
        let text = license.unwrap_or_default().replace('/', " OR ");
        let fits = spdx::Expression::parse(&text).is_ok_and(|expression| {
            expression.evaluate(|wanted| {
                let wanted = wanted.to_string();
                let found = ALLOWED.iter().find(|allowed| **allowed == wanted);
                used.extend(found.copied());
                found.is_some()
            })
        });
        if !fits {
            let _ = writeln!(
                faults,
                "{name} {version} is under {text:?}; read that licence, then add it to ALLOWED \
                 in tests/suite/supply.rs or do without the crate"
            );
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
    let idle: Vec<_> = ALLOWED.iter().filter(|allowed| !used.contains(**allowed)).collect();
    assert!(idle.is_empty(), "nothing needs {idle:?}; take it out of ALLOWED");
}
