# Prepares this machine for bin/serve and bin/test; sourced by both, never run by itself.
#
# Every step says one line only when it has something to do, may be repeated, and on failure ends
# with a sentence that says what to do. Nothing outside this folder is written, except Debian or
# Ubuntu packages when the caller is root or may use sudo without a password.

readonly LIBRARIES="libpangoft2-1.0.so.0=libpangoft2-1.0-0 libharfbuzz-subset.so.0=libharfbuzz-subset0"
readonly UNPACKED=".deps"  # system libraries of a user who may not install packages

say() { printf '· %s\n' "$*"; }

stop() {
    printf '\nStopped: %s\n' "$*" >&2
    exit 1
}

# Runs a noisy command, showing its output only when it fails. Returns the command's result.
quietly() {
    local log result=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null || result=$?
    if ((result)); then tail -n 25 "$log" >&2; fi
    rm -f "$log"
    return "$result"
}

# Two commands started together wait for each other here; the lock is on this file itself.
lock_setup() {
    exec 9<"bin/lib/setup.sh"
    flock 9 || stop "Could not lock bin/lib/setup.sh; is this folder on a disk that supports locks?"
}

unlock_setup() { exec 9<&-; }

find_python() {
    local candidate
    for candidate in "${PORTAL_PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON=$(command -v "$candidate")
            return
        fi
    done
    stop "Python 3.11 or newer is needed and was not found. On Debian 12, Ubuntu 24.04 or newer:" \
        "apt-get install python3. If it stands elsewhere: PORTAL_PYTHON=/path/to/python3 bin/serve"
}

# Prints the word that makes a command run as root, "" when we are root; fails when we may not.
root_prefix() {
    if [ "$(id -u)" = 0 ]; then
        echo ""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo "sudo -n"
    else
        return 1
    fi
}

# install_packages PACKAGE...: fails when this user may not, or when apt could not.
install_packages() {
    local prefix install
    command -v apt-get >/dev/null || return 1
    prefix=$(root_prefix) || return 1
    install="$prefix env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends"
    say "Installing system packages: $*"
    # The lists on a new machine are empty or old, so a first refusal only means: fetch them.
    # shellcheck disable=SC2086
    $install "$@" >/dev/null 2>&1 </dev/null && return
    # shellcheck disable=SC2086
    quietly $prefix apt-get update && quietly $install "$@"
}

# unpack_packages PACKAGE...: for an ordinary user, downloads the packages with what they depend on
# and unpacks them below .deps/, with package lists of our own since the system's may be missing.
unpack_packages() {
    local apt="$PWD/$UNPACKED/apt" package
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$UNPACKED/root"
    local options=(-o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache"
        -o Debug::NoLocking=true -o APT::Sandbox::User= -o Dpkg::Use-Pty=false)
    say "Unpacking system packages into $UNPACKED/, where they change nothing else: $*"
    quietly apt-get "${options[@]}" update || return 1
    quietly apt-get "${options[@]}" install -y --no-install-recommends --download-only "$@" || return 1
    for package in "$apt"/cache/archives/*.deb; do
        dpkg-deb -x "$package" "$UNPACKED/root" || return 1
    done
    rm -rf "$apt"
}

has_library() {
    local found
    found=$(/sbin/ldconfig -p 2>/dev/null | grep -F "$1 ") || found=""
    [ -n "$found" ] || compgen -G "$UNPACKED/root/usr/lib/*/$1" >/dev/null
}

# With libraries in .deps/ the loader has to be told; otherwise nothing to do. (Fonts need no word:
# printing brings its own and its own list of them.)
use_unpacked() {
    local folder
    for folder in "$PWD/$UNPACKED"/root/usr/lib/*-linux-*; do
        [ -d "$folder" ] || return 0
        export LD_LIBRARY_PATH="$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
    done
}

ensure_libraries() {
    local pair missing=()
    for pair in $LIBRARIES; do
        has_library "${pair%=*}" || missing+=("${pair#*=}")
    done
    if ((${#missing[@]})); then
        install_packages "${missing[@]}" || unpack_packages "${missing[@]}" ||
            stop "Printing needs system libraries that are missing. Ask the administrator to run:" \
                "apt-get install -y --no-install-recommends ${missing[*]} — then start again." \
                "(On a system without apt-get: install Pango and HarfBuzz with its own tool.)"
    fi
    use_unpacked
}

# Makes .venv anew. Debian leaves pip's seed out of Python's own package, so it may have to be
# fetched; a user who may not install it gets Debian's pip wheel unpacked and run in its place.
make_venv() {
    local version
    find_python
    version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    PIP=(.venv/bin/python -m pip)
    say "Making the Python environment in .venv with Python $version"
    if "$PYTHON" -c 'import ensurepip' 2>/dev/null || install_packages "python$version-venv"; then
        quietly "$PYTHON" -m venv --clear .venv || stop "'$PYTHON -m venv .venv' failed; see above."
        return
    fi
    compgen -G "$UNPACKED/root/usr/share/python-wheels/pip-*.whl" >/dev/null ||
        unpack_packages python3-pip-whl ||
        stop "Python's venv module is missing. Ask the administrator to run:" \
            "apt-get install -y python$version-venv — then start again."
    quietly "$PYTHON" -m venv --clear --without-pip .venv || stop "'$PYTHON -m venv' failed; see above."
    PIP=(.venv/bin/python "$(compgen -G "$UNPACKED/root/usr/share/python-wheels/pip-*.whl")/pip")
}

# ensure_python LOCK...: .venv holds what the locks say. A stamp per lock tells whether it is already
# in; the stamp is written last, so an interrupted build is done again. A change of requirements.txt
# builds .venv from nothing, so no package stays behind that the lock no longer names.
ensure_python() {
    local lock fresh=() stamp list
    if ! .venv/bin/python -c '' 2>/dev/null || ! is_stamped requirements.txt; then
        make_venv
    else
        PIP=(.venv/bin/python -m pip)
    fi
    for lock in "$@"; do
        is_stamped "$lock" || fresh+=("$lock")
    done
    for lock in ${fresh[@]+"${fresh[@]}"}; do
        list=.venv/$lock
        if [ "${PORTAL_SOLVER:-1}" = 0 ]; then
            say "Leaving out what drafts the duty roster (PORTAL_SOLVER=0); the roster can be made by hand"
            without_solver "$lock" >"$list"
        else
            cp "$lock" "$list"
        fi
        say "Installing Python packages from $lock (every file is checked against its hash)"
        quietly "${PIP[@]}" --disable-pip-version-check install --quiet --require-hashes -r "$list" ||
            stop "pip could not install $lock; the reason stands above. Without internet: see" \
                "docs/how-to/run-a-station.md, 'A machine without internet'."
        stamp=$(sha256sum "$lock")
        printf '%s\n' "$stamp" >".venv/$lock.stamp"
    done
}

# without_solver LOCK: the lock without OR-Tools and the two large packages that only it needs.
without_solver() { awk '/^[a-z0-9]/ { left = /^(ortools|pandas|numpy)==/ } !left' "$1"; }

is_stamped() { sha256sum --check --status ".venv/$1.stamp" 2>/dev/null; }

# prepare LOCK...: everything the portal needs to run with the packages of the given locks.
prepare() {
    lock_setup
    ensure_libraries
    ensure_python "$@"
    unlock_setup
}
