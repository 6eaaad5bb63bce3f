import Glibc
import ServiceKit
import Testing

@Suite("The limit of open files")
struct OpenFileLimitTests {
    @Test("It is raised to the most that the system allows, however often")
    func raise() {
        var before = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before) == 0)
        for _ in 0..<2 { #expect(OpenFileLimit.raise() == Int(clamping: before.rlim_max)) }
        var after = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &after) == 0)
        #expect(after.rlim_cur == before.rlim_max)
    }
}
