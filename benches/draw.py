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
from math import exp

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


# --- Five variations of orebro60 ----------------------------------------------------------------------------------

# The case's own rates, counted from its files.
CASE_AREAS = ["social", "school", "building", "culture", "employment"]
CASE_LANGUAGES = [("finnish", 10), ("arabic", 17), ("somali", 10), ("persian", 10), ("sign", 5)]
# Half-hours from 08:00, in per cent of the day's first; the last four are Thursday evening's.
CASE_DAY = [100, 130, 150, 160, 156, 144, 130, 110, 100, 116, 132, 136, 124, 112, 100, 84, 68, 52]
CASE_EVENING = [34, 30.7, 23.9, 17]
CASE_WEEK = {"mon": 1.0, "tue": 0.8814, "wed": 0.8305, "thu": 0.8051, "fri": 0.7203}
CASE_SHARES = [("social", 22), ("school", 20), ("building", 20), ("culture", 8), ("employment", 10), ("general", 20)]
CASE_SHARES += [(language, 1) for language, _ in CASE_LANGUAGES]
CASE_FIRST = 16.0399 / 22


def drawn_people(draws):
    """Sixty people; drawn again until at least four know each language."""
    while True:
        people = []
        for _ in range(60):
            areas = draws.shuffled(CASE_AREAS)[: 2 if draws.below(60) < 41 else 3]
            known = set()
            place = draws.below(60)
            for _ in range(0 if place < 21 else 1 if place < 48 else 2):
                left = [(language, weight) for language, weight in CASE_LANGUAGES if language not in known]
                known.add(draws.shuffled([language for language, weight in left for _ in range(weight)])[0])
            place = draws.below(60)
            hours = 40 if place < 39 else 30 if place < 51 else 20
            skills = [area for area in CASE_AREAS if area in areas] + ["general"]
            skills += [language for language, _ in CASE_LANGUAGES if language in known]
            people.append((hours, skills + (["reception"] if draws.below(60) < 36 else [])))
        if all(sum(language in skills for _, skills in people) >= 4 for language, _ in CASE_LANGUAGES):
            return people


def waits(agents, load):
    """Erlang C: the probability that a contact waits."""
    blocked = 1.0
    for n in range(1, agents + 1):
        blocked = load * blocked / (n + load * blocked)
    return agents * blocked / (agents - load * (1 - blocked)) if load < agents else 1.0


def least_agents(contacts, handle_time):
    """Fewest agents of whom 80 % are answered within 120 s by Erlang C in a half-hour."""
    load, agents = contacts * handle_time / 1800, 1
    while load >= agents or 1 - waits(agents, load) * exp(-(agents - load) * 120 / handle_time) < 0.8:
        agents += 1
    return agents


def orebro60():
    source = DATA / "benchmarks"
    for variation in range(1, 6):
        draws = Draws(60 + variation)
        people = drawn_people(draws)
        volume = (85 + draws.below(31)) / 100
        mix = [(queue, share * (80 + draws.below(41)) / 100) for queue, share in CASE_SHARES]
        scale = CASE_FIRST * volume * 105 / sum(share for _, share in mix)
        forecast, required = [], []
        for day, factor in CASE_WEEK.items():
            shares = [share * factor for share in CASE_DAY + (CASE_EVENING if day == "thu" else [])]
            for index, share in enumerate(shares):
                start = f"{day} {(480 + 30 * index) // 60:02}:{30 * (index % 2):02}"
                for queue, part in mix:
                    contacts = round(scale * part * share / 100, 3)
                    rare = queue in dict(CASE_LANGUAGES)
                    forecast.append([start, queue, f"{contacts:.3f}"])
                    required.append([start, queue, 1 if rare else least_agents(contacts, 240)])
                required.append([start, "reception", 2])
        for kind, tables in [("", {"requirement": (["start", "queues", "agents"], required)}),
                             ("-certified", {"forecast": (["start", "queue", "contacts"], forecast)})]:
            folder = source / f"orebro60{kind}-{variation}"
            folder.mkdir(parents=True, exist_ok=True)
            centre = (source / f"orebro60{kind}/centre.toml").read_text(encoding="utf-8").split("\n")
            name = next(line for line in centre if line.startswith("name = "))
            centre[centre.index(name)] = f'{name[:-1]}, variation {variation}"'
            (folder / "centre.toml").write_text("\n".join(centre), encoding="utf-8")
            shift = "h" if kind else "week"
            rows = [[f"a{i:02}", 100 * hours // 40, hours, "|".join(skills), f"{shift}{hours}"]
                    for i, (hours, skills) in enumerate(people, 1)]
            write(folder / "agents.csv", ["agent", "employment", "weekly_hours", "skills", "shifts"], rows)
            for table, (header, rows) in tables.items():
                write(folder / f"{table}.csv", header, rows)


if __name__ == "__main__":
    commands = {"orebro": orebro, "orebro60": orebro60}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]]()
