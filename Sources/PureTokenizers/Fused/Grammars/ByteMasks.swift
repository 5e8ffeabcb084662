/// Sixty-four bytes as bit masks: bit *i* of a mask tells something of byte *i*.
///
/// All bytes of a character carry the character's class. Masks of ASCII come from vector
/// comparisons; other characters are looked up one by one.
struct ByteMasks {
  var letters: UInt64 = 0
  var numbers: UInt64 = 0
  /// White space of any kind.
  var spaces: UInt64 = 0
  /// U+0020.
  var blanks: UInt64 = 0
  /// CR and LF.
  var newlines: UInt64 = 0
  var apostrophes: UInt64 = 0
  /// Bytes that continue a character.
  var continuations: UInt64 = 0
  /// The bytes that there are: all but in the last block.
  var present: UInt64 = ~0
  /// The first bytes of white space beyond ASCII that stands before something else.
  var lastWideSpaces: UInt64 = 0

  /// What is neither letter nor number nor white space.
  var others: UInt64 { present & ~(letters | numbers | spaces) }
  /// The first bytes of characters.
  var leads: UInt64 { present & ~continuations }
}

/// Makes masks of a text, block by block.
@safe struct ByteMaskReader {
  let text: UnsafePointer<UInt8>
  let count: Int
  /// The class bits that count as letters.
  let letterBits: UInt16
  /// Whether text ends at numbers, and numbers are what the Digits pre-tokenizer takes for them.
  let endsAtNumbers: Bool
  /// Masks that a character at the end of a block has set in the next one.
  private var carried = ByteMasks()

  init(
    text: UnsafePointer<UInt8>, count: Int, letterBits: UInt16, endsAtNumbers: Bool = false
  ) {
    unsafe self.text = text
    self.count = count
    self.letterBits = letterBits
    self.endsAtNumbers = endsAtNumbers
    carried.present = 0
  }

  /// The masks of the block that begins at `start`, which must be a multiple of 64 below `count`;
  /// blocks must be read in order.
  @inline(__always)
  mutating func block(at start: Int) -> ByteMasks {
    if start &+ 64 <= count {
      // SAFETY: the block's 64 bytes are in the text.
      return unsafe masks(of: text + start, at: start, present: ~0)
    }
    return lastBlock(at: start)
  }

  @inline(never)
  private mutating func lastBlock(at start: Int) -> ByteMasks {
    let rest = count &- start
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { padded in
      unsafe padded.initialize(repeating: 0)
      guard let base = padded.baseAddress else { return ByteMasks() }
      // SAFETY: `rest` bytes of the text are left, fewer than 64.
      unsafe base.update(from: text + start, count: rest)
      return unsafe masks(of: base, at: start, present: (1 &<< UInt64(rest)) &- 1)
    }
  }

  @inline(__always)
  private mutating func masks(
    of bytes: UnsafePointer<UInt8>, at start: Int, present: UInt64
  ) -> ByteMasks {
    var masks = carried
    masks.present = present
    var high: UInt64 = 0
    for quarter in 0..<4 {
      let shift = UInt64(quarter &* 16)
      // SAFETY: four vectors of 16 bytes are the block's 64.
      let bytes = unsafe UnsafeRawPointer(bytes).loadUnaligned(
        fromByteOffset: quarter &* 16, as: SIMD16<UInt8>.self)
      let lowered = bytes | Vector.caseBit
      masks.letters |= Vector.bits((lowered &- Vector.letterA) .< Vector.alphabet) &<< shift
      masks.numbers |= Vector.bits((bytes &- Vector.zero) .< Vector.ten) &<< shift
      let blanks = bytes .== Vector.blank
      masks.blanks |= Vector.bits(blanks) &<< shift
      masks.spaces |= Vector.bits(((bytes &- Vector.tab) .< Vector.five) .| blanks) &<< shift
      masks.newlines |=
        Vector.bits((bytes .== Vector.lineFeed) .| (bytes .== Vector.carriageReturn)) &<< shift
      masks.apostrophes |= Vector.bits(bytes .== Vector.apostrophe) &<< shift
      high |= Vector.bits(bytes .>= Vector.high) &<< shift
    }
    carried = ByteMasks()
    carried.present = 0
    if high != 0 { addWide(high, at: start, to: &masks) }
    masks.letters &= present
    masks.numbers &= present
    masks.spaces &= present
    return masks
  }

  /// Adds the characters beyond ASCII; what reaches into the next block is carried there.
  @inline(never)
  private mutating func addWide(_ high: UInt64, at start: Int, to masks: inout ByteMasks) {
    // The first bytes may continue a character of the block before, which has carried its masks.
    var rest = high & ~masks.continuations
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      let position = start &+ bit
      let scalar = wideScalar(at: position)
      let span = ((1 as UInt64) &<< UInt64(scalar.length)) &- 1
      let classes = ScalarClasses.shared.of(scalar.value)
      add(classes, span: span, bit: bit, next: position &+ scalar.length, to: &masks)
      let low = span &<< UInt64(bit)
      rest &= ~low
    }
  }

  @inline(__always)
  private mutating func add(
    _ classes: UInt16, span: UInt64, bit: Int, next: Int, to masks: inout ByteMasks
  ) {
    let low = span &<< UInt64(bit)
    let over = bit > 60 ? span &>> UInt64(64 &- bit) : 0
    let lead = (1 as UInt64) &<< UInt64(bit)
    masks.continuations |= low & ~lead
    carried.continuations |= over
    if classes & letterBits != 0 {
      masks.letters |= low
      carried.letters |= over
    } else if classes & (endsAtNumbers ? ScalarClasses.digit : ScalarClasses.number) != 0 {
      masks.numbers |= low
      carried.numbers |= over
    } else if classes & ScalarClasses.space != 0 {
      masks.spaces |= low
      carried.spaces |= over
      if next < count, !isSpace(at: next), !(endsAtNumbers && isNumber(at: next)) {
        masks.lastWideSpaces |= lead
      }
    }
  }

  private func isNumber(at position: Int) -> Bool {
    ScalarClasses.shared.of(scalar(at: position).value) & ScalarClasses.digit != 0
  }

  /// Whether the character at `position` is white space.
  func isSpace(at position: Int) -> Bool {
    let byte = unsafe text[position]
    if byte < 0x80 { return byte == 0x20 || byte &- 9 < 5 }
    return ScalarClasses.shared.of(wideScalar(at: position).value) & ScalarClasses.space != 0
  }

  /// The character of two to four bytes at `position`.
  @inline(__always)
  func wideScalar(at position: Int) -> DecodedScalar {
    // SAFETY: the text is UTF-8, so the bytes that the lead announces are there; positions are
    // held below `count` all the same.
    let lead = UInt32(unsafe text[position])
    let length = min(lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, count &- position)
    var value = lead & (0x7F &>> UInt32(length))
    for offset in 1..<max(length, 1) {
      value = value &<< 6 | UInt32(unsafe text[position &+ offset] & 0x3F)
    }
    return DecodedScalar(value: min(value, 0x10_FFFF), length: length)
  }

  /// The character at `position`; of length 0 at the end of the text.
  func scalar(at position: Int) -> DecodedScalar {
    guard position < count else { return DecodedScalar(value: 0, length: 0) }
    let byte = unsafe text[position]
    return byte < 0x80 ? DecodedScalar(value: UInt32(byte), length: 1) : wideScalar(at: position)
  }
}
