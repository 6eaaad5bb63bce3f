import FoundationEssentials
import RPC
import Testing

@testable import ServiceKit

@Suite struct IdentityTests {
    @Test("A higher role may do what a lower one may")
    func roles() throws {
        for role in Role.allCases {
            for lowest in Role.allCases {
                let identity = Identity(userID: UUID(), role: role)
                let status = Status(code: .permissionDenied, message: "this needs the role \(lowest.rawValue)")
                if role < lowest {
                    #expect(throws: status) { try identity.require(lowest) }
                } else {
                    try identity.require(lowest)
                }
            }
        }
        #expect(Role.allCases == [.learner, .creator, .admin] && Role.allCases.sorted() == Role.allCases)
    }

    @Test("What belongs to somebody is for the owner and admins, what belongs to nobody for admins")
    func owners() throws {
        let creator = Identity(userID: UUID(), role: .creator)
        let admin = Identity(userID: UUID(), role: .admin)
        try creator.requireOwner(creator.userID, of: "course")
        try admin.requireOwner(creator.userID, of: "course")
        try admin.requireOwner(nil, of: "course")
        let status = Status(code: .permissionDenied, message: "this course belongs to somebody else")
        #expect(throws: status) { try creator.requireOwner(admin.userID, of: "course") }
        #expect(throws: status) { try creator.requireOwner(nil, of: "course") }
    }

    @Test("The UUIDv5 of a name is that of RFC 9562, appendix A.4")
    func names() throws {
        let dns = try #require(UUID(uuidString: "6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
        #expect(UUID(name: "www.example.com", in: dns).uuidString == "2ED6657D-E927-568B-95E1-2665A8AEA6A2")
    }

    @Test("base64url has no padding, and takes nothing else")
    func base64URL() {
        #expect(Base64URL.encode([0xFB, 0xFF, 0xFE, 0x01]) == "-__-AQ")
        #expect(Base64URL.decode("-__-AQ") == [0xFB, 0xFF, 0xFE, 0x01])
        #expect(Base64URL.decode("") == [])
        for text in ["A", "AQ==", "+/+/", "A Q", "AQ\n", "Äbcd"] { #expect(Base64URL.decode(text) == nil, "\(text)") }
    }
}
