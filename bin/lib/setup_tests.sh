# Prepares what only the tests need: a browser, PostgreSQL's programs, nginx; sourced by bin/test.

find_chromium() {
    local candidate
    for candidate in "${PORTAL_CHROMIUM:-}" chromium google-chrome google-chrome-stable; do
        [ -n "$candidate" ] || continue
        # A stub that only points at another package installer answers --version with a failure.
        if command -v "$candidate" >/dev/null && "$candidate" --version >/dev/null 2>&1; then
            PORTAL_CHROMIUM=$(command -v "$candidate")
            export PORTAL_CHROMIUM
            return
        fi
    done
    return 1
}

ensure_chromium() {
    find_chromium && return
    [ -z "${PORTAL_CHROMIUM:-}" ] || stop "PORTAL_CHROMIUM=$PORTAL_CHROMIUM does not start; name a browser that does."
    if grep -qsE '^ID=ubuntu' /etc/os-release; then
        stop "The tests need a Chromium. Ubuntu has it only as a snap, which cannot be driven from here:" \
            "install Google Chrome's .deb, or set PORTAL_CHROMIUM=/path/to/chrome, then run bin/test again."
    fi
    install_packages chromium && find_chromium && return
    stop "The tests need a Chromium. Ask the administrator to run: apt-get install -y chromium —" \
        "or set PORTAL_CHROMIUM=/path/to/chrome, then run bin/test again."
}

# What drives the browser is a program of its own, which a bare system lacks this library for.
ensure_driver() {
    has_library libatomic.so.1 && return
    install_packages libatomic1 && has_library libatomic.so.1 && return
    stop "The tests drive the browser with a program that needs libatomic. Ask the administrator to run:" \
        "apt-get install -y libatomic1 — then run bin/test again."
}

has_postgres() { compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null; }

ensure_postgres() {
    has_postgres && return
    # Installing normally also starts a server of its own; the tests start theirs, so it is kept off.
    local prefix
    if prefix=$(root_prefix) && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        # shellcheck disable=SC2086
        $prefix mkdir -p /etc/postgresql-common
        # shellcheck disable=SC2086
        echo "create_main_cluster = false" | $prefix tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    install_packages postgresql && has_postgres && return
    stop "The tests need PostgreSQL's server programs. Ask the administrator to run:" \
        "apt-get install -y postgresql — then run bin/test again."
}

ensure_poppler() {
    command -v pdftotext >/dev/null && return
    install_packages poppler-utils && command -v pdftotext >/dev/null && return
    stop "The tests read PDFs with pdftotext. Ask the administrator to run: apt-get install -y poppler-utils — then run bin/test again."
}

# Unpacked, not installed: an installed nginx would start and take port 80 of somebody's computer.
ensure_nginx() {
    command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || [ -x "$UNPACKED/root/usr/sbin/nginx" ] && return
    unpack_packages nginx-light && [ -x "$UNPACKED/root/usr/sbin/nginx" ] && use_unpacked && return
    stop "The tests put nginx before the portal. Ask the administrator to run: apt-get install -y nginx-light — then run bin/test again."
}

prepare_tests() {
    prepare requirements.txt requirements-test.txt
    lock_setup
    ensure_chromium
    ensure_driver
    ensure_postgres
    ensure_poppler
    ensure_nginx
    unlock_setup
}
