/// Enters all tokens of a vocabulary into the slots of its index.
///
/// A batch of tokens is hashed first, and their slots are loaded in a loop that waits for none.
@safe struct IndexFilling {
  private static let batchSize = 512

  // SAFETY: all are in place as long as the filling lives. `starts` has one element more than
  // there are tokens, and the count of `slots` is `mask` and one.
  private let arena: UnsafeRawBufferPointer
  private let starts: UnsafeBufferPointer<UInt32>
  private let slots: UnsafeMutableBufferPointer<UInt32>
  private let mask: Int
  private let positionBits: UInt32
  private let seed: UInt64
  private var hashes = [UInt64](repeating: 0, count: batchSize)
  /// What has been read ahead, so that reading is not left out.
  private var touched: UInt32 = 0

  @unsafe init(
    arena: UnsafeRawBufferPointer, starts: UnsafeBufferPointer<UInt32>,
    slots: UnsafeMutableBufferPointer<UInt32>, mask: Int, positionBits: UInt32, seed: UInt64
  ) {
    unsafe self.arena = arena
    unsafe self.starts = starts
    unsafe self.slots = slots
    self.mask = mask
    self.positionBits = positionBits
    self.seed = seed
  }

  /// Enters all tokens in their order; `onReplacing` is told the positions that give way.
  mutating func fill(_ onReplacing: (Int) -> Void) {
    let count = unsafe starts.count - 1
    for first in stride(from: 0, to: count, by: Self.batchSize) {
      let positions = first..<min(first + Self.batchSize, count)
      hash(positions)
      for position in positions {
        if let old = insert(position, hashes[position - first]) { onReplacing(old) }
      }
    }
  }

  private mutating func hash(_ positions: Range<Int>) {
    var sum: UInt32 = 0
    for position in positions {
      let hash = hash(at: position)
      hashes[position - positions.lowerBound] = hash
      // SAFETY: masked slots are in bounds.
      unsafe sum ^= slots[Int(truncatingIfNeeded: hash) & mask]
    }
    touched ^= sum
  }

  @inline(__always)
  private func hash(at position: Int) -> UInt64 {
    let token = token(at: position)
    guard token.count <= 16, unsafe token.lowerBound &+ 16 <= arena.count,
      let base = unsafe arena.baseAddress
    else {
      // SAFETY: slicing checks that the token is in the arena.
      return unsafe ByteKeys.hash(UnsafeRawBufferPointer(rebasing: arena[token]), seed: seed)
    }
    // SAFETY: sixteen bytes from there on have just been found to be in the arena.
    return unsafe ByteKeys.hash(
      readable: base + token.lowerBound, count: token.count, seed: seed)
  }

  /// Enters a token; a token with the same bytes gives way, and its position is returned.
  @inline(__always)
  private func insert(_ position: Int, _ hash: UInt64) -> Int? {
    let tag = UInt32(truncatingIfNeeded: hash >> 32) >> positionBits
    let number = UInt32(truncatingIfNeeded: position + 1)
    let entry = number | (positionBits < 32 ? tag << positionBits : 0)
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      // SAFETY: masked slots are in bounds.
      let slot = unsafe slots[index]
      let other = Int(slot & ~(UInt32.max << positionBits)) - 1
      guard slot == 0 || slot >> positionBits == tag && areEqual(position, other) else {
        index = (index + 1) & mask
        continue
      }
      unsafe slots[index] = entry
      return slot == 0 ? nil : other
    }
  }

  private func areEqual(_ left: Int, _ right: Int) -> Bool {
    // SAFETY: slicing checks that the tokens are in the arena.
    unsafe ByteKeys.equal(
      UnsafeRawBufferPointer(rebasing: arena[token(at: left)]),
      UnsafeRawBufferPointer(rebasing: arena[token(at: right)]))
  }

  /// Where the token at `position`, which has one, begins and ends.
  @inline(__always)
  private func token(at position: Int) -> Range<Int> {
    // SAFETY: there is one start more than there are tokens.
    unsafe Int(starts[position])..<Int(starts[position &+ 1])
  }
}
