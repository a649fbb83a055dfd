"""baselines.py duckdb|polars|sqlite DB FOLDER: runs the steps of FOLDER/ours.json, checks every count, writes the times.

Semantics: a facet counts the activities that pass all other filters; included values mean any of them; a city counts
with its districts; every word of the text must occur in the titles, place, counterparts or names."""
import json
import os
import random
import sqlite3
import sys
import time

engine, path, folder = sys.argv[1:]
LIMIT_SECONDS = float(os.environ.get("LIMIT_SECONDS", "60"))
REPEAT = 3
SINGLE = ["form", "family", "structure", "status"]
BITS = ["city-level", "agenda", "domain", "mode", "country"]
ours = json.load(open(os.path.join(folder, "ours.json")))
began = time.time()


def named(vocabularies, field, counts):
    return {vocabularies[field][number]: n for number, n in counts if n and vocabularies[field][number] is not None}


if engine in ("duckdb", "polars"):
    import columns
    table, vocabularies, texts = columns.read(path)
    columns.write(folder, table, vocabularies, texts)
    numbers = {field: {value: n for n, value in enumerate(values)} for field, values in vocabularies.items()}
    city_columns = [f"city{n}" for n in range(columns.CITY_COLUMNS)]

    def chosen(field, step):
        return [numbers[field][value] for value in step["include"].get(field, []) if value in numbers[field]]

if engine == "duckdb":
    import duckdb
    import pyarrow
    connection = duckdb.connect(config={"threads": 2})
    source = pyarrow.table({**{name.replace("-", "_"): column for name, column in table.items()}, "text": pyarrow.array(texts)})
    connection.execute("CREATE TABLE activity AS SELECT * FROM source")
    del source, table, texts
    ask = lambda sql: connection.execute(sql).fetchall()

    def where(step, but_for):
        parts = ["true"]
        for field in step["include"]:
            codes = chosen(field, step)
            if field == but_for or not step["include"][field]:
                continue
            if field in BITS:
                parts.append(f"({field.replace('-', '_')} & {sum(1 << code for code in codes)}) <> 0")
            else:
                listed = ",".join(map(str, codes)) or "-1"
                of = city_columns if field == "city" else [field]
                parts.append("(" + " OR ".join(f"{column} IN ({listed})" for column in of) + ")")
        if step["years"] and but_for != "years":
            parts.append(f"year BETWEEN {step['years'][0]} AND {step['years'][1]}")
        parts += [f"contains(text, '{word}')" for word in step["text"].split()]
        return " AND ".join(parts)

    def answer(step):
        counts = {}
        for field in SINGLE:
            rows = ask(f"SELECT {field}, count(*) FROM activity WHERE {where(step, field)} AND {field} < 255 GROUP BY 1")
            counts[field] = named(vocabularies, field, rows)
        for field in BITS:
            sums = ", ".join(f"sum(({field.replace('-', '_')} >> {n}) & 1)" for n in range(len(vocabularies[field])))
            counts[field] = named(vocabularies, field, enumerate(ask(f"SELECT {sums} FROM activity WHERE {where(step, field)}")[0]))
        passing = where(step, "city")
        parts = " UNION ALL ".join(f"SELECT {column} c FROM activity WHERE {passing} AND {column} > 0" for column in city_columns)
        counts["city"] = named(vocabularies, "city", ask(f"SELECT c, count(*) FROM ({parts}) GROUP BY 1"))
        return ask(f"SELECT count(*) FROM activity WHERE {where(step, None)}")[0][0], counts

elif engine == "polars":
    os.environ["POLARS_MAX_THREADS"] = "2"
    import polars as pl
    frame = pl.DataFrame({**table, "text": texts})
    del table, texts
    masks = {}

    def mask(dimension, wanted, make):
        if masks.get(dimension, (None, None))[0] != wanted:
            masks[dimension] = (wanted, frame.select(make().alias("m")).to_series())
        return masks[dimension][1]

    def passing(step):
        found = {}
        for field, values in step["include"].items():
            codes = chosen(field, step)
            if values and field in BITS:
                found[field] = mask(field, codes, lambda: (pl.col(field) & sum(1 << code for code in codes)) != 0)
            elif values:
                of = city_columns if field == "city" else [field]
                found[field] = mask(field, codes, lambda: pl.any_horizontal([pl.col(column).is_in(codes) for column in of]))
        if step["years"]:
            found["years"] = mask("years", step["years"], lambda: pl.col("year").is_between(*step["years"]))
        words = step["text"].split()
        if words:
            found["text"] = mask("text", words, lambda: pl.all_horizontal([pl.col("text").str.contains(word, literal=True) for word in words]))
        return found

    def answer(step):
        found = passing(step)
        lazy = frame.lazy().with_columns(*[series.alias("is " + name) for name, series in found.items()])

        def rows(but_for):
            others = [pl.col("is " + name) for name in found if name != but_for]
            return lazy.filter(pl.all_horizontal(others)) if others else lazy

        asked = [rows(field).filter(pl.col(field) < 255).group_by(field).len() for field in SINGLE]
        asked += [rows(field).select([((pl.col(field) & (1 << n)) != 0).sum().alias(str(n)) for n in range(len(vocabularies[field]))]) for field in BITS]
        asked.append(pl.concat([rows("city").select(pl.col(column).alias("c")).filter(pl.col("c") > 0) for column in city_columns]).group_by("c").len())
        asked.append(rows(None).select(pl.len()))
        got = pl.collect_all(asked)
        counts = {field: named(vocabularies, field, got[n].rows()) for n, field in enumerate(SINGLE)}
        counts |= {field: named(vocabularies, field, enumerate(got[len(SINGLE) + n].row(0))) for n, field in enumerate(BITS)}
        counts["city"] = named(vocabularies, "city", got[-2].rows())
        return got[-1].item(), counts

else:
    copy = os.path.join(folder, "indexed.db")
    if not os.path.exists(copy):
        with sqlite3.connect(copy) as target:
            sqlite3.connect(f"file:{path}?mode=ro", uri=True).backup(target)
            for name, columns_ in (("activity_city", "city_id, activity_id"), ("activity_agenda", "agenda_id, activity_id"),
                                   ("activity_mode", "mode, activity_id"), ("activity_counterpart", "activity_id"),
                                   ("activity_partner", "partner_id, activity_id"), ("activity", "form_id"), ("activity", "start_date")):
                target.execute(f"CREATE INDEX \"of_{name}_{columns_[:9]}\" ON {name} ({columns_})")
            target.execute("ANALYZE")
    connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True)
    connection.executescript("PRAGMA mmap_size = 8589934592; PRAGMA cache_size = -262144; PRAGMA temp_store = MEMORY")
    PAIRS = {
        "city": "SELECT activity_id a, city_id v FROM activity_city",
        "city-level": "SELECT activity_id a, level v FROM activity_city JOIN city ON id = city_id",
        "agenda": "SELECT activity_id a, agenda_id v FROM activity_agenda",
        "domain": "SELECT activity_id a, domain v FROM activity_agenda JOIN agenda ON id = agenda_id",
        "form": "SELECT id a, form_id v FROM activity",
        "family": "SELECT activity.id a, family v FROM activity JOIN form ON form.id = form_id",
        "mode": "SELECT activity_id a, mode v FROM activity_mode",
        "structure": "SELECT id a, structure v FROM activity",
        "status": "SELECT id a, status v FROM activity",
        "country": "SELECT activity_id a, country v FROM activity_counterpart",
    }
    ABOVE = " UNION SELECT activity_id, parent_id FROM activity_city JOIN city ON id = city_id WHERE level = 'district' AND parent_id IS NOT NULL"
    quoted = lambda values: "(" + ",".join(f"'{value}'" for value in values) + ")"

    def where(step, but_for):
        parts = ["1"]
        for field, values in step["include"].items():
            if values and field != but_for:
                pairs = PAIRS[field] + (ABOVE if field == "city" else "")
                parts.append(f"id IN (SELECT a FROM ({pairs}) WHERE v IN {quoted(values)})")
        if step["years"] and but_for != "years":
            parts.append(f"start_date >= '{step['years'][0]}' AND start_date < '{step['years'][1] + 1}'")
        for word in step["text"].split():
            like = lambda columns_: "(" + " OR ".join(f"{column} LIKE '%{word}%'" for column in columns_) + ")"
            names = " OR ".join(f"id IN (SELECT a FROM ({pairs}) JOIN {table_} x ON x.id = v WHERE {like(columns_)})" for pairs, table_, columns_ in (
                (PAIRS["city"], "city", ["name_en", "name_ko"]),
                ("SELECT id a, network_id v FROM activity", "network", ["name_en", "name_ko", "acronym"]),
                ("SELECT activity_id a, partner_id v FROM activity_partner", "partner", ["name_en", "name_ko"])))
            other = f"id IN (SELECT activity_id FROM activity_counterpart WHERE name || ' (' || country || ')' LIKE '%{word}%')"
            parts.append(f"({like(['title_en', 'title_ko', 'place'])} OR {other} OR {names})")
        return " AND ".join(parts)

    def answer(step):
        counts = {}
        for field, pairs in PAIRS.items():
            pairs += ABOVE if field == "city" else ""
            passing = where(step, field)
            narrowed = "" if passing == "1" else f" AND a IN (SELECT id FROM activity WHERE {passing})"
            counts[field] = dict(connection.execute(f"SELECT v, count(DISTINCT a) FROM ({pairs}) WHERE v IS NOT NULL{narrowed} GROUP BY v"))
        return connection.execute(f"SELECT count(*) FROM activity WHERE {where(step, None)}").fetchone()[0], counts

load = time.time() - began
report = {"engine": engine, "load_seconds": load, "series": []}
for series in ours["series"]:
    steps = series["steps"]
    fastest, wrong = [None] * len(steps), 0
    order = list(range(len(steps)))
    if engine != "polars":  # which remembers masks from step to step
        random.Random(7).shuffle(order)
    since = time.time()
    for repeat in range(REPEAT):
        for n in order:
            measured = sum(time_ is not None for time_ in fastest)
            if time.time() - since > LIMIT_SECONDS and (repeat or measured >= 4):
                break
            start = time.perf_counter()
            total, counts = answer(steps[n])
            took = (time.perf_counter() - start) * 1e3
            fastest[n] = min(took, fastest[n] or took)
            wrong += not repeat and (total, counts) != (steps[n]["total"], steps[n]["counts"])
    report["series"].append({"name": series["name"], "milliseconds": fastest, "wrong": wrong})
    print(engine, series["name"], "steps", sum(t is not None for t in fastest), "wrong", wrong, flush=True)
json.dump(report, open(os.path.join(folder, f"{engine}.json"), "w"))
