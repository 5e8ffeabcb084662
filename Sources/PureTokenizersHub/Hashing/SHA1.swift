/// SHA-1, which git names its blobs by; good enough to find damage, not to find forgery.
struct SHA1: BlockHash {
  private(set) var digest: [UInt32] = [
    0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0,
  ]

  mutating func absorb(_ blocks: UnsafeRawBufferPointer) {
    unsafe MessageSchedule.forEachBlock(of: blocks, words: 80) { words in
      var index = 16
      while index < 80 {
        // SAFETY: `words` has 80 words.
        let mixed =
          unsafe words[index &- 3] ^ words[index &- 8] ^ words[index &- 14]
          ^ words[index &- 16]
        unsafe words[index] = mixed &<< 1 | mixed &>> 31
        index &+= 1
      }
      unsafe mix(words)
    }
  }

  private mutating func mix(_ words: UnsafeMutableBufferPointer<UInt32>) {
    var a = digest[0]
    var b = digest[1]
    var c = digest[2]
    var d = digest[3]
    var e = digest[4]
    var round = 0
    while round < 80 {
      var mixed = b ^ c ^ d
      var constant: UInt32 = round < 40 ? 0x6ED9_EBA1 : 0xCA62_C1D6
      if round < 20 {
        mixed = (b & c) | (~b & d)
        constant = 0x5A82_7999
      } else if round >= 40, round < 60 {
        mixed = (b & c) | (b & d) | (c & d)
        constant = 0x8F1B_BCDC
      }
      // SAFETY: `words` has 80 words.
      let next = unsafe (a &<< 5 | a &>> 27) &+ mixed &+ e &+ constant &+ words[round]
      e = d
      d = c
      c = b &<< 30 | b &>> 2
      b = a
      a = next
      round &+= 1
    }
    digest[0] &+= a
    digest[1] &+= b
    digest[2] &+= c
    digest[3] &+= d
    digest[4] &+= e
  }
}
