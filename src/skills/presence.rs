//! Who with a skill can be reached at each grid step, and when anybody asks for it.

use crate::model::{Activity, AgentIdx, IntervalIdx, Minute, PostIdx, QueueSet, Roster, Scenario, Span};

/// The horizon in grid steps: when something that needs a skill is open, and who can be reached.
pub(super) struct Presence<'a> {
    scenario: &'a Scenario,
    posts: &'a [PostIdx],
    /// `[step]`.
    is_open: Vec<bool>,
    /// Positions among the holders, ascending, `[step]`.
    reached: Vec<Vec<usize>>,
}

impl<'a> Presence<'a> {
    /// Who of `holders` can be reached when, and when `queues` or `posts` are open.
    pub(super) fn new(
        scenario: &'a Scenario,
        roster: &Roster,
        (queues, posts): (QueueSet, &'a [PostIdx]),
        holders: &[AgentIdx],
    ) -> Self {
        let horizon = &scenario.horizon;
        let n_steps = usize::try_from(horizon.minutes() / horizon.grid_minutes).unwrap_or(0);
        let mut presence = Self { scenario, posts, is_open: vec![false; n_steps], reached: vec![Vec::new(); n_steps] };
        for queue in queues.iter().map(|queue| &scenario.queues[queue.0]) {
            match &queue.opening {
                Some(spans) => presence.open(spans),
                None => horizon.days.iter().for_each(|day| presence.open(&day.opening)),
            }
        }
        for post in posts {
            presence.open(&scenario.posts[post.0].opening);
        }
        for (position, &agent) in holders.iter().enumerate() {
            for stretch in roster.of(agent) {
                let is_there = match stretch.activity {
                    Activity::Contacts => true,
                    Activity::Post(post) => posts.contains(&post),
                    _ => false,
                };
                if is_there {
                    for step in presence.steps(stretch.span()) {
                        presence.reached[step].push(position);
                    }
                }
            }
        }
        presence.reached.iter_mut().for_each(|there| {
            there.sort_unstable();
            there.dedup();
        });
        presence
    }

    fn open(&mut self, spans: &[Span]) {
        for &span in spans {
            for step in self.steps(span) {
                self.is_open[step] = true;
            }
        }
    }

    /// The grid steps of a span; past the end of a cyclic horizon those at its beginning.
    fn steps(&self, span: Span) -> Vec<usize> {
        let (grid, n) = (self.scenario.horizon.grid_minutes, self.is_open.len());
        let range = span.start.0.div_euclid(grid)..(span.end.0 + grid - 1).div_euclid(grid);
        let step = |step: i32| match usize::try_from(step) {
            Ok(step) if step < n => Some(step),
            Ok(step) if self.scenario.horizon.cyclic && n > 0 => Some(step % n),
            _ => None,
        };
        range.filter_map(step).collect()
    }

    fn span_of(&self, step: usize) -> Span {
        let grid = self.scenario.horizon.grid_minutes;
        let start = Minute(i32::try_from(step).unwrap_or(i32::MAX) * grid);
        Span::new(start, start + grid)
    }

    /// How long the interval is open, open without anybody, and open with one person only `[min]`.
    pub(super) fn minutes(&self, interval: IntervalIdx) -> (i32, i32, i32) {
        let grid = self.scenario.horizon.grid_minutes;
        let (mut open, mut empty, mut alone) = (0, 0, 0);
        for step in self.steps(self.scenario.horizon.interval(interval)) {
            if self.is_open[step] {
                open += grid;
                match self.reached[step].len() {
                    0 => empty += grid,
                    1 => alone += grid,
                    _ => {}
                }
            }
        }
        (open, empty, alone)
    }

    /// People who can be reached in some part of the interval.
    pub(super) fn people(&self, interval: IntervalIdx) -> u32 {
        let steps = self.steps(self.scenario.horizon.interval(interval));
        let mut there: Vec<usize> = steps.into_iter().flat_map(|step| self.reached[step].iter().copied()).collect();
        there.sort_unstable();
        there.dedup();
        u32::try_from(there.len()).unwrap_or(u32::MAX)
    }

    /// People that the posts of the skill ask for in the interval.
    pub(super) fn at_posts(&self, interval: IntervalIdx) -> u32 {
        let span = self.scenario.horizon.interval(interval);
        let posts = self.posts.iter().map(|post| &self.scenario.posts[post.0]);
        posts.filter(|post| post.opening.iter().any(|open| open.overlaps(span))).map(|post| post.agents).sum()
    }

    /// The maximal spans in which the skill is asked for and exactly the holder at `position` can be reached.
    pub(super) fn alone(&self, position: usize) -> Vec<Span> {
        self.spans(|there| there == [position])
    }

    /// The maximal spans in which the skill is asked for and nobody can be reached.
    pub(super) fn empty(&self) -> Vec<Span> {
        self.spans(<[usize]>::is_empty)
    }

    fn spans(&self, is_so: impl Fn(&[usize]) -> bool) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (step, there) in self.reached.iter().enumerate() {
            if !self.is_open[step] || !is_so(there) {
                continue;
            }
            let this = self.span_of(step);
            match spans.last_mut().filter(|last| last.end == this.start) {
                Some(last) => last.end = this.end,
                None => spans.push(this),
            }
        }
        spans
    }
}
