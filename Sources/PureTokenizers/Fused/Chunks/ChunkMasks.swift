/// Sixty-four bytes as the bit masks that a `ChunkRule` asks for.
struct ChunkMasks {
  /// White space that the rule cuts at.
  var spaces: UInt64 = 0
  var newlines: UInt64 = 0
  /// ASCII from ! to ~.
  var seen: UInt64 = 0
  /// ASCII letters and digits.
  var words: UInt64 = 0
  /// Bytes beyond ASCII.
  var high: UInt64 = 0
  /// The first bytes of Chinese characters.
  var chinese: UInt64 = 0

  init() {}

  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, _ rule: ChunkRule) {
    var firstChinese: UInt64 = 0
    var fromFirstChinese: UInt64 = 0
    for quarter in 0..<4 {
      let shift = UInt64(quarter &* 16)
      // SAFETY: four vectors of 16 bytes are the block's 64.
      let bytes = unsafe UnsafeRawPointer(bytes).loadUnaligned(
        fromByteOffset: quarter &* 16, as: SIMD16<UInt8>.self)
      spaces |= Vector.bits(bytes .== Vector.blank) &<< shift
      newlines |= Vector.bits(bytes .== Vector.lineFeed) &<< shift
      if rule.cutsAtTabs { spaces |= Vector.bits(bytes .== Vector.tab) &<< shift }
      seen |= Vector.bits((bytes &- Vector.firstSeen) .< Vector.seenCount) &<< shift
      let letters = ((bytes | Vector.caseBit) &- Vector.letterA) .< Vector.alphabet
      words |= Vector.bits(letters .| ((bytes &- Vector.zero) .< Vector.ten)) &<< shift
      high |= Vector.bits(bytes .>= Vector.high) &<< shift
      if rule.cutsAtChinese {
        chinese |= Vector.bits((bytes &- Vector.chineseLead) .< Vector.five) &<< shift
        firstChinese |= Vector.bits(bytes .== Vector.firstChineseLead) &<< shift
        fromFirstChinese |= Vector.bits(bytes .>= Vector.firstChineseTrail) &<< shift
      }
    }
    // A character that the block's end cuts in two begins no chunk, which no chunk must.
    chinese |= firstChinese & fromFirstChinese &>> 1
    if rule.cutsAtNewlines { spaces |= newlines }
  }

  /// The last byte's bits.
  @inline(__always)
  var lasts: ChunkMasks { dropping(63) }

  /// The masks without the first `count` bytes, fewer than 64.
  @inline(__always)
  func dropping(_ count: Int) -> ChunkMasks {
    let shift = UInt64(truncatingIfNeeded: count)
    var result = ChunkMasks()
    result.spaces = spaces &>> shift
    result.newlines = newlines &>> shift
    result.seen = seen &>> shift
    result.words = words &>> shift
    result.high = high &>> shift
    result.chinese = chinese &>> shift
    return result
  }

  /// The masks of the first `count` bytes alone, fewer than 64.
  @inline(__always)
  func keeping(_ count: Int) -> ChunkMasks {
    let kept = (1 &<< UInt64(truncatingIfNeeded: count)) &- 1
    var result = self
    result.spaces &= kept
    result.newlines &= kept
    result.seen &= kept
    result.words &= kept
    result.high &= kept
    result.chinese &= kept
    return result
  }
}
