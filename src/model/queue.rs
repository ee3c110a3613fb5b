//! A queue: one stream of contacts with its own skills, handle time, patience and target.

use super::{AtOnce, Ceiling, Forwarding, Overflow, Seconds, Share, SkillSet, Span, Transfer};

/// One stream of contacts.
#[derive(Debug, Clone, PartialEq)]
pub struct Queue {
    /// The name in the files.
    pub id: String,
    /// The name a reader sees.
    pub name: String,
    /// How the contacts arrive.
    pub channel: Channel,
    /// What an agent must know to serve it: all of these.
    pub skills: SkillSet,
    /// The mean handle time, unless the forecast gives one for the interval `[s]`.
    pub handle_time: Seconds,
    /// How handle times spread around their mean.
    pub handle_time_law: HandleTimeLaw,
    /// Handle times as multiples of their mean, each as likely as the others; of an empirical law only.
    pub handle_times: Vec<f64>,
    /// Mean of the exponential patience `[s]`; `None`: nobody hangs up.
    pub patience: Option<Seconds>,
    /// The share promised within a wait; `None`: no share.
    pub target: Option<Target>,
    /// What is promised not to be exceeded beside that, each measure once; empty with no target: served, but nothing promised.
    pub ceilings: Vec<Ceiling>,
    /// Its opening hours where they differ from the centre's, in order.
    pub opening: Option<Vec<Span>>,
    /// What happens to who still waits at closing.
    pub at_closing: AtClosing,
    /// Whose contacts go first when an agent becomes free: higher before lower, then who has waited longest.
    pub priority: i32,
    /// Who else may take its contacts; `None`: nobody but who has the skills.
    pub overflow: Option<Overflow>,
    /// Share of contacts that leave at once when nobody is free.
    pub balking: Share,
    /// Most who can wait at once; who comes then is turned away. `None`: any number.
    pub waiting_places: Option<u32>,
    /// What becomes of contacts that are passed on when they have been dealt with here.
    pub transfer: Option<Transfer>,
    /// How many contacts an agent may hold at the same time (chats).
    pub at_once: AtOnce,
    /// A letter is taken between live contacts only while more than so many who can serve a live queue are idle.
    pub idle_above: u32,
    /// Contacts that cannot be solved here take more work; `None`: the handle time says it all.
    pub forwarding: Option<Forwarding>,
    /// What an agent needs to go and fetch a visitor (or open the video room), who waits meanwhile, before each contact.
    pub fetch: Seconds,
    /// By how much the volumes as counted were divided: tries of one caller for one matter.
    pub tries_per_matter: f64,
    /// The department whose matters they are; `None`: nobody's in particular.
    pub department: Option<String>,
}

impl Queue {
    /// A telephone queue of exponential handle times that promises nothing, whose callers never hang up.
    pub fn new(id: impl Into<String>, skills: SkillSet, handle_time: Seconds) -> Self {
        let id = id.into();
        Self {
            name: id.clone(),
            id,
            channel: Channel::Phone,
            skills,
            handle_time,
            handle_time_law: HandleTimeLaw::Exponential,
            handle_times: Vec::new(),
            patience: None,
            target: None,
            ceilings: Vec::new(),
            opening: None,
            at_closing: AtClosing::Served,
            priority: 0,
            overflow: None,
            balking: Share::new(0.0),
            waiting_places: None,
            transfer: None,
            at_once: AtOnce::ONE,
            idle_above: 1,
            forwarding: None,
            fetch: Seconds::new(0.0),
            tries_per_matter: 1.0,
            department: None,
        }
    }

    /// The queue with these handle times, each as likely as the others, around its mean handle time.
    ///
    /// ```
    /// use bemanna::model::{HandleTimeLaw, Queue, Seconds, SkillSet};
    /// let queue = Queue::new("q", SkillSet::EMPTY, Seconds::new(200.0)).with_handle_times(&[100.0, 300.0]);
    /// assert_eq!(queue.handle_times, [0.5, 1.5]);
    /// assert_eq!(queue.handle_time_law, HandleTimeLaw::Empirical { variation: 0.5, most_left: 1.0 });
    /// ```
    #[must_use]
    pub fn with_handle_times(mut self, observed: &[f64]) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a count of observations, far below 2^53")]
        let real = |n: usize| n as f64;
        let n = real(observed.len());
        let mean = observed.iter().sum::<f64>() / n;
        let mut times: Vec<f64> = observed.iter().map(|time| time / mean).collect();
        times.sort_by(f64::total_cmp);
        let square = times.iter().map(|time| time * time).sum::<f64>() / n;
        // What remains on average of who has lasted longer than each time, from the longest down.
        let (mut most_left, mut longer) = (1.0_f64, 0.0);
        for (index, time) in times.iter().enumerate().rev() {
            let n_longer = real(times.len() - 1 - index);
            if n_longer > 0.0 {
                most_left = most_left.max(longer / n_longer - time);
            }
            longer += time;
        }
        self.handle_time_law = HandleTimeLaw::Empirical { variation: (square - 1.0).max(0.0).sqrt(), most_left };
        self.handle_times = times;
        self
    }

    /// Whether somebody waits on the spot, so that an agent must be there now (phone, visit, video, chat).
    pub fn is_live(&self) -> bool {
        !matches!(self.channel, Channel::Email | Channel::Web)
    }
}

/// How contacts of a queue arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// A telephone call.
    Phone,
    /// A visitor at the desk.
    Visit,
    /// A video meeting.
    Video,
    /// A chat.
    Chat,
    /// An e-mail: can wait until its deadline.
    Email,
    /// A form or question on the web: can wait until its deadline.
    Web,
}

/// How handle times spread around their mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HandleTimeLaw {
    /// Exponential.
    Exponential,
    /// Always the mean.
    Constant,
    /// Log-normal with this coefficient of variation.
    LogNormal {
        /// Standard deviation over mean.
        variation: f64,
    },
    /// Gamma with this coefficient of variation.
    Gamma {
        /// Standard deviation over mean.
        variation: f64,
    },
    /// As observed: drawn from the queue's list ([`Queue::with_handle_times`]).
    Empirical {
        /// Standard deviation over mean.
        variation: f64,
        /// The most that is expected to remain of a contact of any age, over the mean.
        most_left: f64,
    },
}

/// What happens to contacts that wait when the queue closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtClosing {
    /// They are served.
    Served,
    /// They are turned away and count as abandoned.
    Dropped,
}

/// What is promised to those who contact a queue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// At least this share of contacts ...
    pub share: Share,
    /// ... within this wait `[s]` (live queues) or this deadline after arrival `[s]` (deferrable ones).
    pub within: Seconds,
    /// Over what the share is taken.
    pub scope: Scope,
    /// Which contacts count above and below the line.
    pub definition: ServiceDefinition,
    /// Least share in any single half-hour, under a wider scope.
    pub floor: Option<Share>,
}

/// Over what stretch of time a target's share is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Each interval by itself.
    HalfHour,
    /// Each day by itself: what centres promise and report.
    Day,
    /// The whole week.
    Week,
}

/// The four usual definitions of a service level within a wait T.
///
/// # Source
///
/// Cezik and L'Ecuyer (2008), <https://doi.org/10.1287/mnsc.1070.0824>, for the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceDefinition {
    /// Answered within T / offered: an abandoned contact counts as missed (the default).
    AnsweredOfOffered,
    /// Answered within T / (offered - abandoned within T).
    AnsweredOfPatient,
    /// Answered within T / answered.
    AnsweredOfAnswered,
    /// (Answered or abandoned within T) / offered.
    EndedOfOffered,
}

/// A fixed place to man while the centre is open, such as the reception desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// The name in the files; the activity in the roster.
    pub id: String,
    /// The name a reader sees.
    pub name: String,
    /// What an agent must know to be there: all of these.
    pub skills: SkillSet,
    /// How many must be there at every minute.
    pub agents: u32,
    /// When it is manned, in order.
    pub opening: Vec<Span>,
    /// A person stays at least so long where possible `[min]`.
    pub shortest: i32,
    /// A person stays at most so long where possible `[min]`.
    pub longest: i32,
}
