#!/bin/sh
# Starts the app. A person's own settings come before the machine's, and the command line before both.
own="${XDG_DATA_HOME:-$HOME/.local/share}/coastal-teller/teller.toml"
machine=/etc/coastal-teller/teller.toml
if [ -z "${COASTAL_TELLER_CONFIG:-}" ] && [ ! -e "$own" ] && [ -r "$machine" ]; then
    COASTAL_TELLER_CONFIG=$machine
    export COASTAL_TELLER_CONFIG
fi
exec /usr/lib/coastal-teller/coastal-teller "$@"
