/// A compiled pattern: instructions for `RegexMatcher`, and the tables they refer to.
struct RegexProgram: Sendable {
  var instructions: [RegexInstruction] = []
  /// UTF-8 of all literals.
  var literals: [UInt8] = []
  var classes = RegexClasses()
  var runs: [RegexRun] = []
  var branches: [RegexBranch] = []
  var counters: [RegexCounter] = []
  /// Groups a reference may mean, `RegexInstruction.first` of them.
  var references: [[Int]] = []
  /// Filters of 257 entries: by the next byte, or 256 at the end of the text.
  var filters: [UInt8] = []
  /// Places in the text that backtracking restores: captures, starts of loops, counts, `\K`.
  var registerCount = 0
  var frameCount = 0
  var keepRegister: Int?
  /// Two registers for each group that is referred to.
  var captureRegisters: [Int: Int] = [:]
  /// How many instructions remember where they failed; 0 when a failure depends on more than
  /// the place in the text.
  var memoCount = 0
  /// For each of those the end of its look-ahead, or -1: there a success is remembered too.
  var memoLookEnds: [Int32] = []
  /// The filter of the whole pattern.
  var startFilter = 0
}

/// One step. What the fields mean depends on the operation.
struct RegexInstruction: Sendable {
  enum Operation: UInt8, Sendable {
    case match, fail
    /// `first`: the byte.
    case byte
    /// `first..<first + second` in `literals`.
    case bytes
    /// `first`: the class.
    case set
    /// To `first`.
    case jump
    /// To `first`, else to `second`, as far as the filter `third` lets.
    case split
    /// The first branch of `branches[first]` that the next byte lets.
    case branch
    /// `runs[first]`
    case run, lazyRun
    /// Class `first` must (not: `third` = 1) come next (before: `second` = 1).
    case lookSet
    /// `first`: the assertion.
    case assertion
    /// Begins frame `first`; when what follows fails, goes on at `second` unless that is -1.
    case enter
    /// Ends frame `first`: its alternatives are dropped.
    case leaveAtomic
    /// The same, and back to where the frame began.
    case leaveLook
    /// Ends frame `first` by failing.
    case leaveNegated
    /// Back by `first` scalars.
    case stepBack
    /// Back by `first`, or as many more as it takes, up to `second` (-1: no limit).
    case stepBackRange
    /// The end of the text is here until `setLimit` is undone; into register `first`.
    case setLimit, clearLimit
    /// Only at the limit.
    case atLimit
    /// Register `first` becomes the place.
    case save
    /// Registers `first` and the next become the place kept in register `second` and this one.
    case endCapture
    /// To `second` when nothing was taken since register `first`.
    case leaveIfEmpty
    /// `counters[first]`
    case countStart, countNext, countStep
    /// `references[first]`; `second` = 1 folds case.
    case backreference
    case groupTest
  }

  var operation: Operation
  /// For split, branch and run: where they are in the memory of failures, or -1.
  var memo: Int32 = -1
  var first: Int32 = 0
  var second: Int32 = 0
  var third: Int32 = 0
}

/// A quantified class.
struct RegexRun: Sendable {
  var set: Int32
  var lower: Int32
  /// -1 is without end.
  var upper: Int32
  /// What may come after it.
  var filter: Int32
  /// Whether it never gives back what it took.
  var isAtomic: Bool
}

/// An alternation.
struct RegexBranch: Sendable {
  var targets: [Int32]
  /// The viable targets by the next byte, and at 256 at the end of the text.
  var masks: [UInt64]
}

/// A quantifier with a count.
struct RegexCounter: Sendable {
  var register: Int
  var lower: Int
  var upper: Int
  var isGreedy: Bool
  /// Where the loop ends.
  var exit: Int
}
