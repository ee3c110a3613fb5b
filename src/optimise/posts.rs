//! Who mans a post when: a seating of a day with few switches, through every lunch.

use crate::model::{Activity, AgentIdx, DayIdx, Minute, Post, PostIdx, Scenario, Span, Stretch};

/// A shift with its breaks placed: one agent's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::optimise) struct Duty {
    /// Who.
    pub(in crate::optimise) agent: AgentIdx,
    /// From first to last minute.
    pub(in crate::optimise) span: Span,
    /// Time that is spoken for, in order: breaks and pinned activities. A gap has no activity.
    pub(in crate::optimise) taken: Vec<(Span, Option<Activity>)>,
}

impl Duty {
    /// Whether the agent is there and free over the whole of `span`.
    pub(in crate::optimise) fn is_free(&self, span: Span) -> bool {
        self.span.contains(span) && !self.taken.iter().any(|(taken, _)| taken.overlaps(span))
    }

    /// The day as stretches: what is taken, the posts given, and `activity` in all the rest.
    pub(in crate::optimise) fn stretches(&self, posts: &[Stretch], activity: Activity) -> Vec<Stretch> {
        let mine = posts.iter().filter(|stretch| stretch.agent == self.agent && self.span.contains(stretch.span()));
        let mut fixed: Vec<(Span, Option<Activity>)> = mine.map(|s| (s.span(), Some(s.activity))).collect();
        fixed.extend(&self.taken);
        fixed.sort_unstable_by_key(|(span, _)| *span);
        let mut stretches = Vec::new();
        let mut at = self.span.start;
        let end = (Span::new(self.span.end, self.span.end), None);
        for (span, what) in fixed.into_iter().chain([end]) {
            if span.start > at {
                stretches.push(Stretch { agent: self.agent, start: at, end: span.start, activity });
            }
            if let Some(activity) = what {
                stretches.push(Stretch { agent: self.agent, start: span.start, end: span.end, activity });
            }
            at = span.end;
        }
        stretches
    }
}

/// Price of a grid step without anybody at the post; above any other in a day.
const EMPTY: f64 = 1e6;
/// Price of a stretch shorter than the shortest or longer than the longest, for each grid step.
const ILL_FITTING: f64 = 100.0;
/// Price of a change of person.
const SWITCH: f64 = 10.0;

/// Seats qualified agents at every post of `day`, as stretches of the posts' activities.
///
/// Least empty time, then stretches between the post's shortest and longest, then few switches and little `burden`:
/// what it costs the contacts that an agent leaves them for the grid step that starts at a minute `[0, 1]`.
/// `duties` are all that touch the day. Posts are seated one place at a time, those that fewest can man first; exact
/// for one place by dynamic programming over who is there and since when.
pub(in crate::optimise) fn seat_posts(
    scenario: &Scenario,
    day: DayIdx,
    duties: &[Duty],
    burden: &dyn Fn(AgentIdx, Minute) -> f64,
) -> Vec<Stretch> {
    let able = |post: &Post, duty: &Duty| scenario.agents[duty.agent.0].skills.contains(post.skills);
    let mut order: Vec<PostIdx> = (0..scenario.posts.len()).map(PostIdx).collect();
    order.sort_by_key(|post| duties.iter().filter(|duty| able(&scenario.posts[post.0], duty)).count());
    let mut free = duties.to_vec();
    let mut seated = Vec::new();
    for index in order {
        let post = &scenario.posts[index.0];
        let today = scenario.horizon.days[day.0].span();
        let mut pinned_agents = 0;
        for opening in post.opening.iter().filter(|span| today.start <= span.start && span.start < today.end) {
            let is_pinned = |duty: &&Duty| {
                duty.taken.iter().any(|(span, what)| span.contains(*opening) && *what == Some(Activity::Post(index)))
            };
            pinned_agents = pinned_agents.max(duties.iter().filter(is_pinned).count());
            for _ in pinned_agents..usize::try_from(post.agents).unwrap_or(0) {
                let candidates: Vec<usize> = (0..free.len()).filter(|&i| able(post, &free[i])).collect();
                for (who, span) in seat_one(scenario, post, *opening, &free, &candidates, burden) {
                    let duty = &mut free[who];
                    duty.taken.push((span, None));
                    let (start, end) = (span.start, span.end);
                    seated.push(Stretch { agent: duty.agent, start, end, activity: Activity::Post(index) });
                }
            }
        }
    }
    seated.sort_unstable();
    seated
}

/// One place at one post: who sits there when. Position of the duty, and the span.
fn seat_one(
    scenario: &Scenario,
    post: &Post,
    opening: Span,
    duties: &[Duty],
    candidates: &[usize],
    burden: &dyn Fn(AgentIdx, Minute) -> f64,
) -> Vec<(usize, Span)> {
    let grid = scenario.horizon.grid_minutes;
    let n_slots = usize::try_from(opening.minutes() / grid).unwrap_or(0);
    let at = |slot: usize| opening.start + i32::try_from(slot).expect("a day has few slots") * grid;
    let slots = |minutes: i32| usize::try_from(minutes / grid).unwrap_or(0).max(1);
    let (shortest, longest) = (slots(post.shortest), slots(post.longest.max(grid)));
    // best[t][k]: cheapest seating of the first t slots whose last stretch is candidate k's (k = n: nobody's).
    let nobody = candidates.len();
    let mut best = vec![vec![(f64::INFINITY, 0, nobody); nobody + 1]; n_slots + 1];
    best[0][nobody] = (0.0, 0, nobody);
    for slot in 0..n_slots {
        let two_best = cheapest_two(&best[slot]);
        for (k, &who) in candidates.iter().enumerate() {
            let Some((from, price)) = two_best.iter().find(|(other, _)| *other != k) else { continue };
            let mut cost = price + SWITCH;
            for (end, ways) in best.iter_mut().enumerate().skip(slot + 1) {
                if !duties[who].is_free(Span::new(at(end - 1), at(end))) {
                    break;
                }
                cost += burden(duties[who].agent, at(end - 1));
                let length = end - slot;
                let ill = length.saturating_sub(longest) + shortest.saturating_sub(length);
                let total = cost + ILL_FITTING * f64::from(u32::try_from(ill).unwrap_or(u32::MAX));
                if total < ways[k].0 {
                    ways[k] = (total, slot, *from);
                }
            }
        }
        if let Some((from, price)) = two_best.first() {
            let empty = price + EMPTY;
            if empty < best[slot + 1][nobody].0 {
                best[slot + 1][nobody] = (empty, slot, *from);
            }
        }
    }
    let mut seats = Vec::new();
    let (mut slot, Some(&(mut k, _))) = (n_slots, cheapest_two(&best[n_slots]).first()) else { return seats };
    while slot > 0 {
        let (_, from, before) = best[slot][k];
        if k != nobody {
            seats.push((candidates[k], Span::new(at(from), at(slot))));
        }
        (slot, k) = (from, before);
    }
    seats.reverse();
    seats
}

/// The two cheapest ways to have come this far, by different candidates.
fn cheapest_two(ways: &[(f64, usize, usize)]) -> Vec<(usize, f64)> {
    let mut reached: Vec<(usize, f64)> = ways.iter().map(|way| way.0).enumerate().filter(|w| w.1.is_finite()).collect();
    reached.sort_by(|a, b| a.1.total_cmp(&b.1));
    reached.truncate(2);
    reached
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::model::{Agent, Horizon, SkillSet};

    /// A desk open 08-12 by half-hours and as many agents as asked, all able.
    fn centre(n_agents: usize, shortest: i32, longest: i32) -> Scenario {
        let horizon = Horizon::new(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), 1, 30, 30);
        let mut scenario = Scenario::new("x", horizon);
        scenario.posts.push(Post {
            id: "desk".to_owned(),
            name: "desk".to_owned(),
            skills: SkillSet::EMPTY,
            agents: 1,
            opening: vec![Span::new(Minute(480), Minute(720))],
            shortest,
            longest,
        });
        scenario.agents = vec![Agent::new("a", SkillSet::EMPTY); n_agents];
        scenario
    }

    fn duty(agent: usize, taken: &[(i32, i32)]) -> Duty {
        let taken = taken.iter().map(|&(a, b)| (Span::new(Minute(a), Minute(b)), Some(Activity::Lunch)));
        Duty { agent: AgentIdx(agent), span: Span::new(Minute(480), Minute(720)), taken: taken.collect() }
    }

    fn seats(scenario: &Scenario, duties: &[Duty]) -> Vec<(usize, i32, i32)> {
        let seats = seat_posts(scenario, DayIdx(0), duties, &|_, _| 0.0);
        let mut seats: Vec<_> = seats.iter().map(|s| (s.agent.0, s.start.0, s.end.0)).collect();
        seats.sort_unstable_by_key(|s| s.1);
        seats
    }

    #[test]
    fn two_people_share_the_morning_in_stretches_no_longer_than_the_longest() {
        let found = seats(&centre(2, 60, 120), &[duty(0, &[]), duty(1, &[])]);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(_, start, end)| end - start == 120), "{found:?}");
    }

    #[test]
    fn somebody_sits_there_through_every_lunch() {
        let found = seats(&centre(2, 60, 240), &[duty(0, &[(600, 630)]), duty(1, &[(660, 690)])]);
        let covered: i32 = found.iter().map(|(_, start, end)| end - start).sum();
        assert_eq!(covered, 240, "{found:?}");
        assert!(found.iter().all(|&(who, a, b)| who != 0 || b <= 600 || a >= 630));
    }

    #[test]
    fn one_person_alone_leaves_the_desk_empty_only_at_lunch() {
        let found = seats(&centre(1, 60, 240), &[duty(0, &[(600, 630)])]);
        assert_eq!(found, [(0, 480, 600), (0, 630, 720)]);
    }

    #[test]
    fn a_day_is_laid_out_around_what_is_taken() {
        let post =
            Stretch { agent: AgentIdx(0), start: Minute(480), end: Minute(540), activity: Activity::Post(PostIdx(0)) };
        let day = duty(0, &[(600, 630)]).stretches(&[post], Activity::Contacts);
        let words: Vec<_> = day.iter().map(|s| (s.start.0, s.end.0, s.activity)).collect();
        assert_eq!(
            words,
            [
                (480, 540, Activity::Post(PostIdx(0))),
                (540, 600, Activity::Contacts),
                (600, 630, Activity::Lunch),
                (630, 720, Activity::Contacts),
            ]
        );
    }
}
