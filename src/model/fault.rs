//! A fault in the input, as a fact: which, in which file and line. The catalogue turns it into a sentence.

use chrono::NaiveDate;

/// A fault in the input.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// File, relative to the centre's folder.
    pub file: String,
    /// Line, counted from 1; `None` when the fault is not in one place.
    pub line: Option<u64>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What kind of thing an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A skill.
    Skill,
    /// A queue.
    Queue,
    /// A post.
    Post,
    /// A shift template.
    Shift,
    /// An agent.
    Agent,
    /// A dated exception from the opening hours.
    Exception,
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Text within quotes.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// `true` or `false`.
    Truth,
    /// A list within square brackets.
    List,
    /// A table.
    Table,
}

/// Defines the kinds of fault and, from the same list, their codes.
macro_rules! faults {
    ($($(#[$doc:meta])* $code:literal $name:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })?;)*) => {
        /// What is wrong with the input. Codes: E1xx the centre and its files, E2xx demand, E3xx agents, E4xx rosters
        /// and pins.
        #[derive(Debug, Clone, PartialEq)]
        pub enum FaultKind {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: $type),* })?,)*
        }

        impl FaultKind {
            /// Every code, ascending.
            pub const CODES: &[&str] = &[$($code),*];

            /// The code, as in `docs/errors.md`.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $code,)*
                }
            }
        }
    };
}

faults! {
    /// A file that must be there is not.
    "E101" MissingFile;
    /// A file has nothing in it.
    "E102" EmptyFile;
    /// A file is not text in UTF-8.
    "E103" NotUtf8;
    /// `centre.toml` is not TOML.
    "E104" Syntax {
        /// What the reader of TOML says, in English.
        message: String,
    };
    /// A key that does not exist.
    "E105" UnknownKey {
        /// As written.
        key: String,
        /// The key probably meant.
        nearest: Option<String>,
        /// The keys that exist there.
        known: Vec<String>,
    };
    /// A key that must be given is not.
    "E106" MissingKey {
        /// The key.
        key: String,
    };
    /// A value of the wrong type.
    "E107" WrongType {
        /// The key.
        key: String,
        /// What it should be.
        expected: Expected,
    };
    /// A value that is none of the allowed ones.
    "E108" NotAllowed {
        /// The key.
        key: String,
        /// As written.
        value: String,
        /// The allowed ones.
        allowed: Vec<String>,
    };
    /// A number outside its range.
    "E109" OutOfRange {
        /// The key or column.
        key: String,
        /// As read.
        value: f64,
        /// The least allowed.
        low: f64,
        /// The most allowed; infinite when there is no upper limit.
        high: f64,
    };
    /// Not a clock time or duration.
    "E110" BadTime {
        /// As written.
        value: String,
    };
    /// Not two clock times with a hyphen between.
    "E111" BadTimeSpan {
        /// As written.
        value: String,
    };
    /// Not a date.
    "E112" BadDate {
        /// As written.
        value: String,
    };
    /// Not a weekday.
    "E113" UnknownWeekday {
        /// As written.
        value: String,
    };
    /// Not a number, or not a whole one where only whole ones make sense.
    "E114" BadNumber {
        /// The key or column.
        key: String,
        /// As written.
        value: String,
        /// Whether it must be whole.
        whole: bool,
    };
    /// A time zone that does not exist.
    "E115" UnknownTimeZone {
        /// As written.
        value: String,
    };
    /// The grid does not divide the interval.
    "E116" GridNotInInterval {
        /// The grid `[min]`.
        grid: i32,
        /// The interval `[min]`.
        interval: i32,
    };
    /// The horizon has no length, or two.
    "E117" HorizonLength;
    /// Two stretches of opening overlap.
    "E118" OpeningOverlap {
        /// The later one, as written.
        value: String,
    };
    /// The centre is closed on every day of the horizon.
    "E119" NeverOpen;
    /// No queue at all.
    "E120" NoQueue;
    /// More queues or skills than fit.
    "E121" TooMany {
        /// Of what.
        what: Thing,
        /// How many there are.
        count: usize,
        /// How many fit.
        most: usize,
    };
    /// Two things of the same name.
    "E122" DuplicateId {
        /// What they are.
        what: Thing,
        /// Their name.
        id: String,
        /// Line of the first.
        first: u64,
    };
    /// A name that cannot be told from something else in the files.
    "E123" UnusableId {
        /// What it names.
        what: Thing,
        /// The name.
        id: String,
    };
    /// A skill that `[skills]` does not list.
    "E124" UnknownSkill {
        /// As written.
        skill: String,
        /// The skill probably meant.
        nearest: Option<String>,
    };
    /// No shift template at all.
    "E125" NoShift;
    /// A time of a shift template that is not a multiple of the grid.
    "E126" OffGrid {
        /// The shift template.
        shift: String,
        /// The key.
        key: String,
        /// The time or length `[min]`.
        minutes: i32,
        /// The grid `[min]`.
        grid: i32,
    };
    /// A break that no shift of the template has room for.
    "E127" BreakDoesNotFit {
        /// The shift template.
        shift: String,
        /// Length of the break `[min]`.
        minutes: i32,
    };
    /// A shift template without paid lengths, or with both a list and a range.
    "E128" WorkLengths {
        /// The shift template.
        shift: String,
    };
    /// A rule set that is not built in.
    "E129" UnknownRuleSet {
        /// As written.
        set: String,
        /// Those that are.
        known: Vec<String>,
    };
    /// A rule that does not exist.
    "E130" UnknownRule {
        /// As written.
        rule: String,
        /// The rule probably meant.
        nearest: Option<String>,
    };
    /// A rule whose value is missing, given twice, or in the wrong unit.
    "E131" RuleValue {
        /// The rule.
        rule: String,
        /// The key its value is given with.
        unit: String,
    };
    /// A rule set that is not in force at the start of the horizon.
    "E132" RuleSetNotInForce {
        /// The rule set.
        set: String,
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
        /// First day of the horizon.
        start: NaiveDate,
    };
    /// A column that must be there is not.
    "E133" MissingColumn {
        /// The column.
        column: String,
    };
    /// A column that does not exist.
    "E134" UnknownColumn {
        /// As written.
        column: String,
        /// The column probably meant.
        nearest: Option<String>,
        /// The columns that exist.
        known: Vec<String>,
    };
    /// A column that stands twice.
    "E135" DuplicateColumn {
        /// The column.
        column: String,
    };
    /// A row with more fields than the header has columns.
    "E136" TooManyFields {
        /// Fields in the row.
        found: usize,
        /// Columns in the header.
        expected: usize,
    };
    /// A field that must be filled is empty.
    "E137" EmptyField {
        /// The column.
        column: String,
    };
    /// Neither yes nor no.
    "E138" BadYesNo {
        /// As written.
        value: String,
    };
    /// A queue that the centre does not have.
    "E201" UnknownQueue {
        /// As written.
        queue: String,
        /// The queue probably meant.
        nearest: Option<String>,
    };
    /// A negative number of contacts.
    "E202" NegativeVolume {
        /// As read.
        contacts: f64,
    };
    /// A handle time that is not above 0.
    "E203" ZeroHandleTime {
        /// As read `[s]`.
        seconds: f64,
    };
    /// Contacts when the queue is closed.
    "E204" OutsideOpening {
        /// The queue, or the queues as written.
        queue: String,
        /// As written.
        start: String,
    };
    /// A start that is not the start of an interval.
    "E205" OffInterval {
        /// As written.
        start: String,
        /// Length of the intervals `[min]`.
        interval: i32,
    };
    /// Two rows for the same interval and queue.
    "E206" DuplicateInterval {
        /// The queue, or the queues as written.
        queue: String,
        /// As written.
        start: String,
        /// Line of the first.
        first: u64,
    };
    /// Neither a forecast nor a requirement.
    "E207" NoDemand;
    /// The simulation is off but no requirement is given.
    "E208" NoRequirement;
    /// No row falls within the horizon.
    "E209" NothingInHorizon {
        /// First day of the horizon.
        start: NaiveDate,
        /// Last day of the horizon.
        end: NaiveDate,
    };
    /// A queue with a forecast but without a handle time.
    "E210" NoHandleTime {
        /// The queue.
        queue: String,
    };
    /// A start that is neither a date and time nor a weekday and time.
    "E211" BadStart {
        /// As written.
        value: String,
    };
    /// A target without a wait or deadline, or with both, or with the wrong one for its channel.
    "E212" TargetWithin {
        /// The queue.
        queue: String,
        /// Whether its contacts can wait, so that it needs a deadline.
        deferrable: bool,
    };
    /// Not a deadline.
    "E213" BadDeadline {
        /// As written.
        value: String,
    };
    /// A requirement for a queue whose contacts can wait.
    "E214" DeferrableRequirement {
        /// The queue.
        queue: String,
    };
    /// An agent without any skill.
    "E301" NoSkill {
        /// The agent.
        agent: String,
    };
    /// An employment outside 0 to 100 per cent.
    "E302" BadEmployment {
        /// As written.
        value: String,
    };
    /// A shift template that the centre does not have.
    "E303" UnknownShift {
        /// As written.
        shift: String,
        /// The one probably meant.
        nearest: Option<String>,
    };
    /// An agent that `agents.csv` does not have.
    "E304" UnknownAgent {
        /// As written.
        agent: String,
        /// The one probably meant.
        nearest: Option<String>,
    };
    /// No agent at all.
    "E305" NoAgent;
    /// An absence that ends before it starts.
    "E306" AbsenceBackwards {
        /// The agent.
        agent: String,
    };
    /// A last shift that ends after the horizon has begun.
    "E307" HistoryInHorizon {
        /// The agent.
        agent: String,
        /// As written.
        value: String,
    };
    /// A roster row for an agent that `agents.csv` does not have.
    "E401" UnknownRosterAgent {
        /// As written.
        agent: String,
        /// The one probably meant.
        nearest: Option<String>,
    };
    /// An activity that does not exist.
    "E402" UnknownActivity {
        /// As written.
        activity: String,
        /// The one probably meant.
        nearest: Option<String>,
        /// Those that exist.
        known: Vec<String>,
    };
    /// A roster row for a day outside the horizon.
    "E403" OutsideHorizon {
        /// The date.
        date: NaiveDate,
        /// First day of the horizon.
        start: NaiveDate,
        /// Last day of the horizon.
        end: NaiveDate,
    };
    /// A roster row that starts or ends off the grid.
    "E404" RosterOffGrid {
        /// As written.
        value: String,
        /// The grid `[min]`.
        grid: i32,
    };
    /// A live queue as activity.
    "E405" LiveQueueActivity {
        /// The queue.
        queue: String,
    };
}
