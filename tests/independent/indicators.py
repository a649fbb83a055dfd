"""The indicators of a database once more, by SQL and plain arithmetic: shares no line with the program.

Prints JSON: for each indicator its value and n over everything, and some of its parts and years.
Who is counted is as by default: upper-level governments, activities that were held, international networks, ties that
stand, all institutions but bills.
"""

import json
import math
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict

db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)


def rows(sql, *values):
    return db.execute(sql, values).fetchall()


def year(date):
    return int(date[:4]) if date and re.match(r"^\d{4}(-\d\d(-\d\d)?)?$", date) else None


meta = dict(rows("select key, value from meta"))
AS_OF = meta["as_of"]
NOW = year(AS_OF)

upper = [
    city
    for city, end in rows("select id, valid_to from city where level = 'upper' order by rowid")
    if end is None or year(end) >= NOW
]
N = len(upper)

# ---- activities ----

held = {}
for id_, start, form, structure, network in rows(
    "select id, start_date, form_id, structure, network_id from activity where status = 'held'"
):
    held[id_] = {"start": start, "year": year(start), "form": form, "structure": structure}


def lists(sql):
    found = defaultdict(list)
    for key, value in rows(sql):
        found[key].append(value)
    return found


agendas = lists("select activity_id, agenda_id from activity_agenda")
modes = lists("select activity_id, mode from activity_mode")
cities = lists("select activity_id, city_id from activity_city")
strict = {id_ for (id_,) in rows("select id from agenda where nts_strict = 1")}
broad = {id_ for (id_,) in rows("select id from agenda where nts_broad = 1")}
MANY = {"minilateral", "network", "global-forum"}
SHARING = {"policy-sharing", "training", "secondment", "joint-project"}


def share(hits, n):
    return {"value": hits / n if n else None, "n": n, "hits": hits}


def by_year(of, is_hit):
    found = {}
    for id_ in of:
        if held[id_]["year"] is not None:
            hits, n = found.get(held[id_]["year"], (0, 0))
            found[held[id_]["year"]] = (hits + bool(is_hit(id_)), n + 1)
    return {str(at): share(*pair) for at, pair in sorted(found.items())}


def share_of(of, is_hit):
    return share(sum(bool(is_hit(id_)) for id_ in of), len(of))


out = {}
known = [id_ for id_ in held if held[id_]["structure"] in MANY | {"bilateral", "unilateral"}]
is_many = lambda id_: held[id_]["structure"] in MANY
is_two = lambda id_: held[id_]["structure"] == "bilateral"
out["I1"] = share_of(known, is_many) | {"points": by_year(known, is_many)}

tagged = [id_ for id_ in held if agendas[id_]]
is_strict = lambda id_: bool(strict & set(agendas[id_]))
is_broad = lambda id_: bool(broad & set(agendas[id_]))
out["I5"] = share_of(tagged, is_strict) | {
    "points": by_year(tagged, is_strict),
    "parts": {"broad": share_of(tagged, is_broad)},
}

is_sharing = lambda id_: held[id_]["form"] in SHARING
many, two = [id_ for id_ in held if is_many(id_)], [id_ for id_ in held if is_two(id_)]
out["I6"] = share_of(list(held), is_sharing) | {
    "points": by_year(held, is_sharing),
    "parts": {"multilateral": share_of(many, is_sharing), "bilateral": share_of(two, is_sharing)},
}

cells = [[0, 0], [0, 0]]
for id_ in tagged:
    if is_many(id_) or is_two(id_):
        cells[0 if is_many(id_) else 1][0 if is_strict(id_) else 1] += 1
a, b, c, d = (x + 0.5 for row in cells for x in row)
out["I7"] = {"value": a * d / (b * c), "n": sum(map(sum, cells))}


def hill(counts):
    total = sum(counts)
    shares = [count / total for count in counts if count]
    return {
        "D0": len(shares),
        "D1": math.exp(-sum(p * math.log(p) for p in shares)),
        "D2": 1 / sum(p * p for p in shares),
        "n": total,
    }


tags = hill(Counter(tag for id_ in held for tag in agendas[id_]).values())
out["I8"] = {"value": tags["D1"], "n": tags["n"]}

# ---- networks ----

pairs = defaultdict(list)
for city, network, joined, left, role in rows(
    'select m.city_id, m.network_id, m.joined, m."left", m.role from membership m '
    "join network n on n.id = m.network_id where n.scope is not 'domestic'"
):
    pairs[city, network].append((joined, left, role))
spells = {}
for pair, found in pairs.items():
    plain = [row for row in found if row[2] in (None, "member", "founder")]
    dated = [row[0] for row in (plain or found) if row[0]]
    gone = [row[1] for row in plain if row[1]]
    spells[pair] = (
        year(min(dated)) if dated else None,
        year(max(gone)) if plain and len(gone) == len(plain) else None,
        any(row[2] not in (None, "member") for row in found),
    )
out["I2"] = {
    "value": sum(
        1 for joined, left, _ in spells.values() if joined is not None and joined <= NOW and (left is None or left > NOW)
    ),
    "undated": sum(joined is None for joined, _, _ in spells.values()),
}
current = [
    pair
    for pair, (joined, left, _) in spells.items()
    if (joined is None or joined <= NOW) and (left is None or left > NOW)
]
degrees = [sum(city == pair[0] for pair in current) for city in upper]
own = [spells[pair] for pair in spells if pair[0] in upper]
out["I3"] = {
    "value": sum(degrees) / N,
    "n": N,
    "parts": {"lead-share": share(sum(leads for _, _, leads in own), len(own))},
}
k = len({network for city, network in current if city in upper})
ranked = sorted(degrees)
out["I4"] = {
    "value": sum(max(degrees) - degree for degree in degrees) / ((N - 1) * k),
    "n": N,
    "parts": {
        "gini": {
            "value": sum((2 * (rank + 1) - N - 1) * degree for rank, degree in enumerate(ranked)) / (N * sum(ranked))
        }
    },
}

# ---- institutions ----

instruments = rows("select id, kind, start_date, end_date, date_basis from instrument where kind is not 'bill'")
at = lists("select instrument_id, city_id from instrument_city")
begun = [row for row in instruments if year(row[2]) is not None and year(row[2]) <= NOW]
out["I9"] = {"value": len(begun), "undated": sum(year(row[2]) is None for row in instruments)}

adopted, somehow = {}, set()
for id_, kind, start, _, _ in instruments:
    if kind == "ordinance":
        for city in set(at[id_]) & set(upper):
            if year(start) is None:
                somehow.add(city)
            elif year(start) <= NOW:
                adopted[city] = min(year(start), adopted.get(city, 9999))
acts = rows("select start_date, title_en, title_ko from instrument i where kind = 'act' and start_date is not null "
            "and not exists (select 1 from instrument_city c where c.instrument_id = i.id)")
law = year(min(start for start, en, ko in acts if "public diplomacy act" in (en or "").lower() or "공공외교법" in (ko or "")))
waiting = [(adopted[city] - law, True) for city in adopted if adopted[city] > law]
waiting += [(NOW - law, False) for city in upper if city not in adopted and city not in somehow]
survival, steps = 1.0, {}
for lag in sorted({lag for lag, event in waiting if event}):
    at_risk = sum(other >= lag for other, _ in waiting)
    survival *= 1 - sum(other == lag and event for other, event in waiting) / at_risk
    steps[str(lag)] = {"value": 1 - survival, "n": at_risk}
out["I10"] = share(len(adopted), N) | {
    "parts": {"before-law": share(sum(first <= law for first in adopted.values()), N)},
    "lags": steps,
}

LOCAL = ["ordinance", "plan", "organisation", "task-force", "position", "council", "fund", "overseas-office"]
standing = {
    (city, kind)
    for id_, kind, start, end, basis in instruments
    if kind in LOCAL
    and (year(start) is None or year(start) <= NOW)
    and (year(end) is None or year(end) > NOW)
    for city in at[id_]
    if city in upper
}
out["I11"] = {"value": len(standing) / N, "n": N}

first_rule, first_practice = {}, {}
for id_, _, start, _, _ in instruments:
    for city in at[id_]:
        if city in upper and year(start) is not None:
            first_rule[city] = min(year(start), first_rule.get(city, 9999))
for id_, activity in held.items():
    for city in cities[id_]:
        if activity["year"] is not None:
            first_practice[city] = min(activity["year"], first_practice.get(city, 9999))
for (city, _), (joined, _, _) in spells.items():
    if joined is not None:
        first_practice[city] = min(joined, first_practice.get(city, 9999))
lags = sorted(first_rule[city] - first_practice[city] for city in first_rule if city in first_practice)
middle = (len(lags) - 1) / 2
out["I12"] = {"value": (lags[math.floor(middle)] + lags[math.ceil(middle)]) / 2, "n": len(lags)}

# ---- partners ----

sector_of = {id_: sector for id_, sector in rows(
    "select p.id, t.parent_id from partner p join term t on t.vocabulary = 'partner_type' and t.id = p.type")}
level_of = dict(rows("select id, level from partner"))
ties = rows("select city_id, partner_id, channel, start_date, end_date, date_basis from partnership "
            "where status is null or status not in ('participant', 'planned', 'talks')")


def begins(tie):
    return None if tie[5] == "attested" else year(tie[3])


active = [
    tie for tie in ties
    if (begins(tie) is None or begins(tie) <= NOW) and (year(tie[4]) is None or year(tie[4]) >= NOW)
]
sectors = Counter(sector_of[tie[1]] for tie in active if sector_of.get(tie[1]))
diversity = hill(sectors.values())
out["I13"] = {
    "value": diversity["D1"],
    "n": diversity["n"],
    "parts": {
        "richness": {"value": diversity["D0"]},
        "dominant": {"value": diversity["D2"]},
        "evenness": {"value": math.log(diversity["D1"]) / math.log(diversity["D0"])},
    },
}
of_ties = [sector_of[tie[1]] for tie in ties if sector_of.get(tie[1])]
named = lists("select activity_id, partner_id from activity_partner")
of_activities = [
    found for found in ({sector_of[p] for p in named[id_] if sector_of.get(p)} for id_ in held) if found
]
private = lambda found: bool(found & {"market", "civil"})
beyond_state = lambda found: bool(found - {"state"})
out["I14"] = {"parts": {
    "ties-strict": share(sum(sector in ("market", "civil") for sector in of_ties), len(of_ties)),
    "ties-broad": share(sum(sector != "state" for sector in of_ties), len(of_ties)),
    "activities-strict": share(sum(map(private, of_activities)), len(of_activities)),
    "activities-broad": share(sum(map(beyond_state, of_activities)), len(of_activities)),
}}
out["I14"]["value"] = out["I14"]["parts"]["activities-strict"]["value"]
channels = defaultdict(set)
for tie in active:
    if tie[0] in upper and tie[2]:
        channels[tie[0]].add(tie[2])
out["I15"] = {"value": sum(map(len, channels.values())) / len(channels), "n": len(channels)}
levels = [found for found in ({level_of[p] for p in named[id_] if level_of.get(p)} for id_ in held) if found]
out["I16"] = {
    "value": sum(map(len, levels)) / len(levels),
    "n": len(levels),
    "parts": {"activities-several": share(sum(len(found) > 1 for found in levels), len(levels))},
}

# ---- modes ----

moded = [id_ for id_ in held if modes[id_]]
mix = defaultdict(float)
for id_ in moded:
    for mode in modes[id_]:
        mix[mode] += 1 / len(modes[id_]) / len(moded)
out["I17"] = {"value": mix["public"], "n": len(moded), "modes": {mode: {"value": mix[mode]} for mode in mix}}
is_beyond = lambda id_: "public" not in modes[id_]
beyond_representation = [id_ for id_ in moded if set(modes[id_]) != {"representation"}]
out["I18"] = share_of(moded, is_beyond) | {
    "points": by_year(moded, is_beyond),
    "parts": {
        "without-representation": share_of(beyond_representation, is_beyond),
        "wide": share_of(moded, lambda id_: not set(modes[id_]) & {"public", "economic", "representation"}),
    },
}
public = [id_ for id_ in moded if "public" in modes[id_]]
out["I19"] = share_of(public, lambda id_: len(modes[id_]) > 1) | {
    "parts": {"all": share_of(moded, lambda id_: len(modes[id_]) > 1)}
}

# ---- agreements ----


def folded(text):
    return unicodedata.normalize("NFC", (text or "").strip()).lower()


counterparts = defaultdict(set)
for id_, name, country in rows("select activity_id, name, country from activity_counterpart"):
    if folded(name):
        counterparts[id_].add((folded(name), folded(country)))
named_by = defaultdict(set)
for id_, found in counterparts.items():
    for one in found:
        named_by[one].add(id_)


def no_later(one, other):
    """Compared as far as both are known."""
    parts = list(zip(one.split("-"), other.split("-")))
    return [a for a, _ in parts] <= [b for _, b in parts]


def five_years_on(date):
    return f"{int(date[:4]) + 5:04}{date[4:]}"


lively, agreements = 0, 0
for id_, activity in held.items():
    start = activity["start"]
    if activity["form"] not in ("sister-city", "friendship-city") or activity["year"] is None or not counterparts[id_]:
        continue
    if not no_later(five_years_on(start), AS_OF):
        continue
    agreements += 1
    others = {other for one in counterparts[id_] for other in named_by[one] if other in held and other != id_}
    lively += any(
        held[other]["year"] is not None
        and set(cities[other]) & set(cities[id_])
        and no_later(start, held[other]["start"])
        and no_later(held[other]["start"], five_years_on(start))
        for other in others
    )
out["I20"] = share(lively, agreements)

# ---- the records themselves ----

everything = rows("select id, start_date from activity")
precision = Counter(date.count("-") if year(date) is not None else "none" for _, date in everything)
out["Q1"] = {"n": len(everything), "parts": {
    "year": share(precision[0], len(everything)),
    "month": share(precision[1], len(everything)),
    "day": share(precision[2], len(everything)),
    "undated": share(precision["none"], len(everything)),
    "counterpart": share(sum(bool(counterparts[id_]) for id_, _ in everything), len(everything)),
    "agenda": share(sum(bool(agendas[id_]) for id_, _ in everything), len(everything)),
}}
facts = {
    "activity": [id_ for (id_,) in rows("select id from activity")],
    "membership": [id_ for (id_,) in rows(
        "select m.id from membership m join network n on n.id = m.network_id where n.scope is not 'domestic'")],
    "partnership": [id_ for (id_,) in rows(
        "select id from partnership where status is null or status not in ('participant', 'planned', 'talks')")],
    "instrument": [id_ for (id_,) in rows("select id from instrument")],
}
further = defaultdict(set)
for table, id_, source in rows("select fact_table, fact_id, source_id from citation"):
    further[table, id_].add(source)
sources, several, n = set(), 0, 0
for table, ids in facts.items():
    first = dict(rows(f"select id, source_id from {table}"))
    for id_ in ids:
        of_row = further[table, id_] | ({first[id_]} if first[id_] else set())
        sources |= of_row
        several += len(of_row) > 1
        n += 1
out["Q2"] = {"value": len(sources), "parts": {"several-sources": share(several, n)}}

json.dump(out, sys.stdout)
