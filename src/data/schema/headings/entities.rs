//! The columns of lists of networks, partners and cities.

use super::shared::{AGENDA, ID, NAME_EN, NAME_KO, REGION, SOURCE, SOURCE_URL};
use super::{Slot, SlotKind, slot};

pub(in crate::data) const NETWORKS: &[Slot] = &[
    ID,
    slot("acronym", SlotKind::Text, ["Acronym", "약칭"], "약칭,약어,약자,abbreviation,short name"),
    Slot {
        headings: "네트워크,네트워크명,기구명,이름,명칭,한글명,국문명,korean name", ..NAME_KO
    },
    Slot { headings: "영문명,영문명칭,영문,network,network name,name,english name,full name", ..NAME_EN },
    slot("kind", SlotKind::Term("network_kind"), ["Kind", "종류"], "종류,유형,성격,network kind,type"),
    slot(
        "scope",
        SlotKind::Term("scope"),
        ["international or domestic", "국제 또는 국내"],
        "범위,국내외,국내외구분,network scope",
    ),
    slot(
        "founded",
        SlotKind::Date,
        ["Founded", "설립"],
        "설립일,설립연도,설립년도,창립일,창립연도,창설연도,established,year founded,founding year",
    ),
    slot(
        "secretariat",
        SlotKind::Text,
        ["Seat of the secretariat", "사무국 소재지"],
        "사무국,사무국소재지,본부,소재지,headquarters,seat",
    ),
    slot("website", SlotKind::Text, ["Website", "누리집"], "누리집,홈페이지,웹사이트,web,homepage"),
    AGENDA,
    SOURCE,
    SOURCE_URL,
];

pub(in crate::data) const PARTNERS: &[Slot] = &[
    ID,
    Slot {
        headings: "기관명,기관,단체명,파트너명,파트너,이름,명칭,한글명,국문명,korean name", ..NAME_KO
    },
    Slot {
        headings: "영문명,영문명칭,영문,partner name,partner,organisation,organization,name,english name,full name",
        ..NAME_EN
    },
    slot(
        "type",
        SlotKind::Term("partner_type"),
        ["Type", "유형"],
        "유형,기관유형,구분,종류,partner type,organisation type",
    ),
    slot(
        "level",
        SlotKind::Term("partner_level"),
        ["local, national, regional or global", "층위"],
        "층위,수준,partner level",
    ),
    slot("country", SlotKind::Country, ["Country", "국가"], "국가,국가명,소재국,nation,country name"),
    SOURCE,
    SOURCE_URL,
];

pub(in crate::data) const CITIES: &[Slot] = &[
    ID,
    Slot {
        headings: "지자체,지자체명,자치단체,자치단체명,시군구,시군구명,이름,명칭,한글명,국문명,korean name",
        ..NAME_KO
    },
    Slot { headings: "영문명,영문명칭,영문,city,city name,name,english name", ..NAME_EN },
    slot(
        "level",
        SlotKind::Term("level"),
        ["upper, basic or district", "계층(광역, 기초, 자치구)"],
        "계층,지자체계층,자치단체계층,유형,구분,government level",
    ),
    Slot { id: "parent_id", names: ["Upper-level government it lies in", "속한 광역자치단체"], ..REGION },
    slot("iso", SlotKind::Text, ["ISO 3166-2", "ISO 3166-2"], "iso코드,iso code,iso 3166-2"),
    slot("lat", SlotKind::Number, ["Degrees north", "위도"], "위도,latitude"),
    slot("lon", SlotKind::Number, ["Degrees east", "경도"], "경도,longitude,lng"),
    slot("valid_from", SlotKind::Date, ["Exists under this name from", "이 이름으로 존재한 시작"], "출범일,valid from"),
    slot("valid_to", SlotKind::Date, ["until", "끝"], "폐지일,valid to"),
    SOURCE,
    SOURCE_URL,
    slot(
        "country",
        SlotKind::Country,
        ["Country", "국가"],
        "국가,국가명,나라,나라명,국명,country name,nation,country code",
    ),
    slot(
        "rank",
        SlotKind::Number,
        ["Place in the official order", "공식 순서"],
        "행정순서,순서,official order,sort order",
    ),
];
