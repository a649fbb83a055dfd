# shellcheck shell=bash
# What builds a Windows program on Debian: rustup's own target where it can be had, else Debian's compiler, which can
# build the standard library from its source. Sourced, not run; scripts/setup.sh comes before it.

windows_target=x86_64-pc-windows-gnu

# Debian's compilers, unpacked into a folder of the build's: nothing is installed, no rights are needed.
windows_tools=$PWD/target/windows/tools

linker_packages=(
  gcc-mingw-w64-x86-64-win32 gcc-mingw-w64-x86-64-win32-runtime gcc-mingw-w64-base mingw-w64-x86-64-dev
  mingw-w64-common binutils-mingw-w64-x86-64
)
rust_packages=(rustc-web rust-web-src libstd-rust-web-dev)

unpack_packages() {
  local debs=$windows_tools/debs package
  mkdir -p "$debs"
  for package in "$@"; do
    [ -e "$debs/$package.unpacked" ] && continue
    say "Fetching $package"
    (cd "$debs" && { apt-get download "$package" >/dev/null 2>&1 ||
      { as_root apt-get update --quiet >/dev/null && apt-get download "$package" >/dev/null; }; })
    dpkg-deb --extract "$debs/$package"_*.deb "$windows_tools"
    rm "$debs/$package"_*.deb
    touch "$debs/$package.unpacked"
  done
}

# The linker under the names that cargo and build scripts look for.
need_windows_linker() {
  unpack_packages "${linker_packages[@]}"
  local bin=$windows_tools/bin tool
  mkdir -p "$bin"
  for tool in "$windows_tools"/usr/bin/x86_64-w64-mingw32-*; do
    ln -sf "$tool" "$bin/$(basename "${tool%-win32}")"
  done
  export PATH="$bin:$PATH"
}

# Debian names the versions that its compiler needs in the packages' dependencies.
needed_by() {
  apt-cache depends "$1" | sed -n 's/.*Depends: \(lib\(std-rust-web-[0-9][^ ]*\|llvm[^ ]*\)\)$/\1/p'
}

# Sets windows_cargo: the command that builds for Windows.
need_windows_rust() {
  need_windows_linker
  if command -v rustup >/dev/null &&
    { rustup target list --installed 2>/dev/null | grep -qx "$windows_target" ||
      rustup target add "$windows_target" >/dev/null 2>&1; }; then
    windows_cargo=(cargo build --target "$windows_target")
    return
  fi
  say "rustup has no target for Windows here: taking Debian's compiler"
  unpack_packages "${rust_packages[@]}"
  # shellcheck disable=SC2046 # names of packages have no spaces
  unpack_packages $(needed_by rustc-web) $(needed_by libstd-rust-web-dev)
  local wrapper=$windows_tools/rustc
  cat >"$wrapper" <<EOF
#!/bin/sh
LD_LIBRARY_PATH="$windows_tools/usr/lib/x86_64-linux-gnu" exec "$windows_tools/usr/bin/rustc" "\$@"
EOF
  chmod +x "$wrapper"
  export RUSTC=$wrapper RUSTC_BOOTSTRAP=1
  windows_cargo=(cargo build -Zbuild-std=std,panic_unwind --target "$windows_target")
}
