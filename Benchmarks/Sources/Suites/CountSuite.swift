import PureTokenizers

/// Counting tokens, beside making their ids.
struct CountSuite: Suite {
  let name = "count"
  let summary = "counting tokens, and its time to that of making ids"

  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement] {
    let tokenizer = try subject.load()
    let texts = try subject.documents(effort)
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    let times = try Timing.interleaved(
      passes: effort.passes,
      [
        { for text in texts { _ = try tokenizer.ids(of: text, addSpecialTokens: false) } },
        { for text in texts { _ = try tokenizer.count(text, addSpecialTokens: false) } },
      ])
    return [
      found(subject, "count", Double(bytes) * 1e3 / times[1].median, .megabytesPerSecond),
      found(subject, "time to ids", times[1].median / times[0].median, .timeRatio),
    ]
  }
}
