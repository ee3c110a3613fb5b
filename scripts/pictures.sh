#!/usr/bin/env bash
# The README's pictures, from the repository's own data: plans Östersund's week and photographs its report, light and dark.
#
#     scripts/pictures.sh
#
# Needs Chromium, and Python with Pillow to shrink the pictures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. scripts/build.sh

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ]; then
    echo "Chromium is missing: install the package chromium" >&2
    exit 1
fi

cargo build --release --locked --bin bemanna
bemanna=${CARGO_TARGET_DIR:-target}/release/bemanna
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bemanna" plan data/ostersund --lang en --quiet --out "$work/plan"
mkdir -p docs/pictures

# One part of the page by itself: the others are hidden. Chromium is told which colours the reader prefers.
photograph() { # light|dark, the section by its id or "top", height with room to spare, name
    local only="main>:not(#$2),header.top,footer{display:none!important}" preferred=1
    if [ "$2" = top ]; then only="main>section[id],nav,footer{display:none!important}"; fi
    if [ "$1" = dark ]; then preferred=0; fi
    sed "s|</head>|<style>$only</style></head>|" "$work/plan/report.html" > "$work/page.html"
    "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking \
        --user-data-dir="$work/profile" --blink-settings=preferredColorScheme=$preferred \
        --force-device-scale-factor=1.5 --window-size="1100,$3" --screenshot="$work/$4.png" "file://$work/page.html" \
        > /dev/null 2>&1
    # 64 colours are enough for text and hatching, and half the size.
    python3 - "$work/$4.png" "docs/pictures/$4.png" <<'PY'
import sys
from PIL import Image, ImageChops
picture = Image.open(sys.argv[1]).convert("RGB")
# What is empty above and below goes, but for a margin.
empty = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
_, top, _, bottom = ImageChops.difference(picture, empty).getbbox()
picture = picture.crop((0, max(0, top - 30), picture.width, min(picture.height, bottom + 30)))
picture.quantize(colors=64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(sys.argv[2], optimize=True)
PY
}

for scheme in light dark; do
    photograph $scheme top 1000 "verdict-$scheme"
    photograph $scheme day 1200 "day-$scheme"
done
ls -l docs/pictures
