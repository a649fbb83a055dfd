"""Activities of a database as columns: one number for a single value, one bit a value for short lists."""
import json
import os
import sqlite3

import numpy as np

SINGLE = {"form": "form_id", "structure": "structure", "status": "status"}
CITY_COLUMNS = 6


def read(path):
    """Columns by name, the ids behind their numbers, and the texts that a search looks in."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    activities = db.execute("SELECT id, start_date, form_id, structure, status, network_id, title_en, title_ko, place FROM activity").fetchall()
    rows = {activity[0]: row for row, activity in enumerate(activities)}
    vocabularies, columns = {}, {"year": np.array([int((a[1] or "0")[:4]) for a in activities], "u2")}

    def number(field, value):
        values = vocabularies.setdefault(field, {})
        return values.setdefault(value, len(values))

    family = dict(db.execute("SELECT id, family FROM form"))
    for place, field in ((2, "form"), (3, "structure"), (4, "status")):
        columns[field] = np.array([number(field, a[place]) if a[place] else 255 for a in activities], "u1")
    columns["family"] = np.array([number("family", family[a[2]]) if a[2] else 255 for a in activities], "u1")

    texts = [[a[6] or "", a[7] or "", a[8] or ""] for a in activities]
    names = {kind: {row[0]: " ".join(x for x in row[1:] if x) for row in db.execute(sql)} for kind, sql in (
        ("city", "SELECT id, name_en, name_ko FROM city"),
        ("network", "SELECT id, name_en, name_ko, acronym FROM network"),
        ("partner", "SELECT id, name_en, name_ko FROM partner"))}
    for row, a in enumerate(activities):
        if a[5]:
            texts[row].append(names["network"][a[5]])

    cities = [[] for _ in activities]
    district_of = dict(db.execute("SELECT id, parent_id FROM city WHERE level = 'district' AND parent_id IS NOT NULL"))
    levels = dict(db.execute("SELECT id, level FROM city"))
    level_bits = np.zeros(len(activities), "u8")
    for activity, city in db.execute("SELECT activity_id, city_id FROM activity_city"):
        row = rows[activity]
        level_bits[row] |= 1 << number("city-level", levels[city])
        texts[row].append(names["city"][city])
        for counted in (city, district_of.get(city)):
            if counted and counted not in cities[row]:
                cities[row].append(counted)
    columns["city-level"] = level_bits
    number("city", None)  # 0 = none
    for place in range(CITY_COLUMNS):
        columns[f"city{place}"] = np.array([number("city", c[place]) if place < len(c) else 0 for c in cities], "u2")

    domain = dict(db.execute("SELECT id, domain FROM agenda"))
    agenda_bits, domain_bits, mode_bits, country_bits = (np.zeros(len(activities), "u8") for _ in range(4))
    for activity, agenda in db.execute("SELECT activity_id, agenda_id FROM activity_agenda"):
        agenda_bits[rows[activity]] |= 1 << number("agenda", agenda)
        domain_bits[rows[activity]] |= 1 << number("domain", domain[agenda])
    for activity, mode in db.execute("SELECT activity_id, mode FROM activity_mode"):
        mode_bits[rows[activity]] |= 1 << number("mode", mode)
    for activity, name, country in db.execute("SELECT activity_id, name, country FROM activity_counterpart"):
        country_bits[rows[activity]] |= 1 << number("country", country)
        texts[rows[activity]].append(f"{name} ({country})")
    for activity, partner in db.execute("SELECT activity_id, partner_id FROM activity_partner"):
        texts[rows[activity]].append(names["partner"][partner])
    columns |= {"agenda": agenda_bits, "domain": domain_bits, "mode": mode_bits, "country": country_bits}
    return columns, {field: list(values) for field, values in vocabularies.items()}, [" ".join(t).lower().replace("\n", " ") for t in texts]


def write(folder, columns, vocabularies, texts):
    """For engines that cannot read the database themselves."""
    for name, column in columns.items():
        column.tofile(os.path.join(folder, f"{name}.bin"))
    with open(os.path.join(folder, "texts.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(texts))
    with open(os.path.join(folder, "vocabularies.json"), "w", encoding="utf-8") as file:
        json.dump(vocabularies, file)
