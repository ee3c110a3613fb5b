"""roster.xlsx: LibreOffice recalculates every formula and finds what was written; the hours and people are the plan's."""

import csv
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl

folder = Path(sys.argv[1])
faults = []


def recalculated(path, home):
    """The workbook after LibreOffice has calculated every formula anew."""
    # Kept values are believed when a file is opened: they are taken out first.
    bare = Path(home) / path.name
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", old.read(name)))
    out = Path(home) / "out"
    profile = f"-env:UserInstallation=file://{home}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / path.name


def close(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) < 1e-9
    return (a or "") == (b or "")


def formulas(path):
    """Every formula with the value that is kept with it, and the same cells calculated anew."""
    written = openpyxl.load_workbook(path)
    kept = openpyxl.load_workbook(path, data_only=True)
    with tempfile.TemporaryDirectory() as home:
        anew = openpyxl.load_workbook(recalculated(path, home), data_only=True)
    count = 0
    for sheet in written:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                before, after = kept[sheet.title][cell.coordinate].value, anew[sheet.title][cell.coordinate].value
                if isinstance(after, str) and after.startswith("#"):
                    faults.append(f"{sheet.title}!{cell.coordinate} is {after}: {cell.value}")
                elif not close(before, after):
                    faults.append(f"{sheet.title}!{cell.coordinate} holds {before!r}, anew {after!r}: {cell.value}")
    return count


book = folder / "roster.xlsx"
n = formulas(book)
if n == 0:
    faults.append("no formula at all")
for fault in faults[:20]:
    print(f"fault: {fault}")
if len(faults) > 20:
    print(f"fault: and {len(faults) - 20} more")
if faults:
    sys.exit(1)
print(f"ok: LibreOffice calculates {n} formulas of roster.xlsx to what they hold")
