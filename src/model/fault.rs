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
    ($($(#[$doc:meta])* $code:literal $name:ident $({ $($field:ident: $type:ty),* $(,)? })?;)*) => {
        /// What is wrong with the input. Codes: E1xx the centre and its files, E2xx demand, E3xx agents, E4xx rosters
        /// and pins.
        ///
        /// Text in a field is as written in the file; lengths of time are in minutes unless the name says seconds.
        #[derive(Debug, Clone, PartialEq)]
        pub enum FaultKind {
            $($(#[$doc])* $name $({ $(#[doc = concat!("See `", stringify!($name), "`.")] $field: $type),* })?,)*
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
    ///
    /// `message`: what the reader of TOML says, in English.
    "E104" Syntax { message: String };
    /// A key that does not exist.
    ///
    /// `nearest`: the key probably meant; `known`: the keys that exist there.
    "E105" UnknownKey { key: String, nearest: Option<String>, known: Vec<String> };
    /// A key that must be given is not.
    "E106" MissingKey { key: String };
    /// A value of the wrong type.
    ///
    /// `expected`: what it should be.
    "E107" WrongType { key: String, expected: Expected };
    /// A value that is none of the allowed ones.
    ///
    /// `allowed`: the allowed ones.
    "E108" NotAllowed { key: String, value: String, allowed: Vec<String> };
    /// A number outside its range.
    ///
    /// `low`: the least allowed; `high`: the most allowed; infinite when there is no upper limit.
    "E109" OutOfRange { key: String, value: f64, low: f64, high: f64 };
    /// Not a clock time or duration.
    "E110" BadTime { value: String };
    /// Not two clock times with a hyphen between.
    "E111" BadTimeSpan { value: String };
    /// Not a date.
    "E112" BadDate { value: String };
    /// Not a weekday.
    "E113" UnknownWeekday { value: String };
    /// Not a number, or not a whole one where only whole ones make sense.
    ///
    /// `whole`: whether it must be whole.
    "E114" BadNumber { key: String, value: String, whole: bool };
    /// A time zone that does not exist.
    "E115" UnknownTimeZone { value: String };
    /// The grid does not divide the interval.
    ///
    /// `interval`: the interval `[min]`.
    "E116" GridNotInInterval { grid: i32, interval: i32 };
    /// The horizon has no length, or two.
    "E117" HorizonLength;
    /// Two stretches of opening overlap.
    ///
    /// `value`: the later one, as written.
    "E118" OpeningOverlap { value: String };
    /// The centre is closed on every day of the horizon.
    "E119" NeverOpen;
    /// No queue at all.
    "E120" NoQueue;
    /// More queues or skills than fit.
    ///
    /// `count`: how many there are; `most`: how many fit.
    "E121" TooMany { what: Thing, count: usize, most: usize };
    /// Two things of the same name.
    ///
    /// `first`: line of the first.
    "E122" DuplicateId { what: Thing, id: String, first: u64 };
    /// A name that cannot be told from something else in the files.
    "E123" UnusableId { what: Thing, id: String };
    /// A skill that `[skills]` does not list.
    ///
    /// `nearest`: the skill probably meant.
    "E124" UnknownSkill { skill: String, nearest: Option<String> };
    /// No shift template at all.
    "E125" NoShift;
    /// A time of a shift template that is not a multiple of the grid.
    ///
    /// `minutes`: the time or length `[min]`.
    "E126" OffGrid { shift: String, key: String, minutes: i32, grid: i32 };
    /// A break that no shift of the template has room for.
    ///
    /// `minutes`: length of the break `[min]`.
    "E127" BreakDoesNotFit { shift: String, minutes: i32 };
    /// A shift template without paid lengths, or with both a list and a range.
    "E128" WorkLengths { shift: String };
    /// A rule set that is not built in.
    ///
    /// `known`: those that are.
    "E129" UnknownRuleSet { set: String, known: Vec<String> };
    /// A rule that does not exist.
    ///
    /// `nearest`: the rule probably meant.
    "E130" UnknownRule { rule: String, nearest: Option<String>, known: Vec<String> };
    /// A rule whose value is missing, given twice, or in the wrong unit.
    ///
    /// `unit`: the key its value is given with.
    "E131" RuleValue { rule: String, unit: String };
    /// A rule set that is not in force at the start of the horizon.
    ///
    /// `from`: its first day; `to`: its last day; `start`: first day of the horizon.
    "E132" RuleSetNotInForce { set: String, from: NaiveDate, to: NaiveDate, start: NaiveDate };
    /// A column that must be there is not.
    "E133" MissingColumn { column: String };
    /// A column that does not exist.
    ///
    /// `nearest`: the column probably meant; `known`: the columns that exist.
    "E134" UnknownColumn { column: String, nearest: Option<String>, known: Vec<String> };
    /// A column that stands twice.
    "E135" DuplicateColumn { column: String };
    /// A row with more fields than the header has columns.
    ///
    /// `found`: fields in the row; `expected`: columns in the header.
    "E136" TooManyFields { found: usize, expected: usize };
    /// A field that must be filled is empty.
    "E137" EmptyField { column: String };
    /// Neither yes nor no.
    "E138" BadYesNo { value: String };
    /// Opening hours that do not start and end on the grid.
    "E139" OpeningOffGrid { value: String, grid: i32 };
    /// A meeting without a day, or with both a date and a weekday.
    "E150" MeetingDay { meeting: String };
    /// A meeting that does not fit within its time, its sittings one after another.
    ///
    /// `minutes`: its length `[min]`; `sittings`: how many.
    "E151" MeetingDoesNotFit { meeting: String, minutes: i32, sittings: u32 };
    /// A length or clock time that is not a multiple of the grid.
    ///
    /// `minutes`: the length or time `[min]`.
    "E152" LengthOffGrid { key: String, minutes: i32, grid: i32 };
    /// Both a number and a share of people for a break.
    "E153" AtOnceTwice;
    /// A rule's value that goes below what the working time directive asks of everybody.
    ///
    /// `value`: as written; `floor`: the least, or the most, allowed; both minutes, or a number where `is_count`.
    "E160" RuleBelowFloor { rule: String, value: i32, floor: i32, is_count: bool, source: String };
    /// Hours that were published, and not the day from which notice is counted.
    "E161" PublishedWithoutDate;
    /// A cyclic horizon that is not whole weeks, and rules that are about weeks.
    ///
    /// `days`: length of the horizon; `rules`: the rules' keys.
    "E162" CyclicNotWeeks { days: usize, rules: Vec<String> };
    /// A short day that is neither a date nor one of the days known.
    ///
    /// `nearest`: the one probably meant; `known`: those there are.
    "E163" UnknownShortDay { day: String, nearest: Option<String>, known: Vec<String> };
    /// A queue that the centre does not have.
    ///
    /// `nearest`: the queue probably meant.
    "E201" UnknownQueue { queue: String, nearest: Option<String> };
    /// A negative number of contacts.
    "E202" NegativeVolume { contacts: f64 };
    /// A handle time that is not above 0.
    ///
    /// `seconds`: as read `[s]`.
    "E203" ZeroHandleTime { seconds: f64 };
    /// Contacts when the queue is closed.
    ///
    /// `queue`: the queue, or the queues as written.
    "E204" OutsideOpening { queue: String, start: String };
    /// A start that is not the start of an interval.
    ///
    /// `interval`: length of the intervals `[min]`.
    "E205" OffInterval { start: String, interval: i32 };
    /// Two rows for the same interval and queue.
    ///
    /// `queue`: the queue, or the queues as written; `first`: line of the first.
    "E206" DuplicateInterval { queue: String, start: String, first: u64 };
    /// Neither a forecast nor a requirement.
    "E207" NoDemand;
    /// The simulation is off but no requirement is given.
    "E208" NoRequirement;
    /// No row falls within the horizon.
    ///
    /// `start`: first day of the horizon; `end`: last day of the horizon.
    "E209" NothingInHorizon { start: NaiveDate, end: NaiveDate };
    /// A queue with a forecast but without a handle time.
    "E210" NoHandleTime { queue: String };
    /// A start that is neither a date and time nor a weekday and time.
    "E211" BadStart { value: String };
    /// A target without a wait or deadline, or with both, or with the wrong one for its channel.
    ///
    /// `deferrable`: whether its contacts can wait, so that it needs a deadline.
    "E212" TargetWithin { queue: String, deferrable: bool };
    /// Not a deadline.
    "E213" BadDeadline { value: String };
    /// A requirement for a queue whose contacts can wait.
    "E214" DeferrableRequirement { queue: String };
    /// A key of a queue that only makes sense for contacts of other channels.
    ///
    /// `channels`: those it makes sense for.
    "E215" KeyOfOtherChannel { key: String, queue: String, channels: Vec<String> };
    /// Contacts passed on to their own queue, or to one in which nobody waits on the spot.
    ///
    /// `to`: the queue they are passed on to.
    "E216" TransferTo { queue: String, to: String };
    /// A queue whose handle times are as observed, without any observation.
    "E217" NothingObserved { queue: String };
    /// A target without a share, and either without anything else, or with a key that belongs to a share.
    "E218" NoShare { queue: String, key: Option<String> };
    /// An agent without any skill.
    "E301" NoSkill { agent: String };
    /// An employment outside 0 to 100 per cent.
    "E302" BadEmployment { value: String };
    /// A shift template that the centre does not have.
    ///
    /// `nearest`: the one probably meant.
    "E303" UnknownShift { shift: String, nearest: Option<String> };
    /// An agent that `agents.csv` does not have.
    ///
    /// `nearest`: the one probably meant.
    "E304" UnknownAgent { agent: String, nearest: Option<String> };
    /// No agent at all.
    "E305" NoAgent;
    /// An absence that ends before it starts.
    "E306" AbsenceBackwards { agent: String };
    /// A last shift that ends after the horizon has begun.
    "E307" HistoryInHorizon { agent: String, value: String };
    /// Neither a date nor a weekday.
    "E308" BadDay { value: String };
    /// A wish that does not exist.
    ///
    /// `nearest`: the one probably meant; `known`: those that exist.
    "E309" UnknownWish { wish: String, nearest: Option<String>, known: Vec<String> };
    /// A wish for a clock time without one, or any other with one.
    ///
    /// `needs_clock`: whether it needs one.
    "E310" WishValue { wish: String, needs_clock: bool };
    /// Not a way to count the hours of full time.
    "E320" UnknownMeasure { value: String };
    /// An agent with pay given in more than one way.
    "E351" PayTwice { agent: String };
    /// A training in something that the person knows already.
    "E352" SkillKnown { agent: String, skill: String };
    /// A level of a skill that the person does not have.
    "E353" SkillNotHeld { agent: String, skill: String };
    /// A roster row for an agent that `agents.csv` does not have.
    ///
    /// `nearest`: the one probably meant.
    "E401" UnknownRosterAgent { agent: String, nearest: Option<String> };
    /// An activity that does not exist.
    ///
    /// `nearest`: the one probably meant; `known`: those that exist.
    "E402" UnknownActivity { activity: String, nearest: Option<String>, known: Vec<String> };
    /// A roster row for a day outside the horizon.
    ///
    /// `start`: first day of the horizon; `end`: last day of the horizon.
    "E403" OutsideHorizon { date: NaiveDate, start: NaiveDate, end: NaiveDate };
    /// A roster row that starts or ends off the grid.
    "E404" RosterOffGrid { value: String, grid: i32 };
    /// A live queue as activity.
    "E405" LiveQueueActivity { queue: String };
    /// A name in a roster that several agents have.
    ///
    /// `agents`: their ids.
    "E406" AmbiguousAgent { name: String, agents: Vec<String> };
    /// A workbook that cannot be read.
    ///
    /// `reason`: what its reader says, in English.
    "E407" BadWorkbook { reason: String };
    /// A workbook in which no sheet is a roster.
    "E408" NoRoster;
    /// A cell of a roster with people down and days across that cannot be understood.
    "E409" BadRosterCell { value: String };
    /// A lunch that is not within the shift of its row.
    "E410" LunchOutside { value: String };
    /// A what-if in which nothing differs from the centre.
    "E501" ChangesNothing;
    /// A change of the forecast that meets no contacts.
    "E502" ChangesNoContact;
    /// An item to be removed that is not there.
    ///
    /// `list`: the list in `centre.toml`.
    "E503" NothingToRemove { list: String, id: String };
    /// Overtime that is ordered of nobody who is there.
    "E504" OrdersNobody;
}
