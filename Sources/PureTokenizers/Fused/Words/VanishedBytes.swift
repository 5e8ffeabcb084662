/// Where tokens stand in a word of which some bytes are no tokens, and so have vanished.
///
/// Hugging Face counts on from token to token in the UTF-8 of the byte characters, as if nothing
/// had vanished: later tokens seem to stand too early, and may begin inside a byte character. The
/// golden files of `bytelevel-no-alphabet` pin it.
enum VanishedBytes {
  /// The bytes of the word that tokens of these lengths in its spelling stand for.
  static func ranges(_ lengths: [UInt32], in spelling: [UInt8]) -> [Range<Int>] {
    var places: [Int] = []
    var place = -1
    for byte in spelling {
      if byte & 0xC0 != 0x80 { place += 1 }
      places.append(place)
    }
    var end = 0
    return lengths.map { length in
      let start = end
      end += Int(length)
      guard end > start, end <= places.count else { return 0..<0 }
      return places[start]..<places[end - 1] + 1
    }
  }
}
