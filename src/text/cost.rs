//! What the plan costs, in words: hours, supplements, kronor, and what they rest on.

use crate::model::{Category, Cost, Language, Money, PayTerm, Scenario};

use super::{messages, words};

messages! {
    /// Row: the cost, with its parts.
    line(total, parts) { "Kostnad {total}: {parts}", "Cost {total}: {parts}" }
    /// Row: the cost where nobody's pay is given.
    line_without_pay(hours, fte, supplements) {
        "Kostnad: {hours} timmar ({fte} heltider), {supplements}; lön är inte angiven, så den räknas inte",
        "Cost: {hours} hours ({fte} full-time), {supplements}; pay is not given and therefore not counted"
    }
    /// Part: pay.
    pay(kronor) { "lön {kronor}", "pay {kronor}" }
    /// Part: supplements.
    supplements(kronor) { "OB {kronor}", "supplements {kronor}" }
    /// Part: no supplements.
    no_supplements() { "inget OB", "no supplements" }
    /// Part: no terms of pay.
    no_terms() { "OB räknas inte", "supplements not counted" }
    /// Part: overtime and additional hours.
    beyond(kronor) { "övertid {kronor}", "overtime {kronor}" }
    /// Part: on-costs.
    on_cost(kronor) { "påslag {kronor}", "on-costs {kronor}" }
    /// Remark: some people's pay is not given.
    some_without_pay(n) { "för {n} personer är lön inte angiven", "the pay of {n} people is not given" }
    /// Remark: supplements rounded part by part.
    part_of_month() {
        "Planen täcker inte hela månader: OB avrundas per månad på lönebeskedet, här på planens del av den.",
        "The plan does not cover whole months: supplements are rounded by month on the pay slip, here on the plan's part of it."
    }
    /// Remark: days without a known rate.
    without_rate(hours) {
        "För {hours} timmar med OB är inget belopp känt för dagen; de räknas inte i kronor.",
        "For {hours} hours with a supplement no rate is known for the day; they are not counted in kronor."
    }
    /// Remark: what pay means.
    how_pay() {
        "En timmes lön är månadslönen delad med 165. Betald tid enligt schemat; frånvaro ingår inte.",
        "An hour's pay is a month's pay divided by 165. Paid time of the roster; absence is not in it."
    }
    /// Remark: what supplements are for.
    how_supplements() {
        "OB gäller arbetad ordinarie tid, räknas ihop per person, kategori och månad, avrundas uppåt till halvtimme och ger inget under en timme.",
        "Supplements are for worked ordinary time, summed per person, category and month, rounded up to half an hour, and nothing under one hour."
    }
    /// Question: what the plan costs.
    ask() { "Vad kostar det?", "What does it cost?" }
    /// Proof: with pay.
    proof_with_pay(supplements) {
        "Lön och påslag för schemats timmar, {supplements}.",
        "Pay and on-costs of the roster's hours, {supplements}."
    }
    /// Proof: only supplements are known.
    proof_supplements() { "OB; lön är inte angiven.", "Supplements; pay is not given." }
    /// The section's name.
    section() { "Kostnad", "Cost" }
    /// Heading: kronor.
    heading(total, hours) { "Planen kostar {total} för {hours} timmar", "The plan costs {total} for {hours} hours" }
    /// Heading: hours only.
    heading_hours(hours) {
        "Planen tar {hours} betalda timmar; utan löneuppgifter räknas inga kronor",
        "The plan takes {hours} paid hours; there is no pay to count kronor by"
    }
    /// Heading, continued: supplements.
    heading_supplements(kronor) { ", varav {kronor} i OB", ", of which {kronor} in supplements" }
    /// Heading, continued, where only supplements are known.
    heading_only_supplements(kronor) { ", OB {kronor}", ", supplements {kronor}" }
    /// Row: pay of ordinary time.
    row_ordinary() { "Lön, ordinarie tid", "Pay, ordinary time" }
    /// Row: a category of supplement.
    row_supplement(category) { "OB {category}", "Supplement {category}" }
    /// Row: simple overtime.
    row_simple() { "Enkel övertid", "Simple overtime" }
    /// Row: qualified overtime.
    row_qualified() { "Kvalificerad övertid", "Qualified overtime" }
    /// Row: additional hours.
    row_additional() { "Fyllnadstid", "Additional hours" }
    /// Row: pay of time beyond the contract.
    row_beyond() { "Lön för tid utöver avtalet", "Pay beyond the contract" }
    /// Row: on-costs.
    row_on_cost(percent) { "Påslag {percent} %", "On-costs {percent}%" }
    /// Row: the sum.
    row_total() { "Summa", "Total" }
    /// Column: what.
    column_what() { "Post", "Item" }
    /// Column: hours.
    column_hours() { "Timmar", "Hours" }
    /// Column: kronor.
    column_kronor() { "Kronor", "Kronor" }
    /// Column: hours of a category.
    column_category(category) { "OB {category}, h", "Suppl. {category}, h" }
    /// Column: overtime.
    column_overtime() { "Övertid, h", "Overtime, h" }
    /// Column: name.
    column_person() { "Namn", "Name" }
    /// Column: department.
    column_department() { "Förvaltning", "Department" }
    /// Column: what a department's people work.
    column_gives_hours() { "Ger, h", "Gives, h" }
    /// Column: what they cost.
    column_gives() { "Ger, kr", "Gives, kr" }
    /// Column: what is worked for the department.
    column_gets_hours() { "Får, h", "Gets, h" }
    /// Column: what that costs.
    column_gets() { "Får, kr", "Gets, kr" }
    /// Column: the difference.
    column_net() { "Skillnad, kr", "Difference, kr" }
    /// Column: the difference in hours.
    column_net_hours() { "Skillnad, h", "Difference, h" }
    /// Heading of the table of departments where no pay is known.
    department_hours() { "Vem arbetar för vem", "Who works for whom" }
    /// The centre itself, among departments.
    the_centre() { "Gemensamt (kundcentret)", "In common (the centre)" }
    /// Heading of the table of departments.
    departments() { "Vem betalar för vem", "Who pays for whom" }
    /// Under it.
    how_departments() {
        "Ger: vad förvaltningens egna personer arbetar. Får: vad som görs för dess köer; tid på kontakter delas efter köernas väntade arbete. Reception, möten och reserv är gemensamt. Skillnaderna tar ut varandra.",
        "Gives: what the department's own people work. Gets: what is done for its queues; time on contacts is shared by the queues' expected work. Reception, meetings and reserve are in common. The differences add up to nothing."
    }
    /// Under it, where a department has too few people for its kronor to be shown.
    too_few() {
        "Kronor visas inte här när en förvaltning har färre än tre personer; de står i plan.json.",
        "Kronor are not shown here where a department has fewer than three people; they are in plan.json."
    }
    /// Heading of the table of people.
    people() { "Timmar med OB och övertid per person", "Hours with supplements and overtime per person" }
    /// Heading of the table of terms.
    terms() { "Villkor som gällde", "Terms that applied" }
    /// Column: term.
    column_term() { "Villkor", "Term" }
    /// Column: value.
    column_value() { "Värde", "Value" }
    /// Column: source.
    column_source() { "Källa", "Source" }
    /// Column: how certain.
    column_certainty() { "Säkerhet", "Certainty" }
    /// Term: rate of a category.
    term_supplement(category) { "OB {category}, per timme", "Supplement {category}, an hour" }
    /// Term: rate of a category at night.
    term_night(category) { "OB {category} natt 22–06, per timme", "Supplement {category} at night, an hour" }
    /// Term: from when a category applies.
    term_from(category) { "OB {category} från klockan", "Supplement {category} from" }
    /// Term: on-costs.
    term_on_cost() { "Arbetsgivarens påslag", "Employer's on-costs" }
    /// Term: divisor of a month's pay.
    term_hours_per_month() { "Månadslön delas med", "A month's pay is divided by" }
    /// Term: simple overtime.
    term_simple() { "Enkel övertid, av timlönen", "Simple overtime, of an hour's pay" }
    /// Term: qualified overtime.
    term_qualified() { "Kvalificerad övertid, av timlönen", "Qualified overtime, of an hour's pay" }
    /// Term: additional hours.
    term_additional() { "Fyllnadstid, av timlönen", "Additional hours, of an hour's pay" }
    /// What is assumed: a month's pay.
    assumed_pay() { "månadslön heltid", "a month's pay of full time" }
    /// What is assumed: a month's pay, its value.
    kronor_a_month(kronor) { "{kronor}/mån", "{kronor}/month" }
}

/// An amount in whole kronor: "12 346 kr", "12,346 kr".
///
/// ```
/// use bemanna::{model::{Language, Money}, text::cost};
/// assert_eq!(cost::kronor(Language::English, Money::from_ore(1_234_550)), "12,346\u{a0}kr");
/// assert_eq!(cost::kronor(Language::Swedish, Money::from_ore(-49)), "0\u{a0}kr");
/// ```
pub fn kronor(language: Language, amount: Money) -> String {
    let whole = amount.times(1, 100).ore();
    format!("{}\u{a0}kr", grouped(language, whole.unsigned_abs(), whole < 0))
}

/// An amount to the öre, without its unit: "52,80", "52.80".
///
/// ```
/// use bemanna::{model::{Language, Money}, text::cost};
/// assert_eq!(cost::exact(Language::Swedish, Money::from_ore(-5_280)), "−52,80");
/// ```
pub fn exact(language: Language, amount: Money) -> String {
    let ore = amount.ore().unsigned_abs();
    let point = match language {
        Language::Swedish => ',',
        Language::English => '.',
    };
    format!("{}{point}{:02}", grouped(language, ore / 100, amount.ore() < 0), ore % 100)
}

/// A whole number with no-break spaces, or commas, between thousands, and a true minus.
fn grouped(language: Language, whole: u64, is_negative: bool) -> String {
    let separator = match language {
        Language::Swedish => '\u{a0}',
        Language::English => ',',
    };
    let digits = whole.to_string();
    let mut out = String::from(if is_negative { "−" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// Hundredths of a per cent as per cent: "31,42".
pub fn percent(language: Language, hundredths: i64) -> String {
    exact(language, Money::from_ore(hundredths))
}

/// The supplements of a plan as part of a sentence.
pub fn supplements_of(language: Language, scenario: &Scenario, cost: &Cost) -> String {
    let amount = cost.amount().supplements;
    if amount == Money::default() && scenario.pay.set == "none" && scenario.pay.unsocial.is_empty() {
        no_terms(language)
    } else if amount == Money::default() {
        no_supplements(language)
    } else {
        supplements(language, kronor(language, amount))
    }
}

/// A term of pay by name, and its value; `None` for those that say nothing by themselves.
pub fn term(language: Language, term: &PayTerm) -> Option<[String; 2]> {
    let category = term.category.map(Category::letter).unwrap_or_default();
    let rate = || format!("{}\u{a0}kr", exact(language, Money::from_ore(term.value)));
    let percent_of = || format!("{}\u{a0}%", term.value);
    Some(match term.term {
        "supplement" => [term_supplement(language, category), rate()],
        "supplement_night" => [term_night(language, category), rate()],
        "supplement_from" => {
            if term.value == 0 {
                return None;
            }
            let minute = i32::try_from(term.value).ok()?;
            [term_from(language, category), words::clock(minute)]
        }
        "on_cost" => [term_on_cost(language), format!("{}\u{a0}%", percent(language, term.value))],
        "hours_per_month" => [term_hours_per_month(language), format!("{}\u{a0}h", term.value)],
        "simple_percent" => [term_simple(language), percent_of()],
        "qualified_percent" => [term_qualified(language), percent_of()],
        "part_time_percent" => [term_additional(language), percent_of()],
        _ => return None,
    })
}
