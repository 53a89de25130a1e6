#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
#
# plain_curl.sh PRACTICE: a scheduler of nothing but bash, curl, grep and sed on the practice cluster. Subscribes,
# launches on the first offer, acknowledges STARTING, RUNNING and FINISHED, tears down, and sees the stream end cleanly.
set -euo pipefail

practice=$1
folder=$(mktemp -d)
stream=$folder/stream
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT

fail() {
    echo "$*" >&2
    if [ -e "$stream" ]; then
        echo "The stream so far:" >&2
        cat "$stream" >&2
    fi
    exit 1
}

# wait_for FILE PATTERN: the first match in a growing file, within 30 s.
wait_for() {
    local deadline=$((SECONDS + 30))
    until grep -m1 -o -e "$2" "$1"; do
        [ "$SECONDS" -lt "$deadline" ] || fail "Nothing matched $2."
        sleep 0.05
    done
}

touch "$stream" "$folder/headers" "$folder/practice"
"$practice" --port 0 --agents 1 >"$folder/practice" 2>&1 &
pids+=($!)
address=$(wait_for "$folder/practice" '127\.0\.0\.1:[0-9]*')

curl --silent --no-buffer --dump-header "$folder/headers" --output "$stream" \
    --header 'Content-Type: application/json' --header 'Accept: application/json' \
    --data '{"type": "SUBSCRIBE", "subscribe": {"framework_info": {"user": "root", "name": "plain", "roles": ["*"],
             "capabilities": [{"type": "MULTI_ROLE"}]}}}' \
    "http://$address/api/v1/scheduler" &
subscription=$!
pids+=("$subscription")

framework=$(wait_for "$stream" '"framework_id":{"value":"[^"]*"}' | sed 's/.*"value":"\([^"]*\)".*/\1/')
stream_id=$(tr -d '\r' <"$folder/headers" | sed -n 's/^Mesos-Stream-Id: //p')
grep -q '^HTTP/1.1 200 OK' "$folder/headers" || fail "SUBSCRIBE was not answered 200."
[ ${#stream_id} -eq 36 ] || fail "The stream id is '$stream_id'."

# call NAME BODY: sends a call and wants 202 without a body.
call() {
    local status
    status=$(curl --silent --output "$folder/answer" --write-out '%{http_code}' \
        --header 'Content-Type: application/json' --header "Mesos-Stream-Id: $stream_id" \
        --data "$2" "http://$address/api/v1/scheduler")
    if [ "$status" != 202 ] || [ -s "$folder/answer" ]; then
        fail "$1 was answered $status: $(cat "$folder/answer")"
    fi
}

offer=$(wait_for "$stream" '"offers":\[{"id":{"value":"[^"]*"}' | sed 's/.*"value":"\([^"]*\)".*/\1/')
agent=$(wait_for "$stream" '"agent_id":{"value":"[^"]*"}' | sed 's/.*"value":"\([^"]*\)".*/\1/')
call ACCEPT '{"type": "ACCEPT", "framework_id": {"value": "'"$framework"'"}, "accept": {
    "offer_ids": [{"value": "'"$offer"'"}],
    "operations": [{"type": "LAUNCH", "launch": {"task_infos": [{
        "name": "hello", "task_id": {"value": "hello"}, "agent_id": {"value": "'"$agent"'"},
        "resources": [{"name": "cpus", "type": "SCALAR", "scalar": {"value": 0.1}},
                      {"name": "mem", "type": "SCALAR", "scalar": {"value": 32}}],
        "command": {"value": "echo hello; sleep 1"}}]}}],
    "filters": {"refuse_seconds": 1.0}}}'

for state in TASK_STARTING TASK_RUNNING TASK_FINISHED; do
    uuid=$(wait_for "$stream" '"state":"'"$state"'".*"uuid":"[^"]*"' | sed 's/.*"uuid":"\([^"]*\)".*/\1/')
    [ ${#uuid} -eq 24 ] || fail "The uuid of $state is '$uuid'."
    call ACKNOWLEDGE '{"type": "ACKNOWLEDGE", "framework_id": {"value": "'"$framework"'"}, "acknowledge": {
        "agent_id": {"value": "'"$agent"'"}, "task_id": {"value": "hello"}, "uuid": "'"$uuid"'"}}'
done
grep -q '"message":"Command exited with status 0"' "$stream" || fail "The task did not end well."

call TEARDOWN '{"type": "TEARDOWN", "framework_id": {"value": "'"$framework"'"}}'
# curl ends with 0 only when the last chunk has come.
wait "$subscription" || fail "The stream did not end cleanly, says curl: $?."
grep -q '"type":"ERROR"' "$stream" && fail "There was an ERROR."
echo "Subscribed, launched, finished and torn down."
