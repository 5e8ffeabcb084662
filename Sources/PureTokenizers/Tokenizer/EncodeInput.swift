/// A text to encode, whole or already split into words.
///
///     let whole: EncodeInput = "Hello there"
///     let words: EncodeInput = ["Hello", "there"]
public struct EncodeInput: Hashable, Sendable {
  /// The text, or its words, as UTF-8.
  var texts: [[UInt8]]
  /// Whether `texts` are words: each is encoded on its own, and its offsets count from its start.
  var isPreTokenized: Bool
  /// Where the segments of the text end, when it has any.
  var borders: SegmentBorders?

  /// The text, if it is one without words or segments.
  var wholeText: [UInt8]? {
    guard !isPreTokenized, borders == nil, texts.count == 1 else { return nil }
    return texts[0]
  }

  /// The number of UTF-8 bytes.
  public var byteCount: Int { texts.reduce(0) { $0 + $1.count } }

  /// A text.
  public static func text(_ text: some StringProtocol) -> EncodeInput {
    EncodeInput(texts: [Array(text.utf8)], isPreTokenized: false)
  }

  /// A text that somebody else has split; every token's word id is the word's position.
  public static func words(_ words: some Sequence<String>) -> EncodeInput {
    EncodeInput(texts: words.map { Array($0.utf8) }, isPreTokenized: true)
  }

  /// A text as UTF-8 bytes.
  ///
  /// - Throws: `TokenizerError.invalidUTF8` with the place of the first byte that is not UTF-8.
  public static func utf8(_ bytes: [UInt8]) throws(TokenizerError) -> EncodeInput {
    if let offset = UTF8Scalars.firstInvalidByte(in: bytes) {
      throw .invalidUTF8(byteOffset: offset)
    }
    return EncodeInput(texts: [bytes], isPreTokenized: false)
  }

  /// A text as bytes that ought to be UTF-8: each part that is not becomes U+FFFD, as in
  /// `String(decoding:as:)`. Offsets count in the repaired text.
  public static func repairing(utf8 bytes: [UInt8]) -> EncodeInput {
    guard UTF8Scalars.firstInvalidByte(in: bytes) != nil else {
      return EncodeInput(texts: [bytes], isPreTokenized: false)
    }
    return .text(String(decoding: bytes, as: UTF8.self))
  }
}

extension EncodeInput: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// A text.
  public init(stringLiteral text: String) { self = .text(text) }
  /// A text split into words.
  public init(arrayLiteral words: String...) { self = .words(words) }
}
