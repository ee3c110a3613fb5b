# Read by demo.sh, test.sh and .ci/run, in the project's folder: what the build needs, and a word about the wait.
# shellcheck shell=bash

if ! command -v cargo >/dev/null 2>&1 && [ -e "$HOME/.cargo/env" ]; then . "$HOME/.cargo/env"; fi
scripts/setup.sh
. .tools/env.sh
if ! compgen -G "${CARGO_TARGET_DIR:-target}/release/build/highs-sys-*/out/lib*/libhighs.a" >/dev/null; then
    echo "Building. The solver HiGHS is compiled once, which takes 4 to 8 minutes on two cores; later builds reuse it." >&2
fi
