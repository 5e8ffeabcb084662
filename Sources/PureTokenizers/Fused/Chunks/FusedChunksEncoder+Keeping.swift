/// Which chunks have a place in the table, and which are kept with the long ones.
extension FusedChunksEncoder {
  /// Keeps the ids in `found`, which are those of `chunk`.
  mutating func keep(_ chunk: UnsafeRawBufferPointer, isKnown: Bool) {
    let isWordless = found.ids.isEmpty && !pieces.elements.isEmpty
    unsafe found.ids.withUnsafeBufferPointer { ids in
      var isKept = false
      if chunk.count <= WordTable.largestLength, ids.count <= WordTable.largestCount, !isWordless {
        unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: WordTable.largestCount) {
          unsafe _ = $0.initialize(fromContentsOf: ids)
          if !ids.isEmpty, placesTokens { unsafe $0[0] = ChunkSlot(unplaced: ids[0]).bits }
          let slots = unsafe UnsafeBufferPointer(rebasing: $0[..<ids.count])
          isKept = unsafe keep(chunk, slots: slots, isKnown: isKnown)
        }
      }
      if !isKept, !isKnown { unsafe longChunks.insert(chunk, ids: ids) }
    }
  }

  /// Keeps what is in the slots of a short chunk in the table; false when it had better be kept
  /// among the long ones, or, as `isKnown` says, already is and may stay there.
  ///
  /// Of a large table's lines some hundred have more than two chunks, which would push each other
  /// out for ever: of T5's time for known text, a fifth went into chunks that had been seen.
  mutating func keep(
    _ chunk: UnsafeRawBufferPointer, slots: UnsafeBufferPointer<UInt32>, isKnown: Bool
  ) -> Bool {
    let key = unsafe WordKey(chunk)
    if unsafe table.replace(key, ids: slots) { return true }
    guard isKnown || !isTableLarge || !table.isFull(at: key) else { return false }
    unsafe table.insert(key, ids: slots)
    return true
  }

  private var isTableLarge: Bool { table.lineCount >= 1 << 16 }

  /// Whether a chunk of `length` bytes that is known among the long ones may push another out of
  /// the table: one of 64 may, so that those that come often have a place there in the end.
  mutating func isTurn(of length: Int) -> Bool {
    guard length <= WordTable.largestLength, isTableLarge else { return false }
    turns &+= 1
    return turns & 63 == 0
  }
}
