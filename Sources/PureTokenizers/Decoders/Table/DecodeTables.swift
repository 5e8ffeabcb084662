/// The decode table of a tokenizer, made when so much has been decoded that it pays.
struct DecodeTables: Sendable {
  private struct State: Sendable {
    var decoded = 0
    /// Whether the table is made, or being made.
    var isClaimed = false
    var table: DecodeTable?
  }

  private let state = Lock(State())

  /// The table, if it is worth while after `count` more ids, and if there can be one.
  ///
  /// Making it takes about as long as decoding a token for each entry of the vocabulary. Who makes
  /// it keeps nobody waiting: the others decode without it, and so does a child after `fork` whose
  /// parent was making it.
  func table(of pipeline: Pipeline, decoding count: Int) -> DecodeTable? {
    var table: DecodeTable?
    var isDue = false
    state.withLockSoon { state in
      table = state.table
      guard !state.isClaimed else { return }
      state.decoded += count
      isDue = state.decoded > pipeline.model.vocabulary.count / 4
      state.isClaimed = isDue
    }
    guard isDue else { return table }
    table = DecodeTable(pipeline)
    state.withLockSoon { $0.table = table }
    return table
  }
}
