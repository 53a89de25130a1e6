#!/bin/sh
# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
#
# practice_ends.sh MESOSCRIBE: the practice cluster ends with the application, even when that is killed.
set -eu

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_RUNTIME_DIR="$home" QT_QPA_PLATFORM=offscreen
unset XDG_CONFIG_HOME

"$1" --practice >/dev/null 2>&1 &
application=$!

practice=
tries=0
while [ -z "$practice" ]; do
    practice=$(ps -o pid= --ppid "$application" | tr -d ' ' || true)
    tries=$((tries + 1))
    [ "$tries" -lt 200 ] || { echo "no practice cluster was started"; kill "$application"; exit 1; }
    sleep 0.1
done

kill -KILL "$application"
# Returns as soon as the process is gone.
timeout 20 tail --pid="$practice" -f /dev/null || { echo "the practice cluster lives on"; kill "$practice"; exit 1; }
echo "ok: the practice cluster has ended"
