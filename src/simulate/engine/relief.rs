//! Relief at posts: who is there stays until who comes next has finished the contact in hand.

use super::{Duty, Engine, Play, Record};

/// Who leaves a post, and for whom those wait who cannot leave yet.
#[derive(Debug, Clone, Default)]
pub(super) struct Relief {
    /// Members who leave a post at this tick, and which.
    leaving: Vec<(usize, usize)>,
    /// Who is kept, and who will relieve them.
    kept: Vec<(usize, usize)>,
}

impl Relief {
    pub(super) fn clear(&mut self) {
        self.leaving.clear();
        self.kept.clear();
    }
}

impl Engine {
    /// `member`, who is at the post, should leave it now.
    pub(super) fn leaves_post(&mut self, member: usize, post: usize) {
        if !self.members[member].is_kept {
            self.members[member].is_kept = true;
            self.relief.leaving.push((member, post));
        }
    }

    /// Everybody has turned who turns at this tick: who leaves a post goes, unless who comes instead is still busy.
    pub(super) fn relieve<R: Record>(&mut self, now: u32, play: &Play<'_>, record: &mut R) {
        while let Some((member, post)) = self.relief.leaving.pop() {
            let comes = |next: &usize| {
                let state = &self.members[*next];
                state.duty == Duty::Post(post) && state.on_since == now && state.is_busy
            };
            let is_free = |next: &usize| self.relief.kept.iter().all(|(_, other)| other != next);
            match (0..self.members.len()).filter(comes).find(is_free) {
                Some(next) => self.relief.kept.push((member, next)),
                None => self.let_go(member, now, play, record),
            }
        }
    }

    /// `next` has finished what was in hand: whoever waited for that at a post may go.
    pub(super) fn arrives_at_post<R: Record>(&mut self, next: usize, now: u32, play: &Play<'_>, record: &mut R) {
        if let Some(place) = self.relief.kept.iter().position(|(_, other)| *other == next) {
            let (member, _) = self.relief.kept.remove(place);
            self.let_go(member, now, play, record);
        }
    }

    fn let_go<R: Record>(&mut self, member: usize, now: u32, play: &Play<'_>, record: &mut R) {
        let state = &mut self.members[member];
        (state.is_kept, state.on_since, state.busy_since) = (false, now, now);
        self.find_work(member, now, play, record);
    }
}
