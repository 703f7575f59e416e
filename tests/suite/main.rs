//! The tests of the whole program, in one crate so that it links once.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use tenken::domain;

mod analysis;
mod app_faults;
mod architecture;
mod attacks;
mod audit_flow;
mod border;
mod checklists;
mod cli_answer;
mod cli_audit;
mod cli_compare;
mod cli_correct;
mod cli_demo;
mod cli_evidence;
mod cli_export;
mod cli_findings;
mod cli_help;
mod cli_hostile;
mod cli_indicators;
mod cli_key;
mod cli_seal;
mod cli_setup;
mod cli_society;
mod cli_trend;
mod cli_verify;
mod cli_versions;
mod corpus;
mod driver;
mod faults;
mod fixture;
mod formats;
mod forms;
#[cfg(target_os = "linux")]
mod full_disk;
mod fuzzed;
mod kill;
mod lint;
mod personal_data;
mod protections;
#[cfg(unix)]
mod pty;
mod readme_example;
mod readme_keys;
mod report_formats;
mod sample_record;
mod scenes;
mod scenes_trend;
mod screen_audit;
mod screen_compare;
mod screen_correct;
mod screen_evidence;
mod screen_findings;
mod screen_flow;
mod screen_home;
mod screen_indicators;
mod screen_inspect;
mod screen_passphrase;
mod screen_review;
mod screen_setup;
mod screen_trend;
mod screen_viewer;
mod screen_words;
mod signatures;
mod source;
mod state_machine;
mod stock_keys;
mod store_faults;
mod store_journal;
mod store_seal;
mod supply;
mod wandering;
mod workbook;
