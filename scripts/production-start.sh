#!/usr/bin/env bash
# Starts the built service from its production dependencies alone, as an operator would, and stops it again.
# Needs Node 24 as `node`, and DATABASE_URL. Prints what it checks; a failure ends it.
set -euo pipefail
node --version | grep -q '^v2[4-9]' || { echo "production needs Node 24 or later, this is $(node --version)"; exit 1; }
place=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill "$service" 2>/dev/null || true; rm -rf "$place"' EXIT
cp -r bin dist prisma package.json package-lock.json .npmrc "$place/"
cd "$place"
npm ci --omit=dev --no-audit --no-fund >npm.log 2>&1 || { cat npm.log; exit 1; }
echo "production dependencies: $(du -sm node_modules | cut -f1) MB"

echo "without its settings it refuses to start, naming each:"
if env -u DATABASE_URL NODE_ENV=production node bin/drawbridge.js start >out.log 2>&1; then echo "it started"; exit 1; fi
for name in BASE_URL DATABASE_URL DRAWBRIDGE_SECRET DRAWBRIDGE_OPERATOR_KEY; do grep -q "  $name: " out.log || { cat out.log; exit 1; }; done
cat out.log

secret() { node -e 'console.log(require("node:crypto").randomBytes(32).toString("base64url"))'; }
export NODE_ENV=production HOST=127.0.0.1 PORT=${PORT:-3917} BASE_URL=https://id.example.com LOG_LEVEL=info
export DRAWBRIDGE_SECRET DRAWBRIDGE_OPERATOR_KEY
DRAWBRIDGE_SECRET=$(secret) DRAWBRIDGE_OPERATOR_KEY=ci:$(secret)
node bin/drawbridge.js start >out.log 2>&1 &
service=$!
for _ in $(seq 100); do curl -fsS "http://127.0.0.1:$PORT/readyz" 2>/dev/null && break; sleep 0.2; done
echo
post() { curl -fsS -X POST "http://127.0.0.1:$PORT/api/v1/$1" -H "Authorization: Bearer ${DRAWBRIDGE_OPERATOR_KEY#ci:}" -H 'Content-Type: application/json' -d "$2"; }
field() { node -e 'let t="";process.stdin.on("data",(c)=>t+=c).on("end",()=>console.log(process.argv[1].split(".").reduce((o,k)=>o[k],JSON.parse(t))))' "$1"; }
organization=$(post organizations '{"name":"Production"}' | field id)
directory=$(post "organizations/$organization/directories" '{"name":"Okta","provider":"okta"}')
url="http://127.0.0.1:$PORT$(echo "$directory" | field 'scimBaseUrl' | sed 's#https://id.example.com##')"
SCIM_TOKEN=$(echo "$directory" | field 'token.secret') node bin/drawbridge.js conformance --url "$url" --html report.html || { cat out.log; exit 1; }
SCIM_TOKEN=$(echo "$directory" | field 'token.secret') node bin/drawbridge.js simulate okta --url "$url" --people 20 || { cat out.log; exit 1; }
kill -TERM "$service"
wait "$service" || { cat out.log; echo "it did not stop cleanly"; exit 1; }
service=
grep -q '"msg":"stopped"' out.log
echo "started, answered, and stopped gracefully"
