//! What a plan says where hard facts contradict each other, or nobody could man a post.

use crate::check;
use crate::cost;
use crate::error::Error;
use crate::model::{AgentIdx, Breach, Contradiction, Plan, Scenario, Severity, Span, Status, Unmanned, Watch};
use crate::optimise;

/// Most places at which it is asked why a post stands empty.
const POSTS: usize = 6;

/// The plan with what contradicts what. Where facts do, the roster is drawn up once more without those that the cheapest
/// repair gives up, so that it keeps all the others; `draw` draws a roster up.
///
/// # Errors
///
/// What came of drawing up the roster, where no contradiction explains it.
pub(super) fn explained(
    scenario: &Scenario,
    drawn: Result<Plan, Error>,
    draw: &dyn Fn(&Scenario) -> Result<Plan, Error>,
    watch: Watch,
) -> Result<Plan, Error> {
    let suspects: Vec<AgentIdx> = match &drawn {
        Ok(plan) if n_hard(plan) == 0 => {
            return drawn.map(|plan| Plan { unmanned: unmanned(scenario, &plan, watch), ..plan });
        }
        Ok(plan) => breakers(plan),
        Err(Error::NoRosterInTime) if !watch.is_over() => (0..scenario.agents.len()).map(AgentIdx).collect(),
        Err(_) => return drawn,
    };
    // Work bounds it, not the clock: a search that has used up its time leaves what contradicts what all the same.
    let contradictions = optimise::contradictions(scenario, &suspects, Watch::SILENT);
    if contradictions.is_empty() {
        return drawn;
    }
    let again = optimise::repaired(scenario, &contradictions).filter(|_| !watch.is_over() || drawn.is_err());
    let again = again.and_then(|repaired| draw(&repaired).ok()).map(|plan| judged(scenario, plan));
    let best = match (drawn, again) {
        (Ok(first), Some(again)) => Ok(if n_hard(&again) <= n_hard(&first) { again } else { first }),
        (Err(_), Some(again)) => Ok(again),
        (drawn, None) => drawn,
    };
    best.map(|plan| told(scenario, plan, contradictions))
}

/// A plan drawn up for other facts, judged by those that were asked for.
fn judged(scenario: &Scenario, plan: Plan) -> Plan {
    let (violations, cost) = (check::check(scenario, &plan.roster), cost::cost(scenario, &plan.roster));
    let cover = super::skills(scenario, &plan.roster).cover;
    Plan { scenario: scenario.clone(), violations, cost, cover, ..plan }
}

/// The plan with its contradictions.
fn told(scenario: &Scenario, plan: Plan, contradictions: Vec<Contradiction>) -> Plan {
    let unmanned = unmanned(scenario, &plan, Watch::SILENT);
    Plan { status: Status::Relaxed, contradictions, unmanned, ..plan }
}

fn n_hard(plan: &Plan) -> usize {
    plan.violations.iter().filter(|violation| violation.severity == Severity::Hard).count()
}

/// Who breaks a hard rule.
fn breakers(plan: &Plan) -> Vec<AgentIdx> {
    let hard = plan.violations.iter().filter(|violation| violation.severity == Severity::Hard);
    let mut agents: Vec<AgentIdx> = hard.filter_map(|violation| violation.agent).collect();
    agents.sort_unstable();
    agents.dedup();
    agents
}

/// Why posts stand empty that nobody could man, at the first few places.
fn unmanned(scenario: &Scenario, plan: &Plan, watch: Watch) -> Vec<Unmanned> {
    let grid = scenario.horizon.grid_minutes;
    let empty = plan.violations.iter().filter_map(|violation| match violation.breach {
        Breach::PostUnmanned { post, .. } => Some((post, violation.span)),
        _ => None,
    });
    let why = |(post, span): (_, Span)| {
        let first = optimise::unmanned(scenario, post, span, watch)?;
        // The whole stretch where its last step has the same reasons, else its first step alone.
        let end = Span::new(span.end - grid, span.end);
        let last = optimise::unmanned(scenario, post, end, watch);
        let is_same = last.is_some_and(|last| (&last.able, &last.hindered) == (&first.able, &first.hindered));
        Some(Unmanned { span: if is_same { span } else { Span::new(span.start, span.start + grid) }, ..first })
    };
    empty.take(POSTS).filter_map(why).collect()
}
