/// Sixty-four bytes as bit masks, as `ByteMasks`, for the grammar of DeepSeek.
struct DeepSeekMasks: BlockMasks {
  /// Letters and marks that are not in `kana`.
  var letters: UInt64 = 0
  var asciiLetters: UInt64 = 0
  var numbers: UInt64 = 0
  /// What the second stage cuts off: U+4E00–9FA5 and U+3040–30FF.
  var kana: UInt64 = 0
  /// Punctuation and symbols.
  var signs: UInt64 = 0
  /// White space of any kind.
  var spaces: UInt64 = 0
  /// U+0020.
  var blanks: UInt64 = 0
  /// CR and LF.
  var newlines: UInt64 = 0
  /// Bytes that continue a character.
  var continuations: UInt64 = 0
  /// The bytes that there are: all but in the last block.
  var present: UInt64 = ~0
  /// The first bytes of white space beyond ASCII that stands before something else.
  var lastWideSpaces: UInt64 = 0
  /// Bytes beyond ASCII.
  var wide: UInt64 = 0

  /// The first bytes of signs that the second stage cuts off, and the third once more: `・`.
  var kanaSigns: UInt64 = 0

  /// Those, and what is nothing of the above: controls, joiners, what is not assigned.
  var oddities: UInt64 {
    kanaSigns | leads & ~(letters | numbers | kana | signs | spaces)
  }
  /// The first bytes of characters.
  var leads: UInt64 { present & ~continuations }
}

/// Makes masks of a text, block by block.
struct DeepSeekMaskReader {
  let text: BlockText
  /// Masks that a character at the end of a block has set in the next one.
  private var carried = DeepSeekMasks()

  init(_ text: BlockText) { self.text = text }

  /// Forgets the block before: the next one begins with a character.
  mutating func restart() { carried = DeepSeekMasks() }

  /// The masks of the block that begins at `start`, which must be below the count; blocks must be
  /// read in order.
  @inline(__always)
  mutating func block(at start: Int) -> DeepSeekMasks {
    unsafe text.masks(at: start) { unsafe masks(of: $0, at: start, present: $1) }
  }

  @inline(__always)
  private mutating func masks(
    of bytes: UnsafePointer<UInt8>, at start: Int, present: UInt64
  ) -> DeepSeekMasks {
    var masks = carried
    masks.present = present
    var (high, letters, seen) = (0 as UInt64, 0 as UInt64, 0 as UInt64)
    for quarter in 0..<4 {
      let shift = UInt64(quarter &* 16)
      // SAFETY: four vectors of 16 bytes are the block's 64.
      let bytes = unsafe UnsafeRawPointer(bytes).loadUnaligned(
        fromByteOffset: quarter &* 16, as: SIMD16<UInt8>.self)
      let lowered = bytes | Vector.caseBit
      letters |= Vector.bits((lowered &- Vector.letterA) .< Vector.alphabet) &<< shift
      masks.numbers |= Vector.bits((bytes &- Vector.zero) .< Vector.ten) &<< shift
      let blanks = bytes .== Vector.blank
      masks.blanks |= Vector.bits(blanks) &<< shift
      masks.spaces |= Vector.bits(((bytes &- Vector.tab) .< Vector.five) .| blanks) &<< shift
      masks.newlines |=
        Vector.bits((bytes .== Vector.lineFeed) .| (bytes .== Vector.carriageReturn)) &<< shift
      seen |= Vector.bits((bytes &- Vector.firstSeen) .< Vector.seenCount) &<< shift
      high |= Vector.bits(bytes .>= Vector.high) &<< shift
    }
    masks.signs |= seen & ~(letters | masks.numbers)
    masks.letters |= letters
    masks.asciiLetters = letters
    masks.wide = high
    carried = DeepSeekMasks()
    if high != 0 { addWide(high, at: start, to: &masks) }
    return masks
  }

  /// Adds the characters beyond ASCII.
  @inline(never)
  private mutating func addWide(_ high: UInt64, at start: Int, to masks: inout DeepSeekMasks) {
    var next = DeepSeekMasks()
    text.forEachWide(high, at: start, &masks, &next) { character, masks, carried in
      if DeepSeekGrammar.isKana(character.scalar) {
        masks.kana |= character.bytes
        carried.kana |= character.carriedBytes
        // All Chinese characters are letters.
        if character.scalar < 0x4E00, !Self.isLetter(character.scalar) {
          masks.kanaSigns |= character.lead
        }
        return
      }
      let classes = ScalarClasses.shared.of(character.scalar)
      if classes & (ScalarClasses.letter | ScalarClasses.mark) != 0 {
        masks.letters |= character.bytes
        carried.letters |= character.carriedBytes
      } else if classes & ScalarClasses.number != 0 {
        masks.numbers |= character.bytes
        carried.numbers |= character.carriedBytes
      } else if classes & ScalarClasses.sign != 0 {
        masks.signs |= character.bytes
        carried.signs |= character.carriedBytes
      } else if classes & ScalarClasses.space != 0 {
        masks.spaces |= character.bytes
        carried.spaces |= character.carriedBytes
        if isText(at: character.next) { masks.lastWideSpaces |= character.lead }
      }
    }
    carried = next
  }

  private static func isLetter(_ scalar: UInt32) -> Bool {
    ScalarClasses.shared.of(scalar) & (ScalarClasses.letter | ScalarClasses.mark) != 0
  }

  /// Whether there is a character at `position` that goes on with what is before it: it is no white
  /// space, and no earlier stage cuts it off.
  private func isText(at position: Int) -> Bool {
    guard position < text.count else { return false }
    let scalar = text.scalar(at: position).value
    let classes = ScalarClasses.shared.of(scalar)
    return classes & (ScalarClasses.space | ScalarClasses.number) == 0
      && !DeepSeekGrammar.isKana(scalar)
  }
}
