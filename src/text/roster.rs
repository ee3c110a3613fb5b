//! The words of the workbook: sheets, columns, footers.

use super::messages;

messages! {
    /// Name of a week's sheet.
    week_sheet(week) { "v. {week}", "Week {week}" }
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
    /// Name of the hidden sheet that reads the weeks' cells.
    times_sheet() { "Tider", "Times" }
    /// On that sheet: what it is.
    times_note() {
        "Läser veckornas celler med formler, så att timmar och bemanning följer med när ett pass ändras. Från och till i minuter efter midnatt.",
        "Reads the weeks' cells by formulas, so that hours and coverage follow when a shift is changed. From and to in minutes after midnight."
    }
    /// Column: date.
    date() { "Datum", "Date" }
    /// Column: the text of a cell.
    cell() { "Cellen", "Cell" }
    /// Column: how many of the times are shifts.
    n_shifts() { "Pass", "Shifts" }
    /// Column: whether somebody is on contacts.
    on_contacts() { "I kontakter", "On contacts" }
    /// Column: start of a time.
    from(number) { "Från {number}", "From {number}" }
    /// Column: end of a time.
    to(number) { "Till {number}", "To {number}" }
    /// Column: hours in all.
    total() { "Summa", "Total" }
    /// Column: contract hours.
    contract() { "Avtal", "Contract" }
    /// Column: hours above or below the contract.
    difference() { "Skillnad", "Difference" }
    /// Column: start of the interval.
    start() { "Kl.", "Time" }
    /// Column: people required.
    required() { "Behov", "Need" }
    /// Column: people there.
    staffed() { "Finns", "There" }
    /// Column: people above the requirement.
    margin() { "+/−", "+/−" }
    /// Column: share answered in time.
    service_level() { "I tid", "In time" }
    /// Footer with page number; & codes are Excel's.
    footer(centre) { "&L{centre}&CGjort med bemanna&RSida &P av &N", "&L{centre}&CMade with bemanna&RPage &P of &N" }
    /// Under the hours: how they are counted.
    hours_note() {
        "Betalda timmar per dag, reserv medräknad; obetalda raster är borträknade. Räknas från veckobladen och följer med när ett pass ändras där; ? betyder att cellen inte gick att läsa (skriv 08:00–16:30).",
        "Paid hours a day, reserve included; unpaid breaks are not counted. Counted from the weeks' sheets, and follow when a shift is changed there; ? means that a cell could not be read (write 08:00–16:30)."
    }
    /// Under the coverage: how it is counted.
    coverage_note() {
        "Personer i kontakter, i medeltal över varje intervall, räknade från veckobladen: ändras ett pass där, ändras de här. Lunch, paus, reception, möten och reserv är borträknade.",
        "People on contacts, on average over each interval, counted from the weeks' sheets: change a shift there and they change here. Lunch, breaks, posts, meetings and reserve are not counted."
    }
    /// Under the coverage: what else it says.
    coverage_more() {
        "Behov: så många som krävs i kontakter, alla köer tillsammans. Ett minus i fältet +/− är brist. I tid: andel besvarade inom målet enligt simuleringen av planen; den ändras inte här. Kö för kö: coverage.csv och service.csv.",
        "Need: how many must be on contacts, all queues together. A minus under +/− is a shortage. In time: share answered within the target by the simulation of the plan; it does not change here. Queue by queue: coverage.csv and service.csv."
    }
}
