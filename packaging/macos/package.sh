# shellcheck shell=bash
# The package for macOS, to be made on a Mac: an .app in a .dmg. UNTRIED: written from Apple's manuals, never run on a Mac.
# Sourced by scripts/package, which sets version and packages and has read scripts/setup.sh.
# shellcheck disable=SC2154

macos_work=$PWD/target/macos
macos_app="$macos_work/image/City Diplomacy Explorer.app"

# The icon in the sizes that macOS asks for, from the pictures that scripts/icons made.
make_icns() {
  local set=$macos_work/icon.iconset side
  rm -rf "$set"
  mkdir -p "$set"
  for side in 16 32 128 256 512; do
    cp "assets/icons/$side.png" "$set/icon_${side}x$side.png"
  done
  cp assets/icons/32.png "$set/icon_16x16@2x.png"
  cp assets/icons/64.png "$set/icon_32x32@2x.png"
  cp assets/icons/256.png "$set/icon_128x128@2x.png"
  cp assets/icons/512.png "$set/icon_256x256@2x.png"
  iconutil --convert icns --output "$1" "$set"
}

# For Intel and Apple Silicon at once where both targets of Rust are installed, else for this Mac alone.
build_macos_program() {
  local into=$1 targets=(x86_64-apple-darwin aarch64-apple-darwin) target built=()
  for target in "${targets[@]}"; do
    if rustup target list --installed 2>/dev/null | grep -qx "$target"; then
      cargo build --profile dist --locked --target "$target"
      built+=("target/$target/dist/city-diplomacy")
    fi
  done
  if [ ${#built[@]} -eq 0 ]; then
    cargo build --profile dist --locked
    built=(target/dist/city-diplomacy)
  fi
  lipo -create -output "$into" "${built[@]}"
}

package_macos() {
  [ "$(uname -s)" = Darwin ] || { say "Packages for macOS are made on a Mac: iconutil, lipo, codesign and hdiutil are there only."; return 1; }
  need_cargo
  local contents="$macos_app/Contents" image=$packages/City-Diplomacy-Explorer-$version-macos.dmg
  rm -rf "$macos_work"
  mkdir -p "$contents/MacOS" "$contents/Resources"
  build_macos_program "$contents/MacOS/city-diplomacy"
  make_icns "$contents/Resources/city-diplomacy.icns"
  sed "s/@VERSION@/$version/g" packaging/macos/Info.plist >"$contents/Info.plist"
  plutil -lint "$contents/Info.plist" >&2
  cp sample.db LICENSE LICENCES.md "$contents/Resources/"
  # Without a developer's certificate: signed for this Mac only, which Apple Silicon asks of every program.
  codesign --force --sign - "$macos_app"
  ln -s /Applications "$macos_work/image/Applications"
  rm -f "$image"
  hdiutil create -volname "City Diplomacy Explorer" -srcfolder "$macos_work/image" -fs HFS+ -format UDZO "$image" >&2
}

test_macos() {
  local program="$macos_app/Contents/MacOS/city-diplomacy"
  "$program" --version
  "$program" check sample.db | head -1
  codesign --verify "$macos_app"
}
