//! The words that stand in cells with dates: months, eras, about, before, seasons, days of the week.

use super::DateDoubt;

/// The number of a month that a word names, in English, German, French or Spanish.
pub(super) fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "jan january januar jänner janvier janv enero ene",
        "feb february februar février fevrier févr fevr febrero",
        "mar march märz mrz mars marzo",
        "apr april avril avr abril abr",
        "may mai mayo",
        "jun june juni juin junio",
        "jul july juli juillet juil julio",
        "aug august août aout agosto ago",
        "sep sept september septembre septiembre setiembre",
        "oct october oktober okt octobre octubre",
        "nov november novembre noviembre",
        "dec december dezember dez décembre decembre déc diciembre dic",
    ];
    let place = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    u8::try_from(place + 1).ok()
}

/// An era: the year before its first, and its last year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Era {
    pub before_first: i32,
    pub last: u32,
}

/// The era that a word names.
pub(super) fn era(word: &str) -> Option<Era> {
    let (before_first, last) = match word {
        "단기" | "檀紀" | "檀紀元" => (-2333, 9999),
        "불기" | "佛紀" | "仏紀" => (-544, 9999),
        "民國" | "民国" | "中華民國" | "中华民国" | "민국" | "중화민국" | "주체" => (1911, 300),
        "令和" | "레이와" | "reiwa" => (2018, 200),
        "平成" | "헤이세이" | "heisei" => (1988, 31),
        "昭和" | "쇼와" | "showa" | "shōwa" => (1925, 64),
        "大正" | "다이쇼" | "taisho" | "taishō" => (1911, 15),
        "明治" | "메이지" | "meiji" => (1867, 45),
        _ => return None,
    };
    Some(Era { before_first, last })
}

/// The Japanese era that a letter right before a number names: H4.5.3.
pub(super) fn era_of_letter(word: &str) -> Option<Era> {
    match word {
        "r" => era("令和"),
        "h" => era("平成"),
        "s" => era("昭和"),
        "t" => era("大正"),
        "m" => era("明治"),
        _ => None,
    }
}

/// What a word says of the date that it stands with.
pub(super) fn doubt(word: &str) -> Option<DateDoubt> {
    const ABOUT: &str = "c ca circa about around approx approximately roughly estimated est probably 약 경 쯤 무렵 추정 대략 \
        頃 ごろ 約 추정치 즈음";
    const BEFORE: &str = "before prior pre 이전 以前 전 미만";
    const AFTER: &str = "after post 이후 以降 以後 후";
    const PLANNED: &str = "planned scheduled expected upcoming 예정 예정임 予定 預定 계획 추진중 추진예정 체결예정";
    const CHRIST: &str = "bc bce 기원전 紀元前 公元前 西元前";
    const MORE: &str = "spring summer autumn fall winter early mid middle late end beginning first second third fourth fy \
        fiscal fyear 봄 여름 가을 겨울 봄철 여름철 가을철 겨울철 초 중 말 초순 중순 하순 상순 초반 중반 후반 전반 초경 \
        말경 초기 중기 말기 연초 연말 연중 월초 월말 회계연도 度 年度 春 夏 秋 冬 上旬 中旬 下旬 末 初 상반기 하반기";
    let is_in = |list: &str| list.split_whitespace().any(|known| known == word);
    if is_in(CHRIST) {
        Some(DateDoubt::BeforeChrist)
    } else if is_in(BEFORE) {
        Some(DateDoubt::Before)
    } else if is_in(AFTER) {
        Some(DateDoubt::After)
    } else if is_in(ABOUT) {
        Some(DateDoubt::About)
    } else if is_in(PLANNED) {
        Some(DateDoubt::Planned)
    } else if is_in(MORE) {
        Some(DateDoubt::SaysMore)
    } else {
        None
    }
}

/// Whether a word names a part of a year that is counted: 4/4분기, Q2, 1st half.
pub(super) fn is_part_of_year(word: &str) -> bool {
    let is_korean = ["분기", "반기", "학기"].iter().any(|part| word.starts_with(part) || word.ends_with(part));
    let is_other = matches!(word, "quarter" | "half" | "semester" | "trimester" | "term" | "四半期" | "半期" | "季度");
    is_korean || is_other
}

/// Whether a word adds nothing to the date.
pub(super) fn is_neutral(word: &str) -> bool {
    const NEUTRAL: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri \
        sat sun 월 화 수 목 금 토 일 月 火 水 木 金 土 日 오전 오후 am pm in on of the at from since as de del year 년 서기 \
        西紀 西曆 西暦 公元 ad ce st nd rd th 체결 가입 결연 부터 z utc gmt kst jst anno";
    let is_weekday = word.ends_with("요일") || word.ends_with("曜日") || word.ends_with('曜');
    is_weekday || NEUTRAL.split_whitespace().any(|known| known == word)
}

/// Whether a word stands between a beginning and an end.
pub(super) fn is_range(word: &str) -> bool {
    matches!(word, "to" | "until" | "till" | "through" | "thru" | "bis" | "부터" | "에서" | "から" | "至" | "내지")
}

/// Whether a word says that there is no end yet.
pub(super) fn is_open_end(word: &str) -> bool {
    const OPEN: &str =
        "present now ongoing today current currently date 현재 현재까지 현 계속 진행 진행중 지속 現在 現 今";
    OPEN.split_whitespace().any(|known| known == word)
}
