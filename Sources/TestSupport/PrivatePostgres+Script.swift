extension PrivatePostgres {
    /// The shell that owns the server: it obeys lines on its standard input, and tidies up when that ends, which also
    /// happens if the test process is killed. It runs in a session of its own so that no signal to the tests stops it
    /// before its work is done.
    ///
    /// All suites of a process run at the same time, with whole installations: together they had over 300 connections.
    static let watchdog = """
        set -u
        PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
        directory=$(mktemp -d /tmp/lyceum-pg.XXXXXX)
        server=
        start() {
            postgres -D "$directory/data" -k "$directory" -c listen_addresses= -c fsync=off \\
                -c synchronous_commit=off -c full_page_writes=off -c max_connections=1000 \\
                -c autovacuum=off >>"$directory/log" 2>&1 </dev/null &
            server=$!
            until pg_isready -q -h "$directory"; do
                kill -0 "$server" 2>/dev/null || return 1
                sleep 0.02
            done
        }
        stop() {
            [ -z "$server" ] && return
            kill -CONT "$server" $(ps -o pid= --ppid "$server") 2>/dev/null
            kill "-$1" "$server" 2>/dev/null
            wait "$server" 2>/dev/null
            server=
        }
        initdb -D "$directory/data" -A trust -U postgres --no-sync -E UTF8 --locale=C >"$directory/log" 2>&1 &&
            start && echo "$directory" || { cat "$directory/log" >&2; rm -rf "$directory"; exit 1; }
        while read -r command argument; do
            case "$command" in
            createdb) createdb -h "$directory" -U postgres -T template0 "$argument" && echo ok || echo failed ;;
            start) start && echo ok || echo failed ;;
            stop) stop "$argument" && echo ok || echo failed ;;
            signal) kill "-$argument" "$server" && echo ok || echo failed ;;
            esac
        done
        stop INT
        rm -rf "$directory"
        """
}
