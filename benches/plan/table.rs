//! Results as a table to read and as CSV.

use crate::child::Measured;

/// The head of the table.
pub(crate) const HEAD: &str = "\
| instance | status | people | bound | floor | paid [h] | gap paid | missed | columns | rows | nodes | peak [MiB] | cpu [s] | wall [s] |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";

/// A line of the table.
pub(crate) fn row(result: &Measured) -> String {
    let count = |key: &str| result.number(key).map_or("-".to_owned(), |value| format!("{value:.0}"));
    let optional = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.1}"));
    let gap = gap(result).map_or("-".to_owned(), |gap| format!("{:.1} %", gap * 100.0));
    let cells = [
        result.name.clone(),
        result.plan["status"].as_str().unwrap_or("?").to_owned(),
        count("people"),
        count("bound"),
        count("floor"),
        optional(result.number("paid_hours")),
        gap,
        count("missed"),
        count("columns"),
        count("rows"),
        count("nodes"),
        result.peak_mib.map_or("-".to_owned(), |mib| format!("{mib:.0}")),
        optional(result.cpu_seconds),
        format!("{:.1}", result.seconds),
    ];
    format!("| {} |", cells.join(" | "))
}

/// Paid time above its bound, as a share of the bound's plan.
fn gap(result: &Measured) -> Option<f64> {
    let (paid, bound) = (result.number("paid_hours")?, result.number("paid_bound")?);
    (paid > 0.0).then_some((paid - bound).max(0.0) / paid)
}

/// All results, one line each.
pub(crate) fn csv(results: &[Measured]) -> String {
    const KEYS: [&str; 16] = [
        "agents",
        "queues",
        "weeks",
        "people",
        "bound",
        "floor",
        "reference",
        "paid_hours",
        "paid_bound",
        "violations",
        "missing",
        "missed",
        "columns",
        "rows",
        "nodes",
        "seed",
    ];
    let head = format!("instance,status,{},peak_mib,cpu_seconds,seconds", KEYS.join(","));
    let line = |result: &Measured| {
        let cell =
            |value: Option<f64>| value.map_or(String::new(), |value| format!("{}", (value * 100.0).round() / 100.0));
        let cells: Vec<String> = KEYS.iter().map(|key| cell(result.number(key))).collect();
        let (name, status) = (&result.name, result.plan["status"].as_str().unwrap_or("?"));
        let (peak, cpu, wall) = (cell(result.peak_mib), cell(result.cpu_seconds), cell(Some(result.seconds)));
        format!("{name},{status},{},{peak},{cpu},{wall}", cells.join(","))
    };
    let lines: Vec<String> = std::iter::once(head).chain(results.iter().map(line)).collect();
    lines.join("\n") + "\n"
}
