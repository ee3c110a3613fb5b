//! The whole plan in one function: demand, optimise, simulate, search, check.
