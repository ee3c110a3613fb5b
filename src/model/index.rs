//! Typed positions in the scenario's lists, and small sets of them.

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    };
}

index!(
    /// Position of a day in [`Horizon::days`](super::Horizon::days).
    DayIdx
);
index!(
    /// Position of an interval, counted from the start of the horizon.
    IntervalIdx
);
index!(
    /// Position of a queue in [`Scenario::queues`](super::Scenario::queues).
    QueueIdx
);
index!(
    /// Position of a post in [`Scenario::posts`](super::Scenario::posts).
    PostIdx
);
index!(
    /// Position of an agent in [`Scenario::agents`](super::Scenario::agents).
    AgentIdx
);
index!(
    /// Position of a skill in [`Scenario::skills`](super::Scenario::skills).
    SkillIdx
);
index!(
    /// Position of a shift template in [`Scenario::templates`](super::Scenario::templates).
    TemplateIdx
);

macro_rules! set {
    ($(#[$doc:meta])* $name:ident of $index:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u128);

        impl $name {
            /// The most members a set can hold.
            pub const CAPACITY: usize = 128;
            /// The set without members.
            pub const EMPTY: Self = Self(0);

            /// The set of these members.
            pub fn of(members: impl IntoIterator<Item = $index>) -> Self {
                members.into_iter().fold(Self::EMPTY, Self::with)
            }

            /// The first `n` members.
            pub fn first(n: usize) -> Self {
                Self::of((0..n).map($index))
            }

            /// This set and one more member.
            #[must_use]
            pub fn with(self, member: $index) -> Self {
                Self(self.0 | 1 << member.0)
            }

            /// This set but for one member.
            #[must_use]
            pub fn without(self, member: $index) -> Self {
                Self(self.0 & !(1 << member.0))
            }

            /// Whether `member` is in it.
            pub fn has(self, member: $index) -> bool {
                self.0 >> member.0 & 1 == 1
            }

            /// Whether every member of `other` is in it.
            pub fn contains(self, other: Self) -> bool {
                other.0 & !self.0 == 0
            }

            /// Whether the two have a member in common.
            pub fn meets(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// Members of either.
            #[must_use]
            pub fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Number of members.
            pub fn len(self) -> usize {
                self.0.count_ones() as usize
            }

            /// Whether it has no members.
            pub fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// The members in order.
            pub fn iter(self) -> impl Iterator<Item = $index> {
                (0..Self::CAPACITY).map($index).filter(move |&m| self.has(m))
            }
        }
    };
}

set!(
    /// A set of queues, at most 128.
    QueueSet of QueueIdx
);
set!(
    /// A set of skills, at most 128.
    SkillSet of SkillIdx
);
