import Foundation
import Testing

@testable import PureTokenizers

/// What Fixtures/fuzz/run.py found once, and the targets themselves on a few inputs.
@Suite struct FuzzRegressionTests {
  struct Finding: Sendable, CustomTestStringConvertible {
    var target: String
    var name: String
    var input: [UInt8]
    var testDescription: String { "\(target)/\(name)" }
  }

  @Test("what fuzzers found stays mended", arguments: findings)
  func finding(_ finding: Finding) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == finding.target })
    #expect(target.check(finding.input) == nil)
  }

  @Test("every target runs", arguments: FuzzTarget.all.map(\.name))
  func runs(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    for input in [[], [0], Array(UInt8.min...UInt8.max), Array("abc\u{FF}é 漢字".utf8)] {
      #expect(target.check(input) == nil, "\(input)")
    }
  }

  /// Fixtures/fuzz/regressions: a folder for each target.
  static let findings: [Finding] = {
    let root = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
      .appendingPathComponent("../../../Fixtures/fuzz/regressions").standardizedFileURL
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let urls = (files?.allObjects ?? []).compactMap { $0 as? URL }.sorted { $0.path < $1.path }
    return urls.compactMap { url in
      guard let data = try? Data(contentsOf: url) else { return nil }
      return Finding(
        target: url.deletingLastPathComponent().lastPathComponent, name: url.lastPathComponent,
        input: Array(data))
    }
  }()
}
