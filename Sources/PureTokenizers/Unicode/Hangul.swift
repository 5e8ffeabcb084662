/// Korean syllables, which decompose and compose by arithmetic (Unicode Standard, section 3.12).
enum Hangul {
  /// The precomposed syllables.
  static let syllables: ClosedRange<UInt32> = 0xAC00...0xD7A3

  private static let firstLeading: UInt32 = 0x1100
  private static let firstVowel: UInt32 = 0x1161
  /// One before the first trailing consonant, so that index 0 means none.
  private static let trailingBase: UInt32 = 0x11A7
  private static let leadingCount: UInt32 = 19
  private static let vowelCount: UInt32 = 21
  private static let trailingCount: UInt32 = 28

  /// The vowels and trailing consonants, which may compose with what comes before them.
  static let composingJamo: [ClosedRange<UInt32>] = [0x1161...0x1175, 0x11A8...0x11C2]

  /// The jamo of a syllable; `trailing` is nil when it ends in a vowel.
  static func decompose(
    _ syllable: UInt32
  ) -> (leading: UInt32, vowel: UInt32, trailing: UInt32?) {
    let index = syllable - syllables.lowerBound
    let trailing = index % trailingCount
    return (
      firstLeading + index / (vowelCount * trailingCount),
      firstVowel + index / trailingCount % vowelCount,
      trailing == 0 ? nil : trailingBase + trailing
    )
  }

  /// The syllable that two jamo, or a syllable without an end and a trailing consonant, make.
  static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    let leading = first &- firstLeading
    let vowel = second &- firstVowel
    if leading < leadingCount, vowel < vowelCount {
      return syllables.lowerBound + (leading * vowelCount + vowel) * trailingCount
    }
    let trailing = second &- trailingBase
    guard syllables.contains(first), (first - syllables.lowerBound) % trailingCount == 0,
      trailing > 0, trailing < trailingCount
    else { return nil }
    return first + trailing
  }
}
