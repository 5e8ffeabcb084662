/// The grammar of cl100k and its many descendants (Llama 3, Qwen, GLM, phi-4):
///
///     (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}
///       | ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
///
/// A word may take the one sign or white space before it as its first character, if no word
/// before has taken that; signs take the newlines after them; white space ends after its last
/// newline.
struct CL100KGrammar: WordGrammar {
  /// How many numbers stand together at most: 3, or 1 as in Qwen.
  var largestNumberGroup: Int
  /// Whether marks count as letters, as in Qwen 3.5.
  var marksAreLetters = false

  var letterBits: UInt16 {
    marksAreLetters ? ScalarClasses.letter | ScalarClasses.mark : ScalarClasses.letter
  }

  func words(of text: UnsafePointer<UInt8>, count: Int) -> CL100KWords {
    unsafe CL100KWords(WordScanner(self, text: text, count: count))
  }

  @inline(__always)
  func starts(
    in block: ByteMasks, at position: Int, nextIsText: Bool, _ carry: inout WordCarry,
    _ text: BlockText
  ) -> UInt64 {
    let leads = block.leads
    let others = block.others
    let afterLetter = block.letters &<< 1 | carry.letter
    let afterOther = others &<< 1 | carry.other
    let afterBlank = block.blanks &<< 1 | carry.blank
    let afterSpace = block.spaces &<< 1 | carry.space
    let afterNewline = block.newlines &<< 1 | carry.newline

    let signs = others & leads & ~afterOther & ~afterBlank
    let afterSign = BitFlow.afterCharacters(signs, block.continuations, &carry.afterSign)
    let letters =
      block.letters & leads & ~afterLetter & ~afterSign & ~(afterSpace & ~afterNewline)
    let numbers = carry.groups.starts(
      of: block.numbers, leads: leads, largest: largestNumberGroup)

    let attached = attachedNewlines(in: block, afterOther, &carry)
    let spaces = block.spaces & ~attached
    let afterFreeSpace = afterSpace & ~(attached &<< 1 | carry.attachedEnd)
    carry.attachedEnd = attached &>> 63
    let visible = block.present & ~block.spaces
    let beforeText = visible &>> 1 | (nextIsText ? 1 &<< 63 : 0)
    let narrow = spaces & ~block.continuations & ~(block.continuations &>> 1)
    let lastSpaces = (narrow & beforeText | block.lastWideSpaces) & ~block.newlines
    var gaps = spaces & leads & (~afterFreeSpace | lastSpaces)
    let afterLine = spaces & leads & ~block.newlines & afterNewline & afterFreeSpace & ~gaps
    if afterLine != 0 { gaps |= text.lastLines(afterLine, at: position) }

    var starts = signs | letters | numbers | gaps
    starts = (starts | carry.forced) & ~carry.cleared
    carry.forced = 0
    carry.cleared = 0
    let contractions = starts & signs & block.apostrophes
    if contractions != 0 {
      starts = Contractions.anyCase.cut(starts, contractions, at: position, &carry, text)
    }
    carry.close(block)
    return starts & block.present
  }

  /// The newlines right after signs.
  @inline(__always)
  private func attachedNewlines(
    in block: ByteMasks, _ afterOther: UInt64, _ carry: inout WordCarry
  ) -> UInt64 {
    let first = block.newlines & (afterOther | carry.attachedNewline)
    let (sum, overflow) = block.newlines.addingReportingOverflow(first)
    carry.attachedNewline = overflow ? 1 : 0
    return first == 0 ? 0 : block.newlines & ~sum
  }
}

extension BlockText {
  /// Of white space right after a newline, that which no newline follows in the same white space.
  @inline(never)
  func lastLines(_ candidates: UInt64, at position: Int) -> UInt64 {
    var result: UInt64 = 0
    var rest = candidates
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest &- 1
      if !newlineFollows(position &+ bit) { result |= 1 &<< UInt64(bit) }
    }
    return result
  }

  /// Whether a newline stands in the white space that begins at `position`.
  @inline(never)
  func newlineFollows(_ position: Int) -> Bool {
    var position = position
    while position < count {
      let byte = unsafe start[position]
      if byte == 0x0A || byte == 0x0D { return true }
      if byte < 0x80 {
        guard byte == 0x20 || byte &- 9 < 5 else { return false }
        position &+= 1
      } else {
        let scalar = wideScalar(at: position)
        guard ScalarClasses.shared.of(scalar.value) & ScalarClasses.space != 0 else { return false }
        position &+= scalar.length
      }
    }
    return false
  }
}
