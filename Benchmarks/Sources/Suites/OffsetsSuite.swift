import PureTokenizers

/// What offsets cost: the time of `encode` to that of ids only, in passes that take turns.
struct OffsetsSuite: Suite {
  let name = "offsets"
  let summary = "time with offsets to time of ids only, later passes that take turns"

  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement] {
    let tokenizer = try subject.load()
    let work = Work(
      inputs: try subject.documents(effort).map { EncodeInput.text($0) }, threads: 1)
    let times = try Timing.interleaved(
      passes: effort.passes,
      [
        { _ = try work.encodeIDs(with: tokenizer) },
        { try work.encodeWithOffsets(with: tokenizer) },
      ])
    let speed = Double(work.byteCount) * 1e3 / times[1].median
    return [
      found(subject, "with offsets", speed, .megabytesPerSecond),
      found(subject, "time to ids only", times[1].median / times[0].median, .timeRatio),
    ]
  }
}
