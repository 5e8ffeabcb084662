/// A compiled pattern: instructions for `RegexMatcher`, and the tables they refer to.
///
/// `CompiledRegex` holds it, so that a matcher, which may live for a piece of one letter, shares
/// all tables by one reference.
struct RegexProgram: Sendable {
  var instructions: [RegexInstruction] = []
  /// UTF-8 of all literals.
  var literals: [UInt8] = []
  var classes = RegexClasses()
  var runs: [RegexRun] = []
  /// 64 targets for each alternation.
  private(set) var branchTargets: [Int32] = []
  /// 257 sets of viable targets for each alternation: by the next byte, or 256 at the end.
  private(set) var branchMasks: [UInt64] = []
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
    /// The first branch of alternation `first` that the next byte lets.
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

/// A program that is complete.
final class CompiledRegex: Sendable {
  let program: RegexProgram

  init(_ program: RegexProgram) { self.program = program }
}

extension RegexProgram {
  /// The most branches of an alternation.
  static let branchesPerAlternation = 64

  /// Adds an alternation without branches, and returns its number.
  mutating func addAlternation() -> Int {
    branchTargets.append(contentsOf: repeatElement(0, count: Self.branchesPerAlternation))
    branchMasks.append(contentsOf: repeatElement(0, count: 257))
    return branchMasks.count / 257 - 1
  }

  /// Makes the branch `index` of an alternation begin at `target`, and be viable where `allows`
  /// says so of the next byte.
  mutating func setBranch(
    _ index: Int, of alternation: Int, target: Int, allows: (_ entry: Int) -> Bool
  ) {
    branchTargets[alternation * Self.branchesPerAlternation + index] =
      Int32(truncatingIfNeeded: target)
    for entry in 0...256 where allows(entry) {
      branchMasks[alternation * 257 + entry] |= 1 &<< UInt64(index)
    }
  }

  /// The branches of an alternation that the next byte lets.
  @inline(__always)
  func viableBranches(of alternation: Int, entry: Int) -> UInt64 {
    branchMasks[alternation &* 257 &+ entry]
  }

  /// Where the first of the branches in `mask` begins.
  @inline(__always)
  func firstTarget(of alternation: Int, in mask: UInt64) -> Int {
    Int(branchTargets[alternation &* Self.branchesPerAlternation &+ mask.trailingZeroBitCount])
  }
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
