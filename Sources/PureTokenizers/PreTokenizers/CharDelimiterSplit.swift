/// Cuts text at one character, which is removed.
///
///     "the-final--cut" at "-"  →  "the" "final" "cut"
public struct CharDelimiterSplit: PreTokenizer {
  /// Where to cut.
  public let delimiter: Unicode.Scalar
  private let pattern: LiteralPattern

  /// Cuts at `delimiter`.
  public init(delimiter: Unicode.Scalar) {
    self.delimiter = delimiter
    pattern = LiteralPattern(delimiter.utf8Bytes)
  }

  /// Cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) throws(TokenizerError) {
    try pieces.split(at: pattern, .removed)
  }
}

extension Unicode.Scalar {
  /// The scalar as UTF-8.
  var utf8Bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(scalar: value)
    return bytes
  }
}

extension CharDelimiterSplit: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "CharDelimiterSplit"

  /// Reads `delimiter`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(delimiter: try json.unicodeScalar("delimiter"))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    json.field("delimiter", delimiter.utf8Bytes)
  }
}
