"""S1 (M/M/12, eight hours from empty, then drained) in SimPy and in Ciw: contacts per second on one core.

Run by `cargo bench --bench simulation` beside our own; needs `pip install simpy ciw`. Prints one line for each package
that is there, `name;contacts;seconds;share answered within 20 s`, and nothing for one that is not.
"""

import random
import time

DAYS = 40
RATE, SERVICE, AGENTS, MINUTES, WITHIN = 4.2, 0.5, 12, 480.0, 1.0 / 3.0


def simpy_day(simpy, seed):
    draw = random.Random(seed)
    waits = []

    def contact(env, agents):
        arrival = env.now
        with agents.request() as request:
            yield request
            waits.append(env.now - arrival)
            yield env.timeout(draw.expovariate(SERVICE))

    def arrivals(env, agents):
        while True:
            yield env.timeout(draw.expovariate(RATE))
            if env.now >= MINUTES:
                return
            env.process(contact(env, agents))

    env = simpy.Environment()
    env.process(arrivals(env, simpy.Resource(env, AGENTS)))
    env.run()
    return waits


def ciw_day(ciw, seed):
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(RATE)],
        service_distributions=[ciw.dists.Exponential(SERVICE)],
        number_of_servers=[AGENTS],
    )
    simulation = ciw.Simulation(network)
    # Ciw has no closing time: a day ends at eight hours, with who is still there not counted.
    simulation.simulate_until_max_time(MINUTES)
    return [record.waiting_time for record in simulation.get_all_records()]


def run(name, day):
    try:
        package = __import__(name)
    except ImportError:
        return
    start = time.perf_counter()
    waits = [wait for seed in range(DAYS) for wait in day(package, seed)]
    seconds = time.perf_counter() - start
    share = sum(wait < WITHIN for wait in waits) / len(waits)
    print(f"{name};{len(waits)};{seconds};{share:.4f}")


run("simpy", simpy_day)
run("ciw", ciw_day)
