//! Agents: skills, contract, availability and limits.

use chrono::Weekday;

use super::{History, PayRate, Proficiency, PublishedDay, Share, ShiftTemplate, SkillSet, Span, TemplateIdx, Wish};

/// One person, or one place that may be filled by hiring.
#[derive(Debug, Clone, PartialEq)]
pub struct Agent {
    /// The name in the files.
    pub id: String,
    /// The name a reader sees.
    pub name: String,
    /// What the agent can do.
    pub skills: SkillSet,
    /// How well, where more is known than that; skills that have expired are here and no longer in `skills`.
    pub proficiency: Vec<Proficiency>,
    /// Share of full time.
    pub employment: Share,
    /// Paid time that the contract gives over the horizon, absence that counts as work deducted `[min]`;
    /// `None`: hours as needed (no contract rule binds).
    pub contract: Option<i32>,
    /// Time ordered on top of that, paid as overtime; its minutes are part of `contract`.
    pub overtime: Vec<Span>,
    /// Whether this is a place that may be hired for, rather than somebody employed (`count` rows).
    pub hireable: bool,
    /// The shift templates the agent may work, ascending.
    pub templates: Vec<TemplateIdx>,
    /// When the agent cannot work.
    pub absences: Vec<Absence>,
    /// Personal limits.
    pub limits: Limits,
    /// End of the last shift before the horizon, in minutes before or at its start `[min]`.
    pub last_end: Option<super::Minute>,
    /// What else the periods before left.
    pub history: History,
    /// Working time in the weeks before the plan, as far as it is known, the latest last `[min]`.
    pub weeks_before: Vec<i32>,
    /// What the agent was told of days too near to be changed, by day.
    pub told: Vec<PublishedDay>,
    /// What the agent asks for, by day.
    pub wishes: Vec<Wish>,
    /// The department that pays.
    pub department: Option<String>,
    /// What the agent is paid; `None`: not known.
    pub pay: Option<PayRate>,
    /// Where the agent's row stands: line in `agents.csv`.
    pub line: u64,
}

impl Agent {
    /// Somebody of these skills in full-time employment without further terms: hours as needed, no absence, no limits.
    pub fn new(id: impl Into<String>, skills: SkillSet) -> Self {
        let id = id.into();
        Self {
            name: id.clone(),
            id,
            skills,
            proficiency: Vec::new(),
            employment: Share::WHOLE,
            contract: None,
            overtime: Vec::new(),
            hireable: false,
            templates: Vec::new(),
            absences: Vec::new(),
            limits: Limits::default(),
            last_end: None,
            history: History::default(),
            weeks_before: Vec::new(),
            told: Vec::new(),
            wishes: Vec::new(),
            department: None,
            pay: None,
            line: 0,
        }
    }

    /// The part of `contract` that is overtime ordered `[min]`.
    pub fn ordered(&self) -> i32 {
        self.overtime.iter().map(|span| span.minutes()).sum()
    }

    /// Handle times of contacts that need `skills`, as a multiple of others'; at least 1.
    pub fn pace(&self, skills: SkillSet) -> f64 {
        let held = self.proficiency.iter().filter(|held| skills.has(held.skill));
        held.map(|held| held.pace).fold(1.0, f64::max)
    }

    /// Whether some shift open to the agent can make an evening, so that evenings are shared with the others.
    pub fn shares_evenings(&self, templates: &[ShiftTemplate]) -> bool {
        let is_late = |template: &ShiftTemplate| {
            let longest = template.work.iter().map(|&work| template.span_minutes(work)).max().unwrap_or(0);
            template.latest_start + longest > Limits::EVENING
        };
        self.limits.evenings_per_week != Some(0)
            && self.limits.latest_end.is_none_or(|end| end > Limits::EVENING)
            && self.templates.iter().any(|index| is_late(&templates[index.0]))
    }

    /// Whether some shift open to the agent starts on a Saturday or Sunday, so that weekends are shared with the others.
    pub fn shares_weekends(&self, templates: &[ShiftTemplate]) -> bool {
        let is_free = |day: &Weekday| self.limits.days_off.contains(day);
        let weekend = [Weekday::Sat, Weekday::Sun].into_iter().filter(|day| !is_free(day));
        weekend.into_iter().any(|day| self.templates.iter().any(|index| templates[index.0].weekdays.contains(&day)))
    }
}

/// A time when an agent cannot work.
#[derive(Debug, Clone, PartialEq)]
pub struct Absence {
    /// When.
    pub span: Span,
    /// Why, as written: leave, sick, course ...
    pub kind: String,
    /// Contract minutes it fills `[min]`; 0 when it does not count as work.
    pub counted: i32,
}

/// What one person's working days must keep to, beyond the rules for all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Limits {
    /// Never works before this clock time `[min since midnight]`.
    pub earliest_start: Option<i32>,
    /// Never works after this clock time `[min since midnight]`.
    pub latest_end: Option<i32>,
    /// At most so many evenings a week; an evening is a day whose work ends after [`Limits::EVENING`].
    pub evenings_per_week: Option<u32>,
    /// Weekdays never worked.
    pub days_off: Vec<Weekday>,
    /// Never a shift with more paid time `[min]`.
    pub longest_day: Option<i32>,
    /// Never more paid time in a week from Monday to Sunday `[min]`.
    pub longest_week: Option<i32>,
}

impl Limits {
    /// Work after this clock time makes an evening: 18:00 `[min since midnight]`.
    pub const EVENING: i32 = 18 * 60;
}
