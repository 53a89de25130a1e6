#!/bin/bash
# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
#
# with-keyring.sh unlocked|locked|silent|absent|busless COMMAND…: runs COMMAND against a real Secret Service of its own (gnome-keyring on a
# private D-Bus), or without one, in a home that is thrown away. Fails when COMMAND does, or when one of the secrets it stores lies
# readable in any file.
set -u
state=$1
shift
marker=mesoscribe-secret-marker

if [ -z "${MESOSCRIBE_KEYRING_HOME:-}" ]; then
    for program in dbus-run-session dbus-send gnome-keyring-daemon secret-tool; do
        command -v "$program" >/dev/null || { echo "with-keyring.sh: $program is missing" >&2; exit 1; }
    done
    home=$(mktemp -d) || exit 1
    trap 'rm -rf "$home"' EXIT
    mkdir -p "$home"/config "$home"/data "$home"/cache "$home"/state
    mkdir -m 700 "$home"/runtime
    # No service folders: nothing but what is started below ever answers on this bus.
    cat >"$home/bus.conf" <<-END
		<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
		  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
		<busconfig>
		  <type>session</type>
		  <listen>unix:tmpdir=$home/runtime</listen>
		  <policy context="default">
		    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
		  </policy>
		</busconfig>
	END
    unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL SSH_AUTH_SOCK SECRET_BACKEND
    export MESOSCRIBE_KEYRING=$state MESOSCRIBE_KEYRING_HOME=$home HOME=$home XDG_CONFIG_HOME=$home/config \
        XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache XDG_STATE_HOME=$home/state XDG_RUNTIME_DIR=$home/runtime
    case $state in
        busless) DBUS_SESSION_BUS_ADDRESS=unix:path=$home/no-such-bus "$@" ;;
        *) dbus-run-session --config-file="$home/bus.conf" -- "$0" "$state" "$@" ;;
    esac
    status=$?
    if grep -rqsa "$marker" "$home"; then
        echo "with-keyring.sh: a secret lies in plain text in:" >&2
        grep -rlsa "$marker" "$home" >&2
        status=1
    fi
    exit $status
fi

# From here on: within the private bus.
daemon=

# start_daemon unlock|stay: its standard input is the keyring's password.
start_daemon() {
    local how=
    [ "$1" = unlock ] && how=--unlock
    # Without the explicit redirection bash gives a background command /dev/null to read from.
    gnome-keyring-daemon --foreground $how --components=secrets <&0 >/dev/null 2>&1 &
    daemon=$!
    local tries=200
    until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
        string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'; do
        tries=$((tries - 1))
        if [ $tries = 0 ] || ! kill -0 "$daemon" 2>/dev/null; then
            echo "with-keyring.sh: gnome-keyring-daemon did not come up" >&2
            stop_daemon
            exit 1
        fi
        sleep 0.05
    done
}

stop_daemon() {
    [ -n "$daemon" ] || return 0
    kill "$daemon" 2>/dev/null
    kill -CONT "$daemon" 2>/dev/null
    wait "$daemon" 2>/dev/null
    daemon=
}
trap stop_daemon EXIT

case $state in
    unlocked | silent)
        start_daemon unlock < <(printf 'a password for this test')
        export MESOSCRIBE_KEYRING_PID=$daemon
        ;;
    locked)
        # The first daemon makes the keyring; the second finds it locked, and nobody is there to unlock it.
        start_daemon unlock < <(printf 'a password for this test')
        printf first | secret-tool store --label=first name first || exit 1
        stop_daemon
        start_daemon stay </dev/null
        ;;
    absent) ;;
    *) echo "with-keyring.sh: unknown state $state" >&2; exit 1 ;;
esac
"$@"
