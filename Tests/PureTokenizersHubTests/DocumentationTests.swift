import Foundation
import PureTokenizers
import PureTokenizersHub
import Testing

/// The code of the DocC articles has to compile; it does in `DocumentationSnippets.swift`.
@Suite("Documentation")
struct DocumentationTests {
  @Test("every line of code in the articles is compiled")
  func articlesAreCompiled() throws {
    let root = Fixtures.path + "/../Sources/PureTokenizersHub/PureTokenizersHub.docc"
    let snippets = #filePath.replacingOccurrences(of: "Tests.swift", with: "Snippets.swift")
    let here = try String(contentsOfFile: snippets, encoding: .utf8)
    let compiled = Set(here.split(separator: "\n").map { squeezed($0) })
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: root).sorted()
    where name.hasSuffix(".md") {
      let text = try String(contentsOfFile: root + "/" + name, encoding: .utf8)
      var isCode = false
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("```") {
          isCode = line == "```swift"
        } else if isCode, !squeezed(line).isEmpty {
          count += 1
          let isCompiled = compiled.contains(squeezed(line))
          #expect(isCompiled, "\(name): \(line)")
        }
      }
    }
    #expect(count > 100)
  }

  private func squeezed(_ line: Substring) -> String {
    line.split(separator: " ").joined(separator: " ")
  }
}
