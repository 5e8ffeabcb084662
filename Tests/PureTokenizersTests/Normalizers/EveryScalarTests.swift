import GoldenFiles
import Testing

@testable import PureTokenizers

@Suite("Every scalar")
struct EveryScalarTests {
  @Test(
    "every scalar becomes what Hugging Face makes of it",
    arguments: [
      "NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt", "ByteLevel", "Bert",
      "Bert, accents only", "Precompiled",
    ])
  func digests(_ name: String) throws {
    let row = try #require(NormalizerRow.all.first { $0.name == name })
    let stage = try normalizer(row.normalizer)
    let digests = try fixture("stages/every_scalar.json").array(name)
    for (number, digest) in digests.enumerated() {
      let block = Self.block(UInt32(number) << 12)
      var text = TextBuffer(original: block, tracksOrigins: false)
      try stage.normalize(&text)
      let isUnchanged = text.bytes == block
      let found = isUnchanged ? 0 : Int(CRC32.checksum(of: text.bytes))
      let expected = try digest.integerValue(in: 0...Int(UInt32.max))
      #expect(found == expected, "\(name), from U+\(String(number << 12, radix: 16)) on")
    }
  }

  /// The 4096 scalars from `first` on, with a line end between each two.
  private static func block(_ first: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in first..<first + 4096 where !(0xD800..<0xE000).contains(scalar) {
      if !bytes.isEmpty { bytes.append(0x0A) }
      bytes.append(scalar: scalar)
    }
    return bytes
  }
}
