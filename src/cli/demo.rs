//! `tenken demo`: makes the sample society, then opens it or says what to try.

use std::path::Path;

use super::context::Context;
use super::page::{Page, Table};
use super::reply::{Reply, Stop, clean, put};
use super::{Surroundings, Terminal, args, check};
use crate::app::demo::{self, DemoError, Said, Sample};
use crate::app::failure::Exit;
use crate::app::reading::Renderer;
use crate::text::Align;
use crate::words::DemoWords;

/// Where the sample is made if no folder is named.
const FOLDER: &str = "tenken-demo";

pub fn run(context: &Context, args: &args::Demo, from: &Surroundings) -> Result<Reply, Stop> {
    let words = DemoWords::load(context.lang)?;
    let dir = args.dir.as_deref().unwrap_or(Path::new(FOLDER));
    let mut context = context.clone();
    context.app = context.app.at(context.app.root.beside(dir));
    let comments: Vec<&str> = words.comments.iter().map(String::as_str).collect();
    let renderer = Renderer::new(context.lang)?;
    let meaning = &context.words.seal.meaning;
    let said = Said { renderer: &renderer, comments: &comments, meaning };
    let sample = match demo::make(&context.app, said) {
        Ok(sample) => sample,
        Err(DemoError::Failure(failure)) => return Err(failure.into()),
        Err(DemoError::Occupied { dir }) => {
            let told = put(&words.occupied, &[("folder", &dir.display().to_string())]);
            return Ok(Reply::refused(&told, Exit::Refused, &context.words));
        }
    };
    context.app.timepiece = demo::timepiece(context.app.timepiece, &sample);
    let told = text(&words, &sample, dir);
    if from.terminal == Terminal::Screen {
        check::interface(context, from)?;
    }
    Ok(Reply::done(told))
}

fn text(words: &DemoWords, sample: &Sample, dir: &Path) -> String {
    let folder = dir.display().to_string();
    let edge = |period: Option<&_>| period.map(ToString::to_string).unwrap_or_default();
    let periods = [
        ("n", &*sample.periods.len().to_string()),
        ("first", &*edge(sample.periods.first())),
        ("last", &*edge(sample.periods.last())),
    ];
    let today = sample.today.to_string();
    let mut page = Page::default();
    page.line(&clean(&words.made, &[("folder", &folder)])).fields(&[
        (&words.society, sample.society.clone()),
        (&words.periods, clean(&words.periods_value, &periods)),
        (&words.today, clean(&words.today_value, &[("date", &today)])),
    ]);
    page.line(&words.try_next);
    let quoted =
        if folder.contains(char::is_whitespace) { format!("\"{folder}\"") } else { folder };
    let mut table = Table::new(vec![Align::Left, Align::Left]);
    for one in &words.tries {
        let command = format!("tenken --root {quoted} --today {today} {}", one.command);
        table.row(vec![command.trim_end().to_owned(), one.shows.clone()]);
    }
    page.table(&table).line(&words.throw_away);
    page.into_text()
}
