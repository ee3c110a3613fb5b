//! Tests of optimise.
