"""roster.xlsx: LibreOffice recalculates every formula and finds what was written; a changed shift moves what it should."""

import csv
import json
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
    bare = Path(home) / ("bare-" + path.name)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", old.read(name)))
    out = Path(home) / "out"
    profile = f"-env:UserInstallation=file://{home}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / bare.name


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


def edited(book):
    """A person's first shift, an hour taken off its end, in a workbook that has no kept values: hours and people anew."""
    week = book.worksheets[0]
    for row in week.iter_rows(min_row=5, min_col=3):
        for cell in row:
            clocks, *rest = str(cell.value or "").split("\n")
            ends = re.fullmatch(r"\d\d:\d\d–(\d\d):(\d\d)", clocks)
            # Not reserve, nothing else in the last hour, and no clock that changes in it.
            if not ends or any(line.startswith("reserv") for line in rest):
                continue
            last = int(ends[1]) * 60 + int(ends[2])
            times = [int(h) * 60 + int(m) for h, m in re.findall(r"–(\d\d):(\d\d)", "\n".join(rest))]
            if 300 < last and all(time <= last - 60 for time in times):
                earlier = f"{(last - 60) // 60:02}:{last % 60:02}"
                cell.value = clocks[:6] + earlier + "".join("\n" + line for line in rest)
                return week.cell(row=cell.row, column=1).value, clocks
    return None


def numbers(sheet):
    """The numbers on a sheet by cell."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate: cell.value for cell in cells if isinstance(cell.value, (int, float))}


def moves(path):
    """Changes a shift as a scheduler would, and says what has moved."""
    with tempfile.TemporaryDirectory() as home:
        book = openpyxl.load_workbook(path)
        change = edited(book)
        if change is None:
            return None
        copy = Path(home) / "changed.xlsx"
        book.save(copy)
        after = openpyxl.load_workbook(recalculated(copy, home), data_only=True)
    before = openpyxl.load_workbook(path, data_only=True)
    hours, coverage = before.sheetnames[-3], before.sheetnames[-2]
    changed = lambda name: [
        value - numbers(before[name])[cell]
        for cell, value in numbers(after[name]).items()
        if abs(value - numbers(before[name])[cell]) > 1e-9
    ]
    day, *_ = moved = changed(hours) or [0]
    # The day, the sums of week and everybody, and where there is a contract the difference to it: an hour less each.
    if not (4 <= len(moved) <= 8 and all(abs(step + 1) < 1e-9 for step in moved)):
        faults.append(f"an hour less for {change[0]} moves hours by {moved}")
    # One person less over an hour: its intervals, in which the difference to the need falls too.
    there = changed(coverage)
    length = json.loads((folder / "plan.json").read_text())["horizon"]["interval_minutes"]
    if not (there and all(-1 - 1e-9 <= step < 0 for step in there) and abs(sum(there) + 2 * 60 / length) < 1e-9):
        faults.append(f"an hour less for {change[0]} moves people by {there}")
    return f"{change[1]} made an hour shorter for {change[0]} moves {len(moved)} hours and {len(there)} numbers of people"


book = folder / "roster.xlsx"
n = formulas(book)
if n == 0:
    faults.append("no formula at all")
change = moves(book)
if change is None:
    faults.append("no shift to change")
for fault in faults[:20]:
    print(f"fault: {fault}")
if len(faults) > 20:
    print(f"fault: and {len(faults) - 20} more")
if faults:
    sys.exit(1)
print(f"ok: LibreOffice calculates {n} formulas of roster.xlsx to what they hold")
print(f"ok: {change}")
