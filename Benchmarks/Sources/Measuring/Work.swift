import Dispatch
import PureTokenizers

/// The documents, and the threads that share them.
struct Work {
  let inputs: [EncodeInput]
  let threads: Int

  /// The bytes of all documents together.
  var byteCount: Int { inputs.reduce(0) { $0 + $1.byteCount } }

  /// Encodes everything, ids only.
  func encodeIDs(with tokenizer: Tokenizer) throws -> TokenRows {
    try tokenizer.idRows(
      of: inputs, options: EncodeOptions(addSpecialTokens: false), threads: threads)
  }

  /// Encodes everything with offsets, and lets the encodings go.
  func encodeWithOffsets(with tokenizer: Tokenizer) throws {
    _ = try onEveryThread { part in
      var count = 0
      for input in part {
        count += try tokenizer.encode(input, options: EncodeOptions(addSpecialTokens: false))
          .ids.count
      }
      return count
    }
  }

  private func onEveryThread<Result: Sendable>(
    _ body: @Sendable (ArraySlice<EncodeInput>) throws -> Result
  ) throws -> [Result] {
    guard threads > 1 else { return [try body(inputs[...])] }
    let size = (inputs.count + threads - 1) / threads
    let results = Results<Result>(count: threads)
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      let part = inputs[min(thread * size, inputs.count)..<min((thread + 1) * size, inputs.count)]
      let result = Swift.Result { try body(part) }
      results.store(result, at: thread)
    }
    return try results.all.map { try $0.get() }
  }
}
