internal import Glibc

/// The files that a program starts with.
public struct SpawnFiles {
    private let actions: UnsafeMutablePointer<posix_spawn_file_actions_t>

    init(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>) {
        self.actions = actions
    }

    /// Nothing is to be read, and all output is appended to a file.
    public func log(to path: String) {
        posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(actions, 1, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(actions, 1, 2)
    }

    /// Input and output are a socket; errors go where this process' go.
    public func connect(to socket: Int32) {
        posix_spawn_file_actions_adddup2(actions, socket, 0)
        posix_spawn_file_actions_adddup2(actions, socket, 1)
    }
}
