#!/bin/sh
# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
#
# window.sh SCRIPT.py [ARGUMENT…]: runs a script that drives the real window, in a private X server with a window manager, a private
# session bus and the accessibility bus, with a home folder of its own. Everything it starts ends with it.
set -eu

if [ "${MESOSCRIBE_WINDOW_INSIDE:-}" != yes ]; then
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    mkdir -m 700 "$home/run"
    unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME WAYLAND_DISPLAY XDG_CURRENT_DESKTOP
    export HOME="$home" XDG_RUNTIME_DIR="$home/run" LC_ALL=C.UTF-8 QT_QPA_PLATFORM=xcb
    export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 MESOSCRIBE_WINDOW_INSIDE=yes USER="${USER:-tester}"
    status=0
    dbus-run-session -- xvfb-run -a -s "-screen 0 ${MESOSCRIBE_SCREEN:-1280x800}x24" "$0" "$@" || status=$?
    exit "$status"
fi

launcher=/usr/libexec/at-spi-bus-launcher
[ -x "$launcher" ] || launcher=/usr/lib/at-spi2-core/at-spi-bus-launcher
"$launcher" --launch-immediately >/dev/null 2>&1 &
bus=$!
openbox >/dev/null 2>&1 &
manager=$!
# Given as numbers so that nothing but what was started here is ended.
trap 'kill "$manager" "$bus" 2>/dev/null || true' EXIT

script=$1
shift
# pyatspi comes with the system's own Python.
/usr/bin/python3 "$script" "$@"
