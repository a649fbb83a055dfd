# shellcheck shell=bash
# shellcheck disable=SC2034 # windows_cargo is used by the script that sources this
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

# Debian's compiler needs its own standard library and LLVM, in the versions that the packages' dependencies name, some of
# them only by way of another package. What else it needs, such as the C library, is there wherever cargo is.
needed_by() {
  apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances "$@" |
    grep -E '^(libstd-rust|libllvm)' | sort -u
}

# Sets windows_cargo: the command that builds for Windows. WINDOWS_RUST=debian takes Debian's compiler at once.
need_windows_rust() {
  need_windows_linker
  if [ "${WINDOWS_RUST:-}" != debian ] && command -v rustup >/dev/null &&
    { rustup target list --installed 2>/dev/null | grep -qx "$windows_target" ||
      rustup target add "$windows_target" >/dev/null 2>&1; }; then
    windows_cargo=(cargo build --target "$windows_target")
    return
  fi
  say "Building with Debian's compiler, and the standard library from its source"
  unpack_packages "${rust_packages[@]}"
  local needed
  mapfile -t needed < <(needed_by "${rust_packages[@]}")
  unpack_packages "${needed[@]}"
  local wrapper=$windows_tools/rustc
  cat >"$wrapper" <<EOF
#!/bin/sh
LD_LIBRARY_PATH="$windows_tools/usr/lib/x86_64-linux-gnu" exec "$windows_tools/usr/bin/rustc" "\$@"
EOF
  chmod +x "$wrapper"
  export RUSTC=$wrapper RUSTC_BOOTSTRAP=1
  windows_cargo=(cargo build "-Zbuild-std=std,panic_unwind" --target "$windows_target")
}
