//! Fields that several kinds of rows have.

use super::{Slot, SlotKind, slot};

pub(super) const ID: Slot =
    slot("id", SlotKind::Id, ["Id (may be empty)", "식별자(비워 두어도 됨)"], "식별자,아이디,고유번호");
pub(super) const REGION: Slot = slot(
    "region",
    SlotKind::Region,
    ["Province or metropolitan city", "시도"],
    "시도,시도명,광역,광역자치단체,광역시도,광역지자체,상위지자체,province,metropolitan city,upper level",
);
pub(super) const CITY_HEADINGS: &str = "지자체,지자체명,지방자치단체,지방자치단체명,자치단체,자치단체명,시군구,시군구명,기초자치단체,국내도시,우리도시,\
국내지자체,국내자치단체,한국도시,도시,도시명,도시이름,우리측,회원도시,회원,cities,city id,local government,local governments,\
municipality,korean city,government,city1,city a,city name,member,member city,home city,origin city,source city,full name,member name,locality,locality name,municipality name,commune,name of city,\
name of municipality,name of local government,local authority";
pub(super) const CITY_COUNTRY: Slot = slot(
    "city_country",
    SlotKind::Country,
    ["Country of the city", "지자체의 국가"],
    "country1,country 1,country a,nation a,nation1,city country,home country,origin country,source country",
);
pub(super) const END: Slot = slot(
    "end_date",
    SlotKind::Date,
    ["End", "종료일"],
    "종료일,종료일자,만료일,만료일자,마감일,종료,해지일,폐지일,end,until,ended,expiry,end year,repealed",
);
pub(super) const PERIOD: Slot = slot(
    "period",
    SlotKind::Period,
    ["Period (begin ~ end)", "기간(시작 ~ 종료)"],
    "기간,사업기간,행사기간,방문기간,교류기간,출장기간,협약기간,추진기간,운영기간,개최기간,duration,dates,from to",
);
pub(super) const MONTH: Slot = slot(
    "month",
    SlotKind::DatePart,
    ["Month of the date", "날짜의 월"],
    "월,월일,체결월,체결월일,결연월,협약월,가입월,시작월,시행월,제정월,개최월,month of date,start month,signing month",
);
pub(super) const DAY: Slot = slot(
    "day",
    SlotKind::DatePart,
    ["Day of the date", "날짜의 일"],
    "일,day of date,day of month,start day,signing day",
);
pub(super) const TITLE_KO: Slot = slot(
    "title_ko",
    SlotKind::Text,
    ["Title in Korean", "제목(한국어)"],
    "제목,사업명,행사명,활동명,교류사업명,프로그램명,사업명칭,행사명칭,건명,명칭,회의명,조례명,제도명,계획명,korean title",
);
pub(super) const TITLE_EN: Slot = slot(
    "title_en",
    SlotKind::Text,
    ["Title in English", "제목(영어)"],
    "영문제목,영문명,영문사업명,title,english title,event,event name,project,project name,activity,subject",
);
pub(super) const DESCRIPTION: Slot = slot(
    "description",
    SlotKind::Text,
    ["What the source says, in a sentence", "자료에 적힌 내용 한 문장"],
    "내용,주요내용,사업내용,교류내용,세부내용,활동내용,협약내용,설명,요약,비고,특이사항,notes,note,remarks,remark,summary,details,\
content,contents,comment,comments",
);
pub(super) const AGENDA: Slot = slot(
    "agenda",
    SlotKind::Terms("agenda"),
    ["Agendas, several with ;", "의제(여러 개는 ;로 구분)"],
    "의제,분야,교류분야,협력분야,사업분야,주제,agendas,topic,topics,theme,themes,field,fields,area",
);
pub(super) const SOURCE: Slot = slot(
    "source",
    SlotKind::Sources,
    ["Source: title, address or id; several with ;", "출처(제목·주소·id, 여러 개는 ;로 구분)"],
    "출처,자료원,근거,자료출처,근거자료,source id,source ids,sources,reference,references,citation",
);
pub(super) const SOURCE_URL: Slot = slot(
    "source_url",
    SlotKind::SourceUrl,
    ["Address of the source", "출처 주소(URL)"],
    "출처주소,출처링크,링크,관련링크,참고링크,url,link,source link,web address,hyperlink",
);
pub(super) const DATE_BASIS: Slot = slot(
    "date_basis",
    SlotKind::Text,
    ["attested = it existed then, its beginning is unknown", "attested = 그때 존재했으나 시작은 모름"],
    "날짜근거,date basis",
);
pub(super) const NAME_KO: Slot = slot(
    "name_ko",
    SlotKind::Text,
    ["Name in Korean", "이름(한국어)"],
    "이름,명칭,한글명,국문명,국문,한국어명,korean name",
);
pub(super) const NAME_EN: Slot = slot(
    "name_en",
    SlotKind::Text,
    ["Name in English", "이름(영어)"],
    "영문명,영문명칭,영문,영어명,name,english name,full name",
);
