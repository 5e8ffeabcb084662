/// Turns the replacement character of `Metaspace` back into spaces.
///
///     "▁Hey" "▁you"  →  "Hey" " you"
///
/// In the first token *every* replacement character is dropped, not only the one in front, as
/// Hugging Face does; unless none is ever put in front.
public struct MetaspaceDecoder: TokenDecoder {
  /// How the text was cut.
  public let preTokenizer: Metaspace

  /// Undoes what `preTokenizer` did.
  public init(preTokenizer: Metaspace = Metaspace()) { self.preTokenizer = preTokenizer }

  /// Replaces the replacement characters of each token.
  public func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    let pattern = LiteralPattern(preTokenizer.replacement.utf8Bytes)
    let dropsFirst = preTokenizer.prependScheme != .never
    return tokens.enumerated().map { position, token in
      pattern.replacingMatches(in: token, with: position == 0 && dropsFirst ? [] : [0x20])
    }
  }
}

extension MetaspaceDecoder: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Metaspace"

  /// Reads the fields of the pre-tokenizer of the same name.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(preTokenizer: try Metaspace(json: json, loader: loader))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) { preTokenizer.writeFields(to: &json) }
}
