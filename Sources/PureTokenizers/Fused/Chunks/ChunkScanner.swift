/// Finds the chunks of a text by a `ChunkRule`, sixty-four bytes at a time.
///
/// Vector comparisons propose cuts and settle those between ASCII; the few others are looked at
/// one by one.
@safe struct ChunkScanner: WordStarts {
  private let rule: ChunkRule
  private let isUnmerged: Bool
  /// Whether no merge joins ASCII that is seen and the space behind it, so that nearly all cuts of
  /// prose are settled without a look: later passes of Mistral and Gemma are 15 and 8 % faster.
  private let cutsBehindSeen: Bool
  private let hasEdges: Bool
  private let text: UnsafePointer<UInt8>
  private let count: Int
  private let readable: Int
  private var position = 0
  /// Bit 63 of the masks of the block before, as bit 0.
  private var before = ChunkMasks()

  /// A scanner of the `count` bytes at `text`, which must be UTF-8 and stay as they are; the
  /// memory of `readable` bytes, `count` or more, may be read.
  init(_ rule: ChunkRule, text: UnsafePointer<UInt8>, count: Int, readable: Int) {
    self.rule = rule
    isUnmerged = rule.isUnmerged
    cutsBehindSeen = rule.cutsBehindSeen
    hasEdges = rule.edges != .any
    unsafe self.text = text
    self.count = count
    self.readable = readable
  }

  var isAtEnd: Bool { position >= count }

  @inline(never)
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    var found = 0
    let end = min(position &+ 2048, count)
    while position < end {
      let bits = startsOfBlock()
      // SAFETY: at most 64 starts a block, at most 2048 in a call, and eight more at its end.
      found = unsafe write(bits, at: position, starts, found)
      position &+= 64
    }
    return found
  }

  @inline(__always)
  private mutating func startsOfBlock() -> UInt64 {
    let masks = position &+ 64 <= count ? unsafe ChunkMasks(text + position, rule) : lastMasks()
    let present = count &- position >= 64 ? ~0 : (1 &<< UInt64(count &- position)) &- 1
    var starts = isUnmerged ? unmergedStarts(masks) : spaceStarts(masks)
    if rule.cutsAtChinese { starts |= masks.chinese }
    before = masks.lasts
    if position == 0 { starts |= 1 }
    return starts & present
  }

  @inline(never)
  private func lastMasks() -> ChunkMasks {
    let rest = count &- position
    if count >= 64 {
      // SAFETY: there are 64 bytes before the end.
      return unsafe ChunkMasks(text + (count &- 64), rule).dropping(64 &- rest)
    }
    if readable &- position >= 64 {
      // SAFETY: 64 bytes may be read there.
      return unsafe ChunkMasks(text + position, rule).keeping(rest)
    }
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { padded in
      unsafe padded.initialize(repeating: 0)
      guard let base = padded.baseAddress else { return ChunkMasks() }
      // SAFETY: fewer than 64 bytes are left.
      unsafe base.update(from: text + position, count: rest)
      return unsafe ChunkMasks(base, rule)
    }
  }

  /// Cuts before white space, where what stands on both sides allows it.
  @inline(__always)
  private func spaceStarts(_ masks: ChunkMasks) -> UInt64 {
    let afterSpace = masks.spaces &<< 1 | before.spaces
    let next = position &+ 64 < count ? unsafe text[position &+ 64] : 0
    let beforeSpace = masks.spaces &>> 1 | (rule.isSpace(next) ? 1 &<< 63 : 0)
    var starts = masks.spaces & ~afterSpace
    if rule.cutsInRuns { starts |= masks.spaces & ~beforeSpace }
    if hasEdges {
      let seen = masks.seen
      var left = seen &<< 1 | before.seen
      var right = seen &>> 1 | (next &- 0x21 < 0x5E ? 1 &<< 63 : 0)
      if rule.cutsInRuns {
        left |= afterSpace
        right |= beforeSpace
      }
      let doubtful = starts & ~(left & right)
      if doubtful != 0 { starts &= ~refused(doubtful) }
    }
    if rule.cutsAtPunctuation {
      let signs = masks.seen & ~masks.words
      starts |= signs & ((masks.words | masks.high) &<< 1 | before.words | before.high)
      // Words are often followed by two or three signs; of more, each is better a chunk.
      starts |= signs & signs &<< 1 & signs &<< 2 & signs &<< 3
    }
    return starts
  }

  /// Cuts before the first space of several, before and after line feeds, and before punctuation,
  /// where no merge joins the two sides.
  @inline(__always)
  private func unmergedStarts(_ masks: ChunkMasks) -> UInt64 {
    let afterSpace = masks.spaces &<< 1 | before.spaces
    let afterNewline = masks.newlines &<< 1 | before.newlines
    let afterWord = (masks.words | masks.high) &<< 1 | before.words | before.high
    let signs = masks.seen & ~masks.words
    let proposed =
      masks.spaces & ~afterSpace | masks.newlines & ~afterNewline
      | afterNewline & ~masks.newlines | signs & afterWord
    let settled = cutsBehindSeen ? masks.spaces & (masks.seen &<< 1 | before.seen) : 0
    let doubtful = proposed & ~settled
    return doubtful == 0 ? proposed : proposed & ~refused(doubtful)
  }

  /// Those of the proposed cuts that are none after all.
  @inline(never)
  private func refused(_ proposed: UInt64) -> UInt64 {
    var result: UInt64 = 0
    var rest = proposed
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest &- 1
      let place = position &+ bit
      if place > 0, place < count, !isCut(at: place) { result |= 1 &<< UInt64(bit) }
    }
    return result
  }

  @inline(__always)
  private func isCut(at place: Int) -> Bool {
    // SAFETY: `place` is above 0 and below `count`.
    switch rule.edges {
    case .any: true
    case .ascii: false
    case .unmerged(let pairs):
      unsafe !pairs.contains(text[place &- 1], text[place]) && !isAfterMark(place)
    case .clusters: !joinsCluster(at: place)
    }
  }

  /// Whether a ▁ of the text itself stands before `place`.
  @inline(__always)
  private func isAfterMark(_ place: Int) -> Bool {
    // SAFETY: `place` is above 0, and at least 3 where more is read.
    unsafe text[place &- 1] == 0x81 && place >= 3 && text[place &- 2] == 0x96
      && text[place &- 3] == 0xE2
  }

  /// Whether the white space at `place` is in one grapheme cluster with what stands beside it.
  private func joinsCluster(at place: Int) -> Bool {
    // SAFETY: `place` is above 0 and below `count`, and bytes are read only below `count`.
    var start = place &- 1
    while start > 0, unsafe text[start] & 0xC0 == 0x80 { start &-= 1 }
    switch GraphemeProperties(of: scalar(at: start)).graphemeClass {
    case .prepend, .carriageReturn: return true
    default: break
    }
    guard place &+ 1 < count else { return false }
    switch GraphemeProperties(of: scalar(at: place &+ 1)).graphemeClass {
    case .extend, .joiner, .spacingMark: return true
    default: return false
    }
  }

  private func scalar(at start: Int) -> UInt32 {
    let lead = unsafe text[start]
    guard lead >= 0x80 else { return UInt32(lead) }
    return unsafe BlockText(text, count: count).wideScalar(at: start).value
  }
}

extension ChunkRule {
  fileprivate var isUnmerged: Bool {
    if case .unmerged = edges { return true }
    return false
  }

  /// Whether every space behind ASCII that is seen is a cut.
  fileprivate var cutsBehindSeen: Bool {
    guard case .unmerged(let pairs) = edges else { return false }
    return !pairs.haveSeenAndSpace && !cutsAtTabs && !cutsAtNewlines
  }

  @inline(__always)
  fileprivate func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte == 0x0A && cutsAtNewlines) || (byte == 0x09 && cutsAtTabs)
  }
}
