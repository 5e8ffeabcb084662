/// Decodes the output of a speech model: repeated tokens count once, padding is removed.
///
///     "h" "h" "<pad>" "i" "i" "|"  →  "h" "i" " "
public struct CTC: TokenDecoder {
  /// What separates repeated characters that are meant, and fills silence.
  public let padToken: [UInt8]
  /// What stands between words.
  public let wordDelimiterToken: [UInt8]
  /// Whether delimiters become spaces and spaces before punctuation are removed.
  public let cleansUp: Bool

  /// Decodes tokens padded with `padToken`.
  public init(
    padToken: [UInt8] = Array("<pad>".utf8), wordDelimiterToken: [UInt8] = Array("|".utf8),
    cleansUp: Bool = true
  ) {
    self.padToken = padToken
    self.wordDelimiterToken = wordDelimiterToken
    self.cleansUp = cleansUp
  }

  /// Drops repeated and empty tokens and rewrites the others.
  public func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    let padding = LiteralPattern(padToken)
    let delimiter = LiteralPattern(wordDelimiterToken)
    var result: [[UInt8]] = []
    for (position, token) in tokens.enumerated()
    where position == 0 || token != tokens[position - 1] {
      var text = padding.replacingMatches(in: token, with: [])
      if cleansUp {
        text = delimiter.replacingMatches(in: WordPieceCleanup.cleanedUp(text), with: [0x20])
      }
      if !text.isEmpty { result.append(text) }
    }
    return result
  }
}

extension CTC: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "CTC"

  /// Reads `pad_token`, `word_delimiter_token` and `cleanup`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      padToken: try json.bytes("pad_token"),
      wordDelimiterToken: try json.bytes("word_delimiter_token"),
      cleansUp: try json.bool("cleanup"))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    json.field("pad_token", padToken)
    json.field("word_delimiter_token", wordDelimiterToken)
    json.field("cleanup", cleansUp)
  }
}
