//! The cost in plan.json: hours, supplements and öre, per person and month and between departments.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Amount, Category, Cost, DepartmentCost, MonthCost, Plan, Scenario};

use super::json::round;

/// What the roster costs; amounts are whole öre.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CostJson {
    /// Name of the terms of pay.
    terms: String,
    /// Paid time `[h]`.
    hours: f64,
    /// People with paid time whose pay is not known: in kronor only their supplements are counted.
    people_without_pay: usize,
    /// Whether every month of the plan is planned as a whole; if not, supplements are rounded part by part.
    whole_months: bool,
    /// Time with a supplement for which no rate in force is known `[h]`.
    hours_without_rate: f64,
    /// All in all.
    amount: AmountJson,
    /// Each category of supplement with any time.
    supplements: Vec<SupplementJson>,
    /// Overtime next to ordinary time `[h]`.
    simple_overtime_hours: f64,
    /// Other overtime `[h]`.
    qualified_overtime_hours: f64,
    /// Part-time employees' additional hours, where they are not overtime `[h]`.
    additional_hours: f64,
    /// Each person's each month.
    months: Vec<MonthJson>,
    /// Departments; empty where neither people nor queues have any.
    departments: Vec<DepartmentJson>,
    /// What applied.
    rates: Vec<RateJson>,
}

/// Öre, part by part.
#[derive(Debug, Serialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the unit belongs to the names of the keys")]
struct AmountJson {
    /// Pay of time within the contract.
    ordinary_ore: i64,
    /// Supplements for unsocial hours.
    supplements_ore: i64,
    /// Pay of overtime and additional hours.
    beyond_ore: i64,
    /// What the employer pays on top.
    on_cost_ore: i64,
    /// The sum.
    total_ore: i64,
}

/// Time in one category of supplement.
#[derive(Debug, Serialize, JsonSchema)]
struct SupplementJson {
    /// `A`, `B`, `C` or `D`.
    category: &'static str,
    /// Time worked in it `[h]`.
    worked_hours: f64,
    /// Time paid, after rounding per person and month `[h]`.
    counted_hours: f64,
    /// What it gives.
    ore: i64,
}

/// One person's month.
#[derive(Debug, Serialize, JsonSchema)]
struct MonthJson {
    /// Id of the agent.
    agent: String,
    /// The month, as `2026-11`.
    month: String,
    /// Whether the plan covers the whole month.
    whole_month: bool,
    /// Time within the contract `[h]`.
    ordinary_hours: f64,
    /// Overtime next to ordinary time `[h]`.
    simple_overtime_hours: f64,
    /// Other overtime `[h]`.
    qualified_overtime_hours: f64,
    /// Additional hours `[h]`.
    additional_hours: f64,
    /// Supplements.
    supplements: Vec<SupplementJson>,
    /// What it comes to.
    amount: AmountJson,
}

/// A department: what its people cost, and what is done for its queues.
#[derive(Debug, Serialize, JsonSchema)]
struct DepartmentJson {
    /// Its name; null: the centre itself.
    department: Option<String>,
    /// Paid time of its people `[h]`.
    gives_hours: f64,
    /// What they cost.
    gives_ore: i64,
    /// Paid time for its queues `[h]`.
    gets_hours: f64,
    /// What that costs.
    gets_ore: i64,
    /// `gets_ore` less `gives_ore`; all departments' add up to 0.
    net_ore: i64,
}

/// A value that applied.
#[derive(Debug, Serialize, JsonSchema)]
struct RateJson {
    /// What.
    term: &'static str,
    /// The category of supplement, if any.
    category: Option<&'static str>,
    /// The value: öre, per cent, minutes (of `supplement_from` since midnight), hours, or hundredths of a per cent for
    /// `on_cost`.
    value: i64,
    /// Where it comes from.
    source: String,
    /// Whether it has been checked against the original text.
    verified: bool,
}

/// Minutes as hours.
fn hours(minutes: i32) -> f64 {
    round(f64::from(minutes) / 60.0, 4)
}

fn amount(amount: Amount) -> AmountJson {
    AmountJson {
        ordinary_ore: amount.ordinary.ore(),
        supplements_ore: amount.supplements.ore(),
        beyond_ore: amount.beyond.ore(),
        on_cost_ore: amount.on_cost.ore(),
        total_ore: amount.total().ore(),
    }
}

/// The cost of a plan.
pub(super) fn cost(plan: &Plan) -> CostJson {
    let (scenario, cost) = (&plan.scenario, &plan.cost);
    let sum = |of: fn(&MonthCost) -> i32| hours(cost.months().map(of).sum());
    CostJson {
        terms: scenario.pay.set.clone(),
        hours: sum(MonthCost::paid),
        people_without_pay: cost.without_pay(),
        whole_months: cost.months().all(|month| month.is_whole),
        hours_without_rate: hours(cost.minutes_without_rate),
        amount: amount(cost.amount()),
        supplements: supplements(cost),
        simple_overtime_hours: sum(|month| month.simple),
        qualified_overtime_hours: sum(|month| month.qualified),
        additional_hours: sum(|month| month.additional),
        months: months(scenario, cost),
        departments: cost.departments.iter().map(department).collect(),
        rates: rates(scenario),
    }
}

fn supplements(cost: &Cost) -> Vec<SupplementJson> {
    let of = |category: Category| {
        let (worked, counted, amount) = cost.supplement(category);
        (worked > 0).then(|| SupplementJson {
            category: category.letter(),
            worked_hours: hours(worked),
            counted_hours: hours(counted),
            ore: amount.ore(),
        })
    };
    Category::ALL.into_iter().filter_map(of).collect()
}

fn months(scenario: &Scenario, cost: &Cost) -> Vec<MonthJson> {
    let of = |agent: &str, month: &MonthCost| MonthJson {
        agent: agent.to_owned(),
        month: format!("{:04}-{:02}", month.year, month.month),
        whole_month: month.is_whole,
        ordinary_hours: hours(month.ordinary),
        simple_overtime_hours: hours(month.simple),
        qualified_overtime_hours: hours(month.qualified),
        additional_hours: hours(month.additional),
        supplements: month
            .supplements
            .iter()
            .map(|time| SupplementJson {
                category: time.category.letter(),
                worked_hours: hours(time.worked),
                counted_hours: hours(time.counted),
                ore: time.amount.ore(),
            })
            .collect(),
        amount: amount(month.amount),
    };
    let people = cost.people.iter().map(|person| (scenario.agents[person.agent.0].id.as_str(), &person.months));
    people.flat_map(|(agent, months)| months.iter().map(move |month| of(agent, month))).collect()
}

fn department(entry: &DepartmentCost) -> DepartmentJson {
    DepartmentJson {
        department: entry.department.clone(),
        gives_hours: hours(entry.gives_minutes),
        gives_ore: entry.gives.ore(),
        gets_hours: hours(entry.gets_minutes),
        gets_ore: entry.gets.ore(),
        net_ore: (entry.gets - entry.gives).ore(),
    }
}

fn rates(scenario: &Scenario) -> Vec<RateJson> {
    let of = |term: &crate::model::PayTerm| RateJson {
        term: term.term,
        category: term.category.map(Category::letter),
        value: term.value,
        source: term.source.clone(),
        verified: term.is_verified,
    };
    scenario.pay.terms.iter().map(of).collect()
}
