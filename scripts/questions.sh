#!/usr/bin/env bash
# Runs every command of the table of questions in data/README.md, writes the answers, and says which of the numbers that
# the table tells are not in them.
#
#   scripts/questions.sh [folder for the answers]      (target/questions unless said)
#
# The answers are what a reader sees in the terminal, one file for each command. A number of the table that is not found
# among the numbers of its answer is listed, to be looked at by a person: sums and differences are made by hand there.
set -euo pipefail
cd "$(dirname "$0")/.."
out="${1:-target/questions}"
mkdir -p "$out"
cargo build --release --locked --quiet
bin="$(cargo metadata --format-version 1 --no-deps | sed -E 's/.*"target_directory":"([^"]*)".*/\1/')/release/bemanna"
export COLUMNS=200
total=0
n=0
differs=0
while IFS='|' read -r _ centre _ command answer _; do
    command="$(sed -E 's/^ *`bemanna (.*)` *$/\1/' <<<"$command")"
    n=$((n + 1))
    file="$out/$(printf '%02d' "$n")-$(tr -d ' ' <<<"$centre").txt"
    work="$(mktemp -d)"
    extra=""
    case "$command" in compare* | capacity*) extra="--out $work/out" ;; esac
    before=$SECONDS
    # The words of a command are split as in a shell: some are quoted.
    if ! eval "\"\$bin\" $command $extra --lang en" >"$file" 2>"$work/err"; then
        echo "FAILED: bemanna $command"
        cat "$work/err"
        differs=$((differs + 1))
    fi
    took=$((SECONDS - before))
    total=$((total + took))
    echo "bemanna $command: $took s"
    # Numbers of the answer without spaces and commas between thousands.
    plain="$(sed -E 's/([0-9])[  ,]([0-9]{3})/\1\2/g' "$file")"
    missing=""
    for number in $(sed -E 's/([0-9]),([0-9]{3})/\1\2/g' <<<"$answer" | grep -oE '[0-9]+(\.[0-9]+)?' | sort -un); do
        grep -qE "(^|[^0-9.])${number//./\\.}([^0-9]|\$)" <<<"$plain" || missing="$missing $number"
    done
    if [ -n "$missing" ]; then
        echo "  not in the answer as such:$missing"
    fi
    rm -r "$work"
done < <(sed -n '/^## Questions/,/^## What/p' data/README.md | grep '| `bemanna')
echo "$n commands in $total s; answers in $out"
[ "$differs" -eq 0 ]
