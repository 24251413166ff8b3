#!/usr/bin/env bash
# Install the wheel as a stranger does: nothing pinned, outside the checkout, with the pip that this Python brings
# (an old one, which is where it broke), then with uvx; run it, and see what a missing extra says.
#   tools/check_install.sh [PYTHON]
set -euo pipefail
python=${1:-python3}
limit_mb=500
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "check_install: $*" >&2
    exit 1
}

# What a command must print, and with which exit code it must end.
expect() {
    local code=$1 words=$2
    shift 2
    local got=0
    "$@" >"$work/out" 2>&1 || got=$?
    [ "$got" = "$code" ] || { tail -5 "$work/out" >&2; fail "$* ended with $got, not $code"; }
    grep -qF -- "$words" "$work/out" || { tail -5 "$work/out" >&2; fail "$* does not say: $words"; }
    ! grep -q Traceback "$work/out" || fail "$* ends in a traceback"
}

"$python" -m venv "$work/build"
"$work/build/bin/pip" wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$work" "$here"
wheel=$(echo "$work"/wirebook-*.whl)

"$python" -m venv "$work/env"
begun=$SECONDS
"$work/env/bin/pip" install --quiet --disable-pip-version-check "$wheel"
took=$((SECONDS - begun))
size=$(du -sm "$work/env" | cut -f1)
echo "check_install: $("$work/env/bin/pip" --version | cut -d' ' -f1,2), $size MB, $took s"
[ "$size" -lt "$limit_mb" ] || fail "the core takes $size MB; it has to stay under $limit_mb"

cd "$work"
wirebook=$work/env/bin/wirebook
printf 'KYIV - Russia launched 60 drones at Odesa overnight, the air force said. Two people were killed.\n' >night.txt
printf 'report_id,text\n1,Two people were killed in Odesa on Monday.\n' >rows.csv
expect 0 "Balances" "$wirebook" demo
expect 0 "launched" "$wirebook" read night.txt --published 2025-03-12
expect 0 "1 new report" "$wirebook" read rows.csv --published 2025-03-12
expect 0 "drone" "$wirebook" facts
expect 0 "" "$wirebook" export xlsx -o books.xlsx
expect 0 "" "$wirebook" export brief -o brief.html
expect 1 "pip install 'wirebook[columns]'" "$wirebook" export parquet -o claims.parquet
expect 1 "pip install 'wirebook[pdf]'" "$wirebook" export brief -o brief.pdf
expect 1 "pip install 'wirebook[page]'" "$wirebook" serve
printf 'PAR1aPAR1' >rows.parquet
expect 1 "pip install 'wirebook[columns]'" "$wirebook" read rows.parquet

"$work/build/bin/pip" install --quiet --disable-pip-version-check uv
expect 0 "launched" "$work/build/bin/uvx" --quiet --python "$python" --from "$wheel" wirebook read night.txt --published 2025-03-12 --no-ledger
echo "check_install: wheel and uvx run"
