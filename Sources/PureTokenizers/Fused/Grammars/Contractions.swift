/// `'s`, `'t`, `'re` and their kind: words that begin with an apostrophe and end before the next
/// letter.
enum Contractions {
  /// Lower case only.
  case gpt2
  /// In either case, and `'ſ` with the long s, which folds to s.
  case anyCase

  /// The length in bytes of the contraction at the apostrophe at `position`, or 0.
  @inline(never)
  func length(at position: Int, _ text: BlockText) -> Int {
    let rest = text.count &- position
    guard rest >= 2 else { return 0 }
    // SAFETY: bytes are read only below `count`.
    let first = fold(unsafe text.start[position &+ 1])
    switch first {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return 2
    case 0xC5 where self == .anyCase && rest >= 3:
      return unsafe text.start[position &+ 2] == 0xBF ? 3 : 0
    default:
      guard rest >= 3 else { return 0 }
      let second = fold(unsafe text.start[position &+ 2])
      return isPair(first, second) ? 3 : 0
    }
  }

  private func isPair(_ first: UInt8, _ second: UInt8) -> Bool {
    (first == UInt8(ascii: "r") && second == UInt8(ascii: "e"))
      || (first == UInt8(ascii: "v") && second == UInt8(ascii: "e"))
      || (first == UInt8(ascii: "l") && second == UInt8(ascii: "l"))
  }

  private func fold(_ byte: UInt8) -> UInt8 {
    self == .anyCase && byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// `starts` with a word for each contraction among the apostrophes `candidates`.
  ///
  /// After a contraction a word begins, and inside of it none does.
  @inline(never)
  func cut(
    _ starts: UInt64, _ candidates: UInt64, at position: Int, _ carry: inout WordCarry,
    _ text: BlockText
  ) -> UInt64 {
    var starts = starts
    var rest = candidates
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest &- 1
      guard starts &>> UInt64(bit) & 1 == 1 else { continue }
      let length = length(at: position &+ bit, text)
      guard length > 0 else { continue }
      let inside = ((1 as UInt64) &<< UInt64(length &- 1)) &- 1
      mark(inside &<< 1, bit: bit, &starts, &carry.cleared) { $0 &= ~$1 }
      guard position &+ bit &+ length < text.count else { continue }
      let end = (1 as UInt64) &<< UInt64(length)
      mark(end, bit: bit, &starts, &carry.forced) { $0 |= $1 }
    }
    return starts
  }

  /// Applies `change` to the bits of `mask`, counted from `bit`, that lie in this block, and keeps
  /// the others for the next.
  @inline(__always)
  private func mark(
    _ mask: UInt64, bit: Int, _ starts: inout UInt64, _ next: inout UInt64,
    _ change: (inout UInt64, UInt64) -> Void
  ) {
    change(&starts, mask &<< UInt64(bit))
    if bit > 0 { next |= mask &>> UInt64(64 &- bit) }
  }
}
