/// Sixty-four bytes as bit masks, as `ByteMasks`, for grammars that tell letters by their case.
struct CasedMasks: BlockMasks {
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
struct CasedMaskReader {
  let text: BlockText
  private let separatesChinese: Bool
  /// Masks that a character at the end of a block has set in the next one.
  private var carried = CasedMasks()

  init(_ text: BlockText, separatesChinese: Bool) {
    self.text = text
    self.separatesChinese = separatesChinese
  }

  /// Forgets the block before: the next one begins with a character.
  mutating func restart() { carried = CasedMasks() }

  /// The masks of the block that begins at `start`, which must be below the count; blocks must be
  /// read in order.
  @inline(__always)
  mutating func block(at start: Int) -> CasedMasks {
    unsafe text.masks(at: start) { unsafe masks(of: $0, at: start, present: $1) }
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

  /// Adds the characters beyond ASCII.
  @inline(never)
  private mutating func addWide(_ high: UInt64, at start: Int, to masks: inout CasedMasks) {
    var next = CasedMasks()
    text.forEachWide(high, at: start, &masks, &next) { character, masks, carried in
      let classes = ScalarClasses.shared.of(character.scalar)
      if separatesChinese, classes & ScalarClasses.han != 0 {
        if classes & ScalarClasses.letter != 0 {
          masks.chinese |= character.bytes
          carried.chinese |= character.carriedBytes
          return
        }
        masks.oddities |= character.lead
      }
      if classes & (ScalarClasses.letter | ScalarClasses.mark) != 0 {
        Self.addLetter(character, classes, &masks, &carried)
      } else if classes & ScalarClasses.number != 0 {
        masks.numbers |= character.bytes
        carried.numbers |= character.carriedBytes
      } else if classes & ScalarClasses.space != 0 {
        masks.spaces |= character.bytes
        carried.spaces |= character.carriedBytes
        let isLast = character.next < text.count && !text.isSpace(at: character.next)
        if isLast { masks.lastWideSpaces |= character.lead }
      }
    }
    carried = next
  }

  @inline(__always)
  private static func addLetter(
    _ character: WideCharacter, _ classes: UInt16, _ masks: inout CasedMasks,
    _ carried: inout CasedMasks
  ) {
    masks.letters |= character.bytes
    carried.letters |= character.carriedBytes
    if classes & ScalarClasses.upper != 0 {
      masks.uppers |= character.bytes
      carried.uppers |= character.carriedBytes
    } else if classes & ScalarClasses.lower != 0 {
      masks.lowers |= character.bytes
      carried.lowers |= character.carriedBytes
    } else if classes & ScalarClasses.mark != 0 {
      masks.marks |= character.lead
    }
  }
}
