/// Pre-tokenizers of a sequence, each of which cuts the pieces of the one before and drops nothing.
///
/// The general form of what a `WordGrammar` says for one sequence in particular: a `WordAutomaton`
/// for each stage.
@safe struct WordStages: WordCutter {
  /// More have no room in a `StagedWords`.
  static let largestCount = 8
  /// Keep what `views` show.
  private let tables: [WordTables]
  fileprivate let views: [WordTableView]

  init?(_ automata: [WordAutomaton]) {
    guard !automata.isEmpty, automata.count <= Self.largestCount else { return nil }
    tables = automata.map(WordTables.init)
    unsafe views = tables.map { unsafe $0.view }
  }

  var count: Int { tables.count }

  func words(of text: UnsafePointer<UInt8>, count: Int) -> StagedWords {
    unsafe StagedWords(self, text: text, count: count)
  }
}

/// Finds words stage by stage.
///
///     stage 0   |the text up to a digit        |5|
///     stage 1   |the| text| up| to| a| digit   |5|
///
/// For each stage the end of the piece is kept that the place lies in; at that end, the stage is
/// asked for its next piece within that of the stage before.
@safe struct StagedWords: WordStarts {
  private let stages: WordStages
  private let text: UnsafePointer<UInt8>
  private let count: Int
  private var place = 0
  private var ends = SIMD8<Int32>(repeating: 0)
  /// A match that was found behind what did not match.
  private var matchStarts = SIMD8<Int32>(repeating: -1)
  private var matchEnds = SIMD8<Int32>(repeating: 0)
  private var memo = WordMemo()

  init(_ stages: WordStages, text: UnsafePointer<UInt8>, count: Int) {
    self.stages = stages
    unsafe self.text = text
    self.count = count
  }

  var isAtEnd: Bool { place >= count }

  @inline(never)
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    var found = 0
    while found < 2048, place < count {
      // SAFETY: there is room for 2048 starts.
      unsafe starts[found] = UInt32(truncatingIfNeeded: place)
      found &+= 1
      place = nextEnd()
    }
    return found
  }

  /// Goes on at `place`, where a word begins; there is no way back.
  mutating func move(to place: Int) { self.place = place }

  /// Where the word at the place ends, which is the new place.
  mutating func advance() -> Int {
    place = nextEnd()
    return place
  }

  @inline(__always)
  private mutating func nextEnd() -> Int {
    var limit = count
    var stage = 0
    while stage < stages.count {
      if Int(ends[stage]) <= place {
        ends[stage] = Int32(truncatingIfNeeded: pieceEnd(stage, to: limit))
      }
      limit = Int(ends[stage])
      stage &+= 1
    }
    return limit
  }

  /// Where the piece ends that a stage cuts off at the place: a match, or what lies before one.
  @inline(__always)
  private mutating func pieceEnd(_ stage: Int, to limit: Int) -> Int {
    if Int(matchStarts[stage]) == place { return Int(matchEnds[stage]) }
    memo.stage = stage
    let end = unsafe stages.views[stage].matchEnd(text, from: place, to: limit, &memo)
    return end > place ? end : gapEnd(stage, to: limit)
  }

  @inline(never)
  private mutating func gapEnd(_ stage: Int, to limit: Int) -> Int {
    let match = unsafe stages.views[stage].nextMatch(text, from: place, to: limit, &memo)
    guard let match else { return limit }
    matchStarts[stage] = Int32(truncatingIfNeeded: match.lowerBound)
    matchEnds[stage] = Int32(truncatingIfNeeded: match.upperBound)
    return match.lowerBound
  }
}
