#!/usr/bin/env bash
# Writes the locks anew from pyproject.toml: every system, Python 3.11 to 3.14, hashes, no addresses. Needs uv.
# `requirements/update.sh` keeps the pins that still fit; `requirements/update.sh --upgrade` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
    --no-emit-index-url --no-emit-find-links "$@"
}
compile pyproject.toml -o requirements/product.lock "$@"
compile pyproject.toml --group test -c requirements/product.lock -o requirements/test.lock "$@"
echo uv | compile - -o requirements/installer.lock "$@"
