/// Sixty-four bytes as bit masks, as `ByteMasks`, for grammars that tell letters by their case.
struct CasedMasks {
  /// Letters and marks.
  var letters: UInt64 = 0
  /// Those in upper or title case.
  var uppers: UInt64 = 0
  /// Those in lower case; the rest has no case.
  var lowers: UInt64 = 0
  var numbers: UInt64 = 0
  /// White space of any kind.
  var spaces: UInt64 = 0
  /// U+0020.
  var blanks: UInt64 = 0
  /// CR and LF.
  var newlines: UInt64 = 0
  var slashes: UInt64 = 0
  var apostrophes: UInt64 = 0
  /// Chinese letters, where they are no letters.
  var chinese: UInt64 = 0
  /// Bytes that continue a character.
  var continuations: UInt64 = 0
  /// The bytes that there are: all but in the last block.
  var present: UInt64 = ~0
  /// The first bytes of white space beyond ASCII that stands before something else.
  var lastWideSpaces: UInt64 = 0
  /// The first bytes of marks.
  var marks: UInt64 = 0
  /// The first bytes of Chinese characters that are no letters.
  var oddities: UInt64 = 0

  /// What is nothing of the above.
  var others: UInt64 { present & ~(letters | numbers | spaces | chinese) }
  /// The first bytes of characters.
  var leads: UInt64 { present & ~continuations }
}

/// Makes masks of a text, block by block.
@safe struct CasedMaskReader {
  let plain: ByteMaskReader
  private let separatesChinese: Bool
  /// Masks that a character at the end of a block has set in the next one.
  private var carried = CasedMasks()

  init(text: UnsafePointer<UInt8>, count: Int, separatesChinese: Bool) {
    unsafe plain = ByteMaskReader(text: text, count: count, letterBits: 0)
    self.separatesChinese = separatesChinese
  }

  /// Forgets the block before: the next one begins with a character.
  mutating func restart() { carried = CasedMasks() }

  /// The masks of the block that begins at `start`, which must be below `count`; blocks must be
  /// read in order.
  @inline(__always)
  mutating func block(at start: Int) -> CasedMasks {
    if start &+ 64 <= plain.count {
      // SAFETY: the block's 64 bytes are in the text.
      return unsafe masks(of: plain.text + start, at: start, present: ~0)
    }
    return lastBlock(at: start)
  }

  @inline(never)
  private mutating func lastBlock(at start: Int) -> CasedMasks {
    let rest = plain.count &- start
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { padded in
      unsafe padded.initialize(repeating: 0)
      for index in 0..<rest { unsafe padded[index] = plain.text[start &+ index] }
      guard let base = padded.baseAddress else { return CasedMasks() }
      return unsafe masks(of: base, at: start, present: (1 &<< UInt64(rest)) &- 1)
    }
  }

  @inline(__always)
  private mutating func masks(
    of bytes: UnsafePointer<UInt8>, at start: Int, present: UInt64
  ) -> CasedMasks {
    var masks = carried
    masks.present = present
    var high: UInt64 = 0
    var (letters, uppers) = (0 as UInt64, 0 as UInt64)
    for quarter in 0..<4 {
      let shift = UInt64(quarter &* 16)
      // SAFETY: four vectors of 16 bytes are the block's 64.
      let bytes = unsafe UnsafeRawPointer(bytes).loadUnaligned(
        fromByteOffset: quarter &* 16, as: SIMD16<UInt8>.self)
      let lowered = bytes | Vector.caseBit
      letters |= Vector.bits((lowered &- Vector.letterA) .< Vector.alphabet) &<< shift
      uppers |= Vector.bits((bytes &- Vector.upperA) .< Vector.alphabet) &<< shift
      masks.numbers |= Vector.bits((bytes &- Vector.zero) .< Vector.ten) &<< shift
      let blanks = bytes .== Vector.blank
      masks.blanks |= Vector.bits(blanks) &<< shift
      masks.spaces |= Vector.bits(((bytes &- Vector.tab) .< Vector.five) .| blanks) &<< shift
      masks.newlines |=
        Vector.bits((bytes .== Vector.lineFeed) .| (bytes .== Vector.carriageReturn)) &<< shift
      masks.slashes |= Vector.bits(bytes .== Vector.slash) &<< shift
      masks.apostrophes |= Vector.bits(bytes .== Vector.apostrophe) &<< shift
      high |= Vector.bits(bytes .>= Vector.high) &<< shift
    }
    masks.letters |= letters
    masks.uppers |= uppers
    masks.lowers |= letters & ~uppers
    carried = CasedMasks()
    if high != 0 { addWide(high, at: start, to: &masks) }
    return masks
  }

  /// Adds the characters beyond ASCII; what reaches into the next block is carried there.
  @inline(never)
  private mutating func addWide(_ high: UInt64, at start: Int, to masks: inout CasedMasks) {
    // The first bytes may continue a character of the block before, which has carried its masks.
    var rest = high & ~masks.continuations
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      let position = start &+ bit
      let scalar = plain.wideScalar(at: position)
      let span = ((1 as UInt64) &<< UInt64(scalar.length)) &- 1
      let low = span &<< UInt64(bit)
      let over = bit > 60 ? span &>> UInt64(64 &- bit) : 0
      let classes = ScalarClasses.shared.of(scalar.value)
      add(classes, low, over, lead: 1 &<< UInt64(bit), next: position &+ scalar.length, to: &masks)
      rest &= ~low
    }
  }

  @inline(__always)
  private mutating func add(
    _ classes: UInt16, _ low: UInt64, _ over: UInt64, lead: UInt64, next: Int,
    to masks: inout CasedMasks
  ) {
    masks.continuations |= low & ~lead
    carried.continuations |= over
    if separatesChinese, classes & ScalarClasses.han != 0 {
      if classes & ScalarClasses.letter != 0 {
        masks.chinese |= low
        carried.chinese |= over
        return
      }
      masks.oddities |= lead
    }
    if classes & (ScalarClasses.letter | ScalarClasses.mark) != 0 {
      masks.letters |= low
      carried.letters |= over
      if classes & ScalarClasses.upper != 0 {
        masks.uppers |= low
        carried.uppers |= over
      } else if classes & ScalarClasses.lower != 0 {
        masks.lowers |= low
        carried.lowers |= over
      } else if classes & ScalarClasses.mark != 0 {
        masks.marks |= lead
      }
    } else if classes & ScalarClasses.number != 0 {
      masks.numbers |= low
      carried.numbers |= over
    } else if classes & ScalarClasses.space != 0 {
      masks.spaces |= low
      carried.spaces |= over
      if next < plain.count, !plain.isSpace(at: next) { masks.lastWideSpaces |= lead }
    }
  }
}
