/// The decode table of a tokenizer, made when so much has been decoded that it pays.
struct DecodeTables: Sendable {
  private struct State: Sendable {
    var decoded = 0
    var isMade = false
    var table: DecodeTable?
  }

  private let state = Lock(State())

  /// The table, if it is worth while after `count` more ids, and if there can be one.
  ///
  /// Making it takes about as long as decoding a token for each entry of the vocabulary.
  func table(of pipeline: Pipeline, decoding count: Int) -> DecodeTable? {
    state.withLock { state in
      if state.isMade { return state.table }
      state.decoded += count
      guard state.decoded > pipeline.model.vocabulary.count / 4 else { return nil }
      state.isMade = true
      state.table = DecodeTable(pipeline)
      return state.table
    }
  }
}
