import PureTokenizers

/// What a single call takes once its text has been seen, by the size of the text.
///
/// A size is measured over up to 64 different parts of the text in turn, so that the processor
/// does not learn one by heart; every call is timed alone, less what looking at the clock takes.
struct LatencySuite: Suite {
  let name = "latency"
  let summary = "one warm call by size of text, with offsets and ids only: p50 and p99 in ns"

  private static let sizes = [
    ("100 B", 100), ("1 KB", 1000), ("10 KB", 10_000), ("100 KB", 100_000),
  ]

  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement] {
    let tokenizer = try subject.load()
    let text = try subject.bytes(effort)
    var result = try measure(subject, tokenizer, "13 B", ["Hello, world!"])
    for (title, size) in Self.sizes where size <= text.count {
      result += try measure(subject, tokenizer, title, parts(of: text, size: size))
    }
    return result
  }

  private func measure(
    _ subject: Subject, _ tokenizer: Tokenizer, _ title: String, _ texts: [String]
  ) throws -> [Measurement] {
    let encode = try Timing.calls(texts) { try tokenizer.encode($0).ids.count }
    let ids = try Timing.calls(texts) { try tokenizer.ids(of: $0).count }
    return [("encode", encode), ("ids", ids)].flatMap { call, times in
      [
        found(subject, "\(title) \(call) p50", times.percentile(0.5), .nanoseconds),
        found(subject, "\(title) \(call) p99", times.percentile(0.99), .nanoseconds),
      ]
    }
  }

  /// Parts from all over the text, cut at scalars.
  private func parts(of text: [UInt8], size: Int) -> [String] {
    let count = min(64, text.count / size)
    return (0..<count).map { part in
      var start = part * (text.count / count)
      while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
      let end = min(start + size, text.count)
      return String(decoding: prefix(of: Array(text[start..<end]), megabytes: 1), as: UTF8.self)
    }
  }
}
