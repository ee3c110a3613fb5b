//! Several contacts at once: what members have in hand where chats run side by side or contacts are passed on.
//!
//! Who holds k contacts deals with each at the speed min(1, 1 / sum of their attention). Work is measured on a clock of
//! the member's own that runs at that speed, so that a contact ends when the clock has moved by its handle time.

use super::{Contact, Duty, Engine, NEVER, Play, Record, passed_on};

/// What one member has in hand.
#[derive(Debug, Clone, Default)]
pub(super) struct Hand {
    /// Each contact, and when it ends by the member's own clock [ticks].
    held: Vec<(f64, Contact)>,
    /// The member's own clock [ticks].
    clock: f64,
    /// When the clock was last read [ticks].
    read: u32,
}

impl Hand {
    pub(super) fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// How fast each contact in hand goes on.
    fn speed(&self, play: &Play<'_>) -> f64 {
        let attention = |contact: Contact| play.centre.queues[contact.queue()].at_once.attention.get();
        1.0 / self.held.iter().map(|(_, contact)| attention(*contact)).sum::<f64>().max(1.0)
    }

    fn move_on(&mut self, now: u32, play: &Play<'_>) {
        self.clock += f64::from(now - self.read) * self.speed(play);
        self.read = now;
    }

    /// Which contact in hand ends next.
    fn next(&self) -> Option<usize> {
        (0..self.held.len()).min_by(|&one, &other| self.held[one].0.total_cmp(&self.held[other].0))
    }

    /// When the next contact in hand ends [ticks].
    fn ends(&self, play: &Play<'_>) -> u32 {
        let left = self.next().map_or(0.0, |next| (self.held[next].0 - self.clock).max(0.0));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as wanted")]
        let left = (left / self.speed(play)).round() as u32;
        self.read.saturating_add(left).min(NEVER - 1)
    }

    /// Whether another contact of `queue` may be held beside those in hand.
    fn has_room(&self, queue: usize, play: &Play<'_>) -> bool {
        let most = |queue: usize| play.centre.queues[queue].at_once.most as usize;
        let fits = |most: usize| self.held.len() < most;
        fits(most(queue)) && self.held.iter().all(|(_, contact)| fits(most(contact.queue())))
    }
}

impl Engine {
    /// Who is busy with chats and may take one more of this queue: who has fewest in hand.
    pub(super) fn has_room(&self, queue: usize, play: &Play<'_>) -> Option<usize> {
        if play.centre.passages.several >> queue & 1 == 0 {
            return None;
        }
        let may = |&member: &usize| {
            let state = &self.members[member];
            let knows = play.crew.members[member].facts.live >> queue & 1 == 1;
            knows && state.duty == Duty::Contacts && state.is_busy && self.hands[member].has_room(queue, play)
        };
        (0..self.members.len()).filter(may).min_by_key(|&member| self.hands[member].held.len())
    }

    /// Puts a contact into a member's hand; says whether it joins others there, else the caller begins it.
    pub(super) fn takes_in_hand(&mut self, contact: Contact, member: usize, now: u32, play: &Play<'_>) -> bool {
        let hand = &mut self.hands[member];
        let joins = !hand.held.is_empty();
        if joins {
            hand.move_on(now, play);
        } else {
            (hand.clock, hand.read) = (0.0, now);
        }
        hand.held.push((hand.clock + f64::from(contact.handle), contact));
        // One alone goes on at full speed, and ends when the caller says.
        if joins {
            let ends = hand.ends(play);
            self.busy.remove(member);
            self.busy.push(ends, member);
        }
        joins
    }

    /// Takes the contact that ends now out of a member's hand; gives what it is passed on as.
    pub(super) fn lays_down(&mut self, member: usize, now: u32, play: &Play<'_>) -> Option<Contact> {
        let hand = &mut self.hands[member];
        hand.move_on(now, play);
        let next = hand.next().expect("who completes has a contact in hand");
        let (_, contact) = hand.held.remove(next);
        if !hand.is_empty() {
            let ends = hand.ends(play);
            self.busy.push(ends, member);
        }
        passed_on(play.centre, play.window, play.transfers, contact, now)
    }

    /// Lets a member with something in hand take more chats, while there is room.
    pub(super) fn takes_more<R: Record>(&mut self, member: usize, now: u32, play: &Play<'_>, record: &mut R) {
        let several = play.centre.passages.several & play.crew.members[member].facts.live;
        while self.members[member].duty == Duty::Contacts && !self.members[member].is_kept {
            let waiting = self.waiting.occupied(several);
            let fits = |queue: &usize| waiting >> queue & 1 == 1 && self.hands[member].has_room(*queue, play);
            let mask = (0..play.centre.queues.len()).filter(fits).fold(0, |mask, queue| mask | 1_u128 << queue);
            if mask == 0 {
                return;
            }
            let Some(first) = self.waiting.take((mask, 0), now, &play.centre.queues, record) else { return };
            self.serve(first, member, now, play, record);
        }
    }
}
