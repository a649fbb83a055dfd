//! What the commands say.

use super::words;

words! {
    // ---- what an import did ----
    fn report_written(path): "Report: {path}", "보고서: {path}";
    fn database_written(path): "Database: {path}", "데이터베이스: {path}";
    const PREVIEW_ONLY: "Nothing was written: this is what an import would do.", "미리 보기이므로 아무것도 쓰지 않았습니다.";
    const IMPORT_NEEDS_TARGET: "Nothing was imported.", "아무것도 가져오지 않았습니다.";
    const IMPORT_NEEDS_TARGET_CAUSE: "No place was named for the database.", "데이터베이스를 저장할 곳이 없습니다.";
    const OPTION_SHEET: "(--sheet NAME)", "(--sheet 이름)";
    const OPTION_MAP: "(--save-map MAP.json writes a mapping to correct, --map MAP.json uses it)", "(--save-map MAP.json으로 연결 설정을 저장해 고친 뒤 --map MAP.json으로 사용)";
    const OPTION_BY_YEAR: "(--by-year)", "(--by-year)";
    const IMPORT_NEEDS_TARGET_NEXT: "Name it with --into NEW.db, or look only with --preview or --save-map MAP.json.", "--into NEW.db로 지정하거나, --preview나 --save-map MAP.json으로 살펴보기만 하십시오.";
    fn templates_written(folder): "Templates: {folder}", "서식: {folder}";
    const WORKBOOK_TOO_LONG: "No workbook was made: a table is longer than a workbook holds. The CSV files hold everything.", "표가 통합 문서에 담기에 너무 길어 통합 문서는 만들지 않았습니다. CSV 파일에 모두 들어 있습니다.";
    // ---- the page of records ----
    fn no_such_column(table, column): "The records of {table} have no column {column}.", "{table} 기록에 {column} 열이 없습니다.";
    fn columns_are(columns): "Their columns: {columns}.", "열: {columns}.";
    fn records_written(count, path): "{count} written to {path}", "{count}을(를) {path}에 저장했습니다";
    // ---- headless commands ----
    fn option_unusable(option, given): "--{option} {given} cannot be used.", "--{option} {given}을(를) 쓸 수 없습니다.";
    fn cause_no_such_value(file): "{file} has no such id or name.", "{file}에 그런 아이디나 이름이 없습니다.";
    fn cause_several_values(file): "Several values in {file} have that name.", "{file}에 그 이름이 여럿 있습니다.";
    const CAUSE_NOT_YEARS: "That is no span of years.", "연도 범위가 아닙니다.";
    const CAUSE_YEARS_REVERSED: "The first year comes after the last.", "첫해가 마지막 해보다 뒤입니다.";
    const CAUSE_NO_SUCH_FIELD: "There is no such field.", "그런 항목이 없습니다.";
    fn cause_nothing_chosen(field): "No value of {field} is chosen.", "{field} 항목에서 고른 값이 없습니다.";
    fn next_did_you_mean(names): "Did you mean {names}?", "혹시 다음을 뜻하셨습니까? {names}";
    fn next_list_values(file): "List the ids with: city-diplomacy counts {file}", "아이디 목록 보기: city-diplomacy counts {file}";
    fn next_give_id(ids): "Give one of these ids instead: {ids}.", "다음 아이디 중 하나를 쓰십시오: {ids}.";
    const NEXT_WRITE_YEARS: "Write 1995..2024, 1995.., ..2024 or 1995.", "1995..2024, 1995.., ..2024, 1995처럼 쓰십시오.";
    fn next_turn_years(years): "Write --years {years}.", "--years {years}처럼 쓰십시오.";
    fn next_choose_one_of(choices): "Choose one of: {choices}.", "다음 중에서 고르십시오: {choices}.";
    fn next_choose_several(field): "Add --{field} for each value that a fact must hold.", "자료가 모두 가져야 하는 값마다 --{field}을(를) 쓰십시오.";
    fn cause_too_many_years(count): "Those are {count} years.", "연도가 {count}개입니다.";
    fn next_fewer_years(most): "Name {most} at most.", "최대 {most}개까지 쓰십시오.";
    fn cause_no_years_side_by_side(charts): "{charts} cannot show several years side by side.", "{charts}에서는 여러 연도를 나란히 볼 수 없습니다.";
    const NOT_PRINTED: "The result could not be printed.", "결과를 출력할 수 없습니다.";
    const NOT_PRINTED_NEXT: "Make room, or send the output somewhere else.", "여유 공간을 확보하거나 다른 곳으로 출력하십시오.";
    fn nothing_drawn(cause): "The figure is empty. {cause}", "그림이 비어 있습니다. {cause}";
    fn opened_with_warnings(path): "{path} was opened with warnings; list them with: city-diplomacy check {path}", "{path} 파일을 열었으나 주의할 점이 있습니다. 목록 보기: city-diplomacy check {path}";
    // ---- files of figures, slides and decks ----
    fn deck_written(count, path): "{count} slides written to {path}", "슬라이드 {count}장을 {path}에 저장했습니다";
    const NO_CITY_HAS_RECORDS: "No city has a record that passes the filter.", "필터를 통과하는 기록이 있는 지자체가 없습니다.";
    const NO_CITY_HAS_RECORDS_CAUSE: "Activities, memberships and ties of upper-level governments were looked at.", "광역자치단체의 활동, 가입, 협력관계를 살펴보았습니다.";
    const NO_CITY_HAS_RECORDS_NEXT: "Take a filter back, or name the cities: --cities seoul,busan.", "필터를 줄이거나 --cities seoul,busan처럼 지자체를 지정하십시오.";
}
