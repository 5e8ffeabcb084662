/// Where instructions have failed, so that no way is tried twice: what makes matching linear.
///
/// A failure of an instruction at a place says nothing about how it was reached, so it holds
/// for every later attempt on the same text as well. It costs memory and time, and is switched
/// on only when a text turns out to need much backtracking.
struct RegexMemo {
  private(set) var isOn = false
  private var failures: [UInt64] = []
  private var successes: [UInt64] = []
  /// For each instruction the last run all of whose places failed.
  private var failedRuns: [Run] = []
  /// For each instruction in a look-ahead the last run that succeeded, and at which place.
  private var successfulRuns: [(start: Int, end: Int, place: Int)] = []
  /// A run that began at `start`, and failed everywhere from `least` to `end`.
  struct Run {
    var start = 0
    var least = 0
    var end = -1
  }

  private var origin = 0
  private var stride = 0

  /// Begins to remember, if the memory for it is small enough.
  mutating func switchOn(_ program: RegexProgram, _ range: Range<Int>) {
    origin = range.lowerBound
    stride = range.count + 1
    let bits = program.memoCount.multipliedReportingOverflow(by: stride)
    guard program.memoCount > 0, !bits.overflow, bits.partialValue <= RegexLimits.memoBits else {
      return
    }
    isOn = true
    failures = Array(repeating: 0, count: bits.partialValue / 64 + 1)
    failedRuns = Array(repeating: Run(), count: program.memoCount)
    if program.memoLookEnds.contains(where: { $0 >= 0 }) {
      successes = failures
      successfulRuns = Array(repeating: (0, -1, 0), count: program.memoCount)
    }
  }

  private func bit(_ memo: Int, _ place: Int) -> Int { memo * stride + place - origin }

  func hasFailed(_ memo: Int, _ place: Int) -> Bool {
    let bit = bit(memo, place)
    return failures[bit >> 6] &>> UInt64(bit & 63) & 1 != 0
  }

  func hasSucceeded(_ memo: Int, _ place: Int) -> Bool {
    if successes.isEmpty { return false }
    let bit = bit(memo, place)
    return successes[bit >> 6] &>> UInt64(bit & 63) & 1 != 0
  }

  mutating func setFailed(_ memo: Int, _ place: Int) {
    let bit = bit(memo, place)
    failures[bit >> 6] |= 1 &<< UInt64(bit & 63)
  }

  mutating func setSucceeded(_ memo: Int, _ place: Int) {
    if successes.isEmpty { return }
    let bit = bit(memo, place)
    successes[bit >> 6] |= 1 &<< UInt64(bit & 63)
  }

  // MARK: - Runs

  /// The last run of an instruction that failed.
  func failedRun(_ memo: Int) -> Run { failedRuns[memo] }

  mutating func setRunFailed(_ memo: Int, _ run: Run) { failedRuns[memo] = run }

  /// Whether a run from `least` on can end where one has succeeded before.
  func runHasSucceeded(_ memo: Int, from place: Int, least: Int) -> Bool {
    guard !successfulRuns.isEmpty else { return false }
    let run = successfulRuns[memo]
    return run.start <= place && place <= run.end && least <= run.place
  }

  mutating func setRunSucceeded(_ memo: Int, from start: Int, to end: Int, at place: Int) {
    if !successfulRuns.isEmpty { successfulRuns[memo] = (start, end, place) }
  }
}
