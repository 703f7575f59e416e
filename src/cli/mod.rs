//! The command line: arguments in, text and an exit code out.
//!
//! It holds no rules: what may be done is asked of `app`. Nothing here reads the environment.

pub mod account;
pub mod adopt;
pub mod answer;
pub mod args;
pub mod audit;
pub mod audit_args;
mod audit_page;
pub mod bug;
pub mod cautions;
pub mod check;
pub mod checklist;
pub mod checklist_diff;
pub mod checklists;
pub mod compare;
pub mod context;
pub mod correct;
pub mod demo;
pub mod evidence;
pub mod finding;
pub mod findings;
pub mod form;
pub mod form_args;
pub mod gaps;
pub mod help;
pub mod import;
pub mod indicators;
pub mod init;
pub mod json;
pub mod key;
pub mod key_args;
pub mod key_json;
pub mod list;
pub mod manual;
pub mod page;
pub mod passphrase;
pub mod progress;
pub mod reply;
pub mod report;
pub mod roots;
pub mod rows;
pub mod seal;
pub mod sections;
pub mod show;
pub mod signature;
pub mod snippet;
pub mod status;
pub mod trend;
pub mod usage;
mod values;
pub mod verify;
pub mod verify_explain;
pub mod verify_json;

use std::ffi::OsString;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::FromArgMatches as _;

use self::args::{Arguments, Command};
use self::context::{Context, Speech};
use self::progress::Progress;
use self::reply::{Reply, Stop};
use crate::app::evidence::Whereabouts;
use crate::app::failure::{Exit, Failure, Wrong};
use crate::app::typeface::FontPlaces;
use crate::app::{App, Place, Timepiece};
use crate::domain::typed_date;
use crate::store::fs::{Fs, FsError, Op};
use crate::tui::MouseUse;
use crate::tui::paint::BorderSet;
use crate::words::{CliWords, Lang};

/// All that the program is told from outside, read once by `main`. Empty variables are unset ones.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// With the name of the program first.
    pub args: Vec<OsString>,
    /// `TENKEN_ROOT`.
    pub root: Option<OsString>,
    /// `TENKEN_LANG`.
    pub lang: Option<OsString>,
    /// `TENKEN_TODAY`.
    pub today: Option<OsString>,
    /// The current folder.
    pub directory: PathBuf,
    /// `HOME`, or `USERPROFILE` where that is its name; where `~/` of a reference leads.
    pub home: Option<PathBuf>,
    /// Whether standard error is a terminal, on which it can be told how far something is.
    pub notes: Terminal,
    pub terminal: Terminal,
    pub keyboard: Keyboard,
    /// The person's own folder for settings of this program; it need not be there.
    pub config: Option<PathBuf>,
    /// Where fonts may be; `TENKEN_FONT` names one.
    pub fonts: FontPlaces,
    pub look: Look,
}

/// Whether someone can be asked for a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyboard {
    /// What is typed and what is asked go through a terminal, wherever the output goes.
    Person,
    None,
}

/// Whether the interface can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminal {
    /// Input and output are a terminal that can place the cursor.
    Screen,
    None,
}

/// How the interface is to look and feel.
#[derive(Debug, Clone)]
pub struct Look {
    /// `TENKEN_THEME`.
    pub theme: Option<String>,
    /// `NO_COLOR`.
    pub no_color: Option<String>,
    /// `TENKEN_BORDERS`: `ascii` for fonts and terminals that trip over frames.
    pub borders: BorderSet,
    /// `TENKEN_MOUSE`: `off` leaves the mouse to the terminal.
    pub mouse: MouseUse,
}

/// Does what the arguments say; what is to be read goes to `out`, refusals and notes to `err`.
pub fn run(from: &Surroundings, fs: Arc<dyn Fs>, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let (lang, foreign) = language(from);
    let speech = match Speech::load(lang) {
        Ok(speech) => speech,
        // Words that cannot be read leave none to say so with.
        Err(failure) => {
            drop(writeln!(err, "{failure}"));
            return failure.exit();
        }
    };
    let reply = match foreign {
        Some(value) => {
            let told = reply::put(&speech.words.usage.bad_language, &[("value", &value)]);
            Reply::refused(&told, Exit::Usage, &speech.words)
        }
        None => dispatch(from, fs, lang, &speech, out, err),
    };
    print(&reply, out, err, &speech)
}

/// The language to speak, also of help and of complaints about the other arguments; and the value
/// of the variable where that is no language. A wrong `--lang` is left for clap to find.
fn language(from: &Surroundings) -> (Lang, Option<String>) {
    let mut given = None;
    let mut words = from.args.iter().skip(1).map(|arg| arg.to_string_lossy());
    while let Some(word) = words.next().filter(|word| word != "--") {
        if let Some(value) = word.strip_prefix("--lang=") {
            given = Some(value.to_owned());
        } else if word == "--lang" {
            given = words.next().map(std::borrow::Cow::into_owned);
        }
    }
    if let Some(given) = given {
        return (Lang::named(&given).unwrap_or_default(), None);
    }
    match from.lang.as_ref().map(|value| value.to_string_lossy()) {
        None => (Lang::default(), None),
        Some(value) => match Lang::named(&value) {
            Some(lang) => (lang, None),
            None => (Lang::default(), Some(value.into_owned())),
        },
    }
}

fn dispatch(
    from: &Surroundings,
    fs: Arc<dyn Fs>,
    lang: Lang,
    speech: &Speech,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Reply {
    let mut command = help::command(&speech.words);
    let parsed = command
        .try_get_matches_from_mut(&from.args)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return not_parsed(&error, &speech.words),
    };
    if let Err(stop) = roots::check(from, lang, &arguments) {
        return stopped(stop, speech);
    }
    let context = match context(from, fs, lang, speech, &arguments) {
        Ok(context) => context,
        Err(failure) => return speech.told(&failure, None),
    };
    let mut progress = Progress::new(from.notes, err, &speech.evidence.check.progress);
    let done = match &arguments.command {
        None => check::interface(context.clone(), from),
        Some(Command::Init(args)) => init::run(&context, args),
        Some(Command::Check(args)) => check::check(context.clone(), args, from),
        Some(Command::Status(args)) => status::run(&context, args),
        Some(Command::Answer(args)) => answer::run(&context, args, &mut progress),
        Some(Command::Form(args)) => form::run(&context, args),
        Some(Command::Import(args)) => import::run(&context, args),
        Some(Command::Findings(args)) => findings::run(&context, args),
        Some(Command::Finding(args)) => finding::run(&context, args),
        Some(Command::Seal(args)) => seal::run(&context, args, from),
        Some(Command::Key(args)) => key::run(&context, args, from),
        Some(Command::List(args)) => list::run(&context, args),
        Some(Command::Show(args)) => show::show(&context, args),
        Some(Command::Report(args)) => {
            report::run(&context, args, (from.terminal, &mut progress), out)
        }
        Some(Command::Compare(args)) => compare::run(&context, args),
        Some(Command::Trend(args)) => trend::run(&context, args),
        Some(Command::Audit(args)) => audit::run(&context, args, from),
        Some(Command::Export(args)) => rows::run(&context, args, &arguments.global.root, out),
        Some(Command::Correct(args)) => correct::run(&context, args, from),
        Some(Command::Verify(args)) => verify::run(&context, args, &mut progress),
        Some(Command::Checklist(args)) => checklists::run(&context, args),
        Some(Command::Demo(args)) => demo::run(&context, args, from),
        Some(Command::Completions(args)) => Ok(manual::completions(args, &mut command)),
        Some(Command::Man(args)) => manual::man(args, &command, &speech.words),
        Some(Command::Help(args)) => manual::help(args, &command, &speech.words),
    };
    match done {
        Ok(reply) => reply,
        Err(Stop::Failure(failure)) => failed(&context, &failure),
        Err(stop) => stopped(stop, speech),
    }
}

fn stopped(stop: Stop, speech: &Speech) -> Reply {
    match stop {
        Stop::Failure(failure) => speech.told(&failure, None),
        Stop::Usage(told) => Reply::refused(&told, Exit::Usage, &speech.words),
        // A reader who has gone away has read enough.
        Stop::Output(error) if error.kind() == ErrorKind::BrokenPipe => Reply::done(String::new()),
        Stop::Output(error) => not_written(error, speech),
    }
}

fn failed(context: &Context, failure: &Failure) -> Reply {
    let mut reply = context.told(failure);
    if let Ok(lines) = checklists::snippets(context, failure) {
        reply.aside.insert_str(0, &lines);
    }
    reply
}

fn not_parsed(error: &clap::Error, words: &CliWords) -> Reply {
    use clap::error::ErrorKind::{DisplayHelp, DisplayVersion};
    if matches!(error.kind(), DisplayHelp | DisplayVersion) {
        return Reply::done(error.render().to_string());
    }
    let (told, usage) = usage::tell(error, words);
    let mut reply = Reply::refused(&told, Exit::Usage, words);
    if let Some(usage) = usage {
        reply.aside.push_str(&usage);
        reply.aside.push('\n');
    }
    reply
}

fn context(
    from: &Surroundings,
    fs: Arc<dyn Fs>,
    lang: Lang,
    speech: &Speech,
    arguments: &Arguments,
) -> Result<Context, Failure> {
    let stated = arguments.global.today.clone();
    let stated = stated.or_else(|| Some(from.today.as_ref()?.to_string_lossy().into_owned()));
    let timepiece = match stated {
        None => Timepiece::Machine,
        Some(text) => match typed_date::read(&text) {
            Ok(date) => Timepiece::Stated(date),
            Err(_) => return Err(Failure::Wrong(Wrong::Date { text })),
        },
    };
    let named =
        arguments.global.root.first().map(PathBuf::as_path).or(from.root.as_deref().map(Path::new));
    let place = named.map_or(Place::Upwards(&from.directory), Place::Named);
    let whereabouts = Whereabouts { directory: from.directory.clone(), home: from.home.clone() };
    let app = App::new(fs, &place, timepiece).with_config(from.config.clone());
    let app = app.looking_from(whereabouts).with_fonts(from.fonts.clone());
    Ok(Context { app, lang, speech: speech.clone() })
}

/// Writes a reply. A reader who has gone away has read enough.
fn print(reply: &Reply, out: &mut dyn Write, err: &mut dyn Write, speech: &Speech) -> Exit {
    // Where even this cannot be written, the exit code is all that is left to say. What warns of
    // the output stands before it, what comes of it behind.
    let say_aside = |err: &mut dyn Write| drop(write(err, &reply.aside));
    if reply.exit != Exit::Done {
        say_aside(err);
    }
    let written = write(out, &reply.out);
    let exit = match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            drop(write(err, &not_written(error, speech).aside));
            if reply.exit == Exit::Done { Exit::Refused } else { reply.exit }
        }
        _ => reply.exit,
    };
    if reply.exit == Exit::Done {
        say_aside(err);
    }
    exit
}

fn not_written(error: std::io::Error, speech: &Speech) -> Reply {
    let error = FsError::io(Op::Write, Path::new(report::PRINT), error);
    let what = speech.teller(None).io(&error);
    let told = reply::put(&speech.words.usage.output, &[("what", &what)]);
    Reply::refused(&told, Exit::Refused, &speech.words)
}

fn write(to: &mut dyn Write, text: &str) -> std::io::Result<()> {
    let mut buffered = BufWriter::new(to);
    buffered.write_all(text.as_bytes())?;
    buffered.flush()
}
