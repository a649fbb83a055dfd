//! The columns of lists of facts: activities, memberships, ties, institutions.

use super::shared::{
    AGENDA, CITY_COUNTRY, CITY_HEADINGS, DATE_BASIS, DAY, DESCRIPTION, END, ID, MONTH, PERIOD, REGION, SOURCE,
    SOURCE_URL, TITLE_EN, TITLE_KO,
};
use super::{Slot, SlotKind, slot};

pub(in crate::data) const ACTIVITIES: &[Slot] = &[
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

pub(in crate::data) const MEMBERSHIPS: &[Slot] = &[
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

pub(in crate::data) const PARTNERSHIPS: &[Slot] = &[
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

pub(in crate::data) const INSTITUTIONS: &[Slot] = &[
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
