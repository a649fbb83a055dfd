#!/bin/sh
# Installs the program for the person who runs this, without any rights: ./install.sh [--remove]
# It goes into ~/.local, where desktops look for programs and icons. Settings stay when it is removed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin

refresh() {
  update-desktop-database "$share/applications" >/dev/null 2>&1 || true
  gtk-update-icon-cache --quiet --ignore-theme-index "$share/icons/hicolor" >/dev/null 2>&1 || true
}

if [ "${1:-}" = --remove ]; then
  rm -f "$bin/city-diplomacy" "$share/applications/city-diplomacy.desktop" "$share"/icons/hicolor/*/apps/city-diplomacy.png \
    "$share/icons/hicolor/scalable/apps/city-diplomacy.svg" "$share"/man/man1/city-diplomacy*.1 \
    "$share/bash-completion/completions/city-diplomacy" "$share/fish/vendor_completions.d/city-diplomacy.fish"
  rm -rf "$share/city-diplomacy-explorer"
  refresh
  echo "Removed. Settings stay in ${XDG_CONFIG_HOME:-$HOME/.config}/city-diplomacy-explorer."
  exit 0
fi

install -D -m 755 "$here/city-diplomacy" "$bin/city-diplomacy"
install -D -m 644 "$here/sample.db" "$share/city-diplomacy-explorer/sample.db"
install -D -m 644 "$here/LICENCES.md" "$share/city-diplomacy-explorer/LICENCES.md"
# By its full path: not every desktop looks for programs in ~/.local/bin.
mkdir -p "$share/applications"
sed "s|^Exec=city-diplomacy|Exec=\"$bin/city-diplomacy\"|" "$here/city-diplomacy.desktop" >"$share/applications/city-diplomacy.desktop"
for icon in "$here"/icons/*.png; do
  side=$(basename "$icon" .png)
  install -D -m 644 "$icon" "$share/icons/hicolor/${side}x$side/apps/city-diplomacy.png"
done
install -D -m 644 "$here/icons/icon.svg" "$share/icons/hicolor/scalable/apps/city-diplomacy.svg"
for page in "$here"/man/*.1; do
  install -D -m 644 "$page" "$share/man/man1/$(basename "$page")"
done
install -D -m 644 "$here/completions/city-diplomacy.bash" "$share/bash-completion/completions/city-diplomacy"
install -D -m 644 "$here/completions/city-diplomacy.fish" "$share/fish/vendor_completions.d/city-diplomacy.fish"
refresh

echo "Installed: $bin/city-diplomacy, and City Diplomacy Explorer among the programs of the desktop."
case ":$PATH:" in
  *":$bin:"*) ;;
  *) echo "To type city-diplomacy in a terminal, add $bin to PATH." ;;
esac
