import PureTokenizers

/// The speed of the first pass, when caches are empty, and of later ones; documents of 4 KB, ids
/// only, one thread.
struct EncodeSuite: Suite {
  let name = "encode"
  let summary = "ids of documents of 4 KB: the first pass and the median of later ones"

  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement] {
    let inputs = try subject.documents(effort).map { EncodeInput.text($0) }
    let work = Work(inputs: inputs, threads: 1)
    let tokenizer = try subject.load()
    let passes = try Passes.measure(bytes: work.byteCount, least: effort.passes) {
      _ = try work.encodeIDs(with: tokenizer)
    }
    return [
      found(subject, "first pass", passes.first, .megabytesPerSecond),
      found(subject, "later passes", passes.later, .megabytesPerSecond),
    ]
  }
}
