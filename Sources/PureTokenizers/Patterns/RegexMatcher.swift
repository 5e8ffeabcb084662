/// Runs a program on a text: leftmost match, first alternative first, by backtracking.
///
///     stack   what was left to try, and what to restore on the way there
///     pc, at  the instruction and the place in the text
///
///     loop    do the instruction; when it fails, pop the stack until there is a way left
///
/// There is no recursion, a run of one class is one entry of the stack however long it is, and
/// when a text needs much backtracking, failures are remembered (see `RegexMemo`).
struct RegexMatcher {
  private let compiled: CompiledRegex
  let bytes: [UInt8]
  let range: Range<Int>
  var stack: [RegexStackEntry] = []
  var registers: [Int]
  /// Where in the stack each frame begins.
  var bases: [Int]
  var memo = RegexMemo()
  /// Where the search began, for `\G`.
  var searchStart = 0
  /// The end of the text as far as taking goes: in a look-behind its place.
  var limit: Int
  /// Steps that may be taken before `takeStock` is asked.
  var budget = RegexMatcher.firstBudget
  /// Whether failures cannot be remembered, so that each attempt has a limit of its own.
  var isLimited = false
  /// How many regional indicators end at a place, as last counted.
  var indicators = (place: -1, count: 0)
  /// Steps that an attempt may take where failures cannot be remembered.
  let stepLimit: Int
  /// Steps of limited attempts that are left for the whole text: two attempts that reach their
  /// limit, and some for each byte. A step takes 20 to 50 ns.
  var remainingSteps: Int
  private let steps: Int

  static let firstBudget = 20_000

  /// A matcher that takes `steps` in the text, and some for each byte of it.
  init(_ compiled: CompiledRegex, _ bytes: [UInt8], _ range: Range<Int>, steps: Int) {
    self.compiled = compiled
    self.bytes = bytes
    self.range = range
    limit = range.upperBound
    self.steps = steps
    stepLimit = steps / 4
    remainingSteps = steps / 2 + 64 * range.count
    registers = Array(repeating: -1, count: compiled.program.registerCount)
    bases = Array(repeating: 0, count: compiled.program.frameCount)
  }

  var program: RegexProgram {
    @inline(__always) get { compiled.program }
  }

  /// The first match that begins at `start` or later, or `nil`.
  mutating func search(from start: Int) throws(RegexFailure) -> Range<Int>? {
    searchStart = start
    let end = range.upperBound
    let filter = program.startFilter * 257
    var place = start
    while true {
      while place < end, program.filters[filter + Int(bytes[place])] & 1 == 0 { place += 1 }
      if place == end, program.filters[filter + 256] & 1 == 0 { return nil }
      if let matchEnd = try match(at: place) {
        budget = Swift.min(budget + 64 * (matchEnd - start), 1 << 24)
        return matchStart(place, matchEnd)..<matchEnd
      }
      if place == end { return nil }
      place += UTF8Scalars.length(lead: bytes[place])
      budget += 64
    }
  }

  /// `\K` moves the start, but never behind the end.
  private func matchStart(_ place: Int, _ end: Int) -> Int {
    guard let register = program.keepRegister, registers[register] >= 0 else { return place }
    return Swift.min(registers[register], end)
  }

  /// The next byte as an entry of a filter.
  @inline(__always)
  func entry(_ place: Int) -> Int { place < limit ? Int(bytes[place]) : 256 }

  /// Whether a filter lets `bit` through at `place`.
  @inline(__always)
  func allows(_ filter: Int32, _ place: Int) -> UInt8 {
    program.filters[Int(filter) &* 257 &+ entry(place)]
  }

  /// The place after the scalar at `place` when it is in the class, or -1.
  @inline(__always)
  func step(_ set: Int, _ place: Int) -> Int {
    if place >= limit { return -1 }
    let answer = program.classes.leads[set &* 256 &+ Int(bytes[place])]
    if answer == 0 { return -1 }
    if answer != RegexClasses.undecided { return place &+ Int(answer) }
    let scalar = bytes.scalar(at: place)
    return program.classes.contains(scalar.value, class: set) ? place &+ scalar.length : -1
  }

  /// The end of the scalars of a class from `place` on.
  @inline(__always)
  func runEnd(_ set: Int, _ place: Int) -> Int {
    var place = place
    while true {
      let next = step(set, place)
      if next < 0 { return place }
      place = next
    }
  }

  /// The start of the scalar that ends at `place`.
  @inline(__always)
  func previous(_ place: Int) -> Int {
    var place = place &- 1
    while place > range.lowerBound, bytes[place] & 0xC0 == 0x80 { place &-= 1 }
    return place
  }

  mutating func push(_ entry: RegexStackEntry) throws(RegexFailure) {
    if stack.count >= RegexLimits.stackEntries { throw .tooExpensive }
    stack.append(entry)
  }

  /// Decides what to do about a text that needs much backtracking.
  mutating func takeStock() throws(RegexFailure) {
    if memo.isOn || isLimited { throw .tooExpensive }
    rememberFailures()
  }

  /// Remembers failures from now on, or where that cannot be, limits each attempt.
  mutating func rememberFailures() {
    memo.switchOn(program, range)
    isLimited = !memo.isOn
    budget =
      isLimited
      ? stepLimit : steps + RegexLimits.stepsPerByte(remembering: program.memoCount) * range.count
  }
}

/// Why a search was given up.
enum RegexFailure: Error { case tooExpensive }
