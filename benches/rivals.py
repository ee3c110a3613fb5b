#!/usr/bin/env python3
"""HiGHS and CP-SAT on the weeks that `cargo bench --bench plan -- --rivals` measures.

    python3 benches/rivals.py plain highs 120 data/benchmarks/orebro60     a column per shift and lunch, flows to queues
    python3 benches/rivals.py plain cpsat 120 data/benchmarks/orebro60
    python3 benches/rivals.py ours  highs 120 program.mps                  our program, without our way to a roster
    python3 benches/rivals.py ours  cpsat 120 program.mps

Prints a line of JSON whenever people or the bound on them improve. Needs Python 3.11 and, from PyPI, highspy or ortools.
The plain model reads centres of the benchmark's kind: one skill a queue, one shift a day, no rules, people asked for.
"""

import csv
import json
import math
import pathlib
import sys
import time
import tomllib
from collections import defaultdict


class Trace:
    """Prints the fewest people found and the most proven, whenever either improves."""

    def __init__(self):
        self.began, self.people, self.bound = time.monotonic(), None, 0

    def tell(self, people=None, bound=None):
        before = (self.people, self.bound)
        if people is not None:
            self.people = min(people, self.people if self.people is not None else people)
        if bound is not None and math.isfinite(bound):
            self.bound = max(self.bound, math.ceil(bound - 1e-6))
        if before != (self.people, self.bound):
            seconds = time.monotonic() - self.began
            print(json.dumps({"t": round(seconds, 2), "people": self.people, "bound": self.bound}), flush=True)


class Model:
    """Minimise cost over columns, subject to lower <= terms <= upper; whoever counts as a person is listed in heads."""

    def __init__(self):
        self.cost, self.lower, self.upper, self.whole = [], [], [], []
        self.rows, self.heads, self.people_above = [], [], None

    def column(self, cost, lower, upper, whole):
        self.cost.append(cost), self.lower.append(lower), self.upper.append(upper), self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, lower, upper, terms):
        self.rows.append((lower, upper, terms))


def minutes(text):
    hours, _, rest = text.partition(":")
    return round(float(hours.replace(",", ".")) * 60) + (int(rest) if rest else 0)


def plain(folder):
    """Each agent takes at most one pattern (start, length, lunch) a day and is shared out over queues as a flow."""
    folder = pathlib.Path(folder)
    centre = tomllib.loads((folder / "centre.toml").read_text(encoding="utf-8"))
    agents = list(csv.DictReader((folder / "agents.csv").open(encoding="utf-8")))
    asked = defaultdict(dict)
    for row in csv.DictReader((folder / "requirement.csv").open(encoding="utf-8")):
        if int(row["agents"]):
            asked[row["start"]][row["queues"]] = int(row["agents"])
    step = centre["grid_minutes"]
    templates = {shift["id"]: shift for shift in centre["shifts"]}
    model = Model()
    flows = defaultdict(list)
    for agent in agents:
        head = model.column(1000.0, 0, 1, True)
        model.heads.append(head)
        shift = templates[agent["shifts"]]
        worked = []
        for day, hours in ((day, centre["opening"][day][0]) for day in ("mon", "tue", "wed", "thu", "fri")):
            opens, closes = (minutes(hour) for hour in hours.split("-"))
            present = defaultdict(list)
            patterns = []
            for start, work, lunch in patterns_of(shift, opens, closes, step):
                column = model.column(0.05 * work / step, 0, 1, True)
                patterns.append(column)
                worked.append((column, work))
                end = start + work + (step if lunch is not None else 0)
                for moment in range(start, end, step):
                    if moment != lunch:
                        present[moment].append(column)
            model.row(-math.inf, 0, [(column, 1) for column in patterns] + [(head, -1)])
            for moment, columns in present.items():
                when = f"{day} {moment // 60:02}:{moment % 60:02}"
                able = [queue for queue in asked[when] if queue in agent["skills"].split("|")]
                shared = [model.column(0.0, 0, 1, False) for _ in able]
                for queue, column in zip(able, shared):
                    flows[when, queue].append((column, 1))
                if able:
                    model.row(-math.inf, 0, [(column, 1) for column in shared] + [(column, -1) for column in columns])
        model.row(-math.inf, minutes(agent["weekly_hours"]), worked)
    for when, queues in asked.items():
        for queue, people in queues.items():
            model.row(people, math.inf, flows[when, queue])
    # A head costs 1000 and at most 80 half-hours at 0.05.
    model.people_above = lambda bound: bound / 1004
    return model


def patterns_of(shift, opens, closes, step):
    (rule,) = shift["breaks"]
    first, last = (minutes(time) for time in shift["start"].split("-"))
    earliest, latest = (minutes(time) for time in rule["between"].split("-"))
    for start in range(max(first, opens), last + 1, step):
        for work in map(minutes, shift["work"]):
            if work <= minutes(rule["if_work_over"]):
                if start + work <= closes:
                    yield start, work, None
                continue
            end = start + work + rule["minutes"]
            lunches = range(max(start + minutes(rule["earliest_after_start"]), earliest),
                            min(start + minutes(rule["latest_after_start"]), latest - rule["minutes"],
                                end - minutes(rule["before_end"]) - rule["minutes"]) + 1, step)
            if end <= closes:
                yield from ((start, work, lunch) for lunch in lunches)


def ours(path):
    """Our program as `bemanna` writes it: free MPS, the columns that count people called h0, h1, ..."""
    model, names, rows, section, whole, kinds = Model(), {}, {}, None, False, {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            words = line.split()
            if not line.startswith(" "):
                section = words[0]
            elif section == "ROWS" and words[0] != "N":
                kinds[words[1]], rows[words[1]] = words[0], [0.0, []]
            elif section == "COLUMNS" and words[1] == "'MARKER'":
                whole = words[2] == "'INTORG'"
            elif section == "COLUMNS":
                name, row, value = words[0], words[1], float(words[2])
                if name not in names:
                    names[name] = model.column(0.0, 0.0, math.inf, whole)
                if row == "cost":
                    model.cost[names[name]] = value
                else:
                    rows[row][1].append((names[name], value))
            elif section == "RHS":
                rows[words[1]][0] = float(words[2])
            elif section == "BOUNDS":
                bounds = model.lower if words[0] == "LO" else model.upper
                bounds[names[words[2]]] = float(words[3])
    for row, (side, terms) in rows.items():
        kind = kinds[row]
        model.row(-math.inf if kind == "L" else side, math.inf if kind == "G" else side, terms)
    model.heads = [column for name, column in names.items() if name.startswith("h")]
    person = min(model.cost[head] for head in model.heads)
    # All paid time together costs at most 100.
    model.people_above = lambda bound: (bound - 100) / person
    return model


def highs(model, seconds):
    import highspy
    import numpy

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.cost), len(model.rows)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = (numpy.array(x, float) for x in (model.cost, model.lower, model.upper))
    lp.row_lower_ = numpy.array([row[0] for row in model.rows], float)
    lp.row_upper_ = numpy.array([row[1] for row in model.rows], float)
    lp.integrality_ = [highspy.HighsVarType.kInteger if w else highspy.HighsVarType.kContinuous for w in model.whole]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.cumsum([0] + [len(row[2]) for row in model.rows])
    lp.a_matrix_.index_ = numpy.array([column for row in model.rows for column, _ in row[2]])
    lp.a_matrix_.value_ = numpy.array([value for row in model.rows for _, value in row[2]], float)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", seconds)
    solver.passModel(lp)
    trace = Trace()

    def improved(event):
        trace.tell(round(sum(event.data_out.mip_solution[head] for head in model.heads)))

    solver.cbMipImprovingSolution.subscribe(improved)
    solver.cbMipInterrupt.subscribe(lambda event: trace.tell(bound=model.people_above(event.data_out.mip_dual_bound)))
    solver.solve()
    info = solver.getInfo()
    if info.primal_solution_status == 2:
        values = solver.getSolution().col_value
        trace.tell(round(sum(values[head] for head in model.heads)))
    trace.tell(bound=model.people_above(info.mip_dual_bound))


def cpsat(model, seconds):
    from ortools.sat.python import cp_model

    # Whole numbers only: a cost is rounded down at the sixth decimal, so that what bounds it still bounds the cost. A flow
    # is whole where people are; every other column without integrality takes whole values at no loss likewise.
    scale = 10**6
    program = cp_model.CpModel()
    most = 10**6
    columns = [program.new_int_var(math.ceil(lower), int(min(upper, most)), "")
               for lower, upper in zip(model.lower, model.upper)]
    for lower, upper, terms in model.rows:
        assert all(value == int(value) for _, value in terms), "CP-SAT takes whole coefficients"
        total = cp_model.LinearExpr.weighted_sum([columns[c] for c, _ in terms], [int(v) for _, v in terms])
        if upper < math.inf:
            program.add(total <= math.floor(upper + 1e-9))
        if lower > -math.inf:
            program.add(total >= math.ceil(lower - 1e-9))
    cost = [math.floor(cost * scale) for cost in model.cost]
    program.minimize(cp_model.LinearExpr.weighted_sum(columns, cost))
    trace = Trace()

    class Improved(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self):
            trace.tell(sum(self.value(columns[head]) for head in model.heads))

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 8
    solver.best_bound_callback = lambda bound: trace.tell(bound=model.people_above(bound / scale))
    solver.solve(program, Improved())
    trace.tell(bound=model.people_above(solver.best_objective_bound / scale))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    _, which, solver, seconds, path = sys.argv
    try:
        {"highs": highs, "cpsat": cpsat}[solver]({"plain": plain, "ours": ours}[which](path), float(seconds))
    except ModuleNotFoundError as error:
        print(json.dumps({"skipped": f"{error.name} is not installed (pip install highspy ortools)"}))
