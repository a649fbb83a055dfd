//! Every word the program says, in both languages, checked by the compiler: no key can be missing in one of them.

use serde::{Deserialize, Serialize};

/// The language of the interface and of exported figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::En, Self::Ko];

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ko => "한국어",
        }
    }

    /// The tag for files: `en`, `ko`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }

    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Ko,
            Self::Ko => Self::En,
        }
    }
}

macro_rules! words {
    ($($word:ident: $en:literal, $ko:literal;)*) => {
        /// A phrase of the interface or of a figure. `{0}`, `{1}` are filled by [`Word::fill`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Word {
            $(#[doc = $en] $word,)*
        }

        impl Word {
            /// All phrases.
            pub const ALL: &'static [Self] = &[$(Self::$word,)*];

            /// The phrase in a language.
            pub fn text(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$word, Lang::En) => $en, (Self::$word, Lang::Ko) => $ko,)*
                }
            }
        }
    };
}

impl Word {
    /// The phrase in a language, with `{0}`, `{1}` ... replaced. A value is never searched for further places.
    pub fn fill(self, lang: Lang, values: &[&dyn std::fmt::Display]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(lang);
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            filled.push_str(before);
            let Some(close) = after.find('}') else { break };
            let value = after[1..close].parse::<usize>().ok().and_then(|index| values.get(index));
            filled.push_str(&value.map_or_else(|| after[..=close].to_owned(), ToString::to_string));
            rest = &after[close + 1..];
        }
        filled.push_str(rest);
        filled
    }
}

/// A whole number with thousands separators, the same in both languages.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `one` for 1, `many` for every other number, filled with the number.
pub fn counted(lang: Lang, number: usize, one: Word, many: Word) -> String {
    if number == 1 { one } else { many }.fill(lang, &[&grouped(number)])
}

words! {
    // ---- the four tables and their fields ----
    Activities: "activities", "활동";
    Memberships: "memberships", "가입";
    Partnerships: "ties", "협력관계";
    Institutions: "institutions", "제도";
    City: "City", "지자체";
    CityLevel: "Level of government", "지자체 단계";
    Agenda: "Agenda", "의제";
    Domain: "Domain", "분야";
    Form: "Form", "형태";
    Family: "Form family", "형태 유형";
    Mode: "Mode", "외교 양식";
    Structure: "Structure", "구조";
    Status: "Status", "상태";
    Country: "Country", "상대국";
    Network: "Network", "네트워크";
    Scope: "Network scope", "네트워크 범위";
    Role: "Role", "역할";
    Partner: "Partner", "파트너";
    Sector: "Partner sector", "파트너 부문";
    PartnerType: "Partner type", "파트너 유형";
    PartnerLevel: "Partner level", "파트너 수준";
    Channel: "Channel", "채널";
    TieStatus: "Tie status", "협력 상태";
    Kind: "Institution kind", "제도 종류";
    // ---- opening a file ----
    // ---- counts and filters in words ----
    OneActivity: "{0} activity", "활동 {0}건";
    NActivities: "{0} activities", "활동 {0}건";
    OneMembership: "{0} membership", "가입 {0}건";
    NMemberships: "{0} memberships", "가입 {0}건";
    OneTie: "{0} tie", "협력관계 {0}건";
    NTies: "{0} ties", "협력관계 {0}건";
    OneInstitution: "{0} institution", "제도 {0}건";
    NInstitutions: "{0} institutions", "제도 {0}건";
    CountOfWhole: "{0} of {1}", "{0} / 전체 {1}";
    By: "by {0}", "{0}별";
    PlusUndated: "+{0} undated", "+날짜 미상 {0}건";
    NotNarrowedBy: "not narrowed by {0}", "{0}: 여기에는 적용되지 않음";
    AllWithin: "all governments in {0}", "{0} 안의 모든 지자체";
    AnyValue: "{0}, any", "{0} 전체";
    Without: "without {0}", "{0} 제외";
    And: "and", "그리고";
    Or: "or", "또는";
    AndMore: "and {0} more", "외 {0}";
    FileHasNone: "This file has no {0}.", "이 파일에는 {0} 자료가 없습니다.";
    EmptiedBy: "No {0} pass. Without {1} there are {2}.", "조건에 맞는 {0} 자료가 없습니다. ‘{1}’ 조건을 빼면 {2}건입니다.";
    EmptiedTogether: "No {0} pass these filters taken together. {1}", "다음 조건을 함께 적용하면 {0} 자료가 없습니다. {1}";
    NotStated: "Not stated", "미기재";
    OtherOrNotStated: "Others, not stated", "기타·미기재";
    Undated: "undated", "날짜 미상";
    ExistedIn: "existed in {0}", "{0} 당시 존재";
    Until: "until {0}", "{0}까지";
    Since: "since {0}", "{0}부터";
    National: "National", "국가";
    InAll: "{0} in all", "전체 {0}";
    NoActivityNamesIt: "no activity names it", "이 파트너를 언급한 활동 없음";
    AllCities: "no filter", "필터 없음";
    // ---- charts ----
    ActivitiesOverTime: "Activities over time", "시기별 활동";
    EachActivity: "Each activity", "개별 활동";
    NetworkMembership: "Network membership", "네트워크 가입";
    NetworksByCity: "Networks by city", "지자체별 네트워크";
    MembershipsOverTime: "Memberships over time", "가입 추이";
    GovernancePartners: "Governance partners", "거버넌스 파트너";
    NewTiesByYear: "New ties by year", "연도별 새 협력관계";
    InstitutionsLane: "Institutions", "제도";
    MoreLanes: "+{0} more", "외 {0}개";
    PeriodColumn: "Period", "기간";
    LaneColumn: "Lane", "구분";
    StartColumn: "Start", "시작";
    EndColumn: "End", "종료";
    TitleColumn: "Title", "제목";
    JoinedColumn: "Joined", "가입일";
    LeftColumn: "Left", "탈퇴일";
    NetworksColumn: "Networks", "네트워크 수";
    ActivitiesColumn: "Activities that name it", "언급한 활동";
    FirstYearColumn: "First year", "첫해";
    LastYearColumn: "Last year", "마지막 해";
    Joined: "joined", "가입";
    Active: "active", "활동 중";
    LeftNetwork: "left", "탈퇴";
    Leading: "leading role", "주도 역할";
    MemberOnly: "member", "일반 회원";
    YearUnknown: "year unknown", "연도 미상";
    FirstOfCities: "first {0} of {1} governments", "지자체 {1}곳 중 {0}곳";
    FirstOfNetworks: "first {0} of {1} networks", "네트워크 {1}개 중 {0}개";
    FirstOfPartners: "first {0} of {1} partners", "파트너 {1}곳 중 {0}곳";
    CitiesByNetworks: "{0} {1} governments × {2} networks", "{1} 지자체 {0}곳 × 네트워크 {2}개";
    PlusWithoutYear: "+{0} whose year is unknown", "+가입 연도 미상 {0}건";
    OnlyUndatedMemberships: "{0} memberships, none with a known year.", "가입 {0}건, 모두 연도 미상입니다.";
    Ties: "Ties", "협력";
    ActivitiesShort: "Acts", "활동";
    FirstLast: "Years", "연도";
    NoTieBegins: "No tie is known to begin in these years.", "이 기간에 시작된 것으로 확인된 협력관계가 없습니다.";
    SourceNote: "Source {0}, from {1} sources.", "출처 {0}, 자료원 {1}건.";
    AsOf: "As of {0}.", "{0} 기준.";
    // ---- exports ----
    ExportNoName: "\"{0}\" names no file. Give the file a name, such as figure.svg.", "\"{0}\"에는 파일 이름이 없습니다. figure.svg처럼 이름을 지정하세요.";
    ExportReservedName: "{0} cannot be written: Windows cannot open a file of that name. Choose another name.", "{0} 파일을 쓸 수 없습니다. Windows에서 열 수 없는 이름입니다. 다른 이름을 고르세요.";
    ExportNotAFile: "{0} cannot be written: there is a folder or a device of that name. Choose another name.", "{0} 파일을 쓸 수 없습니다. 같은 이름의 폴더나 장치가 있습니다. 다른 이름을 고르세요.";
    ExportNoFolder: "{0} cannot be written: its folder does not exist. Make the folder first, or choose another one.", "{0} 파일을 쓸 수 없습니다. 폴더가 없습니다. 폴더를 먼저 만들거나 다른 폴더를 고르세요.";
    ExportNotAllowed: "{0} cannot be written: the file or its folder is write-protected. Choose another folder, such as your documents.", "{0} 파일을 쓸 수 없습니다. 파일이나 폴더가 쓰기 금지되어 있습니다. 내 문서처럼 쓸 수 있는 폴더를 고르세요.";
    ExportDiskFull: "{0} cannot be written: the disk is full. Free some space, or choose another disk.", "{0} 파일을 쓸 수 없습니다. 디스크가 가득 찼습니다. 공간을 비우거나 다른 디스크를 고르세요.";
    ExportWrite: "{0} cannot be written: {1}. Choose another folder and try again.", "{0} 파일을 쓸 수 없습니다: {1}. 다른 폴더를 골라 다시 시도하세요.";
    ExportUnknownFormat: "{0} is of no format this program writes. End the name in one of: {1}.", "{0}: 이 프로그램이 쓸 수 없는 형식입니다. 이름 끝을 다음 중 하나로 하세요: {1}.";
    ExportDraw: "The figure cannot be turned into pixels: {0}. Save it as SVG instead, or choose a smaller size.", "그림을 픽셀로 바꿀 수 없습니다: {0}. SVG로 저장하거나 더 작은 크기를 고르세요.";
    SizeUnreadable: "\"{0}\" is not a size. Write width, x, height and a unit: 12x5.5in, 170x107mm or 1920x1080px.", "\"{0}\"은(는) 크기가 아닙니다. 너비, x, 높이, 단위를 쓰세요: 12x5.5in, 170x107mm, 1920x1080px.";
    SizeOutOfBounds: "{0} is too small or too large for a figure: each side has 1 to {1} pixels (300 to the inch), the whole up to {2} million. Choose another size.", "{0}은(는) 그림 크기로 너무 작거나 큽니다. 한 변은 1~{1}픽셀(1인치에 300픽셀), 전체는 {2}백만 픽셀까지입니다. 다른 크기를 고르세요.";
    // ---- the window ----
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_the_same_places_in_both_languages() {
        for word in Word::ALL {
            for place in ["{0}", "{1}", "{2}", "{3}"] {
                assert_eq!(
                    word.text(Lang::En).contains(place),
                    word.text(Lang::Ko).contains(place),
                    "{word:?} {place}"
                );
            }
        }
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
