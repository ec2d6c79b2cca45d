# The program's window on a virtual screen, for the scripts that use it as a person does. To be
# sourced, with the script's arguments: PROGRAM [FOLDER]. Screenshots are kept in FOLDER when one is
# given. Exit code 77: skipped.
set -euo pipefail
program=$(realpath "$1")
shots=${2:-$(mktemp -d)}
mkdir -p "$shots"
shots=$(realpath "$shots")
# What the windows here keep is no work of the person who runs the tests, nor his choices theirs.
export XDG_STATE_HOME=$shots/state XDG_CONFIG_HOME=$shots/config

for tool in Xvfb xvfb-run xdotool import compare; do
  command -v "$tool" >/dev/null || { echo "SKIP: $tool is not installed"; exit 77; }
done
if [ -z "${WANGGE_ON_VIRTUAL_SCREEN:-}" ]; then
  code=0
  WANGGE_ON_VIRTUAL_SCREEN=1 xvfb-run -a -s "-screen 0 1280x800x24" "$0" "$program" "$shots" || code=$?
  [ $# -ge 2 ] || rm -rf "$shots"
  exit "$code"
fi

window_process=
fail() {
  echo "FAILED: $*" >&2
  [ -z "$window_process" ] || kill "$window_process" 2>/dev/null || true
  exit 1
}
shoot() { import -window root "$shots/$1.png"; }

# differing A B [WHERE]: how many pixels of two screenshots differ (there).
differing() {
  compare -metric AE -fuzz 5% -extract "${3:-1280x800+0+0}" "$shots/$1.png" "$shots/$2.png" null: 2>&1 || true
}

# changed A B WHAT [WHERE]: more than 500 of them do.
changed() {
  local pixels
  pixels=$(differing "$1" "$2" "${4:-1280x800+0+0}")
  echo "$3: $pixels pixels changed"
  awk -v n="$pixels" 'BEGIN { exit !(n > 500) }' || fail "$3 changed nothing"
}

# Waits until two screenshots half a second apart are the same, at most ten seconds.
settle() {
  shoot "$1"
  for _ in $(seq 20); do
    sleep 0.5
    mv "$shots/$1.png" "$shots/before.png"
    shoot "$1"
    [ "$(compare -metric AE -fuzz 5% "$shots/before.png" "$shots/$1.png" null: 2>&1)" != 0 ] || return 0
  done
}

# within SECONDS WHAT COMMAND…: waits until the command succeeds.
within() {
  local tries=$(($1 * 5)) what=$2
  shift 2
  for _ in $(seq "$tries"); do
    "$@" && return
    sleep 0.2
  done
  fail "$what: not within $((tries / 5)) seconds"
}

# open_window NAME FILE…: starts the program and waits for its picture, kept under that name.
open_window() {
  local name=$1
  shift
  "$program" view --lang zh "$@" &
  window_process=$!
  window=$(timeout 15 xdotool search --sync --onlyvisible --pid "$window_process" 2>/dev/null | tail -1) ||
    fail "no window opened"
  [ -n "$window" ] || fail "no window opened"
  xdotool windowmove "$window" 0 0 windowsize "$window" 1280 800
  sleep 1
  settle "$name"
}

close_window() {
  kill -0 "$window_process" || fail "the window went away by itself"
  xdotool key ctrl+q
  for _ in $(seq 50); do kill -0 "$window_process" 2>/dev/null || break; sleep 0.1; done
  kill -0 "$window_process" 2>/dev/null && fail "the window does not close"
  local code=0
  wait "$window_process" || code=$?
  [ "$code" = 0 ] || fail "exit code $code"
  echo "closed with exit code 0"
}

# press KEY…: one after the other, with a moment for the window to see each.
press() {
  local key
  for key in "$@"; do xdotool key "$key"; sleep 0.2; done
}

click_at() {
  xdotool mousemove "$1" "$2"
  sleep 0.3
  xdotool click 1
  sleep 0.2
}

# drag X Y TO_X TO_Y: as a hand does it, in steps.
drag() {
  xdotool mousemove "$1" "$2"
  sleep 0.2
  xdotool mousedown 1
  for step in 1 2 3 4 5 6; do
    xdotool mousemove $(($1 + ($3 - $1) * step / 6)) $(($2 + ($4 - $2) * step / 6))
    sleep 0.05
  done
  xdotool mouseup 1
}

# accent NAME WHERE: a black picture, on which what has the accent colour is white.
accent() {
  convert "$shots/$1.png" -crop "$2" +repage -fuzz "${3:-12}%" -fill black +opaque '#1F62C6' \
    -fill white +opaque black "${@:4}"
}
