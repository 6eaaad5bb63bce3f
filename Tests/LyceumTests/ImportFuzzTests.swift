import Testing

@testable import lyceum

/// Files that nobody has written: whatever the bytes, the parsers end without a crash, report what they can't read, and
/// don't depend on how the bytes are cut.
struct ImportFuzzTests {
    private static let csv = Array(
        "\u{FEFF}key,title,price_cents\r\n1,\"Übung, \"\"a\"\"\",5\r\n2,\"b\nc\",x\r\n\n3,,\n\"4\",d,1e2\n".utf8)
    private static let ndjson = Array(
        #"{"key":"a","title":"A \u00e9\uD83D\uDE00","price_cents":1.5e1,"list":[1,{"x":null}],"at":"2026-05-01T00:00:00Z"}"#
            .utf8 + [0x0A] + #"{"key":"b","title":["x","y"],"price_cents":true}"#.utf8)
    private static let mapping = Array(
        #"""
        {"source":"s","csv":{"delimiter":";","skip_lines":1},"courses":{"key":{"columns":["a","b[0].c"],"join":"-"},
        "title":{"column":"t","split":";","take":1,"translate":{"x":null}},"price_cents":{"column":"p","scale":100},
        "published_at":{"column":"at","format":"unix_ms","required":true}}}
        """#.utf8)

    @Test("Mutated CSV and NDJSON are read to the end, the same in any pieces", arguments: 0..<8)
    func files(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let rules = try Mapping(Self.mapping).courses
        for round in 0..<400 {
            let isCSV = round.isMultiple(of: 2)
            let bytes = generator.mutated(isCSV ? Self.csv : Self.ndjson)
            let whole = outcome(bytes, isCSV ? .csv : .ndjson, pieceSize: .max)
            let pieces = outcome(bytes, isCSV ? .csv : .ndjson, pieceSize: Int.random(in: 1...9, using: &generator))
            #expect(whole == pieces)
            for row in whole.compactMap(\.row) {
                for check in [rules, Mapping().courses] {
                    do throws(RowProblem) {
                        let record = try check.record(of: row)
                        #expect(record[.key] != nil)
                    } catch {
                        #expect(error.line == row.line)
                    }
                }
            }
        }
    }

    @Test("Line numbers never go back and stay within the file", arguments: 0..<4)
    func lineNumbers(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<400 {
            let bytes = generator.mutated(Self.csv)
            let lines = outcome(bytes, .csv, pieceSize: .max).compactMap { $0.row?.line ?? $0.problem?.line }
            #expect(lines == lines.sorted())
            #expect(Set(lines).count == lines.count)
            #expect(lines.last ?? 1 <= bytes.count { $0 == 0x0A } + 1)
        }
    }

    @Test("A mutated mapping is a mapping or a precise error", arguments: 0..<4)
    func mappings(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<500 {
            do throws(MappingError) {
                let mapping = try Mapping(generator.mutated(Self.mapping))
                #expect(!mapping.source.isEmpty)
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
    }

    /// What a reader makes of the bytes; a file that can't be used ends it.
    private func outcome(_ bytes: [UInt8], _ format: ImportFormat, pieceSize: Int) -> [RowEvent] {
        let limits = RowLimits(rowBytes: 64, fields: 5, depth: 4)
        var reader = RowReader(format: format, limits: limits)
        var events: [RowEvent] = []
        do throws(InputError) {
            for piece in bytes.pieces(of: pieceSize) {
                reader.append(piece)
                while let event = try reader.next() { events.append(event) }
            }
            reader.finish()
            while let event = try reader.next() { events.append(event) }
        } catch {
            #expect(!error.description.isEmpty)
        }
        return events
    }
}

extension SplitMix64 {
    /// The bytes with a few of them changed, taken away, repeated or moved.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        let telling = Array("\"\"\"\n\r,;\t{}[]:\\u0eE-.\u{FF}".utf8) + [0x00, 0xFF, 0xC3]
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &self) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<5, using: &self) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes[index] = telling.randomElement(using: &self) ?? 0
            case 2: bytes.insert(telling.randomElement(using: &self) ?? 0, at: index)
            case 3: bytes.removeSubrange(index..<min(index + 4, bytes.count))
            default: bytes.insert(contentsOf: bytes[index..<min(index + 12, bytes.count)], at: index)
            }
        }
        return bytes
    }
}
