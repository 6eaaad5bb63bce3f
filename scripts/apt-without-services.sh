#!/usr/bin/env bash
# As root: installs packages with apt and leaves no system service running or enabled by that.
#
# - policy-rc.d answers 101 ("forbidden") while apt runs, so that no package starts its service;
# - postgresql-common is told not to create a cluster of its own in /var/lib/postgresql;
# - the units and start scripts which the new packages enabled are disabled again.
# What was there before (a policy, a configuration, a service of the user's) is put back or left alone.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

policy=/usr/sbin/policy-rc.d
cluster_configuration=/etc/postgresql-common/createcluster.conf
cluster_template=/usr/share/postgresql-common/createcluster.conf
saved="$(mktemp --directory)"

# The links that enable something at boot: systemd's units, and the start scripts of the run levels.
enabled() { find /etc/systemd/system /etc/rc?.d -type l ! -name 'K*' 2>/dev/null | LC_ALL=C sort; }

# Puts a file back as it was saved, or removes it when there was none.
put_back() {
    rm -f "$1"
    if [[ -e $saved/${1##*/} ]]; then cp --archive "$saved/${1##*/}" "$1"; fi
}

# Runs at the end in any case, also after a failure or Ctrl-C.
restore() {
    enabled | LC_ALL=C comm -13 "$saved/enabled" - | xargs --no-run-if-empty rm -f
    put_back "$policy"
    put_back "$cluster_configuration"
    if [[ ! -e $cluster_configuration && -e $cluster_template ]]; then
        cp "$cluster_template" "$cluster_configuration"
    fi
    rm -rf "$saved"
}

enabled >"$saved/enabled"
for file in "$policy" "$cluster_configuration"; do
    if [[ -e $file ]]; then cp --archive "$file" "$saved/"; fi
done
trap restore EXIT

printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 755 "$policy"
mkdir -p "${cluster_configuration%/*}"
printf 'create_main_cluster = false\n' >>"$cluster_configuration"

# Configuration files that are there are kept rather than asked about (dpkg's and ucf's options).
export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1
install=(apt-get --yes --no-install-recommends --option DPkg::Lock::Timeout=300
    --option Dpkg::Options::=--force-confdef --option Dpkg::Options::=--force-confold install "$@")
if ! "${install[@]}"; then
    say "trying again with fresh package lists"
    apt-get --yes update
    "${install[@]}"
fi
