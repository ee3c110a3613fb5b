//! Binary entry: parse arguments, run one command, turn an error into an exit code.

fn main() {}
