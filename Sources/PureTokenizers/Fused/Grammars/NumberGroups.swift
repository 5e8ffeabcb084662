/// Numbers in groups of at most so many.
struct NumberGroups {
  /// How many numbers the group has that the block before ended in; 0 when it ended in none.
  private var count = 0
  private var isOpen = false

  /// The first bytes of groups, where `numbers` are in a block of which `leads` begin characters.
  @inline(__always)
  mutating func starts(of numbers: UInt64, leads: UInt64, largest: Int) -> UInt64 {
    guard numbers != 0 else {
      isOpen = false
      return 0
    }
    return largest == 1 ? numbers & leads : groupStarts(numbers, leads, largest)
  }

  @inline(never)
  private mutating func groupStarts(_ numbers: UInt64, _ leads: UInt64, _ largest: Int) -> UInt64 {
    let afterNumber = numbers &<< 1 | (isOpen ? 1 : 0)
    var result: UInt64 = 0
    var rest = numbers & leads
    while rest != 0 {
      let bit = rest & (0 &- rest)
      rest ^= bit
      if afterNumber & bit == 0 || count == largest { count = 0 }
      if count == 0 { result |= bit }
      count &+= 1
    }
    isOpen = numbers &>> 63 == 1
    return result
  }
}
