//! What a roster costs: hours, supplements and kronor per person and month, and between departments.

use super::{AgentIdx, Category, Money};

/// What a roster costs.
///
/// Every total is the sum of its parts to the öre: of persons, of a person's months, and of departments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cost {
    /// One entry for each person with paid time, in the order of the agents.
    pub people: Vec<PersonCost>,
    /// One entry for each department that people come from or queues belong to, by name, what is in common first.
    pub departments: Vec<DepartmentCost>,
    /// Time that gives a supplement for which no rate in force is known `[min]`.
    pub minutes_without_rate: i32,
}

/// What one person costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCost {
    /// Who.
    pub agent: AgentIdx,
    /// Whether the person's pay is known; otherwise only supplements are counted in kronor.
    pub has_pay: bool,
    /// Month by month, in order.
    pub months: Vec<MonthCost>,
}

/// One person's calendar month, as far as the plan covers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthCost {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// Whether the plan covers the whole month, so that rounding by month is as on the pay slip.
    pub is_whole: bool,
    /// Paid time within the contract `[min]`.
    pub ordinary: i32,
    /// Overtime next to ordinary time `[min]`.
    pub simple: i32,
    /// Other overtime `[min]`.
    pub qualified: i32,
    /// Part-time employees' hours beyond the contract up to full time, where they are not paid as overtime `[min]`.
    pub additional: i32,
    /// Supplements, in the order of the categories; only those with time.
    pub supplements: Vec<SupplementTime>,
    /// What it comes to.
    pub amount: Amount,
}

/// Time in one category of supplement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupplementTime {
    /// Which.
    pub category: Category,
    /// Time worked in it `[min]`.
    pub worked: i32,
    /// Of that, at the rate for nights `[min]`.
    pub night: i32,
    /// Time paid, after rounding; 0 where it is too little to give anything `[min]`.
    pub counted: i32,
    /// What it gives.
    pub amount: Money,
    /// What it would give by the minute, without rounding.
    pub unrounded: Money,
}

/// Kronor, part by part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amount {
    /// Pay of time within the contract.
    pub ordinary: Money,
    /// Supplements for unsocial hours.
    pub supplements: Money,
    /// Pay of overtime and additional hours.
    pub beyond: Money,
    /// What the employer pays on top.
    pub on_cost: Money,
}

/// What a department's people cost, and what is done for the department's queues.
///
/// The two columns have the same sum, so that the differences of all departments add up to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentCost {
    /// The department; `None`: the centre itself, for people and work that belong to no department.
    pub department: Option<String>,
    /// Paid time of the department's people `[min]`.
    pub gives_minutes: i32,
    /// What they cost.
    pub gives: Money,
    /// Paid time for the department's queues, whoever works it `[min]`.
    pub gets_minutes: i32,
    /// What it costs.
    pub gets: Money,
}

impl Amount {
    /// The whole.
    pub fn total(self) -> Money {
        self.ordinary + self.supplements + self.beyond + self.on_cost
    }

    /// Part by part.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            ordinary: self.ordinary + other.ordinary,
            supplements: self.supplements + other.supplements,
            beyond: self.beyond + other.beyond,
            on_cost: self.on_cost + other.on_cost,
        }
    }
}

impl MonthCost {
    /// Time worked in a category of supplement `[min]`.
    pub fn worked_in(&self, category: Category) -> i32 {
        self.supplements.iter().filter(|time| time.category == category).map(|time| time.worked).sum()
    }

    /// Time beyond the contract `[min]`.
    pub fn beyond(&self) -> i32 {
        self.simple + self.qualified + self.additional
    }

    /// All paid time `[min]`.
    pub fn paid(&self) -> i32 {
        self.ordinary + self.beyond()
    }
}

impl PersonCost {
    /// All paid time `[min]`.
    pub fn paid(&self) -> i32 {
        self.months.iter().map(MonthCost::paid).sum()
    }

    /// Time worked in a category of supplement `[min]`.
    pub fn worked_in(&self, category: Category) -> i32 {
        self.months.iter().map(|month| month.worked_in(category)).sum()
    }

    /// Time beyond the contract `[min]`.
    pub fn beyond(&self) -> i32 {
        self.months.iter().map(MonthCost::beyond).sum()
    }

    /// What the person costs.
    pub fn amount(&self) -> Amount {
        self.months.iter().fold(Amount::default(), |sum, month| sum.plus(month.amount))
    }
}

impl Cost {
    /// What everybody costs.
    pub fn amount(&self) -> Amount {
        self.people.iter().fold(Amount::default(), |sum, person| sum.plus(person.amount()))
    }

    /// Every person's every month.
    pub fn months(&self) -> impl Iterator<Item = &MonthCost> {
        self.people.iter().flat_map(|person| &person.months)
    }

    /// Worked and counted time in a category `[min]`, and what it gives.
    pub fn supplement(&self, category: Category) -> (i32, i32, Money) {
        let of = self.months().flat_map(|month| &month.supplements).filter(|time| time.category == category);
        of.fold((0, 0, Money::default()), |(worked, counted, amount), time| {
            (worked + time.worked, counted + time.counted, amount + time.amount)
        })
    }

    /// People whose pay is not known.
    pub fn without_pay(&self) -> usize {
        self.people.iter().filter(|person| !person.has_pay).count()
    }
}
