#!/usr/bin/env bash
# From a clean clone: installs what is missing, builds, and runs every test, documentation example and example program.
#
# Ends with one line "N passed, N failed"; the exit code is 0 only when all passed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/build.sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0
failed=0

# Unit, integration and documentation tests. A failure in one binary does not keep the next from running.
if ! cargo test --release --locked --no-fail-fast 2>&1 | tee "$log"; then
    failed_at_all=1
fi
while read -r more_passed more_failed; do
    passed=$((passed + more_passed))
    failed=$((failed + more_failed))
done < <(sed -n 's/^test result: .* \([0-9]*\) passed; \([0-9]*\) failed;.*/\1 \2/p' "$log")
# What does not build, or ends without a result, is a failure too.
if [ "${failed_at_all:-0}" = 1 ] && [ "$failed" = 0 ]; then failed=1; fi

# Example programs: each must run to its end.
for example in examples/*.rs; do
    [ -e "$example" ] || continue
    name=$(basename "$example" .rs)
    if cargo run --release --locked --quiet --example "$name" >"$log" 2>&1; then
        echo "example $name ... ok"
        passed=$((passed + 1))
    else
        cat "$log"
        echo "example $name ... FAILED"
        failed=$((failed + 1))
    fi
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
