//! Tests of centres.
