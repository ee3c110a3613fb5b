//! Cover requirement to roster.
