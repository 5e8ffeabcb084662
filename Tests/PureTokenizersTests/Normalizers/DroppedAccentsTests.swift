import Testing

@testable import PureTokenizers

/// BERT's accents are dropped while a text is decomposed; the definition takes two passes.
@Suite("Dropped accents")
struct DroppedAccentsTests {
  @Test("one pass makes what decomposing and removing make, origins included", arguments: 0..<200)
  func onePass(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<40, using: &generator) {
      bytes.append(scalar: try #require(Self.scalars.randomElement(using: &generator)))
    }
    try expectSame(bytes)
  }

  @Test("and of every scalar, before a letter and behind it")
  func everyScalar() throws {
    for first in stride(from: UInt32(0), to: 0x110000, by: 4096) {
      var bytes: [UInt8] = []
      for scalar in first..<first + 4096 where !(0xD800..<0xE000).contains(scalar) {
        bytes.append(0x61)
        bytes.append(scalar: scalar)
      }
      try expectSame(bytes)
    }
  }

  private func expectSame(_ original: [UInt8]) throws {
    for tracksOrigins in [false, true] {
      var text = TextBuffer(original: original, tracksOrigins: tracksOrigins)
      var expected = text
      try text.normalize(to: .nfdWithoutAccents)
      try NFD().normalize(&expected)
      expected.removeScalars { ScalarSet.bertMarks.contains($0) }
      let isSame =
        text.bytes == expected.bytes
        && text.bytes.indices.allSatisfy { text.origin(at: $0) == expected.origin(at: $0) }
      #expect(isSame, "\(String(decoding: original.prefix(100), as: UTF8.self))")
    }
  }

  /// Letters, marks of many classes (none, and some that stand alone, among them), Hangul, and
  /// scalars that become several.
  private static let scalars: [UInt32] = [
    0x61, 0x20, 0xE9, 0x1EC7, 0x301, 0x323, 0x334, 0x344, 0x345, 0x5AE, 0x903, 0x93C, 0x94D, 0xF73,
    0xF81, 0x0E33, 0x1100, 0x1161, 0xAC00, 0xAC01, 0x4E2D, 0x20DD, 0x302E, 0x1D15E, 0x1D165,
    0x1D16E, 0xFB2C, 0x2ADC, 0x1F1E6,
  ]
}
