extension CasedRules {
  /// The first bytes of words in `block`, as `WordGrammar` gives them, and the first bytes of
  /// characters from which on they are not certain.
  @inline(__always)
  func starts(
    in block: CasedMasks, at position: Int, nextIsText: Bool, _ carry: inout CasedCarry,
    _ text: BlockText
  ) -> (starts: UInt64, difficulties: UInt64) {
    var block = block
    var others = block.others
    if takesContractions { takeContractions(&block, &others, at: position, &carry, text) }
    let leads = block.leads
    let afterAnyOther = others &<< 1 | carry.anyOther
    let trailing = block.newlines | (signsTakeSlashes ? block.slashes & others : 0)
    let attached = BitFlow.through(
      trailing, from: block.newlines & afterAnyOther | carry.attached)
    let freeOthers = others & ~attached
    let signs =
      freeOthers & leads & ~(freeOthers &<< 1 | carry.other)
      & ~(block.blanks &<< 1 | carry.blank)
    let afterSign = BitFlow.afterCharacters(signs, block.continuations, &carry.afterSign)
    let afterSpace = block.spaces &<< 1 | carry.space
    let afterNewline = block.newlines &<< 1 | carry.newline
    let letters =
      block.letters & leads & ~(block.letters &<< 1 | carry.letter) & ~afterSign
      & ~(afterSpace & ~afterNewline)
    let chinese = block.chinese & leads & ~(block.chinese &<< 1 | carry.chinese)
    let numbers = carry.groups.starts(
      of: block.numbers, leads: leads, largest: largestNumberGroup)

    let spaces = block.spaces & ~attached
    let afterFreeSpace = afterSpace & ~(attached &<< 1 | carry.attached)
    let beforeText = (block.present & ~block.spaces) &>> 1 | (nextIsText ? 1 &<< 63 : 0)
    let narrow = spaces & ~block.continuations & ~(block.continuations &>> 1)
    let lastSpaces = (narrow & beforeText | block.lastWideSpaces) & ~block.newlines
    var gaps = spaces & leads & (~afterFreeSpace | lastSpaces)
    let afterLine = spaces & leads & ~block.newlines & afterNewline & afterFreeSpace & ~gaps
    if afterLine != 0 { gaps |= text.lastLines(afterLine, at: position) }

    let cases = caseStarts(in: block, at: position, &carry, text)
    carry.close(block, others: others, free: freeOthers, attached: attached)
    let starts = (signs | letters | chinese | numbers | gaps | cases) & block.present
    return (starts, block.marks & afterAnyOther | block.oddities)
  }

  /// Where words begin within letters.
  @inline(__always)
  private func caseStarts(
    in block: CasedMasks, at position: Int, _ carry: inout CasedCarry, _ text: BlockText
  ) -> UInt64 {
    let caseless = block.letters & ~block.uppers & ~block.lowers
    let low = BitFlow.through(block.lowers | caseless, from: block.lowers | carry.low)
    let afterLow = low &<< 1 | carry.low
    let uppers = block.uppers & block.leads
    let doubtful = uppers & (caseless &<< 1 | carry.caseless) & ~afterLow
    carry.low = low &>> 63
    carry.caseless = caseless &>> 63
    let certain = uppers & afterLow
    return doubtful == 0 ? certain : certain | lastUppers(doubtful, at: position, text)
  }

  /// Of upper case letters, those from which on there are only upper case ones in the word.
  @inline(never)
  private func lastUppers(
    _ candidates: UInt64, at position: Int, _ text: BlockText
  ) -> UInt64 {
    var result: UInt64 = 0
    var rest = candidates
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest &- 1
      var place = position &+ bit
      var classes = ScalarClasses.upper
      while classes & ScalarClasses.upper != 0 {
        let scalar = text.scalar(at: place)
        classes = scalar.length == 0 ? 0 : ScalarClasses.shared.of(scalar.value)
        place &+= scalar.length
      }
      let isLetter = classes & (ScalarClasses.letter | ScalarClasses.mark) != 0
      let isChinese = separatesChinese && classes & ScalarClasses.han != 0
      if !isLetter || isChinese { result |= 1 &<< UInt64(bit) }
    }
    return result
  }

  /// Makes contractions behind letters something that is no part of any other word.
  @inline(__always)
  private func takeContractions(
    _ block: inout CasedMasks, _ others: inout UInt64, at position: Int,
    _ carry: inout CasedCarry, _ text: BlockText
  ) {
    let candidates = block.apostrophes & (block.letters &<< 1 | carry.letter)
    guard candidates | carry.contraction != 0 else { return }
    let taken = contractions(candidates, at: position, &carry, text)
    block.letters &= ~taken
    block.uppers &= ~taken
    block.lowers &= ~taken
    others &= ~taken
  }

  /// The bytes of the contractions at `candidates`, and of the one that has begun before.
  @inline(never)
  private func contractions(
    _ candidates: UInt64, at position: Int, _ carry: inout CasedCarry, _ text: BlockText
  ) -> UInt64 {
    var taken = carry.contraction
    carry.contraction = 0
    // An apostrophe right behind a contraction stands behind no letter.
    var rest = candidates & ~(taken &<< 1)
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest &- 1
      let length = Contractions.anyCase.length(at: position &+ bit, text)
      guard length > 0 else { continue }
      let bytes = ((1 as UInt64) &<< UInt64(length)) &- 1
      taken |= bytes &<< UInt64(bit)
      if bit > 60 { carry.contraction = bytes &>> UInt64(64 &- bit) }
      rest &= ~(taken &<< 1)
    }
    return taken
  }
}

/// What one block of `CasedMasks` tells the next: its last byte's classes, as bit 0, and more.
struct CasedCarry {
  var letter: UInt64 = 0
  var caseless: UInt64 = 0
  /// In lower case, or caseless behind lower case.
  var low: UInt64 = 0
  var chinese: UInt64 = 0
  var space: UInt64 = 0
  var blank: UInt64 = 0
  var newline: UInt64 = 0
  var anyOther: UInt64 = 0
  /// A sign that does not stand behind newlines which belong to the signs before.
  var other: UInt64 = 0
  /// A newline or slash that belongs to the signs before it.
  var attached: UInt64 = 0
  /// The character after a single sign begins in the next block.
  var afterSign: UInt64 = 0
  /// The bytes of a contraction in the next block.
  var contraction: UInt64 = 0
  var groups = NumberGroups()

  @inline(__always)
  fileprivate mutating func close(
    _ block: CasedMasks, others: UInt64, free: UInt64, attached: UInt64
  ) {
    letter = block.letters &>> 63
    chinese = block.chinese &>> 63
    space = block.spaces &>> 63
    blank = block.blanks &>> 63
    newline = block.newlines &>> 63
    anyOther = others &>> 63
    other = free &>> 63
    self.attached = attached &>> 63
  }
}
