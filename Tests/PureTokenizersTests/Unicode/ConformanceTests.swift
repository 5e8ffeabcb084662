import Foundation
import Testing

@testable import PureTokenizers

/// Unicode's NormalizationTest, which Debian's package `unicode-data` has.
///
/// The file is of a newer version than our data: lines with scalars that came after Unicode 9.0
/// are left out.
@Suite("Unicode conformance")
struct ConformanceTests {
  private static let path = "/usr/share/unicode/NormalizationTest.txt.bz2"

  @Test(
    "Unicode's NormalizationTest passes",
    .enabled(if: FileManager.default.fileExists(atPath: path), "no Unicode data installed"))
  func normalizationTest() throws {
    let known = try Self.assignedScalars()
    var count = 0
    for line in try Self.lines() {
      let columns = line.prefix { $0 != "#" }.split(separator: ";").prefix(5).map(Self.text)
      guard columns.count == 5, columns[0].unicodeScalars.allSatisfy({ known.contains($0.value) })
      else { continue }
      count += 1
      try check(columns, line)
    }
    #expect(count > 15_000)
  }

  /// The conditions at the head of the file.
  private func check(_ columns: [String], _ line: Substring) throws {
    let bytes = columns.map { Array($0.utf8) }
    for index in 0..<5 {
      let isCompatible = index > 2
      try expect(columns[index], NFC(), bytes[isCompatible ? 3 : 1], line)
      try expect(columns[index], NFD(), bytes[isCompatible ? 4 : 2], line)
      try expect(columns[index], NFKC(), bytes[3], line)
      try expect(columns[index], NFKD(), bytes[4], line)
    }
  }

  private func expect(
    _ text: String, _ stage: any Normalizer, _ expected: [UInt8], _ line: Substring
  ) throws {
    let result = try normalized(text, by: stage)
    if result != expected { Issue.record("\(type(of: stage)): \(line)") }
  }

  private static func assignedScalars() throws -> ScalarSet {
    let ranges = try fixture("stages/every_scalar.json").string("assigned").split(separator: " ")
    return ScalarSet(
      ranges.compactMap { range in
        let ends = range.split(separator: "-").compactMap { UInt32($0, radix: 16) }
        guard let first = ends.first, let last = ends.last else { return nil }
        return first...last
      })
  }

  private static func text(_ column: Substring) -> String {
    var scalars = String.UnicodeScalarView()
    for part in column.split(separator: " ") {
      if let value = UInt32(part, radix: 16), let scalar = Unicode.Scalar(value) {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private static func lines() throws -> [Substring] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bzcat", path]
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
  }
}
