import PureTokenizers

/// Text that comes in piece by piece, beside the same text at once.
struct StreamSuite: Suite {
  let name = "stream"
  let summary = "ids of text that comes in pieces of 4 and 64 KB; speed to that of one call"

  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement] {
    let tokenizer = try subject.load()
    let text = try subject.bytes(effort)
    let whole = try EncodeInput.utf8(text)
    let times = try Timing.interleaved(
      passes: effort.passes,
      [
        { _ = try tokenizer.idRows(of: [whole], threads: 1) },
        { try Self.stream(text, in: 65_536, tokenizer) },
        { try Self.stream(text, in: 4096, tokenizer) },
      ])
    return zip(["64 KB", "4 KB"], times.dropFirst()).flatMap { size, time in
      [
        found(subject, size, Double(text.count) * 1e3 / time.median, .megabytesPerSecond),
        found(subject, "\(size), speed to one call", times[0].median / time.median, .speedRatio),
      ]
    }
  }

  private static func stream(_ text: [UInt8], in size: Int, _ tokenizer: Tokenizer) throws {
    var stream = try tokenizer.makeEncodeStream()
    var start = 0
    while start < text.count {
      let end = min(start + size, text.count)
      _ = try stream.append(text[start..<end])
      start = end
    }
    _ = try stream.finish()
  }
}
