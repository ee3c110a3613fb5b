#!/usr/bin/env bash
# From a clean clone to a plan: installs what is missing, builds, plans Östersund's week and says where the report lies.
#
#     scripts/demo.sh [folder of a centre]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
centre=${1:-data/ostersund}
out=$centre/plan

. scripts/build.sh

cargo build --release --locked --bin bemanna
bemanna=${CARGO_TARGET_DIR:-target}/release/bemanna
"$bemanna" plan "$centre" --out "$out"

echo
echo "The report, to open in a browser:  $PWD/$out/report.html"
echo "The roster, to open in Excel:      $PWD/$out/roster.xlsx"
echo "Another centre:                    $bemanna plan <folder>"
