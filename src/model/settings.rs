//! How to plan, not what: seed, limits and replications, each with a default.

/// How to plan. Work limits decide, so that the same input gives the same plan; the clock is a backstop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Seed of every random stream.
    pub seed: u64,
    /// Backstop on the whole run `[s]`.
    pub time_limit_s: f64,
    /// Relative gap on paid hours at which the search may stop.
    pub gap: f64,
    /// Simulated days per evaluation inside the search.
    pub search_replications: u32,
    /// Most simulated days per verification.
    pub verify_replications: u32,
    /// Worker threads of the simulation; results do not depend on it.
    pub threads: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { seed: 1, time_limit_s: 60.0, gap: 0.01, search_replications: 40, verify_replications: 4000, threads: 2 }
    }
}
