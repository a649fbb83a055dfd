# shellcheck shell=bash
# The packages for Windows: an archive that needs no installing, and an installer that needs no administrator.
# Sourced by scripts/package, which sets version and packages and has read scripts/setup.sh.
# shellcheck disable=SC2154

# shellcheck source=packaging/windows/toolchain.sh
. packaging/windows/toolchain.sh

windows_packages=(nsis python3)
# Wine runs the programs; Xvfb and what belongs to it are the screen on which their windows are looked at.
windows_test_packages=(wine wine64 "${test_packages[@]}" libgl1 libgl1-mesa-dri)

# The folder that a person unpacks or installs.
windows_folder=$PWD/target/windows/package
windows_name=City-Diplomacy-Explorer-$version-windows-x64

package_windows() {
  need_packages "${build_packages[@]}" "${windows_packages[@]}"
  need_cargo
  need_windows_rust
  build_windows
  gather_windows
  make_windows_archive
  make_windows_installer
}

build_windows() {
  say "== Building the program and its launcher for Windows"
  "${windows_cargo[@]}" --profile dist --locked --bin city-diplomacy
  "${windows_cargo[@]}" --profile dist --locked --package city-diplomacy-console
}

gather_windows() {
  local built=target/$windows_target/dist
  rm -rf "$windows_folder"
  mkdir -p "$windows_folder"
  cp "$built/city-diplomacy.exe" "$windows_folder/city-diplomacy.exe"
  # Typed without its ending it is taken before the .exe, and prints in the console.
  cp "$built/city-diplomacy-console.exe" "$windows_folder/city-diplomacy.com"
  cp sample.db "$windows_folder"
  cp -r docs "$windows_folder/guide"
  mkdir "$windows_folder/licences"
  cp LICENSE "$windows_folder/licences/LICENSE.txt"
  cp assets/fonts/OFL.txt "$windows_folder/licences/Noto-Sans-CJK-OFL.txt"
  if [ -f LICENCES.md ]; then cp LICENCES.md "$windows_folder/licences"; fi
  # Old editors on Windows take a file for Unicode by its first bytes, and end lines by two signs.
  { printf '\xef\xbb\xbf' && sed -e "s/VERSION/$version/" -e 's/$/\r/' packaging/windows/README.txt; } \
    >"$windows_folder/README.txt"
  chmod -R u=rwX,go=rX "$windows_folder"
  find "$windows_folder" -exec touch --date="@$(tree_time)" {} +
}

make_windows_archive() {
  say "== Archive"
  python3 packaging/windows/archive.py "$windows_folder" "City Diplomacy Explorer $version" "$packages/$windows_name.zip"
}

make_windows_installer() {
  say "== Installer"
  SOURCE_DATE_EPOCH=$(tree_time) makensis -V2 -NOCD -INPUTCHARSET UTF8 \
    -DVERSION="$version" -DFOLDER="$windows_folder" -DOUT="$packages/$windows_name-setup.exe" \
    -DSIZE_KB="$(du --summarize --apparent-size --block-size=1024 "$windows_folder" | cut -f1)" \
    packaging/windows/installer.nsi
}

test_windows() {
  need_packages "${windows_test_packages[@]}"
  local shim=$PWD/target/windows/bcryptprimitives.dll
  need_windows_linker
  x86_64-w64-mingw32-gcc -shared -O2 -o "$shim" packaging/windows/random-for-old-wine.c -ladvapi32
  python3 -B packaging/windows/smoke.py --archive "$packages/$windows_name.zip" \
    --installer "$packages/$windows_name-setup.exe" --shim "$shim" --version "$version" \
    --objdump "$windows_tools/bin/x86_64-w64-mingw32-objdump" --work target/windows/smoke
}
