//! What people call the columns of their lists, in Korean and English, and which field of ours each of them is.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, RwLock};

use unicode_normalization::UnicodeNormalization;

use super::target::Target;
use crate::words::Lang;

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// The id of the row.
    Id,
    /// Text as it stands.
    Text,
    /// A number.
    Number,
    /// A date as precise as it is written.
    Date,
    /// A beginning and an end in one cell.
    Period,
    /// The month or the day of a date whose year stands in a column of its own.
    DatePart,
    /// One local government.
    City,
    /// Several local governments.
    Cities,
    /// The upper-level government that a city lies in.
    Region,
    /// A city network.
    Network,
    /// One governance partner.
    Partner,
    /// Several governance partners.
    Partners,
    /// Foreign cities and organisations.
    Counterparts,
    /// The country of counterparts or of a partner.
    Country,
    /// A word of a vocabulary.
    Term(&'static str),
    /// Several words of a vocabulary.
    Terms(&'static str),
    /// Where the row comes from.
    Sources,
    /// The address of the source.
    SourceUrl,
}

/// A field that a column can be connected with.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Its name in mappings and templates.
    pub id: &'static str,
    /// What it takes.
    pub kind: SlotKind,
    /// Its names in Korean and English, the guide of the template.
    pub names: [&'static str; 2],
    /// What people call it, separated by commas.
    pub headings: &'static str,
}

impl Slot {
    /// Its name without the examples that are for the guide of a template.
    pub fn short_name(&self, lang: Lang) -> &'static str {
        let [en, ko] = self.names;
        let name = match lang {
            Lang::En => en,
            Lang::Ko => ko,
        };
        name.split([':', ',', '(', ';']).next().unwrap_or(name).trim()
    }
}

const fn slot(id: &'static str, kind: SlotKind, names: [&'static str; 2], headings: &'static str) -> Slot {
    Slot { id, kind, names, headings }
}

const ID: Slot = slot("id", SlotKind::Id, ["Id (may be empty)", "식별자(비워 두어도 됨)"], "식별자,아이디,고유번호");
const REGION: Slot = slot(
    "region",
    SlotKind::Region,
    ["Province or metropolitan city", "시도"],
    "시도,시도명,광역,광역자치단체,광역시도,광역지자체,상위지자체,province,metropolitan city,upper level",
);
const CITY_HEADINGS: &str = "지자체,지자체명,지방자치단체,지방자치단체명,자치단체,자치단체명,시군구,시군구명,기초자치단체,국내도시,우리도시,\
국내지자체,국내자치단체,한국도시,도시,도시명,도시이름,우리측,회원도시,회원,cities,city id,local government,local governments,\
municipality,korean city,government,city1,city a,city name,member,member city,home city,origin city,source city,full name,member name,locality,locality name,municipality name,commune,name of city,\
name of municipality,name of local government,local authority";
const CITY_COUNTRY: Slot = slot(
    "city_country",
    SlotKind::Country,
    ["Country of the city", "지자체의 국가"],
    "country1,country 1,country a,nation a,nation1,city country,home country,origin country,source country",
);
const END: Slot = slot(
    "end_date",
    SlotKind::Date,
    ["End", "종료일"],
    "종료일,종료일자,만료일,만료일자,마감일,종료,해지일,폐지일,end,until,ended,expiry,end year,repealed",
);
const PERIOD: Slot = slot(
    "period",
    SlotKind::Period,
    ["Period (begin ~ end)", "기간(시작 ~ 종료)"],
    "기간,사업기간,행사기간,방문기간,교류기간,출장기간,협약기간,추진기간,운영기간,개최기간,duration,dates,from to",
);
const MONTH: Slot = slot(
    "month",
    SlotKind::DatePart,
    ["Month of the date", "날짜의 월"],
    "월,월일,체결월,체결월일,결연월,협약월,가입월,시작월,시행월,제정월,개최월,month of date,start month,signing month",
);
const DAY: Slot = slot(
    "day",
    SlotKind::DatePart,
    ["Day of the date", "날짜의 일"],
    "일,day of date,day of month,start day,signing day",
);
const TITLE_KO: Slot = slot(
    "title_ko",
    SlotKind::Text,
    ["Title in Korean", "제목(한국어)"],
    "제목,사업명,행사명,활동명,교류사업명,프로그램명,사업명칭,행사명칭,건명,명칭,회의명,조례명,제도명,계획명,korean title",
);
const TITLE_EN: Slot = slot(
    "title_en",
    SlotKind::Text,
    ["Title in English", "제목(영어)"],
    "영문제목,영문명,영문사업명,title,english title,event,event name,project,project name,activity,subject",
);
const DESCRIPTION: Slot = slot(
    "description",
    SlotKind::Text,
    ["What the source says, in a sentence", "자료에 적힌 내용 한 문장"],
    "내용,주요내용,사업내용,교류내용,세부내용,활동내용,협약내용,설명,요약,비고,특이사항,notes,note,remarks,remark,summary,details,\
content,contents,comment,comments",
);
const AGENDA: Slot = slot(
    "agenda",
    SlotKind::Terms("agenda"),
    ["Agendas, several with ;", "의제(여러 개는 ;로 구분)"],
    "의제,분야,교류분야,협력분야,사업분야,주제,agendas,topic,topics,theme,themes,field,fields,area",
);
const SOURCE: Slot = slot(
    "source",
    SlotKind::Sources,
    ["Source: title, address or id; several with ;", "출처(제목·주소·id, 여러 개는 ;로 구분)"],
    "출처,자료원,근거,자료출처,근거자료,source id,source ids,sources,reference,references,citation",
);
const SOURCE_URL: Slot = slot(
    "source_url",
    SlotKind::SourceUrl,
    ["Address of the source", "출처 주소(URL)"],
    "출처주소,출처링크,링크,관련링크,참고링크,url,link,source link,web address,hyperlink",
);
const DATE_BASIS: Slot = slot(
    "date_basis",
    SlotKind::Text,
    ["attested = it existed then, its beginning is unknown", "attested = 그때 존재했으나 시작은 모름"],
    "날짜근거,date basis",
);

const ACTIVITIES: &[Slot] = &[
    ID,
    slot(
        "start_date",
        SlotKind::Date,
        ["Date: 2016, 2016-07 or 2016-07-01", "날짜: 2016, 2016-07, 2016-07-01"],
        "체결일자,체결일,체결년월일,체결연월일,체결연도,체결년도,체결시기,최초체결일,결연일자,결연일,결연연도,결연년도,결연년,체결년,결연시기,협정일,협정일자,\
협정체결일,협정체결일자,협약일,협약일자,체결연월,교류일자,교류시작일,교류시작,교류개시일,교류연도,일자,일시,날짜,시작일,시작일자,개시일,\
시행일,개최일,개최일자,행사일,행사일자,방문일,방문일자,추진일자,연도,년도,년,연월,date,start,begin,start year,year,signed,date signed,\
signing date,date of agreement,agreement date,established,year established,since,inception,start time",
    ),
    END,
    PERIOD,
    MONTH,
    DAY,
    REGION,
    slot("city", SlotKind::Cities, ["Cities, several with ;", "지자체(여러 곳은 ;로 구분)"], CITY_HEADINGS),
    CITY_COUNTRY,
    slot(
        "counterpart",
        SlotKind::Counterparts,
        ["Foreign cities or organisations, several with ;", "교류 상대(여러 곳은 ;로 구분)"],
        "교류도시,교류도시명,상대도시,상대도시명,자매도시,자매도시명,우호도시,우호도시명,자매우호도시,자매우호도시명,외국도시,외국도시명,\
해외도시,해외도시명,상대,상대방,상대측,상대기관,상대지역,결연도시,결연지역,결연단체,해외자치단체,외국자치단체,외국지자체,해외지자체,교류단체,\
교류자치단체,교류지자체,대상도시,교류지역,교류대상,교류기관,해외지방정부,상대지자체,상대자치단체,counterparts,partner city,sister city,\
sister cities,sister,sister town,twin town,twin city,twin,foreign city,friendship city,city2,city b,second city,target city,other city,linked city",
    ),
    slot(
        "country",
        SlotKind::Country,
        ["Country of the counterpart", "상대 국가"],
        "국가,국가명,상대국,상대국가,대상국,대상국가,교류국가,교류국,나라,나라명,국명,국가별,countries,nation,country name,partner country,\
foreign country,country2,country b,target country,state",
    ),
    slot(
        "form",
        SlotKind::Term("form"),
        ["Form of activity", "형태"],
        "교류유형,교류형태,결연유형,결연형태,결연구분,교류구분,협정구분,협정유형,협정종류,자매우호구분,자매우호,자매우호여부,활동유형,\
사업유형,행사유형,유형,형태,구분,종류,form id,type,kind,category,relationship,relation,agreement type,activity type",
    ),
    slot("structure", SlotKind::Term("structure"), ["Structure", "구조"], "양자다자,교류구조"),
    slot(
        "network",
        SlotKind::Network,
        ["City network", "네트워크"],
        "네트워크,네트워크명,국제네트워크,도시네트워크,협의체,협의체명,network id,city network",
    ),
    TITLE_KO,
    TITLE_EN,
    slot(
        "place",
        SlotKind::Text,
        ["Place", "장소"],
        "장소,개최지,개최장소,행사장소,방문지,방문지역,체결장소,위치,venue,location,held in",
    ),
    slot(
        "status",
        SlotKind::Term("status"),
        ["held or announced", "개최·시행 또는 예정"],
        "상태,추진상태,진행상태,추진현황,진행상황,시행여부",
    ),
    AGENDA,
    slot("mode", SlotKind::Terms("mode"), ["Diplomacy modes", "외교 유형"], "외교유형,modes,diplomacy mode"),
    slot(
        "partner",
        SlotKind::Partners,
        ["Governance partners, several with ;", "파트너(여러 곳은 ;로 구분)"],
        "파트너,협력기관,참여기관,공동주관,주관기관,주관,후원기관,후원,partners,organiser,organizer,organisers,supported by",
    ),
    DESCRIPTION,
    SOURCE,
    SOURCE_URL,
];

const MEMBERSHIPS: &[Slot] = &[
    ID,
    REGION,
    slot("city", SlotKind::City, ["City", "지자체"], CITY_HEADINGS),
    slot(
        "city_country",
        SlotKind::Country,
        ["Country of the city", "지자체의 국가"],
        "국가,국가명,나라,country,country name,nation,country1,city country,home country,member country",
    ),
    slot(
        "network",
        SlotKind::Network,
        ["City network", "네트워크"],
        "네트워크,네트워크명,국제네트워크,도시네트워크,협의체,협의체명,국제기구,국제기구명,기구명,연합체,가입기구,가입단체,가입네트워크,network id,\
network name,city network,organisation,organization,networks,initiative,initiatives,memberships,name of network",
    ),
    slot(
        "joined",
        SlotKind::Date,
        ["Joined: 2016, 2016-07 or 2016-07-01", "가입일: 2016, 2016-07, 2016-07-01"],
        "가입일,가입일자,가입연도,가입년도,가입시기,가입연월,인증일,인증연도,지정연도,지정일,연도,년도,년,가입년,joined on,year joined,year of joining,date of joining,joining year,joining date,year of accession,year of membership,entry year,join date,date joined,\
accession,accession date,member since,since,start date,year",
    ),
    slot(
        "left",
        SlotKind::Date,
        ["Left", "탈퇴일"],
        "탈퇴일,탈퇴일자,탈퇴연도,탈퇴년도,left on,year left,withdrawn,end date,until",
    ),
    MONTH,
    DAY,
    slot(
        "role",
        SlotKind::Term("role"),
        ["Role", "역할"],
        "역할,직위,지위,회원구분,회원자격,자격,구분,member type,membership type,position,status",
    ),
    SOURCE,
    SOURCE_URL,
];

const PARTNERSHIPS: &[Slot] = &[
    ID,
    REGION,
    slot("city", SlotKind::City, ["City", "지자체"], CITY_HEADINGS),
    CITY_COUNTRY,
    slot(
        "partner",
        SlotKind::Partner,
        ["Partner", "파트너"],
        "파트너,파트너명,파트너기관,협력기관,협력기관명,협약기관,협약기관명,협약상대,기관,기관명,단체,단체명,협력단체,partner id,partner name,\
partner organisation,partner organization,organisation,organization,institution",
    ),
    slot(
        "partner_type",
        SlotKind::Term("partner_type"),
        ["Type of partner", "파트너 유형"],
        "파트너유형,기관유형,기관구분,기관종류,단체유형,partner type,organisation type,organization type",
    ),
    slot(
        "country",
        SlotKind::Country,
        ["Country of the partner", "파트너 국가"],
        "국가,국가명,소재국,nation,country name",
    ),
    slot(
        "start_date",
        SlotKind::Date,
        ["Begin: 2016, 2016-07 or 2016-07-01", "시작일: 2016, 2016-07, 2016-07-01"],
        "협약일,협약일자,협약체결일,체결일,체결일자,체결연도,시작일,시작일자,일자,날짜,연도,년도,년,체결년,협약년,date,start,begin,signed,year,since",
    ),
    END,
    PERIOD,
    MONTH,
    DAY,
    DATE_BASIS,
    slot(
        "channel",
        SlotKind::Term("channel"),
        ["Channel", "협력 방식"],
        "협력방식,협력형태,협력유형,방식,협약종류,유형,구분,cooperation type,type of cooperation",
    ),
    slot(
        "status",
        SlotKind::Term("tie_status"),
        ["tie, participant, planned or talks", "협력 상태"],
        "협력상태,상태,tie status",
    ),
    slot("role_text", SlotKind::Text, ["Role in it", "역할"], "역할,role text,role"),
    AGENDA,
    DESCRIPTION,
    SOURCE,
    SOURCE_URL,
];

const INSTITUTIONS: &[Slot] = &[
    ID,
    REGION,
    slot("city", SlotKind::Cities, ["Cities; none = national", "지자체(없으면 국가)"], CITY_HEADINGS),
    slot(
        "kind",
        SlotKind::Term("instrument_kind"),
        ["Kind", "제도 종류"],
        "제도종류,제도유형,종류,유형,구분,법규종류,자치법규종류,institution kind,instrument kind,type",
    ),
    TITLE_KO,
    TITLE_EN,
    slot(
        "start_date",
        SlotKind::Date,
        ["In force from", "시행일"],
        "시행일,시행일자,제정일,제정일자,공포일,공포일자,제정연도,설치일,설치연도,수립연도,시작일,일자,날짜,연도,년도,년,제정년,date,enacted,in force,year,start",
    ),
    END,
    MONTH,
    DAY,
    DATE_BASIS,
    slot("parent_id", SlotKind::Text, ["Id of the act it follows", "근거 법령의 식별자"], "근거법령,parent,follows"),
    DESCRIPTION,
    SOURCE,
    SOURCE_URL,
];

const NAME_KO: Slot = slot(
    "name_ko",
    SlotKind::Text,
    ["Name in Korean", "이름(한국어)"],
    "이름,명칭,한글명,국문명,국문,한국어명,korean name",
);
const NAME_EN: Slot = slot(
    "name_en",
    SlotKind::Text,
    ["Name in English", "이름(영어)"],
    "영문명,영문명칭,영문,영어명,name,english name,full name",
);

const NETWORKS: &[Slot] = &[
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

const PARTNERS: &[Slot] = &[
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

const CITIES: &[Slot] = &[
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

/// The fields of a kind of rows; a table that is taken as it stands has its columns instead.
pub fn slots(target: Target) -> &'static [Slot] {
    match target {
        Target::Activities => ACTIVITIES,
        Target::Memberships => MEMBERSHIPS,
        Target::Partnerships => PARTNERSHIPS,
        Target::Institutions => INSTITUTIONS,
        Target::Networks => NETWORKS,
        Target::Partners => PARTNERS,
        Target::Cities => CITIES,
        Target::Plain(_) => &[],
    }
}

/// What stands between the name of a group of columns and the name of a column in it.
pub(in crate::data) const GROUP_MARK: &str = " / ";

/// The year of a heading that is nothing else: 2019, 2019년, 2019년도.
pub(in crate::data) fn year_of(heading: &str) -> Option<String> {
    let name = heading.trim().trim_end_matches("년도").trim_end_matches(['년', '年']).trim();
    let is_year = name.len() == 4 && name.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year));
    is_year.then(|| name.to_owned())
}

/// A heading without what differs from sheet to sheet: blanks, signs, remarks in brackets, numbering.
pub fn normal(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for char in heading.nfc() {
        match char {
            '\u{FF10}'..='\u{FF5A}' if depth == 0 && char.is_alphanumeric() => {
                let narrow = char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char);
                plain.extend(narrow.to_lowercase());
            }
            '(' | '[' | '（' | '<' => depth += 1,
            ')' | ']' | '）' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 && char.is_alphanumeric() => plain.extend(char.to_lowercase()),
            _ => {}
        }
    }
    // R marks two columns of one name with .x and .y where it joins tables.
    let is_joined = heading.trim_end().ends_with(".x") || heading.trim_end().ends_with(".y");
    if is_joined && plain.len() > 1 {
        plain.pop();
    }
    let bare = plain.trim_start_matches(|char: char| char.is_ascii_digit());
    // 2019년 is a year, not 년 with its number before it.
    if bare.is_empty() || year_of(&plain).is_some() { plain } else { bare.to_owned() }
}

/// How well a heading names a slot: 0 best; nothing where it does not.
pub(super) fn rank(slot: &Slot, normal_heading: &str) -> Option<usize> {
    names_of(slot).iter().position(|name| name == normal_heading)
}

/// The id, the names and the headings of a slot as they are compared: made once, asked for every heading of every sheet.
fn names_of(slot: &Slot) -> Arc<[String]> {
    static KNOWN: LazyLock<RwLock<HashMap<[&str; 2], Arc<[String]>>>> = LazyLock::new(RwLock::default);
    let key = [slot.id, slot.headings];
    if let Some(names) = KNOWN.read().ok().and_then(|known| known.get(&key).cloned()) {
        return names;
    }
    let names = std::iter::once(slot.id).chain(slot.names).chain(slot.headings.split(','));
    let names: Arc<[String]> = names.map(normal).collect();
    if let Ok(mut known) = KNOWN.write() {
        known.insert(key, Arc::clone(&names));
    }
    names
}

/// Whether a text is a heading that some slot knows.
pub(in crate::data) fn is_known(text: &str) -> bool {
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let all = Target::MAPPED.into_iter().flat_map(slots);
        let names = all.flat_map(|slot| std::iter::once(slot.id).chain(slot.names).chain(slot.headings.split(',')));
        names.map(normal).collect()
    });
    text.chars().count() <= 40 && KNOWN.contains(&normal(text))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn headings_are_read_whatever_stands_around_them() {
        for (heading, plain) in [
            (" 체결 일자 (년.월.일)", "체결일자"),
            ("시·도", "시도"),
            ("1. 지자체명", "지자체명"),
            ("Sister_City", "sistercity"),
            ("City2", "city2"),
            ("2023", "2023"),
        ] {
            assert_eq!(normal(heading), plain);
        }
        assert!(is_known("교류 도시") && is_known("Country") && !is_known("서울특별시") && !is_known("연번"));
    }

    #[test]
    fn no_heading_of_a_kind_names_two_fields() {
        for target in Target::MAPPED {
            let mut seen: HashMap<String, &str> = HashMap::new();
            for slot in slots(target) {
                for heading in slot.headings.split(',') {
                    assert!(!heading.trim().is_empty(), "{target:?} {}", slot.id);
                    let other = seen.insert(normal(heading), slot.id);
                    assert!(
                        other.is_none_or(|other| other == slot.id),
                        "{target:?}: {heading} is {other:?} and {}",
                        slot.id
                    );
                }
            }
        }
    }
}
