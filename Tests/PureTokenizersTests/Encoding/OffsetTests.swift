import Testing

@testable import PureTokenizers

@Suite("Offsets")
struct OffsetTests {
  private static let alphabet: [Character] = ["a", "b", "é", "ß", "日", "🙂", " "]

  /// The offset in scalars and in UTF-16 of a byte offset, from `String` itself.
  private func naive(_ text: String, _ byte: Int) -> (scalars: Int, utf16: Int) {
    let index = text.utf8.index(text.startIndex, offsetBy: byte)
    return (
      text.unicodeScalars.distance(from: text.startIndex, to: index),
      text.utf16.distance(from: text.startIndex, to: index)
    )
  }

  @Test("every unit says the same place", arguments: [0, 1, 30, 3000])
  func units(_ length: Int) throws {
    var generator = SeededGenerator(seed: UInt64(length) + 7)
    let text = randomText(Self.alphabet, count: length, using: &generator)
    let encoding = try letterTokenizer().encode(text)
    let expected = encoding.offsets.map { (naive(text, $0.lowerBound), naive(text, $0.upperBound)) }
    #expect(encoding.scalarOffsets == expected.map { $0.0.scalars..<$0.1.scalars })
    #expect(encoding.utf16Offsets == expected.map { $0.0.utf16..<$0.1.utf16 })
    for (range, token) in zip(encoding.ranges(in: text), encoding.tokens) where token != "?" {
      #expect(String(text[range]) == token)
    }
  }

  @Test("windows deep inside a long text convert as the whole does")
  func windows() throws {
    var generator = SeededGenerator(seed: 5)
    let text = randomText(Self.alphabet, count: 8000, using: &generator)
    var encoding = try letterTokenizer().encode(text)
    let (scalars, utf16) = (encoding.scalarOffsets, encoding.utf16Offsets)
    try encoding.truncate(to: 100, stride: 10)
    for (number, part) in encoding.overflowing.enumerated() {
      let start = (number + 1) * 90
      #expect(part.scalarOffsets == Array(scalars[start..<start + part.count]))
      #expect(part.utf16Offsets == Array(utf16[start..<start + part.count]))
    }
  }

  @Test("ranges of pairs and of words are in the text that a token comes from")
  func rangesOfSeveralTexts() throws {
    let tokenizer = try letterTokenizer(postProcessor: bertProcessing)
    let pair = try tokenizer.encode("é a", pair: "🙂b")
    let (first, second) = ("é a", "🙂b")
    let ranges = pair.ranges(in: [first, second])
    #expect(ranges[1] == first.startIndex..<first.index(after: first.startIndex))
    #expect(String(second[ranges[5]]) == "🙂")
    #expect(ranges[0].isEmpty)
    let words = ["éa", "", "b日"]
    let split = try tokenizer.encode(.words(words)).ranges(in: words)
    #expect(String(words[2][split[4]]) == "日")
  }

  @Test("a text that is not the one encoded gives ranges within it")
  func otherText() throws {
    let ranges = try letterTokenizer().encode("abc🙂").ranges(in: "é")
    #expect(ranges.allSatisfy { "é"[$0].count <= 1 })
  }

  @Test("offsets beyond the text are numbers that Python reports, and its end elsewhere")
  func beyondTheText() {
    var encoding = Encoding(
      sources: SourceTexts([SourceText(Array("é".utf8))]), tokenTexts: NoTokenTexts())
    for (start, end) in [(0, 3), (2, 3), (5, 9), (1, 2)] as [(UInt32, UInt32)] {
      encoding.ids.append(0)
      var place = TokenPlace(start: start, end: end, word: 0)
      place.isOutside = start >= 2
      encoding.places.append(place)
    }
    encoding.stretches.append(Stretch(end: 0, source: 0), count: 4)
    #expect(encoding.scalarOffsets == [0..<2, 2..<3, 5..<9, 0..<1])
    #expect(encoding.offsets == [0..<2, 2..<2, 2..<2, 0..<2])
    #expect(encoding.utf16Offsets == [0..<1, 1..<1, 1..<1, 0..<1])
  }

  @Test("many tokens for one long run convert in linear time")
  func longRuns() {
    let count = 200_000
    var encoding = Encoding(
      sources: SourceTexts([SourceText(Array(String(repeating: "é", count: count).utf8))]),
      tokenTexts: NoTokenTexts())
    encoding.ids = Array(repeating: 0, count: count)
    encoding.places = Array(
      repeating: TokenPlace(start: 0, end: UInt32(2 * count), word: 0), count: count)
    encoding.stretches.append(Stretch(end: 0, source: 0), count: count)
    #expect(encoding.scalarOffsets.allSatisfy { $0 == 0..<count })
  }
}
