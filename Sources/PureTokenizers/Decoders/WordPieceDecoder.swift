/// Puts spaces between words, and joins the pieces of a word, which begin with a prefix.
///
///     "un" "##able" "to"  →  "un" "able" " to"
public struct WordPieceDecoder: TokenDecoder {
  /// What a piece that goes on a word begins with.
  public let prefix: [UInt8]
  /// Whether spaces before punctuation and English contractions are removed.
  public let cleansUp: Bool

  /// Joins pieces that begin with `prefix`.
  public init(prefix: [UInt8] = Array("##".utf8), cleansUp: Bool = true) {
    self.prefix = prefix
    self.cleansUp = cleansUp
  }

  /// Rewrites each token on its own: what two tokens make together is not cleaned up.
  public func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    tokens.enumerated().map { position, token in
      let word = position == 0 ? token : continued(token)
      return cleansUp ? WordPieceCleanup.cleanedUp(word) : word
    }
  }

  private func continued(_ token: [UInt8]) -> [UInt8] {
    token.starts(with: prefix) ? Array(token.dropFirst(prefix.count)) : [0x20] + token
  }
}

/// Removes the spaces that tokenizing English put before punctuation and contractions.
enum WordPieceCleanup {
  private static let replacements = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
    (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ].map { (LiteralPattern(Array($0.0.utf8)), Array($0.1.utf8)) }

  /// `text` after all replacements, one after the other.
  static func cleanedUp(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(0x20) else { return text }
    return replacements.reduce(text) { text, replacement in
      replacement.0.replacingMatches(in: text, with: replacement.1)
    }
  }
}

extension WordPieceDecoder: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "WordPiece"

  /// Reads `prefix` and `cleanup`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(prefix: try json.bytes("prefix"), cleansUp: try json.bool("cleanup"))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    json.field("prefix", prefix)
    json.field("cleanup", cleansUp)
  }
}
