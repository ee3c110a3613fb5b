//! People against target: everybody for everything, each group for its own, and each for its own first.

use crate::demand::seats::{least_seats, outlook};
use crate::model::{Cases, Curve, CurvePoint, Grouping, Inflow, Played, Progress, Seconds, Share, Watch};
use crate::pipeline::trial::{self, Group};

use super::{TARGETS, Table};

/// The most people that overflow is tried with beyond those of one pool.
const MOST_MORE: u32 = 400;

/// The curve at each volume.
pub(super) fn curves(
    table: &Table,
    groups: &[Inflow],
    (volume, overflow): (Cases, Seconds),
    seed: u64,
    watch: Watch,
) -> Vec<Curve> {
    let volumes = volume.distinct();
    let each = volumes.into_iter().map(|volume| {
        let pooled = table.inflow.with_total(volume);
        let factor = volume / groups.iter().map(Inflow::total).sum::<f64>();
        let groups: Vec<Inflow> = groups.iter().map(|group| group.with_total(group.total() * factor)).collect();
        let study = Study { table, pooled, groups, overflow, seed };
        let mut points = Vec::new();
        let mut fewest = 0;
        for target in TARGETS {
            (watch.progress)(Progress::Sizing);
            points.extend(study.pooled(target));
            if study.groups.len() > 1 {
                let of_overflow = study.overflowing(target, fewest);
                fewest = of_overflow.map_or(fewest, |point| point.seats);
                points.extend(of_overflow);
                points.extend(study.siloed(target));
            }
        }
        points.sort_by(|a, b| a.grouping.cmp(&b.grouping).then(a.target.total_cmp(&b.target)));
        Curve { volume, points }
    });
    each.collect()
}

struct Study<'a> {
    table: &'a Table<'a>,
    pooled: Inflow,
    groups: Vec<Inflow>,
    overflow: Seconds,
    seed: u64,
}

impl Study<'_> {
    fn pooled(&self, target: f64) -> Option<CurvePoint> {
        let seats = least_seats(&self.pooled, target)?;
        let inflow = Inflow { share: Share::new(target), ..self.pooled.clone() };
        let by_formula = outlook(&inflow, seats).share;
        let played = trial::play(&[Group { inflow, seats }], None, self.seed);
        Some(self.point(Grouping::Pooled, target, seats, Some(by_formula), played))
    }

    fn siloed(&self, target: f64) -> Option<CurvePoint> {
        let least = self.groups.iter().map(|inflow| least_seats(inflow, target)).collect::<Option<Vec<u32>>>()?;
        let all: f64 = self.groups.iter().map(Inflow::total).sum();
        let shares = self.groups.iter().zip(&least).map(|(group, &seats)| group.total() * outlook(group, seats).share);
        let by_formula = shares.sum::<f64>() / all;
        let played = trial::play(&self.crew(&least), None, self.seed);
        Some(self.point(Grouping::Siloed, target, least.iter().sum(), Some(by_formula), played))
    }

    /// The fewest people with whom the whole reaches the target when groups help each other after a while, by playing.
    fn overflowing(&self, target: f64, fewest: u32) -> Option<CurvePoint> {
        let from = least_seats(&self.pooled, target)?.max(fewest);
        for seats in from..from + MOST_MORE {
            let played = trial::play(&self.crew(&self.dealt(seats)), Some(self.overflow), self.seed);
            if played.share >= target {
                return Some(self.point(Grouping::Overflow, target, seats, None, played));
            }
        }
        None
    }

    fn point(
        &self,
        grouping: Grouping,
        target: f64,
        seats: u32,
        by_formula: Option<f64>,
        played: Played,
    ) -> CurvePoint {
        let people = self.table.staff.people(f64::from(seats), self.table.presence.mid);
        CurvePoint { target, grouping, seats, people, by_formula, played }
    }

    fn crew(&self, seats: &[u32]) -> Vec<Group> {
        let groups = self.groups.iter().zip(seats);
        groups.map(|(inflow, &seats)| Group { inflow: inflow.clone(), seats }).collect()
    }

    /// People dealt out to the groups by their work: whole parts first, then the largest remainders.
    fn dealt(&self, seats: u32) -> Vec<u32> {
        let work: Vec<f64> = self.groups.iter().map(|group| group.total() * group.handle_time.get()).collect();
        let all: f64 = work.iter().sum();
        let parts: Vec<f64> = work.iter().map(|work| work / all * f64::from(seats)).collect();
        let mut dealt: Vec<u32> = parts.iter().map(|part| super::whole(*part)).collect();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by(|&a, &b| parts[b].fract().total_cmp(&parts[a].fract()).then(a.cmp(&b)));
        let left = seats.saturating_sub(dealt.iter().sum());
        for &group in order.iter().cycle().take(usize::try_from(left).unwrap_or(0)) {
            dealt[group] += 1;
        }
        dealt
    }
}
