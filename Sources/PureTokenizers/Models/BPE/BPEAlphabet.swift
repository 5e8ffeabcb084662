/// What single characters and bytes begin as, found without hashing where a table can serve.
struct BPEAlphabet: Sendable {
  /// Stands for no token.
  static let none = UInt32.max

  /// The tokens of the scalars below U+0800, which all byte-level models are made of.
  private let smallScalars: [UInt32]
  /// The tokens `<0x00>` … `<0xFF>` by byte; empty without byte fallback.
  let byteTokens: [UInt32]
  /// The tokens of the characters that stand for bytes in a byte-level tokenizer, by byte.
  let byteCharacters: [UInt32]
  /// The same for merging: bytes without a token, which stages of others alone can bring here, are
  /// taken for the first token.
  let byteSymbols: [UInt32]
  /// Whether each of those is a token, apart from those of the thirteen bytes that no UTF-8 has:
  /// vocabularies that were made from text alone, GPT-NeoX's say, lack them.
  let hasAllByteCharacters: Bool
  /// The unknown token; `none` when the vocabulary lacks it.
  let unknown: UInt32

  init(vocabulary: Vocabulary, options: BPEOptions) {
    func token(_ bytes: [UInt8]) -> UInt32 {
      guard let position = vocabulary.position(of: bytes, 0..<bytes.count) else {
        return Self.none
      }
      return UInt32(truncatingIfNeeded: vocabulary.representative(of: position))
    }
    let smallScalars = (0..<0x800 as Range<UInt32>).map { scalar in
      var bytes: [UInt8] = []
      bytes.append(scalar: scalar)
      return token(bytes)
    }
    self.smallScalars = smallScalars
    byteCharacters = (0...255).map { smallScalars[Int(ByteAlphabet.scalar(for: $0))] }
    byteSymbols = byteCharacters.map { $0 == Self.none ? 0 : $0 }
    hasAllByteCharacters = byteCharacters.enumerated().allSatisfy { byte, token in
      token != Self.none || !Self.isInUTF8(byte)
    }
    byteTokens = options.fallsBackToBytes ? (0...255).map { token(Self.byteToken($0)) } : []
    unknown = options.unknownToken.map(token) ?? Self.none
  }

  /// Whether the character of every byte of a word is a token.
  func hasCharacters(of word: UnsafeRawBufferPointer) -> Bool {
    if hasAllByteCharacters { return true }
    return unsafe word.allSatisfy { byteCharacters[Int($0)] != Self.none }
  }

  private static func isInUTF8(_ byte: Int) -> Bool { byte < 0xC0 || (0xC2...0xF4).contains(byte) }

  /// How a byte is spelled that stands for itself: `<0x0A>`.
  static func byteToken(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return Array("<0x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], UInt8(ascii: ">")]
  }

  /// The token of the scalar whose bytes are `range` of `text`, or `none`.
  @inline(__always)
  func token(_ text: [UInt8], _ range: Range<Int>, in vocabulary: Vocabulary) -> UInt32 {
    switch range.count {
    case 1 where text[range.lowerBound] < 0x80:
      return smallScalars[Int(text[range.lowerBound])]
    case 2:
      let lead = Int(text[range.lowerBound] & 0x1F)
      return smallScalars[lead << 6 | Int(text[range.lowerBound + 1] & 0x3F)]
    default:
      guard let position = vocabulary.position(of: text, range) else { return Self.none }
      return UInt32(truncatingIfNeeded: vocabulary.representative(of: position))
    }
  }
}
