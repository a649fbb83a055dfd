//! What there is to show of a file: panes, tabs and pages that nothing in it could fill are not offered.

use crate::app::workspace::{Page, Pane, Workspace};
use crate::chart::{Chart, Home};
use crate::data::Table;
use crate::words::{Lang, Word};

/// The charts that take turns in a place of the window, with what their tabs say.
pub fn tabs_of(home: Home, workspace: &Workspace) -> Vec<(Chart, Word)> {
    // What stands above the tabs anyway need not stand below them too.
    let above = (home == Home::Activities).then(|| above_tabs(workspace));
    Chart::tabs(home).filter(|(chart, _)| chart.can_show(workspace.dataset()) && Some(*chart) != above).collect()
}

/// The one of them that is chosen, or else the first.
pub fn tab_of(home: Home, workspace: &Workspace) -> Option<Chart> {
    let view = workspace.view();
    let chosen = match home {
        Home::Membership => view.membership,
        Home::Partners => view.partners,
        Home::Activities | Home::Profiles | Home::Trends => view.activities,
    };
    let tabs = tabs_of(home, workspace);
    let chosen = tabs.iter().find(|(chart, _)| *chart == chosen).or(tabs.first());
    chosen.map(|(chart, _)| *chart)
}

/// What stands in the pane of activities whatever the tab: bars over time, or where nothing has a date, by country or form.
pub fn above_tabs(workspace: &Workspace) -> Chart {
    if Chart::TIMELINE.can_show(workspace.dataset()) { Chart::TIMELINE } else { Chart::BREAKDOWN }
}

/// The chart that stands for a pane.
pub fn chart_of(pane: Pane, workspace: &Workspace) -> Chart {
    match pane {
        Pane::Activities => above_tabs(workspace),
        Pane::Membership => tab_of(Home::Membership, workspace).unwrap_or(Chart::MATRIX),
        Pane::Partners => tab_of(Home::Partners, workspace).unwrap_or(Chart::PARTNERS),
    }
}

/// The panes that the file has something for; the first of them where it has nothing at all.
pub fn panes_of(workspace: &Workspace) -> Vec<Pane> {
    let is_filled = |pane: &Pane| match pane {
        Pane::Activities => above_tabs(workspace).can_show(workspace.dataset()),
        Pane::Membership => tab_of(Home::Membership, workspace).is_some(),
        Pane::Partners => tab_of(Home::Partners, workspace).is_some(),
    };
    let filled: Vec<Pane> =
        [Pane::Activities, Pane::Membership, Pane::Partners].into_iter().filter(is_filled).collect();
    if filled.is_empty() { vec![Pane::Activities] } else { filled }
}

/// Whether the file has something for a page.
pub fn has_page(page: Page, workspace: &Workspace) -> bool {
    match page {
        Page::Institutions => !workspace.dataset().table(Table::Institutions).is_empty(),
        Page::Explore | Page::Trends | Page::Profiles | Page::Records => true,
    }
}

/// What the file lacks of that which panes would show, in a line.
pub fn lacking(workspace: &Workspace, lang: Lang) -> Option<String> {
    let tables = [Table::Activities, Table::Memberships, Table::Partnerships];
    let lacking = tables.into_iter().filter(|&table| workspace.dataset().table(table).is_empty());
    let mut lacking: Vec<&str> = lacking.map(|table| table.word().text(lang)).collect();
    let activities = workspace.dataset().table(Table::Activities);
    if !activities.is_empty() && !Chart::TIMELINE.can_show(workspace.dataset()) {
        lacking.push(Word::DATES_OF_ACTIVITIES.text(lang));
    }
    (!lacking.is_empty()).then(|| Word::not_in_this_file(lang, &lacking.join(", ")))
}
