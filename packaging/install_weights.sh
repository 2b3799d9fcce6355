#!/bin/sh
# Run by meson install: the pose network's files, where the installed tool looks for them.
set -eu
mkdir -p "$MESON_INSTALL_DESTDIR_PREFIX/share/lumbar"
for file in "$MESON_BUILD_ROOT"/models/*.tflite; do
    [ -f "$file" ] || { echo "install: no network files in $MESON_BUILD_ROOT/models; run scripts/setup" >&2; exit 1; }
    install -m 644 "$file" "$MESON_INSTALL_DESTDIR_PREFIX/share/lumbar/"
done
