/// From bytes to the position of a token: open addressing, four bytes for each slot.
///
/// A slot holds a position plus one and, in the bits that are left, a tag from the hash, so that
/// a search touches the bytes of hardly any token but the right one. At most half of the slots
/// are used. Zero is an empty slot.
struct VocabularyIndex: Sendable {
  private var slots: [UInt32]
  private let positionBits: UInt32
  private let mask: Int
  private let seed: UInt64

  /// An index without tokens.
  init() { self.init(capacity: 0) }

  /// An empty index with room for `capacity` tokens.
  init(capacity: Int) {
    var slotCount = 2
    while slotCount < 2 * capacity { slotCount *= 2 }
    slots = [UInt32](repeating: 0, count: slotCount)
    mask = slotCount - 1
    positionBits = UInt32(Int.bitWidth - capacity.leadingZeroBitCount)
    seed = UInt64.random(in: .min ... .max)
  }

  /// The position of the token that is exactly `key`.
  @inline(__always)
  func position(of key: UnsafeRawBufferPointer, in vocabulary: Vocabulary) -> Int? {
    unsafe vocabulary.arena.withUnsafeBytes { arena in
      unsafe slot(of: key, arena: arena, starts: vocabulary.starts).position
    }
  }

  /// Enters `position`, whose token lies in `arena`; a token with the same bytes gives way.
  ///
  /// Returns the position that gave way.
  mutating func insert(_ position: Int, arena: [UInt8], starts: [UInt32]) -> Int? {
    let range = Int(starts[position])..<Int(starts[position + 1])
    let found = unsafe arena.withUnsafeBytes { arena in
      unsafe slot(of: UnsafeRawBufferPointer(rebasing: arena[range]), arena: arena, starts: starts)
    }
    slots[found.index] =
      UInt32(truncatingIfNeeded: position + 1) | (positionBits < 32 ? found.tag << positionBits : 0)
    return found.position
  }

  /// The hash of `key` in this index.
  @inline(__always)
  func hash(of key: UnsafeRawBufferPointer) -> UInt64 { unsafe ByteKeys.hash(key, seed: seed) }

  /// The only position that a key with `hash` can have without a further step, or nil.
  @inline(__always)
  func candidate(for hash: UInt64) -> UInt32? {
    let slot = slots[Int(truncatingIfNeeded: hash) & mask]
    let tag = UInt32(truncatingIfNeeded: hash >> 32) >> positionBits
    guard slot != 0, slot >> positionBits == tag else { return nil }
    return (slot & ~(UInt32.max << positionBits)) - 1
  }

  /// The slot of `key`, or the empty one where it would go.
  @inline(__always)
  private func slot(
    of key: UnsafeRawBufferPointer, arena: UnsafeRawBufferPointer, starts: [UInt32]
  ) -> (index: Int, tag: UInt32, position: Int?) {
    let hash = unsafe ByteKeys.hash(key, seed: seed)
    let tag = UInt32(truncatingIfNeeded: hash >> 32) >> positionBits
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[index]
      if slot == 0 { return (index, tag, nil) }
      if slot >> positionBits == tag {
        let position = Int(slot & ~(UInt32.max << positionBits)) - 1
        let range = Int(starts[position])..<Int(starts[position + 1])
        // SAFETY: `starts` ascends and ends at the end of the arena, so `range` is inside it.
        let token = unsafe UnsafeRawBufferPointer(rebasing: arena[range])
        if unsafe ByteKeys.equal(key, token) { return (index, tag, position) }
      }
      index = (index + 1) & mask
    }
  }
}
