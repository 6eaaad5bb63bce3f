internal import CSpawn
internal import Glibc

/// Starts a program, which is looked for in PATH, with these variables alone.
///
/// It gets no file of this process but those that are set up as 0, 1 and 2. NIO's sockets would stay open in it, and whoever
/// waits for the end of a connection that was closed here would wait for the end of the program.
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
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var id = pid_t()
    let code = posix_spawnp(&id, arguments[0], &actions, nil, words, variables)
    guard code == 0 else { throw SpawnError(program: arguments[0], number: code) }
    return id
}
