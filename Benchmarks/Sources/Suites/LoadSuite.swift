/// How long a tokenizer takes from a path to being ready: a fresh one each time, the file being in
/// the system's memory.
struct LoadSuite: Suite {
  let name = "load"
  let summary = "loading tokenizer.json, a fresh tokenizer each time: median and best"
  let dependsOnTokenizerOnly = true

  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement] {
    let times = try Timing.repeated(atLeast: 5, atMost: 40) { _ = try subject.load() }
    return [
      found(subject, "median", times.median / 1e6, .milliseconds),
      found(subject, "best", (times.sorted.first ?? 0) / 1e6, .milliseconds),
    ]
  }
}
