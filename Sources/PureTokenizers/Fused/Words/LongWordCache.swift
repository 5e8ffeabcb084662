/// The ids of words that have no place in a `WordTable`: longer ones, and those of many ids.
///
/// A word is found by a hash of its bytes and compared byte by byte. The cache grows; when the
/// memory it may take is full, everything is forgotten.
struct LongWordCache: Sendable {
  /// Longer words are not kept.
  static let largestLength = 128
  private static let smallestSlotCount = 1 << 13
  private let largestSlotCount: Int

  private struct Slot {
    var hash: UInt64 = 0
    var bytes: UInt32 = 0
    var ids: UInt32 = 0
    var length: UInt16 = 0
    var count: UInt16 = 0
  }

  private var slots: [Slot] = []
  /// A bit for each hash of a word that would be short enough for a `WordTable`, and is here for its
  /// many ids: few are, and every new short word is looked for.
  private var shortWords = [UInt64](repeating: 0, count: 1 << 8)
  private var bytes: [UInt8] = []
  private(set) var ids: [TokenID] = []
  private var used = 0

  /// A cache of at most half as many words as `largestSlotCount`, a power of two.
  init(largestSlotCount: Int = smallestSlotCount) { self.largestSlotCount = largestSlotCount }

  /// Where in `ids` the ids of a word are, or nil.
  func range(of word: UnsafeRawBufferPointer) -> Range<Int>? {
    guard !slots.isEmpty, word.count <= Self.largestLength else { return nil }
    let hash = unsafe ByteKeys.hash(word, seed: 0x5851_F42D_4C95_7F2D)
    let (block, bit) = Self.filterPlace(hash)
    guard word.count > WordTable.largestLength || shortWords[block] & bit != 0 else { return nil }
    var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[index].length > 0 {
      let slot = slots[index]
      if slot.hash == hash, Int(slot.length) == word.count,
        unsafe isWord(word, at: Int(slot.bytes))
      {
        return Int(slot.ids)..<Int(slot.ids) + Int(slot.count)
      }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isWord(_ word: UnsafeRawBufferPointer, at start: Int) -> Bool {
    unsafe bytes.withUnsafeBytes { bytes in
      // SAFETY: a slot's bytes are in `bytes` in full.
      unsafe ByteKeys.equal(
        word, UnsafeRawBufferPointer(rebasing: bytes[start..<start + word.count]))
    }
  }

  /// Keeps the ids of a word.
  mutating func insert(_ word: UnsafeRawBufferPointer, ids added: UnsafeBufferPointer<TokenID>) {
    guard unsafe !word.isEmpty, word.count <= Self.largestLength else { return }
    makeRoom()
    let hash = unsafe ByteKeys.hash(word, seed: 0x5851_F42D_4C95_7F2D)
    var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[index].length > 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = Slot(
      hash: hash, bytes: UInt32(bytes.count), ids: UInt32(ids.count),
      length: UInt16(word.count), count: UInt16(added.count))
    if word.count <= WordTable.largestLength {
      let (block, bit) = Self.filterPlace(hash)
      shortWords[block] |= bit
    }
    unsafe bytes.append(contentsOf: word)
    unsafe ids.append(contentsOf: added)
    used += 1
  }

  @inline(__always)
  private static func filterPlace(_ hash: UInt64) -> (block: Int, bit: UInt64) {
    (Int(truncatingIfNeeded: hash &>> 56), 1 &<< (hash &>> 50 & 63))
  }

  /// Makes sure that half of the slots are free, and that 32 bytes for each slot are not exceeded.
  private mutating func makeRoom() {
    if used < slots.count / 2, bytes.count < slots.count * 32 { return }
    guard !slots.isEmpty, slots.count < largestSlotCount else { return removeAll() }
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.length > 0 {
      var index = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
      while slots[index].length > 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = slot
    }
  }

  private mutating func removeAll() {
    let count = max(slots.count, Self.smallestSlotCount)
    slots = [Slot](repeating: Slot(), count: count)
    for block in shortWords.indices { shortWords[block] = 0 }
    bytes.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    used = 0
  }
}
