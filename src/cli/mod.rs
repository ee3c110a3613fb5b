//! The command line: one subcommand, one function.
