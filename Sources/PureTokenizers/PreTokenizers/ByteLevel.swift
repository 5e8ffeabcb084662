/// Writes every byte as a visible character, usually after cutting the text as GPT-2 does.
///
///     "Hey you"  →  "ĠHey" "Ġyou"
public struct ByteLevel: PreTokenizer {
  /// Whether a piece that does not begin with a space gets one in front. Every piece does: the
  /// text after each added token as well.
  public let addPrefixSpace: Bool
  /// Whether the post-processor of the same name takes white space out of offsets; cutting does
  /// not depend on it.
  public let trimOffsets: Bool
  /// Whether to cut at GPT-2's pattern; if not, only the characters change.
  public let usesRegex: Bool

  /// GPT-2's pre-tokenization with byte characters.
  public init(addPrefixSpace: Bool = true, trimOffsets: Bool = true, usesRegex: Bool = true) {
    self.addPrefixSpace = addPrefixSpace
    self.trimOffsets = trimOffsets
    self.usesRegex = usesRegex
  }

  /// Cuts every unclaimed piece and writes its bytes as characters.
  public func split(_ pieces: inout Pieces) throws(TokenizerError) {
    if addPrefixSpace { try addPrefixSpaces(to: &pieces) }
    if usesRegex { try pieces.split(at: try Self.pattern.get(), .isolated) }
    try pieces.rebuild { text, piece, result in
      for index in piece {
        let scalar = ByteAlphabet.scalar(for: text.bytes[index])
        result.append(scalar: scalar, from: text.origin(at: index))
      }
    }
  }

  /// Puts a space before every unclaimed piece that does not begin with one.
  func addPrefixSpaces(to pieces: inout Pieces) throws(TokenizerError) {
    try pieces.rebuild { text, piece, result in
      if text.bytes[piece.lowerBound] != 0x20 {
        result.append(scalar: 0x20, from: text.origin(at: piece.lowerBound))
      }
      result.append(text, range: piece)
    }
  }

  /// GPT-2's pattern: contractions, letters, numbers and symbols, each with a space before it,
  /// and white space, of which the last space is left to the word that follows.
  static let source = #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

  private static let pattern = Result { () throws(TokenizerError) in
    try RegexPattern(Array(source.utf8))
  }
}

extension ByteLevel: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "ByteLevel"

  /// Reads `add_prefix_space`, `trim_offsets` and `use_regex`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      addPrefixSpace: try json.bool("add_prefix_space"),
      trimOffsets: try json.bool("trim_offsets"),
      usesRegex: try json.bool("use_regex", default: true))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    json.field("add_prefix_space", addPrefixSpace)
    json.field("trim_offsets", trimOffsets)
    json.field("use_regex", usesRegex)
  }
}
