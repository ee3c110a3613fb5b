//! Who can be placed where: a largest placement of groups of people on places, by augmenting paths.

use std::collections::VecDeque;

/// A placement of as many as possible: `[group][place]`, how many of each group go to each place.
///
/// `people` is the size of each group, `room` what each place takes, `can` whether a group may go to a place.
///
/// # Source
///
/// Ford and Fulkerson (1956), Maximal flow through a network, <https://doi.org/10.4153/CJM-1956-045-5>; paths by
/// breadth-first search.
pub(super) fn place(people: &[u32], room: &[u32], can: &dyn Fn(usize, usize) -> bool) -> Vec<Vec<u32>> {
    let mut placed = vec![vec![0; room.len()]; people.len()];
    let mut free = people.to_vec();
    let mut open = room.to_vec();
    for (group, free) in free.iter_mut().enumerate() {
        for (at, open) in open.iter_mut().enumerate().filter(|(at, _)| can(group, *at)) {
            let n = (*free).min(*open);
            placed[group][at] += n;
            *free -= n;
            *open -= n;
        }
    }
    for (at, open) in open.into_iter().enumerate() {
        // As many as the place still takes, and no more once nobody can be moved there.
        let _ = (0..open).take_while(|_| fill(at, &mut free, &mut placed, can)).count();
    }
    placed
}

/// Brings one more person to the place `at`, from a group with somebody free, by way of places that pass one on.
fn fill(at: usize, free: &mut [u32], placed: &mut [Vec<u32>], can: &dyn Fn(usize, usize) -> bool) -> bool {
    // Without any group there is nobody to bring.
    let Some(n_places) = placed.first().map(Vec::len) else { return false };
    // The group that would fill each place, and the place that group would leave.
    let mut filled_by: Vec<Option<(usize, usize)>> = vec![None; n_places];
    let mut is_seen = vec![false; n_places];
    is_seen[at] = true;
    let mut waiting = VecDeque::from([at]);
    while let Some(place) = waiting.pop_front() {
        for group in (0..placed.len()).filter(|&group| can(group, place)) {
            if free[group] > 0 {
                free[group] -= 1;
                placed[group][place] += 1;
                let mut back = place;
                while let Some((mover, to)) = filled_by[back] {
                    placed[mover][back] -= 1;
                    placed[mover][to] += 1;
                    back = to;
                }
                return true;
            }
            for from in (0..n_places).filter(|&from| placed[group][from] > 0) {
                if !is_seen[from] {
                    is_seen[from] = true;
                    filled_by[from] = Some((group, place));
                    waiting.push_back(from);
                }
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_fills_nothing() {
        assert_eq!(place(&[], &[2, 1], &|_, _| true), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn the_one_who_can_do_both_moves_over_for_the_one_who_cannot() {
        // Group 0 can go to either place, group 1 only to place 0.
        let placed = place(&[1, 1], &[1, 1], &|group, place| group == 0 || place == 0);
        assert_eq!(placed, [vec![0, 1], vec![1, 0]]);
    }

    #[test]
    fn a_chain_of_moves_places_everybody() {
        let can = |group: usize, place: usize| place == group || place == group + 1;
        let placed = place(&[2, 2, 2], &[1, 2, 2, 1], &can);
        assert_eq!(placed.iter().flatten().sum::<u32>(), 6);
        assert!((0..4).all(|p| placed.iter().map(|row| row[p]).sum::<u32>() <= [1, 2, 2, 1][p]));
    }

    #[test]
    fn nobody_goes_where_they_cannot() {
        assert_eq!(place(&[3], &[2, 5], &|_, place| place == 0), [vec![2, 0]]);
    }
}
