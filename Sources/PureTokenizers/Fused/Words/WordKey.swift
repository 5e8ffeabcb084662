/// The key of a word: its bytes, padded with zeros, and its length in the uppermost byte.
struct WordKey: Sendable {
  var low: UInt64 = 0
  var high: UInt64 = 0
  /// The line of the `WordTable` where the word can be, as an index of 64-bit words.
  var line: Int = 0

  /// A word that is too long for a key: equal to no key, because 0xFF is in no UTF-8.
  static let long = WordKey(low: 0, high: ~0, line: 0)
}

extension WordKey {
  /// For each length of a word up to 15, what to keep of the first and of the next eight bytes.
  static let masks: [UInt64] = (0...15).flatMap { (length: Int) -> [UInt64] in
    let low = length >= 8 ? UInt64.max : (1 << UInt64(8 * length)) - 1
    let high: UInt64 = length <= 8 ? 0 : (1 << UInt64(8 * length - 64)) - 1
    return [low, high]
  }

  /// A function of its own, so that all that the loop needs stays in registers: inlined, the later
  /// passes over GPT-2's English were slower by 6 %.
  @inline(never)
  static func make(
    _ count: Int, _ starts: UnsafePointer<UInt32>, _ keys: UnsafeMutablePointer<WordKey>,
    _ masks: UnsafePointer<UInt64>, _ text: UnsafeRawPointer, readable: Int,
    _ lines: UnsafeMutablePointer<UInt64>, _ lineMask: UInt64
  ) {
    var start = unsafe Int(starts[0])
    for word in 0..<count {
      let next = unsafe Int(starts[word &+ 1])
      let length = next &- start
      if length <= WordTable.largestLength, start &+ 16 <= readable {
        let low = unsafe text.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
        let high = unsafe text.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self)
          .littleEndian
        let key = unsafe (
          low & masks[2 &* length],
          high & masks[2 &* length &+ 1] | UInt64(truncatingIfNeeded: length) &<< 56
        )
        let line = WordTable.hash(key.0, key.1) & lineMask
        let place = Int(truncatingIfNeeded: line &<< 3)
        unsafe Vector.prefetch(lines + place)
        unsafe keys[word] = WordKey(low: key.0, high: key.1, line: place)
      } else {
        let bytes = unsafe UnsafeRawBufferPointer(start: text + start, count: length)
        unsafe keys[word] = rare(bytes, lineMask: lineMask)
      }
      start = next
    }
  }

  /// The key of a word that is long, or that stands where no 16 bytes can be read.
  @inline(never)
  private static func rare(_ word: UnsafeRawBufferPointer, lineMask: UInt64) -> WordKey {
    guard word.count <= WordTable.largestLength else { return .long }
    var key = unsafe WordKey(word)
    let line = WordTable.hash(key.low, key.high) & lineMask
    key.line = Int(truncatingIfNeeded: line &<< 3)
    return key
  }

  /// The key of a word of at most 15 bytes, without its line.
  init(_ word: UnsafeRawBufferPointer) {
    high = UInt64(word.count) << 56
    for index in 0..<word.count {
      let byte = unsafe UInt64(word[index])
      if index < 8 {
        low |= byte << UInt64(8 * index)
      } else {
        high |= byte << UInt64(8 * index - 64)
      }
    }
  }
}
