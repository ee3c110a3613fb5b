#!/usr/bin/env bash
# Sees to it that everything the build needs is there, and installs what is missing.
#
# HiGHS, the solver, is C++ and is compiled once. That takes a C and C++ compiler, cmake, a build tool (make or ninja)
# and libclang. What is missing comes from the system's packages where that is allowed (root, or sudo without a
# password), and otherwise as wheels into .tools/ in this folder, which takes Python 3 with venv or pip.
#
# What a later step must know is written to .tools/env.sh; demo.sh, test.sh and .ci/run read it. Where the system has
# everything, that file sets nothing.
#
# BEMANNA_TOOLS=wheels leaves the system's packages alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools=$PWD/.tools
cmake_wheel="cmake==4.4.4"
ninja_wheel="ninja==1.13.2"
libclang_wheel="libclang==18.1.1"
zig_wheel="ziglang==0.17.1"

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

# --- What is there ---------------------------------------------------------------------------------------------------

# A folder with a libclang that the build can load, or nothing.
find_libclang() {
    local dirs=() dir file
    if [ -n "${LIBCLANG_PATH:-}" ]; then dirs+=("$LIBCLANG_PATH"); fi
    if has llvm-config; then dirs+=("$(llvm-config --libdir 2>/dev/null || true)"); fi
    dirs+=(/usr/lib/llvm*/lib /usr/lib64/llvm*/lib /usr/lib/*-linux-gnu /usr/lib64 /usr/lib /usr/local/lib
        /Library/Developer/CommandLineTools/usr/lib /opt/homebrew/opt/llvm/lib /usr/local/opt/llvm/lib)
    for dir in "${dirs[@]}"; do
        for file in "$dir"/libclang.so "$dir"/libclang-*.so "$dir"/libclang.so.* "$dir"/libclang-*.so.* \
            "$dir"/libclang.dylib; do
            if [ -e "$file" ]; then printf '%s' "$dir" && return; fi
        done
    done
}

# Whether a C and a C++ compiler are there and can build and link a program, headers and libraries included.
has_compiler() {
    local work works=1
    has "${CC:-cc}" && has "${CXX:-c++}" && has cc || return 1
    work=$(mktemp -d)
    printf '#include <vector>\nint main() { return std::vector<int>(1).at(0); }\n' >"$work/probe.cpp"
    printf '#include <stdint.h>\nint main(void) { return 0; }\n' >"$work/probe.c"
    if "${CXX:-c++}" -std=c++17 "$work/probe.cpp" -o "$work/probe" >/dev/null 2>&1 &&
        "${CC:-cc}" "$work/probe.c" -o "$work/probe" >/dev/null 2>&1; then works=0; fi
    rm -rf "$work"
    return $works
}

# What is missing, one word each.
missing() {
    local words=()
    has_compiler || words+=(compiler)
    has "${CMAKE:-cmake}" || words+=(cmake)
    has make || has ninja || words+=(make)
    [ -n "$(find_libclang)" ] || words+=(libclang)
    printf '%s' "${words[*]-}"
}

# --- Packages of the system ------------------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_be_root() {
    [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }
}

install_packages() {
    if has brew; then
        say "Installing cmake and llvm with brew ..."
        brew install cmake llvm >&2
    elif ! may_be_root; then
        return 1
    elif has apt-get; then
        say "Installing g++, make, cmake and libclang with apt-get ..."
        as_root apt-get update -q >&2 || true
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -q --no-install-recommends g++ make cmake libclang1 >&2
    elif has dnf; then
        say "Installing gcc-c++, make, cmake and clang-libs with dnf ..."
        as_root dnf install -y gcc-c++ make cmake clang-libs >&2
    elif has zypper; then
        say "Installing gcc-c++, make, cmake and libclang with zypper ..."
        as_root zypper --non-interactive install gcc-c++ make cmake libclang13 >&2
    else
        return 1
    fi
}

# --- Wheels ----------------------------------------------------------------------------------------------------------

give_up() {
    say ""
    say "Cannot go on. Missing on this machine: $1."
    say "It could be installed neither as packages of the system nor as wheels. Ask the administrator for one of these:"
    say ""
    say "    Debian, Ubuntu:  apt-get install -y g++ make cmake libclang1"
    say "    Fedora, RHEL:    dnf install -y gcc-c++ make cmake clang-libs"
    say "    openSUSE:        zypper install gcc-c++ make cmake libclang13"
    say "    only Python:     apt-get install -y python3 python3-venv    (the rest then comes as wheels into .tools/)"
    say ""
    say "and run this again."
    exit 1
}

# Installs wheels; prints the folder that holds them.
install_wheels() {
    local log=$tools/pip.log
    has python3 || return 1
    if [ ! -x "$tools/venv/bin/pip" ]; then
        rm -rf "$tools/venv"
        python3 -m venv "$tools/venv" >"$log" 2>&1 || rm -rf "$tools/venv"
    fi
    if [ -x "$tools/venv/bin/pip" ]; then
        "$tools/venv/bin/pip" install -q "$@" >>"$log" 2>&1 || { tail -n 5 "$log" >&2 && return 1; }
        "$tools/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))'
    elif python3 -m pip --version >/dev/null 2>&1; then
        python3 -m pip install -q --upgrade --target "$tools/wheels" "$@" >>"$log" 2>&1 ||
            { tail -n 5 "$log" >&2 && return 1; }
        printf '%s\n' "$tools/wheels"
    else
        return 1
    fi
}

# The first of these files that exists.
first_of() {
    local file
    for file in "$@"; do
        if [ -e "$file" ]; then printf '%s' "$file" && return; fi
    done
}

# Lets zig stand in for cc, c++, ar and ranlib, for Rust's linking too.
wrap_zig() {
    local zig=$1 target name
    target=$(uname -m)-linux-gnu.2.28
    for name in cc c++; do
        cat >"$tools/bin/$name" <<EOF
#!/bin/sh
# Zig as compiler and linker. It knows neither Rust's name of the target nor any linker but its own.
for arg do
    shift
    case "\$arg" in
        --target=* | -fuse-ld=* | -B*) ;;
        *) set -- "\$@" "\$arg" ;;
    esac
done
export ZIG_GLOBAL_CACHE_DIR="$tools/zig-cache" ZIG_LOCAL_CACHE_DIR="$tools/zig-cache"
exec "$zig" $name -target $target "\$@"
EOF
    done
    for name in ar ranlib; do
        printf '#!/bin/sh\nexec "%s" %s "$@"\n' "$zig" "$name" >"$tools/bin/$name"
    done
    chmod +x "$tools"/bin/*
}

# The C headers that zig brings, as arguments for libclang, which finds no others.
zig_headers() {
    local dir machine
    machine=$(uname -m)
    for dir in include "libc/include/${machine/x86_64/x86}-linux-gnu" libc/include/generic-glibc \
        "libc/include/${machine/x86_64/x86}-linux-any" libc/include/any-linux-any; do
        if [ -d "$1/$dir" ]; then printf -- '-isystem %s ' "$1/$dir"; fi
    done
}

# Installs what is missing as wheels; prints the lines of env.sh.
use_wheels() {
    local word site wanted=()
    for word in $1; do
        case "$word" in
            compiler) wanted+=("$zig_wheel") ;;
            cmake) wanted+=("$cmake_wheel") ;;
            make) wanted+=("$ninja_wheel") ;;
            libclang) wanted+=("$libclang_wheel") ;;
        esac
    done
    say "Installing ${wanted[*]} as wheels into .tools/ ..."
    site=$(install_wheels "${wanted[@]}") || return 1
    mkdir -p "$tools/bin"
    for word in $1; do
        case "$word" in
            compiler)
                wrap_zig "$site/ziglang/zig"
                printf "export CC='%s' CXX='%s'\n" "$tools/bin/cc" "$tools/bin/c++"
                printf "export AR='%s' RANLIB='%s'\n" "$tools/bin/ar" "$tools/bin/ranlib"
                printf "export BINDGEN_EXTRA_CLANG_ARGS='%s'\n" "$(zig_headers "$site/ziglang/lib")"
                ;;
            cmake)
                printf "export CMAKE='%s'\n" "$(first_of "$site/cmake/data/bin/cmake")"
                ;;
            make)
                ln -sf "$(first_of "$site/ninja/data/bin/ninja" "$tools/venv/bin/ninja" "$site/bin/ninja")" \
                    "$tools/bin/ninja"
                printf 'export CMAKE_GENERATOR=Ninja\n'
                ;;
            libclang)
                printf "export LIBCLANG_PATH='%s'\n" "$(first_of "$site/clang/native")"
                ;;
        esac
    done
    printf "export PATH='%s':\"\$PATH\"\n" "$tools/bin"
}

# --- In order --------------------------------------------------------------------------------------------------------

if ! has cargo && [ -e "$HOME/.cargo/env" ]; then . "$HOME/.cargo/env"; fi
if ! has cargo; then
    say "Rust is missing. Install it from https://rustup.rs (it takes no administrator) and run this again."
    exit 1
fi

mkdir -p "$tools"
# What an earlier run put into .tools/ stays in use, so that the solver is not compiled again under other settings.
if [ -e "$tools/env.sh" ]; then . "$tools/env.sh"; fi
lacking=$(missing)
if [ -z "$lacking" ] && [ -e "$tools/env.sh" ]; then exit 0; fi

if [ -n "$lacking" ]; then
    say "Missing for the build: $lacking."
    if [ "${BEMANNA_TOOLS:-}" != wheels ]; then
        install_packages || true
        lacking=$(missing)
    fi
fi
{
    echo "# Written by scripts/setup.sh: what the build must know on this machine. Delete it to have it found out anew."
    if [ -e "$tools/env.sh" ]; then tail -n +2 "$tools/env.sh"; fi
    if [ -n "$lacking" ]; then use_wheels "$lacking" || give_up "$lacking"; fi
    case "$(find_libclang)" in
        # The only place that the build does not search by itself.
        /opt/homebrew/*) printf "export LIBCLANG_PATH='%s'\n" "$(find_libclang)" ;;
    esac
} >"$tools/env.sh.new"
mv "$tools/env.sh.new" "$tools/env.sh"
. "$tools/env.sh"
lacking=$(missing)
if [ -n "$lacking" ]; then
    rm "$tools/env.sh"
    give_up "$lacking"
fi
say "Everything that the build needs is there."
