import Testing

@testable import PureTokenizers

@Suite("Canonical order")
struct CanonicalOrderingTests {
  @Test("marks are sorted by class and stay in order within a class", arguments: 0..<60)
  func sorting(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = Int.random(in: 0..<80, using: &generator)
    let starters = Int.random(in: 1..<40, using: &generator)
    let symbols = (0..<count).map { number in
      let isStarter = Int.random(in: 0..<starters, using: &generator) == 0
      return NormalizationSymbol(
        element: ChangedScalar(scalar: UInt32(number), change: 0),
        combiningClass: isStarter ? 0 : UInt16.random(in: 1...240, using: &generator))
    }
    var sorted = symbols
    CanonicalOrdering.sort(&sorted)
    #expect(sorted.map(\.element.scalar) == Self.bubbleSorted(symbols), "seed \(seed)")
  }

  /// The definition: exchange neighbours that are in the wrong order until none are left.
  private static func bubbleSorted(_ symbols: [NormalizationSymbol]) -> [UInt32] {
    var result = symbols
    var isSorted = false
    while !isSorted {
      isSorted = true
      for index in result.indices.dropLast() {
        let (first, second) = (result[index].combiningClass, result[index + 1].combiningClass)
        guard second != 0, first > second else { continue }
        result.swapAt(index, index + 1)
        isSorted = false
      }
    }
    return result.map(\.element.scalar)
  }

  @Test("a long run of marks is put in order and loses nothing but what composes")
  func longRun() throws {
    let marks = ["\u{334}", "\u{323}", "\u{5AE}", "\u{301}", "\u{315}"]
    let runs = marks.map { String(repeating: $0, count: 20_000) }
    let mixed = String(repeating: marks.reversed().joined(), count: 20_000)
    #expect(try normalized("a" + mixed, by: NFD()) == Array(("a" + runs.joined()).utf8))
  }

  @Test(
    "a text in the form is not rebuilt, though its marks compose with other letters",
    arguments: ["x\u{301} \u{301}\u{301}", "\u{301}", "中\u{304}y", "가\u{11A8}", "e\u{301}"])
  func inForm(text: String) throws {
    let isInForm = !["가\u{11A8}", "e\u{301}"].contains(text)
    var buffer = TextBuffer(original: Array(text.utf8), tracksOrigins: true)
    try NFC().normalize(&buffer)
    #expect(buffer.isUnedited == isInForm)
  }
}
