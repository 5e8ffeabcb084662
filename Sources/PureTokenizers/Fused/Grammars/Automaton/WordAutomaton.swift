/// A regular expression without a way back: one table lookup for each character.
///
///     state, class of the next character  →  the next state, and whether a match ends here
///
/// A state is the list of ways in which the expression may go on, the preferred first. A way that
/// has matched drops those after it, and those before it may still match more; so the last match
/// end that was seen when no way is left is the end that backtracking finds. Looking at the next
/// character costs nothing, because an end is noted one character later. It takes some 3 ns a
/// byte, the engine that backtracks 10 to 30.
struct WordAutomaton: Sendable {
  private(set) var partition: ScalarPartition
  /// One row for each state: an entry for each class, and one for the end of the text. An entry
  /// is where the next state's row begins, doubled, and 1 more when a match ends before it.
  private(set) var table: [UInt32] = []
  /// The entries of a row.
  var width: Int { partition.members.count + 1 }
  /// Where the first state's row begins; the row before it is that of no way left.
  var first: Int { width }
  private static let largestStateCount = 1024
  /// How many steps may be followed to find the states, so that no file makes loading slow.
  static let largestWork = 4_000_000

  /// Nil for what no network can do, what takes too many states or steps, and what matches nothing
  /// at all.
  init?(_ tree: RegexNode, largestWork: Int = Self.largestWork) {
    guard let network = WordNetwork(tree), let partition = ScalarPartition(network.sets) else {
      return nil
    }
    self.partition = partition
    guard build(network, largestWork) else { return nil }
    dropHopelessStates()
    guard table[first..<first + width].allSatisfy({ $0 & 1 == 0 }) else { return nil }
  }

  /// The automaton of an expression in Oniguruma's dialect, if there is one.
  init?(_ source: [UInt8]) {
    do throws(RegexSyntaxError) {
      self.init(try RegexNode(lowering: source))
    } catch {
      return nil
    }
  }

  /// The same for texts that are written in byte characters.
  var forBytes: WordAutomaton {
    var result = self
    result.partition = partition.forBytes
    return result
  }

  private mutating func build(_ network: WordNetwork, _ largestWork: Int) -> Bool {
    var states: [[Int]] = [[], [network.start]]
    var numbers: [[Int]: Int] = [[]: 0, [network.start]: 1]
    var closure = WordClosure(network)
    let width = width
    var state = 0
    while state < states.count {
      for column in 0..<width {
        closure.follow(states[state], column < width - 1 ? partition.members[column] : nil)
        guard closure.work < largestWork else { return false }
        let next = numbers[closure.result] ?? states.count
        if next == states.count {
          guard next < Self.largestStateCount else { return false }
          numbers[closure.result] = next
          states.append(closure.result)
        }
        table.append(UInt32(next * width * 2 + (closure.hasMatched ? 1 : 0)))
      }
      state += 1
    }
    return true
  }

  /// Makes states from which no match ends the state of no way left.
  private mutating func dropHopelessStates() {
    var hopeful = [Bool](repeating: false, count: table.count / width)
    var isChanging = true
    while isChanging {
      isChanging = false
      for (state, isHopeful) in hopeful.enumerated() where !isHopeful {
        let row = table[state * width..<(state + 1) * width]
        if row.contains(where: { $0 & 1 == 1 || hopeful[Int($0 / 2) / width] }) {
          hopeful[state] = true
          isChanging = true
        }
      }
    }
    for index in table.indices where !hopeful[Int(table[index] / 2) / width] { table[index] &= 1 }
  }
}

/// The ways that are left after one more character.
private struct WordClosure {
  private let network: WordNetwork
  /// The last round in which each step was met.
  private var visited: [Int]
  private var round = 0
  private var waiting: [Int] = []
  private(set) var result: [Int] = []
  private(set) var hasMatched = false
  /// The steps that have been looked at.
  private(set) var work = 0

  init(_ network: WordNetwork) {
    self.network = network
    visited = Array(repeating: 0, count: network.steps.count)
  }

  /// Follows `ways` past a character that the sets `members` have; nil is the end of the text.
  mutating func follow(_ ways: [Int], _ members: UInt64?) {
    let members = members ?? 0
    round += 1
    hasMatched = false
    result.removeAll(keepingCapacity: true)
    waiting = ways.reversed()
    while !hasMatched, let step = waiting.popLast() {
      guard visited[step] != round else { continue }
      visited[step] = round
      work += 1 + result.count
      switch network.steps[step] {
      case .take(let set, let next):
        if members >> UInt64(set) & 1 == 1, !result.contains(next) { result.append(next) }
      case .fork(let preferred, let other):
        waiting.append(other)
        waiting.append(preferred)
      case .look(let set, let isNegated, let next):
        if (members >> UInt64(set) & 1 == 1) != isNegated { waiting.append(next) }
      case .match: hasMatched = true
      case .failure: break
      }
    }
  }
}

extension WordAutomaton {
  /// Whether both match the same wherever they begin; false is no proof that they do not.
  ///
  /// Goes through both side by side: every class of characters must lead to states of which this
  /// holds again, and match ends must be seen at the same places.
  func isEqual(to other: WordAutomaton) -> Bool {
    var columns = partition.pairs(with: other.partition).map { (Int($0[0]), Int($0[1])) }
    columns.append((width - 1, other.width - 1))
    var seen: Set<[Int]> = [[first, other.first]]
    var waiting = [(first, other.first)]
    while let (left, right) = waiting.popLast() {
      for (leftColumn, rightColumn) in columns {
        let (mine, theirs) = (table[left + leftColumn], other.table[right + rightColumn])
        guard mine & 1 == theirs & 1, (mine < 2) == (theirs < 2) else { return false }
        let next = (Int(mine / 2), Int(theirs / 2))
        if seen.insert([next.0, next.1]).inserted { waiting.append(next) }
      }
    }
    return true
  }
}
