/// Collects the members of a class.
struct RegexClassReader {
  enum State { case start, value, range, complete }

  var state = State.start
  private(set) var lastIsSet = false
  private var pending: UInt32?
  /// Whether `pending` takes one byte: from 0x80 on that is no text.
  private var pendingIsSingle = false
  private var ranges: [ClosedRange<UInt32>] = []
  /// What stood before the last `&&`.
  private var intersection: ScalarRanges?

  /// Adds a scalar, as a member or as the end of a range; `false` for a range without members.
  mutating func add(_ scalar: UInt32, isSingle: Bool) -> Bool {
    lastIsSet = false
    guard state == .range else {
      flush()
      pending = scalar
      pendingIsSingle = isSingle
      state = .value
      return true
    }
    guard let lower = pending, lower <= scalar else { return false }
    let upper = isSingle && pendingIsSingle ? Swift.min(scalar, 0x7F) : scalar
    if lower <= upper { ranges.append(lower...upper) }
    pending = nil
    state = .complete
    return true
  }

  /// Adds all members of a property or type.
  mutating func add(_ set: ScalarRanges) {
    flush()
    ranges.append(contentsOf: set.ranges)
    lastIsSet = true
    state = .value
  }

  /// Adds the members of a class inside this one.
  ///
  /// A range that ends in a class loses its start: `[a-[b]]` is `[b]`.
  mutating func addNested(_ set: ScalarRanges) {
    if state == .range { pending = nil }
    flush()
    ranges.append(contentsOf: set.ranges)
    lastIsSet = false
    state = .complete
  }

  /// `&&`: what comes next is intersected with everything so far.
  mutating func intersect() {
    intersection = finished()
    ranges = []
    pending = nil
    lastIsSet = false
    state = .start
  }

  /// All members.
  mutating func finished() -> ScalarRanges {
    flush()
    let set = ScalarRanges(ranges)
    return intersection?.intersection(set) ?? set
  }

  private mutating func flush() {
    if let scalar = pending, !pendingIsSingle || scalar < 0x80 { ranges.append(scalar...scalar) }
    pending = nil
  }
}
