#!/usr/bin/env bash
# Lets programs that are not ours judge what a plan's folder holds: LibreOffice recalculates the workbook, a calendar
# library reads the calendars, a browser opens the report.
#
#     scripts/oracles.sh             runs what this machine can; where a tool cannot be had, says so and exits 0
#     scripts/oracles.sh --require   the same, but what cannot be run is a failure
#
# Every script in tests/oracles is run with the folder of each plan, prints "ok: ..." for what it has found right and
# "fault: ..." for what is wrong, and exits with another code than 0 at a fault. Ends with one line
# "oracles: N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
home=$PWD/target/oracles
plans=$home/plans
require=0
if [ "${1:-}" = --require ]; then require=1; fi

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

# --- What it takes ---------------------------------------------------------------------------------------------------

apt_install() {
    [ "$(id -u)" = 0 ] && has apt-get || return 1
    local try
    for try in 1 2; do
        apt-get update -q >"$home/apt.log" 2>&1
        if DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>"$home/apt.log" 2>&1; then
            return 0
        fi
        if [ "$try" = 1 ]; then sleep 5; fi
    done
    tail -n 3 "$home/apt.log" >&2
    return 1
}

# Packages of the system for the programs that are missing.
install_programs() {
    local packages=()
    has soffice || packages+=(libreoffice-calc-nogui)
    has pdftoppm || packages+=(poppler-utils)
    has chromium || packages+=(chromium)
    python3 -c 'import ensurepip' 2>/dev/null || packages+=(python3 python3-venv)
    if ! has node; then packages+=(nodejs npm); elif ! has npm; then packages+=(npm); fi
    if [ ${#packages[@]} = 0 ]; then return; fi
    say "Installing ${packages[*]} ..."
    apt_install "${packages[@]}" || say "Could not install ${packages[*]}."
}

# The Python packages of tests/oracles/requirements.txt, once.
install_python() {
    local wanted=tests/oracles/requirements.txt
    if cmp -s "$wanted" "$home/python/requirements.txt"; then return; fi
    rm -rf "$home/python"
    python3 -m venv "$home/python" >"$home/python.log" 2>&1 &&
        "$home/python/bin/pip" install -q -r "$wanted" >>"$home/python.log" 2>&1 &&
        cp "$wanted" "$home/python/requirements.txt" && return
    tail -n 3 "$home/python.log" >&2
    return 1
}

# The packages of tests/oracles/package-lock.json, once.
install_node() {
    local lock=tests/oracles/package-lock.json
    if cmp -s "$lock" "$home/node/installed.json"; then return; fi
    rm -rf "$home/node" && mkdir -p "$home/node" && cp tests/oracles/package.json "$lock" "$home/node/" &&
        (cd "$home/node" && npm ci --ignore-scripts --no-audit --no-fund >"$home/npm.log" 2>&1) &&
        cp "$lock" "$home/node/installed.json" && return
    tail -n 3 "$home/npm.log" >&2
    return 1
}

mkdir -p "$home"
install_programs
missing=()
has soffice || missing+=(LibreOffice)
has pdftoppm || missing+=(poppler)
has chromium || missing+=(Chromium)
if ! has python3 || ! install_python; then missing+=("Python packages"); fi
if ! has node || ! has npm || ! install_node; then missing+=("Node packages"); fi
if [ ${#missing[@]} != 0 ]; then
    say "Not to be had on this machine: $(printf '%s, ' "${missing[@]}" | sed 's/, $//')."
    say "These scripts were not run:" tests/oracles/*.py tests/oracles/*.mjs
    echo "oracles: not run"
    exit $require
fi
export NODE_PATH=$home/node/node_modules

# --- Plans to judge --------------------------------------------------------------------------------------------------

. scripts/build.sh
cargo build --release --locked --quiet --bin bemanna || exit 1
target=$(cargo metadata --no-deps --format-version 1 | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
bemanna=$target/release/bemanna

# plan <name> <arguments of bemanna plan>
plan() {
    local name=$1
    shift
    "$bemanna" plan --quiet "$@" --out "$plans/$name" || { say "bemanna plan $* failed" && exit 1; }
}

rm -rf "$plans" && mkdir -p "$plans"
plan ostersund-sv data/ostersund --lang sv
plan ostersund-en data/ostersund --lang en
plan clocks-spring tests/oracles/clocks
plan clocks-autumn tests/oracles/clocks --scenario hosten --lang en
# A plan made again with other facts over an earlier one: its calendars have changes and cancellations.
cp -r "$plans/ostersund-sv" "$plans/ostersund-again"
plan ostersund-again data/ostersund --lang sv --scenario heldagsmote
# Pages of other commands, and of 55 people over four weeks, are judged beside those of a plan.
pages=$home/pages
rm -rf "$pages" && mkdir -p "$pages"
"$bemanna" skills data/ostersund "$plans/ostersund-sv/roster.csv" --quiet --out "$pages/skills" || exit 1
"$bemanna" capacity data/ostersund --out "$pages/capacity" >/dev/null || exit 1
"$bemanna" compare data/ostersund heldagsmote --quiet --out "$pages/compare" || exit 1
"$bemanna" plan data/orebro --scenario tests/oracles/four-weeks.toml --time-limit 60s --quiet --out "$pages/large" || exit 1
mv "$pages/large/report.html" "$pages/large/four-weeks.html"
cp "$pages"/*/*.html "$plans/ostersund-sv/"

# --- Judgement -------------------------------------------------------------------------------------------------------

passed=0
failed=0
for script in tests/oracles/*.py tests/oracles/*.mjs; do
    [ -e "$script" ] || continue
    case "$script" in
        *.py) run=("$home/python/bin/python" "$script") ;;
        # Packages are found from where a module lies.
        *.mjs) cp "$script" "$home/node/" && run=(node "$home/node/$(basename "$script")") ;;
    esac
    for folder in "$plans"/*/; do
        name="$(basename "$script") $(basename "$folder")"
        out=$("${run[@]}" "${folder%/}" 2>&1)
        code=$?
        oks=$(grep -c '^ok: ' <<<"$out")
        faults=$(grep -c '^fault: ' <<<"$out")
        # A script that ends badly without a word, or finds nothing to judge, has failed.
        if [ "$faults" = 0 ] && { [ "$code" != 0 ] || [ "$oks" = 0 ]; }; then faults=1; fi
        while read -r line; do echo "$name: $line"; done <<<"$out"
        passed=$((passed + oks))
        failed=$((failed + faults))
    done
done

echo "oracles: $passed passed, $failed failed"
[ "$failed" = 0 ]
