# shellcheck shell=bash
# The packages for Linux: a .deb and a tarball. The test installs them on bare systems and looks at the window.
# Sourced by scripts/package, which sets version and packages and has read scripts/setup.sh.
# shellcheck disable=SC2154

# The oldest C library that the program may ask for: that of Debian 12 (2.36). Ubuntu 22.10 and newer have it.
newest_glibc=2.36

# What is packed lies here first, and the systems of the test.
linux_work=$PWD/target/linux
linux_deb=$packages/city-diplomacy-explorer_$version-1_amd64.deb
linux_tarball=$packages/city-diplomacy-explorer-$version-linux-x64.tar.gz

# The bare systems of the test.
linux_suites=(bookworm trixie)

linux_package_packages=(dpkg-dev binutils lintian desktop-file-utils appstream)
linux_test_packages=(debootstrap xvfb imagemagick)

need_cargo_deb() {
  export PATH="$PWD/target/tools/bin:$PATH"
  command -v cargo-deb >/dev/null && return 0
  say "Building cargo-deb"
  CARGO_TARGET_DIR=target/tools/build cargo install cargo-deb --version 3.8.0 --locked --quiet --root target/tools
}

# Fails where the program asks for a newer C library than it may.
check_glibc() {
  local wanted
  wanted=$(objdump -T "$1" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -uV | tail -1)
  if [ "$(printf '%s\n' "$wanted" "$newest_glibc" | sort -V | tail -1)" != "$newest_glibc" ]; then
    say "$1 asks for the C library $wanted, newer than $newest_glibc: build it on Debian 12."
    return 1
  fi
  say "The C library that is needed: $wanted"
}

# What the program writes about itself, and the changelog in Debian's form.
make_linux_texts() {
  local program=$1 made=$linux_work/texts shell
  rm -rf "$made"
  mkdir -p "$made/completions"
  "$program" manual "$made/man"
  for shell in bash fish; do
    "$program" completions "$shell" >"$made/completions/city-diplomacy.$shell"
  done
  "$program" completions zsh >"$made/completions/_city-diplomacy"
  cat >"$made/changelog" <<END
city-diplomacy-explorer ($version-1) unstable; urgency=medium

  * What changed is told in the CHANGELOG.md of the source.

 -- City Diplomacy Explorer contributors <contributors@city-diplomacy.invalid>  $(LC_ALL=C date -R -u -d "@$(tree_time)")
END
}

make_tarball() {
  local program=$1 name folder side
  name=$(basename "$linux_tarball" .tar.gz)
  folder=$linux_work/$name
  rm -rf "$folder"
  mkdir -p "$folder/icons"
  cp "$program" sample.db LICENSE LICENCES.md README.md CHANGELOG.md packaging/linux/city-diplomacy.desktop packaging/linux/install.sh \
    "$folder"
  cp -r docs "$linux_work/texts/man" "$linux_work/texts/completions" "$folder"
  for side in 16 22 24 32 48 64 96 128 256 512; do
    cp "assets/icons/$side.png" "$folder/icons"
  done
  cp assets/icon.svg "$folder/icons"
  tar --create --gzip --file "$linux_tarball" --directory "$linux_work" \
    --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --mtime="@$(tree_time)" "$name"
}

# With SKIP_BUILD=1 it packs the target/dist/city-diplomacy that is there.
package_linux() {
  need_packages "${build_packages[@]}" "${linux_package_packages[@]}"
  need_cargo
  need_cargo_deb
  local program=target/dist/city-diplomacy
  [ "${SKIP_BUILD:-}" = 1 ] || cargo build --profile dist --locked
  check_glibc "$program"
  make_linux_texts "$program"

  desktop-file-validate packaging/linux/city-diplomacy.desktop
  # It has one remark: the project has no domain to name itself after.
  appstreamcli validate --no-net packaging/linux/city-diplomacy.metainfo.xml >&2 || true
  SOURCE_DATE_EPOCH=$(tree_time) cargo deb --no-build --no-strip --no-dbgsym --profile dist --locked --output "$linux_deb" >&2
  lintian --fail-on error --allow-root "$linux_deb" >&2
  make_tarball "$program"
}

# Runs a command in the bare system.
inside() {
  local root=$1
  shift
  as_root chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# A bare system of one suite, made once and copied for each test.
bare_system() {
  local suite=$1 base=$linux_work/systems/$1.tar new=$linux_work/systems/$1.new mirror
  [ -f "$base" ] && return 0
  mirror=$(grep -rhoE 'https?://[^ ]*/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -1 | tr -d ' ')
  mkdir -p "$linux_work/systems"
  as_root rm -rf "$new"
  as_root debootstrap --variant=minbase "$suite" "$new" "${mirror:-http://deb.debian.org/debian}" >&2 || return 1
  as_root tar --create --file "$base" --directory "$new" .
  as_root rm -rf "$new"
}

# Fails unless the picture is that of a window: of the size of the screen, with many colours.
check_picture() {
  local picture=$1 size colours
  size=$(identify -format '%wx%h' "$picture")
  colours=$(identify -format '%k' "$picture")
  say "$picture: $size, $colours colours"
  [ "$size" = 1366x768 ] && [ "$colours" -gt 200 ]
}

# The window in a bare system, on a virtual screen outside of it.
look_at_window() {
  local root=$1 picture=$2 display=:$((RANDOM % 500 + 100)) screen window
  Xvfb "$display" -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
  screen=$!
  sleep 2
  as_root mkdir -p "$root/tmp/.X11-unix"
  as_root mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
  inside "$root" DISPLAY="$display" city-diplomacy >"$picture.log" 2>&1 &
  window=$!
  sleep 12
  DISPLAY=$display import -window root "$picture"
  local was_open=0
  kill "$window" 2>/dev/null && was_open=1
  wait "$window" 2>/dev/null || true
  as_root umount "$root/tmp/.X11-unix"
  kill "$screen"
  [ "$was_open" = 1 ] || { say "The window did not stay open: $(cat "$picture.log")"; return 1; }
  check_picture "$picture"
}

test_deb() {
  local suite=$1 deb=$linux_deb root=$linux_work/systems/$1
  say "== $(basename "$deb") on bare Debian $suite"
  bare_system "$suite" || { say "debootstrap could not make $suite: not tried there."; return 0; }
  as_root rm -rf "$root"
  as_root mkdir -p "$root"
  as_root tar --extract --file "$root.tar" --directory "$root"
  as_root cp "$deb" "$root/tmp/"
  as_root cp /etc/resolv.conf "$root/etc/resolv.conf"
  inside "$root" apt-get update --quiet >/dev/null
  # Without what is recommended: no OpenGL, no dialogs.
  inside "$root" apt-get install --yes --quiet --no-install-recommends "/tmp/$(basename "$deb")" >/dev/null 2>&1
  local sample=/usr/share/doc/city-diplomacy-explorer/examples/sample.db
  inside "$root" city-diplomacy --version
  inside "$root" city-diplomacy check "$sample" | head -1
  inside "$root" city-diplomacy export "$sample" --chart timeline --out /tmp/timeline.pptx
  inside "$root" city-diplomacy export "$sample" --chart timeline --out /tmp/timeline.png
  [ -s "$root/tmp/timeline.pptx" ] && [ -s "$root/tmp/timeline.png" ]
  look_at_window "$root" "$linux_work/window-$suite-processor.png"
  inside "$root" apt-get install --yes --quiet --no-install-recommends libgl1 libegl1 libgl1-mesa-dri >/dev/null 2>&1
  look_at_window "$root" "$linux_work/window-$suite-opengl.png"
  inside "$root" apt-get remove --yes --quiet city-diplomacy-explorer >/dev/null
  [ ! -e "$root/usr/bin/city-diplomacy" ] && [ ! -e "$root/usr/share/applications/city-diplomacy.desktop" ]
  as_root rm -rf "$root"
}

test_tarball() {
  local tarball=$linux_tarball folder home unpacked left
  say "== $(basename "$tarball")"
  folder=$(mktemp -d) home=$(mktemp -d)
  tar --extract --file "$tarball" --directory "$folder"
  unpacked=$folder/$(basename "$tarball" .tar.gz)
  HOME=$home XDG_DATA_HOME='' "$unpacked/install.sh"
  "$home/.local/bin/city-diplomacy" check "$home/.local/share/city-diplomacy-explorer/sample.db" | head -1
  desktop-file-validate "$home/.local/share/applications/city-diplomacy.desktop"
  HOME=$home XDG_DATA_HOME='' "$unpacked/install.sh" --remove
  left=$(find "$home" -type f ! -name '*.cache')
  rm -rf "$folder" "$home"
  [ -z "$left" ] || { say "Left behind: $left"; return 1; }
}

test_linux() {
  need_packages "${linux_package_packages[@]}" "${linux_test_packages[@]}"
  test_tarball
  local suite
  for suite in "${linux_suites[@]}"; do
    test_deb "$suite"
  done
  say "The packages for Linux were installed and run. Ubuntu is untried."
}
