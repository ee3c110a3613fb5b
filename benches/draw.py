#!/usr/bin/env python3
"""Draws the invented parts of the centres: who knows what in data/orebro, and five variations of orebro60.

    python3 benches/draw.py orebro      writes data/orebro/{agents,absences,forecast}.csv
    python3 benches/draw.py orebro60    writes data/benchmarks/orebro60-{1..5} and orebro60-certified-{1..5}

Only the standard library, and a generator of its own (SplitMix64), so that the same files come out everywhere.
The rules are told in data/orebro/README.md and data/benchmarks/README.md.
"""

import csv
import pathlib
import sys
from datetime import date, timedelta

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"


class Draws:
    """SplitMix64 (Steele, Lea and Flood, 2014): integers below n without bias worth the name, and shuffles."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return ((z ^ (z >> 31)) * n) >> 64

    def shuffled(self, items):
        items = list(items)
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]
        return items


def write(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
    print(f"{path.relative_to(DATA.parent)}: {len(rows)} rows")


# --- Örebro -----------------------------------------------------------------------------------------------------

FIRST = """Adam Agneta Ahmed Alice Amina Anders Astrid Azad Birgitta Bo Camilla Carlos Daniel Denisa Ebba Edvin Elif
Emil Eva Fatima Filip Frida Goran Greta Hamid Hedda Hugo Ida Ines Isak Jasna Johan Kaisa Khalid Klara Lars Leyla
Linnea Ludvig Maja Marko Mehdi Moa Nasrin Nils Olga Oskar Pia Reza Rosa Sahra Stina Tuva Viktor Yusuf""".split()
LAST = """Exempelsson Påhittsdotter Provström Låtsasson Testgren Fiktivsson Skenlund Mallberg Demosson Platshållar
Övningsson""".split()
AREAS = ["stod", "skola", "bygg", "gator", "kultur", "arbete", "forsorjning"]
# How many speak it; a language after a slash is spoken by the same people.
SPEAKERS = [
    ("arabiska", 6), ("somaliska", 5), ("persiska/dari", 4), ("kurdiska", 4), ("bosniska/serbiska/kroatiska", 4),
    ("finska", 4), ("turkiska/azeriska", 3), ("ryska", 3), ("spanska", 4), ("tyska", 4), ("italienska", 2),
    ("teckensprak", 3),
]
# By volume, the largest first; the k-th has a share in proportion to 1/k.
LANGUAGES = """arabiska engelska somaliska finska persiska kurdiska bosniska dari ryska turkiska spanska serbiska tyska
kroatiska azeriska italienska""".split()
INCOME_SUPPORT = ["arabiska", "somaliska", "persiska", "dari", "kurdiska"]
CALLS, VISITS, EMAILS = 1300.0, 75.0, 25.0
DAY = [45, 60, 70, 75, 75, 70, 65, 50, 40, 45, 60, 65, 65, 60, 55, 45, 35, 20]
WEEK = {"mon": 1.15, "tue": 1.05, "wed": 1.00, "thu": 0.95, "fri": 0.85}


def ascii_id(name):
    return name.lower()


def volumes():
    """Contacts on a mean day, queue by queue."""
    each = {area: CALLS * 0.55 / len(AREAS) for area in AREAS}
    each["inget_val"] = CALLS * 0.25
    each["personsok"] = CALLS * 0.10
    for share, prefix, languages in [(0.08, "", LANGUAGES), (0.02, "forsorjning_", INCOME_SUPPORT)]:
        all_shares = sum(1 / rank for rank in range(1, len(languages) + 1))
        for rank, language in enumerate(languages, 1):
            each[prefix + language] = CALLS * share / rank / all_shares
    each["besok"] = VISITS - 2.0
    each["besok_teckensprak"] = 2.0
    each["video_teckensprak"] = 2.0
    each["epost"] = EMAILS
    return each


def orebro():
    draws = Draws(2014)
    skills = []
    for agent in range(55):
        main = agent % 7
        others = draws.shuffled(area for area in range(7) if area != main)
        skills.append([AREAS[area] for area in [main] + others[: 1 + (agent % 3 == 0)]])
    order = draws.shuffled(range(55))
    place = 0
    for languages, speakers in SPEAKERS:
        for agent in order[place : place + speakers]:
            skills[agent] += languages.split("/")
            if any(language in INCOME_SUPPORT for language in languages.split("/")):
                skills[agent] += [] if "forsorjning" in skills[agent] else ["forsorjning"]
        place += speakers
    rows = []
    for agent, first in enumerate(FIRST):
        known = skills[agent] + ["engelska"] + (["reception"] if agent % 2 == 0 else [])
        rows.append([ascii_id(first), f"{first} {LAST[agent % len(LAST)]}", 100, "|".join(known)])
    write(DATA / "orebro/agents.csv", ["agent", "name", "employment", "skills"], rows)

    absences = []
    for week in range(4):
        monday = date(2026, 11, 23) + timedelta(weeks=week)
        away = sorted(order[place] for place in range(50) if place % 5 == week)
        for agent in away:
            absences.append([rows[agent][0], monday, monday + timedelta(days=4), "semester", "ja"])
    write(DATA / "orebro/absences.csv", ["agent", "from", "to", "kind", "counts_as_work"], absences)

    forecast = []
    for day, factor in WEEK.items():
        for index, share in enumerate(DAY):
            minute = 480 + 30 * index
            start = f"{day} {minute // 60:02}:{minute % 60:02}"
            forecast += [[start, queue, f"{mean * factor * share / 1000:.3f}"] for queue, mean in volumes().items()]
    write(DATA / "orebro/forecast.csv", ["start", "queue", "contacts"], forecast)


if __name__ == "__main__":
    commands = {"orebro": orebro}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]]()
