//! Native charts: lines that are told apart without colour.
//!
//! Their values stand in the sheet; nothing is counted here.

use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType,
};

use super::{CHART_ROWS, Writing};
use crate::report::workbook::WorkbookError;
use crate::report::workbook::cell::shown;
use crate::report::workbook::page::Plot;

impl Writing<'_> {
    pub(super) fn plot(&mut self, plot: &Plot) -> Result<(), WorkbookError> {
        let name = self.page.name.as_str();
        let (left, right) = plot.values.columns;
        let periods = self.rows[plot.periods];
        let mut chart = Chart::new_line();
        let (first, last) = plot.values.lines;
        for (n, line) in (first..=last).enumerate() {
            let row = self.rows[line];
            chart
                .add_series()
                .set_name((name, row, plot.names))
                .set_categories((name, periods, left, periods, right))
                .set_values((name, row, left, row, right))
                .set_format(&mut stroke(n))
                .set_marker(ChartMarker::new().set_type(MARKERS[n % MARKERS.len()]).set_size(7));
        }
        chart.title().set_name(plot.title.as_str());
        chart.y_axis().set_min(0).set_max(1).set_num_format("0%");
        chart.set_alt_text(shown(&plot.told));
        let wide: usize = self.page.widths.iter().map(|width| usize::from(*width) * 7 + 12).sum();
        chart.set_width(u32::try_from(wide).unwrap_or(900).clamp(600, 1400));
        chart.set_height(u32::try_from(CHART_ROWS * 20 - 10).unwrap_or(390));
        self.sheet.insert_chart(self.rows[plot.at], 0, &chart)?;
        Ok(())
    }
}

/// Lines are told apart without colour: by dashes and by marks.
const MARKERS: [ChartMarkerType; 7] = [
    ChartMarkerType::Circle,
    ChartMarkerType::Square,
    ChartMarkerType::Triangle,
    ChartMarkerType::Diamond,
    ChartMarkerType::X,
    ChartMarkerType::PlusSign,
    ChartMarkerType::Star,
];

const DASHES: [ChartLineDashType; 4] = [
    ChartLineDashType::Solid,
    ChartLineDashType::Dash,
    ChartLineDashType::RoundDot,
    ChartLineDashType::DashDot,
];

/// The first line, that of all sections, is the boldest.
fn stroke(n: usize) -> ChartFormat {
    let mut line = ChartLine::new();
    line.set_width(if n == 0 { 3.5 } else { 1.75 }).set_dash_type(DASHES[n % DASHES.len()]);
    ChartFormat::new().set_line(&line).clone()
}
