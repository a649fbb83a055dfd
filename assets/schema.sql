-- City diplomacy database, version 2. One SQLite file; this script is its only definition.
--
-- Ids are short text slugs a person can type: seoul, c40.
-- Dates are text, exactly as precise as the source: 2016, 2016-07 or 2016-07-01. Empty (NULL) = not stated.
-- Text is UTF-8 in Unicode form NFC. Names come in English (name_en) and Korean (name_ko); one of the two is enough.
-- Only the table activity is required, with an id and a title. A table or column that is missing switches off the
-- views that need it; tables and columns not listed here are ignored.

PRAGMA application_id = 1130984569; -- 0x43697479, the letters "City"
PRAGMA user_version = 2; -- version 1 has no city.country and no city.rank

-- What the file says of itself: title_en, title_ko, as_of, compiled_by, licence, note_en, note_ko.
CREATE TABLE meta (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT
) STRICT;

-- ---- What facts rest on ----

-- A page or document.
CREATE TABLE source (
  id        TEXT NOT NULL PRIMARY KEY,
  title     TEXT,
  publisher TEXT,
  url       TEXT,
  published TEXT, -- date
  accessed  TEXT  -- date
) STRICT;

-- The further sources of a row; its first source stands in the row itself (source_id).
CREATE TABLE citation (
  fact_table TEXT NOT NULL, -- name of a table of this file: activity, membership, city ...
  fact_id    TEXT NOT NULL, -- id of a row there
  source_id  TEXT NOT NULL REFERENCES source (id),
  PRIMARY KEY (fact_table, fact_id, source_id)
) STRICT;

-- ---- Vocabularies: the words that facts are coded with ----

-- Names of coded values. vocabulary is one of: level, network_kind, scope, role, structure, mode, status,
-- instrument_kind, partner_type, sector, partner_level, channel, tie_status, form_family, domain, country.
CREATE TABLE term (
  vocabulary TEXT NOT NULL,
  id         TEXT NOT NULL,
  name_en    TEXT,
  name_ko    TEXT,
  parent_id  TEXT,    -- of a partner_type: its sector
  rank       INTEGER, -- fixes order and colour
  PRIMARY KEY (vocabulary, id)
) STRICT;

-- Subject matters.
CREATE TABLE agenda (
  id             TEXT NOT NULL PRIMARY KEY,
  name_en        TEXT,
  name_ko        TEXT,
  domain         TEXT,    -- term: domain
  human_security TEXT,    -- UNDP 1994, several with ; between
  nts_strict     INTEGER, -- 1 = a non-traditional security threat in the strict sense
  nts_broad      INTEGER  -- 1 = in the broad sense
) STRICT;

-- Forms an activity takes.
CREATE TABLE form (
  id      TEXT NOT NULL PRIMARY KEY,
  name_en TEXT,
  name_ko TEXT,
  family  TEXT -- term: form_family
) STRICT;

-- ---- Who acts ----

-- Local governments.
CREATE TABLE city (
  id         TEXT NOT NULL PRIMARY KEY,
  name_en    TEXT,
  name_ko    TEXT,
  level      TEXT, -- term: level (upper, basic, district)
  parent_id  TEXT REFERENCES city (id),
  iso        TEXT, -- ISO 3166-2
  lat        REAL, -- degrees north
  lon        REAL, -- degrees east
  valid_from TEXT, -- date from which the government exists under this name
  valid_to   TEXT, -- date
  source_id  TEXT REFERENCES source (id),
  country    TEXT,   -- ISO 3166-1 alpha-2; NULL = the first two letters of iso
  rank       INTEGER -- order of display; NULL = by name
) STRICT;

-- City networks.
CREATE TABLE network (
  id          TEXT NOT NULL PRIMARY KEY,
  acronym     TEXT,
  name_en     TEXT,
  name_ko     TEXT,
  kind        TEXT, -- term: network_kind
  scope       TEXT, -- term: scope (international, domestic)
  founded     TEXT, -- date
  secretariat TEXT,
  website     TEXT,
  source_id   TEXT REFERENCES source (id)
) STRICT;

CREATE TABLE network_agenda (
  network_id TEXT NOT NULL REFERENCES network (id),
  agenda_id  TEXT NOT NULL REFERENCES agenda (id),
  PRIMARY KEY (network_id, agenda_id)
) STRICT;

-- Governance partners: ministries, companies, associations, universities ...
CREATE TABLE partner (
  id        TEXT NOT NULL PRIMARY KEY,
  name_en   TEXT,
  name_ko   TEXT,
  type      TEXT, -- term: partner_type; its parent is the sector
  level     TEXT, -- term: partner_level (local, national, regional, global)
  country   TEXT, -- ISO 3166-1 alpha-2
  source_id TEXT REFERENCES source (id)
) STRICT;

-- ---- Facts: activities ----

CREATE TABLE activity (
  id          TEXT NOT NULL PRIMARY KEY,
  start_date  TEXT, -- date
  end_date    TEXT, -- date
  form_id     TEXT REFERENCES form (id),
  structure   TEXT, -- term: structure; NULL = the source does not tell
  network_id  TEXT REFERENCES network (id),
  title_en    TEXT,
  title_ko    TEXT,
  place       TEXT,
  status      TEXT, -- term: status (held, announced)
  description TEXT,
  source_id   TEXT REFERENCES source (id)
) STRICT;

-- Several cities may share one activity; it is counted once.
CREATE TABLE activity_city (
  activity_id TEXT NOT NULL REFERENCES activity (id),
  city_id     TEXT NOT NULL REFERENCES city (id),
  role        TEXT,
  PRIMARY KEY (activity_id, city_id)
) STRICT;

-- None = the source names no agenda.
CREATE TABLE activity_agenda (
  activity_id TEXT NOT NULL REFERENCES activity (id),
  agenda_id   TEXT NOT NULL REFERENCES agenda (id),
  PRIMARY KEY (activity_id, agenda_id)
) STRICT;

CREATE TABLE activity_mode (
  activity_id TEXT NOT NULL REFERENCES activity (id),
  mode        TEXT NOT NULL, -- term: mode
  basis       TEXT,          -- coded, or derived by rule
  PRIMARY KEY (activity_id, mode)
) STRICT;

-- Foreign cities and organisations on the other side.
CREATE TABLE activity_counterpart (
  activity_id TEXT NOT NULL REFERENCES activity (id),
  name        TEXT NOT NULL,
  country     TEXT -- ISO 3166-1 alpha-2, term: country
) STRICT;

CREATE TABLE activity_partner (
  activity_id TEXT NOT NULL REFERENCES activity (id),
  partner_id  TEXT NOT NULL REFERENCES partner (id),
  role        TEXT,
  PRIMARY KEY (activity_id, partner_id)
) STRICT;

-- ---- Facts: memberships ----

-- One row a spell and role: a city may leave and rejoin, and a member may also chair.
CREATE TABLE membership (
  id         TEXT NOT NULL PRIMARY KEY,
  city_id    TEXT NOT NULL REFERENCES city (id),
  network_id TEXT NOT NULL REFERENCES network (id),
  joined     TEXT, -- date; NULL = not stated, which is not "never"
  "left"     TEXT, -- date
  role       TEXT, -- term: role (member, founder, chair ...)
  source_id  TEXT REFERENCES source (id)
) STRICT;

-- ---- Facts: instruments that make city diplomacy an institution ----

CREATE TABLE instrument (
  id          TEXT NOT NULL PRIMARY KEY,
  start_date  TEXT, -- date
  end_date    TEXT, -- date it was repealed or closed
  date_basis  TEXT, -- attested = it existed on start_date, its beginning is unknown
  kind        TEXT, -- term: instrument_kind
  title_en    TEXT,
  title_ko    TEXT,
  description TEXT,
  parent_id   TEXT REFERENCES instrument (id), -- the act that an ordinance follows
  source_id   TEXT REFERENCES source (id)
) STRICT;

-- None = national.
CREATE TABLE instrument_city (
  instrument_id TEXT NOT NULL REFERENCES instrument (id),
  city_id       TEXT NOT NULL REFERENCES city (id),
  PRIMARY KEY (instrument_id, city_id)
) STRICT;

-- ---- Facts: ties of cities to governance partners ----

CREATE TABLE partnership (
  id          TEXT NOT NULL PRIMARY KEY,
  city_id     TEXT NOT NULL REFERENCES city (id),
  partner_id  TEXT NOT NULL REFERENCES partner (id),
  start_date  TEXT, -- date
  end_date    TEXT, -- date
  date_basis  TEXT, -- attested = it existed on start_date, its beginning is unknown
  channel     TEXT, -- term: channel
  status      TEXT, -- term: tie_status; by default only ties are counted
  role_text   TEXT, -- what the partner or the city is in it, in the words of the source
  description TEXT,
  source_id   TEXT REFERENCES source (id)
) STRICT;

CREATE TABLE partnership_agenda (
  partnership_id TEXT NOT NULL REFERENCES partnership (id),
  agenda_id      TEXT NOT NULL REFERENCES agenda (id),
  PRIMARY KEY (partnership_id, agenda_id)
) STRICT;

-- ---- What was collected ----

-- The years in which silence about a city means zero. An empty table = not stated.
CREATE TABLE coverage (
  city_id   TEXT NOT NULL REFERENCES city (id),
  from_year INTEGER NOT NULL,
  to_year   INTEGER NOT NULL,
  how       TEXT
) STRICT;
