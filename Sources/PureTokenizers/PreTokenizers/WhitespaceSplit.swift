/// Cuts text at white space, which is removed.
///
///     " the  final\ncut!"  →  "the" "final" "cut!"
public struct WhitespaceSplit: PreTokenizer {
  /// Cuts at white space.
  public init() {}

  /// Cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) {
    pieces.splitIntoRuns { Self.member($0) }
  }

  static func member(_ scalar: UInt32) -> RunMember {
    ScalarSet.whitespace.contains(scalar) ? .dropped : .word
  }
}

extension WhitespaceSplit: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "WhitespaceSplit"

  /// Reads nothing: the stage has no fields.
  public init(json: JSON, loader: StageLoader) { self.init() }

  /// Writes nothing.
  public func writeFields(to json: inout JSONWriter) {}
}
