"""ratios.py FOLDER: milliseconds a filter change, and how many times as long each engine takes, side by side."""
import json
import os
import sys

folder = sys.argv[1]


def quantile(times, part):
    times = sorted(times)
    return times[round((len(times) - 1) * part)]


def steps(report, name):
    series = next(series for series in report["series"] if series["name"] == name)
    # The first step of a brush prepares the others.
    begin = 1 if name.startswith("brush") else 0
    return [time for time in series["milliseconds"][begin:] if time is not None], series.get("wrong", 0)


ours = json.load(open(os.path.join(folder, "ours.json")))
print(f"{ours['activities']} activities; ms a change of the filter, p50 / p95 over the steps (times ours)")
print(f"{'engine':<14}{'load s':>8}" + "".join(f"{series['name']:>38}" for series in ours["series"]))
for engine in ("ours", "duckdb", "polars", "crossfilter2", "sqlite"):
    path = os.path.join(folder, f"{engine}.json")
    if not os.path.exists(path):
        continue
    report = json.load(open(path))
    line = f"{engine:<14}{report['load_seconds']:>8.1f}"
    for series in ours["series"]:
        times, wrong = steps(report, series["name"])
        own, _ = steps(ours, series["name"])
        middle, high = quantile(times, 0.5), quantile(times, 0.95)
        ratio = f"x{middle / quantile(own, 0.5):,.0f}"
        cell = f"{middle:.3f} / {high:.3f} ({ratio}){f' {wrong} WRONG' if wrong else ''}"
        line += f"{cell:>38}"
    print(line)
