# Sourced by the other scripts: how they speak.
say() { printf '\033[1m%s\033[0m\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
# Something is missing: one line, and the parts that need it are left out, unless everything is required.
missing() {
    printf 'Left out: %s\n' "$*" >&2
    if [ -n "${HEARTH_REQUIRE_ALL:-}" ]; then fail "HEARTH_REQUIRE_ALL is set, so nothing may be left out."; fi
}
