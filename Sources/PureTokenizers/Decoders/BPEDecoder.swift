/// Turns the suffix that ends words into spaces, and drops it at the end of the text.
///
///     "the</w>" "cat</w>"  →  "the " "cat"
public struct BPEDecoder: TokenDecoder {
  /// What ends a word.
  public let suffix: [UInt8]

  /// Turns `suffix` into spaces.
  public init(suffix: [UInt8] = Array("</w>".utf8)) { self.suffix = suffix }

  /// Replaces every suffix by a space, in the last token by nothing.
  public func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    let pattern = LiteralPattern(suffix)
    return tokens.enumerated().map { position, token in
      let isLast = position == tokens.count - 1
      return pattern.replacingMatches(in: token, with: isLast ? [] : [0x20])
    }
  }
}

extension BPEDecoder: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "BPEDecoder"

  /// Reads `suffix`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(suffix: try json.bytes("suffix"))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) { json.field("suffix", suffix) }
}
