//! Binary entry: hand the arguments to the command line and return its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    bemanna::cli::run(std::env::args_os())
}
