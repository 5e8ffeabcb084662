/// A part of a text that is encoded with the parts beside it, trusted or not.
///
///     let prompt: [TextSegment] = [
///       .trusted("<|im_start|>user\n"), .untrusted(message), .trusted("<|im_end|>\n"),
///     ]
///     let ids = try tokenizer.encode(prompt).ids
///
/// Special tokens are found in trusted segments only. What the segments spell together is cut into
/// words and tokens as one text, so that a message without special tokens has the ids that it would
/// have without segments.
public struct TextSegment: Hashable, Sendable {
  /// The text as UTF-8.
  let bytes: [UInt8]
  /// Whether special tokens that stand in the text are meant.
  public let isTrusted: Bool

  /// The text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Text of your own: special tokens in it are special tokens.
  public static func trusted(_ text: some StringProtocol) -> TextSegment {
    TextSegment(bytes: Array(text.utf8), isTrusted: true)
  }

  /// Text from outside: whatever it spells stays text.
  public static func untrusted(_ text: some StringProtocol) -> TextSegment {
    TextSegment(bytes: Array(text.utf8), isTrusted: false)
  }
}

extension EncodeInput {
  /// A text in segments; offsets count in all of them together.
  ///
  /// - Special tokens are looked for in each trusted segment on its own, and so is the white space
  ///   that they swallow: none lies across a border, and no segment hides a token of another. In
  ///   other segments they are text, as with `recognizesSpecialTokens` off.
  /// - Other added tokens are found in all segments together, as far as they are not taken.
  /// - The model itself makes no special token, in no segment: where its vocabulary spells one
  ///   (`</s>` in a Unigram model), the text is cut inside, and where that does not help because it
  ///   is a single character, `TokenizerError.specialTokenInText` is thrown. The model's unknown
  ///   token and its tokens for bytes are no special tokens in this sense.
  /// - Where a tokenizer looks for special tokens in normalized text, segments are looked through
  ///   and normalized each on its own.
  public static func segments(_ segments: some Sequence<TextSegment>) -> EncodeInput {
    var text: [UInt8] = []
    var borders = SegmentBorders()
    for segment in segments {
      text += segment.bytes
      borders.append(end: text.count, isTrusted: segment.isTrusted)
    }
    var input = EncodeInput(texts: [text], isPreTokenized: false)
    input.borders = borders
    return input
  }
}

extension Tokenizer {
  /// Encodes a text in segments, of which only trusted ones may hold special tokens; see
  /// `EncodeInput.segments(_:)` for the rules, and for pairs and batches.
  ///
  /// - Throws: as `encode(_:pair:addSpecialTokens:truncation:padding:)`, and
  ///   `TokenizerError.specialTokenInText`.
  /// - Complexity: O(*n*) in the length of the text.
  public func encode(
    _ segments: [TextSegment], options: EncodeOptions = EncodeOptions()
  ) throws(TokenizerError) -> Encoding {
    try encode(.segments(segments), options: options)
  }
}
