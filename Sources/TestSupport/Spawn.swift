internal import CSpawn
internal import Glibc

/// Starts a program, which is looked for in PATH, with these variables alone.
///
/// It gets no file of this process but those that are set up as 0, 1 and 2. NIO's sockets would stay open in it, and whoever
/// waits for the end of a connection that was closed here would wait for the end of the program.
///
/// It takes signals as any program does, though the thread that starts it may block them, as those of tasks do.
///
/// - Parameter files: sets 0, 1 and 2 up.
/// - Returns: the process, which is to be waited for.
/// - Throws: ``SpawnError`` when there is no such program, or no room for a process.
public func spawn(
    _ arguments: [String], environment: [String: String], files: (SpawnFiles) -> Void
) throws(SpawnError) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    withUnsafeMutablePointer(to: &actions) { files(SpawnFiles($0)) }
    spawn_close_from(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var id = pid_t()
    let code = posix_spawnp(&id, arguments[0], &actions, &attributes, words, variables)
    guard code == 0 else { throw SpawnError(program: arguments[0], number: code) }
    return id
}
