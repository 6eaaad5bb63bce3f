extension PrivateRedis {
    /// The shell that owns the server: it obeys lines on its standard input, and tidies up when that ends, which also
    /// happens if the test process is killed. The first line holds options of the server.
    static let watchdog = """
        set -u
        directory=$(mktemp -d /tmp/lyceum-redis.XXXXXX)
        server=
        start() {
            redis-server --port 0 --unixsocket "$directory/redis.sock" --dir "$directory" --save '' \\
                --appendonly no $options >>"$directory/log" 2>&1 </dev/null &
            server=$!
            until redis-cli -s "$directory/redis.sock" ping >/dev/null 2>&1; do
                kill -0 "$server" 2>/dev/null || return 1
                sleep 0.01
            done
        }
        stop() {
            [ -z "$server" ] && return
            kill "-$1" "$server" 2>/dev/null
            # One that was stopped has the signal waiting, and does nothing before it.
            kill -CONT "$server" 2>/dev/null
            wait "$server" 2>/dev/null
            server=
            rm -f "$directory/redis.sock"
        }
        read -r options
        start && echo "$directory" || { cat "$directory/log" >&2; rm -rf "$directory"; exit 1; }
        while read -r command argument; do
            case "$command" in
            start) start && echo ok || echo failed ;;
            stop) stop "$argument" && echo ok || echo failed ;;
            signal) kill "-$argument" "$server" && echo ok || echo failed ;;
            quit) break ;;
            esac
        done
        stop KILL
        rm -rf "$directory"
        """
}
