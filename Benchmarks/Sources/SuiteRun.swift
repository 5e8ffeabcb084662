/// The suites and subjects that were asked for.
struct SuiteRun {
  private let suites: [any Suite]
  private let subjects: [Subject]
  private let effort: Effort
  private let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) throws(BenchmarkOptions.Problem) {
    self.options = options
    suites = Suites.named(options.suites) ?? []
    effort = Effort(
      passes: options.passes, megabytes: options.megabytes ?? 5, words: options.words)
    if options.tokenizer.isEmpty {
      subjects = Subject.standard(in: options.data, matching: options.rows)
    } else {
      subjects = [
        Subject(name: options.tokenizer, tokenizer: options.tokenizer, text: options.text)
      ]
    }
    if subjects.isEmpty { throw .usage("--data has none of the standard rows that were asked for") }
  }

  /// Measures everything, prints it, and saves it if asked to.
  func report() throws {
    let older = try options.compare.map(SavedReport.read)
    let report = SavedReport(try measure())
    print(report.origin)
    if let older { print("before: \(older.origin)") }
    print()
    print(Table.text(report.measurements, comparedWith: older))
    if let path = options.save { try report.write(to: path) }
  }

  private func measure() throws -> [Measurement] {
    var progress = ProgressLine(total: suites.count * subjects.count)
    defer { progress.clear() }
    var result: [Measurement] = []
    for suite in suites {
      for subject in subjects where asks(suite, subject) {
        progress.begin("\(suite.name)  \(subject.name)")
        result += try suite.measure(subject, effort)
      }
    }
    return result
  }

  /// What does not depend on the text is asked once for each tokenizer.
  private func asks(_ suite: any Suite, _ subject: Subject) -> Bool {
    guard suite.dependsOnTokenizerOnly else { return true }
    return subjects.first { $0.tokenizer == subject.tokenizer }?.name == subject.name
  }
}
