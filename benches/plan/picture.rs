//! How time grows with agents, queues and weeks, drawn as SVG from a CSV of this benchmark.

use std::fmt::Write as _;
use std::process::ExitCode;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 230.0;
const MARGIN: f64 = 46.0;
/// Room inside a panel, so that no label meets the axis or the next panel.
const INDENT: f64 = 16.0;

/// Reads the CSV of a `growth` run and writes one panel for each of agents, queues and weeks.
pub(crate) fn draw(csv: &str, svg: &str) -> ExitCode {
    let text = std::fs::read_to_string(csv).expect("the CSV of a run");
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().expect("a head").split(',').collect();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let place = |name: &str| columns.iter().position(|column| *column == name).expect("a column");
    let number = |row: &[&str], name: &str| row[place(name)].parse::<f64>().expect("a number");
    // The centre that all three panels grow from: 55 agents, 27 queues, one week.
    let base = "agents-55";
    let mut out = String::new();
    for (panel, (what, title)) in [
        ("agents", "Agents (27 queues, 1 week)"),
        ("queues", "Queues (55 agents, 1 week)"),
        ("weeks", "Weeks (55 agents, 27 queues)"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut points: Vec<(f64, f64)> = rows
            .iter()
            .filter(|row| row[0] == base || row[0].starts_with(&format!("{what}-")))
            .map(|row| (number(row, what), number(row, "cpu_seconds").max(0.1)))
            .collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        axes(&mut out, panel, title, &points);
    }
    let width = 3.0 * WIDTH;
    let page = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"11\">\n<title>Processor seconds of a whole plan; dotted: in proportion to size</title>\n\
         <rect width=\"{width}\" height=\"{HEIGHT}\" fill=\"white\"/>\n{out}</svg>\n"
    );
    std::fs::write(svg, page).expect("the picture is written");
    ExitCode::SUCCESS
}

/// One panel: both axes logarithmic, a dotted line of time in proportion to size, and the measured points.
fn axes(out: &mut String, panel: usize, title: &str, points: &[(f64, f64)]) {
    let left = f64::from(u32::try_from(panel).expect("three panels")) * WIDTH + MARGIN;
    let (width, bottom) = (WIDTH - MARGIN - 14.0, HEIGHT - MARGIN);
    let (first, last) = (points[0].0, points[points.len() - 1].0);
    let (least, most): (f64, f64) = (0.1, 1000.0);
    let x = |value: f64| left + INDENT + (width - 2.0 * INDENT) * (value / first).ln() / (last / first).ln();
    let y = |value: f64| bottom - (bottom - 30.0) * (value.clamp(least, most) / least).ln() / (most / least).ln();
    put(out, format_args!("<text x=\"{left:.1}\" y=\"16\" font-weight=\"bold\">{title}</text>\n"));
    for seconds in [0.1, 1.0, 10.0, 100.0, 1000.0] {
        let at = y(seconds);
        let right = left + width;
        put(out, format_args!("<path d=\"M{left:.1} {at:.1}H{right:.1}\" stroke=\"#ddd\"/>\n"));
        put(
            out,
            format_args!("<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{seconds}</text>\n", left - 5.0, at + 4.0),
        );
    }
    let start = points[0].1;
    let proportional = start * last / first;
    put(
        out,
        format_args!(
            "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"#888\" stroke-dasharray=\"2 3\"/>\n",
            x(first),
            y(start),
            x(last),
            y(proportional)
        ),
    );
    let line: Vec<String> = points.iter().map(|&(size, time)| format!("{:.1} {:.1}", x(size), y(time))).collect();
    put(out, format_args!("<path d=\"M{}\" fill=\"none\" stroke=\"#0b5\" stroke-width=\"2\"/>\n", line.join("L")));
    for &(size, time) in points {
        put(out, format_args!("<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"#0b5\"/>\n", x(size), y(time)));
        let label = if time < 10.0 { format!("{time:.1}") } else { format!("{time:.0}") };
        put(
            out,
            format_args!(
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{label}</text>\n",
                x(size),
                y(time) - 7.0
            ),
        );
        put(
            out,
            format_args!(
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{size}</text>\n",
                x(size),
                bottom + 15.0
            ),
        );
    }
}

/// Appends formatted text.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes all");
}
