/// The bit masks of sixty-four bytes, of whatever classes a grammar tells apart.
protocol BlockMasks {
  init()
  /// Bytes that continue a character.
  var continuations: UInt64 { get set }
}

/// A text in blocks of sixty-four bytes, and its characters: what the readers of masks share.
@safe struct BlockText {
  let start: UnsafePointer<UInt8>
  let count: Int

  /// The `count` bytes at `start`, which must be UTF-8 and stay as they are.
  init(_ start: UnsafePointer<UInt8>, count: Int) {
    unsafe self.start = start
    self.count = count
  }

  /// The masks that `body` makes of the block at `position`, which must be below `count`; of the
  /// bytes that it gets, `present` are in the text, and behind them stand zeros.
  @inline(__always)
  func masks<Masks: BlockMasks>(
    at position: Int, _ body: (_ bytes: UnsafePointer<UInt8>, _ present: UInt64) -> Masks
  ) -> Masks {
    // SAFETY: the block's 64 bytes are in the text.
    if position &+ 64 <= count { return unsafe body(start + position, ~0) }
    return unsafe lastMasks(at: position, body)
  }

  @inline(never)
  private func lastMasks<Masks: BlockMasks>(
    at position: Int, _ body: (_ bytes: UnsafePointer<UInt8>, _ present: UInt64) -> Masks
  ) -> Masks {
    let rest = count &- position
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { padded in
      unsafe padded.initialize(repeating: 0)
      guard let base = padded.baseAddress else { return Masks() }
      // SAFETY: `rest` bytes of the text are left, fewer than 64.
      unsafe base.update(from: start + position, count: rest)
      return unsafe body(base, (1 &<< UInt64(rest)) &- 1)
    }
  }

  /// Calls `body` with the characters beyond ASCII, whose bytes are `high`, in the block at
  /// `position`; notes in `masks` which bytes continue them, and in `carried` those in the next
  /// block.
  @inline(__always)
  func forEachWide<Masks: BlockMasks>(
    _ high: UInt64, at position: Int, _ masks: inout Masks, _ carried: inout Masks,
    _ body: (WideCharacter, inout Masks, inout Masks) -> Void
  ) {
    // The first bytes may continue a character of the block before, which has carried its masks.
    var rest = high & ~masks.continuations
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      let character = WideCharacter(wideScalar(at: position &+ bit), at: position, bit: bit)
      masks.continuations |= character.bytes & ~character.lead
      carried.continuations |= character.carriedBytes
      body(character, &masks, &carried)
      rest &= ~character.bytes
    }
  }
}

/// A character beyond ASCII, and its place in the masks of a block.
struct WideCharacter {
  let scalar: UInt32
  /// Its bytes in the block.
  let bytes: UInt64
  /// Its bytes in the next block.
  let carriedBytes: UInt64
  /// Its first byte.
  let lead: UInt64
  /// Where the next character stands in the text.
  let next: Int

  @inline(__always)
  init(_ scalar: DecodedScalar, at position: Int, bit: Int) {
    let span = ((1 as UInt64) &<< UInt64(scalar.length)) &- 1
    self.scalar = scalar.value
    bytes = span &<< UInt64(bit)
    carriedBytes = bit > 60 ? span &>> UInt64(64 &- bit) : 0
    lead = 1 &<< UInt64(bit)
    next = position &+ bit &+ scalar.length
  }
}

// MARK: - Single characters

extension BlockText {
  /// Whether the character at `position` is white space.
  func isSpace(at position: Int) -> Bool {
    let byte = unsafe start[position]
    if byte < 0x80 { return byte == 0x20 || byte &- 9 < 5 }
    return ScalarClasses.shared.of(wideScalar(at: position).value) & ScalarClasses.space != 0
  }

  /// The character of two to four bytes at `position`.
  @inline(__always)
  func wideScalar(at position: Int) -> DecodedScalar {
    // SAFETY: the text is UTF-8, so the bytes that the lead announces are there; positions are
    // held below `count` all the same.
    let lead = UInt32(unsafe start[position])
    let length = min(lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, count &- position)
    var value = lead & (0x7F &>> UInt32(length))
    for offset in 1..<max(length, 1) {
      value = value &<< 6 | UInt32(unsafe start[position &+ offset] & 0x3F)
    }
    return DecodedScalar(value: min(value, 0x10_FFFF), length: length)
  }

  /// The character at `position`; of length 0 at the end of the text.
  func scalar(at position: Int) -> DecodedScalar {
    guard position < count else { return DecodedScalar(value: 0, length: 0) }
    let byte = unsafe start[position]
    return byte < 0x80 ? DecodedScalar(value: UInt32(byte), length: 1) : wideScalar(at: position)
  }
}
