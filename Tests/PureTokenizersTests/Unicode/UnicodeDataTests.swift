import Testing

@testable import PureTokenizers

@Suite("Unicode data")
struct UnicodeDataTests {
  @Test("every byte has its character in GPT-2's alphabet and comes back")
  func byteAlphabet() {
    let kept = Set(0x21...0x7E).union(0xA1...0xAC).union(0xAE...0xFF)
    var next: UInt32 = 0x100
    for byte in 0...255 {
      let expected = kept.contains(byte) ? UInt32(byte) : next
      if !kept.contains(byte) { next += 1 }
      #expect(ByteAlphabet.scalar(for: UInt8(byte)) == expected)
      #expect(ByteAlphabet.byte(for: expected) == UInt8(byte))
      let form = ByteAlphabet.utf8[byte]
      let utf8 = [UInt8(form & 0xFF), UInt8(form >> 8)].prefix { $0 != 0 }
      var bytes: [UInt8] = []
      bytes.append(scalar: expected)
      #expect(Array(utf8) == bytes)
    }
    #expect(ByteAlphabet.byte(for: 0x20) == nil)
    #expect(ByteAlphabet.byte(for: 0x144) == nil)
  }

  @Test(
    "scalars have the scripts of Unicode 9.0",
    arguments: [
      (0x41, "Latin"), (0x20, "Common"), (0x300, "Inherited"), (0x4E00, "Han"),
      (0x3042, "Hiragana"), (0x30FC, "Common"), (0x589, "Common"), (0x953, "Devanagari"),
      (0x16FE0, "Tangut"), (0x378, "Any"), (0x1E6C0, "Any"), (0x10FFFF, "Any"),
    ] as [(UInt32, String)])
  func scripts(_ scalar: UInt32, _ name: String) {
    #expect(Scripts.script(of: scalar).name == name)
    if name != "Any" { #expect(Scripts.named(name) == Scripts.script(of: scalar)) }
  }

  @Test(
    "grapheme clusters end where UAX #29 says",
    arguments: [
      "a|b", "\r\n|a", "\n|\r|x", "e\u{301}|a", "\u{1100}\u{1161}\u{11A8}|\u{1100}",
      "각|가\u{11A8}", "🇫🇷|🇩🇪|🇪", "👩\u{200D}🚀|👍🏽", "©\u{301}\u{200D}®|x", "a\u{200D}|®",
      "क\u{94D}षि|क", "क\u{94D}\u{301}ष|क", "क|ष", "\u{600}a|b", "\u{1}|\u{301}",
    ])
  func graphemes(_ marked: String) {
    let text = Array(marked.utf8.filter { $0 != UInt8(ascii: "|") })
    var found: [UInt8] = []
    var index = 0
    while index < text.count {
      let end = GraphemeBreaker.clusterEnd(in: text, from: index)
      if index > 0 { found.append(UInt8(ascii: "|")) }
      found += text[index..<end]
      index = end
    }
    #expect(found == Array(marked.utf8), "\(String(decoding: found, as: UTF8.self))")
  }

  @Test(
    "base 64 is read and written",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
  func base64(_ plain: String, _ coded: String) {
    #expect(Base64.decode(Array(coded.utf8)) == Array(plain.utf8))
    #expect(Base64.encode(Array(plain.utf8)) == Array(coded.utf8))
  }

  @Test(
    "what is not base 64 is refused",
    arguments: ["Z", "Zg=", "Zg", "Zh==", "Z===", "Zm9v\n", "Z-8="])
  func notBase64(_ text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }
}
