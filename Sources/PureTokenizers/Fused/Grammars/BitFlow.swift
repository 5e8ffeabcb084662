/// Bits that run on through others, by the carries of an addition.
enum BitFlow {
  /// The bits of `bed` that are in `sources`, and those above them without a gap.
  @inline(__always)
  static func through(_ bed: UInt64, from sources: UInt64) -> UInt64 {
    let sources = sources & bed
    return ((sources &+ bed) ^ bed | sources) & bed
  }

  /// The first bytes of the characters after those whose first bytes are `leads`; what lies in the
  /// next block is carried there.
  @inline(__always)
  static func afterCharacters(
    _ leads: UInt64, _ continuations: UInt64, _ carry: inout UInt64
  ) -> UInt64 {
    // Adding the continuation bytes carries the mark past the character's last byte.
    let marks = leads &<< 1 | carry
    let (sum, overflow) = marks.addingReportingOverflow(continuations)
    carry = leads &>> 63 | (overflow ? 1 : 0)
    return sum & ~continuations
  }
}
