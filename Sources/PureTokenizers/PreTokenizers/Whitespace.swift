/// Cuts text into words and runs of symbols; white space is removed.
///
/// Does what the pattern `\w+|[^\w\s]+` does.
///
///     "Hey, friend!?"  →  "Hey" "," "friend" "!?"
public struct Whitespace: PreTokenizer {
  /// Cuts into words and runs of symbols.
  public init() {}

  /// Cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) {
    pieces.splitIntoRuns { Self.member($0) }
  }

  static func member(_ scalar: UInt32) -> RunMember {
    if ScalarSet.word.contains(scalar) { return .word }
    return ScalarSet.whitespace.contains(scalar) ? .dropped : .symbol
  }
}

extension Whitespace: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Whitespace"

  /// Reads nothing: the stage has no fields.
  public init(json: JSON, loader: StageLoader) { self.init() }

  /// Writes nothing.
  public func writeFields(to json: inout JSONWriter) {}
}
