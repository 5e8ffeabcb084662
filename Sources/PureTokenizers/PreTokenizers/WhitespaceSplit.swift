/// Cuts text at white space, which is removed.
///
///     " the  final\ncut!"  →  "the" "final" "cut!"
public struct WhitespaceSplit: PreTokenizer {
  /// Cuts at white space.
  public init() {}

  /// Cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) {
    pieces.splitIntoRuns { ScalarSet.whitespace.contains($0) ? .dropped : .joined(0) }
  }
}
