//! The words of the workbook: sheets, columns, footers.

use super::messages;

messages! {
    /// Name of a week's sheet.
    week_sheet(week) { "Vecka {week}", "Week {week}" }
    /// Name of the sheet of hours.
    hours_sheet() { "Timmar", "Hours" }
    /// Name of the sheet of coverage.
    coverage_sheet() { "Bemanning", "Coverage" }
    /// Column: person.
    person() { "Namn", "Name" }
    /// Column: share of full time.
    employment() { "Anställning", "Employment" }
    /// Column: paid hours of the week.
    week_hours() { "Timmar", "Hours" }
    /// Column: paid hours of a week by number.
    hours_of_week(week) { "Vecka {week}", "Week {week}" }
    /// Column: hours in all.
    total() { "Summa", "Total" }
    /// Column: contract hours.
    contract() { "Avtal", "Contract" }
    /// Column: start of the interval.
    start() { "Start", "Start" }
    /// Column: queues.
    queues() { "Köer", "Queues" }
    /// Column: people required.
    required() { "Behövs", "Required" }
    /// Column: people there.
    staffed() { "Finns", "Staffed" }
    /// Column: people above the requirement.
    margin() { "Över behov", "Margin" }
    /// Column: share answered in time.
    service_level() { "Servicenivå", "Service level" }
    /// Footer with page number; & codes are Excel's.
    footer(centre) { "&L{centre}&CGjort med bemanna&RSida &P av &N", "&L{centre}&CMade with bemanna&RPage &P of &N" }
    /// Under the hours: how they are counted.
    hours_note() {
        "Betalda timmar per dag, reserv medräknad; obetalda raster är borträknade.",
        "Paid hours a day, reserve included; unpaid breaks are not counted."
    }
    /// Under the coverage: how it is counted.
    coverage_note() {
        "Personer på kontakter som kan någon av köerna, var och en räknad en gång, i medeltal över intervallet.",
        "People on contacts who can serve any of the queues, each counted once, on average over the interval."
    }
}
