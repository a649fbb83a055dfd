//! Phrases that several layers say.

use super::words;

words! {
    // ---- counts and filters in words ----
    fn one_activity(count): "{count} activity", "활동 {count}건";
    fn n_activities(count): "{count} activities", "활동 {count}건";
    fn one_membership(count): "{count} membership", "가입 {count}건";
    fn n_memberships(count): "{count} memberships", "가입 {count}건";
    fn one_tie(count): "{count} tie", "협력관계 {count}건";
    fn n_ties(count): "{count} ties", "협력관계 {count}건";
    fn one_institution(count): "{count} institution", "제도 {count}건";
    fn n_institutions(count): "{count} institutions", "제도 {count}건";
    fn count_of_whole(count, whole): "{count} of {whole}", "전체 {whole}건 중 {count}";
    fn by(field): "by {field}", "{field}별";
    fn plus_undated(count): "+{count} undated", "날짜 미상 {count}건 별도";
    fn undated_among_them(count): "{count} of them undated", "그중 날짜 미상 {count}건";
    fn too_coarse_for_months(count): "{count} of them too coarse for months", "그중 월을 알 수 없는 {count}건";
    fn too_coarse_for_quarters(count): "{count} of them too coarse for quarters", "그중 분기를 알 수 없는 {count}건";
    fn plus_without_level(count): "+{count} without a level", "계층 미상 {count}곳 별도";
    fn one_government(count): "{count} government", "지자체 {count}곳";
    fn n_governments(count): "{count} governments", "지자체 {count}곳";
    fn one_network(count): "{count} network", "네트워크 {count}개";
    fn not_narrowed_by(fields): "not narrowed by {fields}", "‘{fields}’ 조건은 적용되지 않음";
    fn all_within(name): "all governments in {name}", "{name} 관할 시·군·구 모두";
    fn any_value(field): "{field}, any", "{field} 전체";
    fn without(names): "without {names}", "{names} 제외";
    const AND: "and", "그리고";
    const OR: "or", "또는";
    const MEMBER_OF: "Member of", "가입 네트워크";
    fn member_of(networks): "Member of {networks}", "{networks} 가입";
    fn member_of_but_not(networks, others): "Member of {networks}, not {others}", "{networks} 가입, {others} 미가입";
    fn not_member_of(networks): "Not a member of {networks}", "{networks} 미가입";
    fn in_year(text, year): "{text}, in {year}", "{year}년 기준 {text}";
    fn and_more(count): "and {count} more", "외 {count}";
    fn file_has_none(table): "This file has no {table}.", "이 파일에는 {table} 자료가 없습니다.";
    fn emptied_by(table, filter, count): "No {table} pass. Without {filter} there are {count}.", "조건에 맞는 {table} 자료가 없습니다. {filter} 조건을 빼면 {count}건입니다.";
    fn at_another_level(count): "{count} pass, all at another level of government.", "조건에 맞는 {count}은 모두 다른 지자체 계층에 속합니다.";
    fn pass_without_date(count): "{count} pass, but without a date precise enough to be drawn.", "조건에 맞는 {count}이 있으나 차트에 놓을 만큼 정확한 날짜가 없습니다.";
    fn only_undated_pass(table, undated): "No {table} of these years pass; {undated} without a date would.", "이 기간의 {table} 자료는 없습니다. 날짜 미상 {undated}건이 있습니다.";
    fn emptied_by_default(table, left_out, count): "No {table} pass: as long as nothing else is chosen, {left_out} are left out. With them there are {count}.", "조건에 맞는 {table} 자료가 없습니다. 따로 고르지 않으면 {left_out}은(는) 제외합니다. 포함하면 {count}건입니다.";
    const DOMESTIC_NETWORKS: "domestic networks", "국내 네트워크";
    const WEAK_TIES: "participation, plans and talks", "참가·계획·협의 단계의 협력관계";
    fn emptied_together(table, filters): "No {table} pass these filters taken together. {filters}", "다음 조건을 함께 적용하면 {table} 자료가 없습니다. {filters}";
    const NOT_STATED: "Not stated", "미기재";
    const OTHER_OR_NOT_STATED: "Others, not stated", "기타·미기재";
    const UNDATED: "undated", "날짜 미상";
    fn existed_in(date): "existed in {date}", "{date} 당시 존재";
    fn until(date): "until {date}", "{date}까지";
    fn since(date): "since {date}", "{date}부터";
    const NATIONAL: "National", "국가";
    fn began_then(count): "{count} began then", "이때 시작한 {count}";
    fn plus_dated_less_precisely(count): "+{count} whose date is known less precisely", "+날짜가 이보다 넓게만 알려진 {count}건";
    fn in_all(count): "{count} in all", "전체 {count}";
    const NO_ACTIVITY_NAMES_IT: "no activity names it", "이 파트너를 언급한 활동 없음";
    const ALL_CITIES: "no filter", "필터 없음";
    // ---- opening a file ----
    const CAUSE_CANCELLED: "You asked to stop.", "사용자가 중단을 요청했습니다.";
    fn cause_unreadable(cause): "The system could not read it ({cause}).", "시스템이 파일을 읽지 못했습니다({cause}).";
    fn cause_damaged(cause): "It is damaged ({cause}).", "파일이 손상되었습니다({cause}).";
    const CAUSE_OPEN_ELSEWHERE: "It is open in another program, such as PowerPoint or Excel.", "PowerPoint나 Excel 같은 다른 프로그램에서 열려 있습니다.";
    const NEXT_CLOSE_OR_RENAME: "Close it there and try again, or save under another name.", "그 프로그램에서 닫고 다시 시도하거나 다른 이름으로 저장하십시오.";
    const NEXT_CHECK_NAME: "Check the name and the folder, or choose the file in the open dialog.", "이름과 폴더를 확인하거나 열기 창에서 파일을 선택하십시오.";
    fn many_rows(count): "{count} rows", "{count}행";
    // ---- importing files ----
    fn place_row(row): "row {row}", "{row}행";
    // ---- what an import did ----
    fn rejected_written(path): "Rejected rows: {path}", "제외된 행: {path}";
    fn mapping_written(path): "Mapping: {path}", "열 연결 설정: {path}";
    // ---- damaged and changed files, faults ----
    const DAMAGED_STAMP: "Read from a damaged file: incomplete.", "손상된 파일에서 읽은 불완전한 자료입니다.";
    // ---- charts ----
    const ACTIVITIES_OVER_TIME: "Activities over time", "시기별 활동";
    const NETWORK_MEMBERSHIP: "Network membership", "네트워크 가입";
    const MEMBERSHIPS_OVER_TIME: "Memberships over time", "가입 추이";
    const GOVERNANCE_PARTNERS: "Governance partners", "거버넌스 파트너";
    const EXISTED_BY_THEN: "existed by then", "시작일 미상(당시 존재 확인)";
    const START_COLUMN: "Start", "시작";
    const END_COLUMN: "End", "종료";
    const TITLE_COLUMN: "Title", "제목";
    const FIRST_YEAR_COLUMN: "First year", "첫해";
    const LAST_YEAR_COLUMN: "Last year", "마지막 해";
    const YEAR_UNKNOWN: "year unknown", "연도 미상";
    fn as_of(date): "As of {date}.", "{date} 기준.";
    // ---- indicators ----
    const GINI: "Gini coefficient", "지니 계수";
    const LITERATURE_WORD: "Literature", "문헌";
    fn n_of(n): "n = {n}", "n = {n}";
    const CHOOSE_A_CITY: "Choose a city to see its profile.", "프로필을 볼 지자체를 고르십시오.";
    const NATIONAL_WORD: "national", "국가";
    // ---- the page of records ----
    fn interval_95(low, high): "95%: {low} to {high}", "95%: {low}~{high}";
    const THREATS_BROAD: "broad sense", "넓은 의미";
    const THREATS_STRICT: "strict sense", "좁은 의미";
    const UNCODED: "uncoded", "미분류";
    const VERDICT_SUPPORTS: "These records support it.", "이 자료는 주장을 뒷받침합니다.";
    const VERDICT_SPEAKS_AGAINST: "These records speak against it.", "이 자료는 주장과 어긋납니다.";
    const VERDICT_DOES_NOT_DISTINGUISH: "These records do not distinguish: the interval includes no difference.", "이 자료로는 판단하기 어렵습니다. 신뢰구간이 ‘차이 없음’을 포함합니다.";
    const VERDICT_TOO_FEW: "Too few records to say.", "기록이 너무 적어 말할 수 없습니다.";
    // ---- headless commands ----
    fn cause_unwritable(cause): "The system could not write it ({cause}).", "시스템이 쓰지 못했습니다({cause}).";
    // ---- the window ----
    const NO_SOURCE: "no source", "출처 없음";
    fn n_networks(count): "{count} networks", "네트워크 {count}개";
    const ID_COLUMN: "Id", "식별자";
    const DATABASE_WORD: "Database", "데이터베이스";
    const LICENCE_WORD: "Licence of the data", "자료 이용 조건";
    const NOTE_WORD: "Note", "유의 사항";
    const NOTHING_SAVED: "Nothing was written.", "아무것도 저장하지 않았습니다.";
    // ---- files of figures, slides and decks ----
    fn at_this_size(left_out): "At this size: {left_out}.", "이 크기에서는 다음만 보입니다: {left_out}.";
    const SOURCES: "Sources", "자료원";
    const OPENING_BROKE_CAUSE: "The program met a fault of its own while reading it. The file is unchanged.", "읽는 중 프로그램에 오류가 생겼습니다. 파일은 바뀌지 않았습니다.";
    const OPENING_BROKE_NEXT: "Please report it with the version of the program; run city-diplomacy check on the file for more.", "프로그램 버전과 함께 알려 주십시오. city-diplomacy check 로 파일을 살펴볼 수 있습니다.";
}
