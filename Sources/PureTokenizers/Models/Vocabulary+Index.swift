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
    unsafe position(of: key, hash: hash(of: key), in: vocabulary)
  }

  /// The same where the hash of `key` is known.
  @inline(__always)
  func position(of key: UnsafeRawBufferPointer, hash: UInt64, in vocabulary: Vocabulary) -> Int? {
    unsafe vocabulary.arena.withUnsafeBytes { arena in
      unsafe slot(of: key, hash: hash, arena: arena, starts: vocabulary.starts).position
    }
  }

  /// The index of all tokens in `arena`; of those with the same bytes the last one stays.
  ///
  /// Calls `onReplacing` with the positions that give way.
  init(arena: [UInt8], starts: [UInt32], onReplacing: (Int) -> Void) {
    self.init(capacity: starts.count - 1)
    let (positionBits, mask, seed) = (positionBits, mask, seed)
    unsafe arena.withUnsafeBytes { arena in
      unsafe starts.withUnsafeBufferPointer { starts in
        unsafe slots.withUnsafeMutableBufferPointer { slots in
          var filling = unsafe IndexFilling(
            arena: arena, starts: starts, slots: slots, mask: mask, positionBits: positionBits,
            seed: seed)
          filling.fill(onReplacing)
        }
      }
    }
  }

  /// The hash of `key` in this index.
  @inline(__always)
  func hash(of key: UnsafeRawBufferPointer) -> UInt64 { unsafe ByteKeys.hash(key, seed: seed) }

  /// The same for a key of `count` bytes in sixteen that can be read.
  @inline(__always)
  func hash(readable key: UnsafeRawPointer, count: Int) -> UInt64 {
    unsafe ByteKeys.hash(readable: key, count: count, seed: seed)
  }

  /// For each of `hashes`, the first position that a key with it may have, or `UInt32.max`.
  func candidates(
    for hashes: UnsafeBufferPointer<UInt64>, into positions: UnsafeMutableBufferPointer<UInt32>
  ) {
    unsafe slots.withUnsafeBufferPointer { slots in
      for number in 0..<min(hashes.count, positions.count) {
        // SAFETY: `number` is below both counts, and masked slots are in bounds.
        let hash = unsafe hashes[number]
        let tag = UInt32(truncatingIfNeeded: hash >> 32) >> positionBits
        var index = Int(truncatingIfNeeded: hash) & mask
        var slot = unsafe slots[index]
        while slot != 0, slot >> positionBits != tag {
          index = (index + 1) & mask
          slot = unsafe slots[index]
        }
        unsafe positions[number] = slot == 0 ? .max : (slot & ~(UInt32.max << positionBits)) - 1
      }
    }
  }

  /// The slot of `key`, or the empty one where it would go.
  @inline(__always)
  private func slot(
    of key: UnsafeRawBufferPointer, hash: UInt64, arena: UnsafeRawBufferPointer, starts: [UInt32]
  ) -> (index: Int, tag: UInt32, position: Int?) {
    let tag = UInt32(truncatingIfNeeded: hash >> 32) >> positionBits
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[index]
      if slot == 0 { return (index, tag, nil) }
      if slot >> positionBits == tag {
        let position = Int(slot & ~(UInt32.max << positionBits)) - 1
        let token = unsafe ByteKeys.key(arena, at: position, starts)
        if unsafe ByteKeys.equal(key, token) { return (index, tag, position) }
      }
      index = (index + 1) & mask
    }
  }
}

extension Vocabulary {
  /// The position of the token that is exactly the bytes of `text` in `range`, found without a
  /// branch where it is short and not at the end.
  @inline(__always)
  func position(of text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    // SAFETY: slicing checks that the key is in the text.
    let key = unsafe UnsafeRawBufferPointer(rebasing: text[range])
    guard range.count <= 16, range.lowerBound &+ 16 <= text.count, let base = key.baseAddress
    else { return unsafe index.position(of: key, in: self) }
    // SAFETY: sixteen bytes from there on have just been found to be in the text.
    let hash = unsafe index.hash(readable: base, count: range.count)
    return unsafe index.position(of: key, hash: hash, in: self)
  }
}
