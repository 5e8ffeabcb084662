/// Sixty-four bytes as bit masks, as `ByteMasks`, for the grammar of DeepSeek.
struct DeepSeekMasks {
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
@safe struct DeepSeekMaskReader {
  let plain: ByteMaskReader
  /// Masks that a character at the end of a block has set in the next one.
  private var carried = DeepSeekMasks()

  init(text: UnsafePointer<UInt8>, count: Int) {
    unsafe plain = ByteMaskReader(text: text, count: count, letterBits: 0)
  }

  /// Forgets the block before: the next one begins with a character.
  mutating func restart() { carried = DeepSeekMasks() }

  /// The masks of the block that begins at `start`, which must be below `count`; blocks must be
  /// read in order.
  @inline(__always)
  mutating func block(at start: Int) -> DeepSeekMasks {
    if start &+ 64 <= plain.count {
      // SAFETY: the block's 64 bytes are in the text.
      return unsafe masks(of: plain.text + start, at: start, present: ~0)
    }
    return lastBlock(at: start)
  }

  @inline(never)
  private mutating func lastBlock(at start: Int) -> DeepSeekMasks {
    let rest = plain.count &- start
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { padded in
      unsafe padded.initialize(repeating: 0)
      for index in 0..<rest { unsafe padded[index] = plain.text[start &+ index] }
      guard let base = padded.baseAddress else { return DeepSeekMasks() }
      return unsafe masks(of: base, at: start, present: (1 &<< UInt64(rest)) &- 1)
    }
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

  /// Adds the characters beyond ASCII; what reaches into the next block is carried there.
  @inline(never)
  private mutating func addWide(_ high: UInt64, at start: Int, to masks: inout DeepSeekMasks) {
    // The first bytes may continue a character of the block before, which has carried its masks.
    var rest = high & ~masks.continuations
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      let position = start &+ bit
      let scalar = plain.wideScalar(at: position)
      let span = ((1 as UInt64) &<< UInt64(scalar.length)) &- 1
      let low = span &<< UInt64(bit)
      let over = bit > 60 ? span &>> UInt64(64 &- bit) : 0
      let lead = (1 as UInt64) &<< UInt64(bit)
      masks.continuations |= low & ~lead
      carried.continuations |= over
      add(scalar.value, low, over, lead: lead, next: position &+ scalar.length, to: &masks)
      rest &= ~low
    }
  }

  @inline(__always)
  private mutating func add(
    _ scalar: UInt32, _ low: UInt64, _ over: UInt64, lead: UInt64, next: Int,
    to masks: inout DeepSeekMasks
  ) {
    let classes = ScalarClasses.shared.of(scalar)
    if DeepSeekGrammar.isKana(scalar) {
      masks.kana |= low
      carried.kana |= over
      if classes & (ScalarClasses.letter | ScalarClasses.mark) == 0 { masks.kanaSigns |= lead }
    } else if classes & (ScalarClasses.letter | ScalarClasses.mark) != 0 {
      masks.letters |= low
      carried.letters |= over
    } else if classes & ScalarClasses.number != 0 {
      masks.numbers |= low
      carried.numbers |= over
    } else if classes & ScalarClasses.sign != 0 {
      masks.signs |= low
      carried.signs |= over
    } else if classes & ScalarClasses.space != 0 {
      masks.spaces |= low
      carried.spaces |= over
      if next < plain.count, isText(at: next) { masks.lastWideSpaces |= lead }
    }
  }

  /// Whether the character at `position` goes on with what is before it: it is no white space, and
  /// no earlier stage cuts it off.
  private func isText(at position: Int) -> Bool {
    let scalar = plain.scalar(at: position).value
    let classes = ScalarClasses.shared.of(scalar)
    return classes & (ScalarClasses.space | ScalarClasses.number) == 0
      && !DeepSeekGrammar.isKana(scalar)
  }
}
