import PureTokenizers

/// A megabyte of what is hard beside a megabyte of prose, each met for the first time.
struct WorstCaseSuite: Suite {
  let name = "worst"
  let summary = "1 MB of one character, digits, newlines, CJK, joiners: time to that of prose"

  private static let kinds = [
    ("one letter", "a"), ("spaces", " "), ("newlines", "\n"), ("digits", "7"), ("signs", "^"),
    ("CJK", "中"), ("letters and apostrophes", "a'"), ("accents", "\u{301}"),
    ("joined emoji", "👩\u{200D}👧\u{200D}"),
  ]

  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement] {
    let prose = String(decoding: prefix(of: try subject.bytes(effort), megabytes: 1), as: UTF8.self)
    let base = try time(prose, subject)
    var result = [found(subject, "the text itself", base / 1e6, .milliseconds)]
    for (title, unit) in Self.kinds {
      let text = String(repeating: unit, count: prose.utf8.count / unit.utf8.count)
      result.append(found(subject, title, try time(text, subject) / base, .timeRatio))
    }
    return result
  }

  /// Of two fresh tokenizers the faster, as other programs slow down single runs.
  private func time(_ text: String, _ subject: Subject) throws -> Double {
    try (0..<2).map { _ in
      let tokenizer = try subject.load()
      return try Timing.once { _ = try tokenizer.ids(of: text, addSpecialTokens: false) }
    }.min() ?? 0
  }
}
