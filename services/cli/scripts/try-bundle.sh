#!/usr/bin/env bash
# Runs a bundle (pnpm bundle) as a machine would that has nothing and reaches nobody: no network but its own loopback, no
# Node, no npm, an ordinary user. The demonstration must go through, serve its pages, end when it is told to, and give a board pack in every format.
set -euo pipefail
bundle=$(readlink -f "$1")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
chmod 755 "$place"

tar -xzf "$bundle" -C "$place"
mkdir "$place/tools" "$place/home"
for tool in dirname readlink; do ln -s "$(command -v "$tool")" "$place/tools/"; done
# The launcher is found through a link, as in /usr/local/bin.
ln -s ../"$(basename "$bundle" .tar.gz)"/vigil "$place/home/vigil"

cat >"$place/home/try.sh" <<'TRY'
set -eu
./vigil --help >/dev/null
./vigil start --once >report.txt
/usr/bin/grep -q '14 of 51' report.txt
./vigil start --port 0 >/dev/null 2>words.txt &
pid=$!
until /usr/bin/grep -q 'Vigil is up' words.txt; do
  kill -0 $pid || { /usr/bin/cat words.txt; exit 1; }
  /usr/bin/sleep 0.2
done
kill -TERM $pid
wait $pid
./vigil pack --out pack.pdf pack.html pack.pptx
TRY

run=(env -i PATH="$place/tools" HOME="$place/home" /bin/sh try.sh)
cd "$place/home"
if [ "$(id -u)" -eq 0 ]; then
  chown -R nobody "$place/home"
  unshare --net sh -c 'ip link set lo up && exec "$@"' sh \
    setpriv --reuid=nobody --regid=nogroup --clear-groups "${run[@]}"
elif unshare --net --map-root-user true 2>/dev/null; then
  # Root of its own namespace alone; back to an ordinary number, since PostgreSQL looks at it.
  unshare --net --map-root-user sh -c 'ip link set lo up && exec "$@"' sh unshare --user --map-user=65534 "${run[@]}"
else
  echo 'this account may make no network of its own: tried with a proxy that leads nowhere' >&2
  env HTTPS_PROXY=http://127.0.0.1:9 HTTP_PROXY=http://127.0.0.1:9 "${run[@]}"
fi
echo "$(basename "$bundle"): runs with nothing, reaching nobody"
