#!/usr/bin/env bash
# Makes the certificate authority of one office and a certificate for its portal.
#
#   deploy/make-local-authority.sh FOLDER NAME [NAME-or-ADDRESS ...]
#
# The first call makes authority.key and authority.crt (ten years); every call makes server.key and
# server.crt (397 days) from it, so the same call renews. The authority can vouch for the names of its
# first call and for nothing else, so even a stolen authority.key cannot imitate another site.
# Keep authority.key off the server (a USB stick in the safe) and put it back only to renew.
set -euo pipefail
umask 077

[ $# -ge 2 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
folder=$1
shift
command -v openssl >/dev/null || { echo "openssl is missing: apt-get install openssl" >&2; exit 1; }
mkdir -p "$folder"
cd "$folder"

names=
permitted=
for name in "$@"; do
    if [[ $name =~ ^[0-9]+(\.[0-9]+){3}$ ]]; then
        names+=",IP:$name"
        permitted+=",permitted;IP:$name/255.255.255.255"
    else
        names+=",DNS:$name"
        permitted+=",permitted;DNS:$name"
    fi
done
[[ $permitted == *IP:* ]] || permitted+=",excluded;IP:0.0.0.0/0.0.0.0"
[[ $permitted == *DNS:* ]] || permitted+=",permitted;DNS:invalid"  # the name nobody has

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

if [ ! -e authority.crt ]; then
    key authority.key
    openssl req -x509 -new -key authority.key -sha256 -days 3650 -out authority.crt \
        -subj "/O=Mission Shakti Kendra/CN=Local authority of $1" \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:0" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -addext "nameConstraints=critical$permitted"
    echo "authority.crt: give it to the browsers of this office. authority.key: take it off this machine."
fi
[ -e authority.key ] || { echo "authority.key is not in $folder: put it back to renew." >&2; exit 1; }

extensions=$(mktemp)
trap 'rm -f "$extensions" server.csr' EXIT
cat >"$extensions" <<TEXT
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=${names#,}
TEXT
key server.key.new
openssl req -new -key server.key.new -subj "/O=Mission Shakti Kendra/OU=Portal" -out server.csr
openssl x509 -req -in server.csr -CA authority.crt -CAkey authority.key -set_serial "0x$(openssl rand -hex 16)" \
    -sha256 -days 397 -extfile "$extensions" -out server.crt.new 2>/dev/null
openssl verify -x509_strict -CAfile authority.crt server.crt.new >/dev/null ||
    { rm -f server.*.new; echo "Those names are not the ones this authority was made for." >&2; exit 1; }
mv server.key.new server.key
mv server.crt.new server.crt
chmod 644 authority.crt server.crt
echo "server.crt: valid until $(openssl x509 -in server.crt -noout -enddate | cut -d= -f2)"
