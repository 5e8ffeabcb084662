import Foundation
import GoldenFiles
import PureTokenizers
import Testing

/// What Hugging Face's library does and nobody would guess; see `Fixtures/quirks`.
struct QuirkTests {
  static let quirks: [Quirk] = {
    do {
      return try Quirk.all(path: "\(Golden.fixtures)/quirks/quirks.jsonl")
    } catch {
      Issue.record("\(error)")
      return []
    }
  }()

  @Test(
    "every quirk of Hugging Face's library is ours", arguments: Set(quirks.map(\.number)).sorted())
  func quirk(_ number: Int) {
    for quirk in Self.quirks where quirk.number == number {
      for difference in quirk.differences() { Issue.record("\(difference)") }
    }
  }

  @Test("all 54 quirks of the list are in the table")
  func completeness() {
    #expect(Set(Self.quirks.map(\.number)) == Set(1...54))
  }
}
