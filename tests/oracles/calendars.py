"""calendar/*.ics: PyPI's icalendar parses them, and what it finds is the roster, minute by minute."""

import csv
import json
import sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar

folder = Path(sys.argv[1])
zone = ZoneInfo("Europe/Stockholm")
faults = []


def fault(text):
    faults.append(text)
    print(f"fault: {text}")


def utc(at):
    return at.astimezone(timezone.utc)


def shifts_of_roster():
    """Who works from when to when, in UTC: rows that follow on each other are one shift."""
    text = (folder / "roster.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.split("\n")[0] else ","))
    shifts = defaultdict(list)
    for row in rows:
        at = lambda clock: datetime.fromisoformat(f"{row['date']}T{clock}").replace(tzinfo=zone)
        start, end = at(row["start"]), at(row["end"])
        if row["end"] <= row["start"]:
            end += timedelta(days=1)
        mine = shifts[row["agent"]]
        # Of an hour that the clock shows twice a row means the reading that follows on the row before.
        later = start.replace(fold=1)
        if mine and mine[-1][1] in (utc(start), utc(later)):
            if mine[-1][1] == utc(later):
                start = later
            if utc(end) <= utc(start):
                end = end.replace(fold=1)
            mine[-1] = (mine[-1][0], utc(end))
        else:
            mine.append((utc(start), utc(end)))
    return shifts


plan = json.loads((folder / "plan.json").read_text())
first = datetime.fromisoformat(plan["horizon"]["start"]).date()
last = first + timedelta(days=plan["horizon"]["days"] - 1)
shifts, events, cancelled, seen = shifts_of_roster(), 0, 0, set()
files = sorted((folder / "calendar").glob("*.ics"))
if not files:
    fault("there is no calendar")
for file in files:
    raw = file.read_bytes()
    lines = raw.split(b"\r\n")
    if raw.count(b"\n") != raw.count(b"\r\n") or lines[-1] != b"" or max(map(len, lines)) > 75:
        fault(f"{file.name}: lines end otherwise than in CRLF, or are longer than 75 octets")
    calendar = Calendar.from_ical(raw)
    for part in calendar.walk():
        if part.errors:
            fault(f"{file.name}: {part.errors}")
    if calendar["VERSION"] != "2.0" or "PRODID" not in calendar or not calendar["X-WR-CALNAME"]:
        fault(f"{file.name}: a property that every calendar has is missing")
    agent = str(calendar["X-BEMANNA-AGENT"])
    # The zone as the file itself tells it, not as this machine knows it.
    own = calendar.walk("VTIMEZONE")[0].to_tz()
    found = []
    for event in calendar.walk("VEVENT"):
        missing = [name for name in ("UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND") if name not in event]
        if missing:
            fault(f"{file.name}: an event without {missing}")
            continue
        uid = str(event["UID"])
        if uid in seen:
            fault(f"{file.name}: two events are {uid}")
        seen.add(uid)
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        for at in (start, end):
            if at.tzinfo is not None and at.tzinfo != timezone.utc and str(at.tzinfo) != "UTC":
                if utc(at.replace(tzinfo=own)) != utc(at):
                    fault(f"{file.name}: {at} is {utc(at.replace(tzinfo=own))} by the file's time zone")
        if utc(start) >= utc(end):
            fault(f"{file.name}: {start} to {end}")
        if event["STATUS"] == "CANCELLED":
            cancelled += 1
            if int(event["SEQUENCE"]) == 0:
                fault(f"{file.name}: {uid} is called off without a higher sequence")
        elif first <= start.astimezone(zone).date() <= last:
            events += 1
            found.append((utc(start), utc(end)))
            if start.astimezone(zone).strftime("%H:%M") not in event["SUMMARY"]:
                fault(f"{file.name}: {event['SUMMARY']} starts {start}")
    if sorted(found) != sorted(shifts.pop(agent, [])):
        fault(f"{file.name}: the events are not the roster's shifts")
# Places that may be hired for have no calendar.
for agent in shifts:
    if not agent.rsplit("-", 1)[-1].isdigit():
        fault(f"{agent} has shifts and no calendar")
if not faults and events:
    print(f"ok: icalendar reads {len(files)} calendars with {events} shifts as in roster.csv, and {cancelled} called off")
sys.exit(bool(faults))
