/// Cuts text at white space, which is removed, and at punctuation, each character of which
/// becomes a piece.
///
///     "Hey, friend!?"  →  "Hey" "," "friend" "!" "?"
public struct BertPreTokenizer: PreTokenizer {
  /// Cuts at white space and punctuation.
  public init() {}

  /// Cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) {
    pieces.splitIntoRuns { Self.member($0) }
  }

  static func member(_ scalar: UInt32) -> RunMember {
    if ScalarSet.whitespace.contains(scalar) { return .dropped }
    return ScalarSet.punctuation.contains(scalar) ? .alone : .word
  }
}

extension BertPreTokenizer: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "BertPreTokenizer"

  /// Reads nothing: the stage has no fields.
  public init(json: JSON, loader: StageLoader) { self.init() }

  /// Writes nothing.
  public func writeFields(to json: inout JSONWriter) {}
}
