/// Which tokens belong to which input sequence: the first text is 0, the second of a pair 1.
///
/// Without any range there is one sequence and it covers all tokens.
struct SequenceRanges: Hashable, Sendable {
  private(set) var elements: [Element] = []

  /// The tokens of one sequence.
  struct Element: Hashable, Sendable {
    var sequence: Int
    var range: Range<Int>
  }

  /// Says that `sequence` stands in `range`, whatever was said before.
  mutating func set(_ sequence: Int, to range: Range<Int>) {
    if let index = elements.firstIndex(where: { $0.sequence == sequence }) {
      elements[index].range = range
    } else {
      elements.append(Element(sequence: sequence, range: range))
    }
  }

  /// Takes over the ranges of `other`, whose first token stands at `position`.
  mutating func merge(_ other: SequenceRanges, at position: Int) {
    for element in other.elements {
      let range = element.range
      set(element.sequence, to: range.lowerBound + position..<range.upperBound + position)
    }
  }

  /// Forgets all ranges.
  mutating func removeAll() { elements.removeAll() }

  /// The tokens of `sequence` in an encoding of `count` tokens: all, unless a range says otherwise.
  func range(of sequence: Int, count: Int) -> Range<Int> {
    let range = elements.first { $0.sequence == sequence }?.range ?? 0..<count
    return range.clamped(to: 0..<count)
  }

  /// The number of sequences.
  var sequenceCount: Int { Swift.max(elements.count, 1) }
}

extension Encoding {
  /// The input sequence that a token comes from, 0 or 1; nil for special tokens.
  public var sequenceIDs: [Int?] {
    var result = [Int?](repeating: nil, count: count)
    for sequence in 0..<sequenceRanges.sequenceCount {
      for position in sequenceRanges.range(of: sequence, count: count) {
        result[position] = sequence
      }
    }
    return result
  }

  /// The number of input sequences that this encoding holds.
  public var sequenceCount: Int { sequenceRanges.sequenceCount }

  /// Says that all tokens belong to `sequence`.
  mutating func setSequence(_ sequence: Int) { sequenceRanges.set(sequence, to: 0..<count) }

  /// Gives all tokens one type id.
  mutating func setTypeID(_ typeID: UInt32) { stretches.change { $0.typeID = typeID } }
}
