/// Sixty-four bytes as bit masks: bit *i* of a mask tells something of byte *i*.
///
/// All bytes of a character carry the character's class. Masks of ASCII come from vector
/// comparisons; other characters are looked up one by one, and what they set in the next block is
/// carried there.
struct ByteMasks: BlockMasks {
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
struct ByteMaskReader {
  let text: BlockText
  /// The class bits that count as letters.
  private let letterBits: UInt16
  /// Whether text ends at numbers, and numbers are what the Digits pre-tokenizer takes for them.
  private let endsAtNumbers: Bool
  /// Masks that a character at the end of a block has set in the next one.
  private var carried = ByteMasks()

  init(_ text: BlockText, letterBits: UInt16, endsAtNumbers: Bool) {
    self.text = text
    self.letterBits = letterBits
    self.endsAtNumbers = endsAtNumbers
  }

  /// The masks of the block that begins at `start`, which must be a multiple of 64 below the count;
  /// blocks must be read in order.
  @inline(__always)
  mutating func block(at start: Int) -> ByteMasks {
    unsafe text.masks(at: start) { unsafe masks(of: $0, at: start, present: $1) }
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
    if high != 0 { addWide(high, at: start, to: &masks) }
    masks.letters &= present
    masks.numbers &= present
    masks.spaces &= present
    return masks
  }

  /// Adds the characters beyond ASCII.
  @inline(never)
  private mutating func addWide(_ high: UInt64, at start: Int, to masks: inout ByteMasks) {
    var next = ByteMasks()
    text.forEachWide(high, at: start, &masks, &next) { character, masks, carried in
      let classes = ScalarClasses.shared.of(character.scalar)
      if classes & letterBits != 0 {
        masks.letters |= character.bytes
        carried.letters |= character.carriedBytes
      } else if classes & (endsAtNumbers ? ScalarClasses.digit : ScalarClasses.number) != 0 {
        masks.numbers |= character.bytes
        carried.numbers |= character.carriedBytes
      } else if classes & ScalarClasses.space != 0 {
        masks.spaces |= character.bytes
        carried.spaces |= character.carriedBytes
        if isText(at: character.next) { masks.lastWideSpaces |= character.lead }
      }
    }
    carried = next
  }

  /// Whether there is a character at `position` that goes on with what is before it.
  private func isText(at position: Int) -> Bool {
    guard position < text.count, !text.isSpace(at: position) else { return false }
    return !endsAtNumbers
      || ScalarClasses.shared.of(text.scalar(at: position).value) & ScalarClasses.digit == 0
  }
}
